"""Rows out of an XLSX sheet, with an eye on what unpacks to more than it seems."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from host_assistant.catalog.sheet_problems import SheetRefused, not_a_sheet
from host_assistant.language import _

MAX_UNPACKED_BYTES: Final = 100_000_000
_MAX_PARTS: Final = 10_000


def xlsx_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """(line, cells as text) of the first sheet; raises SheetRefused before anything is unpacked.

    zipfile never unpacks more of a part than its directory declares, so the declared sizes bound
    the work (PKWARE APPNOTE 6.3.10, section 4.4.9).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise not_a_sheet() from None
    if sum(p.file_size for p in parts) > MAX_UNPACKED_BYTES or len(parts) > _MAX_PARTS:
        raise SheetRefused(
            "bomb",
            _(
                "This sheet unpacks to more than {limit} MB. No goods were taken from it. "
                "Copy the goods into a new, empty sheet, save, and import that file."
            ).format(limit=MAX_UNPACKED_BYTES // 1_000_000),
        )
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise not_a_sheet()
    return _rows(content)


def _rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    import openpyxl

    try:
        with warnings.catch_warnings():
            # openpyxl warns of styles and rules that it does not keep; only values matter here.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # what a sheet says of its size is not to be relied on
            for line, values in enumerate(sheet.iter_rows(values_only=True), start=1):
                cells = [_text(value) for value in values]
                if any(cells):
                    yield line, cells
    except GeneratorExit:
        raise
    except Exception as error:
        # openpyxl has no error of its own: whatever breaks inside says the file is damaged.
        raise not_a_sheet() from error


def _text(value: object) -> str:
    """A cell as a person would type it; numbers exactly, with the decimal comma."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        exact = Decimal(repr(value))
        if not exact.is_finite():
            return str(value)
        if exact == exact.to_integral_value() and exact.adjusted() < 30:
            return str(int(exact))
        return f"{exact:f}".replace(".", ",")
    return str(value).strip()
