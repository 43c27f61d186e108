"""A telephone number that can hardly be one is asked about, and taken when it is sent once more."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.pages.conftest import SignedIn
from tests.pages.stand import Stand
from tests.pages.test_orders import tile, wait_until_sent

CAN_BE = """
async (text) => (await import("/static/numbers.js")).canBePhone(text)
"""


def begin(page: Page, number: str) -> None:
    tile(page, 0)
    page.fill("#buyer-phone", number)
    page.tap("#take")


def test_half_a_number_is_asked_about_and_mended(stand: Stand, signed_in: SignedIn) -> None:
    page = signed_in("helper").page
    begin(page, "0933")
    expect(page.locator("#wrong")).to_contain_text("không giống số điện thoại")
    expect(page.locator("#buyer-phone")).to_be_focused()
    assert stand.orders() == []
    page.fill("#buyer-phone", "0933 111 222")
    expect(page.locator("#wrong")).to_be_hidden()
    page.tap("#take")
    wait_until_sent(page)
    assert [phone for _, phone, _ in stand.buyers()] == ["0933111222"]


def test_it_is_taken_all_the_same(stand: Stand, signed_in: SignedIn) -> None:
    page = signed_in("helper").page
    for _ in range(2):
        begin(page, "0933")
        expect(page.locator("#wrong")).to_be_visible()
        page.tap("#take")
        wait_until_sent(page)
    assert [phone for _, phone, _ in stand.buyers()] == ["0933", "0933"]


@pytest.mark.usefixtures("stand")
def test_numbers_as_people_write_them(signed_in: SignedIn) -> None:
    page = signed_in("helper").page
    good = ("", "0912345678", "091.234.56 78", "+84 912 345 678", "84912345678", "0084912345678")
    for text in (*good, "024 3825 1234", "+81 90-1234-5678", "00819012345678"):
        assert page.evaluate(CAN_BE, text), text
    for text in ("0933", "091234567", "09123456789", "0112345678", "chị Lan", "912", "+84912"):
        assert not page.evaluate(CAN_BE, text), text
