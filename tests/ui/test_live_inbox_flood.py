"""A flood of comments: the list shows a sample, is painted seldom, and the window never stalls."""

from __future__ import annotations

import time
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from host_assistant.show import commands as cmd
from host_assistant.show.comment import Comment
from host_assistant.show.inbox import INBOX_SORTS
from tests.bench.stall import Stall
from tests.support.window import GOODS, DirectedShow, LiveWindow
from tests.ui.evening import Evening
from ui.pages.live.inbox import SAMPLE
from ui.pages.live.inbox_queue import InboxQueue

TEXTS = ("lấy {0} thùng abcxyz", "VT1 {0}kg 09{1:08d}", "có ngon không", "lấy {0} nha", "hủy đơn")
MAY_WORK_MS = 100


def flood(show: DirectedShow, count: int, a_second: int = 0) -> None:
    """In batches, as a relay hands them over; `a_second` sets the pace."""
    began, batch = time.monotonic(), 25
    for start in range(0, count, batch):
        comments = [
            Comment(
                platform="tiktok",
                author=f"khách {number}",
                text=TEXTS[number % len(TEXTS)].format(number % 9 + 1, number),
            )
            for number in range(start, start + batch)
        ]
        show.inbox.take(comments).result(20)
        if a_second:
            ahead_s = (start + batch) / a_second - (time.monotonic() - began)
            time.sleep(max(0.0, ahead_s))


@pytest.fixture
def flooded(live: LiveWindow) -> tuple[LiveWindow, DirectedShow]:
    show = live.direct()
    for product in GOODS:
        show.director.do(cmd.ListProduct(product=product))
    live.page.side.open_inbox()
    return live, show


def test_a_flood_shows_the_oldest_and_says_that_it_is_a_sample(
    flooded: tuple[LiveWindow, DirectedShow],
) -> None:
    live, show = flooded
    inbox = live.page.inbox
    flood(show, 1000)
    live.until(lambda: inbox.stream.count.text() == "1.000 comments")
    unsure = sum(item.sort == "unsure" for item in live.state.inbox.values())
    assert unsure > 2 * SAMPLE
    live.until(lambda: inbox.model.rowCount() == SAMPLE)
    assert inbox.sample.isVisible()
    assert inbox.sample.text() == f"{SAMPLE} of {unsure} comments to check"
    sequences = [entry.item.sequence for entry in inbox.model.entries]
    assert sequences == sorted(sequences)
    oldest = min(item.sequence for item in live.state.inbox.values() if item.sort == "unsure")
    assert sequences[0] == oldest
    bar = inbox.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    live.until(lambda: inbox.model.rowCount() == 2 * SAMPLE)


@pytest.mark.parametrize("place", ["inbox", "orders"])
def test_five_hundred_a_second_never_stall_the_window(
    flooded: tuple[LiveWindow, DirectedShow], place: str
) -> None:
    """By what its thread itself works; `tests.bench` has the figure by the clock."""
    live, show = flooded
    if place == "orders":
        live.page.side.to_orders.click()
    seconds = 3
    sender = Thread(target=flood, args=(show, 500 * seconds, 500))
    painted = 0
    refresh = live.page.inbox._list

    def counting(count: int) -> None:
        nonlocal painted
        painted += 1
        refresh(count)

    live.page.inbox._list = counting  # type: ignore[method-assign]
    began = time.monotonic()
    stall = Stall()
    stall.start()
    sender.start()
    live.until(lambda: not sender.is_alive(), 30)
    stall.stop()
    took_s = time.monotonic() - began
    assert live.state.comments == 500 * seconds
    assert stall.worked_ms < MAY_WORK_MS
    assert painted <= 5 * took_s + 2


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["pending", "waiting", "take", "confirm", "cancel"]), st.integers(0, 9)
        ),
        max_size=40,
    )
)
def test_the_queue_follows_what_happens(asked: list[tuple[str, int]]) -> None:
    """Whatever happens, it holds what the state's inbox holds, the oldest first."""
    evening = Evening("s1")
    evening.do(0, cmd.OpenSession(session_id="s1", title="", mode="rehearsal", products=GOODS))
    queue = InboxQueue(evening.state)
    for number, (what, which) in enumerate(asked):
        known = len(evening.records)
        pending = [one for one in evening.state.orders if one in evening.state.inbox]
        if what in ("pending", "waiting", "take"):
            evening.do(
                0,
                cmd.PlaceOrder(
                    order_id=f"o{number}",
                    lines=(cmd.Wanted("RVT", 1000),),
                    confirmed=what == "take",
                    waiting=what == "waiting",
                ),
            )
        elif pending:
            order_id = pending[which % len(pending)]
            settles = cmd.ConfirmOrder if what == "confirm" else cmd.CancelOrder
            evening.do(0, settles(order_id=order_id))
        queue.follow(evening.state, evening.records[known:])
        for sort in INBOX_SORTS:
            held = [item.item_id for item in queue.first(evening.state, sort, 10_000)]
            there = sorted(
                (item for item in evening.state.inbox.values() if item.sort == sort),
                key=lambda item: item.sequence,
            )
            assert held == [item.item_id for item in there]
    assert [
        item.item_id
        for sort in INBOX_SORTS
        for item in InboxQueue(evening.state).first(evening.state, sort, 10_000)
    ] == [item.item_id for sort in INBOX_SORTS for item in queue.first(evening.state, sort, 10_000)]
