"""All orders of a show as a value, for the price of one list and one dict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, Protocol, TypeVar

from rpds import HashTrieMap


class _HasId(Protocol):
    @property
    def order_id(self) -> str: ...


OrderT = TypeVar("OrderT", bound=_HasId)


class OrderBook(Mapping[str, OrderT], Generic[OrderT]):
    """A mapping from order id to order, in the order of placing, that never changes.

    Orders only ever come on top, so all books of one history share a list and an index that grow,
    and each knows how much of them is its own: what a later book appended is not there for an
    earlier one. A history that turns out otherwise (a batch that was not written) gets a list of
    its own. Books of one history may be read by any thread, and grown by one.
    """

    __slots__ = ("_changed", "_count", "_index", "_placed")

    def __init__(self) -> None:
        self._placed: list[OrderT] = []
        self._index: dict[str, int] = {}
        self._count = 0
        self._changed: HashTrieMap[str, OrderT] = HashTrieMap()

    def placed(self, order: OrderT) -> OrderBook[OrderT]:
        """With a new order on top; this same book where its id is there already."""
        count, placed, index = self._count, self._placed, self._index
        if index.get(order.order_id, count) < count:
            return self
        if count == 0:  # every history begins with a list of its own
            placed, index = [], {}
        elif len(placed) > count and placed[count] != order:
            placed = placed[:count]
            index = {each.order_id: position for position, each in enumerate(placed)}
        if len(placed) == count:
            index[order.order_id] = count
            placed.append(order)
        return _book(placed, index, count + 1, self._changed)

    def changed(self, order: OrderT) -> OrderBook[OrderT]:
        """With another order in the place of the one of its id, which must be there."""
        changed = self._changed.insert(order.order_id, order)
        return _book(self._placed, self._index, self._count, changed)

    def get(self, order_id: str, default: OrderT | None = None) -> OrderT | None:  # type: ignore[override]
        position = self._index.get(order_id, self._count)
        if position >= self._count:
            return default
        return self._changed.get(order_id) or self._placed[position]

    def __getitem__(self, order_id: str) -> OrderT:
        order = self.get(order_id)
        if order is None:
            raise KeyError(order_id)
        return order

    def __contains__(self, order_id: object) -> bool:
        return isinstance(order_id, str) and self._index.get(order_id, self._count) < self._count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        for position in range(self._count):
            yield self._placed[position].order_id

    def __repr__(self) -> str:
        return f"OrderBook({dict(self)!r})"


def _book(
    placed: list[OrderT], index: dict[str, int], count: int, changed: HashTrieMap[str, OrderT]
) -> OrderBook[OrderT]:
    book: OrderBook[OrderT] = OrderBook.__new__(OrderBook)
    book._placed, book._index, book._count, book._changed = placed, index, count, changed
    return book
