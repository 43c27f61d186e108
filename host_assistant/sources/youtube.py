"""The live chat of one broadcast on YouTube, through the YouTube Live Streaming API v3.

`videos.list` gives the chat of exactly this video (`liveStreamingDetails.activeLiveChatId`), then
`liveChatMessages.list` is asked at the pace that its answers prescribe (`pollingIntervalMillis`).
A request for messages costs 5 of the 10,000 units that a key has for a day, which ends at midnight
Pacific Time ("Quota calculator", "LiveChatMessages: list", "Errors" in Google's reference).
"""

from __future__ import annotations

import re
from threading import Event
from typing import Any, Final, Literal

import msgspec

from host_assistant.show.comment import Comment
from host_assistant.sources import words
from host_assistant.sources.polling import Over, Run, Wait
from host_assistant.sources.source import MAX_AUTHOR, MAX_TEXT, SourceName, SourceStatus, Take, Told
from host_assistant.sources.told import instant, part, parts, text
from host_assistant.sources.web import Answer, NotInstalled, NotReached, Web
from host_assistant.values.vietnamese import clean_text

BASE_URL: Final = "https://www.googleapis.com/youtube/v3/"
DAILY_UNITS: Final = 10_000
VIDEO_UNITS: Final = 1
MESSAGES_UNITS: Final = 5
WAITING_PAUSE_S: Final = 20.0
# The allowance comes back once a day; somebody may also raise it meanwhile.
USED_UP_PAUSE_S: Final = 600.0
USUAL_PAUSE_MS: Final = 5_000
SHORTEST_PAUSE_MS: Final = 1_000
LONGEST_PAUSE_MS: Final = 60_000

Fault = Literal["ended", "disabled", "gone", "used_up", "too_fast", "key", "place", "later"]

_FAULTS: Final[dict[str, Fault]] = {
    "liveChatEnded": "ended",
    "liveChatDisabled": "disabled",
    "liveChatNotFound": "gone",
    "videoNotFound": "gone",
    "notFound": "gone",
    "quotaExceeded": "used_up",
    "dailyLimitExceeded": "used_up",
    "rateLimitExceeded": "too_fast",
    "userRateLimitExceeded": "too_fast",
    "pageTokenInvalid": "place",
    "invalidPageToken": "place",
    "keyInvalid": "key",
    "keyExpired": "key",
    "API_KEY_INVALID": "key",
    "accessNotConfigured": "key",
    "ipRefererBlocked": "key",
    "authError": "key",
    "forbidden": "key",
    "insufficientPermissions": "key",
}


def video_id(written: str) -> str:
    """The id in what somebody pasted: an id, or an address of the broadcast; "" for neither."""
    written = written.strip()
    if re.fullmatch(r"[\w-]{11}", written, re.ASCII):
        return written
    found = re.search(
        r"(?:youtu\.be/|youtube\.com/(?:live/|shorts/|embed/|video/|watch\?(?:[^#\s]*&)?v=))"
        r"([\w-]{11})(?![\w-])",
        written,
        re.ASCII,
    )
    return found[1] if found else ""


class Quota:
    """What a day's allowance still permits: the first half at YouTube's own pace, then slower.

    So that the allowance lasts for five hours of a chat that YouTube wants asked every 5 s. Only
    what this program asked for since it started is known here.
    """

    def __init__(self, units: int = DAILY_UNITS) -> None:
        self._units = units
        self._used = 0

    def spend(self, units: int) -> None:
        self._used += units

    def use_up(self) -> None:
        """YouTube says that nothing is left. What comes afterwards is another day's."""
        self._used = 0

    @property
    def stretch(self) -> int:
        """How many times as long to rest."""
        share = self._used / self._units
        return 1 if share < 0.5 else 2 if share < 0.8 else 4


