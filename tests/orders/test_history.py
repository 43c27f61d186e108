"""Repeats, and the orders that cancellations mean."""

import pytest

from host_assistant.orders.history import (
    TOGETHER_WITHIN_MS,
    Earlier,
    repeated,
    taken_back,
    without_number,
)
from tests.orders.labelled import reader


def earlier(order_id: str, text: str, at_ms: int = 0) -> Earlier:
    return Earlier(order_id, reader("luc-ngan").read(text, "VT1"), at_ms)


def again(text: str, *before: Earlier, at_ms: int = 60_000) -> str | None:
    found = repeated(reader("luc-ngan").read(text, "VT1"), at_ms, before)
    return found.order_id if found else None


def back(text: str, *before: Earlier) -> list[str]:
    cancelling = reader("luc-ngan").read(text, "VT1")
    assert cancelling.kind == "cancel"
    return [one.order_id for one in taken_back(cancelling, before)]


def test_the_same_order_in_other_words_is_a_repeat() -> None:
    first = earlier("a", "chốt 2 thùng")
    assert again("VT5 x2", first) == "a"
    assert again("em lấy 2 thùng ạ 0912345678", first) == "a"


def test_other_goods_or_quantities_are_another_order() -> None:
    first = earlier("a", "chốt 2 thùng")
    assert again("chốt 3 thùng", first) is None
    assert again("chốt 2 gói mỳ chũ", first) is None
    assert again("chốt", first) is None
    assert again("2 thùng bao nhiêu", first) is None


def test_more_of_it_is_another_order() -> None:
    first = earlier("a", "chốt 2 thùng")
    assert again("thêm 2 thùng nữa", first) is None
    assert again("lấy 2 thùng nữa", first) is None


def test_another_telephone_is_another_order() -> None:
    first = earlier("a", "chốt 2 thùng 0912345678")
    assert again("chốt 2 thùng 0987654321", first) is None
    assert again("chốt 2 thùng", first) == "a"


def test_much_later_it_is_another_order() -> None:
    first = earlier("a", "chốt 2 thùng")
    assert again("chốt 2 thùng", first, at_ms=TOGETHER_WITHIN_MS) == "a"
    assert again("chốt 2 thùng", first, at_ms=TOGETHER_WITHIN_MS + 1) is None


def test_the_latest_of_several_is_repeated() -> None:
    before = (earlier("a", "VT5 2", 0), earlier("b", "VT5 2", 1_000), earlier("c", "VT5 3", 2_000))
    assert again("VT5 2", *before) == "b"
    assert again("VT5 2") is None


@pytest.mark.parametrize(
    ("text", "late_ms", "found"),
    [
        ("0912345678", 0, ["a"]),
        ("VT5 3 thùng 0912345678", 0, ["a"]),
        ("0912345678", TOGETHER_WITHIN_MS, ["a"]),
        ("0912345678", TOGETHER_WITHIN_MS + 1, []),
        ("hủy đơn 0912345678", 0, []),
        ("shop ơi 0912345678 gọi được không", 0, []),
        ("VT5 3 thùng", 0, []),
    ],
)
def test_a_number_completes_what_has_none(text: str, late_ms: int, found: list[str]) -> None:
    before = (earlier("a", "VT5 2"), earlier("b", "VT5 2 0987654321"))
    reading = reader("luc-ngan").read(text, "VT1")
    assert [one.order_id for one in without_number(reading, late_ms, before)] == found


def test_a_cancellation_without_a_name_may_mean_any_the_latest_first() -> None:
    before = (earlier("a", "VT5 2", 0), earlier("b", "MCH 3", 1_000))
    assert back("hủy đơn giúp em", *before) == ["b", "a"]
    assert back("hủy đơn giúp em") == []


def test_a_cancellation_means_what_it_names() -> None:
    before = (earlier("a", "VT5 2", 0), earlier("b", "MCH 3", 1_000), earlier("c", "VT5 1", 2_000))
    assert back("hủy mỳ chũ giúp em", *before) == ["b"]
    assert back("hủy vt5", *before) == ["c", "a"]
    assert back("hủy 2 thùng giúp em", *before) == ["a"]
    assert back("hủy 5 thùng giúp em", *before) == []


def test_a_cancellation_with_a_telephone_means_orders_with_it() -> None:
    before = (earlier("a", "VT5 2 0912345678"), earlier("b", "VT5 2 0987654321"))
    assert back("hủy đơn 0912345678", *before) == ["a"]


def test_what_is_no_cancellation_takes_nothing_back() -> None:
    reading = reader("luc-ngan").read("chốt 2 thùng", "VT1")
    assert taken_back(reading, [earlier("a", "chốt 2 thùng")]) == ()
