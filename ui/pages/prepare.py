"""Chuẩn bị: a plain list of what a session needs, and how each of them stands."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from host_assistant.language import _
from ui.context import Context
from ui.pages.prepare_work import WHATS, Health, Look, What, look_at
from ui.theme import tokens
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, column, label, row, set_state

MARGIN = 24
WIDTH_PX = 760
SIGNS: dict[Health, str] = {
    "good": "mdi6.check-circle",
    "warning": "mdi6.alert",
    "bad": "mdi6.close-circle",
}


def _name(what: What) -> str:
    return {"goods": _("Goods"), "obs": "OBS", "sound": _("Sound"), "disk": _("Disk")}[what]


def _health_word(health: Health) -> str:
    return {"good": _("ready"), "warning": _("look at it"), "bad": _("missing")}[health]


class PreparePage(QWidget):
    """Looks again whenever it is shown."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self.rows: dict[What, CheckRow] = {
            "goods": CheckRow(_name("goods"), self._way(_("To the goods"), "goods")),
            "obs": CheckRow("OBS", self._way(_("To the settings"), "settings")),
            "sound": CheckRow(_name("sound")),
            "disk": CheckRow(_name("disk")),
        }
        self.again = button(
            _("Try again"),
            self.look,
            kind="quiet",
            icon="mdi6.refresh",
        )
        narrow = QWidget()
        narrow.setMaximumWidth(WIDTH_PX)
        narrow.setLayout(column(*self.rows.values(), gap=12))
        words = label(_("What a session needs. A rehearsal works without OBS."), "muted", wrap=True)
        held = QWidget()
        held.setLayout(
            column(
                row(label(_("Prepare"), "title"), None, self.again),
                words,
                8,
                narrow,
                None,
                margins=MARGIN,
            )
        )
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(held)
        self.setLayout(column(scroll))

    def _way(self, words: str, place: str) -> QPushButton:
        return button(words, lambda: self._context.navigate(place), kind="small")  # type: ignore[arg-type]

    def on_shown(self) -> None:
        self.look()

    def look(self) -> None:
        folder, store = self._context.folder, self._context.settings
        for what in WHATS:
            self.rows[what].wait()
            self._context.bridge.run(
                partial(look_at, what, folder, store.value, store.asked), self.rows[what].show_look
            )


class CheckRow(QFrame):
    """One thing: its name, how it stands in a sign and a word, and what to do."""

    def __init__(self, name: str, way: QPushButton | None = None) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._name = name
        self._sign = label()
        self._sign.setFixedWidth(28)
        heading = label(name, "strong")
        heading.setFixedWidth(96)
        self._health = label(role="muted")
        self._words = label(role="muted", wrap=True)
        self._way = way
        side = column(self._health, self._words, gap=2)
        parts = row(self._sign, heading, side, *([way] if way else []), gap=12, margins=16)
        parts.setStretch(2, 1)
        self.setLayout(parts)
        self.look = Look("good", "")

    @property
    def words(self) -> str:
        return self._words.text()

    def wait(self) -> None:
        put_icon(self._sign, "mdi6.timer-sand", tokens().muted)
        self._health.setText(_("looking…"))
        self._words.setText("")
        self._words.hide()
        if self._way:
            self._way.hide()

    def show_look(self, look: Look) -> None:
        self.look = look
        colours = tokens()
        colour = {"good": colours.leaf_ink, "warning": colours.gold_ink, "bad": colours.brand_ink}[
            look.health
        ]
        put_icon(self._sign, SIGNS[look.health], colour)
        set_state(
            self._health,
            "role",
            {"good": "good", "warning": "warning", "bad": "wrong"}[look.health],
        )
        self._health.setText(_health_word(look.health))
        self._words.setText(look.words)
        self._words.show()
        self.setAccessibleName(f"{self._name}: {_health_word(look.health)}. {look.words}")
        if self._way:
            self._way.setVisible(look.health != "good")
