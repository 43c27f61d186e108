"""What the button of an alarm does."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from host_assistant.show.vocabulary import AlarmCode
from host_assistant.stage.obs.stage import ObsStage

StageRemedy = Literal["unmute", "restart_microphone", "restart_camera", "lower_bitrate", "record"]
AlarmRemedy = StageRemedy | Literal["holding_scene"]

_REMEDIES: dict[AlarmCode, AlarmRemedy] = {
    "microphone_muted": "unmute",
    "microphone_dead": "restart_microphone",
    "picture_black": "restart_camera",
    "picture_frozen": "restart_camera",
    "stream_dropped": "holding_scene",
    "network_slow": "lower_bitrate",
    "laptop_slow": "lower_bitrate",
    "recording_stopped": "record",
}


def alarm_remedy(code: AlarmCode) -> AlarmRemedy | None:
    """What its button does; None where only hands can help."""
    return _REMEDIES.get(code)


def mend(stage: ObsStage, remedy: StageRemedy, heard_before: Collection[str]) -> None:
    """Do it; it may take seconds. Raises StageError when OBS refuses or is away.

    `heard_before` are the microphones that were open when the host was last heard.
    """
    match remedy:
        case "unmute":
            stage.unmute_microphones(heard_before)
        case "restart_microphone":
            stage.restart_microphones()
        case "restart_camera":
            stage.restart_camera()
        case "lower_bitrate":
            stage.lower_bitrate()
        case "record":
            stage.start_recording()
