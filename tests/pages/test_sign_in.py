"""Signing in with a phone, and what a page shows of words that somebody meant as a program."""

from __future__ import annotations

import msgspec
import pytest
from playwright.sync_api import Browser, expect

from host_assistant.desk.roles import Role
from host_assistant.show import commands as cmd
from host_assistant.show.comment import Comment
from tests.pages.conftest import SignedIn
from tests.pages.phone import phone
from tests.pages.stand import SESSION, Stand, sample_goods
from tests.support.waiting import wait_until

SCRIPT = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'`${alert(3)}{{7*7}}&amp;"


@pytest.mark.parametrize("role", ["helper", "remote", "screen"])
def test_six_digits_lead_to_the_page_of_the_role(
    stand: Stand, browser: Browser, role: Role
) -> None:
    with phone(browser) as one:
        one.page.goto(stand.url)
        one.page.fill("#code", stand.desk.codes.current(role).digits)
        one.page.fill("#name", "Chị Lan")
        one.page.tap("#go")
        one.page.wait_for_url(f"{stand.url}/{role}")
        one.page.wait_for_selector("body[data-link=up]")
        assert [device.name for device in stand.desk.devices.all()] == ["Chị Lan"]
        assert one.said == []


def test_the_code_of_the_picture_fills_itself_and_leaves_the_address(
    stand: Stand, browser: Browser
) -> None:
    with phone(browser) as one:
        one.page.goto(stand.invitation("helper"))
        expect(one.page.locator("#code-here")).to_be_visible()
        assert one.page.url == f"{stand.url}/"
        one.page.fill("#name", "Chị Lan")
        one.page.tap("#go")
        one.page.wait_for_url(f"{stand.url}/helper")
        # The next time the phone knows who it is, and looking at the picture is enough.
        stand.desk.devices.throw_out(stand.desk.devices.all()[0].device_id)
        one.page.wait_for_selector("body[data-link=out]")
        one.page.goto(stand.invitation("remote"))
        one.page.wait_for_url(f"{stand.url}/remote")
        one.forget_lost()
        one.forget_answers(401)
        assert one.said == []


def test_a_wrong_code_is_told_in_words(stand: Stand, browser: Browser) -> None:
    with phone(browser, lang="en") as one:
        one.page.goto(stand.url)
        one.page.fill("#code", "123")
        one.page.tap("#go")
        expect(one.page.locator("#wrong")).to_contain_text("six digits")
        wrong = "000000" if stand.desk.codes.current("helper").digits != "000000" else "000001"
        one.page.fill("#code", wrong)
        one.page.tap("#go")
        expect(one.page.locator("#wrong")).to_contain_text("wrong")
        assert stand.desk.devices.all() == ()


def test_the_page_speaks_the_language_of_the_phone_or_the_one_chosen(
    stand: Stand, browser: Browser
) -> None:
    with phone(browser, lang="en") as one:
        one.page.goto(stand.url)
        expect(one.page.locator("#go")).to_have_text("Come in")
        one.page.tap("text=Tiếng Việt")
        expect(one.page.locator("#go")).to_have_text("Vào")
        one.page.goto(stand.url)
        assert one.page.get_attribute("html", "lang") == "vi"


def test_script_in_every_field_is_only_text(no_show: Stand, signed_in: SignedIn) -> None:
    stand = no_show
    goods = tuple(
        msgspec.structs.replace(product, name=f"{product.sku} {SCRIPT}", unit="<b>kg</b>")
        for product in sample_goods(stand.folder)[:2]
    )
    stand.open(f"{SESSION}-script", title=SCRIPT, products=goods)
    stand.director.do(cmd.ShowProduct(sku="VT1"))
    stand.comment(
        Comment(platform=SCRIPT[:40], author=SCRIPT, text=f"VT1 {SCRIPT}"),
        Comment(platform="facebook", author=SCRIPT, text="VT1 5kg đấy bạn ơi nhanh lên"),
    )
    helper, remote, screen = (signed_in(role, SCRIPT) for role in ("helper", "remote", "screen"))
    page = helper.page
    expect(page.locator("#tiles .tile >> nth=0")).to_contain_text(SCRIPT)
    page.tap("#tiles .tile >> nth=0")
    page.fill(".amount", "5")
    for field in ("name", "phone", "address"):
        page.fill(f"#buyer-{field}", SCRIPT)
    page.tap("#take")
    # It is asked about, being no telephone number, and taken all the same.
    expect(page.locator("#wrong")).to_be_visible()
    page.tap("#take")
    expect(page.locator("#toast")).to_contain_text(SCRIPT)
    wait_until(lambda: len(stand.orders()) == 1)
    page.reload()
    page.tap("#tiles .tile >> nth=0")
    expect(page.locator(".person >> nth=0")).to_contain_text(SCRIPT)
    page.tap("#tab-mine")
    expect(page.locator(".mine")).to_contain_text(SCRIPT)
    page.tap("#tab-inbox")
    expect(page.locator(".item .author >> nth=0")).to_have_text(SCRIPT)
    expect(remote.page.locator("#now")).to_contain_text(SCRIPT)
    expect(screen.page.locator("#now")).to_contain_text(SCRIPT)
    for one in (helper, remote, screen):
        assert one.page.locator("img[src=x], main script, main b > b").count() == 0
