"""Changing values in the INI files of OBS and leaving every other byte as it is.

The format is libobs/util/config-file.c's: `[Section]`, `name=value`, comments after `#`, names
compared without case, a backslash and the ends of lines within a value escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_SECTION = re.compile(r"^\s*\[(?P<name>[^\]\r\n]*)\]")
_ITEM = re.compile(r"^(?P<before>\s*(?P<name>[^=#\r\n]*?)\s*=)(?P<value>[^\r\n]*)(?P<end>[\r\n]*)$")


class _Item(NamedTuple):
    line: int
    name: str
    before: str
    value: str
    end: str


def values(text: str, section: str) -> dict[str, str]:
    """The values in a section, by their names in lower case; of several, the last."""
    lines = _lines(text)
    return {item.name: _unescape(item.value) for item in _items(lines, section)}


def changed(text: str, section: str, wanted: Mapping[str, str | None]) -> str:
    """`text` with these values in this section; None takes a value out.

    A section that is not there is put at the end.
    """
    lines = _lines(text)
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    left = {name.lower(): (name, value) for name, value in wanted.items()}
    for item in _items(lines, section):
        if item.name not in left:
            continue
        value = left[item.name][1]
        lines[item.line] = "" if value is None else f"{item.before}{_escape(value)}{item.end}"
    there = values(text, section)
    new = [
        f"{name}={_escape(value)}{ending}"
        for key, (name, value) in left.items()
        if value is not None and key not in there
    ]
    header, last = _bounds(lines, section)
    if new:
        if header is None:
            gap = ending if lines and lines[-1].strip() else ""
            if gap and not lines[-1].endswith("\n"):
                lines[-1] += ending
            lines += [gap, f"[{section}]{ending}", *new]
        else:
            if not lines[last].endswith("\n"):
                lines[last] += ending
            lines[last + 1 : last + 1] = new
    return "".join(lines)


def _lines(text: str) -> list[str]:
    """Not `splitlines`, which takes rarer signs for ends of lines as well."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _items(lines: list[str], section: str) -> Iterator[_Item]:
    inside = False
    for number, line in enumerate(lines):
        if header := _SECTION.match(line.removeprefix("\ufeff")):
            inside = header["name"].strip().lower() == section.lower()
        elif inside and (item := _ITEM.match(line)):
            value = item["value"].strip()
            yield _Item(number, item["name"].lower(), item["before"], value, item["end"])


def _bounds(lines: list[str], section: str) -> tuple[int | None, int]:
    """The line of the first such section's header, and its last line that says something."""
    header: int | None = None
    last = 0
    for number, line in enumerate(lines):
        if found := _SECTION.match(line.removeprefix("\ufeff")):
            if header is not None:
                break
            if found["name"].strip().lower() == section.lower():
                header = last = number
        elif header is not None and line.strip():
            last = number
    return header, last


def _escape(value: str) -> str:
    return value.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n")


def _unescape(value: str) -> str:
    meaning = {"\\\\": "\\", "\\r": "\r", "\\n": "\n"}
    return re.sub(r"\\[\\rn]", lambda found: meaning[found[0]], value)
