"""Orders by thumb: few taps, as much as is wanted, for whoever bought before."""

from __future__ import annotations

import time

from playwright.sync_api import Page, expect

from host_assistant.show import commands as cmd
from host_assistant.show.buyer import Buyer, seal
from tests.pages.conftest import SignedIn
from tests.pages.stand import Stand
from tests.support.waiting import wait_until

ALL_SENT = """
() => Object.keys(localStorage)
  .filter((key) => key.startsWith("lensong.order."))
  .map((key) => JSON.parse(localStorage[key]).state)
  .every((state) => state === "sent")
"""


def wait_until_sent(page: Page) -> None:
    wait_until(lambda: page.evaluate(ALL_SENT), timeout_s=30, every_s=0.05)


def tile(page: Page, place: int) -> None:
    page.tap(f"#tiles .tile >> nth={place}")


def test_an_order_takes_three_taps(stand: Stand, signed_in: SignedIn) -> None:
    page = signed_in("helper").page
    page.wait_for_selector("#tiles .tile")
    began = time.monotonic()
    tile(page, 0)
    page.tap(".usual >> text=5")
    page.tap("#take")
    expect(page.locator("#toast")).to_contain_text("Đơn số 1")
    assert time.monotonic() - began < 10
    wait_until_sent(page)
    [(_, status, source)] = stand.orders()
    assert (status, source, stand.lines()) == ("confirmed", "Chị Lan", [("VT1", 5)])
    expect(page.locator("#orders")).to_have_text("1")


def test_what_is_on_the_card_is_offered_first(stand: Stand, signed_in: SignedIn) -> None:
    page = signed_in("helper").page
    stand.director.do(cmd.ShowProduct(sku="MCH"))
    page.tap("#card-now .tile")
    page.tap("#take")
    wait_until_sent(page)
    assert stand.lines() == [("MCH", 1)]


def test_boxes_can_be_asked_for_by_the_kilogram(stand: Stand, signed_in: SignedIn) -> None:
    page = signed_in("helper").page
    tile(page, 1)
    page.tap(".units >> text=kg")
    expect(page.locator(".amount")).to_have_value("5")
    page.tap(".step >> nth=1")
    expect(page.locator(".amount")).to_have_value("10")
    expect(page.locator("#total")).to_have_text("340.000 đ")
    page.tap("#take")
    tile(page, 1)
    page.fill(".amount", "15 kg")
    page.tap("#take")
    wait_until_sent(page)
    assert stand.lines() == [("VT5", 2), ("VT5", 3)]


def test_several_goods_for_a_new_buyer(stand: Stand, signed_in: SignedIn) -> None:
    page = signed_in("helper").page
    tile(page, 0)
    page.fill(".amount", "2,5")
    page.tap("#add-goods")
    expect(page.locator("#tiles .tile >> nth=0 >> .chosen")).to_have_text("2,5 kg")
    tile(page, 4)
    page.fill("#buyer-name", "chị Hoa")
    page.fill("#buyer-phone", "091 234 5678")
    page.fill("#buyer-address", "12 Cầu Giấy, Hà Nội")
    page.tap("#take")
    wait_until_sent(page)
    assert stand.lines() == [("VT1", 2.5), ("MCH", 1)]
    assert stand.buyers() == [("chị Hoa", "0912345678", "12 Cầu Giấy, Hà Nội")]
    # For the next order the form is empty, and the buyer is offered again.
    tile(page, 0)
    expect(page.locator("#buyer-name")).to_have_value("")
    expect(page.locator(".person >> nth=0")).to_contain_text("chị Hoa")


def test_who_bought_before_is_offered_again(stand: Stand, signed_in: SignedIn) -> None:
    for number, name in enumerate(("anh Tuấn", "chị Hoa")):
        buyer = Buyer(name=name, phone=f"091234567{number}", address="Hà Nội")
        stand.director.do(
            cmd.PlaceOrder(
                order_id=f"o{number}",
                lines=(cmd.Wanted("VT1", 1000),),
                buyer=seal(buyer, buyer_id=f"b{number}", salt="salt"),
            )
        )
    page = signed_in("helper").page
    tile(page, 0)
    assert page.locator(".person b").all_inner_texts() == ["chị Hoa", "anh Tuấn"]
    page.fill("#buyer-name", "tuan")
    expect(page.locator(".person")).to_have_count(1)
    page.tap(".person")
    page.tap("#take")
    wait_until_sent(page)
    assert stand.buyers()[-1] == ("anh Tuấn", "0912345670", "Hà Nội")


def test_the_keyboards_key_leads_through_the_fields(stand: Stand, signed_in: SignedIn) -> None:
    page = signed_in("helper").page
    tile(page, 0)
    page.fill("#buyer-name", "chị Hoa")
    for text in ("0912345678", "Hà Nội"):
        page.keyboard.press("Enter")
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    wait_until_sent(page)
    assert stand.buyers() == [("chị Hoa", "0912345678", "Hà Nội")]


