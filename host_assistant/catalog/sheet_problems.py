"""What can be wrong with a goods sheet, and the sentences for it."""

from __future__ import annotations

from typing import Literal

import msgspec

from host_assistant.language import _

ErrorReason = Literal[
    "missing",
    "unreadable",
    "needs_unit",
    "bad_unit",
    "negative",
    "zero",
    "too_large",
    "not_whole",
    "ambiguous",
    "other_unit",
    "weight_differs",
    "duplicate",
    "too_long",
    "bad_ocop",
    "pool_without_weight",
    "extra_cells",
]
FindingReason = Literal[
    "picture_missing",
    "picture_outside",
    "picture_too_large",
    "picture_broken",
    "picture_kind",
    "unit_missing",
    "pool_alone",
    "pool_uncounted",
    "pool_added_up",
]


class SheetRefused(Exception):
    """The file is no goods sheet that can be read; `str()` says it in three parts."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def not_a_sheet() -> SheetRefused:
    """The refusal of a file that is something else, or broken."""
    return SheetRefused(
        "not_a_sheet",
        _(
            "This file is not a goods sheet, or it is damaged. No goods were taken from it. "
            "Choose a file that was saved as CSV or XLSX."
        ),
    )


class SheetError(msgspec.Struct, frozen=True):
    """One bad cell: the sheet's line (its first is line 1), the column as the sheet names it.

    `field` is our own name of the column, "" where it is none of ours.
    """

    line: int
    column: str
    reason: ErrorReason
    value: str = ""
    field: str = ""

    @property
    def message(self) -> str:
        """The reason and the remedy, without the place."""
        return _error_sentence(self.reason, self.field).format(value=_short(self.value))


class SheetFinding(msgspec.Struct, frozen=True):
    """Something worth knowing that does not stop the import.

    `amount` is a weight in words, where the sentence needs one.
    """

    line: int
    column: str
    reason: FindingReason
    value: str = ""
    amount: str = ""

    @property
    def message(self) -> str:
        """What was found and what the program does about it, without the place."""
        sentence = _finding_sentence(self.reason)
        return sentence.format(value=_short(self.value), amount=self.amount)


class SkippedLine(msgspec.Struct, frozen=True):
    """A line of the sheet that is no goods: a title above the headings, or the totals below.

    `text` is the first thing that stands in it.
    """

    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.line} “{_short(self.text)}”"


def _short(value: str) -> str:
    return value if len(value) <= 60 else f"{value[:59]}…"


def _error_sentence(reason: ErrorReason, field: str) -> str:
    match reason:
        case "missing":
            return _("This cell is empty. Fill it in.")
        case "unreadable":
            return _unreadable_sentence(field)
        case "needs_unit":
            return _("“{value}” is not a weight. Write the unit too, for example 5 kg or 500 g.")
        case "bad_unit":
            return _("“{value}” is not a unit. Check its marks: tấn, tạ, lạng.")
        case "negative":
            return _("“{value}” is less than zero. Write it without the minus sign.")
        case "zero":
            return _("“{value}” is zero. Write the real number.")
        case "too_large":
            return _("“{value}” is too large. Check the number of zeros.")
        case "not_whole":
            return _("“{value}” is not a whole number. Write it without a fraction.")
        case "ambiguous":
            return _(
                "“{value}” can be read in two ways. Write the whole number, "
                "with a dot between thousands and a comma before a fraction."
            )
        case "other_unit":
            return _("“{value}” does not go with the selling unit. Count in that unit.")
        case "weight_differs":
            return _("“{value}” contradicts the selling unit. Correct one of the two.")
        case "duplicate":
            return _(
                "The code “{value}” stands in the sheet twice. Give each product its own code."
            )
        case "too_long":
            return _("“{value}” is too long. Shorten it.")
        case "bad_ocop":
            return _("“{value}” is not a number of OCOP stars. Write 3, 4 or 5, or leave it empty.")
        case "pool_without_weight":
            return _(
                "Goods of the shared stock “{value}” are counted by weight, and this line does not "
                "say what one unit weighs. Fill in the weight of one, for example 5 kg, or leave "
                "the shared stock empty."
            )
        case "extra_cells":
            return _(
                "This line has more cells than there are columns: “{value}”. "
                "Put text that contains the separator between quotation marks."
            )


def _unreadable_sentence(field: str) -> str:
    match field:
        case "stock":
            return _("“{value}” cannot be read here. Write how much, for example 200 or 2 tấn.")
        case "unit_weight":
            return _("“{value}” cannot be read here. Write a weight, for example 5 kg or 500 g.")
    return _("“{value}” cannot be read here. Write a number, for example 35.000.")


def _finding_sentence(reason: FindingReason) -> str:
    match reason:
        case "picture_missing":
            return _(
                "The picture “{value}” is not beside the sheet. A plain tile is shown instead. "
                "Put the picture into the sheet's folder and import again."
            )
        case "picture_outside":
            return _(
                "The picture “{value}” lies outside the sheet's folder and was not taken. "
                "A plain tile is shown instead. Copy the picture beside the sheet and import again."
            )
        case "picture_too_large":
            return _(
                "The picture “{value}” is too large. A plain tile is shown instead. "
                "Make it smaller than 10 MB and 8,000 dots a side, and import again."
            )
        case "picture_broken":
            return _(
                "The picture “{value}” is damaged. A plain tile is shown instead. "
                "Take or copy the picture again, and import again."
            )
        case "picture_kind":
            return _(
                "“{value}” is not a picture that can be shown. A plain tile is shown instead. "
                "Save it as JPG or PNG, and import again."
            )
        case "unit_missing":
            return _(
                "There is no selling unit here, so the product is sold by the piece. "
                "If it is sold otherwise, fill in the unit and import again."
            )
        case "pool_alone":
            return _(
                "No other line has the shared stock “{value}”, so these goods are counted by "
                "themselves. Write the same name into the lines of all goods that come from this "
                "harvest, or leave it empty."
            )
        case "pool_uncounted":
            return _(
                "No line of the shared stock “{value}” says how much there is, so it is not "
                "counted. Write the stock of the whole harvest into one of its lines."
            )
        case "pool_added_up":
            return _(
                "The shared stock “{value}” has {amount}: what its lines say is added up. "
                "If they speak of the same goods, keep the stock in one line only."
            )
