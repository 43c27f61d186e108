"""One session as it happened: the picture, the counters, the time line, the orders."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QMenu,
    QScrollArea,
    QWidget,
)

from host_assistant.journal.by_place import places_of
from host_assistant.journal.carriers import NothingToSend, call_first_words
from host_assistant.journal.errors import JournalError
from host_assistant.journal.export import ExportFailed, ExportFormat, suffix_of
from host_assistant.journal.verify import Verdict
from host_assistant.language import _, ngettext
from host_assistant.show.state import ShowState
from host_assistant.values.decimals import grouped
from host_assistant.values.instants import local_date
from host_assistant.values.money import format_vnd
from ui.context import Context
from ui.pages.replay.chart import orders_chart
from ui.pages.replay.controls import STEP_MS, Controls
from ui.pages.replay.forgetting import Forgetting
from ui.pages.replay.lanes import LanesView
from ui.pages.replay.orders import OrdersModel, OrdersTable
from ui.pages.replay.picture import ReplayPicture
from ui.pages.replay.places import OrdersAndPlaces, PlacesModel, PlacesTable
from ui.pages.replay.player import Player
from ui.pages.replay.words import (
    date_of,
    export_filter,
    export_words,
    mode_word,
    verdict_sentence,
)
from ui.pages.replay.work import Exported, Loaded, check_session, export_session
from ui.widgets.answer_bar import AnswerBar
from ui.widgets.figure import Figure
from ui.widgets.file_dialog import ask_where_to_write, file_name, tell_written
from ui.widgets.parts import button, card, column, label, row
from ui.words import weight_words

COUNTERS_PX = 224
MOST_ORDERS_PX = 456
FEWEST_ORDERS_PX = 280
NARROW_PX = 1040
# QWIDGETSIZE_MAX, which PySide does not hand out.
NO_LIMIT_PX = (1 << 24) - 1
FORMATS: tuple[ExportFormat, ...] = ("xlsx", "carrier-xlsx", "carrier-csv", "csv", "jsonl")


class ReplaySession(QWidget):
    """Space plays and pauses, ← and → go 5 seconds, Home and End to either end."""

    left = Signal()

    def __init__(self, context: Context, loaded: Loaded) -> None:
        super().__init__()
        self._context = context
        self._row = loaded.row
        self._timeline = loaded.timeline
        self.player = Player(self._timeline.duration_ms, self)
        self.picture = ReplayPicture(context.folder.pictures)
        self.controls = Controls(self.player)
        self.lanes = LanesView()
        self.lanes.show_session(
            self._timeline.lanes(), self._timeline.last, self._timeline.duration_ms
        )
        self.orders_model = OrdersModel(self._timeline.last)
        self.orders = OrdersTable(self.orders_model)
        self.bar = AnswerBar()
        self._make_counters()
        self._assemble()
        self._connect()
        self._show(0)
        # pyqtgraph takes its time to load: the picture is on the screen before it.
        QTimer.singleShot(0, self, self._add_chart)

    @property
    def state(self) -> ShowState:
        """The show as it is drawn now."""
        return self._timeline.state_at(self.player.position_ms)

    def _make_counters(self) -> None:
        self.count = Figure(64, 24)
        self.count_word = label(role="muted")
        self.weight = Figure(32, 16, colour="leaf_ink")
        self.revenue = Figure(32, 14, colour="gold_ink")
        self.product = label(role="strong", wrap=True)
        self.price = Figure(24, 14, colour="brand_ink")
        self.special = label(role="warning")

    def _assemble(self) -> None:
        title = label(self._row.title or _("Without a name"), "heading", wrap=True)
        meta = label(f"{date_of(self._row)} · {mode_word(self._row.mode)}", "muted")
        back = button(_("All sessions"), self.left.emit, kind="quiet", icon="mdi6.arrow-left")
        self.verify = button(_("Check the log"), self.check, icon="mdi6.shield-check-outline")
        self.export = button(_("Export"), self._open_menu, icon="mdi6.file-export-outline")
        self.menu = QMenu(self)
        for format in FORMATS:
            self.menu.addAction(export_words(format), partial(self.choose_export, format))
        self.forgetting = Forgetting(self._context, self._row, lambda: self.bar)
        head = row(
            back,
            column(title, meta, gap=2),
            self.forgetting.button,
            self.verify,
            self.export,
            gap=12,
        )
        head.setStretch(1, 1)
        counters = card()
        counters.setFixedWidth(COUNTERS_PX)
        counters.setLayout(
            column(
                self.count,
                self.count_word,
                self.weight,
                self.revenue,
                None,
                row(label(_("On the card"), "muted"), None, self.special),
                self.product,
                self.price,
                gap=4,
                margins=16,
            )
        )
        seen = row(self.picture, counters, gap=16)
        seen.setStretch(0, 1)
        orders = self._timeline.last.orders.values()
        self.places = PlacesTable(PlacesModel(places_of(orders)))
        self.beside = OrdersAndPlaces(self.orders, self.places)
        self._middle = row(seen, self.beside, gap=16)
        self._middle.setStretch(0, 1)
        layout = column(head, self.bar, self._middle, self.controls, self.lanes, gap=12)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setStretch(2, 1)
        held = QWidget()
        held.setLayout(layout)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(held)
        self.setLayout(column(scroll))

    def _connect(self) -> None:
        self.player.moved.connect(self._show)
        self.lanes.wanted.connect(self.player.jump)
        self.orders.wanted.connect(self.player.jump)
        for key, act in (
            ("Space", self._space),
            ("Left", lambda: self.player.skip(-STEP_MS)),
            ("Right", lambda: self.player.skip(STEP_MS)),
            ("Home", lambda: self.player.jump(0)),
            ("End", lambda: self.player.jump(self.player.duration_ms)),
            ("Esc", self.left.emit),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(act)

    def _space(self) -> None:
        """Presses the button that has the focus, as everywhere; else plays and pauses."""
        focus = self.focusWidget()
        if isinstance(focus, QAbstractButton) and focus is not self.controls.play:
            focus.click()
        else:
            self.player.toggle()

    def _add_chart(self) -> None:
        lanes = self._timeline.lanes()
        self.lanes.put_chart(orders_chart(lanes.orders_per_minute, self._timeline.duration_ms))

    def _show(self, position_ms: int) -> None:
        state = self._timeline.state_at(position_ms)
        self.picture.show_moment(state, position_ms)
        self.controls.set_position(position_ms)
        self.lanes.set_position(position_ms)
        self.orders.follow(self.orders_model.set_position(position_ms))
        counters = state.counters
        self.count.set_text(grouped(counters.orders))
        self.count_word.setText(ngettext("order", "orders", counters.orders))
        self.weight.set_text(weight_words(counters.weight_g))
        self.revenue.set_text(format_vnd(counters.revenue_vnd))
        self._show_card(state)

    def _show_card(self, state: ShowState) -> None:
        on_sale = state.products.get(state.product) if state.product else None
        self.product.setText(on_sale.product.name if on_sale else _("no card"))
        self.price.set_text(
            f"{format_vnd(on_sale.price_vnd)}/{on_sale.product.unit}" if on_sale else ""
        )
        self.special.setText(_("special price") if on_sale and on_sale.is_reduced else "")

    def check(self) -> None:
        """Walk the log and say whether it is whole."""
        path, session_id = self._context.folder.journal, self._row.session_id
        self.verify.setEnabled(False)
        self._context.bridge.run(
            lambda: check_session(path, session_id), self._checked, self._failed
        )

    def _checked(self, verdict: Verdict) -> None:
        self.verify.setEnabled(True)
        self.bar.tell(verdict_sentence(verdict), good=verdict.whole)

    def _open_menu(self) -> None:
        self.menu.popup(self.export.mapToGlobal(self.export.rect().bottomLeft()))

    def choose_export(self, format: ExportFormat) -> None:
        named = self._row.title
        if self._row.mode == "rehearsal":
            named = f"{mode_word(self._row.mode)} {named}"
        if format in ("carrier-csv", "carrier-xlsx"):
            named = f"{_('Carriers')} {named}"
        ask_where_to_write(
            self,
            self._context.settings,
            _("Export"),
            file_name(named, local_date(self._row.started_at), suffix_of(format)),
            export_filter(format),
            partial(self.export_to, format),
        )

    def export_to(self, format: ExportFormat, target: Path) -> None:
        path, session_id = self._context.folder.journal, self._row.session_id
        self.export.setEnabled(False)
        self._context.bridge.run(
            lambda: export_session(path, session_id, format, target), self._exported, self._failed
        )

    def _exported(self, exported: Exported) -> None:
        self.export.setEnabled(True)
        said = _("The session is in {file}.").format(file=exported.target)
        if exported.to_call:
            said = f"{said} {call_first_words(exported.to_call)}"
        tell_written(self.bar, said, exported.target)

    def _failed(self, problem: BaseException) -> None:
        self.verify.setEnabled(True)
        self.export.setEnabled(True)
        if not isinstance(problem, JournalError | ExportFailed | NothingToSend):
            raise problem
        self.bar.tell(problem.sentence())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the orders stand below, and all of it scrolls."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW_PX
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._middle.setDirection(way)
        self.forgetting.set_narrow(narrow)
        self.verify.setText("" if narrow else _("Check the log"))
        self.verify.setToolTip(_("Check the log") if narrow else "")
        self.beside.setMinimumHeight(FEWEST_ORDERS_PX if narrow else 0)
        if narrow:
            self.beside.setMinimumWidth(0)
            self.beside.setMaximumWidth(NO_LIMIT_PX)
        else:
            self.beside.setFixedWidth(min(MOST_ORDERS_PX, self.width() * 3 // 8))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.player.pause()
