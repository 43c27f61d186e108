"""Orders that reached a show whose answer never came, and the show that is open after it."""

from __future__ import annotations

import secrets

from playwright.sync_api import Page, Route, expect

from host_assistant.show.commands import CancelOrder, EndSession
from tests.pages.conftest import SignedIn
from tests.pages.stand import Stand
from tests.pages.test_keeping import ORDERS, take
from tests.support.waiting import wait_until


def sent_into_the_last_minute(stand: Stand, page: Page) -> None:
    """An order arrives, its answer is lost, and nothing more comes through in that show."""
    session = stand.state.session
    arrived: list[bool] = []

    def lose(route: Route) -> None:
        if stand.state.session != session:
            route.continue_()
            return
        if not arrived:
            route.fetch()
            arrived.append(True)
        route.abort("connectionreset")

    page.route(ORDERS, lose)
    page.route("**/api/orders/**", lose)
    page.wait_for_selector("#tiles .tile")
    take(page, 0)
    wait_until(lambda: page.evaluate("1") and arrived)
    page.tap("#tab-mine")


def next_show(stand: Stand) -> None:
    stand.director.do(EndSession())
    stand.open(secrets.token_hex(4))


def test_an_earlier_show_keeps_an_order_whose_answer_was_lost(
    stand: Stand, signed_in: SignedIn
) -> None:
    first = stand.state.session or ""
    one = signed_in("helper")
    page = one.page
    sent_into_the_last_minute(stand, page)
    next_show(stand)
    expect(page.locator(".mine.sent .state")).to_have_text("đã nhận ở buổi trước")
    expect(page.locator(".mine button")).to_have_count(0)
    assert stand.orders() == []
    kept = stand.rows("SELECT status FROM orders WHERE session_id = ?", first)
    assert kept == [("confirmed",)]
    one.forget_lost()


def test_what_an_earlier_show_holds_is_not_dropped_in_silence(
    stand: Stand, signed_in: SignedIn
) -> None:
    one = signed_in("helper")
    page = one.page
    sent_into_the_last_minute(stand, page)
    for _ in range(2):
        page.tap(".mine .danger")
    next_show(stand)
    expect(page.locator(".mine.sent .muted >> nth=-1")).to_contain_text("báo người bán")
    expect(page.locator("#toast")).to_contain_text("đã nhận ở buổi trước")
    assert stand.orders() == []
    one.forget_lost()
    one.forget_answers(409)


def test_what_an_earlier_show_cancelled_is_said_so(stand: Stand, signed_in: SignedIn) -> None:
    one = signed_in("helper")
    page = one.page
    sent_into_the_last_minute(stand, page)
    [(order_id, _, _)] = stand.orders()
    stand.director.do(CancelOrder(order_id=order_id, reason=""))
    next_show(stand)
    expect(page.locator(".mine.sent .state")).to_have_text("đã hủy ở buổi trước")
    assert stand.orders() == []
    one.forget_lost()
