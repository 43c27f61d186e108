"""The five signs of the strip: what works, what does not, and of what nothing is known."""

from __future__ import annotations

from typing import Final, Literal, get_args

from PySide6.QtWidgets import QWidget

from host_assistant.language import _
from host_assistant.show.state import ShowState
from host_assistant.show.vocabulary import AlarmCode, SceneRole
from ui.theme import tokens
from ui.widgets.band import obs_lost
from ui.widgets.icons import put_icon
from ui.widgets.parts import label, row, set_state
from ui.widgets.tips import as_tip

Health = Literal["good", "bad", "unknown"]
SignName = Literal["stage", "sound", "picture", "network", "recording"]

# Whose sign an alarm is, a sign's worst first; the battery has none of its own.
_ALARMS: Final[dict[AlarmCode, SignName]] = {
    "obs_not_answering": "stage",
    "microphone_muted": "sound",
    "microphone_dead": "sound",
    "microphone_silent": "sound",
    "picture_black": "picture",
    "picture_frozen": "picture",
    "stream_not_arriving": "network",
    "stream_dropped": "network",
    "network_slow": "network",
    "laptop_slow": "picture",
    "recording_stopped": "recording",
    "disk_filling": "recording",
    "picture_still": "picture",
}
# In the order of harm.
_HARMS: Final[tuple[AlarmCode, ...]] = get_args(AlarmCode)
# Scenes that are one drawn picture: whether the camera works shows in none of them.
_WITHOUT_CAMERA: Final[tuple[SceneRole, ...]] = ("opening", "break", "closing")
# How these are, an alarm alone can tell.
_SEEN_BY_ALARMS: Final[tuple[SignName, ...]] = ("sound", "picture")
_OUTPUTS: Final[dict[str, Health]] = {"on": "good", "dropped": "bad"}


def healths(state: ShowState, has_picture: bool | None) -> dict[SignName, Health]:
    """What each sign shows. One alarm stands at a time: behind it a lesser harm of sound or picture
    is not seen. Of network and recording OBS tells itself.

    `has_picture` is the monitor's word, None before it has one.
    """
    picture: Health = "unknown" if has_picture is None else "good" if has_picture else "bad"
    if state.role_on_stage in _WITHOUT_CAMERA and picture == "good":
        picture = "unknown"
    told: dict[SignName, Health] = {
        "stage": "unknown" if state.mode == "rehearsal" else "good" if state.link_up else "bad",
        "sound": _sound(state),
        "picture": picture,
        "network": _OUTPUTS.get(state.stream, "unknown"),
        "recording": _OUTPUTS.get(state.recording, "unknown"),
    }
    if obs_lost(state):
        return {**dict.fromkeys(told, "unknown"), "stage": "bad"}
    if state.alarm is not None:
        for name in _less_harmful(state.alarm).intersection(_SEEN_BY_ALARMS):
            if told[name] == "good":
                told[name] = "unknown"
        if state.alarm in _ALARMS:
            told[_ALARMS[state.alarm]] = "bad"
    return told


def _less_harmful(alarm: AlarmCode) -> set[SignName]:
    """The signs whose own alarms would all wait behind this one."""
    not_behind = {_ALARMS[code] for code in _HARMS[: _HARMS.index(alarm) + 1] if code in _ALARMS}
    return set(_ALARMS.values()) - not_behind


def _sound(state: ShowState) -> Health:
    """It is listened to on air alone, and a break is silent on purpose."""
    on_air = state.mode == "live" and state.stream in ("on", "dropped")
    return "good" if on_air and state.phase != "break" else "unknown"


class Sign(QWidget):
    """One thing that works, does not, or of which nothing is known: a word and an icon."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word
        self._icon = label()
        self._label = label(word)
        self.setLayout(row(self._icon, self._label, gap=6))
        self._health: Health | None = None
        self.show_health("unknown")

    @property
    def health(self) -> Health | None:
        return self._health

    def show_health(self, health: Health) -> None:
        if health == self._health:
            return
        self._health = health
        icon, colour, spoken = {
            "good": ("mdi6.check-circle", tokens().leaf_ink, _("works")),
            "bad": ("mdi6.alert-circle", tokens().brand_ink, _("does not work")),
            "unknown": ("mdi6.help-circle-outline", tokens().muted, _("not known")),
        }[health]
        put_icon(self._icon, icon, colour, 20)
        set_state(self._label, "role", "muted" if health == "unknown" else "")
        self.setAccessibleName(f"{self._word}: {spoken}")
        self.setToolTip(as_tip(self.accessibleName()))
