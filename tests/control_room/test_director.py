"""The Director with a real log on a real disk."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from host_assistant.control_room.director import Director, DirectorClosed, Snapshot
from host_assistant.journal.errors import JournalError
from host_assistant.journal.journal import Journal
from host_assistant.journal.opening import state_of
from host_assistant.journal.verify import verify
from host_assistant.show import commands as cmd
from host_assistant.show import events as ev
from host_assistant.show import refusals as no
from host_assistant.show.buyer import seal
from tests.support.shows import hoa, opening, order, steps
from tests.support.waiting import wait_until


class HandClock:
    """A clock that a test sets; the Director's thread reads it."""

    def __init__(self) -> None:
        self.now_ms = 5_000

    def utc_ms(self) -> int:
        return 1_750_000_000_000 + self.now_ms

    def monotonic_ms(self) -> int:
        return self.now_ms


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.db"


@pytest.fixture
def director(path: Path) -> Iterator[Director]:
    director = Director(lambda: Journal.open(path))
    director.start()
    yield director
    director.close()


def test_an_answered_command_is_on_disk(director: Director, path: Path) -> None:
    director.do(opening())
    outcome = director.do(order("o1"))
    with Journal.open(path, read_only=True) as journal:
        assert [one.sequence for one in journal.read("s1")][-1] == outcome.records[-1].sequence
        assert state_of(journal, "s1") == outcome.state


def test_a_refusal_writes_nothing(director: Director, path: Path) -> None:
    assert director.do(order("o1")).refusal == no.ShowNotOpen()
    with Journal.open(path, read_only=True) as journal:
        assert journal.sessions() == []


def test_many_callers_at_once_lose_nothing_and_double_nothing(
    director: Director, path: Path
) -> None:
    director.do(opening())
    answers = [director.submit(order(f"o{number}")) for number in range(500)]
    again = [director.submit(order(f"o{number}")) for number in range(500)]
    sequences = [answer.result(30).records[0].sequence for answer in answers]
    assert len(set(sequences)) == 500
    assert all(answer.result(30).records == () for answer in again)
    with Journal.open(path, read_only=True) as journal:
        assert state_of(journal, "s1").counters.orders == 500
        assert verify(journal, "s1").whole


def test_closing_decides_what_was_posted_before(path: Path) -> None:
    director = Director(lambda: Journal.open(path))
    director.start()
    answers = [director.submit(opening())]
    answers += [director.submit(order(f"o{number}")) for number in range(200)]
    director.close()
    assert all(answer.done() for answer in answers)
    with Journal.open(path, read_only=True) as journal:
        assert state_of(journal, "s1").counters.orders == 200
    with pytest.raises(DirectorClosed):
        director.do(order("late"))


def test_listeners_hear_every_record_once_in_order(director: Director) -> None:
    heard: list[Snapshot] = []
    stop = director.subscribe(heard.append)
    director.do(opening())
    for number in range(20):
        director.do(order(f"o{number}"))
    stop()
    director.do(order("unheard"))
    sequences = [record.sequence for snapshot in heard for record in snapshot.records]
    assert sequences == list(range(1, 23))
    assert heard[-1].state.counters.orders == 20


def test_a_failing_listener_stops_nobody(
    director: Director, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: Snapshot) -> None:
        raise RuntimeError("a listener of this test")

    director.subscribe(fail)
    assert director.do(opening()).state.is_open
    assert "a listener failed" in caplog.text


def test_a_log_that_cannot_be_opened_is_told_at_the_start(tmp_path: Path) -> None:
    director = Director(lambda: Journal.open(tmp_path / "no-such-folder" / "log.db"))
    with pytest.raises(JournalError):
        director.start()


class FullDisk(Journal):
    """Adds the one fault that a healthy disk cannot show."""

    full = False

    def append(self, *arguments: object, **named: object) -> None:
        if self.full:
            raise JournalError(self.path, "disk full")
        super().append(*arguments, **named)  # type: ignore[arg-type]


def test_what_could_not_be_written_did_not_happen(path: Path) -> None:
    journals: list[FullDisk] = []

    def open_journal() -> Journal:
        journals.append(FullDisk.open(path))
        return journals[0]

    director = Director(open_journal)
    director.start()
    try:
        director.do(opening())
        journals[0].full = True
        with pytest.raises(JournalError):
            director.do(order("o1"))
        assert director.state.counters.orders == 0
        journals[0].full = False
        assert director.do(order("o1")).state.counters.orders == 1
    finally:
        director.close()


def test_a_price_whose_end_cannot_be_written_does_not_keep_the_thread_busy(path: Path) -> None:
    journals: list[CountedJournal] = []

    def open_journal() -> Journal:
        journals.append(CountedJournal.open(path))
        return journals[0]

    clock = HandClock()
    director = Director(open_journal, clock)
    director.start()
    try:
        director.do(opening())
        director.do(cmd.ChangePrice(sku="VT1", price_vnd=29_000, for_s=1))
        journals[0].full = True
        clock.now_ms += 1_000
        for number in range(20):
            with pytest.raises(JournalError):
                director.do(order(f"o{number}"))
        assert journals[0].batches <= 22
        journals[0].full = False
        clock.now_ms += 1_000
        director.do(cmd.AddNote())
        assert director.state.products["VT1"].price_vnd == 35_000
    finally:
        director.close()


