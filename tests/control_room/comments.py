"""An inbox on a real Director and a real log, and comments for it."""

from __future__ import annotations

from pathlib import Path

from host_assistant.control_room.comment_taking import Taken
from host_assistant.control_room.director import Outcome
from host_assistant.control_room.inbox import Inbox
from host_assistant.journal.journal import Journal
from host_assistant.journal.orders import OrderRow, all_orders
from host_assistant.journal.verify import verify
from host_assistant.show import commands as cmd
from host_assistant.show.buyer import Buyer
from host_assistant.show.comment import Comment

ANSWER_S = 10
NUMBER = "0912345678"


def said(text: str, author: str = "Hoa Trần", **fields: object) -> Comment:
    return Comment(platform="facebook", author=author, text=text, **fields)  # type: ignore[arg-type]


def take(inbox: Inbox, *comments: Comment) -> tuple[Taken, ...]:
    return inbox.take(comments).result(ANSWER_S)


def one(inbox: Inbox, text: str, author: str = "Hoa Trần", **fields: object) -> Taken:
    return take(inbox, said(text, author, **fields))[0]


def logged(path: Path) -> dict[str, OrderRow]:
    with Journal.open(path, read_only=True) as journal:
        assert verify(journal, "s1").whole
        return {row.order_id: row for row in all_orders(journal, "s1")}


def buyer_of(path: Path, order_id: str) -> Buyer:
    return logged(path)[order_id].buyer or Buyer()


def mend(inbox: Inbox, item_id: str, *lines: tuple[str, int], **given: str) -> Outcome:
    wanted = tuple(cmd.Wanted(sku, milli) for sku, milli in lines)
    return inbox.mend(item_id, wanted, **given).result(ANSWER_S)  # type: ignore[arg-type]
