"""The inbox on the helper's page: doubtful comments first, and every answer ends in the log."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from host_assistant.control_room.buyers import sealed_buyer
from host_assistant.show import commands as cmd
from host_assistant.show.comment import Comment
from host_assistant.show.inbox import inbox_counts
from tests.pages.conftest import SignedIn
from tests.pages.phone import Phone
from tests.pages.stand import Stand
from tests.pages.test_orders import wait_until_sent
from tests.support.waiting import wait_until


def says(author: str, text: str) -> Comment:
    return Comment(platform="facebook", author=author, text=text)


UNSURE = says("Minh Anh", "VT1 5kg đấy bạn ơi nhanh lên Hải Phòng")
SURE = says("Thu Trang", "5 kg vải u hồng 0938111222 Đà Nẵng")
WAITING = says("Mỹ Linh", "MOV 151 chai 0911222333 Cần Thơ")


@pytest.fixture
def helper(stand: Stand, signed_in: SignedIn) -> Phone:
    return signed_in("helper")


@pytest.fixture
def page(helper: Phone) -> Page:
    helper.page.tap("#tab-inbox")
    return helper.page


def item(page: Page, author: str) -> Locator:
    return page.locator(".item", has_text=author)


def press(page: Page, author: str, act: str) -> None:
    """A tap, once the list stands still: taps on a list that moves are meant for another."""
    button = item(page, author).locator(f"button[data-act={act}]")
    button.wait_for()
    page.wait_for_timeout(400)
    button.tap()


def test_the_doubtful_come_first_with_what_was_read_and_why(stand: Stand, page: Page) -> None:
    stand.comment(SURE, UNSURE, WAITING)
    expect(page.locator(".item")).to_have_count(3)
    assert page.locator(".item .author").all_inner_texts() == ["Minh Anh", "Thu Trang", "Mỹ Linh"]
    first = page.locator(".item >> nth=0")
    expect(first.locator("blockquote")).to_have_text(UNSURE.text)
    expect(first.locator(".read")).to_contain_text("Vải thiều Lục Ngạn loại 1")
    expect(first.locator(".why-read")).not_to_be_empty()
    expect(page.locator("[data-count=unsure] b")).to_have_text("1")


def test_a_sure_order_is_confirmed_with_one_tap(stand: Stand, page: Page) -> None:
    stand.comment(SURE)
    press(page, "Thu Trang", "confirm")
    wait_until(lambda: [status for _, status, _ in stand.orders()] == ["confirmed"])
    expect(page.locator("#inbox-none")).to_be_visible()
    expect(page.locator("#orders")).to_have_text("1")
    assert stand.buyers() == [("Thu Trang", "0938111222", "Đà Nẵng")]


def test_a_doubtful_one_is_mended_and_taken(stand: Stand, page: Page) -> None:
    stand.comment(UNSURE)
    press(page, "Minh Anh", "mend")
    expect(page.locator("#mending-words")).to_have_text(UNSURE.text)
    expect(page.locator("#buyer-name")).to_have_value("Minh Anh")
    page.fill(".amount", "4")
    page.fill("#buyer-phone", "0909000111")
    page.tap("#take")
    wait_until(lambda: len(stand.orders()) == 1)
    assert stand.lines() == [("VT1", 4)]
    assert [(name, phone) for name, phone, _ in stand.buyers()] == [("Minh Anh", "0909000111")]
    expect(page.locator("#inbox")).to_be_visible()


HOA = ("Lê Thị Hoa", "0912345678", "12 Lý Thường Kiệt, Hà Nội")


def wait_for_goods(stand: Stand) -> None:
    """Somebody took an order down for the next harvest."""
    name, phone, address = HOA
    stand.director.do(
        cmd.PlaceOrder(
            order_id="by-hand",
            lines=(cmd.Wanted("VT1", 2_000),),
            confirmed=False,
            waiting=True,
            source="desk",
            buyer=sealed_buyer(name=name, phone=phone, address=address),
        )
    )


@pytest.mark.parametrize("moves", [False, True])
def test_mending_an_order_that_was_no_comment_keeps_its_buyer(
    stand: Stand, page: Page, moves: bool
) -> None:
    wait_for_goods(stand)
    press(page, HOA[0], "mend")
    for field, text in zip(("name", "phone", "address"), HOA, strict=True):
        expect(page.locator(f"#buyer-{field}")).to_have_value(text)
    page.fill(".amount", "4")
    if moves:
        page.fill("#buyer-address", "Huế")
    with page.expect_request("**/mend") as asked:
        page.tap("#take")
    wait_until(lambda: stand.state.counters.orders == 1)
    expected = {"place": "Huế"} if moves else {}
    sent = asked.value.post_data_json or {}
    assert {key: sent[key] for key in sent if key != "lines"} == expected
    assert stand.buyers()[-1] == (*HOA[:2], "Huế" if moves else HOA[2])


def test_a_buyer_is_erased_where_a_person_empties_the_field(stand: Stand, page: Page) -> None:
    wait_for_goods(stand)
    press(page, HOA[0], "mend")
    page.fill("#buyer-phone", "")
    page.tap("#take")
    wait_until(lambda: stand.state.counters.orders == 1)
    assert stand.buyers()[-1] == (HOA[0], "", HOA[2])


def test_a_call_off_whose_order_is_gone_says_so(stand: Stand, signed_in: SignedIn) -> None:
    one = signed_in("helper")
    page = one.page
    page.tap("#tab-inbox")
    stand.comment(SURE)
    stand.comment(says("Thu Trang", "cho em hủy đơn nhé"))
    button = item(page, "Xin hủy").locator("button[data-act=confirm]")
    button.wait_for()
    # The page hears of nothing more, then another device cancels the order.
    page.route("**/api/inbox?*", lambda route: route.abort())
    [order_id] = stand.state.orders
    stand.director.do(cmd.CancelOrder(order_id=order_id, reason=""))
    page.wait_for_timeout(400)
    button.tap()
    expect(page.locator("#toast")).to_contain_text("đã hủy")
    assert inbox_counts(stand.state)["cancel"] == 1
    page.unroute_all()
    one.forget_lost()
    one.forget_answers(409)


def test_a_doubtful_one_that_was_read_rightly_needs_one_tap(stand: Stand, page: Page) -> None:
    stand.comment(UNSURE)
    press(page, "Minh Anh", "confirm")
    wait_until(lambda: [status for _, status, _ in stand.orders()] == ["confirmed"])
    assert stand.lines() == [("VT1", 5)]


def test_mending_leaves_the_order_that_was_begun(stand: Stand, page: Page) -> None:
    page.tap("#tab-new")
    page.tap("#tiles .tile >> nth=4")
    page.fill("#buyer-name", "chị Hoa")
    stand.comment(SURE)
    page.tap("#tab-inbox")
    press(page, "Thu Trang", "mend")
    page.fill(".amount", "6")
    page.tap("#take")
    wait_until(lambda: stand.state.counters.orders == 1)
    page.tap("#tab-new")
    expect(page.locator("#buyer-name")).to_have_value("chị Hoa")
    page.tap("#take")
    wait_until_sent(page)
    assert stand.buyers()[-1][0] == "chị Hoa"
    assert stand.lines()[-1] == ("MCH", 1)


def test_a_drop_can_be_taken_back_and_then_ends_in_the_log(stand: Stand, page: Page) -> None:
    stand.comment(UNSURE)
    press(page, "Minh Anh", "drop")
    item(page, "Minh Anh").locator(".settled button").tap()
    expect(item(page, "Minh Anh").locator("button[data-act=drop]")).to_be_visible()
    press(page, "Minh Anh", "drop")
    wait_until(lambda: not stand.state.inbox)
    expect(page.locator(".item")).to_have_count(0)
    assert stand.orders() == []
    settled = stand.rows(
        "SELECT json_extract(data, '$.outcome') FROM events "
        "WHERE session_id = ? AND type = 'CommentSettled'",
        stand.state.session,
    )
    assert settled == [("dropped",)]


def test_who_takes_an_order_back_has_it_cancelled(stand: Stand, page: Page) -> None:
    stand.comment(SURE)
    stand.comment(says("Thu Trang", "cho em hủy đơn nhé"))
    expect(item(page, "Xin hủy").locator(".meant")).to_contain_text("5 kg Vải u hồng đầu mùa")
    press(page, "Xin hủy", "confirm")
    wait_until(lambda: [status for _, status, _ in stand.orders()] == ["cancelled"])
    expect(page.locator(".item")).to_have_count(0)


def test_what_is_said_again_is_shown_beside_the_order(stand: Stand, page: Page) -> None:
    stand.comment(SURE)
    stand.comment(SURE)
    expect(item(page, "Thu Trang")).to_have_count(1)
    expect(item(page, "Thu Trang").locator(".note")).to_have_text("Nhắc lại 1 lần")


def test_the_waiting_list_is_confirmed_when_there_are_goods(stand: Stand, page: Page) -> None:
    stand.director.do(cmd.PlaceOrder(order_id="o1", lines=(cmd.Wanted("MOV", 10_000),)))
    stand.comment(says("Mỹ Linh", "MOV 145 chai 0911222333 Cần Thơ"))
    expect(item(page, "Mỹ Linh").locator(".tag")).to_have_text("Hái ngày mai")
    stand.director.do(cmd.CancelOrder(order_id="o1"))
    press(page, "Mỹ Linh", "confirm")
    wait_until(lambda: stand.orders()[-1][1] == "confirmed")


def test_too_little_is_said_before_it_is_promised(stand: Stand, page: Page, helper: Phone) -> None:
    stand.comment(WAITING)
    press(page, "Mỹ Linh", "confirm")
    card = item(page, "Mỹ Linh")
    expect(card.locator(".wrong")).to_contain_text("150 chai")
    assert stand.orders()[0][1] == "pending"
    press(page, "Mỹ Linh", "wait")
    expect(card.locator("button[data-act=confirm]")).to_be_visible()
    press(page, "Mỹ Linh", "confirm")
    press(page, "Mỹ Linh", "anyway")
    wait_until(lambda: [status for _, status, _ in stand.orders()] == ["confirmed"])
    helper.forget_answers(409)


def test_a_doubtful_one_with_too_little_goes_on_the_list(
    stand: Stand, page: Page, helper: Phone
) -> None:
    stand.comment(says("Minh Anh", "MOV 151 chai đấy bạn ơi nhanh lên"))
    press(page, "Minh Anh", "confirm")
    expect(item(page, "Minh Anh").locator(".wrong")).to_contain_text("150 chai")
    press(page, "Minh Anh", "wait")
    wait_until(lambda: [order.waiting for order in stand.state.orders.values()] == [True])
    assert [status for _, status, _ in stand.orders()] == ["pending"]
    helper.forget_answers(409)


def test_who_mends_is_asked_too(stand: Stand, page: Page, helper: Phone) -> None:
    stand.comment(WAITING)
    press(page, "Mỹ Linh", "mend")
    page.fill(".amount", "152")
    page.tap("#take")
    expect(page.locator("#wrong")).to_contain_text("150 chai")
    page.fill(".amount", "153")
    expect(page.locator("#anyway")).to_be_hidden()
    page.tap("#take")
    page.tap("#anyway")
    wait_until(lambda: stand.orders()[-1][1] == "confirmed")
    assert stand.lines()[-1] == ("MOV", 153)
    expect(page.locator("#inbox")).to_be_visible()
    helper.forget_answers(409)


@pytest.mark.parametrize("mended", [False, True])
def test_what_was_confirmed_here_can_be_taken_back_here(
    stand: Stand, page: Page, mended: bool
) -> None:
    stand.comment(SURE)
    press(page, "Thu Trang", "mend" if mended else "confirm")
    if mended:
        page.fill(".amount", "6")
        page.tap("#take")
    expect(page.locator("#toast span >> nth=0")).to_have_text("Đã chốt: Thu Trang")
    assert stand.state.counters.orders == 1
    page.tap("#toast button")
    wait_until(lambda: stand.state.counters.orders == 0)
    expect(page.locator("#toast")).to_have_text("Đã lấy lại đơn của Thu Trang")
    assert {status for _, status, _ in stand.orders()} == {"cancelled"}
    page.tap("#tab-mine")
    expect(page.locator("#mine-none")).to_contain_text("Hộp thư")


def test_the_badge_counts_what_needs_a_person(stand: Stand, page: Page) -> None:
    stand.comment(SURE, UNSURE, WAITING)
    expect(item(page, "Minh Anh").locator(".tag")).to_have_text("Cần xem")
    expect(page.locator("#tab-inbox .badge")).to_have_text("2")


def test_what_another_settled_is_gone_here_too(stand: Stand, page: Page) -> None:
    stand.comment(SURE)
    expect(page.locator(".item")).to_have_count(1)
    [order_id] = stand.state.inbox
    stand.director.do(cmd.ConfirmOrder(order_id=order_id))
    expect(page.locator(".item")).to_have_count(0)


def test_without_a_network_nothing_can_be_pressed(stand: Stand, signed_in: SignedIn) -> None:
    one = signed_in("helper")
    stand.comment(SURE)
    one.page.tap("#tab-inbox")
    with one.offline():
        expect(one.page.locator("button[data-act=confirm]")).to_be_disabled()
    expect(one.page.locator("button[data-act=confirm]")).to_be_enabled()
    one.forget_lost()


def test_a_tap_on_a_list_that_moves_hits_nobody(stand: Stand, page: Page) -> None:
    stand.comment(SURE)
    expect(page.locator(".item")).to_have_count(1)
    # At the moment of the change, as a thumb would that was on its way.
    page.evaluate(
        """() => new MutationObserver((_, watch) => {
          watch.disconnect();
          document.querySelector("button[data-act=confirm]").click();
        }).observe(document.querySelector("#inbox-list"), { childList: true })"""
    )
    stand.comment(UNSURE)
    expect(page.locator(".item")).to_have_count(2)
    expect(page.locator(".settled")).to_have_count(0)
    assert stand.state.counters.orders == 0


def test_a_number_that_comes_after_stands_beside_its_order(stand: Stand, page: Page) -> None:
    stand.comment(says("Hoa", "VT1 5kg nha"))
    card = item(page, "Hoa")
    card.wait_for()
    stand.comment(says("Hoa", "0911 222 333 Cần Thơ"))
    expect(card.locator("blockquote")).to_have_text("VT1 5kg nha · 0911 222 333 Cần Thơ")
    expect(card).to_contain_text("0911222333")
    expect(page.locator(".item")).to_have_count(1)
    assert stand.buyers() == [("Hoa", "0911222333", "Cần Thơ")]


def test_of_very_many_a_part_is_shown_and_said_so(stand: Stand, page: Page) -> None:
    stand.comment(*(says(f"Khách {n}", f"VT1 {n % 7 + 2}kg bạn ơi nhanh lên") for n in range(90)))
    expect(page.locator("#inbox-more")).to_have_text("Đang hiện 60 mục đầu trong 90 mục.")
    expect(page.locator("[data-count=unsure] b")).to_have_text("90")
