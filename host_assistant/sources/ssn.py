"""Comments as Social Stream Ninja hands them on.

Its message is a JSON object; the fields are described in its `api.md`, "Content Object Structure".
The same object comes by HTTP POST ("Send all to POST server") and through its WebSocket relay, bare
or wrapped in what its own pages send each other.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any, Final

import msgspec

from host_assistant.show.comment import Comment
from host_assistant.sources.plain_text import plain_text
from host_assistant.sources.source import MAX_AUTHOR, MAX_TEXT
from host_assistant.values.vietnamese import clean_text

_MAX_ID: Final = 100
_MAX_WRAPPINGS: Final = 4
# A wrapped message stands under one of these; "extContent" may hold it as JSON in a text.
_WRAPPERS: Final = ("overlayNinja", "message", "contents", "extContent")
_SAME_PLATFORM: Final = {"youtubeshorts": "youtube", "instagramlive": "instagram"}
_strictly: Final = msgspec.json.Decoder(float_hook=str).decode


class Unreadable(Exception):
    """It is no JSON, or none that holds messages."""


class SsnMessages(msgspec.Struct, frozen=True):
    """The comments of one request or frame; `ignored` counts what was something else."""

    comments: tuple[Comment, ...]
    ignored: int = 0


def read_messages(content: bytes | str, most: int) -> SsnMessages:
    """The comments in one message or a list of them; raises Unreadable, also for more than `most`.

    Joins, gifts without words, counts of viewers, commands and whatever else the program tells its
    own pages are no comments.
    """
    try:
        told = _decode(content)
    except (ValueError, RecursionError):
        raise Unreadable from None
    messages = told if isinstance(told, list) else [told]
    if len(messages) > most or not all(isinstance(one, dict) for one in messages):
        raise Unreadable
    read = [comment for one in messages if (comment := _comment(one, 0)) is not None]
    return SsnMessages(tuple(read), len(messages) - len(read))


def _decode(content: bytes | str) -> Any:
    """JSON as browsers write it: half of a letter that was cut in two is no reason to refuse."""
    try:
        return _strictly(content)
    except msgspec.DecodeError:
        return json.loads(content)


def _comment(told: dict[str, Any], wrappings: int) -> Comment | None:
    if "chatmessage" not in told:
        inner = _unwrapped(told)
        return _comment(inner, wrappings + 1) if inner and wrappings < _MAX_WRAPPINGS else None
    said = told["chatmessage"]
    # A bot's words are the program's own; an event tells what happened, not what somebody wrote.
    if not isinstance(said, str) or told.get("event") or told.get("bot") is True:
        return None
    text = clean_text(said) if told.get("textonly") is True else plain_text(said)
    if not text:
        return None
    author = plain_text(_word(told.get("chatname")))[:MAX_AUTHOR]
    platform = _platform(_word(told.get("type")))
    text = text[:MAX_TEXT]
    return Comment(
        platform=platform,
        author=author,
        author_id=_word(told.get("userid")),
        text=text,
        outer_id=_outer_id(_word(told.get("id")), platform, author, text),
    )


def _unwrapped(told: dict[str, Any]) -> dict[str, Any] | None:
    if told.get("action") in ("extContent", "content"):
        inner = told.get("value")
    else:
        inner = next((told[name] for name in _WRAPPERS if told.get(name)), None)
    if isinstance(inner, str):
        try:
            inner = _decode(inner)
        except (ValueError, RecursionError):
            return None
    return inner if isinstance(inner, dict) else None


def _word(value: object) -> str:
    """A number counts as what it is written as; anything else than text is nothing."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10**20 else ""
    return value if isinstance(value, str) else ""


def _platform(kind: str) -> str:
    name = re.sub(r"[^a-z0-9._-]", "", kind.lower())[:40]
    return _SAME_PLATFORM.get(name, name) or "ssn"


def _outer_id(own: str, platform: str, author: str, text: str) -> str:
    """Their id counts up from a start that they draw anew each time they are opened: it comes
    again for another comment, so it means nothing without the words."""
    own = clean_text(own)
    if not own or len(own) > _MAX_ID:
        return ""
    said = hashlib.sha256(msgspec.json.encode([own, platform, author, text])).hexdigest()[:32]
    return f"ssn:{said}"
