"""The sources of comments that the settings name, each read in a thread of its own."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence, Set
from functools import partial
from typing import Final

from host_assistant.control_room.comment_taking import CommentsNotTaken
from host_assistant.control_room.director import DirectorClosed
from host_assistant.control_room.inbox import Inbox
from host_assistant.data_folder import DataFolder
from host_assistant.journal.comments import taken_by_others
from host_assistant.journal.errors import JournalError
from host_assistant.journal.journal import Journal
from host_assistant.language import _
from host_assistant.secret_store import SecretStore
from host_assistant.settings import Settings
from host_assistant.show.comment import Comment
from host_assistant.show.state import ShowState
from host_assistant.sources.facebook import FacebookComments
from host_assistant.sources.source import CommentSource, SourceName, SourceStatus
from host_assistant.sources.youtube import YouTubeComments

CLOSED_WITHIN_S: Final = 2.0
AGAIN_AFTER_S: Final = 10.0
LONGEST_BROADCAST_MS: Final = 48 * 3600 * 1000

log = logging.getLogger(__name__)


def sources_wanted(folder: DataFolder, settings: Settings) -> tuple[CommentSource, ...]:
    """The broadcasts whose comments are to be read; asking the key store takes a moment."""
    secrets = SecretStore(folder.path)
    wanted: list[CommentSource] = []
    if settings.youtube_video:
        wanted.append(YouTubeComments(settings.youtube_video, secrets.get("youtube_key")))
    if settings.facebook_video:
        wanted.append(FacebookComments(settings.facebook_video, secrets.get("facebook_token")))
    return tuple(wanted)


def known_to_others(folder: DataFolder, state: ShowState) -> frozenset[tuple[str, str]]:
    """What other sessions counted that the same broadcast may tell of again."""
    with Journal.open(folder.journal, read_only=True) as journal:
        since_ms = state.opened_at_ms - LONGEST_BROADCAST_MS
        return taken_by_others(journal, state.session or "", since_ms)


class CommentSources:
    """Reads from the start until it is closed. What a source hands in goes to the inbox, but for
    what `known` names by platform and id: another session counted it."""

    def __init__(
        self,
        inbox: Inbox,
        sources: Sequence[CommentSource],
        known: Set[tuple[str, str]] = frozenset(),
        again_after_s: float = AGAIN_AFTER_S,
    ) -> None:
        self._inbox = inbox
        self._known = known
        self._again_after_s = again_after_s
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._statuses: dict[SourceName, SourceStatus] = {}
        # They may wait for an answer when the program ends; nobody waits for them then.
        self._threads = [
            threading.Thread(
                target=self._read, args=(one,), name=f"comments {one.name}", daemon=True
            )
            for one in sources
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def statuses(self) -> dict[SourceName, SourceStatus]:
        """How each source does; safe to ask from any thread."""
        with self._lock:
            return dict(self._statuses)

    def close(self) -> None:
        """Have all of them end. One that waits for an answer is left behind, and hands in nothing
        afterwards."""
        self._stop.set()
        deadline = time.monotonic() + CLOSED_WITHIN_S
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(max(0.0, deadline - time.monotonic()))

    def _read(self, source: CommentSource) -> None:
        told = partial(self._told, source.name)
        while not self._stop.is_set():
            try:
                source.run(self._take, told, self._stop)
                return
            except (DirectorClosed, CommentsNotTaken):
                return
            except JournalError as error:
                # What was not written is handed in again: it comes from the platform once more.
                self._told(source.name, self._troubled(source.name, error.sentence()))
            except Exception as error:
                # The kind alone: its words may hold what somebody wrote.
                log.error("reading %s failed: %s", source.name, type(error).__name__)
                sentence = _(
                    "Comments could not be read; why was not foreseen. Orders from there come "
                    "late. It is tried again by itself."
                )
                self._told(source.name, self._troubled(source.name, sentence))
            self._stop.wait(self._again_after_s)

    def _take(self, comments: Sequence[Comment]) -> None:
        if self._stop.is_set():
            raise DirectorClosed
        new = [one for one in comments if (one.platform, one.outer_id) not in self._known]
        if new:
            self._inbox.take(new).result()

    def _told(self, name: SourceName, status: SourceStatus) -> None:
        with self._lock:
            self._statuses[name] = status

    def _troubled(self, name: SourceName, sentence: str) -> SourceStatus:
        before = self.statuses().get(name)
        if before is None:
            return SourceStatus("reconnecting", sentence)
        return SourceStatus("reconnecting", sentence, before.received, before.last_ms)
