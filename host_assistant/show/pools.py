"""How goods move in a harvest that several products share. Pure and total, as the fold is.

Each member holds the same `PoolStock`, so whoever looks at a product sees what is left for it. An
edit that puts a product into another pool moves what is left to sell and never makes any: the
product takes along what its own row still has, but nothing that others were promised, and always
what its own pending orders hold. The last counted one takes all, so that a pool may be renamed row
by row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from msgspec.structs import replace
from rpds import HashTrieMap

from host_assistant.catalog.pool import pool_key, pools_of, row_g, units_in
from host_assistant.catalog.product import Product
from host_assistant.catalog.selling import unit_g, weight_g
from host_assistant.show.events import OrderLine
from host_assistant.show.state import OnSale, Order, PoolStock

Products: TypeAlias = "HashTrieMap[str, OnSale]"


def line_g(product: Product, line: OrderLine) -> int:
    """Grams of an order's line: as when it was placed, if its weight was known then."""
    if line.weight_g is not None:
        return line.weight_g
    return weight_g(product, line.quantity_milli) or 0


def gathered(goods: Mapping[str, OnSale]) -> Products:
    """The goods of a session that opens, each in the pool that its row names."""
    products = HashTrieMap(goods)
    for pool in pools_of(one.product for one in goods.values()).values():
        skus = tuple(product.sku for product in pool.products)
        for sku in skus:
            products = products.insert(sku, replace(products[sku], stock_milli=None))
        products = _put(products, PoolStock(pool.name, pool.stock_g, members=skus))
    return products


def moved_in_pool(products: Products, moved: OnSale, sold_g: int, pending_g: int) -> Products:
    """After so many grams were sold or promised as `moved`, which takes its old place."""
    products = products.insert(moved.product.sku, moved)
    pool = moved.pool_stock
    if pool is None:
        return products
    changed = PoolStock(
        pool.name, pool.stock_g, pool.sold_g + sold_g, pool.pending_g + pending_g, pool.members
    )
    return _put(products, changed)


def with_left(products: Products, pool: PoolStock, left_g: int | None) -> Products:
    """After the pool was counted anew, or is not counted any more."""
    stock_g = None if left_g is None else left_g + pool.sold_g
    return _put(products, replace(pool, stock_g=stock_g))


def listed(products: Products, new: OnSale) -> Products:
    """After a product came into the show; its row's stock is for all of its pool."""
    products = products.insert(new.product.sku, new)
    if not pool_key(new.product):
        return products
    row = row_g(new.product)
    return _joined(products, new, row, row, 0)


def relisted(products: Products, orders: Mapping[str, Order], product: Product) -> Products:
    """After a product of the show was edited: its pool, its weight, or anything else.

    Its stock stays as it was in the row before: a count of its own follows.
    """
    known = products[product.sku]
    pool, joins = known.pool_stock, pool_key(product)
    held_g = _pending_g(known, known.product, orders)
    if joins == (pool_key(known.product) if pool else ""):
        products = products.insert(product.sku, replace(known, product=product))
        if pool is None or unit_g(product) == unit_g(known.product):
            return products
        more_g = _pending_g(known, product, orders) - held_g
        return _put(products, replace(pool, pending_g=pool.pending_g + more_g))
    left_g, stock_milli = _left_alone_g(product, known), known.stock_milli
    if pool is not None:
        products, left_g = _left_pool(products, known, pool, held_g, joins=bool(joins))
        if left_g is not None:
            stock_milli = units_in(known.product, left_g) + known.sold_milli
    alone = replace(known, product=product, pool_stock=None, stock_milli=stock_milli)
    products = products.insert(product.sku, alone)
    if not joins:
        return products
    row = row_g(replace(product, stock_milli=known.product.stock_milli))
    return _joined(products, alone, row, left_g, _pending_g(known, product, orders))


def left_after_edit(
    products: Products, pool: PoolStock, known: OnSale, product: Product
) -> int | None:
    """Grams left in the pool once the row of `known` says what `product` says.

    `products` and `pool` are those after the edit as `relisted` has it.
    """
    if all(products[sku].product.stock_milli is None for sku in pool.members):
        return None
    stayed = known.pool_stock is not None and pool_key(known.product) == pool_key(product)
    weighed = known.product if stayed else product
    before_g = row_g(replace(weighed, stock_milli=known.product.stock_milli)) or 0
    return (pool.left_g or 0) + (row_g(product) or 0) - before_g


def _left_alone_g(product: Product, known: OnSale) -> int | None:
    return None if known.left_milli is None else weight_g(product, known.left_milli)


def _left_pool(
    products: Products, known: OnSale, pool: PoolStock, held_g: int, *, joins: bool
) -> tuple[Products, int | None]:
    """The other members without `known`, and the grams that it takes along if it is counted.

    Goods that `joins` another pool bring their pending orders there, so nothing is held for them.
    """
    others = tuple(sku for sku in pool.members if sku != known.product.sku)
    counted, row = known.product.stock_milli is not None, row_g(known.product) or 0
    others_counted = any(products[sku].product.stock_milli is not None for sku in others)
    stock_g, sold_g, taken_g = pool.stock_g, pool.sold_g, pool.left_g
    if stock_g is not None and others:
        left_g = stock_g - sold_g
        if counted and (others_counted or not joins):
            own_g = row - (weight_g(known.product, known.sold_milli) or 0)
            taken_g = max(min(own_g, left_g - pool.pending_g + held_g), held_g)
        elif not counted:
            taken_g = 0 if joins else held_g
        stock_g, sold_g = stock_g - row, sold_g - row + (taken_g or 0)
    if not others_counted:
        stock_g = None
    rest = PoolStock(pool.name, stock_g, sold_g, pool.pending_g - held_g, others)
    return _put(products, rest), taken_g if counted else None


def _joined(
    products: Products, new: OnSale, row: int | None, left_g: int | None, held_g: int
) -> Products:
    """With a member more: grams of its row, what is left of them, and what its orders hold."""
    product = new.product
    pool = _pool_of(products.values(), product) or PoolStock(product.pool, None)
    stock_g, sold_g = pool.stock_g, pool.sold_g
    if left_g is not None:
        row = row or 0
        stock_g, sold_g = (
            (row, row - left_g) if stock_g is None else (stock_g + row, sold_g + row - left_g)
        )
    members = (*pool.members, product.sku)
    products = products.insert(product.sku, replace(new, stock_milli=None))
    return _put(products, PoolStock(pool.name, stock_g, sold_g, pool.pending_g + held_g, members))


def _pool_of(goods: Iterable[OnSale], product: Product) -> PoolStock | None:
    key = pool_key(product)
    return next(
        (one.pool_stock for one in goods if one.pool_stock and pool_key(one.product) == key), None
    )


def _put(products: Products, pool: PoolStock) -> Products:
    for sku in pool.members:
        known = products[sku]
        products = products.insert(
            sku,
            OnSale(
                known.product,
                known.price_vnd,
                known.regular_price_vnd,
                known.special_until_ms,
                known.stock_milli,
                known.sold_milli,
                known.pending_milli,
                pool,
            ),
        )
    return products


def _pending_g(known: OnSale, product: Product, orders: Mapping[str, Order]) -> int:
    """Grams that pending orders hold of it; as `product` weighs where they were not weighed."""
    if not known.pending_milli:
        return 0
    return sum(
        line_g(product, line)
        for order in orders.values()
        if order.status == "pending" and not order.waiting
        for line in order.lines
        if line.sku == product.sku
    )