class YouTubeComments:
    """A CommentSource for one video id. Google's API key may only read what is public."""

    def __init__(
        self, video: str, key: str, *, base_url: str = BASE_URL, wait: Wait = Event.wait
    ) -> None:
        self._video = video_id(video)
        self._key = key.strip()
        self._base_url = base_url
        self._wait = wait
        self._quota = Quota()

    @property
    def name(self) -> SourceName:
        return "youtube"

    def run(self, take: Take, told: Told, stop: Event) -> None:
        if not self._video:
            told(SourceStatus("refused", words.no_such_broadcast("YouTube")))
            return
        if not re.fullmatch(r"[!-~]+", self._key):
            told(SourceStatus("refused", words.key_refused("YouTube")))
            return
        run = Run(take, told, stop, self._wait)
        try:
            with Web(self._base_url, ("X-Goog-Api-Key", self._key)) as web:
                self._read(web, run, self._find(web, run))
        except NotInstalled as missing:
            run.say("refused", missing.sentence)
        except Over:
            pass

    def _find(self, web: Web, run: Run) -> _Chat:
        """The chat of our video, once it has one."""
        run.say("waiting", words.asking("YouTube"))
        while True:
            told = self._ask(
                web,
                run,
                "videos",
                {"part": "snippet,liveStreamingDetails", "id": self._video},
                VIDEO_UNITS,
            ).told
            video = next((v for v in parts(told, "items") if v.get("id") == self._video), None)
            if video is None:
                raise run.give_up("refused", words.no_such_broadcast("YouTube"))
            live, about = part(video, "liveStreamingDetails"), part(video, "snippet")
            title, channel = text(about, "title"), text(about, "channelTitle")
            if chat := text(live, "activeLiveChatId"):
                return _Chat(chat, words.reading_of(title, channel))
            if not live or text(live, "actualEndTime"):
                raise run.give_up("ended", words.broadcast_over("YouTube", run.received))
            if text(live, "actualStartTime"):
                raise run.give_up("refused", words.comments_off("YouTube"))
            run.say("waiting", words.not_begun("YouTube", title))
            run.rest(WAITING_PAUSE_S)

    def _read(self, web: Web, run: Run, chat: _Chat) -> None:
        place = ""
        run.say("receiving", chat.sentence)
        while True:
            params = {
                "liveChatId": chat.chat_id,
                "part": "id,snippet,authorDetails",
                "maxResults": "2000",
            }
            if place:
                params["pageToken"] = place
            answer = self._ask(web, run, "liveChat/messages", params, MESSAGES_UNITS)
            if answer.status != 200:
                # The only fault that comes back here: our place in the chat is not known any more.
                if not place:
                    run.try_later(words.not_reached("YouTube"))
                place = ""
                continue
            items = parts(answer.told, "items")
            run.hand_in([comment for item in items if (comment := _comment(item)) is not None])
            place = text(answer.told, "nextPageToken") or place
            ended = any(part(item, "snippet").get("type") == "chatEndedEvent" for item in items)
            if ended or text(answer.told, "offlineAt"):
                raise run.give_up("ended", words.broadcast_over("YouTube", run.received))
            run.say("receiving", chat.sentence)
            run.rest(_pause_ms(answer.told) * self._quota.stretch / 1000)

    def _ask(self, web: Web, run: Run, path: str, params: dict[str, str], units: int) -> Answer:
        """An answer without a fault, or with "place" for one; all other faults are seen to here."""
        while True:
            run.go_on()
            self._quota.spend(units)
            try:
                answer = web.get(path, params)
            except NotReached:
                run.try_later(words.not_reached("YouTube"))
                continue
            if answer.status == 200 and answer.told:
                run.patience.reset()
                return answer
            fault = _fault(answer)
            if fault == "place":
                return answer
            self._see_to(run, fault)

    def _see_to(self, run: Run, fault: Fault) -> None:
        if fault == "ended":
            raise run.give_up("ended", words.broadcast_over("YouTube", run.received))
        if fault == "disabled":
            raise run.give_up("refused", words.comments_off("YouTube"))
        if fault == "gone":
            raise run.give_up("refused", words.no_such_broadcast("YouTube"))
        if fault == "key":
            raise run.give_up("refused", words.key_refused("YouTube"))
        if fault == "used_up":
            self._quota.use_up()
            run.say("reconnecting", words.used_up("YouTube"))
            run.rest(USED_UP_PAUSE_S)
        else:
            run.try_later(
                words.too_fast("YouTube") if fault == "too_fast" else words.not_reached("YouTube")
            )


class _Chat(msgspec.Struct, frozen=True):
    chat_id: str
    sentence: str


def _fault(answer: Answer) -> Fault:
    """By the reasons of Google's error object, then by the status alone."""
    error = part(answer.told, "error")
    for one in (*parts(error, "errors"), *parts(error, "details")):
        reason = one.get("reason")
        if isinstance(reason, str) and reason in _FAULTS:
            return _FAULTS[reason]
    by_status: dict[int, Fault] = {401: "key", 403: "key", 404: "gone", 429: "too_fast"}
    return by_status.get(answer.status, "later")


def _comment(item: dict[str, Any]) -> Comment | None:
    """What a viewer wrote; the channel's own words are no order, and a sticker has none."""
    about, author = part(item, "snippet"), part(item, "authorDetails")
    said = clean_text(_words(about))
    own_id = text(item, "id")
    if not said or not own_id or author.get("isChatOwner") is True:
        return None
    return Comment(
        platform="youtube",
        author=clean_text(text(author, "displayName"))[:MAX_AUTHOR],
        author_id=text(author, "channelId"),
        text=said[:MAX_TEXT],
        outer_id=own_id,
        at_ms=instant(text(about, "publishedAt")),
    )


def _words(about: dict[str, Any]) -> str:
    """Of the kinds of messages these alone hold what somebody wrote ("LiveChatMessages")."""
    kind = about.get("type")
    if kind == "textMessageEvent":
        own = text(part(about, "textMessageDetails"), "messageText")
        return own or text(about, "displayMessage")
    if kind == "superChatEvent":
        return text(part(about, "superChatDetails"), "userComment")
    if kind == "memberMilestoneChatEvent":
        return text(part(about, "memberMilestoneChatDetails"), "userComment")
    return ""


def _pause_ms(told: dict[str, Any]) -> int:
    asked = told.get("pollingIntervalMillis")
    if not isinstance(asked, int):
        return USUAL_PAUSE_MS
    return min(max(asked, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS)
