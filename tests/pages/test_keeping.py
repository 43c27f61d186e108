"""Orders without a network: kept on the phone, numbered, and in the log exactly once."""

from __future__ import annotations

import secrets
from collections import Counter

from playwright.sync_api import Page, Route, expect

from host_assistant.show.commands import EndSession
from tests.pages.conftest import SignedIn
from tests.pages.stand import Stand
from tests.pages.test_orders import wait_until_sent
from tests.support.waiting import wait_until

ORDERS = "**/api/orders"


def take(page: Page, *places: int) -> None:
    """An order each of the goods at these places, as fast as a hand can."""
    for place in places:
        page.evaluate(
            "place => { document.querySelectorAll('#tiles .tile')[place].click();"
            "document.querySelector('#take').click(); }",
            place,
        )


def test_orders_taken_without_a_network_arrive_once_each(stand: Stand, signed_in: SignedIn) -> None:
    one = signed_in("helper")
    page = one.page
    page.wait_for_selector("#tiles .tile")
    take(page, 0, 1, 2)
    wait_until_sent(page)
    for already in (0, 12):
        with one.offline():
            take(page, *[number % 8 for number in range(12)])
            expect(page.locator("#band")).to_have_text("Mất mạng – 12 đơn đang giữ trên máy này")
            page.tap("#tab-mine")
            expect(page.locator(".mine.kept >> nth=0")).to_contain_text(f"Đơn số {already + 15}")
            page.tap("#tab-new")
        wait_until_sent(page)
    expect(page.locator("#band")).to_be_hidden()
    ids = [order_id for order_id, _, _ in stand.orders()]
    assert (len(ids), len(set(ids))) == (27, 27)
    expect(page.locator("#orders")).to_have_text("27")


def test_the_computer_that_leaves_the_wifi_loses_none(stand: Stand, signed_in: SignedIn) -> None:
    one = signed_in("helper")
    page = one.page
    page.wait_for_selector("#tiles .tile")
    for _ in range(2):
        stand.desk.close_wifi()
        take(page, *range(8))
        expect(page.locator("#band")).to_contain_text("Mất mạng – 8 đơn")
        stand.desk.open_wifi(stand.address)
        wait_until_sent(page)
    assert Counter(status for _, status, _ in stand.orders()) == {"confirmed": 16}
    one.forget_lost()


def test_an_order_whose_answer_was_lost_is_no_second_order(
    stand: Stand, signed_in: SignedIn
) -> None:
    one = signed_in("helper")
    page = one.page
    lost = 0

    def lose(route: Route) -> None:
        nonlocal lost
        if lost == 2:
            route.continue_()
            return
        lost += 1
        route.fetch()
        route.abort("connectionreset")

    page.wait_for_selector("#tiles .tile")
    page.route(ORDERS, lose)
    take(page, 0)
    wait_until_sent(page)
    assert lost == 2
    assert len(stand.orders()) == 1
    one.forget_lost()


def test_a_busy_desk_is_waited_for(stand: Stand, signed_in: SignedIn) -> None:
    one = signed_in("helper")
    page = one.page
    answers = [429, 503, 500]

    def busy(route: Route) -> None:
        if not answers:
            route.continue_()
            return
        headers = {"Retry-After": "1", "Content-Type": "application/json"}
        route.fulfill(status=answers.pop(0), headers=headers, body='{"error": "too_busy"}')

    page.wait_for_selector("#tiles .tile")
    page.route(ORDERS, busy)
    take(page, 0, 1)
    wait_until_sent(page)
    assert len(stand.orders()) == 2
    one.forget_answers(429, 503, 500)


def test_a_reload_loses_no_order(stand: Stand, signed_in: SignedIn) -> None:
    one = signed_in("helper")
    page = one.page
    page.wait_for_selector("#tiles .tile")
    page.route(ORDERS, lambda route: route.abort())
    take(page, 0, 1)
    page.reload()
    page.tap("#tab-mine")
    expect(page.locator(".mine.kept")).to_have_count(2)
    page.unroute(ORDERS)
    wait_until_sent(page)
    page.tap("#tab-new")
    take(page, 2)
    page.tap("#tab-mine")
    expect(page.locator(".mine >> nth=0")).to_contain_text("Đơn số 3")
    assert len(stand.orders()) == 3
    one.forget_lost()


def test_two_tabs_of_one_phone_send_each_order_once(stand: Stand, signed_in: SignedIn) -> None:
    one = signed_in("helper")
    tabs = [one.page, one.tab()]
    tabs[1].goto(one.page.url)
    for tab in tabs:
        tab.wait_for_selector("#tiles .tile")
    with one.offline():
        for tab in tabs:
            take(tab, *range(6))
        expect(tabs[0].locator("#band")).to_contain_text("12 đơn")
        expect(tabs[1].locator("#band")).to_contain_text("12 đơn")
    for tab in tabs:
        wait_until_sent(tab)
    ids = [order_id for order_id, _, _ in stand.orders()]
    assert (len(ids), len(set(ids))) == (12, 12)
    one.forget_lost()


