"""Orders on the live page: the form, the list, and what the helper is asked."""

from __future__ import annotations

from concurrent.futures import Future

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from host_assistant.control_room.director import Outcome
from host_assistant.journal.errors import JournalFull
from host_assistant.journal.journal import Journal
from host_assistant.journal.orders import list_orders
from host_assistant.show import commands as cmd
from host_assistant.show.state import Order
from tests.support.window import DirectedShow, LiveWindow
from ui.pages.live.order_form import OrderForm


def bring_up(live: LiveWindow, quantity: str) -> OrderForm:
    QTest.mouseClick(live.page.orders.add, Qt.MouseButton.LeftButton)
    form = live.page.form
    live.until(form.isVisible)
    form.quantity.setText(quantity)
    return form


class Held:
    """Keeps what the window asks of the Director until it is let go."""

    def __init__(self, show: DirectedShow) -> None:
        self._show = show
        self._asked: list[tuple[cmd.Command, Future[Outcome]]] = []
        self._patch = pytest.MonkeyPatch()
        self._patch.setattr(show.director, "submit", self._hold)

    def let_go(self) -> None:
        self._patch.undo()
        for command, answer in self._asked:
            answer.set_result(self._show.director.do(command))

    def _hold(self, command: cmd.Command) -> Future[Outcome]:
        answer: Future[Outcome] = Future()
        self._asked.append((command, answer))
        return answer


def latest(live: LiveWindow) -> Order:
    return live.state.recent_orders()[0]


def test_the_form_reads_quantities_as_people_write_them(live: LiveWindow) -> None:
    live.direct()
    form = bring_up(live, "nửa yến")
    assert form.reading.text() == "5 kg = 175.000 đ"
    form.product.setCurrentIndex(1)
    form.quantity.setText("10 kg")
    assert form.reading.text() == "2 thùng = 340.000 đ"


def test_a_full_order_is_in_the_log_and_names_nobody_in_full(live: LiveWindow) -> None:
    live.direct()
    form = bring_up(live, "5")
    form.name.setText("chị Hoa")
    form.phone.setText("0912 345 678")
    form.place.setText("Hà Nội")
    form.take.click()
    live.until(lambda: live.state.counters.orders == 1)
    live.until(lambda: len(live.page.orders.rows) == 1)
    assert live.page.orders.rows[0].who.text() == "chị H. (Hà Nội) · 5 kg"
    with Journal.open(live.folder.journal, read_only=True) as journal:
        row = journal.session("s1")
    assert row is not None
    assert (row.orders, row.weight_g, row.revenue_vnd) == (1, 5000, 175_000)


def test_a_buyer_is_kept_clean(live: LiveWindow) -> None:
    live.direct()
    form = bring_up(live, "5")
    form.name.setText("chị\u202e  Hoa")
    form.place.setText("Hà\u200b Nội")
    form.take.click()
    live.until(lambda: live.state.counters.orders == 1)
    with Journal.open(live.folder.journal, read_only=True) as journal:
        (row,) = list_orders(journal, "s1")
    assert row.buyer is not None
    assert (row.buyer.name, row.buyer.address) == ("chị Hoa", "Hà Nội")


@pytest.mark.parametrize(
    ("quantity", "says"),
    [
        ("", "Type how much, for example 5 or 2,5 kg."),
        ("nhiều", "This is no quantity. Type for example 5, 2,5 or 5 kg."),
        ("2 đôi", "These goods are sold by the kg. Type how many kg."),
        ("0", "Zero is no order. Type how many kg."),
        ("9999999 tấn", "This is more than one order may hold. Type fewer kg."),
    ],
)
def test_a_wrong_quantity_is_told_at_its_field(live: LiveWindow, quantity: str, says: str) -> None:
    live.direct()
    form = bring_up(live, quantity)
    form.take.click()
    assert form.reading.text() == says
    assert form.quantity.property("wrong") == "true"
    assert form.quantity.accessibleDescription() == says
    assert live.state.recent == ()


def test_a_wrong_phone_is_told_and_nothing_is_taken(live: LiveWindow) -> None:
    live.direct()
    form = bring_up(live, "5")
    form.phone.setText("12")
    form.take.click()
    assert form.phone_wrong.isVisible()
    assert form.phone.property("wrong") == "true"
    assert live.state.recent == ()


