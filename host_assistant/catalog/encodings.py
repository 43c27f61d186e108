"""Finding out how the text of a sheet is encoded, and refusing what we would misread."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Final

from host_assistant.catalog.sheet_problems import SheetRefused, not_a_sheet
from host_assistant.language import _
from host_assistant.values.vietnamese import fold

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The shape of a Vietnamese syllable without its marks.
_SYLLABLE: Final = re.compile(
    "(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?"
    "(?:[aeiouy]|a[iouy]|e[ou]|i[aeu]|ieu|o[aeio]|oa[ioy]|oeo|u[aeiouy]|ua[yo]|uo[iu]|uy[aeu]"
    "|ye|yeu)(?:ch?|m|ng?|nh|p|t)?"
)
_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SHAPES: Final = frozenset("\u0302\u0306\u031b")
# Marked letters never follow a plain a or e; in VNI, which writes marks as letters, they do.
_VNI: Final = re.compile(r"[aeAE][ùøûõïâáàåãäéèúüëêýÙØÛÕÏÂÁÀÅÃÄÉÈÚÜËÊ]")
# In TCVN3 signs stand where Windows has letters: "m·", "tªn", "gi¸".
_TCVN3: Final = re.compile(r"[A-Za-z][¨©ª«¬­®µ¶·¸¹»¼½¾]|[®¨©ª«¬­µ¶·¸¹»¼½¾][a-z]")
# "V?i thi?u": what Excel makes of Vietnamese when it saves CSV in a Western encoding.
_LOST: Final = re.compile(r"(?<![^\s,;\"])[^\W\d_]+\?[^\W\d_]+(?![^\s,;\"])")
_MAX_LOST: Final = 2
# Of the words with marks, this many in ten must look Vietnamese before the text is believed.
_ENOUGH_IN_TEN: Final = 9


def decode_sheet(content: bytes) -> str:
    """The text of a CSV sheet in UTF-8, UTF-16 or Windows-1258; raises SheetRefused."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            if content.startswith(codecs.BOM_UTF32_LE):
                raise _refused("UTF-32")
            return _strictly(content, encoding)
    if encoding := _zero_bytes(content):
        return _strictly(content, encoding)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        # Before any guess at its encoding: a program or an archive is no text at all.
        _text(content.decode("latin-1"))
        text = _windows_1258(content)
    return _text(text)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return _text(content.decode(encoding))
    except UnicodeDecodeError:
        raise not_a_sheet() from None


def _zero_bytes(content: bytes) -> str:
    """UTF-16 without its mark shows by the zero halves of its ASCII letters."""
    sample = content[:4000]
    if len(content) % 2 or len(sample) < 4:
        return ""
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if high * 4 > len(sample) // 2 and low * 20 < high:
        return "utf-16-le"
    return "utf-16-be" if low * 4 > len(sample) // 2 and high * 20 < low else ""


def _text(text: str) -> str:
    if any(c < " " and c not in "\t\n\v\f\r" for c in text):
        raise not_a_sheet()
    if "\ufffd" in text or len(_LOST.findall(text)) > _MAX_LOST:
        raise _letters_lost()
    return text


def _windows_1258(content: bytes) -> str:
    """Windows-1258 writes tones as marks after the vowel, hence NFC (Microsoft code page 1258)."""
    try:
        text = unicodedata.normalize("NFC", content.decode("cp1258"))
    except UnicodeDecodeError:
        raise _refused(_name_of(content)) from None
    words = [word for word in re.findall(r"[^\W\d_]+", text) if not word.isascii()]
    good = sum(map(_is_vietnamese, words)) - len(_TCVN3.findall(text))
    if (words and good * 10 < _ENOUGH_IN_TEN * len(words)) or (not words and _TCVN3.search(text)):
        raise _refused(_name_of(content))
    return text


def _is_vietnamese(word: str) -> bool:
    marks = [c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.combining(c)]
    return (
        set(marks) <= _TONES | _SHAPES
        and sum(c in _TONES for c in marks) <= 1
        and not _VNI.search(word)
        and _SYLLABLE.fullmatch(fold(word)) is not None
    )


def _name_of(content: bytes) -> str:
    """The likeliest of the old Vietnamese encodings, "" if it looks like neither."""
    text = content.decode("latin-1")
    tcvn3, vni = len(_TCVN3.findall(text)), len(_VNI.findall(text))
    if max(tcvn3, vni) == 0:
        return ""
    return "TCVN3 (.VnTime)" if tcvn3 >= vni else "VNI"


def _refused(encoding: str) -> SheetRefused:
    if not encoding:
        return SheetRefused(
            "encoding",
            _(
                "The letters of this sheet are stored in a way that cannot be read safely. "
                "No goods were taken from it, so that no name is shown wrongly. "
                "Open it in Excel, choose “Save as”, then “CSV UTF-8”, and import that file."
            ),
        )
    return SheetRefused(
        "encoding",
        _(
            "The letters of this sheet are stored as {encoding}, which is not read here. "
            "No goods were taken from it, so that no name is shown wrongly. "
            "Turn the text into Unicode (UniKey does it), choose “Save as”, then “CSV UTF-8”, "
            "and import that file."
        ).format(encoding=encoding),
    )


def _letters_lost() -> SheetRefused:
    return SheetRefused(
        "letters_lost",
        _(
            "The marked letters of this sheet were lost when it was saved: question marks stand in "
            "their place. No goods were taken from it, so that no name is shown wrongly. "
            "Open the original in Excel, choose “Save as”, then “CSV UTF-8”, and import that file."
        ),
    )
