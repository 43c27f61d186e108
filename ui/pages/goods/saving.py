"""Puts the goods on disk away from Qt's thread, one writing after the other."""

from __future__ import annotations

from concurrent.futures import Future
from functools import partial

from PySide6.QtCore import QObject, Signal

from host_assistant.catalog.product import Product
from host_assistant.catalog.shelf import Shelf, ShelfUnreadable
from ui.bridge import Bridge

Products = tuple[Product, ...]


class GoodsSaving(QObject):
    """Each writing holds all of the goods, so only the latest need to be written.

    failed: the goods that were given last are not on disk; they stay outstanding.
    """

    failed = Signal()

    def __init__(self, shelf: Shelf, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._bridge = bridge
        self._outstanding: Products | None = None
        self._writing: tuple[Future[bool], Products] | None = None

    @property
    def is_outstanding(self) -> bool:
        """Whether the goods that were given last may not be on disk yet."""
        return self._outstanding is not None

    def save(self, products: Products) -> None:
        """Have the goods written; it returns at once."""
        self._outstanding = products
        if self._writing is None:
            self._write(products)

    def again(self) -> None:
        """Try once more to write what is outstanding."""
        if self._outstanding is not None:
            self.save(self._outstanding)

    def finish(self) -> bool:
        """Write what is outstanding, here and now; False where that cannot be."""
        if self._writing is not None:
            (future, products), self._writing = self._writing, None
            # What no worker has begun yet may never be begun: the program may be closing.
            if not future.cancel() and future.result():
                self._forget(products)
        if self._outstanding is not None and self._put(self._outstanding):
            self._outstanding = None
        return self._outstanding is None

    def _write(self, products: Products) -> None:
        future = self._bridge.run(
            partial(self._put, products),
            partial(self._written, products),
            partial(self._broke, products),
        )
        self._writing = future, products

    def _put(self, products: Products) -> bool:
        try:
            self._shelf.replace(products)
        except ShelfUnreadable:
            return False
        return True

    def _written(self, products: Products, done: bool) -> None:
        if not self._is_answered(products):
            return
        if done:
            self._forget(products)
        if self._outstanding is None:
            return
        if self._outstanding is products:
            self.failed.emit()
        else:
            self._write(self._outstanding)

    def _broke(self, products: Products, error: BaseException) -> None:
        self._is_answered(products)
        raise error

    def _is_answered(self, products: Products) -> bool:
        """Whether this was the writing under way; `finish` may have had its answer before."""
        if self._writing is None or self._writing[1] is not products:
            return False
        self._writing = None
        return True

    def _forget(self, products: Products) -> None:
        if self._outstanding is products:
            self._outstanding = None
