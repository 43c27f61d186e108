"""The remote control: goods, scenes, prices, the break; and the second screen that only reads."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from host_assistant.show import commands as cmd
from tests.pages.conftest import SignedIn
from tests.pages.stand import Stand
from tests.support.waiting import wait_until


def test_next_and_previous_walk_through_the_goods(stand: Stand, signed_in: SignedIn) -> None:
    page = signed_in("remote").page
    for sku in ("VT1", "VT5"):
        page.tap("#next")
        name = stand.state.products[sku].product.name
        expect(page.locator("#goods [aria-pressed=true]")).to_contain_text(name)
        assert stand.state.product == sku
    page.tap("#previous")
    wait_until(lambda: stand.state.product == "VT1")
    expect(page.locator("#now")).to_contain_text("Vải thiều Lục Ngạn loại 1")
    page.tap("#previous")
    wait_until(lambda: stand.state.product == stand.state.skus[-1])


def test_goods_are_shown_and_the_card_is_hidden(stand: Stand, signed_in: SignedIn) -> None:
    page = signed_in("remote").page
    page.tap("#goods button >> nth=4")
    wait_until(lambda: stand.state.product == "MCH")
    page.tap("#hide")
    wait_until(lambda: stand.state.product is None)
    expect(page.locator("#price")).to_be_disabled()


def test_scenes_change(stand: Stand, signed_in: SignedIn) -> None:
    page = signed_in("remote").page
    page.tap("[data-scene=camera]")
    wait_until(lambda: stand.state.scene == "camera")
    expect(page.locator("[data-scene=camera]")).to_have_attribute("aria-pressed", "true")


def test_the_break_comes_and_goes_back_to_where_it_was(stand: Stand, signed_in: SignedIn) -> None:
    page = signed_in("remote").page
    stand.director.do(cmd.ChooseScene(scene="camera"))
    stand.director.do(cmd.ShowProduct(sku="VT1"))
    expect(page.locator("#now")).to_contain_text("Vải thiều")
    page.tap("#break")
    wait_until(lambda: stand.state.phase == "break")
    expect(page.locator("#show")).to_have_text("TẠM NGHỈ")
    expect(page.locator("#next")).to_be_disabled()
    # Not even a page that was opened only now needs to know what was before.
    page.reload()
    page.tap("#break")
    wait_until(lambda: stand.state.phase == "open")
    assert (stand.state.scene, stand.state.product) == ("camera", "VT1")


def test_a_price_is_shown_before_it_changes_and_can_be_taken_back(
    stand: Stand, signed_in: SignedIn
) -> None:
    page = signed_in("remote").page
    stand.director.do(cmd.ShowProduct(sku="VT1"))
    page.tap("#price")
    page.fill("#new-price", "ba chục")
    page.tap("#pricing-yes")
    expect(page.locator("#pricing-wrong")).to_be_visible()
    page.fill("#new-price", "29k")
    expect(page.locator("#pricing-change")).to_have_text("35.000 đ → 29.000 đ")
    assert stand.state.products["VT1"].price_vnd == 35_000
    page.tap("#pricing-yes")
    wait_until(lambda: stand.state.products["VT1"].price_vnd == 29_000)
    expect(page.locator("#now")).to_contain_text("29.000 đ/kg")
    page.tap("#toast button")
    wait_until(lambda: stand.state.products["VT1"].price_vnd == 35_000)


@pytest.mark.parametrize(
    ("typed", "question", "meant", "other"),
    [
        ("32", "32 đ là quá ít", "Đặt 32.000 đ", "Đặt 32 đ"),
        ("3200000", "cao hơn nhiều", "", "Đặt 3.2"),
    ],
)
def test_a_price_that_is_hardly_meant_is_asked_about(
    stand: Stand, signed_in: SignedIn, typed: str, question: str, meant: str, other: str
) -> None:
    one = signed_in("remote")
    page = one.page
    stand.director.do(cmd.ShowProduct(sku="VT1"))
    page.tap("#price")
    page.fill("#new-price", typed)
    page.press("#new-price", "Enter")
    expect(page.locator("#pricing-wrong")).to_contain_text(question)
    page.press("#new-price", "Enter")
    expect(page.locator("#pricing-typed")).to_contain_text(other)
    assert stand.state.products["VT1"].price_vnd == 35_000
    if meant:
        expect(page.locator("#pricing-yes")).to_have_text(meant)
        page.tap("#pricing-yes")
        wait_until(lambda: stand.state.products["VT1"].price_vnd == 32_000)
    else:
        expect(page.locator("#pricing-yes")).to_be_hidden()
        page.tap("#pricing-typed")
        wait_until(lambda: stand.state.products["VT1"].price_vnd == 3_200_000)
    expect(page.locator("#pricing")).to_be_hidden()
    one.forget_answers(409)


def test_typing_another_price_ends_the_question(stand: Stand, signed_in: SignedIn) -> None:
    one = signed_in("remote")
    page = one.page
    stand.director.do(cmd.ShowProduct(sku="VT1"))
    page.tap("#price")
    page.fill("#new-price", "32")
    page.tap("#pricing-yes")
    expect(page.locator("#pricing-typed")).to_be_visible()
    page.fill("#new-price", "33k")
    expect(page.locator("#pricing-typed")).to_be_hidden()
    page.tap("#pricing-yes")
    wait_until(lambda: stand.state.products["VT1"].price_vnd == 33_000)
    one.forget_answers(409)


def test_scenes_are_named_as_scenes(stand: Stand, signed_in: SignedIn) -> None:
    expect(signed_in("remote").page.locator("[data-scene=closing]")).to_have_text("Cảnh kết")


def test_without_a_network_the_remote_says_so(stand: Stand, signed_in: SignedIn) -> None:
    one = signed_in("remote")
    one.page.wait_for_selector("#goods li")
    with one.offline():
        expect(one.page.locator("#band")).to_contain_text("Mất mạng")
        expect(one.page.locator("#break")).to_be_disabled()
    expect(one.page.locator("#break")).to_be_enabled()


def test_the_second_screen_follows(stand: Stand, signed_in: SignedIn) -> None:
    page = signed_in("screen").page
    expect(page.locator("#now")).to_contain_text("Chưa giới thiệu món nào")
    stand.director.do(cmd.ShowProduct(sku="VT1"))
    stand.director.do(cmd.PlaceOrder(order_id="o1", lines=(cmd.Wanted("VT1", 1_284_000),)))
    expect(page.locator("#now")).to_contain_text("35.000 đ/kg")
    expect(page.locator("#now img")).to_have_js_property("complete", True)
    assert page.evaluate("document.querySelector('#now img').naturalWidth") > 0
    expect(page.locator("#orders")).to_have_text("1")
    expect(page.locator("#weight")).to_have_text("1,3 tấn")
    expect(page.locator("#revenue")).to_have_text("44.940.000 đ")
    # It asks for nothing and changes nothing: there is only the way out.
    assert page.locator("button:visible").count() == 1
