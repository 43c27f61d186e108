"""The live page before a session is open: what belongs here, what is missing, and the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLayout, QLineEdit, QScrollArea, QWidget

from host_assistant.catalog.readiness import missing_on_air
from host_assistant.language import _, ngettext
from host_assistant.show.vocabulary import Mode
from host_assistant.values.decimals import grouped
from ui.context import Context
from ui.looking import Found, look_around
from ui.pages.live.start_parts import Choice, Crashed, Finding
from ui.widgets.icons import AFTER_FIRST_PAINT_MS
from ui.widgets.parts import button, column, label, row, set_state
from ui.words import not_ready_words

if TYPE_CHECKING:
    from host_assistant.journal.sessions import SessionRow

WIDTH_PX = 720


class LiveStart(QScrollArea):
    """Rehearse or go live: one title, one choice, one button."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._found: Found | None = None
        self._opening = False
        self._look = 0
        self.title = QLineEdit()
        self.title.setAccessibleName(_("Name of the session"))
        self.title.setPlaceholderText(_("For example: Lychees of the first week"))
        self.title.setMaxLength(120)
        self.rehearsal = Choice(
            _("Rehearsal"), _("Nobody watches. Works without OBS."), "mdi6.drama-masks"
        )
        self.live = Choice(
            _("Live"),
            _("With OBS. You are on air only after START BROADCAST."),
            "mdi6.broadcast",
        )
        self._modes = QButtonGroup(self)
        for choice in (self.rehearsal, self.live):
            self._modes.addButton(choice)
        self.rehearsal.setChecked(True)
        self._modes.buttonClicked.connect(lambda _button: self._dress())
        self.goods = Finding(_("Goods"))
        self.obs = Finding("OBS")
        self.log = Finding(_("Log"))
        self.to_goods = button(_("Add goods"), self._to_goods)
        self.to_goods.hide()
        self.look_again = button(_("Try again"), self.look, kind="quiet", icon="mdi6.refresh")
        self.reds = Finding(_("Prepare"))
        self.to_prepare = button(_("To “{page}”").format(page=_("Prepare")), self._to_prepare)
        self.open = button(_("Open the session"), self._open, kind="primary")
        self.open.setMinimumWidth(220)
        self.title.returnPressed.connect(self._open)
        self.crashed = Crashed(self._continue)
        self._lay_out()
        self._dress()

    def look(self) -> None:
        """Look for goods, OBS and a session that a crash left open; the page fills in later."""
        context = self._context
        folder, settings, asked = context.folder, context.settings.value, context.settings.asked
        self._look += 1
        number = self._look

        def look_now() -> tuple[int, Found]:
            return number, look_around(folder, settings, asked)

        context.bridge.run_apart(look_now, self._show_found)

    def set_opening(self, opening: bool) -> None:
        self._opening = opening
        self._dress()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The look imports much, and would keep the window from being painted.
        QTimer.singleShot(4 * AFTER_FIRST_PAINT_MS, self, self.look)

    def _lay_out(self) -> None:
        inside = QWidget()
        main = QFrame()
        main.setProperty("kind", "card")
        name_label = label(_("Name of the session"), "muted")
        name_label.setBuddy(self.title)
        modes = row(self.rehearsal, self.live, gap=12)
        modes.setStretch(0, 1)
        modes.setStretch(1, 1)
        main.setLayout(
            column(
                label(_("Ready for the show?"), "title"),
                label(
                    _(
                        "What viewers see, your goods, the orders and the counters "
                        "appear here once a session is open."
                    ),
                    "muted",
                    wrap=True,
                ),
                8,
                name_label,
                self.title,
                8,
                modes,
                8,
                _stretched(self.goods, self.to_goods),
                self.log,
                _stretched(self.obs, self.look_again),
                _stretched(self.reds, self.to_prepare),
                12,
                row(None, self.open),
                gap=8,
                margins=32,
            )
        )
        main.setMaximumWidth(WIDTH_PX)
        self.crashed.setMaximumWidth(WIDTH_PX)
        centre = column(None, self.crashed, main, None, gap=16)
        inside.setLayout(row(None, centre, None, margins=16))
        inside.layout().setStretch(1, 100)  # type: ignore[union-attr]
        self.setWidget(inside)
        self.setWidgetResizable(True)

    def _show_found(self, numbered: tuple[int, Found]) -> None:
        number, found = numbered
        # A look that took longer than the one after it tells of times gone by.
        if number < self._look:
            return
        self._found = found
        if found.obs_problem:
            self.obs.say(found.obs_problem, "bad")
        else:
            self.obs.say(_("is open and answers"), "good")
        if found.log_problem:
            self.log.say(found.log_problem, "bad")
        offered = self.crashed.isHidden() and found.unfinished is not None
        self.crashed.offer(found.unfinished)
        if offered and not self.title.text() and self.isVisible():
            # What was cut off goes on before anything new begins; typing is not disturbed.
            self.crashed.take_up.setFocus()
        self._dress()

    def _dress(self) -> None:
        found = self._found
        goods = found is not None and bool(found.goods)
        obs = found is not None and not found.obs_problem
        log = found is None or not found.log_problem
        lives = self.live.isChecked()
        if found is not None:
            self._say_goods(found, lives)
        self.obs.setVisible(lives)
        self.log.setVisible(not log)
        reds = self._context.reds or 0
        if reds:
            words = ngettext(
                "{count} thing is still to be mended", "{count} things are still to be mended", reds
            )
            self.reds.say(words.format(count=reds), "bad")
        self.reds.setVisible(lives and reds > 0)
        self.to_prepare.setVisible(lives and reds > 0)
        self.look_again.setVisible((lives and not obs) or not log)
        self.open.setEnabled(goods and log and (obs or not lives) and not self._opening)
        self.open.setVisible(found is None or goods)
        cut_off = found is not None and found.unfinished is not None
        set_state(self.open, "kind", "" if cut_off else "primary")
        if self._opening:
            self.open.setText(_("Opening…"))
        else:
            self.open.setText(_("Open the session") if lives else _("Begin the rehearsal"))
        self.open.setAccessibleName(self.open.text())
        self.crashed.set_busy(self._opening)

    def _say_goods(self, found: Found, lives: bool) -> None:
        """A live show keeps goods off the air that lack what viewers must be told."""
        not_ready = not_ready_words(found.goods) if lives else ""
        ready = len(found.goods)
        if not_ready:
            ready -= sum(bool(missing_on_air(product)) for product in found.goods)
        words = ngettext("{count} item is ready", "{count} items are ready", ready)
        count = words.format(count=grouped(ready))
        if found.goods_problem:
            self.goods.say(found.goods_problem, "bad")
        elif not found.goods:
            self.goods.say(_("None yet: import your sheet or type them in."), "bad")
        elif not_ready:
            self.goods.say(f"{count}. {not_ready}" if ready else not_ready, "bad")
        else:
            self.goods.say(count, "good")
        self.to_goods.setText(_("Open goods") if found.goods else _("Add goods"))
        self.to_goods.setAccessibleName(self.to_goods.text())
        self.to_goods.setVisible(bool(not_ready) or not found.goods)
        # Without goods the way on leads through the goods page.
        set_state(self.to_goods, "kind", "" if found.goods else "primary")

    def _open(self) -> None:
        if self.open.isEnabled():
            mode: Mode = "live" if self.live.isChecked() else "rehearsal"
            self._context.open_show(mode, self.title.text().strip() or _("Today's show"))

    def _to_goods(self) -> None:
        goods = self._found.goods if self._found else ()
        lacking = (product.sku for product in goods if missing_on_air(product))
        self._context.wanted_product = next(lacking, "")
        self._context.navigate("goods")

    def _to_prepare(self) -> None:
        self._context.navigate("prepare")

    def _continue(self, session: SessionRow) -> None:
        self._context.open_show(session.mode, session.title, session.session_id)


def _stretched(finding: QWidget, way_out: QWidget) -> QLayout:
    line = row(finding, way_out)
    line.setStretch(0, 1)
    return line
