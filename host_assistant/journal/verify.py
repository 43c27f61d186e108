"""Walking the chain: is the log of a session still what was written?"""

from __future__ import annotations

import sqlite3
from typing import Literal

import msgspec

from host_assistant.journal.chain import first_hash, row_hash
from host_assistant.journal.errors import typed
from host_assistant.journal.journal import Journal
from host_assistant.show.buyer import Buyer, digest_of
from host_assistant.show.comment import Comment, digest_of_comment

Problem = Literal[
    "",
    "no_session",
    "row_missing",
    "row_changed",
    "session_changed",
    "buyer_changed",
    "comment_changed",
]


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """`first_bad` is the first sequence that is missing, changed, or contradicted elsewhere.

    `buyers_changed` and `comments_changed` hold the ids of rows beside the log that are not what
    it vouches for; an erased row is none of them.
    """

    whole: bool
    events: int
    first_bad: int | None = None
    problem: Problem = ""
    buyers_changed: tuple[str, ...] = ()
    comments_changed: tuple[str, ...] = ()


class _Broken(Exception):
    def __init__(self, problem: Problem, sequence: int | None) -> None:
        self.problem = problem
        self.sequence = sequence


class _Placed(msgspec.Struct):
    buyer_id: str | None = None
    buyer_digest: str | None = None


class _Commented(msgspec.Struct):
    comment_id: str
    digest: str


class _Opened(msgspec.Struct):
    session_id: str = ""
    title: str = ""
    mode: str = ""


# As bytes: a changed text need not even be text any more.
_ROWS = """
SELECT sequence, at, offset_ms, type, version, CAST(data AS BLOB), typeof(data), previous_hash, hash
FROM events WHERE session_id = ? ORDER BY sequence
"""
_SESSION = """
SELECT title, mode, started_at, ended_at, last_sequence, last_hash FROM sessions
WHERE session_id = ?
"""
_HASH = "SELECT hash FROM events WHERE session_id = ? AND sequence = ?"
_BUYERS = "SELECT buyer_id, salt, name, phone, address, country FROM buyers WHERE session_id = ?"

_COMMENTS = """
SELECT comment_id, salt, platform, outer_id, author_id, author, text FROM comments
WHERE session_id = ?
"""


def verify(journal: Journal, session_id: str) -> Verdict:
    """Check every row of the session. Raises JournalUnreadable when the file itself is damaged."""
    walk = _Walk(journal.connection, session_id)
    try:
        walk.events()
        walk.session()
        changed = walk.buyers()
        comments_changed = walk.comments()
    except _Broken as broken:
        return Verdict(
            whole=False, events=walk.count, first_bad=broken.sequence, problem=broken.problem
        )
    except sqlite3.Error as error:
        raise typed(error, journal.path) from error
    if not changed and not comments_changed:
        return Verdict(whole=True, events=walk.count)
    first = changed or comments_changed
    return Verdict(
        whole=False,
        events=walk.count,
        first_bad=min(first.values(), default=None, key=lambda at: at or 0),
        problem="buyer_changed" if changed else "comment_changed",
        buyers_changed=tuple(sorted(changed)),
        comments_changed=tuple(sorted(comments_changed)),
    )


class _Walk:
    def __init__(self, connection: sqlite3.Connection, session_id: str) -> None:
        self._connection = connection
        self._session_id = session_id
        self.count = 0
        self._hash = first_hash(session_id)
        self._opened = _Opened()
        self._started_at: int | None = None
        self._ended_at: int | None = None
        self._digests: dict[str, tuple[int, str | None]] = {}
        self._comment_digests: dict[str, tuple[int, str]] = {}

    def events(self) -> None:
        for row in self._connection.execute(_ROWS, (self._session_id,)):
            sequence, at_ms, offset_ms, kind, version, data, stored_as, previous_hash, digest = row
            expected = self.count + 1
            if sequence != expected:
                raise _Broken("row_missing", expected)
            columns = (self._session_id, sequence, at_ms, offset_ms, kind, version)
            true = row_hash(self._hash, columns, data)
            if (previous_hash, digest, stored_as) != (self._hash, true, "text"):
                raise _Broken("row_changed", sequence)
            self.count, self._hash = sequence, true
            try:
                self._note(sequence, at_ms, kind, data)
            except msgspec.DecodeError:
                raise _Broken("row_changed", sequence) from None

    def _note(self, sequence: int, at_ms: int, kind: str, data: bytes) -> None:
        self._ended_at = at_ms if kind == "SessionEnded" else None
        if sequence == 1:
            self._started_at = at_ms
            self._opened = msgspec.json.decode(data, type=_Opened)
        elif kind in ("OrderPlaced", "BuyerGiven"):
            placed = msgspec.json.decode(data, type=_Placed)
            # A mended order names the buyer that the one before it vouches for.
            if placed.buyer_id is not None and placed.buyer_digest is not None:
                self._digests[placed.buyer_id] = (sequence, placed.buyer_digest)
        elif kind == "CommentReceived":
            received = msgspec.json.decode(data, type=_Commented)
            self._comment_digests[received.comment_id] = (sequence, received.digest)

    def session(self) -> None:
        """The session's own row against its events; it also knows how many there must be."""
        row = self._connection.execute(_SESSION, (self._session_id,)).fetchone()
        if row is None:
            raise _Broken(*(("session_changed", 1) if self.count else ("no_session", None)))
        title, mode, started_at, ended_at, last_sequence, last_hash = row
        if last_sequence > self.count or (ended_at is not None and self._ended_at is None):
            raise _Broken("row_missing", self.count + 1)
        opened = self._opened
        if (title, mode, started_at) != (opened.title, opened.mode, self._started_at):
            raise _Broken("session_changed", 1)
        if ended_at != self._ended_at:
            raise _Broken("session_changed", self.count)
        if ended_at is not None and last_sequence != self.count:
            raise _Broken("session_changed", self.count)
        if last_hash != self._hash_at(last_sequence):
            raise _Broken("session_changed", last_sequence or 1)

    def _hash_at(self, sequence: int) -> str:
        """Of a row that was walked already, so it is the true one."""
        row = self._connection.execute(_HASH, (self._session_id, sequence)).fetchone()
        return first_hash(self._session_id) if row is None else str(row[0])

    def buyers(self) -> dict[str, int | None]:
        """The changed rows, each with the sequence of the order that vouches for it."""
        changed: dict[str, int | None] = {}
        for buyer_id, salt, name, phone, address, country in self._connection.execute(
            _BUYERS, (self._session_id,)
        ):
            sequence, digest = self._digests.get(buyer_id, (None, None))
            buyer = Buyer(name=name, phone=phone, address=address, country=country)
            if digest_of(buyer_id, salt, buyer) != digest:
                changed[buyer_id] = sequence
        return changed

    def comments(self) -> dict[str, int | None]:
        """The changed rows, each with the sequence of the event that vouches for it."""
        changed: dict[str, int | None] = {}
        for comment_id, salt, *row in self._connection.execute(_COMMENTS, (self._session_id,)):
            sequence, digest = self._comment_digests.get(comment_id, (None, None))
            platform, outer_id, author_id, author, text = row
            said = Comment(
                platform=platform,
                outer_id=outer_id,
                author_id=author_id,
                author=author,
                text=text,
            )
            if digest_of_comment(comment_id, salt, said) != digest:
                changed[comment_id] = sequence
        return changed
