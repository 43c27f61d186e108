"""What viewers must be told of a product and the sheet does not say keeps it off the air."""

import pytest
from msgspec.structs import replace

from host_assistant.catalog.product import Product
from host_assistant.control_room.wording import sentence
from host_assistant.language import use
from host_assistant.show import commands as cmd
from host_assistant.show import refusals as no
from host_assistant.show.vocabulary import Mode
from tests.support.shows import LYCHEE, Log, opening

BARE = replace(LYCHEE, sku="X1", seller="", origin="")


def show(mode: Mode, *products: Product) -> Log:
    return Log(opening(mode=mode, products=products))


@pytest.mark.parametrize(
    ("field", "value", "missing"),
    [
        ("seller", "", "seller"),
        ("origin", " ", "origin"),
        ("unit", "", "unit"),
        ("price_vnd", 0, "price"),
    ],
)
def test_an_incomplete_product_is_not_shown_live(field: str, value: object, missing: str) -> None:
    log = show("live", replace(LYCHEE, **{field: value}))
    refusal = log.take(cmd.ShowProduct(sku="VT1"))
    assert refusal == no.ProductNotReady("VT1", (missing,))  # type: ignore[arg-type]
    assert refusal is not None
    assert refusal.code == "product_not_ready"
    assert log.state.product is None


def test_a_complete_product_is_shown_live() -> None:
    log = show("live", LYCHEE, BARE)
    assert log.take(cmd.ShowProduct(sku="VT1")) is None
    assert log.state.product == "VT1"


def test_the_card_stays_when_an_incomplete_one_is_refused() -> None:
    log = show("live", LYCHEE, BARE)
    log.take(cmd.ShowProduct(sku="VT1"))
    assert log.take(cmd.ShowProduct(sku="X1")) is not None
    assert log.state.product == "VT1"


def test_a_rehearsal_shows_it_for_nobody_watches() -> None:
    log = show("rehearsal", BARE)
    assert log.take(cmd.ShowProduct(sku="X1")) is None
    assert log.state.product == "X1"


def test_what_was_missing_can_be_filled_in_while_live() -> None:
    log = show("live", BARE)
    log.take(cmd.ListProduct(product=replace(BARE, seller="HTX A", origin="Lục Ngạn")))
    assert log.take(cmd.ShowProduct(sku="X1")) is None


def test_a_card_that_becomes_incomplete_goes_off_the_picture() -> None:
    log = show("live", LYCHEE)
    log.take(cmd.ShowProduct(sku="VT1"))
    log.take(cmd.ListProduct(product=replace(LYCHEE, seller="")))
    assert log.state.product is None


def test_orders_for_it_are_still_taken() -> None:
    log = show("live", BARE)
    assert log.take(cmd.PlaceOrder(order_id="o1", lines=(cmd.Wanted("X1", 1_000),))) is None


@pytest.mark.parametrize(
    ("lang", "lacks"), [("en", "the seller, where"), ("vi", "người bán, xuất")]
)
def test_the_refusal_says_what_is_missing(lang: str, lacks: str) -> None:
    use(lang)  # type: ignore[arg-type]
    log = show("live", BARE)
    refusal = log.take(cmd.ShowProduct(sku="X1"))
    assert refusal is not None
    said = sentence(refusal, log.state)
    assert lacks in said
    assert "Vải thiều Lục Ngạn loại 1" in said
