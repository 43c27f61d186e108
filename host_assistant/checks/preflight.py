"""All checks before a broadcast, side by side: none waits for another, none for ever."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Final, get_args

import msgspec

from host_assistant.checks.finding import CheckName, Finding

_LOG: Final = logging.getLogger(__name__)
PATIENCE_S: Final = 10.0
PLANNED_HOURS: Final = 3.0
"""How long a broadcast is reckoned to be where nobody said otherwise."""
_PAGE_ORDER: Final[tuple[CheckName, ...]] = get_args(CheckName)


class Check(msgspec.Struct, frozen=True):
    """One line of the page. `look` may take `patience_s` seconds and may fail in any way."""

    name: CheckName
    look: Callable[[], tuple[Finding, ...]]
    patience_s: float = PATIENCE_S


class Looked(msgspec.Struct, frozen=True):
    """What one check found."""

    name: CheckName
    findings: tuple[Finding, ...]


class Preflight:
    """Looks at everything that could spoil a broadcast."""

    def __init__(self, checks: Sequence[Check]) -> None:
        self._checks = tuple(checks)

    def as_they_come(self, *only: CheckName) -> Iterator[Looked]:
        """Each check's findings as soon as they are there; of all, or of those named.

        A check that takes longer than its patience is answered for ("took_too_long") and left
        alone: its late answer is heard by nobody. One that fails is "failed". Both are unknown.
        """
        answers: queue.SimpleQueue[Looked] = queue.SimpleQueue()
        started_s = time.monotonic()
        open_until: dict[CheckName, float] = {}
        for check in self._checks:
            if only and check.name not in only:
                continue
            open_until[check.name] = started_s + check.patience_s
            threading.Thread(
                target=_look, args=(check, answers), name=f"check-{check.name}", daemon=True
            ).start()
        while open_until:
            soonest = min(open_until, key=lambda name: open_until[name])
            try:
                looked = answers.get(timeout=max(open_until[soonest] - time.monotonic(), 0))
            except queue.Empty:
                looked = Looked(soonest, (_unknown(soonest, "took_too_long"),))
            if open_until.pop(looked.name, None) is not None:
                yield looked

    def run(self, *only: CheckName) -> tuple[Finding, ...]:
        """All findings, in the order of the page."""
        looked = sorted(self.as_they_come(*only), key=lambda one: _PAGE_ORDER.index(one.name))
        return tuple(finding for one in looked for finding in one.findings)


def is_ready(findings: Sequence[Finding]) -> bool:
    """Nothing is bad: what is doubtful is for the host to decide."""
    return all(finding.level != "bad" for finding in findings)


def _look(check: Check, answers: queue.SimpleQueue[Looked]) -> None:
    try:
        findings = check.look()
    except Exception:
        # One check that breaks must not take the others' answers along.
        _LOG.exception("the check %s failed", check.name)
        findings = (_unknown(check.name, "failed"),)
    answers.put(Looked(check.name, findings))


def _unknown(name: CheckName, code: str) -> Finding:
    return Finding(check=name, level="unknown", code=code, remedy="look_again")
