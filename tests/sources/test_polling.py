"""What every asking source does."""

import sys
import time
from threading import Event

import pytest

from host_assistant.show.comment import Comment
from host_assistant.sources.polling import REMEMBERED, Over, Run
from host_assistant.sources.source import SourceStatus
from host_assistant.sources.web import NotInstalled, Patience, Web
from host_assistant.sources.youtube import YouTubeComments
from tests.sources.platform import Runner


def comment(number: int, at_ms: int | None = None) -> Comment:
    return Comment(
        platform="youtube", author="Hoa", text=f"câu {number}", outer_id=str(number), at_ms=at_ms
    )


def a_run(runner: Runner, stop: Event) -> Run:
    return Run(runner.take, runner.statuses.append, stop, runner.wait)


def test_a_time_in_the_future_is_no_time() -> None:
    runner = Runner()
    soon = time.time_ns() // 1_000_000 + 3_600_000
    a_run(runner, Event()).hand_in([comment(1, soon), comment(2, 1_000)])
    assert [one.at_ms for one in runner.comments] == [None, 1_000]


def test_what_could_not_be_handed_in_is_handed_in_again() -> None:
    runner = Runner()

    def fail(_comments: object) -> None:
        raise ConnectionError

    run = Run(fail, runner.statuses.append, Event(), runner.wait)
    with pytest.raises(ConnectionError):
        run.hand_in([comment(1)])
    run._take = runner.take
    run.hand_in([comment(1)])
    assert len(runner.comments) == 1


def test_a_stopped_run_hands_in_nothing() -> None:
    runner, stop = Runner(), Event()
    run = a_run(runner, stop)
    stop.set()
    with pytest.raises(Over):
        run.hand_in([comment(1)])
    assert runner.comments == []


def test_what_it_remembers_has_an_end() -> None:
    runner = Runner()
    run = a_run(runner, Event())
    for start in range(0, REMEMBERED + 2_000, 1_000):
        run.hand_in([comment(number) for number in range(start, start + 1_000)])
    run.hand_in([comment(number) for number in range(REMEMBERED, REMEMBERED + 2_000)])
    assert run.received == REMEMBERED + 2_000
    assert len(run._seen) == REMEMBERED


def test_patience_grows_to_a_bound_and_begins_anew() -> None:
    patience = Patience(first_s=1, longest_s=8)
    for full_s in (1, 2, 4, 8, 8, 8):
        assert full_s / 2 <= patience.pause_s() <= full_s
    patience.reset()
    assert patience.pause_s() <= 1


def test_without_its_optional_part_a_source_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(NotInstalled):
        Web("http://127.0.0.1:9/", ("X-Goog-Api-Key", "k"))
    runner = Runner()
    last = runner.run(YouTubeComments("dQw4w9WgXcQ", "key", wait=runner.wait))
    assert last == SourceStatus("refused", NotInstalled().sentence)
    assert "host-assistant[comments]" in last.sentence
