"""The one thread that owns the show: commands in, events to disk, a new state out."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future

import msgspec

from host_assistant.control_room.clock import Clock, SystemClock
from host_assistant.control_room.waiter import Waiter, wake_in_turn
from host_assistant.journal.journal import Journal
from host_assistant.journal.opening import state_of
from host_assistant.show import commands as cmd
from host_assistant.show import events as ev
from host_assistant.show.buyer import SealedBuyer
from host_assistant.show.comment import SealedComment
from host_assistant.show.decide import decide
from host_assistant.show.fold import fold
from host_assistant.show.refusals import Refused
from host_assistant.show.state import NO_SHOW, ShowState

log = logging.getLogger(__name__)

MAX_BATCH = 512
TOUCH_S = 5.0
RETRY_MS = 1_000


class Snapshot(msgspec.Struct, frozen=True):
    """A state and the records that led to it from the snapshot before."""

    state: ShowState
    records: tuple[ev.Recorded, ...]


class Outcome(msgspec.Struct, frozen=True):
    """What became of a command: the state after it, its own records, or why not."""

    state: ShowState
    records: tuple[ev.Recorded, ...] = ()
    refusal: Refused | None = None


class DirectorClosed(Exception):
    """The show was closed; nothing was written."""


class _Posted(msgspec.Struct):
    command: cmd.Command
    answer: Future[Outcome] | Waiter[Outcome]


class _Stop:
    pass


Listener = Callable[[Snapshot], None]


class Director:
    """Decides commands in order and answers each only when its events are on disk.

    Whatever waits in the inbox is decided together and written in one transaction, so a burst
    of a hundred orders costs one commit. Listeners are called on this thread and must only post.
    `open_journal` opens the log that it writes, for whoever has to look something up.
    """

    def __init__(self, open_journal: Callable[[], Journal], clock: Clock | None = None) -> None:
        self.open_journal = open_journal
        self._clock = clock or SystemClock()
        self._inbox: queue.SimpleQueue[_Posted | _Stop] = queue.SimpleQueue()
        self._gate = threading.Lock()
        self._closed = False
        self._state = NO_SHOW
        self._listeners: tuple[Listener, ...] = ()
        self._zero_ms = 0
        self._touched_ms = 0
        self._next_end_ms: int | None = None
        self._thread: threading.Thread | None = None

    def start(self, resume: str | None = None) -> None:
        """Open the journal and begin; `resume` takes up a session that a crash left open.

        Raises whatever opening the journal raises (JournalError).
        """
        opened: Future[None] = Future()
        self._thread = threading.Thread(
            target=self._run, args=(resume, opened), name="director", daemon=True
        )
        self._thread.start()
        opened.result()

    @property
    def state(self) -> ShowState:
        """The latest state; safe to read from any thread."""
        return self._state

    def offset_ms(self) -> int:
        """Running time of the session, ms. It stands still once the session has ended."""
        state = self._state
        return self._now_ms() if state.is_open else state.offset_ms

    def submit(self, command: cmd.Command) -> Future[Outcome]:
        """Post a command. The future fails with JournalError when it could not be written."""
        answer: Future[Outcome] = Future()
        # A running future cannot be cancelled: what was posted is answered, whoever still listens.
        answer.set_running_or_notify_cancel()
        self._post(_Posted(command, answer))
        return answer

    def do(self, command: cmd.Command, timeout_s: float = 10.0) -> Outcome:
        """Post a command and wait for its answer. Raises as the future does, or TimeoutError."""
        waiter: Waiter[Outcome] = Waiter()
        self._post(_Posted(command, waiter))
        return waiter.result(timeout_s)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear of every snapshot from now on; call the answer to stop."""
        with self._gate:
            self._listeners = (*self._listeners, listener)

        def unsubscribe() -> None:
            with self._gate:
                self._listeners = tuple(one for one in self._listeners if one is not listener)

        return unsubscribe

    def close(self) -> None:
        """Decide and write what was posted before, then stop."""
        with self._gate:
            first = not self._closed
            self._closed = True
            if first:
                self._inbox.put(_Stop())
        if self._thread is not None:
            self._thread.join()

    def _post(self, posted: _Posted) -> None:
        with self._gate:
            if not self._closed:
                self._inbox.put(posted)
                return
        _answer([posted], [DirectorClosed()])

    def _now_ms(self) -> int:
        ran_ms = self._clock.monotonic_ms() - self._zero_ms
        return max(ran_ms, self._state.offset_ms) if self._state.is_open else ran_ms

    def _run(self, resume: str | None, opened: Future[None]) -> None:
        try:
            journal = self.open_journal()
        except BaseException as error:
            opened.set_exception(error)
            return
        try:
            if resume is not None:
                self._resume(journal, resume)
        except BaseException as error:
            journal.close()
            opened.set_exception(error)
            return
        opened.set_result(None)
        try:
            while self._turn(journal):
                pass
        finally:
            journal.close()

    def _resume(self, journal: Journal, session_id: str) -> None:
        self._state = state_of(journal, session_id)
        ran_ms = max(self._state.offset_ms, journal.seen_ms(session_id))
        self._zero_ms = self._clock.monotonic_ms() - ran_ms
        self._next_end_ms = _next_special_end(self._state)

    def _turn(self, journal: Journal) -> bool:
        """Wait for work, do all that has come in; False when asked to stop."""
        work, stop = self._drain()
        if self._next_end_ms is not None and self._now_ms() >= self._next_end_ms:
            work.insert(0, _Posted(cmd.TimePassed(), Future()))
        start = 0
        for index, one in enumerate(work):
            if index > start and isinstance(one.command, cmd.OpenSession):
                self._decide_together(journal, work[start:index])
                start = index
        self._decide_together(journal, work[start:])
        since_touch_ms = self._clock.monotonic_ms() - self._touched_ms
        if self._state.is_open and (stop or since_touch_ms >= TOUCH_S * 1000):
            self._touch(journal, self._state.session or "")
        return not stop

    def _drain(self) -> tuple[list[_Posted], bool]:
        """What has been posted, and whether that was all for good."""
        work: list[_Posted] = []
        try:
            posted = self._inbox.get(timeout=self._patience_s())
            for _ in range(min(self._inbox.qsize(), MAX_BATCH)):
                if isinstance(posted, _Stop):
                    break
                work.append(posted)
                posted = self._inbox.get_nowait()
        except queue.Empty:
            return work, False
        if isinstance(posted, _Stop):
            return work, True
        work.append(posted)
        return work, False

    def _patience_s(self) -> float | None:
        if not self._state.is_open:
            return None
        if self._next_end_ms is None:
            return TOUCH_S
        return min(max(self._next_end_ms - self._now_ms(), 0) / 1000, TOUCH_S)

    def _touch(self, journal: Journal, session_id: str) -> None:
        """Keep the running time and the log's head on disk: a crash loses seconds of them."""
        self._touched_ms = self._clock.monotonic_ms()
        try:
            journal.touch(session_id, self._now_ms())
        except Exception:
            log.exception("the running time could not be kept")

    def _decide_together(self, journal: Journal, work: list[_Posted]) -> None:
        if not work:
            return
        state = self._state
        records: list[ev.Recorded] = []
        buyers: list[SealedBuyer] = []
        comments: list[SealedComment] = []
        outcomes: list[Outcome | Exception] = []
        self._start_clock(state, work[0].command)
        at_ms, ran_ms = self._clock.utc_ms(), self._now_ms()
        for posted in work:
            try:
                outcome = _decided(state, posted.command, at_ms, ran_ms)
            except Exception as error:
                log.exception("a %s could not be decided", type(posted.command).__name__)
                outcomes.append(error)
                continue
            state = outcome.state
            if outcome.records:
                records.extend(outcome.records)
                command = posted.command
                last = outcome.records[-1].event
                if type(last) is ev.OrderPlaced and isinstance(command, _ORDERING):
                    buyers += () if command.buyer is None else (command.buyer,)
                if isinstance(command, cmd.TakeComment):
                    comments.append(command.comment)
                    buyers += _known_better(command, outcome.records)
            outcomes.append(outcome)
        if records:
            try:
                journal.append(state.session or "", records, buyers, comments)
            except Exception as error:
                log.error("%d events could not be written: %s", len(records), type(error).__name__)
                self._try_the_clock_later()
                _answer(work, [error] * len(work))
                return
            self._publish(state, tuple(records))
        _answer(work, outcomes)

    def _try_the_clock_later(self) -> None:
        """What was to end by now could not be written: not again at once, and again, and again."""
        if self._next_end_ms is not None:
            self._next_end_ms = max(self._next_end_ms, self._now_ms() + RETRY_MS)

    def _start_clock(self, state: ShowState, command: cmd.Command) -> None:
        """A session's time begins when it opens; an opening is always the first of its batch."""
        if isinstance(command, cmd.OpenSession) and not state.is_open:
            self._zero_ms = self._clock.monotonic_ms()

    def _publish(self, state: ShowState, records: tuple[ev.Recorded, ...]) -> None:
        self._state = state
        if not _MOVES_AN_END.isdisjoint(type(record.event) for record in records):
            self._next_end_ms = _next_special_end(state)
        snapshot = Snapshot(state, records)
        for listener in self._listeners:
            try:
                listener(snapshot)
            except Exception:
                log.exception("a listener failed")


