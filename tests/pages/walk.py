"""Every page of the phones in each state that matters, on a real show and a real Chromium."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

from playwright.sync_api import Browser, Page

from host_assistant.show import commands as cmd
from host_assistant.show.buyer import Buyer, seal
from host_assistant.show.comment import Comment
from tests.pages.phone import LARGE, SMALL, Phone, phone
from tests.pages.stand import Stand

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
LYING = (1280, 720)
BUYERS = (
    Buyer(name="chị Hoa", phone="0912345678", address="12 Cầu Giấy, Hà Nội"),
    Buyer(name="anh Tuấn", phone="0987654321", address="Nhật Bản"),
    Buyer(name="cô Lan", phone="0903334445", address="Thành phố Hồ Chí Minh"),
)
WRITTEN = (
    ("facebook", "Minh Anh", "lấy c 2 thùng vs cả ít vải u hồng nữa nhé, ship Hải Phòng"),
    ("youtube", "Bếp Nhà Mận", "VT1 5kg hay 10kg nhỉ, để em hỏi chồng rồi chốt sau"),
    ("facebook", "Thu Trang", "5 kg vải u hồng 0938111222 Đà Nẵng"),
    ("facebook", "Thu Trang", "5 kg vải u hồng 0938111222 Đà Nẵng"),
    ("tiktok", "Quang Huy", "VT5 2 thùng 0977888999"),
    ("tiktok", "Quang Huy", "em hủy đơn nhé ạ"),
    ("shopee", "Mỹ Linh", "MOV 400 chai 0911222333 Cần Thơ"),
)


class Walk:
    """Opens one state after another and calls `seen(page, name)` at each."""

    def __init__(
        self,
        seen: Callable[[Page, str], None],
        browser: Browser,
        stand: Stand,
        lang: str,
        scheme: Scheme,
    ) -> None:
        self._seen = seen
        self.said: list[str] = []
        self.hosts: set[str] = set()
        self._browser = browser
        self._stand = stand
        self._lang = lang
        self._scheme: Scheme = scheme

    def go(self) -> None:
        self._with("helper", LARGE, self._before_a_show)
        self._stand.open(mode="live")
        _play(self._stand)
        for size, mark in ((LARGE, ""), (SMALL, "_small")):
            self._with(None, size, partial(self._signing_in, mark=mark))
            self._with("helper", size, partial(self._ordering, mark=mark))
        self._with("helper", LARGE, self._without_a_network)
        self._with("helper", LARGE, self._inbox)
        self._stand.director.do(cmd.NoticeStream(state="on"))
        for size, mark in ((LARGE, ""), (SMALL, "_small")):
            self._with("remote", size, partial(self._remote, mark=mark))
        self._with("screen", LARGE, lambda one: self._seen(one.page, "screen"))
        self._with("screen", LYING, lambda one: self._seen(one.page, "screen_lying"))

    def _with(
        self,
        role: Literal["helper", "remote", "screen"] | None,
        size: tuple[int, int],
        walk: Callable[[Phone], None],
    ) -> None:
        with phone(self._browser, lang=self._lang, scheme=self._scheme, size=size, scale=2) as one:
            if role is not None:
                one.sign_in(self._stand, role)
            walk(one)
            self.said += one.said
            self.hosts |= one.hosts

    def _before_a_show(self, one: Phone) -> None:
        one.page.wait_for_selector("[data-show=not_open]")
        self._seen(one.page, "helper_no_show")

    def _signing_in(self, one: Phone, mark: str) -> None:
        one.page.goto(self._stand.url)
        self._seen(one.page, f"sign_in{mark}")
        one.page.fill("#code", "000000")
        one.page.tap("#go")
        one.page.wait_for_selector("#wrong:not([hidden])")
        self._seen(one.page, f"sign_in_wrong{mark}")

    def _ordering(self, one: Phone, mark: str) -> None:
        page = one.page
        page.wait_for_selector(".tile.wide")
        self._seen(page, f"helper_goods{mark}")
        page.tap("#card-now .tile")
        page.wait_for_selector(".person")
        self._seen(page, f"helper_order{mark}")
        page.tap("#add-goods")
        page.tap("#tiles .tile >> nth=1")
        page.tap(".line[data-sku=VT5] .step >> nth=1")
        page.tap(".person >> nth=0")
        self._seen(page, f"helper_two_goods{mark}")
        page.tap("#add-goods")
        self._seen(page, f"helper_basket{mark}")
        page.tap("#basket")
        page.tap("#take")
        page.wait_for_selector("#toast:not([hidden])")
        self._seen(page, f"helper_taken{mark}")

    def _without_a_network(self, one: Phone) -> None:
        page = one.page
        page.wait_for_selector(".tile.wide")
        one.context.set_offline(True)
        page.wait_for_selector("body[data-link=down]")
        for number in range(3):
            page.tap(f"#tiles .tile >> nth={number}")
            page.fill("#buyer-name", BUYERS[number].name)
            page.tap("#take")
        self._seen(page, "helper_offline")
        page.tap("#tab-mine")
        self._seen(page, "helper_mine_offline")
        page.tap("#leave")
        self._seen(page, "helper_leaving")
        page.tap("#leave-no")
        one.context.set_offline(False)
        page.wait_for_selector("body[data-link=up]")
        page.tap("#tab-new")
        page.tap("#tiles .tile >> nth=5")
        page.fill(".amount", "9000")
        page.tap("#take")
        page.tap("#tab-mine")
        page.wait_for_selector(".mine.refused")
        page.wait_for_selector("#toast[hidden]", state="attached")
        self._seen(page, "helper_mine")
        self._stand.desk.devices.throw_out(self._stand.desk.devices.all()[-1].device_id)
        page.wait_for_selector("body[data-link=out]")
        self._seen(page, "helper_out")

    def _inbox(self, one: Phone) -> None:
        page = one.page
        page.tap("#tab-inbox")
        page.wait_for_selector(".item.waiting")
        self._seen(page, "helper_inbox")
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        self._seen(page, "helper_inbox_below")
        page.evaluate("window.scrollTo(0, 0)")
        page.wait_for_timeout(400)
        page.tap(".item >> nth=0 >> button[data-act=drop]")
        page.wait_for_selector(".settled")
        self._seen(page, "helper_inbox_dropped")
        page.tap(".item >> nth=1 >> button[data-act=mend]")
        self._seen(page, "helper_mending")

    def _remote(self, one: Phone, mark: str) -> None:
        page = one.page
        page.wait_for_selector("#goods li")
        self._seen(page, f"remote{mark}")
        page.tap("#price")
        page.fill("#new-price", "29k")
        self._seen(page, f"remote_price{mark}")
        page.tap("#pricing-yes")
        page.wait_for_selector("#toast:not([hidden])")
        page.tap("#break")
        page.wait_for_selector("#break[data-on=true]")
        self._seen(page, f"remote_break{mark}")
        page.tap("#break")
        page.wait_for_selector("#break[data-on=false]")
        page.tap("#toast button")


def _play(stand: Stand) -> None:
    stand.director.do(cmd.ChooseScene(scene="product"))
    stand.director.do(cmd.ShowProduct(sku="VUH"))
    for number in range(1284):
        buyer = seal(BUYERS[number % 3], buyer_id=f"b{number}", salt="for a picture")
        wanted = (cmd.Wanted(("VT1", "VT5")[number % 2], 5_000 if number % 2 == 0 else 1_000),)
        stand.director.do(cmd.PlaceOrder(order_id=f"o{number}", lines=wanted, buyer=buyer))
    stand.comment(*(Comment(platform=p, author=a, text=t) for p, a, t in WRITTEN))