def test_a_nervous_thumb_makes_one_order(stand: Stand, signed_in: SignedIn) -> None:
    page = signed_in("helper").page
    tile(page, 0)
    page.evaluate("for (let i = 0; i < 5; i += 1) document.querySelector('#take').click()")
    wait_until_sent(page)
    assert len(stand.orders()) == 1


def test_nothing_is_taken_without_an_amount(stand: Stand, signed_in: SignedIn) -> None:
    page = signed_in("helper").page
    tile(page, 0)
    page.fill(".amount", "0")
    page.tap("#take")
    expect(page.locator("#wrong")).to_contain_text("Vải thiều Lục Ngạn loại 1")
    expect(page.locator(".amount")).to_be_focused()
    assert stand.orders() == []


def test_the_last_order_is_taken_back_with_one_tap(stand: Stand, signed_in: SignedIn) -> None:
    page = signed_in("helper").page
    tile(page, 0)
    page.tap("#take")
    wait_until_sent(page)
    page.tap("#toast button")
    wait_until(lambda: [status for _, status, _ in stand.orders()] == ["cancelled"])
    page.tap("#tab-mine")
    expect(page.locator(".mine")).to_have_count(0)


def test_an_earlier_order_is_cancelled_with_two(stand: Stand, signed_in: SignedIn) -> None:
    page = signed_in("helper").page
    tile(page, 0)
    page.tap("#take")
    wait_until_sent(page)
    page.tap("#tab-mine")
    page.tap(".mine .danger")
    assert [status for _, status, _ in stand.orders()] == ["confirmed"]
    page.tap(".mine .danger")
    wait_until(lambda: [status for _, status, _ in stand.orders()] == ["cancelled"])


def test_what_the_show_refuses_is_shown_and_mended(stand: Stand, signed_in: SignedIn) -> None:
    one = signed_in("helper")
    page = one.page
    tile(page, 5)
    page.fill(".amount", "151")
    page.fill("#buyer-name", "chị Hoa")
    page.tap("#take")
    expect(page.locator("#band")).to_contain_text("1 đơn chưa được nhận")
    page.tap("#tab-mine")
    expect(page.locator(".mine .why")).to_contain_text("150")
    page.tap(".mine.refused >> text=Sửa")
    expect(page.locator("#mending-title")).to_have_text("Sửa đơn số 1")
    expect(page.locator("#buyer-name")).to_have_value("chị Hoa")
    page.fill(".amount", "150")
    page.tap("#take")
    wait_until_sent(page)
    assert stand.lines() == [("MOV", 150)]
    # A refusal is a line in the browser's console, which nobody can switch off.
    one.forget_answers(409)


def test_what_is_sold_out_goes_on_the_list_for_tomorrow(stand: Stand, signed_in: SignedIn) -> None:
    one = signed_in("helper")
    page = one.page
    tile(page, 5)
    page.fill(".amount", "151")
    page.tap("#take")
    page.tap("#tab-mine")
    page.tap(".mine.refused >> text=Hái ngày mai")
    wait_until_sent(page)
    assert [status for _, status, _ in stand.orders()] == ["pending"]
    assert stand.state.inbox[stand.orders()[0][0]].sort == "waiting"
    assert stand.state.counters.orders == 0
    one.forget_answers(409)


def test_a_reload_keeps_what_is_being_typed(stand: Stand, signed_in: SignedIn) -> None:
    page = signed_in("helper").page
    tile(page, 1)
    page.fill(".amount", "7")
    page.fill("#buyer-name", "chị Hoa")
    page.reload()
    expect(page.locator(".amount")).to_have_value("7")
    expect(page.locator("#buyer-name")).to_have_value("chị Hoa")


def test_a_price_that_changes_shows_while_the_order_is_open(
    stand: Stand, signed_in: SignedIn
) -> None:
    page = signed_in("helper").page
    tile(page, 0)
    expect(page.locator("#total")).to_have_text("35.000 đ")
    stand.director.do(cmd.ChangePrice(sku="VT1", price_vnd=29_000))
    expect(page.locator("#total")).to_have_text("29.000 đ")


def test_an_amount_that_is_none_is_told_in_words(stand: Stand, signed_in: SignedIn) -> None:
    one = signed_in("helper")
    tile(one.page, 0)
    one.page.fill(".amount", "abc")
    one.page.tap("#take")
    one.page.tap("#tab-mine")
    expect(one.page.locator(".mine .why")).to_contain_text("“abc” không phải số lượng")
    assert "lines[" not in one.page.locator("#mine").inner_text()
    one.forget_answers(422)
