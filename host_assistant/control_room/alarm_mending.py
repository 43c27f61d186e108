"""What the button of an alarm does."""

from __future__ import annotations

from collections.abc import Callable
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


_ON_STAGE: dict[StageRemedy, Callable[[ObsStage], None]] = {
    "unmute": ObsStage.unmute_microphones,
    "restart_microphone": ObsStage.restart_microphones,
    "restart_camera": ObsStage.restart_cameras,
    "lower_bitrate": ObsStage.lower_bitrate,
    "record": ObsStage.start_recording,
}


def mend(stage: ObsStage, remedy: StageRemedy) -> None:
    """Do it; it may take seconds. Raises StageError when OBS refuses or is away."""
    _ON_STAGE[remedy](stage)
