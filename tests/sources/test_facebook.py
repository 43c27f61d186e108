"""A Facebook live's comments, from a server that answers as Meta's reference documents it."""

import logging
from typing import Any

import pytest
from starlette.responses import Response

from host_assistant.sources.facebook import (
    STATUS_EVERY,
    WAITING_PAUSE_S,
    FacebookComments,
    rest_s,
    video_id,
)
from tests.sources.platform import Platform, Runner, json

VIDEO = "1234567890123456"
TOKEN = "EAAB-a-token-of-the-tests-alone"
COMMENTS = f"{VIDEO}/comments"
PAGE = {"id": "500", "name": "Vườn nhà Hoa"}
OVER = json({"data": []})


def about(status: str = "LIVE", owner: object = PAGE) -> Response:
    told = {"id": VIDEO, "status": status, "title": "Vải Lục Ngạn", "from": owner}
    return json({name: value for name, value in told.items() if value is not None})


def comment(number: int, **changed: Any) -> dict[str, Any]:
    return {
        "created_time": "2026-11-22T13:05:07+0000",
        "from": {"name": f"Khách {number}", "id": str(9000 + number)},
        "message": f"câu {number}",
        "id": f"911_{number}",
        **changed,
    }


def page(*items: dict[str, Any], after: str = "", more: bool = False) -> Response:
    told: dict[str, Any] = {"data": list(items)}
    if after:
        told["paging"] = {"cursors": {"before": "x", "after": after}}
        if more:
            told["paging"]["next"] = "https://graph.facebook.com/next"
    return json(told)


def fault(code: int, status: int = 400, **more: Any) -> Response:
    error = {"message": f"of {TOKEN}", "type": "OAuthException", "code": code, **more}
    return json({"error": error}, status)


@pytest.fixture
def facebook(platform: Platform) -> Platform:
    """A page that is live with a video of its own."""
    platform.replies["me"] = [json(PAGE)]
    platform.replies[VIDEO] = [about()]
    return platform


def source(platform: Platform, runner: Runner, token: str = TOKEN) -> FacebookComments:
    return FacebookComments(VIDEO, token, base_url=platform.url, wait=runner.wait)


def test_comments_come_in_order_each_once(facebook: Platform) -> None:
    facebook.replies[COMMENTS] = [
        page(comment(1), comment(2), after="b", more=True),
        page(comment(3), after="c"),
        page(comment(3), comment(4), after="d"),
        page(),
    ]
    runner = Runner(rests=4)
    runner.run(source(facebook, runner))
    assert [one.text for one in runner.comments] == ["câu 1", "câu 2", "câu 3", "câu 4"]
    asked = [one.query.get("after") for one in facebook.asked if one.path == COMMENTS]
    assert asked[:5] == [None, "b", "c", "d", "d"]
    assert runner.pauses_s == [2.0] * 4
    assert runner.kinds == ["waiting", "receiving"]


def test_a_comment_holds_what_was_written_who_wrote_it_and_when(facebook: Platform) -> None:
    facebook.replies[COMMENTS] = [page(comment(1))]
    runner = Runner(rests=1)
    runner.run(source(facebook, runner))
    (one,) = runner.comments
    assert (one.platform, one.author, one.text) == ("facebook", "Khách 1", "câu 1")
    assert (one.outer_id, one.at_ms) == ("911_1", 1_795_352_707_000)


def test_all_comments_are_asked_for_the_oldest_first(facebook: Platform) -> None:
    facebook.replies[COMMENTS] = [page()]
    runner = Runner(rests=1)
    runner.run(source(facebook, runner))
    query = facebook.asked[-1].query
    assert query["live_filter"] == "no_filter"
    assert (query["filter"], query["order"]) == ("stream", "chronological")


def test_the_token_is_in_no_address_and_nothing_but_this_video_is_asked(
    facebook: Platform,
) -> None:
    facebook.replies[COMMENTS] = [page()]
    runner = Runner(rests=2)
    runner.run(source(facebook, runner))
    assert {one.path for one in facebook.asked} == {"me", VIDEO, COMMENTS}
    assert {one.key for one in facebook.asked} == {f"Bearer {TOKEN}"}
    assert not any(TOKEN in one.address for one in facebook.asked)


