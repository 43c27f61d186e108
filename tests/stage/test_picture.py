"""What viewers should see, as a value."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from host_assistant.show import commands as cmd
from host_assistant.show.buyer import seal
from host_assistant.show.vocabulary import ShowSetup
from host_assistant.stage.overlay.cards import (
    HowToOrder,
    Notice,
    OrderCounter,
    ProductCard,
    Ticker,
)
from host_assistant.stage.picture import TICKER_MS, picture_of
from tests.support.shows import BOX, LYCHEE, Log, hoa, opening, order

SETUP = ShowSetup(host_name="Ngô Văn Cường", host_title="Phó Chủ tịch tỉnh")


@pytest.fixture
def log() -> Log:
    return Log(opening(setup=SETUP), cmd.ChooseScene(scene="product"))


def _card(log: Log) -> ProductCard:
    card = picture_of(log.state, log.now_ms).overlays["product_card"]
    assert isinstance(card, ProductCard)
    return card


def test_the_card_speaks_vietnamese_whatever_the_window_speaks(log: Log) -> None:
    log.take(cmd.ShowProduct(sku="VT1"))
    card = _card(log)
    assert (card.name, card.price, card.unit) == ("Vải thiều Lục Ngạn loại 1", "35.000 đ", "kg")
    assert (card.code, card.how, card.ocop) == ("VT1", "Bình luận", 4)
    assert (card.left, card.regular_price, card.special) == ("", "", "")


def test_a_special_price_strikes_the_old_one_through_until_it_ends(log: Log) -> None:
    log.take(cmd.ShowProduct(sku="VT1"))
    log.take(cmd.ChangePrice(sku="VT1", price_vnd=28_000, for_s=60))
    card = _card(log)
    assert (card.price, card.regular_price, card.special) == ("28.000 đ", "35.000 đ", "−20 %")
    log.take(cmd.TimePassed(), after_ms=60_000)
    assert _card(log).regular_price == ""


def test_the_reduction_is_never_rounded_up(log: Log) -> None:
    log.take(cmd.ShowProduct(sku="VT1"))
    log.take(cmd.ChangePrice(sku="VT1", price_vnd=34_999, for_s=60))
    assert _card(log).special == ""
    log.take(cmd.ChangePrice(sku="VT1", price_vnd=31_600, for_s=60))
    assert _card(log).special == "−9 %"


def test_a_dearer_price_is_no_reduction(log: Log) -> None:
    log.take(cmd.ShowProduct(sku="VT1"))
    log.take(cmd.ChangePrice(sku="VT1", price_vnd=40_000, for_s=60))
    assert _card(log).regular_price == ""


def test_what_is_left_is_told_when_scarce_and_counts_confirmed_orders_only(log: Log) -> None:
    log.take(cmd.ShowProduct(sku="VT5"))
    log.take(order("o1", ("VT5", 11_000), confirmed=False))
    assert _card(log).left == ""
    log.take(cmd.ConfirmOrder(order_id="o1"))
    assert _card(log).left == "chỉ còn 1 thùng"
    log.take(order("o2", ("VT5", 1_000)))
    assert _card(log).left == "đã hết hàng"


def test_what_is_left_of_goods_by_the_kilo_is_a_weight(log: Log) -> None:
    log.take(cmd.ShowProduct(sku="VT1"))
    log.take(cmd.ListProduct(product=replace(LYCHEE, stock_milli=1_234_000)))
    log.take(order("o1", ("VT1", 1_200_000)))
    assert _card(log).left == "chỉ còn 34 kg"


def test_what_is_left_of_a_harvest_is_told_in_the_unit_on_the_card() -> None:
    kilo = replace(LYCHEE, stock_milli=200_000, pool="Vườn nhà")
    box = replace(BOX, stock_milli=None, pool="Vườn nhà")
    log = Log(opening(products=(kilo, box)), cmd.ChooseScene(scene="product"))
    log.take(order("o1", ("VT1", 187_000)))
    for sku, left in (("VT5", "chỉ còn 2 thùng"), ("VT1", "chỉ còn 13 kg")):
        log.take(cmd.ShowProduct(sku=sku))
        assert _card(log).left == left


def test_the_counter_waits_for_the_first_confirmed_order(log: Log) -> None:
    log.take(order("o1", ("VT1", 5_000), confirmed=False))
    assert "order_counter" not in picture_of(log.state, 0).overlays
    log.take(cmd.ConfirmOrder(order_id="o1"))
    counter = picture_of(log.state, 0).overlays["order_counter"]
    assert counter == OrderCounter(
        orders="1", orders_word="đơn", weight="5 kg", weight_word="đã chốt"
    )


def test_goods_without_a_weight_are_counted_in_pieces(log: Log) -> None:
    log.take(order("o1", ("GD01", 3_000)))
    counter = picture_of(log.state, 0).overlays["order_counter"]
    assert isinstance(counter, OrderCounter)
    assert (counter.weight, counter.weight_word) == ("3", "món đã chốt")


def test_the_ticker_names_a_masked_buyer_and_goes_by_itself(log: Log) -> None:
    sealed = seal(hoa(), buyer_id="b1", salt="s")
    log.take(order("o1", ("VT1", 5_000), ("VT5", 2_000), buyer=sealed), after_ms=1_000)
    picture = picture_of(log.state, log.now_ms)
    assert picture.overlays["ticker"] == Ticker(
        thanks="Cảm ơn chị H. (Hà Nội)", ordered="– 5 kg, 2 thùng"
    )
    assert picture.changes_at_ms == log.now_ms + TICKER_MS
    later = picture_of(log.state, log.now_ms + TICKER_MS)
    assert "ticker" not in later.overlays
    assert later.changes_at_ms is None


def test_a_buyer_without_a_name_is_thanked_too(log: Log) -> None:
    log.take(order("o1"))
    ticker = picture_of(log.state, log.now_ms).overlays["ticker"]
    assert ticker == Ticker(thanks="Cảm ơn quý khách", ordered="– 5 kg")


def test_a_cancelled_order_leaves_the_ticker(log: Log) -> None:
    log.take(order("o1"))
    log.take(cmd.TakeBackLastOrder())
    assert "ticker" not in picture_of(log.state, log.now_ms).overlays


def test_the_break_shows_no_card_and_closes_the_microphones(log: Log) -> None:
    log.take(cmd.ShowProduct(sku="VT1"))
    log.take(cmd.StartBreak())
    picture = picture_of(log.state, log.now_ms)
    assert picture.scene == "break"
    assert not picture.microphones_on
    assert "product_card" not in picture.overlays
    log.take(cmd.EndBreak())
    back = picture_of(log.state, log.now_ms)
    assert back.microphones_on
    assert "product_card" in back.overlays


def test_an_overlay_that_the_host_switched_off_stays_off(log: Log) -> None:
    log.take(order("o1"))
    log.take(cmd.SetOverlay(slot="order_counter", shown=False))
    assert "order_counter" not in picture_of(log.state, log.now_ms).overlays
    log.take(cmd.SetOverlay(slot="order_counter", shown=True))
    assert "order_counter" in picture_of(log.state, log.now_ms).overlays


def test_how_to_order_is_told_while_no_card_is_shown(log: Log) -> None:
    overlays = picture_of(log.state, log.now_ms).overlays
    assert overlays["notice"] == Notice(
        heading="Cách đặt hàng",
        lines=("Bình luận mã hàng và số lượng", "Ví dụ: VT1 2 kg"),
    )
    log.take(cmd.ShowProduct(sku="VT1"))
    overlays = picture_of(log.state, log.now_ms).overlays
    assert "notice" not in overlays
    assert overlays["how_to_order"] == HowToOrder(
        how="Bình luận:", code="VT1", more=("số lượng", "số điện thoại")
    )
    log.take(cmd.ShowProduct(sku="VT5"))
    how = picture_of(log.state, log.now_ms).overlays["how_to_order"]
    assert isinstance(how, HowToOrder)
    assert how.code == "VT5"


def test_one_switch_takes_away_how_to_order_whichever_card_says_it(log: Log) -> None:
    log.take(cmd.SetOverlay(slot="notice", shown=False))
    assert "notice" not in picture_of(log.state, log.now_ms).overlays
    log.take(cmd.ShowProduct(sku="VT1"))
    assert "how_to_order" not in picture_of(log.state, log.now_ms).overlays


def test_nothing_is_shown_before_and_after_the_show(log: Log) -> None:
    log.take(cmd.EndSession())
    ended = picture_of(log.state, log.now_ms)
    assert (ended.overlays, ended.scene, ended.microphones_on) == ({}, None, True)
    assert picture_of(Log().state, 0).overlays == {}


def test_a_weak_signal_is_told_to_viewers_even_where_the_notice_is_hidden(log: Log) -> None:
    log.take(cmd.SetOverlay(slot="notice", shown=False))
    log.take(cmd.StartBreak(holding=True))
    notice = picture_of(log.state, log.now_ms).overlays["notice"]
    assert isinstance(notice, Notice)
    assert notice.heading == "Sóng yếu"
    log.take(cmd.EndBreak())
    assert "notice" not in picture_of(log.state, log.now_ms).overlays
