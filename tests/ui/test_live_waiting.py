"""Every order that waits can be seen and settled, however many came after it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from host_assistant.show import commands as cmd
from host_assistant.show.order_book import OrderBook
from host_assistant.show.state import RECENT_ORDERS, Order, ShowState
from tests.support.window import GOODS, DirectedShow, LiveWindow
from tests.ui.evening import Evening
from ui.pages.live.hand import Hand
from ui.pages.live.order_row import OrderRow
from ui.pages.live.orders import PAGE, Orders
from ui.pages.live.waiting import Waiting

EVERYTHING = 1_000_000


def opened() -> Evening:
    evening = Evening("s1")
    # What is not counted never runs out.
    goods = tuple(replace(product, stock_milli=None) for product in GOODS)
    evening.do(0, cmd.OpenSession(session_id="s1", title="", mode="rehearsal", products=goods))
    return evening


def ids(orders: tuple[Order, ...]) -> list[str]:
    return [order.order_id for order in orders]


def pending(state: ShowState) -> list[str]:
    return [one for one in state.orders if state.orders[one].status == "pending"]


Step = tuple[str, int]
steps = st.lists(
    st.tuples(
        st.sampled_from(["wait", "take", "confirm", "cancel", "back", "look"]), st.integers(0, 9)
    )
    | st.tuples(st.just("burst"), st.integers(20, 50)),
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(steps)
def test_whenever_one_looks_those_that_wait_are_there_oldest_first(asked: list[Step]) -> None:
    evening, waiting = opened(), Waiting()
    for what, number in [*asked, ("look", 0)]:
        open_now = pending(evening.state)
        match what:
            case "wait" | "take":
                evening.order(0, "VT1", 1000, confirmed=what == "take")
            case "burst":
                for each in range(number):
                    evening.order(0, "VT1", 1000, confirmed=each % 3 == 0)
            case "confirm" if open_now:
                evening.do(0, cmd.ConfirmOrder(order_id=open_now[number % len(open_now)]))
            case "cancel" if open_now:
                evening.do(0, cmd.CancelOrder(order_id=open_now[number % len(open_now)]))
            case "back":
                evening.do(0, cmd.TakeBackLastOrder())
            case "look":
                waiting.follow(evening.state)
                assert ids(waiting.orders(evening.state, EVERYTHING)) == open_now


class Counting(OrderBook[Order]):
    """An order book that counts how often it is asked."""

    __slots__ = ("asked",)
    asked: int

    def __getitem__(self, order_id: str) -> Order:
        self.asked += 1
        return super().__getitem__(order_id)

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("all orders were gone through")


def counting(state: ShowState) -> tuple[ShowState, Counting]:
    book = Counting()
    for slot in OrderBook.__slots__:
        setattr(book, slot, getattr(state.orders, slot))
    book.asked = 0
    return replace(state, orders=book), book


def test_one_more_order_among_ten_thousand_costs_one_look() -> None:
    evening, waiting = busy(), Waiting()
    waiting.follow(evening.state)
    evening.order(0, "VT1", 1000, confirmed=False)
    state, book = counting(evening.state)
    waiting.follow(state)
    waiting.orders(state, PAGE)
    assert book.asked <= 1 + PAGE
    assert ids(waiting.orders(state, EVERYTHING))[-1] == "o10001"


def busy() -> Evening:
    """Ten thousand orders, every other one waiting."""
    evening = opened()
    for number in range(10_000):
        evening.order(0, "VT1", 1000, confirmed=number % 2 == 0)
    return evening


def test_of_ten_thousand_orders_few_are_drawn_and_all_can_be_reached(
    live: LiveWindow, qapp: QApplication
) -> None:
    live.direct()
    hand = live.page.findChild(Hand)
    assert hand is not None
    orders = Orders(hand)
    state = busy().state
    orders.show_state(state)
    assert len(orders.rows) == RECENT_ORDERS
    assert orders.waiting.text() == "Waiting: 5.000"
    orders.waiting.click()
    assert len(orders.findChildren(OrderRow)) == PAGE
    assert orders.more.text() == "Show more: 4.970 left"
    orders.more.click()
    assert shown(orders) == pending(state)[: 2 * PAGE]
    orders.waiting.click()
    assert shown(orders) == list(state.recent)
    orders.deleteLater()


def shown(orders: Orders) -> list[str]:
    return [row.order.order_id for row in orders.rows if row.order is not None]


@pytest.fixture
def forty(live: LiveWindow) -> tuple[LiveWindow, DirectedShow]:
    """Three orders that wait, and after them more than the latest ones show."""
    show = live.direct()
    for number in range(40):
        place = cmd.PlaceOrder(
            order_id=f"o{number}", lines=(cmd.Wanted("RVT", 1000),), confirmed=number > 2
        )
        assert show.director.do(place).refusal is None
    live.until(lambda: live.page.counters.orders.text == "37")
    return live, show


def test_an_old_order_that_waits_is_found_and_settled(
    forty: tuple[LiveWindow, DirectedShow],
) -> None:
    live, _show = forty
    orders = live.page.orders
    assert "o0" not in shown(orders)
    assert orders.waiting.text() == "Waiting: 3"
    orders.waiting.click()
    assert shown(orders) == ["o0", "o1", "o2"]
    orders.rows[0].confirm.click()
    live.until(lambda: shown(orders) == ["o1", "o2"])
    assert live.state.counters.orders == 38
    orders.rows[0].cancel.click()
    live.until(lambda: shown(orders) == ["o2"])
    orders.rows[0].confirm.click()
    # When none waits any more the latest are there again.
    live.until(lambda: len(shown(orders)) == RECENT_ORDERS)
    assert not orders.waiting.isVisible()
    assert not orders.waiting.isChecked()


def test_what_is_settled_under_the_pointer_stays_until_it_leaves(
    forty: tuple[LiveWindow, DirectedShow],
) -> None:
    live, show = forty
    orders = live.page.orders
    orders.waiting.click()
    orders.hold(True)
    orders.rows[0].confirm.click()
    live.until(lambda: not orders.rows[0].confirm.isVisible())
    show.director.do(
        cmd.PlaceOrder(order_id="late", lines=(cmd.Wanted("RVT", 1000),), confirmed=False)
    )
    live.until(lambda: orders.waiting.text() == "Waiting: 3")
    assert shown(orders) == ["o0", "o1", "o2"]
    orders.hold(False)
    assert shown(orders) == ["o1", "o2", "late"]


def test_the_waiting_ones_are_reached_by_keys(forty: tuple[LiveWindow, DirectedShow]) -> None:
    live, _show = forty
    orders = live.page.orders
    orders.waiting.setFocus()
    QTest.keyClick(orders.waiting, Qt.Key.Key_Space)
    assert shown(orders) == ["o0", "o1", "o2"]
    assert orders.latest.accessibleName() == "Orders that wait"
    orders.rows[0].confirm.setFocus()
    QTest.keyClick(orders.rows[0].confirm, Qt.Key.Key_Space)
    live.until(lambda: shown(orders) == ["o1", "o2"])