@pytest.mark.parametrize("owner", [{"id": "777", "name": "Shop khác"}, None, {}, "x"])
def test_another_page_s_live_is_never_read(facebook: Platform, owner: object) -> None:
    facebook.replies[VIDEO] = [about(owner=owner)]
    facebook.replies[COMMENTS] = [page(comment(1))]
    runner = Runner()
    last = runner.run(source(facebook, runner))
    assert (last.kind, last.received) == ("refused", 0)
    assert "Vườn nhà Hoa" in last.sentence
    assert facebook.count(COMMENTS) == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"message": ""},
        {"message": None},
        {"id": ""},
        {"from": PAGE},
    ],
)
def test_what_no_viewer_wrote_is_no_comment(facebook: Platform, changed: dict[str, Any]) -> None:
    facebook.replies[COMMENTS] = [page(comment(1, **changed), comment(2))]
    runner = Runner(rests=1)
    runner.run(source(facebook, runner))
    assert [one.text for one in runner.comments] == ["câu 2"]


def test_a_comment_whose_author_is_kept_from_us_is_read(facebook: Platform) -> None:
    nameless = comment(1)
    del nameless["from"]
    facebook.replies[COMMENTS] = [page(nameless)]
    runner = Runner(rests=1)
    runner.run(source(facebook, runner))
    assert [(one.author, one.text) for one in runner.comments] == [("", "câu 1")]


@pytest.mark.parametrize("status", ["UNPUBLISHED", "SCHEDULED_LIVE", "SCHEDULED_UNPUBLISHED"])
def test_a_broadcast_that_has_not_begun_is_waited_for(facebook: Platform, status: str) -> None:
    facebook.replies[VIDEO] = [about(status), about(status), about()]
    facebook.replies[COMMENTS] = [page(comment(1))]
    runner = Runner(rests=3)
    runner.run(source(facebook, runner))
    assert runner.pauses_s[:2] == [WAITING_PAUSE_S] * 2
    assert len(runner.comments) == 1


@pytest.mark.parametrize("status", ["LIVE_STOPPED", "PROCESSING", "VOD"])
def test_what_was_written_by_the_end_is_read_once_it_is_over(
    facebook: Platform, status: str
) -> None:
    facebook.replies[VIDEO] = [about(), about(status)]
    while_live = [page(comment(1)) for _request in range(STATUS_EVERY)]
    facebook.replies[COMMENTS] = [*while_live, page(comment(2)), OVER]
    runner = Runner(rests=100)
    last = runner.run(source(facebook, runner))
    assert (last.kind, last.received) == ("ended", 2)
    assert facebook.count(VIDEO) == 2


@pytest.mark.parametrize("status", ["SCHEDULED_EXPIRED", "SCHEDULED_CANCELED"])
def test_a_broadcast_that_was_called_off_is_over(facebook: Platform, status: str) -> None:
    facebook.replies[VIDEO] = [about(status)]
    runner = Runner()
    assert runner.run(source(facebook, runner)).kind == "ended"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (fault(190, error_subcode=463), "does not accept the key"),
        (fault(102), "does not accept the key"),
        (fault(10, 403), "does not accept the key"),
        (fault(200, 403), "does not accept the key"),
        (fault(299, 403), "does not accept the key"),
        (json(b"", 401), "does not accept the key"),
        (fault(100, error_subcode=33), "knows no such broadcast"),
        (fault(803, 404), "knows no such broadcast"),
    ],
)
@pytest.mark.parametrize("path", [VIDEO, COMMENTS])
def test_what_ends_the_reading_is_told(
    facebook: Platform, path: str, answer: Response, words: str
) -> None:
    facebook.replies[path] = [answer]
    runner = Runner()
    last = runner.run(source(facebook, runner))
    assert last.kind == "refused"
    assert words in last.sentence
    assert TOKEN not in last.sentence


def test_a_token_that_runs_out_meanwhile_is_told(facebook: Platform) -> None:
    facebook.replies[COMMENTS] = [page(comment(1)), fault(190, error_subcode=463)]
    runner = Runner()
    last = runner.run(source(facebook, runner))
    assert (last.kind, last.received) == ("refused", 1)


@pytest.mark.parametrize(
    "trouble",
    [
        fault(1, 500),
        fault(2, 503),
        fault(4, 403),
        fault(17),
        fault(32),
        fault(613),
        fault(9999),
        fault(2, 200),
        json(b"bad gateway", 502),
        json(b"{", 200),
        json(b"", 429),
    ],
)
def test_a_trouble_that_passes_loses_no_comment(facebook: Platform, trouble: Response) -> None:
    facebook.replies[COMMENTS] = [
        page(comment(1), after="b"),
        trouble,
        trouble,
        page(comment(2), after="c"),
        page(after="c"),
    ]
    runner = Runner(rests=6)
    runner.run(source(facebook, runner))
    assert [one.text for one in runner.comments] == ["câu 1", "câu 2"]
    assert runner.kinds == ["waiting", "receiving", "reconnecting", "receiving"]
    asked = [one.query.get("after") for one in facebook.asked if one.path == COMMENTS]
    assert asked[:4] == [None, "b", "b", "b"]


