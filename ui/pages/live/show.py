"""The live page while a session is open: its parts, put together and kept up to date."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QImage, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from host_assistant.control_room.wording import trouble_sentence
from host_assistant.language import _
from host_assistant.show.commands import AddNote
from host_assistant.show.state import ShowState
from host_assistant.show.vocabulary import SCENE_ROLES
from ui.context import Context, OpenShow
from ui.pages.live.columns import GAP, VAST_PX, Column, shares
from ui.pages.live.counters import Counters
from ui.pages.live.going import Going
from ui.pages.live.goods_model import KEYS
from ui.pages.live.hand import Hand
from ui.pages.live.inbox import InboxPanel
from ui.pages.live.inbox_tabs import OrderSide
from ui.pages.live.inbox_words import Entry
from ui.pages.live.keys import bind_keys
from ui.pages.live.monitor import Monitor, MonitorFeed
from ui.pages.live.order_form import OrderForm
from ui.pages.live.order_mending import Mending, kept_buyer
from ui.pages.live.orders import Orders
from ui.pages.live.outside import Outside
from ui.pages.live.overlays import Overlays
from ui.pages.live.presenting import Presenting
from ui.pages.live.scenes import Scenes
from ui.pages.live.strip import Strip
from ui.pages.live.tiles import Tiles
from ui.widgets.band import obs_lost
from ui.widgets.parts import column, row, set_primary

if TYPE_CHECKING:
    from host_assistant.control_room.director import Outcome, Snapshot
    from host_assistant.show.buyer import Buyer

TICK_MS = 200
ROOMY_PX = 1120
VAST_HIGH_PX = 900
# Lower than a small laptop's screen leaves it while nothing is wrong.
LOW_PX = 690
SHEET_PX = 660
WATCHING_PX = 12


class LiveShow(QWidget):
    """Everything on it is drawn from the Director's state, and asks the Director."""

    def __init__(self, context: Context, show: OpenShow) -> None:
        super().__init__()
        self._context = context
        self._show = show
        self._roomy: bool | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        state = show.director.state
        hand = Hand(context, show, self)
        self._hand = hand
        offset_ms = show.director.offset_ms
        self.going = Going(context, hand, self)
        self.strip = Strip(hand, offset_ms, self.going.ask)
        self.monitor = Monitor(state.setup.shape)
        self.scenes = Scenes(hand)
        self.overlays = Overlays(hand, self._mark)
        self.outside = Outside(context, show, self, self._open_inbox)
        self.presenting = Presenting(hand, context.folder.pictures, offset_ms)
        self.tiles = Tiles(hand, context.folder.pictures)
        self.counters = Counters(offset_ms)
        self.orders = Orders(hand)
        self.inbox = InboxPanel(hand, show.inbox, self.outside.open_comments)
        self.side = OrderSide(self.orders, self.inbox)
        self.side.widened.connect(self._widen)
        self.form = OrderForm(hand, self)
        self.orders.add.clicked.connect(self.form.bring_up)
        self.form.closed.connect(self._form_closed)
        self.inbox.mend_asked.connect(self._mend)
        self._lay_out()
        self._feed = MonitorFeed(show.screenshot, context.bridge, self._show_frame)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._pass_time)
        self._bind_keys()
        self._session = state.session
        self._trouble = ""
        self._stream = state.stream
        self._back_untold = False
        self._draw(state)
        context.bridge.snapshot.connect(self._show_snapshot)
        self._feed.start()

    def close_show(self) -> None:
        """The session is over: fetch no more pictures."""
        self._feed.stop()
        self._tick.stop()
        self.outside.close_show()
        self._context.bridge.snapshot.disconnect(self._show_snapshot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def _widen(self) -> None:
        self._give_room()
        QTimer.singleShot(0, self, self._measure_anew)

    def _measure_anew(self) -> None:
        """Qt remembers how high the page was while both lists changed places."""
        self._fit_monitor()
        self._across.invalidate()
        self._body.updateGeometry()
        if self.side.on_inbox:
            self._scroll.ensureWidgetVisible(self.inbox.card)

    def _give_room(self) -> None:
        self._arrange(roomy=self.width() >= ROOMY_PX)
        vast = self.width() >= VAST_PX and self.height() >= VAST_HIGH_PX
        low = self.height() < LOW_PX
        self.counters.set_room(vast=vast, low=low, beside=self.side.on_inbox)
        for part in (self.tiles, self.orders):
            part.set_low(low)
        self._fit_monitor()
        self.presenting.set_vast(vast)
        self._place_form()

    def _fit_monitor(self) -> None:
        """The picture gets smaller before anything under it leaves the screen."""
        low = self.height() < LOW_PX
        if self._roomy:
            width, height = self._columns[0].width(), self._scroll.viewport().height()
            whole = self.monitor.heightForWidth(width - 2 * WATCHING_PX)
            least = self.monitor.minimumSizeHint().height()
            low = low or self._watching.minimumSizeHint().height() - least + whole > height
        self.monitor.set_low(low)
        self._share_watching()

    def showEvent(self, event: QShowEvent) -> None:
        self._tick.start()
        self._feed.resume()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._tick.stop()
        self._feed.pause()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        watching = QFrame()
        watching.setProperty("kind", "card")
        below = (4, self.overlays, 4, self.outside, None)
        parts = column(self.monitor, self.scenes, *below, margins=WATCHING_PX)
        watching.setLayout(parts)
        self._watching = watching
        self._watching_parts = parts
        self._share_watching()
        self._columns = [Column(), Column(), Column()]
        self._body = QWidget()
        self._body.setProperty("kind", "clear")
        self._across = row(*self._columns, gap=GAP)
        self._body.setLayout(self._across)
        scroll = self._scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._body)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(column(self.strip, scroll, gap=GAP, margins=GAP))
        self._arrange(roomy=True)

    def _share_watching(self) -> None:
        takes = self.monitor.takes_what_is_left
        self._watching_parts.setStretch(0, int(takes))
        self._watching_parts.setStretch(self._watching_parts.count() - 1, int(not takes))

    def _arrange(self, *, roomy: bool) -> None:
        """Three columns where there is room; in a small window two, and the goods under them."""
        shared = shares(self.width(), roomy=roomy, inbox=self.side.on_inbox)
        for place, share in enumerate(shared):
            self._across.setStretch(place, share)
        if roomy == self._roomy:
            return
        self._roomy = roomy
        left, middle, right = self._columns
        (middle if roomy else left).hold(self.presenting, self.tiles)
        left.hold(self._watching, first=True)
        right.hold(self.counters, self.side)
        middle.setVisible(roomy)

    def _place_form(self) -> None:
        """Over the goods: what viewers see, the scenes and the counters stay in sight."""
        width = min(SHEET_PX, self.width() - 24)
        self.form.setFixedWidth(width)
        self.form.adjustSize()
        goods = self._columns[1].mapTo(self, QPoint(0, 0)).x() if self._roomy else 0
        left = min(goods, self.width() - width - GAP)
        self.form.move(max(left, GAP), max(12, self.height() - self.form.height() - 12))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self.form.isVisible():
            self._place_form()
        return super().event(event)

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            str(n): partial(self._digit, n) for n in range(KEYS + 1)
        }
        for place, role in enumerate(SCENE_ROLES):
            keys[f"F{place + 1}"] = partial(self.scenes.choose, role)
        bind_keys(
            self,
            keys
            | {
                "+": self._bring_up_form,
                "Ctrl+Z": partial(self._unless_typing, self.orders.take_back_last),
                "H": partial(self._unless_typing, self.side.open_inbox),
                "M": partial(self._unless_typing, self._mark),
                "Esc": self._escape,
            },
        )

    def _digit(self, number: int) -> None:
        """While an order is typed a digit belongs to it, wherever the focus is."""
        if self.form.isVisible():
            self.form.type_digit(str(number))
        elif number:
            self.tiles.show_number(number)
        else:
            self.presenting.hide_it()

    def _unless_typing(self, act: Callable[[], object]) -> None:
        if not self.form.isVisible():
            act()

    def _bring_up_form(self) -> None:
        self.form.bring_up()
        self._place_form()

    def _mend(self, entry: Entry) -> None:
        """A comment stands in the form at once, an order as soon as its buyer was looked up."""
        session = self._show.director.state.session
        fill = partial(self._fill_form, entry)
        if entry.order is None or session is None:
            fill(None)
            return
        look_up = partial(kept_buyer, self._context.folder.journal, session, entry.order.order_id)
        # Without the buyer the fields stand empty, and what stays empty is kept as it is.
        self._context.bridge.run(look_up, fill, fill)

    def _fill_form(self, entry: Entry, found: Buyer | BaseException | None) -> None:
        buyer = None if isinstance(found, BaseException) else found
        done = partial(self.inbox.mended, entry)
        self.form.mend(Mending(self._show.inbox, self._context.bridge, entry, buyer, done))
        self._place_form()

    def _open_inbox(self) -> None:
        self.side.open_inbox()

    def _form_closed(self) -> None:
        """The keys go back to the list that the order came from."""
        if self.side.on_inbox:
            self.inbox.take_focus()
        else:
            self.setFocus()

    def _escape(self) -> None:
        if self.form.isVisible():
            self.form.escape()
        elif not self.inbox.escape() and not self.going.go_back():
            self.strip.press_panic()

    def _mark(self) -> None:
        self._hand.do(AddNote(), self._marked)

    def _marked(self, outcome: Outcome) -> None:
        if outcome.refusal is None and outcome.state.notes:
            self.overlays.say_marked(self.strip.clock_ms(outcome.state.notes[0].offset_ms))
        else:
            self._hand.tell_refusal(outcome)

    def _show_snapshot(self, snapshot: Snapshot) -> None:
        if snapshot.state.session == self._session:
            self.inbox.show_snapshot(snapshot)
            self._draw(snapshot.state)

    def _draw(self, state: ShowState) -> None:
        self.strip.show_state(state)
        self.scenes.show_state(state)
        self.overlays.show_state(state)
        self._fit_monitor()
        self.presenting.show_state(state)
        self.tiles.show_state(state)
        self.counters.show_state(state)
        self.orders.show_state(state, self.inbox.called_off(state))
        self.monitor.set_on_air(not obs_lost(state) and state.stream == "on")
        self._tell_trouble(state)
        self._tell_back_on_air(state)
        set_primary(self.orders.add, "mdi6.plus", primary=_order_is_primary(state))
        self.inbox.card.set_primary(_order_is_primary(state))

    def _tell_trouble(self, state: ShowState) -> None:
        """Say what goes wrong on the stage when it begins, and take it back when it is over."""
        # Never two messages at a time: the alarm's band goes before.
        trouble = "" if state.alarm is not None else state.trouble
        if trouble == self._trouble:
            return
        self._trouble = trouble
        sentence = self._show.stage_status.trouble or trouble_sentence(trouble)
        self._context.tell(sentence if trouble else "")

    def _tell_back_on_air(self, state: ShowState) -> None:
        """The line is back, but viewers are still asked to wait: say once what ends that."""
        if state.stream == "on" and self._stream != "on":
            self._back_untold = True
        self._stream = state.stream
        if state.stream != "on" or not (state.phase == "break" and state.holding):
            self._back_untold = False
            self._context.take_back(back_on_air_words())
        elif self._back_untold and state.alarm is None:
            self._back_untold = False
            self._context.tell(back_on_air_words())

    def _show_frame(self, image: QImage | None) -> None:
        self.monitor.set_image(image)
        self.strip.show_picture(image is not None)

    def _pass_time(self) -> None:
        self.strip.tick()
        self.presenting.tick()
        self.counters.tick()


def back_on_air_words() -> str:
    return _(
        "The broadcast is back. Viewers still see the notice to wait, and the microphone is off. "
        "Press COME BACK to go on."
    )


def _order_is_primary(state: ShowState) -> bool:
    """One primary button a page: until the broadcast starts that is its start."""
    return state.mode == "rehearsal" or state.stream != "off"
