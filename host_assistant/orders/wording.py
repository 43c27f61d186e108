"""Why a comment was read as it was, in a sentence for the person who looks at it."""

from __future__ import annotations

from collections.abc import Mapping

from host_assistant.catalog.product import Product
from host_assistant.language import _
from host_assistant.orders.reading import Reading, Why, WhyCode


def why_text(reading: Reading, products: Mapping[str, Product]) -> str:
    """All the reasons of `reading` in one line, in the language in use."""
    return "; ".join(dict.fromkeys(why_sentence(why, products) for why in reading.why))


def why_sentence(why: Why, products: Mapping[str, Product]) -> str:
    """One reason, without a full stop: "2 thùng → VT5, as only VT5 is sold by the thùng"."""
    product = products.get(why.sku)
    if not why.said and why.code in ("card", "how_many"):
        text = _("{sku} was on the card") if why.code == "card" else _("it does not say how many")
        return text.format(sku=why.sku)
    return _sentence(why.code).format(
        said=why.said or "…",
        sku=why.sku or "…",
        unit=why.unit or (product.unit if product else "…"),
    )


def _sentence(code: WhyCode) -> str:
    match code:
        case "named":
            return _("{said} → {sku}")
        case "unit_decides":
            return _("{said} → {sku}, as only {sku} is sold by the {unit}")
        case "card":
            return _("{said} → {sku}, which was on the card")
        case "bare_code":
            return _("{said} → 1 {unit}, as a code alone means one")
        case "how_many":
            return _("“{said}” does not say how many")
        case "which_product":
            return _("“{said}” may mean several goods")
        case "no_product":
            return _("“{said}” names no goods, and none was on the card")
        case "unit_of_none":
            return _("“{said}”: nothing is sold by that unit")
        case "other_unit":
            return _("“{said}” does not fit {sku}, which is sold by the {unit}")
        case "not_whole":
            return _("“{said}” is no whole number of {unit} of {sku}")
        case "no_unit":
            return _("“{said}” may count pieces; {sku} is sold by the {unit}")
        case "a_range":
            return _("“{said}” leaves open how many")
        case "only_a_number":
            return _("it is only a number, which may answer something else")
        case "short_unit":
            return _("“{said}” is short for a unit that was guessed")
        case "not_understood":
            return _("“{said}” was not understood")
        case "who_says":
            return _("it may be told of somebody else")
        case "asks_too":
            return _("it also asks something")
        case "also_refuses":
            return _("it also says no to something")
        case "also_tells":
            return _("it also tells of something else")
        case "changes":
            return _("“{said}” changes an earlier order")
        case _:
            return _rest(code)


def _rest(code: WhyCode) -> str:
    match code:
        case "variant":
            return _("“{said}” is a size or kind that the goods sheet does not have")
        case "price":
            return _("“{said}” speaks of a price")
        case "two_phones":
            return _("it has two telephone numbers")
        case "phone_unreadable":
            return _("{said} is no mobile number of Vietnam")
        case "too_much":
            return _("“{said}” cannot be ordered")
        case "so_much":
            return _("“{said}” is so much that it is better to ask")
        case "too_long":
            return _("it is too long to be read to its end")
        case "asks":
            return _("it asks: “{said}”")
        case "refuses":
            return _("it says no: “{said}”")
        case "takes_back":
            return _("it takes an order back: “{said}”")
        case "tells":
            return _("it tells something: “{said}”")
        case "own_words":
            return _("the host wrote it")
        case "phone_alone":
            return _("only a telephone number")
        case _:
            return _("no order in it")