def test_where_too_much_was_asked_it_rests_as_long_as_facebook_says(facebook: Platform) -> None:
    usage = '{"500":[{"type":"pages","call_count":100,"estimated_time_to_regain_access":3}]}'
    busy = json(
        {"error": {"code": 32, "message": "limit"}}, 400, {"X-Business-Use-Case-Usage": usage}
    )
    facebook.replies[COMMENTS] = [busy, page()]
    runner = Runner(rests=2)
    runner.run(source(facebook, runner))
    assert runner.pauses_s[0] == 180.0


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 2),
        ({"x-app-usage": '{"call_count":10,"total_time":49}'}, 2),
        ({"x-app-usage": '{"call_count":10,"total_time":60}'}, 5),
        ({"x-app-usage": '{"call_count":80}'}, 10),
        ({"x-app-usage": '{"total_cputime":95}'}, 30),
        ({"x-business-use-case-usage": '{"1":[{"call_count":91}],"2":[{"call_count":3}]}'}, 30),
        ({"x-business-use-case-usage": '{"1":[{"estimated_time_to_regain_access":2}]}'}, 120),
        ({"x-business-use-case-usage": '{"1":[{"estimated_time_to_regain_access":900}]}'}, 600),
        ({"x-app-usage": "{"}, 2),
        ({"x-app-usage": "[1]", "x-business-use-case-usage": '{"1":"x"}'}, 2),
        ({"x-app-usage": '{"call_count":"95"}'}, 2),
    ],
)
def test_the_more_was_asked_the_slower(headers: dict[str, str], seconds: float) -> None:
    assert rest_s(headers) == seconds


def test_a_place_that_is_not_known_any_more_begins_anew(facebook: Platform) -> None:
    facebook.replies[COMMENTS] = [
        page(comment(1), after="old"),
        fault(100),
        page(comment(1), comment(2)),
    ]
    runner = Runner(rests=2)
    runner.run(source(facebook, runner))
    assert [one.text for one in runner.comments] == ["câu 1", "câu 2"]
    asked = [one.query.get("after") for one in facebook.asked if one.path == COMMENTS]
    assert asked == [None, "old", None]


def test_a_place_that_does_not_move_is_not_asked_for_without_rest(facebook: Platform) -> None:
    facebook.replies[COMMENTS] = [page(comment(1), after="b", more=True)]
    runner = Runner(rests=2)
    runner.run(source(facebook, runner))
    assert facebook.count(COMMENTS) == 3
    assert len(runner.comments) == 1


@pytest.mark.parametrize("token", ["", "có dấu", "two words"])
def test_what_cannot_be_a_token_is_not_sent(facebook: Platform, token: str) -> None:
    runner = Runner()
    assert runner.run(source(facebook, runner, token)).kind == "refused"
    assert facebook.asked == []


def test_what_is_no_live_video_is_not_asked_for(facebook: Platform) -> None:
    runner = Runner()
    nothing = FacebookComments("../me", TOKEN, base_url=facebook.url, wait=runner.wait)
    assert runner.run(nothing).kind == "refused"
    assert facebook.asked == []


def test_the_token_is_in_no_log(facebook: Platform, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    facebook.replies[COMMENTS] = [page(comment(1)), json(b"", 500), fault(190)]
    runner = Runner()
    one = source(facebook, runner)
    runner.run(one)
    assert caplog.records
    assert TOKEN not in caplog.text
    assert "câu 1" not in caplog.text
    assert TOKEN not in repr(one)


@pytest.mark.parametrize(
    "written",
    [
        VIDEO,
        f" {VIDEO} ",
        f"https://www.facebook.com/vuonnhahoa/videos/{VIDEO}/",
        f"https://www.facebook.com/vuonnhahoa/videos/vai-thieu/{VIDEO}/?ref=1",
        f"https://www.facebook.com/live/producer/{VIDEO}",
        f"https://www.facebook.com/watch/live/?ref=watch&v={VIDEO}",
        f"https://m.facebook.com/watch/?v={VIDEO}&x=1",
    ],
)
def test_an_address_names_its_video(written: str) -> None:
    assert video_id(written) == VIDEO


@pytest.mark.parametrize(
    "written",
    ["", "hoa", "12", "https://www.facebook.com/vuonnhahoa", f"https://a.vn/videos/{VIDEO}"],
)
def test_what_names_no_video_is_none(written: str) -> None:
    assert video_id(written) == ""
