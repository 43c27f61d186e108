"""Reading an interface's JSON: what is missing or of another type counts as empty."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import msgspec


def object_in(content: bytes | str) -> dict[str, Any]:
    try:
        told = msgspec.json.decode(content)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def part(told: dict[str, Any], name: str) -> dict[str, Any]:
    value = told.get(name)
    return value if isinstance(value, dict) else {}


def parts(told: dict[str, Any], name: str) -> list[dict[str, Any]]:
    value = told.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def text(told: dict[str, Any], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""


def instant(written: str) -> int | None:
    """UTC in ms of an ISO 8601 time with its zone; Facebook writes "+0000" without a colon."""
    try:
        at = datetime.fromisoformat(re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", written))
        return int(at.timestamp() * 1000) if at.tzinfo else None
    except (ValueError, OverflowError):
        return None
