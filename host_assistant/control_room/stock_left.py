"""What is left of the goods after a broadcast, for the next one."""

from __future__ import annotations

import logging

from msgspec.structs import replace

from host_assistant.catalog.pool import pool_key, pools_of, rows_without
from host_assistant.catalog.product import Product
from host_assistant.catalog.selling import weight_g
from host_assistant.catalog.shelf import Shelf, ShelfUnreadable
from host_assistant.show.state import ShowState

log = logging.getLogger(__name__)


def keep_stock_left(shelf: Shelf, ended: ShowState) -> None:
    """Take what a live session sold off the shelf's stock. Nothing was sold in a rehearsal.

    Confirmed orders alone count; what a harvest sold leaves its rows once. Goods that are not
    counted, or no longer there, stay as they are. A shelf that cannot be written is told in the
    log file: the orders are safe in the journal.
    """
    if ended.mode != "live" or ended.phase != "ended":
        return
    sold = {each.product.sku: each.sold_milli for each in ended.on_sale() if each.sold_milli}
    if not sold:
        return
    from_pools = {
        pool_key(each.product): each.pool_stock.sold_g
        for each in ended.on_sale()
        if each.pool_stock is not None
    }
    try:
        products = shelf.products()
        left: dict[str, Product] = {}
        for key, pool in pools_of(products).items():
            alone_g = sum(weight_g(row, sold.get(row.sku, 0)) or 0 for row in pool.products)
            rows = rows_without(pool.products, from_pools.get(key, alone_g))
            left |= {row.sku: row for row in rows}
        shelf.replace(
            left.get(product.sku) or _left(product, sold.get(product.sku, 0))
            for product in products
        )
    except ShelfUnreadable:
        log.exception("the stock on the shelf could not be brought up to date")


def _left(product: Product, sold_milli: int) -> Product:
    if product.stock_milli is None or not sold_milli:
        return product
    # What was sold beyond the count was the helper's decision, and leaves none.
    return replace(product, stock_milli=max(product.stock_milli - sold_milli, 0))
