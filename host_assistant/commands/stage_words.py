"""What goes wrong on the stage, in words for a terminal: no button of the window is named."""

from __future__ import annotations

from host_assistant.control_room.wording import trouble_sentence
from host_assistant.language import _
from host_assistant.stage.obs.errors import (
    BadAddress,
    BandwidthTestOn,
    LinkError,
    NoAnswer,
    NobodyThere,
    NotObs,
    ObsTooOld,
    RequestRefused,
    ServerOff,
    StreamNotSetUp,
    WrongPassword,
)


def link_in_words(error: LinkError) -> str:
    """Why no show could be opened on OBS, and what to do."""
    match error:
        case BadAddress():
            return _(
                "The address of OBS cannot be read, so no show was begun. "
                "Write it like --obs ws://127.0.0.1:4455."
            )
        case NobodyThere():
            return _(
                "OBS does not answer, so no show was begun. Open OBS on this computer, or name "
                "its address with --obs, then start again."
            )
        case ServerOff():
            return _(
                "OBS does not let other programs steer it, so no show was begun. In OBS open "
                "Tools, WebSocket Server Settings, tick Enable, press OK, then start again."
            )
        case NotObs():
            return _(
                "Another program answers where OBS should be, so no show was begun. "
                "Name the right address with --obs."
            )
        case NoAnswer():
            return _(
                "OBS is there but says nothing, so no show was begun. Wait until OBS has opened; "
                "if it hangs, close it and open it again, then start again."
            )
        case WrongPassword():
            return _(
                "OBS refuses the password, so no show was begun. In OBS open Tools, WebSocket "
                "Server Settings, Show Connect Info, and give the password with --obs-password."
            )
        case ObsTooOld():
            return _(
                "This OBS is too old, so no show was begun. Install OBS 28 or newer from "
                "obsproject.com, then start again."
            )
        case RequestRefused(comment=comment):
            return _(
                "OBS did not do what was asked: {comment} No show was begun. Start again; if it "
                "stays so, close OBS and open it again."
            ).format(comment=comment)
        case StreamNotSetUp() | BandwidthTestOn():
            return trouble_in_words(error.code)
    return error.sentence()


def trouble_in_words(code: str) -> str:
    """What a trouble in a running show means, and what to do."""
    match code:
        case "stream_stopped":
            return _(
                "The broadcast stopped by itself. Viewers no longer see you. Check the internet, "
                "then ask for the broadcast again."
            )
        case "stream_not_started":
            return _(
                "OBS was away, so the broadcast did not start. Nobody sees you yet. "
                "When OBS is there again, ask for the broadcast again."
            )
        case "stream_refused":
            return _(
                "OBS could not start the broadcast. Nobody sees you yet. Check the stream address "
                "and key in OBS under Settings, Stream, then ask for the broadcast again."
            )
        case StreamNotSetUp.CODE:
            return _(
                "OBS does not know where to broadcast to. Nobody is watching yet. In OBS open "
                "Settings, Stream, choose your platform and paste its stream key, then ask for "
                "the broadcast again."
            )
        case BandwidthTestOn.CODE:
            return _(
                "OBS is set to test the connection only. Nobody would see the broadcast. In OBS "
                "open Settings, Stream, untick Enable Bandwidth Test Mode, then ask for the "
                "broadcast again."
            )
        case "scene_missing":
            return _(
                "A scene that you chose is no longer in OBS. Viewers see another picture in its "
                "place. Make a scene of that name in OBS again."
            )
    return trouble_sentence(code)


def relief_in_words(code: str) -> str:
    """That a trouble is over."""
    if code == "stage_link_lost":
        return _("OBS answers again. Viewers' picture is being brought up to date.")
    if code.startswith("stream_"):
        return _("The broadcast runs again. Viewers see you.")
    return _("What went wrong with the picture is over: it is up to date again.")
