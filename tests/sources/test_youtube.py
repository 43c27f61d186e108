"""YouTube's live chat, from a server that answers as Google's reference documents it."""

import logging
from typing import Any

import pytest
from starlette.responses import Response

from host_assistant.sources.youtube import (
    WAITING_PAUSE_S,
    YouTubeComments,
    video_id,
)
from tests.sources.platform import Platform, Runner, json

VIDEO = "dQw4w9WgXcQ"
KEY = "AIzaSy-a-key-of-the-tests-alone-000000"
CHAT = "liveChat/messages"


def video(**live: str) -> Response:
    details = {"actualStartTime": "2026-11-22T13:00:00Z", "activeLiveChatId": "chat-1", **live}
    about = {"title": "Vải Lục Ngạn", "channelId": "UC1", "channelTitle": "Vườn nhà Hoa"}
    item = {
        "kind": "youtube#video",
        "id": VIDEO,
        "snippet": about,
        "liveStreamingDetails": {name: value for name, value in details.items() if value},
    }
    return json({"kind": "youtube#videoListResponse", "items": [item]})


def message(number: int, text: str = "", **changed: Any) -> dict[str, Any]:
    said = text or f"câu {number}"
    return {
        "kind": "youtube#liveChatMessage",
        "id": f"LCC.{number}",
        "snippet": {
            "type": "textMessageEvent",
            "liveChatId": "chat-1",
            "publishedAt": "2026-11-22T13:05:07.123456+00:00",
            "hasDisplayContent": True,
            "displayMessage": said,
            "textMessageDetails": {"messageText": said},
            **changed.pop("snippet", {}),
        },
        "authorDetails": {
            "channelId": "UC2",
            "displayName": f"Khách {number}",
            "isChatOwner": False,
            **changed.pop("authorDetails", {}),
        },
        **changed,
    }


def page(*items: dict[str, Any], place: str = "next", **more: Any) -> Response:
    return json(
        {
            "kind": "youtube#liveChatMessageListResponse",
            "nextPageToken": place,
            "pollingIntervalMillis": 4_000,
            "items": list(items),
            **more,
        }
    )


def fault(status: int, reason: str, domain: str = "youtube.liveChat") -> Response:
    error = {"domain": domain, "reason": reason, "message": f"said of {KEY}"}
    return json({"error": {"code": status, "message": "no", "errors": [error]}}, status)


OVER = fault(403, "liveChatEnded")


def source(platform: Platform, runner: Runner, key: str = KEY) -> YouTubeComments:
    return YouTubeComments(VIDEO, key, base_url=platform.url, wait=runner.wait)


def test_comments_come_in_order_each_once_at_youtube_s_pace(platform: Platform) -> None:
    platform.replies["videos"] = [video()]
    platform.replies[CHAT] = [
        page(message(1), message(2), place="b"),
        page(message(2), message(3), place="c"),
        page(place="d"),
        OVER,
    ]
    runner = Runner()
    last = runner.run(source(platform, runner))
    assert [comment.text for comment in runner.comments] == ["câu 1", "câu 2", "câu 3"]
    assert [one.query.get("pageToken") for one in platform.asked[1:]] == [None, "b", "c", "d"]
    assert runner.pauses_s == [4.0, 4.0, 4.0]
    assert (last.kind, last.received) == ("ended", 3)
    assert runner.kinds == ["waiting", "receiving", "ended"]


def test_a_comment_holds_what_was_written_who_wrote_it_and_when(platform: Platform) -> None:
    platform.replies["videos"] = [video()]
    platform.replies[CHAT] = [page(message(1, "2 thùng  VT5")), OVER]
    runner = Runner()
    runner.run(source(platform, runner))
    (comment,) = runner.comments
    assert (comment.platform, comment.author) == ("youtube", "Khách 1")
    assert (comment.text, comment.outer_id) == ("2 thùng VT5", "LCC.1")
    assert comment.at_ms == 1_795_352_707_123


def test_only_this_broadcast_is_asked_for_and_the_key_is_in_no_address(
    platform: Platform,
) -> None:
    platform.replies["videos"] = [video()]
    platform.replies[CHAT] = [page(), OVER]
    runner = Runner()
    runner.run(source(platform, runner))
    first, *others = platform.asked
    assert first.query == {"part": "snippet,liveStreamingDetails", "id": VIDEO}
    assert {one.query["liveChatId"] for one in others} == {"chat-1"}
    assert {one.key for one in platform.asked} == {KEY}
    assert not any(KEY in one.address for one in platform.asked)


def test_whose_broadcast_it_is_is_told_to_the_host(platform: Platform) -> None:
    platform.replies["videos"] = [video()]
    platform.replies[CHAT] = [page(), OVER]
    runner = Runner()
    runner.run(source(platform, runner))
    sentence = next(one.sentence for one in runner.statuses if one.kind == "receiving")
    assert "Vườn nhà Hoa" in sentence
    assert "Vải Lục Ngạn" in sentence