def test_who_is_thrown_out_keeps_the_orders(stand: Stand, signed_in: SignedIn) -> None:
    one = signed_in("helper")
    page = one.page
    page.wait_for_selector("#tiles .tile")
    page.route(ORDERS, lambda route: route.abort())
    take(page, 0, 1)
    stand.desk.devices.throw_out(stand.desk.devices.all()[0].device_id)
    expect(page.locator("#band")).to_contain_text("2 đơn vẫn giữ trên máy")
    page.unroute(ORDERS)
    page.tap("#band .button")
    expect(page.locator("#held")).to_contain_text("2 đơn chưa gửi")
    assert stand.orders() == []
    page.fill("#code", stand.desk.codes.current("helper").digits)
    page.tap("#go")
    page.wait_for_selector("body[data-link=up]")
    wait_until_sent(page)
    assert len(stand.orders()) == 2
    one.forget_lost()
    one.forget_answers(401)


def test_signing_out_says_what_is_not_sent(stand: Stand, signed_in: SignedIn) -> None:
    one = signed_in("helper")
    page = one.page
    page.wait_for_selector("#tiles .tile")
    page.route(ORDERS, lambda route: route.abort())
    take(page, 0)
    page.tap("#leave")
    expect(page.locator("#leaving-text")).to_contain_text("Còn 1 đơn chưa gửi")
    page.tap("#leave-yes")
    expect(page.locator("#held")).to_contain_text("1 đơn chưa gửi")
    assert stand.desk.devices.all() == ()
    one.forget_lost()


def test_an_order_of_an_earlier_show_waits_for_a_word(stand: Stand, signed_in: SignedIn) -> None:
    one = signed_in("helper")
    page = one.page
    page.wait_for_selector("#tiles .tile")
    page.route(ORDERS, lambda route: route.abort())
    take(page, 0, 1)
    stand.director.do(EndSession())
    stand.open(secrets.token_hex(4))
    page.unroute(ORDERS)
    page.tap("#tab-mine")
    expect(page.locator(".mine.refused")).to_have_count(2)
    assert stand.orders() == []
    page.tap(".mine.refused >> nth=0 >> text=Gửi lại")
    wait_until(lambda: len(stand.orders()) == 1)
    page.tap(".mine.refused .danger")
    page.tap(".mine.refused .danger")
    expect(page.locator(".mine.refused")).to_have_count(0)
    assert len(stand.orders()) == 1
    one.forget_lost()
    one.forget_answers(409)


def test_after_a_full_disk_an_order_may_be_sent_again_but_not_mended(
    stand: Stand, signed_in: SignedIn
) -> None:
    one = signed_in("helper")
    page = one.page
    full = '{"error": "journal_full", "message": "Đĩa đầy."}'
    headers = {"Content-Type": "application/json"}
    page.wait_for_selector("#tiles .tile")
    page.clock.install()
    page.route(ORDERS, lambda route: route.fulfill(status=500, headers=headers, body=full))
    take(page, 0)
    page.tap("#tab-mine")
    refused = page.locator(".mine.refused")

    def given_up() -> bool:
        page.clock.run_for(10_000)
        return refused.count() == 1

    # Each answer takes a moment of its own, whatever the page's clock says.
    wait_until(given_up, 20)
    expect(refused.locator(".why")).to_have_text("Đĩa đầy.")
    expect(refused.locator("button")).to_have_text(["Gửi lại", "Bỏ"])
    page.unroute(ORDERS)
    refused.locator("button", has_text="Gửi lại").tap()
    wait_until(lambda: len(stand.orders()) == 1)
    one.forget_lost()
    one.forget_answers(500)


def test_orders_wait_while_no_show_is_open(stand: Stand, signed_in: SignedIn) -> None:
    session = stand.state.session or ""
    one = signed_in("helper")
    page = one.page
    page.wait_for_selector("#tiles .tile")
    stand.director.do(EndSession())
    expect(page.locator("#show")).to_have_text("Buổi đã kết thúc")
    take(page, 0)
    expect(page.locator("#band")).to_contain_text("Đơn còn giữ trên máy này: 1")
    assert stand.rows("SELECT 1 FROM orders WHERE session_id = ?", session) == []


def test_an_order_taken_back_before_it_left_never_arrives(
    stand: Stand, signed_in: SignedIn
) -> None:
    one = signed_in("helper")
    page = one.page
    page.wait_for_selector("#tiles .tile")
    with one.offline():
        take(page, 0, 1)
        page.tap("#toast button")
        expect(page.locator("#band")).to_contain_text("1 đơn đang giữ")
    wait_until_sent(page)
    assert stand.lines() == [("VT1", 1)]


def test_a_phone_that_keeps_nothing_says_so(stand: Stand, signed_in: SignedIn) -> None:
    one = signed_in("helper")
    page = one.page
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }"
    )
    page.reload()
    page.wait_for_selector("#tiles .tile")
    page.route(ORDERS, lambda route: route.fulfill(status=503, headers={"Retry-After": "1"}))
    take(page, 0)
    expect(page.locator("#band")).to_contain_text("Đừng đóng trang")
    page.unroute(ORDERS)
    wait_until(lambda: len(stand.orders()) == 1)
    expect(page.locator("#band")).to_be_hidden()
    one.forget_answers(503)
