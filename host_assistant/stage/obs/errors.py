"""What can go wrong between us and OBS, told apart, each with words for the host."""

from __future__ import annotations

from typing import ClassVar, Final

from host_assistant.language import _
from host_assistant.stage.stage import StageError, StageGone

# Values of obs-websocket's RequestStatus.
OUTPUT_RUNNING: Final = 500
OUTPUT_NOT_RUNNING: Final = 501
RESOURCE_NOT_FOUND: Final = 600


class LinkError(StageError):
    """Why there is no link, or why OBS did not do it. `detail` is for the log, not the screen."""

    CODE: ClassVar[str]

    def __init__(self, detail: str = "") -> None:
        super().__init__(self.CODE, detail)

    def sentence(self) -> str:
        """What happened, what it means for the broadcast, what to press."""
        raise NotImplementedError


class BadAddress(LinkError):
    CODE = "obs_bad_address"

    def sentence(self) -> str:
        return _(
            "The address of OBS cannot be read. Nothing can go on air yet. "
            "Write it like ws://127.0.0.1:4455 in Settings."
        )


class NobodyThere(LinkError):
    """The connection is refused, or the machine cannot be reached."""

    CODE = "obs_nobody_there"

    def sentence(self) -> str:
        return _(
            "OBS does not answer. Nothing can go on air yet. "
            "Open OBS on this computer, then press Try again."
        )


class ServerOff(LinkError):
    """OBS on this machine is set not to let other programs steer it (the default)."""

    CODE = "obs_server_off"

    def sentence(self) -> str:
        return _(
            "OBS does not let other programs steer it. Nothing can go on air yet. "
            "In OBS open Tools, WebSocket Server Settings, tick Enable, press OK, "
            "then press Try again."
        )


class NotObs(LinkError):
    """Something listens there and speaks another language."""

    CODE = "obs_something_else"

    def sentence(self) -> str:
        return _(
            "Another program answers where OBS should be. Nothing can go on air yet. "
            "Correct the address of OBS in Settings, then press Try again."
        )


class NoAnswer(LinkError):
    """Something listens there and says nothing within the time limit."""

    CODE = "obs_no_answer"

    def sentence(self) -> str:
        return _(
            "OBS is there but says nothing. Nothing can go on air yet. "
            "Wait until OBS has opened; if it hangs, close it and open it again, "
            "then press Try again."
        )


class WrongPassword(LinkError):
    CODE = "obs_wrong_password"

    def sentence(self) -> str:
        return _(
            "OBS refuses the password. Nothing can go on air yet. "
            "In OBS open Tools, WebSocket Server Settings, Show Connect Info, and copy the "
            "password into Settings here."
        )


class ObsTooOld(LinkError):
    """Older than OBS 28, the first with obs-websocket 5 and its RPC version 1."""

    CODE = "obs_too_old"

    def sentence(self) -> str:
        return _(
            "This OBS is too old. Nothing can go on air with it. "
            "Install OBS 28 or newer from obsproject.com, then press Try again."
        )


class RequestRefused(LinkError):
    """OBS said no. `status` is obs-websocket's RequestStatus, `comment` OBS's own words."""

    CODE = "obs_refused"

    def __init__(self, request: str, status: int, comment: str) -> None:
        super().__init__(f"{request}: {comment} ({status})")
        self.request = request
        self.status = status
        self.comment = comment

    def sentence(self) -> str:
        return _(
            "OBS did not do what was asked: {comment} What viewers see stays as it was. "
            "Press the button again."
        ).format(comment=self.comment)


class CallTimedOut(LinkError):
    """OBS took the request and did not answer it in time; it may still do it."""

    CODE = "obs_timed_out"

    def sentence(self) -> str:
        return _(
            "OBS takes too long. What viewers see may lag behind. "
            "Look at OBS; if it hangs, close it and open it again."
        )


class StreamNotSetUp(LinkError):
    """OBS knows no platform to stream to; asked to start, it would open a question of its own."""

    CODE = "obs_stream_not_set_up"

    def sentence(self) -> str:
        return _(
            "OBS does not know where to broadcast to. Nobody is watching yet. "
            "In OBS open Settings, Stream, choose your platform and paste its stream key, "
            "then press start again."
        )


class BandwidthTestOn(LinkError):
    """The stream would run, and the platform would show it to nobody."""

    CODE = "obs_bandwidth_test"

    def sentence(self) -> str:
        return _(
            "OBS is set to test the connection only. Nobody would see the broadcast. "
            "In OBS open Settings, Stream, untick Enable Bandwidth Test Mode, then press start "
            "again."
        )


class LinkDown(StageGone):
    """There is no link now; what was waiting for an answer fails with this at once."""

    def sentence(self) -> str:
        return _(
            "OBS is gone. Viewers may see a black or frozen picture. "
            "Open OBS again: this program finds it and puts the picture back by itself."
        )
