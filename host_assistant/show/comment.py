"""A viewer's comment: its words, which stand beside the log, and what was read out of them."""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

CommentKind = Literal["order", "question", "refusal", "cancel", "other"]


class Line(msgspec.Struct, frozen=True, gc=False):
    """`quantity_milli` counts thousandths of the product's selling unit; None is left open."""

    sku: str
    quantity_milli: int | None


class Comment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What somebody wrote, as it came from outside. Never shown on the picture or in an event.

    `outer_id` and `author_id` are the ids that the platform gave it and its author, empty for none;
    `at_ms` is when it was written, UTC in ms, None where nobody said.
    """

    platform: str
    author: str
    text: str
    outer_id: str = ""
    author_id: str = ""
    at_ms: int | None = None


class SealedComment(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `comments`: the words, a random salt, and the digest that the event carries."""

    comment_id: str
    salt: str
    comment: Comment
    digest: str


def digest_of_comment(comment_id: str, salt: str, comment: Comment) -> str:
    """SHA-256, in hex, over the salt and the row: erasing the row leaves nothing to guess from."""
    said = (comment.platform, comment.outer_id, comment.author_id, comment.author, comment.text)
    return hashlib.sha256(msgspec.json.encode([salt, comment_id, *said])).hexdigest()


def seal_comment(comment: Comment, *, comment_id: str, salt: str) -> SealedComment:
    return SealedComment(
        comment_id=comment_id,
        salt=salt,
        comment=comment,
        digest=digest_of_comment(comment_id, salt, comment),
    )