class CountedJournal(FullDisk):
    batches = 0

    def append(self, *arguments: object, **named: object) -> None:
        self.batches += 1
        super().append(*arguments, **named)


def test_the_special_price_ends_without_anybody_asking(path: Path) -> None:
    director = Director(lambda: Journal.open(path))
    director.start()
    ended = threading.Event()

    def hear(snapshot: Snapshot) -> None:
        if any(isinstance(one.event, ev.SpecialPriceEnded) for one in snapshot.records):
            ended.set()

    director.subscribe(hear)
    try:
        director.do(opening())
        director.do(cmd.ChangePrice(sku="VT1", price_vnd=29_000, for_s=1))
        assert ended.wait(10)
        assert director.state.products["VT1"].price_vnd == 35_000
    finally:
        director.close()


def test_a_crashed_session_goes_on_with_everything_as_it_was(path: Path) -> None:
    clock = HandClock()
    first = Director(lambda: Journal.open(path), clock)
    first.start()
    first.do(opening(mode="live"))
    clock.now_ms += 60_000
    first.do(cmd.ChooseScene(scene="product"))
    first.do(cmd.ShowProduct(sku="VT5"))
    first.do(cmd.ChangePrice(sku="VT5", price_vnd=150_000, for_s=600))
    before = first.do(order("o1", ("VT5", 1_000))).state
    first.close()

    clock.now_ms = 900
    second = Director(lambda: Journal.open(path), clock)
    second.start(resume="s1")
    try:
        assert second.state == before
        assert second.offset_ms() == before.offset_ms
        after = second.do(cmd.ContinueSession()).state
        clock.now_ms += 5_000
        assert second.offset_ms() == before.offset_ms + 5_000
        assert (after.counters, after.product, after.scene) == (
            before.counters,
            before.product,
            before.scene,
        )
        assert after.products["VT5"].price_vnd == 150_000
    finally:
        second.close()


def test_the_running_time_of_a_quiet_show_survives_a_crash(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("host_assistant.control_room.director.TOUCH_S", 0.01)
    clock = HandClock()
    first = Director(lambda: Journal.open(path), clock)
    first.start()
    first.do(opening())
    clock.now_ms += 300_000
    with Journal.open(path, read_only=True) as journal:
        wait_until(lambda: journal.seen_ms("s1") == 300_000, 10)
    first.close()
    second = Director(lambda: Journal.open(path), clock)
    second.start(resume="s1")
    assert second.offset_ms() == 300_000
    second.close()


def test_buyers_lie_beside_the_log(director: Director, path: Path) -> None:
    director.do(opening())
    sealed = seal(hoa(), buyer_id="b1", salt="salt")
    director.do(order("o1", buyer=sealed))
    director.do(order("o1", buyer=seal(hoa(), buyer_id="b2", salt="salt")))
    with Journal.open(path, read_only=True) as journal:
        rows = journal.connection.execute("SELECT buyer_id, name, phone FROM buyers").fetchall()
        assert rows == [("b1", "chị Hoa", "0912345678")]
        assert "0912345678" not in str(list(journal.read("s1")))


@given(steps())
@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_the_live_state_is_the_stored_rows_and_the_views_agree(
    tmp_path_factory: pytest.TempPathFactory, commands: list[tuple[cmd.Command, int]]
) -> None:
    path = tmp_path_factory.mktemp("property") / "log.db"
    clock = HandClock()
    director = Director(lambda: Journal.open(path), clock)
    director.start()
    director.do(opening(mode="live"))
    for command, after_ms in commands:
        clock.now_ms += after_ms
        director.do(command)
    director.close()
    live = director.state
    with Journal.open(path, read_only=True) as journal:
        assert state_of(journal, "s1") == live
        query = journal.connection.execute
        counted = query(
            "SELECT count(*), coalesce(sum(total_vnd), 0), coalesce(sum(weight_g), 0)"
            " FROM orders WHERE status = 'confirmed'"
        ).fetchone()
        pending = query("SELECT count(*) FROM orders WHERE status = 'pending'").fetchone()
        pieces = query(
            "SELECT coalesce(sum(quantity), 0) FROM order_lines JOIN orders"
            " USING (session_id, order_id) WHERE status = 'confirmed'"
            " AND order_lines.weight_g IS NULL"
        ).fetchone()
        by_product = query("SELECT sku, quantity, amount_vnd FROM sales_by_product").fetchall()
        by_minute = query("SELECT minute, orders FROM sales_by_minute").fetchall()
        known = query("SELECT order_id, status, buyer_id, buyer_label, by_rule FROM orders")
        orders = {order_id: tuple(rest) for order_id, *rest in known}
    assert orders == {
        one.order_id: (one.status, one.buyer_id, one.buyer_label, one.by_rule)
        for one in live.orders.values()
    }
    counters = live.counters
    assert counted == (counters.orders, counters.revenue_vnd, counters.weight_g)
    assert pending == (counters.pending,)
    assert pieces == (counters.pieces_milli / 1000,)
    sold = {sku: one.sold_milli / 1000 for sku, one in live.products.items() if one.sold_milli}
    assert {sku: quantity for sku, quantity, _ in by_product} == sold
    assert sum(amount for *_, amount in by_product) == counters.revenue_vnd
    assert dict(by_minute) == {minute: orders for minute, orders in live.trend if orders}
