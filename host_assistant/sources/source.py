"""What a source of comments is, and what it says of itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Event
from typing import Final, Literal, Protocol

import msgspec

from host_assistant.show.comment import Comment

# Longer words are cut: what no platform lets anybody write is no order.
MAX_TEXT: Final = 5_000
MAX_AUTHOR: Final = 200

SourceName = Literal["youtube", "facebook", "ssn"]
StatusKind = Literal["waiting", "receiving", "reconnecting", "refused", "ended"]

Take = Callable[[Sequence[Comment]], None]


class SourceStatus(msgspec.Struct, frozen=True):
    """How a source does. `sentence` is finished and in the language in use; it names no key.

    `received` counts the comments handed in since the show opened, `last_ms` (UTC) is when the
    latest of them came. "refused" and "ended" are final until the show is opened again.
    """

    kind: StatusKind
    sentence: str
    received: int = 0
    last_ms: int | None = None


Told = Callable[[SourceStatus], None]


class CommentSource(Protocol):
    """One broadcast's comments. It is made for that broadcast alone and can read no other."""

    @property
    def name(self) -> SourceName: ...

    def run(self, take: Take, told: Told, stop: Event) -> None:
        """Hand in comments, each once and in their order, until `stop` is set or nothing is left.

        `take` comes back when they are on disk; what it raises ends the run.
        """