def test_another_video_in_the_answer_is_not_read(platform: Platform) -> None:
    stranger = {"id": "aaaaaaaaaaa", "liveStreamingDetails": {"activeLiveChatId": "theirs"}}
    platform.replies["videos"] = [json({"items": [stranger]})]
    runner = Runner()
    assert runner.run(source(platform, runner)).kind == "refused"
    assert platform.count(CHAT) == 0


@pytest.mark.parametrize(
    "item",
    [
        message(1, snippet={"type": "superStickerEvent"}),
        message(1, snippet={"type": "newSponsorEvent"}),
        message(1, snippet={"type": "messageDeletedEvent"}),
        message(1, snippet={"type": "userBannedEvent"}),
        message(1, snippet={"type": "superChatEvent", "superChatDetails": {"amountMicros": "1"}}),
        message(1, authorDetails={"isChatOwner": True}),
        message(1, id=""),
        {"kind": "youtube#liveChatMessage"},
    ],
)
def test_what_no_viewer_wrote_is_no_comment(platform: Platform, item: dict[str, Any]) -> None:
    platform.replies["videos"] = [video()]
    platform.replies[CHAT] = [page(item, message(2)), OVER]
    runner = Runner()
    runner.run(source(platform, runner))
    assert [comment.text for comment in runner.comments] == ["câu 2"]


@pytest.mark.parametrize(
    "snippet",
    [
        {"type": f"{kind}Event", f"{kind}Details": {"userComment": "chốt 5kg"}}
        for kind in ("superChat", "memberMilestoneChat")
    ],
)
def test_words_that_came_with_money_are_a_comment(
    platform: Platform, snippet: dict[str, Any]
) -> None:
    platform.replies["videos"] = [video()]
    platform.replies[CHAT] = [page(message(1, snippet=snippet)), OVER]
    runner = Runner()
    runner.run(source(platform, runner))
    assert [comment.text for comment in runner.comments] == ["chốt 5kg"]


def test_a_broadcast_that_has_not_begun_is_waited_for(platform: Platform) -> None:
    not_yet = video(activeLiveChatId="", actualStartTime="", scheduledStartTime="2026-11-22")
    platform.replies["videos"] = [not_yet, not_yet, video()]
    platform.replies[CHAT] = [page(message(1)), OVER]
    runner = Runner()
    runner.run(source(platform, runner))
    assert runner.pauses_s[:2] == [WAITING_PAUSE_S] * 2
    assert len(runner.comments) == 1


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (json({"items": []}), "refused"),
        (video(activeLiveChatId="", actualEndTime="2026-11-22T14:00:00Z"), "ended"),
        (video(activeLiveChatId=""), "refused"),
        (json({"items": [{"id": VIDEO, "snippet": {}}]}), "ended"),
        (fault(404, "videoNotFound", "youtube.video"), "refused"),
    ],
)
def test_a_video_without_a_chat_is_said_to_have_none(
    platform: Platform, answer: Response, kind: str
) -> None:
    platform.replies["videos"] = [answer]
    runner = Runner()
    last = runner.run(source(platform, runner))
    assert last.kind == kind
    assert last.sentence
    assert platform.count("videos") == 1


@pytest.mark.parametrize("key", ["", "  ", "có dấu", "two words", "line\nbreak"])
def test_what_cannot_be_a_key_is_not_sent(platform: Platform, key: str) -> None:
    runner = Runner()
    assert runner.run(source(platform, runner, key)).kind == "refused"
    assert platform.asked == []


def test_what_is_no_broadcast_is_not_asked_for(platform: Platform) -> None:
    runner = Runner()
    stranger = YouTubeComments("not an id", KEY, base_url=platform.url, wait=runner.wait)
    assert runner.run(stranger).kind == "refused"
    assert platform.asked == []


def test_the_key_is_in_no_log(platform: Platform, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    platform.replies["videos"] = [json(b"", 500), video()]
    platform.replies[CHAT] = [page(message(1)), fault(403, "forbidden")]
    runner = Runner()
    youtube = source(platform, runner)
    runner.run(youtube)
    assert caplog.records
    assert KEY not in caplog.text
    assert "câu 1" not in caplog.text
    assert KEY not in repr(youtube)


@pytest.mark.parametrize(
    "written",
    [
        VIDEO,
        f" {VIDEO}\n",
        f"https://www.youtube.com/watch?v={VIDEO}",
        f"https://m.youtube.com/watch?app=desktop&v={VIDEO}&t=3s",
        f"https://youtu.be/{VIDEO}?si=abc",
        f"https://www.youtube.com/live/{VIDEO}?feature=share",
        f"https://studio.youtube.com/video/{VIDEO}/livestreaming",
    ],
)
def test_an_address_names_its_broadcast(written: str) -> None:
    assert video_id(written) == VIDEO


@pytest.mark.parametrize(
    "written",
    ["", "hello", "https://www.youtube.com/@hoa", f"https://a.vn/watch?v={VIDEO}", VIDEO + "x"],
)
def test_what_names_no_broadcast_is_none(written: str) -> None:
    assert video_id(written) == ""
