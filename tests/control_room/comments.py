"""An inbox on a real Director and a real log, and comments for it."""

from __future__ import annotations

from host_assistant.control_room.comment_taking import Taken
from host_assistant.control_room.inbox import Inbox
from host_assistant.show.comment import Comment

ANSWER_S = 10


def said(text: str, author: str = "Hoa Trần", **fields: object) -> Comment:
    return Comment(platform="facebook", author=author, text=text, **fields)  # type: ignore[arg-type]


def take(inbox: Inbox, *comments: Comment) -> tuple[Taken, ...]:
    return inbox.take(comments).result(ANSWER_S)


def one(inbox: Inbox, text: str, author: str = "Hoa Trần", **fields: object) -> Taken:
    return take(inbox, said(text, author, **fields))[0]
