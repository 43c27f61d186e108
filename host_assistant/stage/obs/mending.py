"""What the button of an alarm does in OBS: open a microphone, start a device anew."""

from __future__ import annotations

from typing import Any, Final

from host_assistant.language import _
from host_assistant.stage.obs import encoding
from host_assistant.stage.obs.devices import FILE_KIND, KINDS
from host_assistant.stage.obs.errors import LinkError
from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.microphones import microphones

# From the beginning, and on if it was paused.
AGAIN: Final = (
    "OBS_WEBSOCKET_MEDIA_INPUT_ACTION_RESTART",
    "OBS_WEBSOCKET_MEDIA_INPUT_ACTION_PLAY",
)


class ProfileIsTheUsers(LinkError):
    """The set-up in use is the user's own, which nothing here may change."""

    CODE = "obs_profile_is_users"

    def sentence(self) -> str:
        return _(
            "This set-up of OBS is your own, so nothing was changed in it. For a lighter picture "
            "open Settings, Output in OBS and lower the video bitrate before the next start."
        )


def unmute(link: ObsLink) -> None:
    """Open every microphone."""
    for name in microphones(link):
        link.call("SetInputMute", inputName=name, inputMuted=False)


def restart_microphones(link: ObsLink) -> None:
    """Let OBS open each microphone's device anew."""
    there = set(microphones(link))
    for name, kind in _inputs(link):
        if name in there and kind in KINDS["microphone"]:
            _reopen(link, name, KINDS["microphone"][kind])


def restart_cameras(link: ObsLink) -> None:
    """Let OBS open each camera's device anew, and play each film again that stands in for one."""
    for name, kind in _inputs(link):
        if kind == FILE_KIND:
            for action in AGAIN:
                link.call("TriggerMediaInputAction", inputName=name, mediaAction=action)
        elif kind in KINDS["camera"]:
            _reopen(link, name, KINDS["camera"][kind])


def lower_bitrate(link: ObsLink) -> None:
    """A lighter picture from the next start on. Raises ProfileIsTheUsers."""
    if not encoding.profile_is_ours(link):
        raise ProfileIsTheUsers
    encoding.lower_bitrate(link)


def _inputs(link: ObsLink) -> list[tuple[str, str]]:
    listed = link.call("GetInputList")["inputs"]
    return [(each["inputName"], each["unversionedInputKind"]) for each in listed]


def _reopen(link: ObsLink, name: str, device: str) -> None:
    """Away from its device and back: OBS opens a device only when its settings change."""
    settings: dict[str, Any] = link.call("GetInputSettings", inputName=name)["inputSettings"]
    link.call("SetInputSettings", inputName=name, inputSettings={device: ""})
    link.call("SetInputSettings", inputName=name, inputSettings=settings, overlay=False)
