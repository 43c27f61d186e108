"""When the bank's code stands on the picture, and what it says."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from host_assistant.catalog.product import Product
from host_assistant.orders.bank_qr import Transfer
from host_assistant.show import commands as cmd
from host_assistant.show.vocabulary import OverlaySlot, Platform, SceneRole, Shape, ShowSetup
from host_assistant.stage.overlay.cards import BankQr, Card, HowToOrder
from host_assistant.stage.picture import picture_of
from tests.support.shows import BOX, GOODS, Log, opening, order
from tests.support.vietqr import read_payload

SETUP = ShowSetup(
    host_name="Ngô Văn Cường",
    bank_bin="970436",
    bank_account="0123 456 789",
    bank_holder="Ngô Văn Cường",
)


def a_show(setup: ShowSetup = SETUP, products: tuple[Product, ...] = GOODS) -> Log:
    """One where the host chose the code, with boxes on the card."""
    return Log(
        opening(setup=setup, products=products),
        cmd.ChooseScene(scene="product"),
        cmd.ShowProduct(sku="VT5"),
        cmd.SetOverlay(slot="bank_qr", shown=True),
    )


def overlays(log: Log) -> Mapping[OverlaySlot, Card]:
    return picture_of(log.state, log.now_ms).overlays


def code(log: Log) -> BankQr:
    card = overlays(log)["bank_qr"]
    assert isinstance(card, BankQr)
    return card


def test_the_code_asks_for_one_unit_of_what_is_on_the_card() -> None:
    card = code(a_show())
    assert (card.heading, card.bank, card.holder) == (
        "Quét mã chuyển khoản",
        "Vietcombank",
        "NGO VAN CUONG",
    )
    assert (card.amount, card.amount_of, card.memo) == ("170.000 đ", "1 thùng", "Nội dung: VT5")
    assert card.product == BOX.name
    assert read_payload(card.payload) == Transfer(
        bin="970436", account="0123456789", amount_vnd=170_000, memo="VT5"
    )


def test_it_follows_the_price_and_the_card() -> None:
    log = a_show()
    log.take(cmd.ChangePrice(sku="VT5", price_vnd=150_000, for_s=60))
    assert read_payload(code(log).payload).amount_vnd == 150_000
    log.take(cmd.TimePassed(), after_ms=60_000)
    assert read_payload(code(log).payload).amount_vnd == 170_000
    log.take(cmd.ShowProduct(sku="VT1"))
    transfer = read_payload(code(log).payload)
    assert (transfer.amount_vnd, transfer.memo) == (35_000, "VT1")


@pytest.mark.parametrize("scene", ["product", "camera", "closing"])
def test_without_a_card_the_buyer_writes_the_amount(scene: SceneRole) -> None:
    log = a_show()
    log.take(cmd.ShowProduct(sku=None))
    log.take(cmd.ChooseScene(scene=scene))
    card = code(log)
    assert read_payload(card.payload) == Transfer(bin="970436", account="0123456789")
    assert (card.amount, card.amount_of, card.memo, card.product) == ("", "", "", "")


def test_a_price_that_no_bank_takes_is_left_to_the_buyer() -> None:
    log = a_show(products=(replace(BOX, price_vnd=10**13),))
    assert read_payload(code(log).payload).amount_vnd is None


def test_goods_whose_code_no_bank_takes_have_no_memo() -> None:
    log = Log(
        opening(setup=SETUP, products=(replace(BOX, sku="荔枝"),)),
        cmd.ChooseScene(scene="product"),
        cmd.ShowProduct(sku="荔枝"),
        cmd.SetOverlay(slot="bank_qr", shown=True),
    )
    card = code(log)
    assert card.memo == ""
    assert read_payload(card.payload).memo == ""


def test_nobody_sees_it_before_the_host_chose_it() -> None:
    log = Log(opening(setup=SETUP), cmd.ChooseScene(scene="product"), cmd.ShowProduct(sku="VT5"))
    assert "bank_qr" not in overlays(log)
    log.take(cmd.SetOverlay(slot="bank_qr", shown=True))
    assert "bank_qr" in overlays(log)
    log.take(cmd.SetOverlay(slot="bank_qr", shown=False))
    assert "bank_qr" not in overlays(log)


@pytest.mark.parametrize("scene", ["opening", "break"])
def test_waiting_viewers_see_no_code(scene: SceneRole) -> None:
    log = a_show()
    log.take(cmd.ChooseScene(scene=scene))
    assert "bank_qr" not in overlays(log)


@pytest.mark.parametrize("platform", ["facebook", "youtube", "other"])
def test_these_platforms_allow_it(platform: Platform) -> None:
    assert "bank_qr" in overlays(a_show(replace(SETUP, platform=platform)))


@pytest.mark.parametrize("shape", ["wide", "upright"])
@pytest.mark.parametrize("platform", ["tiktok", "shopee"])
def test_these_never_do_and_nobody_is_asked_for_a_number_there(
    platform: Platform, shape: Shape
) -> None:
    log = a_show(replace(SETUP, platform=platform, shape=shape))
    shown = overlays(log)
    assert "bank_qr" not in shown
    assert shown["how_to_order"] == HowToOrder(how="Bình luận:", code="VT5", more=("số lượng",))
    for scene in ("camera", "closing"):
        log.take(cmd.ChooseScene(scene=scene))
        assert "bank_qr" not in overlays(log)


@pytest.mark.parametrize(
    "wrong",
    [
        {"bank_bin": ""},
        {"bank_bin": "999999"},
        {"bank_account": "12"},
        {"bank_account": ""},
        {"bank_holder": ""},
    ],
)
def test_an_account_that_cannot_be_is_no_code(wrong: dict[str, str]) -> None:
    assert "bank_qr" not in overlays(a_show(replace(SETUP, **wrong)))


def test_beside_a_wide_card_the_ticker_and_how_to_order_rest() -> None:
    log = a_show()
    log.take(order("o1"))
    assert set(overlays(log)) == {"product_card", "order_counter", "bank_qr"}
    log.take(cmd.SetOverlay(slot="bank_qr", shown=False))
    assert set(overlays(log)) == {"product_card", "order_counter", "ticker", "how_to_order"}


def test_on_an_upright_picture_the_code_takes_the_cards_place() -> None:
    log = a_show(replace(SETUP, shape="upright"))
    log.take(order("o1"))
    assert set(overlays(log)) == {"order_counter", "ticker", "how_to_order", "bank_qr"}