def _answer(work: Sequence[_Posted], outcomes: Sequence[Outcome | Exception]) -> None:
    waiters: list[Waiter[Outcome]] = []
    for posted, outcome in zip(work, outcomes, strict=True):
        answer = posted.answer
        if isinstance(answer, Waiter):
            answer.settle(outcome)
            waiters.append(answer)
        elif isinstance(outcome, Exception):
            answer.set_exception(outcome)
        else:
            answer.set_result(outcome)
    wake_in_turn(waiters)


def _decided(state: ShowState, command: cmd.Command, at_ms: int, ran_ms: int) -> Outcome:
    """What the command leads to, at this instant and running time."""
    decision = decide(state, command, ran_ms)
    if isinstance(decision, Refused):
        return Outcome(state, (), decision)
    if not decision:
        return Outcome(state)
    after = NO_SHOW if isinstance(command, cmd.OpenSession) else state
    records = []
    for number, event in enumerate(decision, after.sequence + 1):
        record = ev.Recorded(number, at_ms, ran_ms, event)
        after = fold(after, record)
        records.append(record)
    return Outcome(after, tuple(records))


def _known_better(command: cmd.TakeComment, records: tuple[ev.Recorded, ...]) -> list[SealedBuyer]:
    """The buyers who became known by it."""
    known = {one.event.buyer_id for one in records if isinstance(one.event, ev.BuyerGiven)}
    return [one.buyer for one in command.number_for if one.buyer.buyer_id in known]


# Those after which the last event is an order, if one was made at all.
_ORDERING = (cmd.PlaceOrder, cmd.MendOrder, cmd.ConfirmComment, cmd.TakeComment)

_MOVES_AN_END = frozenset(
    (ev.PriceChanged, ev.SpecialPriceEnded, ev.SessionOpened, ev.SessionEnded)
)


def _next_special_end(state: ShowState) -> int | None:
    if not state.is_open:
        return None
    ends = (one.special_until_ms for one in state.products.values())
    return min((end for end in ends if end is not None), default=None)
