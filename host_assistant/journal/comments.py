"""The comments of a session with their words, for as long as those are kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import msgspec

from host_assistant.journal.errors import typed
from host_assistant.journal.journal import Journal
from host_assistant.show.comment import Comment
from host_assistant.show.events import CommentReceived


class CommentRow(msgspec.Struct, frozen=True):
    """A comment as it came and as it was read."""

    received: CommentReceived
    comment: Comment


_SELECT = """
SELECT data, at, comments.platform, outer_id, author_id, author, text FROM events
JOIN comments ON comments.session_id = events.session_id
    AND comments.comment_id = json_extract(data, '$.comment_id')
WHERE events.session_id = ? AND type = 'CommentReceived' ORDER BY sequence
"""

_received = msgspec.json.Decoder(CommentReceived).decode


def all_comments(journal: Journal, session_id: str) -> Iterator[CommentRow]:
    """Every comment whose words were not erased, in the order in which they came.

    `at_ms` of each is when the log took it.
    """
    try:
        for data, at_ms, *row in journal.connection.execute(_SELECT, (session_id,)):
            platform, outer_id, author_id, author, text = row
            said = Comment(
                platform=platform,
                outer_id=outer_id,
                author_id=author_id,
                author=author,
                text=text,
                at_ms=at_ms,
            )
            yield CommentRow(_received(data), said)
    except sqlite3.Error as error:
        raise typed(error, journal.path) from error


_ELSEWHERE = """
SELECT platform, outer_id FROM comments JOIN sessions USING (session_id)
WHERE session_id != ? AND mode = 'live' AND started_at >= ? AND outer_id != ''
"""


def taken_by_others(journal: Journal, session_id: str, since_ms: int) -> frozenset[tuple[str, str]]:
    """Platform and id of each comment that another live session took, of those begun since then.

    A broadcast may have two sessions, and a platform tells the second of what the first one read.
    """
    try:
        rows = journal.connection.execute(_ELSEWHERE, (session_id, since_ms)).fetchall()
    except sqlite3.Error as error:
        raise typed(error, journal.path) from error
    return frozenset((platform, outer_id) for platform, outer_id in rows)
