"""Which orders wait to be settled, followed from state to state for the price of what changed."""

from __future__ import annotations

from host_assistant.show.state import Order, ShowState


class Waiting:
    """The pending orders of one show, oldest first: who asked first is answered first.

    Nothing but the newest orders is looked at while none was settled, whatever the evening holds.
    """

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._known = 0

    def follow(self, state: ShowState) -> None:
        """Come to know the orders of `state`, a later one of the same show."""
        orders, ids = state.orders, self._ids
        new = len(orders) - self._known
        self._known = len(orders)
        if new <= len(state.recent):
            added = list(reversed(state.recent[:new]))
        else:
            added = list(orders)[-new:]
        ids += [order_id for order_id in added if orders[order_id].status == "pending"]
        # A settled order never waits again, so as many as the state counts are the same ones.
        if len(ids) != state.counters.pending:
            self._ids = [order_id for order_id in ids if orders[order_id].status == "pending"]

    def orders(self, state: ShowState, most: int) -> tuple[Order, ...]:
        """The oldest of them, at most so many, as they stand in the `state` followed last."""
        return tuple(state.orders[order_id] for order_id in self._ids[:most])
