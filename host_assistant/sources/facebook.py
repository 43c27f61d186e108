"""The comments of one live video on Facebook, through the Graph API.

`/{live-video-id}/comments` is asked again from where the last answer ended ("Interacting with
Viewers", "Object Comments" in Meta's reference). The stream of `live_comments` is not used: where
many write it leaves out what it thinks of lesser quality, and an order may be among that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from threading import Event
from typing import Any, Final, Literal

import msgspec

from host_assistant.show.comment import Comment
from host_assistant.sources import words
from host_assistant.sources.polling import Over, Run, Wait
from host_assistant.sources.source import MAX_AUTHOR, MAX_TEXT, SourceName, SourceStatus, Take, Told
from host_assistant.sources.told import instant, object_in, part, parts, text
from host_assistant.sources.web import Answer, NotInstalled, NotReached, Web
from host_assistant.values.vietnamese import clean_text

BASE_URL: Final = "https://graph.facebook.com/v23.0/"
WAITING_PAUSE_S: Final = 20.0
LONGEST_REST_S: Final = 600.0
# Each so many requests the video itself is asked whether it is still live.
STATUS_EVERY: Final = 15
_PLATFORM: Final = "Facebook"

Fault = Literal["key", "too_fast", "wrong", "later"]

# "Handling Errors" and "Rate Limits"; 200 to 299 are missing permissions as well.
_FAULTS: Final[dict[int, Fault]] = {
    3: "key",
    4: "too_fast",
    10: "key",
    17: "too_fast",
    32: "too_fast",
    100: "wrong",
    102: "key",
    190: "key",
    341: "too_fast",
    368: "too_fast",
    613: "too_fast",
    803: "wrong",
    80001: "too_fast",
}
_NOT_BEGUN: Final = ("UNPUBLISHED", "SCHEDULED_UNPUBLISHED", "SCHEDULED_LIVE")


def video_id(written: str) -> str:
    """The number in what somebody pasted: an id, or an address of the video; "" for neither."""
    written = written.strip()
    if re.fullmatch(r"\d{5,25}", written, re.ASCII):
        return written
    if "facebook.com/" not in written and "fb.watch/" not in written:
        return ""
    found = re.search(r"(?:/videos/(?:[^/?#\s]+/)?|/live/producer/|[?&]v=)(\d{5,25})", written)
    return found[1] if found else ""


class FacebookComments:
    """A CommentSource for one live video's id; the token is that of the page that broadcasts."""

    def __init__(
        self, video: str, token: str, *, base_url: str = BASE_URL, wait: Wait = Event.wait
    ) -> None:
        self._video = video_id(video)
        self._token = token.strip()
        self._base_url = base_url
        self._wait = wait

    @property
    def name(self) -> SourceName:
        return "facebook"

    def run(self, take: Take, told: Told, stop: Event) -> None:
        if not self._video:
            told(SourceStatus("refused", words.no_such_broadcast(_PLATFORM)))
            return
        if not re.fullmatch(r"[!-~]+", self._token):
            told(SourceStatus("refused", words.key_refused(_PLATFORM)))
            return
        run = Run(take, told, stop, self._wait)
        try:
            with Web(self._base_url, ("Authorization", f"Bearer {self._token}")) as web:
                self._read(web, run, self._find(web, run))
        except NotInstalled as missing:
            run.say("refused", missing.sentence)
        except Over:
            pass

    def _find(self, web: Web, run: Run) -> _Live:
        """Our video, once it is live; ends the run if it is another page's."""
        run.say("waiting", words.asking(_PLATFORM))
        page = self._ask(web, run, "me", {"fields": "id,name"}).told
        while True:
            video = self._about(web, run)
            owner = part(video, "from")
            # Facebook leaves out the owner of what the token may not see: then it is not ours.
            if not text(page, "id") or text(owner, "id") != text(page, "id"):
                sentence = words.another_page(text(page, "name"), text(owner, "name") or "…")
                raise run.give_up("refused", sentence)
            title, status = text(video, "title") or self._video, text(video, "status")
            if status == "SCHEDULED_EXPIRED" or status == "SCHEDULED_CANCELED":
                raise run.give_up("ended", words.broadcast_over(_PLATFORM, run.received))
            if status not in _NOT_BEGUN:
                sentence = words.reading_of_page(title, text(page, "name"))
                return _Live(text(page, "id"), sentence, status == "LIVE")
            run.say("waiting", words.not_begun(_PLATFORM, title))
            run.rest(WAITING_PAUSE_S)

    def _about(self, web: Web, run: Run) -> dict[str, Any]:
        answer = self._ask(web, run, self._video, {"fields": "id,status,title,from{id,name}"})
        if answer.status != 200:
            raise run.give_up("refused", words.no_such_broadcast(_PLATFORM))
        return answer.told

    def _read(self, web: Web, run: Run, live: _Live) -> None:
        after = ""
        asked = 0
        is_live = live.is_live
        run.say("receiving", live.sentence)
        while True:
            answer = self._ask(web, run, f"{self._video}/comments", _wanted(after))
            if answer.status != 200:
                if not after:
                    raise run.give_up("refused", words.no_such_broadcast(_PLATFORM))
                # Our place is not known any more: from the start, and known ones count once.
                after = ""
                continue
            found = parts(answer.told, "data")
            run.hand_in([one for item in found if (one := _comment(item, live.page)) is not None])
            paging = part(answer.told, "paging")
            before, after = after, text(part(paging, "cursors"), "after") or after
            if text(paging, "next") and found and after != before:
                continue
            if not is_live:
                raise run.give_up("ended", words.broadcast_over(_PLATFORM, run.received))
            asked += 1
            if asked % STATUS_EVERY == 0:
                is_live = text(self._about(web, run), "status") == "LIVE"
                if not is_live:
                    # Once more for what was written at the very end.
                    continue
            run.say("receiving", live.sentence)
            run.rest(rest_s(answer.headers))

    def _ask(self, web: Web, run: Run, path: str, params: dict[str, str]) -> Answer:
        """An answer without a fault, or with one that says the request is wrong."""
        while True:
            run.go_on()
            try:
                answer = web.get(path, params)
            except NotReached:
                run.try_later(words.not_reached(_PLATFORM))
                continue
            if answer.status == 200 and answer.told and "error" not in answer.told:
                run.patience.reset()
                return answer
            fault = _fault(answer)
            if fault == "key":
                raise run.give_up("refused", words.key_refused(_PLATFORM))
            if fault == "wrong":
                return Answer(400, answer.told, answer.headers)
            if fault == "too_fast":
                run.say("reconnecting", words.too_fast(_PLATFORM))
                run.rest(max(run.patience.pause_s(), rest_s(answer.headers)))
            else:
                run.try_later(words.not_reached(_PLATFORM))


