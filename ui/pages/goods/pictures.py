"""A picture that the host chooses for a product, taken into the data folder."""

from __future__ import annotations

from pathlib import Path

from host_assistant.catalog import pictures as catalog
from host_assistant.catalog.pictures import keep_picture
from host_assistant.catalog.sheet_problems import FindingReason
from host_assistant.language import _


class PictureRefused(ValueError):
    """The file is no picture that can stand on a card; `str()` says it in words for a person."""


def take_picture(source: Path, pictures: Path) -> str:
    """Copy a picture into the data folder; returns its name there.

    Raises PictureRefused, and OSError where the folder cannot be written.
    """
    try:
        return keep_picture(source.parent, source.name, pictures)
    except catalog.PictureRefused as refused:
        raise PictureRefused(_why(refused.reason).format(file=source.name)) from None


def _why(reason: FindingReason) -> str:
    if reason == "picture_too_large":
        return _(
            "“{file}” is too large, so the product keeps the picture it had. "
            "Choose one under 10 MB and 8,000 dots a side."
        )
    if reason == "picture_broken":
        return _(
            "“{file}” is damaged, so the product keeps the picture it had. Choose another one."
        )
    if reason == "picture_kind":
        return _(
            "“{file}” is no picture that can be shown, so the product keeps the one it had. "
            "Choose a JPG, PNG or WebP."
        )
    return _("“{file}” is not there any more. Choose another picture.")
