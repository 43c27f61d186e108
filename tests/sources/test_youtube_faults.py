"""What goes wrong while YouTube's chat is read: told, borne, and without losing a comment."""

import pytest
from starlette.requests import Request
from starlette.responses import Response

from host_assistant.sources.youtube import USED_UP_PAUSE_S, Quota, YouTubeComments
from tests.sources.platform import Platform, Runner, json
from tests.sources.test_youtube import (
    CHAT,
    KEY,
    OVER,
    VIDEO,
    fault,
    message,
    page,
    source,
    video,
)


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (OVER, "ended", "over"),
        (fault(403, "liveChatDisabled"), "refused", "switched off"),
        (fault(404, "liveChatNotFound"), "refused", "knows no such broadcast"),
        (fault(403, "forbidden", "global"), "refused", "does not accept the key"),
        (fault(403, "accessNotConfigured", "usageLimits"), "refused", "does not accept the key"),
        (fault(401, "authError", "global"), "refused", "does not accept the key"),
        (fault(400, "keyInvalid", "usageLimits"), "refused", "does not accept the key"),
        (json(b"<html>", 401), "refused", "does not accept the key"),
        (page(message(1), offlineAt="2026-11-22T14:00:00Z"), "ended", "over"),
        (page(message(1, snippet={"type": "chatEndedEvent"})), "ended", "over"),
        (
            json({"error": {"code": 400, "details": [{"reason": "API_KEY_INVALID"}]}}, 400),
            "refused",
            "does not accept the key",
        ),
    ],
)
def test_what_ends_the_reading_is_told(
    platform: Platform, answer: Response, kind: str, words: str
) -> None:
    platform.replies["videos"] = [video()]
    platform.replies[CHAT] = [page(message(7)), answer]
    runner = Runner()
    last = runner.run(source(platform, runner))
    assert last.kind == kind
    assert words in last.sentence
    assert KEY not in last.sentence
    assert runner.comments[0].text == "câu 7"


@pytest.mark.parametrize(
    "trouble",
    [
        fault(403, "rateLimitExceeded", "youtube.quota"),
        json(b"", 429),
        json({"error": {"code": 500}}, 500),
        json(b"bad gateway", 502),
        json(b"", 503),
        json(b"not json", 200),
        json([], 200),
        Response(status_code=302, headers={"Location": "http://127.0.0.1:9/"}),
    ],
)
def test_a_trouble_that_passes_loses_no_comment(platform: Platform, trouble: Response) -> None:
    platform.replies["videos"] = [video()]
    platform.replies[CHAT] = [
        page(message(1), place="b"),
        trouble,
        trouble,
        trouble,
        page(message(1), message(2), place="c"),
        OVER,
    ]
    runner = Runner()
    runner.run(source(platform, runner))
    assert [comment.text for comment in runner.comments] == ["câu 1", "câu 2"]
    assert runner.kinds == ["waiting", "receiving", "reconnecting", "receiving", "ended"]
    assert [one.query.get("pageToken") for one in platform.asked[1:]] == [None, *"bbbb", "c"]
    first, second, third = runner.pauses_s[1:4]
    assert 0.5 <= first <= 1
    assert 1 <= second <= 2
    assert 2 <= third <= 4


def test_a_line_that_breaks_is_tried_again(platform: Platform) -> None:
    def cut(_request: Request) -> Response:
        return Response(b"{", 200, {"Content-Length": "1000"})

    platform.replies["videos"] = [cut, video()]
    platform.replies[CHAT] = [page(message(1)), OVER]
    runner = Runner()
    runner.run(source(platform, runner))
    assert runner.kinds[:2] == ["waiting", "reconnecting"]
    assert len(runner.comments) == 1


def test_where_nobody_answers_it_is_tried_ever_less_often() -> None:
    runner = Runner(rests=12)
    nobody = YouTubeComments(VIDEO, KEY, base_url="http://127.0.0.1:9/", wait=runner.wait)
    assert runner.run(nobody).kind == "reconnecting"
    assert 30 <= runner.pauses_s[-1] <= 60


def test_a_place_that_is_not_known_any_more_begins_anew(platform: Platform) -> None:
    platform.replies["videos"] = [video()]
    platform.replies[CHAT] = [
        page(message(1), place="old"),
        fault(400, "pageTokenInvalid"),
        page(message(1), message(2)),
        OVER,
    ]
    runner = Runner()
    runner.run(source(platform, runner))
    assert [comment.text for comment in runner.comments] == ["câu 1", "câu 2"]
    assert [one.query.get("pageToken") for one in platform.asked[1:4]] == [None, "old", None]


def test_a_used_up_allowance_is_told_and_asked_for_rarely(platform: Platform) -> None:
    platform.replies["videos"] = [video()]
    used_up = fault(403, "quotaExceeded", "youtube.quota")
    platform.replies[CHAT] = [page(message(1)), used_up, used_up, page(message(2)), OVER]
    runner = Runner()
    runner.run(source(platform, runner))
    told = [one for one in runner.statuses if one.kind == "reconnecting"]
    assert "used up" in told[0].sentence
    assert runner.pauses_s[1:3] == [USED_UP_PAUSE_S] * 2
    assert len(runner.comments) == 2


def test_the_nearer_the_end_of_the_allowance_the_slower() -> None:
    quota = Quota(units=100)
    stretches = []
    for _request in range(20):
        stretches.append(quota.stretch)
        quota.spend(5)
    assert stretches == [1] * 10 + [2] * 6 + [4] * 4
    assert quota.stretch == 4


def test_a_pace_without_sense_is_held_within_bounds(platform: Platform) -> None:
    platform.replies["videos"] = [video()]
    paces: list[object] = [0, -5, 10**9, "fast", None]
    pages = [page(pollingIntervalMillis=pace) for pace in paces]
    platform.replies[CHAT] = [*pages, OVER]
    runner = Runner()
    runner.run(source(platform, runner))
    assert runner.pauses_s == [1.0, 1.0, 60.0, 5.0, 5.0]
