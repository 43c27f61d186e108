"""What holds of any text."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from host_assistant.values.vietnamese import fold
from tests.orders.labelled import PARTS, labelled, lines_of, reader

TEXTS = [one.text for part in PARTS for one in labelled(part)]
WORDS = sorted({word for text in TEXTS for word in text.split()})
SKUS = ("VT1", "VT5", "VUH", "VSK", "MCH", "MOV", "RVT", "CAM")

any_text = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
    st.text("0123456789 .,+-kKxg/", max_size=40),
)
orders = st.tuples(
    st.sampled_from(["chốt", "lấy", "mua", "cho em", "em đặt", "VT1"]),
    st.integers(1, 90),
    st.sampled_from(["kg", "ký", "cân", " kg"]),
    st.sampled_from(["", "nhé", "ạ", "nha shop", "giao Hải Phòng", "0912345678", "🍒🍒"]),
)


@settings(max_examples=300)
@given(any_text, st.sampled_from([*SKUS, None]))
def test_any_text_is_read(text: str, card: str | None) -> None:
    reading = reader("luc-ngan").read(text, card)
    assert reading.kind == "order" or not reading.lines
    assert all(line.sku in SKUS for line in reading.lines)
    assert all(line.quantity_milli is None or line.quantity_milli > 0 for line in reading.lines)
    if reading.sure:
        assert reading.kind == "order"
        assert reading.lines
        assert all(line.quantity_milli is not None for line in reading.lines)
    if reading.phone is not None:
        assert (len(reading.phone), reading.phone[0]) == (10, "0")


@settings(max_examples=100)
@given(any_text)
def test_reading_again_says_the_same(text: str) -> None:
    known = reader("luc-ngan")
    assert known.read(text, "VT1") == known.read(text, "VT1")


@settings(max_examples=150)
@given(st.sampled_from(TEXTS), st.sampled_from(["  ", "\u00a0", "   "]))
def test_wide_spaces_change_nothing(text: str, space: str) -> None:
    known = reader("luc-ngan")
    assert known.read(text.replace(" ", space), "VT1") == known.read(text, "VT1")


@given(orders, st.sampled_from([str, str.upper, str.lower, fold, str.title]))
def test_marks_and_capitals_do_not_change_an_order(
    order: tuple[str, int, str, str], typed: type[str]
) -> None:
    verb, count, unit, rest = order
    reading = reader("luc-ngan").read(typed(f"{verb} {count}{unit} {rest}".strip()), "VT1")
    assert (reading.kind, lines_of(reading)) == ("order", [("VT1", count)])
    assert reading.phone == ("0912345678" if rest == "0912345678" else None)
    assert reading.place == ("Hải Phòng" if "Hải" in rest else None)


def test_a_very_long_comment_is_never_sure_and_costs_little() -> None:
    began = time.process_time()
    for text in ("chốt 5kg " * 20_000, "9" * 100_000, "vải " * 50_000, "0912 " * 50_000,
                 "một " * 9_000, "k cho " * 9_000, "chốt 5kg nhé " + "ạ " * 1_000):  # fmt: skip
        assert not reader("luc-ngan").read(text, "VT1").sure
    assert time.process_time() - began < 2
