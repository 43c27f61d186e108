"""Takes pictures of the inbox: `python -m tests.ui.pictures_inbox FOLDER [LANG]`.

Empty, with some of each kind, after what can go wrong, and in a flood of comments; dark and light,
on a small laptop's screen, on a large one, and on a small one at 150 %.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from host_assistant.show.comment import Comment
from tests.support.window import DirectedShow, LiveWindow
from tests.ui.full_disk import no_more_is_written
from tests.ui.pictures import LOOKS, SETUP, _save, _wait_for_monitor, sell, windows
from ui.pages.live import inbox_card

PEOPLE = (
    ("tiktok", "Hoa Lê", "cho chị 2 thùng nhé 0912345678, giao Hà Nội"),
    ("facebook", "Nguyễn Thị Minh Nguyệt", "lấy 5kg với 2 nữa"),
    ("youtube", "Tuấn Anh", "mình lấy khoảng chục cân vải thiều loại một được không em, nhà ở tận "
     "Cà Mau, gửi thứ bảy tuần sau hay chủ nhật cũng được, nhớ gọi trước giúp nhé"),
    ("tiktok", "bé Na", "5"),
    ("shopee", "user_88213", "VT1 x3"),
    ("facebook", "Cô Lan", "vt1 5kg 0987 654 321"),
    ("facebook", "Cô Lan", "vt1 5kg 0987 654 321"),
    ("tiktok", "Hoa Lê", "bao giờ có hàng vậy shop"),
    ("facebook", "Cô Lan", "thôi hủy giúp cô đơn vt1 nhé"),
    ("youtube", "anh Bình", "VT5 900 thùng 0909123456"),
)  # fmt: skip


def take(live: LiveWindow, show: DirectedShow, *comments: tuple[str, str, str]) -> None:
    said = [Comment(platform=one, author=who, text=text) for one, who, text in comments]
    show.inbox.take(said).result(20)
    live.qt.processEvents()


def flood(live: LiveWindow, show: DirectedShow, count: int) -> None:
    for start in range(0, count, 100):
        take(
            live,
            show,
            *(
                ("tiktok", f"khách {number}", f"lấy {number % 7 + 1} nha {number}")
                for number in range(start, start + 100)
            ),
        )


def main() -> int:
    # What stands still for the picture is answered at once.
    inbox_card.SETTLE_MS = 0
    for live, out, name in windows(*LOOKS):
        _take(live, out, name)
    return 0


def _take(live: LiveWindow, out: Path, name: str) -> None:
    show = live.direct(setup=SETUP)
    page = live.page

    def save(what: str) -> None:
        live.until(lambda: not page.inbox._pace.isActive())
        _save(live, out / f"inbox-{what}-{name}.png")

    page.side.open_inbox()
    _wait_for_monitor(live)
    save("empty")
    sell(show)
    take(live, show, *PEOPLE)
    live.until(lambda: page.inbox.model.rowCount() > 2)
    save("some")
    page.inbox.rule.button.click()
    save("rule")
    page.inbox.rule.button.click()
    page.inbox.groups.choose("cancel")
    save("cancel")
    page.inbox.groups.choose("sure")
    save("pending")
    page.inbox.groups.choose("waiting")
    save("waiting")
    page.inbox.groups.choose("unsure")
    _go_wrong(live, show, save)
    flood(live, show, 1200)
    live.until(lambda: page.inbox.is_sample)
    page.inbox.say("")
    save("flood")
    page.side.to_orders.click()
    save("orders")


def _go_wrong(live: LiveWindow, show: DirectedShow, save: Callable[[str], None]) -> None:
    """Mending, too little of it, a full disk, and a phone that was faster."""
    page, inbox = live.page, live.page.inbox
    inbox.mend()
    live.until(page.form.isVisible)
    save("mending")
    page.form.put_away()
    take(live, show, ("youtube", "anh Bình", "lấy 300 thùng VT5 với 2 chai rượu abcxyz 0909123456"))
    live.until(lambda: inbox.model.rowCount() == 4)
    inbox.view.setCurrentIndex(inbox.model.index(inbox.model.rowCount() - 1))
    inbox.mend()
    live.until(page.form.isVisible)
    save("mending-several")
    page.form.put_away()
    inbox.confirm()
    live.until(lambda: inbox.card.asks)
    save("too-little")
    inbox.escape()
    with pytest.MonkeyPatch.context() as patch:
        no_more_is_written(patch)
        inbox.drop()
        live.until(lambda: inbox.said.words)
        save("not-written")
    live.app.tell("")
    entry = inbox.card.entry
    assert entry is not None
    show.inbox.drop(entry.item.item_id).result(10)
    live.until(lambda: inbox.said.words != "" and inbox.card.entry is not entry)
    save("seen-to")


if __name__ == "__main__":
    raise SystemExit(main())