class _Live(msgspec.Struct, frozen=True):
    page: str
    sentence: str
    is_live: bool


def _wanted(after: str) -> dict[str, str]:
    wanted = {
        "fields": "id,message,created_time,from{id,name}",
        # Answers to comments too, the oldest first, and those that Facebook thinks little of.
        "filter": "stream",
        "order": "chronological",
        "live_filter": "no_filter",
        "limit": "100",
    }
    return {**wanted, "after": after} if after else wanted


def _comment(item: dict[str, Any], page: str) -> Comment | None:
    """What a viewer wrote; the page's own words are no order. Without leave no author is named."""
    author, said = part(item, "from"), clean_text(text(item, "message"))
    own_id = text(item, "id")
    if not said or not own_id or text(author, "id") == page:
        return None
    return Comment(
        platform="facebook",
        author=clean_text(text(author, "name"))[:MAX_AUTHOR],
        author_id=text(author, "id"),
        text=said[:MAX_TEXT],
        outer_id=own_id,
        at_ms=instant(text(item, "created_time")),
    )


def _fault(answer: Answer) -> Fault:
    code = part(answer.told, "error").get("code")
    if isinstance(code, int):
        if 200 <= code <= 299:
            return "key"
        if code in _FAULTS:
            return _FAULTS[code]
    by_status: dict[int, Fault] = {401: "key", 404: "wrong", 429: "too_fast"}
    return by_status.get(answer.status, "later")


def rest_s(headers: Mapping[str, str]) -> float:
    """How long to rest, by how much of the allowance is used ("Rate Limits": percentages)."""
    used, wait_min = 0, 0
    app = object_in(headers.get("x-app-usage", ""))
    pages = [
        one
        for found in object_in(headers.get("x-business-use-case-usage", "")).values()
        if isinstance(found, list)
        for one in found
        if isinstance(one, dict)
    ]
    for usage in (app, *pages):
        shares = [usage.get(name) for name in ("call_count", "total_time", "total_cputime")]
        used = max([used, *(share for share in shares if isinstance(share, int))])
        regain = usage.get("estimated_time_to_regain_access")
        wait_min = max(wait_min, regain if isinstance(regain, int) else 0)
    if wait_min:
        return min(wait_min * 60.0, LONGEST_REST_S)
    return 2.0 if used < 50 else 5.0 if used < 75 else 10.0 if used < 90 else 30.0
