"""The sources of a show: what they hand in is in the log, and they end when it ends."""

import secrets
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

import pytest

from host_assistant.control_room.comment_sources import (
    CLOSED_WITHIN_S,
    CommentSources,
    known_to_others,
    sources_wanted,
)
from host_assistant.control_room.director import Director
from host_assistant.control_room.inbox import Inbox
from host_assistant.data_folder import DataFolder
from host_assistant.journal.comments import all_comments
from host_assistant.journal.errors import JournalError
from host_assistant.journal.journal import Journal
from host_assistant.secret_store import SecretStore
from host_assistant.settings import Settings
from host_assistant.show.commands import EndSession, OpenSession
from host_assistant.show.comment import Comment
from host_assistant.show.vocabulary import Mode
from host_assistant.sources.source import SourceName, SourceStatus, Take, Told
from host_assistant.sources.youtube import YouTubeComments
from tests.sources.platform import Platform
from tests.sources.test_youtube import CHAT, KEY, VIDEO, message, page, video
from tests.support.shows import GOODS
from tests.support.waiting import wait_until


@pytest.fixture
def platform() -> Iterator[Platform]:
    platform = Platform()
    yield platform
    platform.close()


def texts(director: Director, path: Path) -> list[str]:
    with Journal.open(path, read_only=True) as journal:
        return [row.comment.text for row in all_comments(journal, director.state.session or "")]


class Scripted:
    """A source that does what a test says."""

    def __init__(self, *said: str, fails: Sequence[Exception] = (), hangs: bool = False) -> None:
        self.name: SourceName = "facebook"
        self.runs = 0
        self.let_go = Event()
        self.after_all: list[type[BaseException]] = []
        self._said = said
        self._fails = list(fails)
        self._hangs = hangs

    def run(self, take: Take, told: Told, stop: Event) -> None:
        self.runs += 1
        if self._fails:
            raise self._fails.pop(0)
        take([Comment(platform="facebook", author="Hoa", text=one) for one in self._said])
        told(SourceStatus("receiving", "…", len(self._said), 1))
        if self._hangs:
            self.let_go.wait(20)
            try:
                take([Comment(platform="facebook", author="Hoa", text="too late")])
            except Exception as error:
                self.after_all.append(type(error))
        else:
            stop.wait(20)


def test_a_broadcast_s_comments_are_in_the_log(
    platform: Platform, inbox: Inbox, director: Director, path: Path
) -> None:
    platform.replies["videos"] = [video()]
    platform.replies[CHAT] = [page(*(message(number) for number in range(20)))]
    sources = CommentSources(inbox, [YouTubeComments(VIDEO, KEY, base_url=platform.url)])
    sources.start()
    wait_until(
        lambda: sources.statuses().get("youtube", SourceStatus("waiting", "")).received == 20
    )
    began = time.monotonic()
    sources.close()
    assert time.monotonic() - began < CLOSED_WITHIN_S
    assert texts(director, path) == [f"câu {number}" for number in range(20)]


def test_a_source_that_hangs_is_left_behind_and_hands_in_nothing_more(
    inbox: Inbox, director: Director, path: Path
) -> None:
    stuck = Scripted("một", hangs=True)
    sources = CommentSources(inbox, [stuck])
    sources.start()
    wait_until(lambda: sources.statuses())
    began = time.monotonic()
    sources.close()
    assert time.monotonic() - began < 5 * CLOSED_WITHIN_S
    stuck.let_go.set()
    wait_until(lambda: stuck.after_all)
    assert texts(director, path) == ["một"]


def read_in_a_session(folder: DataFolder, platform: Platform, mode: Mode, told: int) -> list[str]:
    """What a session of its own takes of a chat that tells of so many comments."""
    platform.replies["videos"] = [video()]
    platform.replies[CHAT] = [page(*(message(number) for number in range(told)))]
    director = Director(lambda: Journal.open(folder.journal))
    director.start()
    session = secrets.token_hex(4)
    director.do(OpenSession(session_id=session, title="t", mode=mode, products=GOODS))
    inbox = Inbox(director)
    youtube = YouTubeComments(VIDEO, KEY, base_url=platform.url)
    sources = CommentSources(inbox, [youtube], known_to_others(folder, director.state))
    sources.start()
    wait_until(lambda: _received(sources) == told)
    sources.close()
    inbox.close()
    director.close()
    return texts(director, folder.journal)


def test_what_another_live_session_counted_is_not_counted_again(
    platform: Platform, tmp_path: Path
) -> None:
    folder = DataFolder(tmp_path)
    folder.make()
    assert read_in_a_session(folder, platform, "rehearsal", 1) == ["câu 0"]
    assert read_in_a_session(folder, platform, "live", 2) == ["câu 0", "câu 1"]
    assert read_in_a_session(folder, platform, "live", 3) == ["câu 2"]


def _received(sources: CommentSources) -> int:
    status = sources.statuses().get("youtube")
    return status.received if status is not None else 0


@pytest.mark.parametrize("trouble", [JournalError(Path("log.db")), RuntimeError("0912345678")])
def test_after_a_trouble_of_ours_it_is_read_again(
    inbox: Inbox,
    director: Director,
    path: Path,
    trouble: Exception,
    caplog: pytest.LogCaptureFixture,
) -> None:
    source = Scripted("một", fails=[trouble])
    sources = CommentSources(inbox, [source], again_after_s=0.2)
    sources.start()
    status = wait_until(lambda: sources.statuses().get("facebook"))
    assert status is not None
    assert status.kind == "reconnecting"
    assert status.sentence
    wait_until(lambda: sources.statuses()["facebook"].kind == "receiving")
    sources.close()
    assert source.runs == 2
    assert texts(director, path) == ["một"]
    assert "0912345678" not in caplog.text


def test_once_the_show_is_over_nothing_is_read_any_more(inbox: Inbox, director: Director) -> None:
    director.do(EndSession())
    source = Scripted("một")
    sources = CommentSources(inbox, [source])
    sources.start()
    wait_until(lambda: not [t for t in threading.enumerate() if t.name == "comments facebook"])
    sources.close()
    assert source.runs == 1


def test_a_show_without_sources_has_none(inbox: Inbox) -> None:
    sources = CommentSources(inbox, ())
    sources.start()
    assert sources.statuses() == {}
    sources.close()


def test_one_that_was_never_started_can_be_closed(inbox: Inbox) -> None:
    CommentSources(inbox, [Scripted()]).close()


def test_the_settings_say_which_broadcasts_are_read(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    store = SecretStore(tmp_path)
    store.put("youtube_key", KEY)
    store.put("facebook_token", "token")
    none = sources_wanted(folder, Settings())
    both = sources_wanted(folder, Settings(youtube_video=VIDEO, facebook_video="123456"))
    store.put("youtube_key", "")
    store.put("facebook_token", "")
    assert none == ()
    assert [one.name for one in both] == ["youtube", "facebook"]
    assert KEY not in repr(both)