def test_more_than_there_is_asks_once_and_is_taken_on_the_helpers_word(live: LiveWindow) -> None:
    live.direct()
    form = bring_up(live, "150")
    form.take.click()
    live.until(form.oversell.isVisible)
    assert "Only 100 kg can still be promised." in form.oversell.sentence.text()
    assert live.state.recent == ()
    form.oversell.yes.click()
    live.until(lambda: live.state.counters.weight_g == 150_000)
    live.until(lambda: not form.isVisible())


def test_asking_for_less_leaves_the_order_to_be_changed(live: LiveWindow) -> None:
    live.direct()
    form = bring_up(live, "150")
    form.take.click()
    live.until(form.oversell.isVisible)
    form.oversell.no.click()
    assert form.isVisible()
    form.quantity.setText("100")
    form.take.click()
    live.until(lambda: live.state.counters.orders == 1)


def test_pressing_twice_is_one_order(live: LiveWindow) -> None:
    live.direct()
    form = bring_up(live, "5")
    QTest.keyClick(form.quantity, Qt.Key.Key_Return)
    QTest.keyClick(form.quantity, Qt.Key.Key_Return)
    live.until(lambda: not form.isVisible())
    assert len(live.state.recent) == 1


def test_an_order_that_could_not_be_written_can_be_pressed_again(
    live: LiveWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise JournalFull(live.folder.journal)

    live.direct()
    form = bring_up(live, "5")
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "append", fail)
        form.take.click()
        assert not form.take.isEnabled()
        live.until(form.take.isEnabled)
    assert "The disk is full" in live.window.bar.sentence
    assert form.isVisible()
    assert form.quantity.text() == "5"
    form.take.click()
    live.until(lambda: not form.isVisible())
    assert live.state.counters.orders == 1


def test_a_late_answer_leaves_the_next_order_alone(live: LiveWindow) -> None:
    show = live.direct()
    held = Held(show)
    form = bring_up(live, "5")
    form.take.click()
    form.put_away()
    bring_up(live, "7")
    held.let_go()
    live.until(lambda: live.state.counters.orders == 1)
    live.until(lambda: len(live.page.orders.rows) == 1)
    assert form.isVisible()
    assert form.quantity.text() == "7"
    form.take.click()
    live.until(lambda: live.state.counters.orders == 2)


def test_a_refusal_of_an_order_put_away_is_still_told(live: LiveWindow) -> None:
    show = live.direct()
    held = Held(show)
    form = bring_up(live, "150")
    form.take.click()
    form.put_away()
    held.let_go()
    live.until(lambda: "The order was not taken" in live.window.bar.sentence)
    assert not form.isVisible()
    assert live.state.recent == ()


def test_a_waiting_order_counts_only_once_it_is_confirmed(live: LiveWindow) -> None:
    live.direct()
    form = bring_up(live, "5")
    form.wait.click()
    live.until(lambda: live.state.counters.pending == 1)
    live.until(lambda: "1 waiting" in live.page.counters.orders_word.text())
    row = live.page.orders.rows[0]
    assert live.page.counters.orders.text == "0"
    assert row.word.text() == "waiting"
    row.confirm.click()
    live.until(lambda: live.page.counters.orders.text == "1")
    live.until(lambda: not row.confirm.isVisible())


def test_cancelling_a_confirmed_order_asks_once(live: LiveWindow) -> None:
    live.direct()
    bring_up(live, "5").take.click()
    live.until(lambda: live.state.counters.orders == 1)
    live.until(lambda: len(live.page.orders.rows) == 1)
    live.page.orders.rows[0].cancel.click()
    live.dialog().accept()
    live.until(lambda: live.state.counters.orders == 0)
    assert latest(live).status == "cancelled"


def test_the_list_stands_still_under_the_pointer(live: LiveWindow) -> None:
    show = live.direct()

    def place(order_id: str) -> None:
        show.director.do(cmd.PlaceOrder(order_id=order_id, lines=(cmd.Wanted("VT1", 1000),)))

    orders = live.page.orders
    place("first")
    live.until(lambda: len(orders.rows) == 1)
    orders.hold(True)
    place("second")
    live.until(lambda: orders.newer.text() == "1 newer")
    first = orders.rows[0].order
    assert first is not None
    assert first.order_id == "first"
    orders.hold(False)
    second = orders.rows[0].order
    assert second is not None
    assert second.order_id == "second"


def test_taking_back_with_nothing_there_says_so(live: LiveWindow) -> None:
    live.direct()
    live.page.orders.take_back_last()
    live.until(lambda: live.window.bar.sentence == "There is no order left to take back.")
