"""What the host answered for the flags on the goods: by whom and when, kept beside the goods."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

import msgspec

from host_assistant.whole_file import write_whole

AnswerKind = Literal["have_papers", "stand_by_it"]
"""The host holds the paper that the rule asks for, or stands by the words as they are."""

_VERSION: Final = 1


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """`at_ms` is UTC; `by` is the name that the host goes by in the settings."""

    kind: AnswerKind
    by: str
    at_ms: int
    sku: str
    rule: str
    phrase: str


class _Kept(msgspec.Struct, frozen=True):
    version: int
    answers: dict[str, Answer]


def _now_ms() -> int:
    return int(datetime.now(UTC).timestamp() * 1000)


class ClaimAnswers:
    """The answers of one data folder, by the flag's key."""

    def __init__(self, data_dir: Path, now_ms: Callable[[], int] = _now_ms) -> None:
        self._path = data_dir / "claims.json"
        self._now_ms = now_ms

    def all(self) -> dict[str, Answer]:
        """Every answer; none from a file that cannot be read: what is asked twice does no harm."""
        try:
            kept = msgspec.json.decode(self._path.read_bytes(), type=_Kept)
        except (OSError, ValueError, RecursionError):
            return {}
        return kept.answers if kept.version <= _VERSION else {}

    def put(self, key: str, kind: AnswerKind, *, by: str, sku: str, rule: str, phrase: str) -> None:
        """Keeps the answer to the flag `key`; raises OSError where it cannot be kept."""
        answer = Answer(kind=kind, by=by, at_ms=self._now_ms(), sku=sku, rule=rule, phrase=phrase)
        self._write({**self.all(), key: answer})

    def take_back(self, key: str) -> None:
        """The flag is open again; raises OSError where that cannot be kept."""
        self._write({kept: answer for kept, answer in self.all().items() if kept != key})

    def _write(self, answers: dict[str, Answer]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        content = msgspec.json.encode(_Kept(_VERSION, answers))
        write_whole(self._path, msgspec.json.format(content, indent=1))
