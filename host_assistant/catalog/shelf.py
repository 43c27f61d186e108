"""The goods as they are kept between days: one small file in the data folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from host_assistant.catalog.product import Product
from host_assistant.language import _
from host_assistant.values.vietnamese import fold
from host_assistant.whole_file import write_whole

_VERSION: Final = 1


class ShelfUnreadable(Exception):
    """The file of goods cannot be read or written; `str()` says it in three parts."""


class _Goods(msgspec.Struct, frozen=True):
    version: int
    products: tuple[Product, ...]


class Shelf:
    """The goods in `data_dir`, in the order in which they will be shown."""

    def __init__(self, data_dir: Path) -> None:
        self.path = data_dir / "goods.json"

    def products(self) -> tuple[Product, ...]:
        """All goods; none before the first import. Raises ShelfUnreadable, and keeps the file."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise ShelfUnreadable(_unreadable(self.path)) from error
        try:
            goods = msgspec.json.decode(content, type=_Goods)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise ShelfUnreadable(_unreadable(self.path)) from error
        if goods.version > _VERSION:
            raise ShelfUnreadable(
                _(
                    "The list of goods was written by a newer version of this program. "
                    "It cannot be shown, and nothing was changed. "
                    "Install the newer version, or import the goods sheet into another data folder."
                )
            )
        return goods.products

    def replace(self, products: Iterable[Product]) -> None:
        """Puts `products` in the place of all goods: wholly or not at all, even if power fails."""
        content = msgspec.json.encode(_Goods(_VERSION, tuple(products)))
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.path, msgspec.json.format(content, indent=1))
        except OSError as error:
            raise ShelfUnreadable(
                _(
                    "The list of goods could not be saved in {folder}. "
                    "The goods are as they were before. "
                    "Free some space on the disk or allow writing in that folder, then try again."
                ).format(folder=self.path.parent)
            ) from error

    def put(self, product: Product) -> None:
        """Adds `product`, or puts it in the place of the one with the same code."""
        code = fold(product.sku)
        products = self.products()
        if any(fold(known.sku) == code for known in products):
            self.replace(product if fold(known.sku) == code else known for known in products)
        else:
            self.replace((*products, product))

    def remove(self, sku: str) -> None:
        """Takes the product with that code off the shelf, if it stands there."""
        self.replace(known for known in self.products() if fold(known.sku) != fold(sku))


def _unreadable(path: Path) -> str:
    return _(
        "The list of goods ({file}) cannot be read. "
        "No goods can be shown until it is mended; the file was left as it is. "
        "Move the file elsewhere, then import the goods sheet again."
    ).format(file=path)
