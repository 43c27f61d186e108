"""What the page before a session is put together from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from host_assistant.language import _
from host_assistant.values.decimals import grouped
from host_assistant.values.instants import local_date, local_time
from host_assistant.values.quantity import format_weight
from ui.theme import GRID, tokens
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, column, label, row
from ui.widgets.rich_button import RichButton

if TYPE_CHECKING:
    from host_assistant.journal.sessions import SessionRow


class Choice(RichButton):
    """One of two ways to go, as a large card."""

    def __init__(self, heading: str, body: str, icon: str) -> None:
        super().__init__("choice")
        self.setCheckable(True)
        self.setAccessibleName(f"{heading}. {body}")
        sign = label()
        put_icon(sign, icon, size_px=32)
        words = label(body, "muted", wrap=True)
        # Both choices stand side by side: the same height, room for two lines.
        words.setMinimumHeight(3 * GRID + 2 * words.fontMetrics().lineSpacing())
        self.set_parts(
            column(row(sign, label(heading, "heading"), None, gap=12), words, margins=16)
        )


class Finding(QWidget):
    """One thing that the start needs, and how it stands."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self._icon = label()
        self._what = label(what, "strong")
        self._what.setMinimumWidth(80)
        self._words = label(_("looking…"), "muted", wrap=True)
        line = row(self._icon, self._what, self._words, gap=10)
        line.setStretch(2, 1)
        self.setLayout(line)
        put_icon(self._icon, "mdi6.timer-sand", tokens().muted, 24)

    @property
    def words(self) -> str:
        return self._words.text()

    def say(self, words: str, health: str) -> None:
        good = health == "good"
        icon = "mdi6.check-circle" if good else "mdi6.alert-circle-outline"
        put_icon(self._icon, icon, tokens().leaf_ink if good else tokens().gold_ink, 24)
        self._words.setText(words)


class Crashed(QFrame):
    """Offers to take up a session that was cut off."""

    def __init__(self, take_up: Callable[[SessionRow], None]) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        self._session: SessionRow | None = None
        self.words = label("", wrap=True)
        self._take_up = take_up
        self.take_up = button(
            _("Continue it"),
            self._pressed,
            kind="primary",
            icon="mdi6.play",
            colour=tokens().on_brand,
        )
        line = row(self.words, self.take_up, gap=16, margins=16)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def offer(self, session: SessionRow | None) -> None:
        self._session = session
        if session is not None:
            kind = _("A rehearsal") if session.mode == "rehearsal" else _("A live session")
            self.words.setText(
                _(
                    "{kind} was cut off: “{title}” of {date}, {time}. Its {orders} orders "
                    "({weight}) are safe, and it goes on exactly where it stopped."
                ).format(
                    kind=kind,
                    title=session.title,
                    date=local_date(session.started_at),
                    time=local_time(session.started_at),
                    orders=grouped(session.orders),
                    weight=format_weight(session.weight_g),
                )
            )
        self.setVisible(session is not None)

    def _pressed(self) -> None:
        if self._session is not None:
            self._take_up(self._session)

    def set_busy(self, busy: bool) -> None:
        self.take_up.setEnabled(not busy)
