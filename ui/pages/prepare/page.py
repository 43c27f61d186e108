"""Chuẩn bị: all that a broadcast needs, the worst first to be mended, with a picture beside it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final, get_args

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QWidget
from shiboken6 import isValid

from host_assistant.checks.finding import STOPS, CheckName, Finding, Level
from host_assistant.language import _, ngettext
from ui.context import Context, OpenShow
from ui.pages.prepare.mending import Mender
from ui.pages.prepare.picture import PicturePane
from ui.pages.prepare.row import CheckRow
from ui.pages.prepare.start import StartBar
from ui.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from host_assistant.checks.eye import Picture
    from host_assistant.checks.preflight import Looked

MARGIN: Final = 24
NARROW_PX: Final = 1000
# A sentence of two lines reads well; what is wider than that belongs to the picture.
LINES_MOST_PX: Final = 640
ANY_PX: Final = 16_777_215
"""Qt's QWIDGETSIZE_MAX, which PySide6 does not name."""
CHECKS: Final[tuple[CheckName, ...]] = get_args(CheckName)


class PreparePage(QWidget):
    """Looks again whenever it is shown; the lines fill as answers come."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._look = 0
        self._enough = threading.Event()
        self._left = False
        self._heard: tuple[Finding, ...] = ()
        self._chosen: CheckName | None = None
        self.mender = Mender(
            context, self, doing=self._say_doing, look=self.look, heard=self._keep_heard
        )
        self.rows = {check: CheckRow(check, self._open, self.mender.mend) for check in CHECKS}
        self.again = button(_("Look again"), self.look, kind="quiet", icon="mdi6.refresh")
        self.summary = label(role="muted", wrap=True)
        self.picture = PicturePane(context.bridge, lambda: self.mender.hands.access)
        self.start = StartBar(context)
        self._lay_out()
        context.bridge.show_changed.connect(self._show_changed)
        # Not a lambda: nobody would take it away with the page.
        context.bridge.opening.connect(self._show_opening)

    def _lay_out(self) -> None:
        held = QWidget()
        held.setProperty("kind", "clear")
        lines = column(*self.rows.values(), None, gap=4)
        lines.setContentsMargins(0, 0, 8, 0)
        held.setLayout(lines)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(held)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._side = QWidget()
        self._side.setLayout(column(self.picture, None, self.start, gap=16))
        self._body = row(self._scroll, self._side, gap=24)
        self._body.setStretch(0, 9)
        top = column(row(label(_("Prepare"), "title"), None, self.again), self.summary, gap=0)
        whole = column(top, self._body, gap=16, margins=MARGIN)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    @property
    def looks(self) -> bool:
        """Whether an answer is still to come."""
        return any(each.waits for each in self.rows.values())

    def on_shown(self) -> None:
        if not self.mender.busy:
            self.look()

    def leave(self) -> None:
        """The page is thrown away; whatever is still looked at is heard by nobody."""
        self._left = True
        self._end_look()
        self.picture.follow(False)

    def look(self) -> None:
        """Look at everything; none of it holds the window up, not even when it is closed."""
        # Whoever comes back to the page has it look, and till then others have the camera.
        if self.mender.busy or self.isHidden():
            return
        self._look += 1
        for each in self.rows.values():
            each.wait()
        only = CHECKS
        if self._context.show is not None:
            # A rehearsal holds the camera itself, and the session's page shows the picture.
            only = tuple(check for check in CHECKS if check not in ("camera", "picture"))
        for check in CHECKS:
            if check not in only:
                self.rows[check].show_findings(())
        self._dress()
        self._end_look()
        self._enough = threading.Event()
        threading.Thread(
            target=self._look_at_all,
            args=(self._look, self._heard, only, self._enough),
            name="prepare",
            daemon=True,
        ).start()

    def _end_look(self) -> None:
        """It lets go of the camera, which whatever comes next would find held."""
        self._enough.set()

    def _look_at_all(
        self,
        number: int,
        heard: tuple[Finding, ...],
        only: tuple[CheckName, ...],
        enough: threading.Event,
    ) -> None:
        """In a thread of its own."""
        from host_assistant.checks.preflight import Preflight
        from ui.pages.prepare.checks import checks_for

        context = self._context

        def seen(picture: Picture) -> None:
            context.bridge.post(lambda: self._show_picture(number, picture))

        checks = checks_for(
            context.folder,
            context.settings.value,
            context.settings.asked,
            heard=heard,
            seen=seen,
            enough=enough,
        )
        for looked in Preflight(checks).as_they_come(*only):
            if enough.is_set():
                return
            context.bridge.post(lambda looked=looked: self._show(number, looked))  # type: ignore[misc]

    def _is_now(self, number: int) -> bool:
        return isValid(self) and number == self._look and not self._left

    def _show(self, number: int, looked: Looked) -> None:
        if not self._is_now(number):
            return
        self.rows[looked.name].show_findings(looked.findings)
        if looked.name == "picture":
            self.picture.show_findings(looked.findings)
        self._dress()

    def _show_picture(self, number: int, picture: Picture) -> None:
        if self._is_now(number):
            self.picture.show_picture(picture)

    def _show_changed(self, _show: OpenShow | None) -> None:
        self._dress()

    def _show_opening(self, opening: bool) -> None:
        self._dress()
        if opening:
            self._end_look()
        else:
            # Only after this is told whether a session is open.
            QTimer.singleShot(0, self, self.look)

    def _keep_heard(self, findings: tuple[Finding, ...]) -> None:
        self._heard = findings

    def _say_doing(self, check: CheckName, words: str) -> None:
        self._chosen = check if words else None
        self.rows[check].show()
        self.rows[check].say_doing(words)
        self._dress()

    def _open(self, check: CheckName) -> None:
        """The host wants to see this one; once more, and the worst is open again."""
        self._chosen = None if self._chosen == check else check
        self._dress()

    def levels(self) -> dict[CheckName, Level]:
        """Of those that were looked at."""
        return {
            check: level for check, each in self.rows.items() if (level := each.level) is not None
        }

    def _worst(self) -> CheckName | None:
        levels = self.levels()
        for level in ("bad", "doubtful"):
            for check in CHECKS:
                if levels.get(check) == level and self.rows[check].findings:
                    return check
        return None

    def _dress(self) -> None:
        levels = self.levels()
        unknown = sum(
            level == "unknown" and bool(self.rows[check].findings)
            for check, level in levels.items()
        )
        bad = sum(level == "bad" for level in levels.values())
        doubtful = sum(level == "doubtful" for level in levels.values())
        if not self.looks:
            self._context.reds = bad
        ready = not bad and not self.looks and not self.mender.busy
        worst = self._worst()
        opened = self._chosen or worst
        for check, each in self.rows.items():
            primary = check == worst and bool(bad) and not self.mender.busy
            each.open(opened=check == opened, primary=primary)
        self.picture.say_advice(opened != "picture")
        self.summary.setText(self._summary(bad, doubtful, unknown))
        self.again.setEnabled(not self.mender.busy)
        # What is red but does not stop a broadcast, such as a busy laptop, is the host's to judge.
        stops = any(levels.get(check) == "bad" for check in STOPS)
        may = not stops and not self.looks and not self.mender.busy
        self.start.show_ready(ready=ready, may=may, has_goods=levels.get("goods", "bad") != "bad")
        if opened is not None:
            QTimer.singleShot(0, self, lambda: self._scroll_to(opened))

    def _scroll_to(self, check: CheckName) -> None:
        self._scroll.ensureWidgetVisible(self.rows[check], 0, 0)

    def _summary(self, bad: int, doubtful: int, unknown: int) -> str:
        if self.mender.busy:
            return _("One moment…")
        if bad:
            return ngettext(
                "{count} thing must be mended before you go on air.",
                "{count} things must be mended before you go on air.",
                bad,
            ).format(count=bad)
        if self.looks:
            return _("Everything is being looked at…")
        unseen = ngettext(
            "{count} thing could not be looked at.",
            "{count} things could not be looked at.",
            unknown,
        ).format(count=unknown)
        if doubtful:
            well = ngettext(
                "You can go on air. {count} thing is worth a look.",
                "You can go on air. {count} things are worth a look.",
                doubtful,
            ).format(count=doubtful)
        elif unknown:
            well = _("You can go on air.")
        else:
            well = _("Everything is ready. You can go on air.")
        return f"{well} {unseen}" if unknown else well

    def hideEvent(self, event: QHideEvent) -> None:
        # A window made small is not left.
        if self.isHidden():
            self._end_look()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW_PX
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._body.setDirection(way)
        self._body.setStretch(1, 0 if narrow else 11)
        self._scroll.setMaximumWidth(ANY_PX if narrow else LINES_MOST_PX)
        self.picture.setVisible(not narrow)
