"""Why a comment was read so, for a person."""

from typing import get_args

import pytest

from host_assistant import language
from host_assistant.orders.reading import Why, WhyCode
from host_assistant.orders.wording import why_sentence, why_text
from tests.orders.labelled import goods, reader

PRODUCTS = {product.sku: product for product in goods("luc-ngan")}


def why(text: str, lang: language.Language = "en") -> str:
    language.use(lang)
    try:
        return why_text(reader("luc-ngan").read(text, "VT1"), PRODUCTS)
    finally:
        language.use("en")


def test_a_unit_that_only_one_product_has() -> None:
    assert why("2 thùng") == "2 thùng → VT5, as only VT5 is sold by the thùng"
    assert why("2 thùng", "vi") == "2 thùng → VT5, vì chỉ VT5 bán theo thùng"


def test_what_is_missing_is_said() -> None:
    assert "does not say how many" in why("chốt vải")
    assert "which was on the card" in why("5kg")
    assert why("chốt") == "VT1 was on the card; it does not say how many"


def test_why_it_is_no_order() -> None:
    assert why("5kg bao nhiêu") == "it asks: “bao nhiêu”"
    assert why("0912345678") == "only a telephone number"


@pytest.mark.parametrize("lang", language.LANGUAGES)
@pytest.mark.parametrize("code", get_args(WhyCode))
def test_every_reason_has_a_sentence_in_both_languages(
    code: WhyCode, lang: language.Language
) -> None:
    language.use(lang)
    sentence = why_sentence(Why(code, "2 thùng", "VT5"), PRODUCTS)
    language.use("en")
    english = why_sentence(Why(code, "2 thùng", "VT5"), PRODUCTS)
    assert sentence
    assert "{" not in sentence
    assert (sentence == english) == (lang == "en" or code == "named")
    assert (english == why_sentence(Why("no_order"), PRODUCTS)) == (code == "no_order")
