"""The columns of a goods sheet, by all the names that people give them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from host_assistant.catalog.formulas import plain
from host_assistant.catalog.sheet_problems import SheetRefused
from host_assistant.language import _
from host_assistant.values.vietnamese import clean_text, fold

# The first name of each is what an exported sheet carries.
NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "sku": ("mã", "sku", "mã hàng", "mã sản phẩm", "mã sp", "code"),
    "name": ("tên", "name", "tên hàng", "tên sản phẩm", "sản phẩm", "product"),
    "price": ("giá", "price", "giá bán", "đơn giá", "price vnd"),
    "unit": ("đơn vị", "unit", "đơn vị tính", "đvt"),
    "unit_weight": ("quy đổi", "unit_weight", "trọng lượng", "khối lượng"),
    "stock": ("tồn kho", "stock", "tồn", "số lượng"),
    "pool": ("kho chung", "pool", "chung kho", "harvest pool"),
    "picture": ("ảnh", "picture", "hình", "hình ảnh", "image", "photo"),
    "origin": ("xuất xứ", "origin", "nguồn gốc"),
    "seller": ("người bán", "seller", "nhà bán", "nhà cung cấp"),
    "ocop": ("ocop", "sao ocop", "hạng ocop"),
    "papers": ("giấy tờ", "papers", "chứng nhận"),
    "story": ("giới thiệu", "story", "mô tả", "câu chuyện"),
    "name_en": ("name_en", "tên tiếng anh"),
    "story_en": ("story_en", "giới thiệu tiếng anh"),
}
REQUIRED: Final = ("sku", "name", "price")
MAX_COLUMNS: Final = 200


def _key(header: str) -> str:
    """A header as it is compared: folded, without what stands in brackets, spaces for signs."""
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"\(.*?\)", " ", fold(header))))


_FIELD_OF: Final = {_key(name): field for field, names in NAMES.items() for name in names}


class Columns(msgspec.Struct, frozen=True):
    """Where each column stands: known fields by name, unknown columns in the sheet's order."""

    width: int
    known: dict[str, int]
    unknown: tuple[tuple[int, str], ...]
    headers: tuple[str, ...]

    def header(self, field: str) -> str:
        """The column of `field` as the sheet names it, or as we would where it is missing."""
        place = self.known.get(field)
        return NAMES[field][0] if place is None else self.headers[place]


def recognised(cells: Sequence[str]) -> int:
    """How many of these cells are names of known columns."""
    return sum(_key(cell) in _FIELD_OF for cell in cells)


def needed_columns(cells: Sequence[str]) -> int:
    """How many of the columns without which there are no goods these cells name."""
    return len({_FIELD_OF.get(_key(cell)) for cell in cells} & set(REQUIRED))


def read_header(cells: Sequence[str]) -> Columns:
    """The columns that a header row names; raises SheetRefused."""
    headers = [plain(clean_text(cell)) for cell in cells]
    while headers and not headers[-1]:
        headers.pop()
    if len(headers) > MAX_COLUMNS:
        raise SheetRefused(
            "too_many_columns",
            _(
                "The sheet has {count} columns; {limit} can be read. No goods were taken from it. "
                "Delete the columns that are not needed, save, and import again."
            ).format(count=len(headers), limit=MAX_COLUMNS),
        )
    known: dict[str, int] = {}
    unknown: list[tuple[int, str]] = []
    for place, header in enumerate(headers):
        name = header or f"cột {place + 1}"
        field = _FIELD_OF.get(_key(header))
        if field in known or name in (other for _place, other in unknown):
            raise _twice(name)
        if field is None:
            unknown.append((place, name))
        else:
            known[field] = place
    missing = [NAMES[field][0] for field in REQUIRED if field not in known]
    if missing:
        raise _without(missing)
    return Columns(len(headers), known, tuple(unknown), tuple(headers))


def _twice(name: str) -> SheetRefused:
    return SheetRefused(
        "duplicate_column",
        _(
            "The column “{column}” stands in the sheet twice. No goods were taken from it. "
            "Delete or rename one of the two, save, and import again."
        ).format(column=name),
    )


def _without(missing: Sequence[str]) -> SheetRefused:
    return SheetRefused(
        "missing_columns",
        _(
            "No line at the top of the sheet names these columns: {columns}. "
            "No goods were taken from it. "
            "Write the columns' names into one line above the goods, save, and import again."
        ).format(columns=", ".join(missing)),
    )
