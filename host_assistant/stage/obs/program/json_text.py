"""Changing values of a JSON object and leaving every other character as it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

_reader = json.JSONDecoder()


class _Pair(NamedTuple):
    """Places in the text: the comma or space that leads to the key, the key, the value."""

    lead: int
    key_at: int
    key_end: int
    value_at: int
    end: int
    key: str


def changed(text: str, wanted: Mapping[str, Any]) -> str:
    """`text`, an object, with these values at its top level; None takes a key out.

    Raises ValueError where `text` is no JSON object.
    """
    pairs = _pairs(text)
    there = {pair.key for pair in pairs}
    for pair in reversed(pairs):
        if pair.key not in wanted:
            continue
        value = wanted[pair.key]
        if value is None:
            text = _without(text, pair, is_first=pair is pairs[0])
        else:
            text = text[: pair.value_at] + _written(value) + text[pair.end :]
    new = {key: value for key, value in wanted.items() if value is not None and key not in there}
    return _with(text, new) if new else text


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _with(text: str, new: Mapping[str, Any]) -> str:
    """New keys go behind the last, spaced as that one is."""
    pairs = _pairs(text)
    if not pairs:
        inside = ",".join(f"\n  {_written(key)}: {_written(value)}" for key, value in new.items())
        at = text.index("{") + 1
        return f"{text[:at]}{inside}\n{text[at:].lstrip()}"
    last = pairs[-1]
    lead = text[last.lead : last.key_at].removeprefix(",")
    colon = text[last.key_end : last.value_at]
    added = "".join(f",{lead}{_written(key)}{colon}{_written(new[key])}" for key in new)
    return text[: last.end] + added + text[last.end :]


def _without(text: str, pair: _Pair, *, is_first: bool) -> str:
    end = pair.end
    if is_first and text[_skip(text, end)] == ",":
        end = _skip(text, end) + 1
    return text[: pair.lead] + text[end:]


def _pairs(text: str) -> list[_Pair]:
    """The pairs at the top level, in their order."""
    if not isinstance(json.loads(text), dict):
        raise ValueError("no object")
    found: list[_Pair] = []
    at = _skip(text, 0) + 1
    while text[_skip(text, at)] != "}":
        lead = at
        key_at = _skip(text, at + 1 if found else at)
        key, key_end = _reader.raw_decode(text, key_at)
        value_at = _skip(text, _skip(text, key_end) + 1)
        _value, end = _reader.raw_decode(text, value_at)
        found.append(_Pair(lead, key_at, key_end, value_at, end, key))
        at = _skip(text, end)
    return found


def _skip(text: str, at: int) -> int:
    """The place of the next character that is no space."""
    while text[at] in " \t\r\n":
        at += 1
    return at
