"""After the show's end a phone that hears nothing more says so, and not that the network broke."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from host_assistant.desk.roles import Role
from host_assistant.show import commands as cmd
from tests.pages.phone import Phone, phone
from tests.pages.stand import Stand, a_stand


@pytest.fixture
def own_stand(tmp_path: Path) -> Iterator[Stand]:
    """A desk that the test may close."""
    with a_stand(tmp_path) as stand:
        stand.open()
        yield stand


@pytest.fixture
def own_phone(own_stand: Stand, browser: Browser) -> Iterator[Callable[[Role], Phone]]:
    with ExitStack() as stack:

        def one_more(role: Role) -> Phone:
            one = stack.enter_context(phone(browser))
            one.sign_in(own_stand, role)
            return one

        yield one_more


def end(stand: Stand) -> None:
    # Just before the end much changes, so that the phones are told of some of it later.
    for number in range(3):
        stand.director.do(cmd.AddNote(text=str(number)))
    stand.director.do(cmd.EndSession())
    stand.desk.close()


@pytest.mark.parametrize("role", ["helper", "remote", "screen"])
def test_the_end_is_no_broken_network(
    own_stand: Stand, own_phone: Callable[[Role], Phone], role: Role
) -> None:
    page = own_phone(role).page
    expect(page.locator("#show")).to_have_text("DIỄN TẬP")
    end(own_stand)
    page.wait_for_selector("body[data-link=down]")
    expect(page.locator("#band")).to_have_text("Buổi đã kết thúc. Cảm ơn bạn.")
    expect(page.locator("#band")).to_have_class("band done")
    expect(page.locator("#show")).to_have_text("Buổi đã kết thúc")


def test_orders_that_came_too_late_are_told(
    own_stand: Stand, own_phone: Callable[[Role], Phone]
) -> None:
    one = own_phone("helper")
    one.page.wait_for_selector("#tiles .tile")
    end(own_stand)
    one.page.wait_for_selector("body[data-link=down]")
    one.page.tap("#tiles .tile >> nth=0")
    one.page.tap("#take")
    expect(one.page.locator("#band")).to_contain_text("Đơn còn giữ trên máy này: 1")


def test_a_desk_that_goes_in_the_middle_is_still_a_broken_network(
    own_stand: Stand, own_phone: Callable[[Role], Phone]
) -> None:
    page = own_phone("helper").page
    expect(page.locator("#show")).to_have_text("DIỄN TẬP")
    own_stand.desk.close()
    page.wait_for_selector("body[data-link=down]")
    expect(page.locator("#band")).to_contain_text("Mất mạng")
