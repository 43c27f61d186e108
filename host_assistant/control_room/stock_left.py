"""What is left of the goods after a broadcast, for the next one."""

from __future__ import annotations

import logging

from msgspec.structs import replace

from host_assistant.catalog.product import Product
from host_assistant.catalog.shelf import Shelf, ShelfUnreadable
from host_assistant.show.state import ShowState

log = logging.getLogger(__name__)


def keep_stock_left(shelf: Shelf, ended: ShowState) -> None:
    """Take what a live session sold off the shelf's stock. Nothing was sold in a rehearsal.

    Confirmed orders alone count. Goods that are not counted, or no longer there, stay as they
    are. A shelf that cannot be written is told in the log file: the orders are safe in the journal.
    """
    if ended.mode != "live" or ended.phase != "ended":
        return
    sold = {each.product.sku: each.sold_milli for each in ended.on_sale() if each.sold_milli}
    if not sold:
        return
    try:
        shelf.replace(_left(product, sold.get(product.sku, 0)) for product in shelf.products())
    except ShelfUnreadable:
        log.exception("the stock on the shelf could not be brought up to date")


def _left(product: Product, sold_milli: int) -> Product:
    if product.stock_milli is None or not sold_milli:
        return product
    # What was sold beyond the count was the helper's decision, and leaves none.
    return replace(product, stock_milli=max(product.stock_milli - sold_milli, 0))
