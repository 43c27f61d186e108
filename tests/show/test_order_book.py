"""A book of orders is a value, whatever the books after it append."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from host_assistant.show.order_book import OrderBook


class Slip(msgspec.Struct, frozen=True):
    order_id: str
    note: int = 0


Step = tuple[int, str, int]


@given(
    st.lists(
        st.tuples(st.integers(0, 50), st.sampled_from("abcdef"), st.integers(0, 2)), max_size=40
    )
)
def test_every_book_stays_what_it_was(steps: list[Step]) -> None:
    """Each step goes on from any earlier book: a replay's jump, or a batch that was not written."""
    books: list[tuple[OrderBook[Slip], dict[str, Slip]]] = [(OrderBook(), {})]
    for start, order_id, note in steps:
        book, model = books[start % len(books)]
        slip = Slip(order_id, note)
        grown = book.changed(slip) if order_id in book else book.placed(slip)
        books.append((grown, {**model, order_id: slip}))
        for each, expected in books:
            assert list(each.items()) == list(expected.items())
            assert len(each) == len(expected)
            assert [order_id in each for order_id in "abcdef"] == [
                order_id in expected for order_id in "abcdef"
            ]


def test_placing_twice_is_placing_once() -> None:
    book: OrderBook[Slip] = OrderBook()
    book = book.placed(Slip("a", 1))
    assert book.placed(Slip("a", 2)) is book
    assert book["a"] == Slip("a", 1)


def test_the_same_history_again_shares_the_same_list() -> None:
    book: OrderBook[Slip] = OrderBook()
    first = book.placed(Slip("a"))
    second = first.placed(Slip("b"))
    again = first.placed(Slip("b"))
    assert again == second
    assert again["b"] is second["b"]


def test_what_is_not_there() -> None:
    book: OrderBook[Slip] = OrderBook()
    first = book.placed(Slip("a"))
    first.placed(Slip("b"))
    assert first.get("b") is None
    assert "b" not in first
    number: object = 7
    assert number not in first
    assert repr(first) == "OrderBook({'a': Slip(order_id='a', note=0)})"
    with pytest.raises(KeyError, match="b"):
        first["b"]
