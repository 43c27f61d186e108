"""What the button of an alarm does in OBS: open a microphone, start a device anew."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from host_assistant.language import _
from host_assistant.stage.obs.errors import LinkError
from host_assistant.stage.obs.host_camera import host_camera
from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.microphones import is_muted, microphones
from host_assistant.stage.obs.setup import encoding
from host_assistant.stage.obs.setup.devices import FILE_KIND, KINDS

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


class MicrophoneGone(LinkError):
    """The microphone to open is not in OBS any more."""

    CODE = "obs_microphone_gone"

    def sentence(self) -> str:
        return _(
            "The microphone that was heard before is not in OBS any more, so none was turned on. "
            "Viewers do not hear you. Turn another one on in OBS."
        )


def unmute(link: ObsLink, names: Collection[str] = ()) -> None:
    """Open these microphones; where none is named, the first. Others stay shut: the user may have
    closed them on purpose. Raises MicrophoneGone where OBS has none of those named."""
    there = microphones(link)
    opened = [name for name in there if name in names] if names else there[:1]
    if names and not opened:
        raise MicrophoneGone
    for name in opened:
        link.call("SetInputMute", inputName=name, inputMuted=False)


def restart_microphones(link: ObsLink) -> None:
    """Let OBS open the device of each open microphone anew."""
    listed = link.call("GetInputList")["inputs"]
    kinds = {each["inputName"]: each["unversionedInputKind"] for each in listed}
    for name in microphones(link):
        device = KINDS["microphone"].get(kinds.get(name, ""))
        if device is not None and not is_muted(link, name):
            _reopen(link, name, device)


def restart_camera(link: ObsLink) -> None:
    """Let OBS open the device of the camera on air anew; a film in its place is played again."""
    camera = host_camera(link)
    if camera is None:
        return
    if camera.kind == FILE_KIND:
        for action in AGAIN:
            link.call("TriggerMediaInputAction", inputName=camera.name, mediaAction=action)
    elif camera.kind in KINDS["camera"]:
        _reopen(link, camera.name, KINDS["camera"][camera.kind])


def lower_bitrate(link: ObsLink) -> None:
    """A lighter picture from the next start on. Raises ProfileIsTheUsers."""
    if not encoding.profile_is_ours(link):
        raise ProfileIsTheUsers
    encoding.lower_bitrate(link)


def _reopen(link: ObsLink, name: str, device: str) -> None:
    """Away from its device and back: OBS opens a device only when its settings change."""
    settings: dict[str, Any] = link.call("GetInputSettings", inputName=name)["inputSettings"]
    try:
        link.call("SetInputSettings", inputName=name, inputSettings={device: ""})
    finally:
        # Whatever became of the first: these are the user's own settings.
        link.call("SetInputSettings", inputName=name, inputSettings=settings, overlay=False)
