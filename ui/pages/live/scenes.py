"""The scene buttons: which scene viewers see, which one is on its way, and what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from host_assistant.language import _
from host_assistant.show.commands import ChooseScene
from host_assistant.show.state import ShowState
from host_assistant.show.vocabulary import SCENE_ROLES, SceneRole
from ui.pages.live.hand import Hand
from ui.widgets.band import obs_lost
from ui.widgets.parts import column, fill_grid, label, row, set_state
from ui.widgets.rich_button import RichButton
from ui.words import scene_name

PATIENCE_MS = 2000
# Narrower, and the names of the scenes have no room in three columns.
THREE_PX = 350
SceneState = Literal["", "asked", "shown", "on_air", "broken_off", "failed"]


class SceneButton(RichButton):
    """Name, key, and what is going on with it, in words."""

    def __init__(self, role: SceneRole, key: str, pressed: Callable[[SceneRole], None]) -> None:
        super().__init__("scene")
        self._name = scene_name(role)
        self._word = label()
        parts = column(row(label(self._name), None, label(key, "hint"), gap=4), self._word, gap=0)
        parts.setContentsMargins(8, 6, 8, 6)
        self.set_parts(parts)
        self.clicked.connect(lambda _checked=False: pressed(role))
        self.show_state("")

    @property
    def word(self) -> str:
        return self._word.text()

    def show_state(self, state: SceneState) -> None:
        self._word.setText(
            {
                "": "",
                "asked": _("on its way…"),
                "shown": _("showing"),
                "on_air": _("ON AIR"),
                "broken_off": _("BROKEN OFF"),
                "failed": _("not switched"),
            }[state]
        )
        set_state(self._word, "role", "wrong" if state == "failed" else "muted")
        set_state(self, "scene", state)
        self.setAccessibleName(f"{self._name} {self._word.text()}".strip())


class Scenes(QWidget):
    """A pressed scene is on its way until the stage itself says that it shows it."""

    def __init__(self, hand: Hand) -> None:
        super().__init__()
        self._hand = hand
        self._asked: SceneRole | None = None
        self._failed: SceneRole | None = None
        self._told = ""
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._lose_patience)
        self.buttons: dict[SceneRole, SceneButton] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._across = 0
        for place, role in enumerate(SCENE_ROLES):
            self.buttons[role] = SceneButton(role, f"F{place + 1}", self.choose)
        self._arrange(3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(3 if self.width() >= THREE_PX else 2)

    def _arrange(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        fill_grid(self._grid, list(self.buttons.values()), across, 3)

    def choose(self, role: SceneRole) -> None:
        """What the key does too. A scene that did not come is asked for once more."""
        self._failed = None
        self._hand.do(ChooseScene(scene=role))

    def show_state(self, state: ShowState) -> None:
        wanted = state.scene
        if wanted is None or wanted == state.role_on_stage:
            self._asked = self._failed = None
            self._patience.stop()
            self._hand.take_back(self._told)
            self._told = ""
        elif wanted not in (self._asked, self._failed):
            self._asked, self._failed = wanted, None
            self._patience.start()
        self._dress(state)

    def _dress(self, state: ShowState) -> None:
        shown: dict[str, SceneState] = {"on": "on_air", "dropped": "broken_off"}
        # Of a stage that does not answer nobody knows what it shows.
        showing = None if obs_lost(state) else state.role_on_stage
        for role, made in self.buttons.items():
            if role == showing:
                made.show_state(shown.get(state.stream, "shown"))
            elif role == self._failed:
                made.show_state("failed")
            elif role == self._asked:
                made.show_state("asked")
            else:
                made.show_state("")

    def _lose_patience(self) -> None:
        state = self._hand.state
        self._failed, self._asked = self._asked, None
        self._dress(state)
        if self._failed is not None:
            self._told = self._what_went_wrong(state, self._failed)
            self._hand.tell(self._told)

    def _what_went_wrong(self, state: ShowState, role: SceneRole) -> str:
        if not state.link_up:
            return _(
                "OBS does not answer. Viewers still see the picture from before. "
                "Open OBS again; the scene follows by itself."
            )
        return _(
            "OBS has not switched to “{scene}” within two seconds. Viewers still see the scene "
            "from before. Press the scene once more, or switch it in OBS."
        ).format(scene=scene_name(role))
