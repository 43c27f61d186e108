"""Tooltips of words that somebody else wrote, shown as they were written."""

from __future__ import annotations

from html import escape

from PySide6.QtGui import Qt


def as_tip(text: str) -> str:
    """`text` for a tooltip, which Qt takes for HTML wherever it looks like it.

    It would even fetch the pictures named there, on Windows from another computer's share.
    """
    if not Qt.mightBeRichText(text):
        return text
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>'
