"""What keeps an order from being sure."""

from __future__ import annotations

from typing import Final

from host_assistant.orders.clause_items import Item, Parsed
from host_assistant.orders.goods import Goods, Meant
from host_assistant.orders.pairs import Pair
from host_assistant.orders.parts import Part, parts_named
from host_assistant.orders.patterns import sequence
from host_assistant.orders.reading import Why, WhyCode
from host_assistant.orders.speakers import doubtful_speaker
from host_assistant.orders.verdicts import Verdict
from host_assistant.values.quantity import GRAMS
from host_assistant.values.vietnamese import fold

# A tonne or a thousand pieces wants a call; a tenth of it does where no telephone is left.
_MUCH_G: Final = 1_000_000
_MUCH_MILLI: Final = 1_000_000
_PRAISED: Final = sequence("^ [praise degree]+ (?=order)")  # "rẻ quá chốt 10kg"
# What may stand in an order of which every word was understood.
_UNDERSTOOD: Final = parts_named(
    "order give deliver at address each and plus times phone_word count_word any_more only hour"
    " product code quantity number unit phone bad_phone place street name"
)
_DOUBT_OF: Final[dict[str, WhyCode]] = {
    **dict.fromkeys(parts_named("numbered grade colour"), "variant"),
    **dict.fromkeys(parts_named("or either"), "a_range"),
    **dict.fromkeys(parts_named("money price"), "price"),
    **dict.fromkeys(parts_named("not not_yet no"), "also_refuses"),
    Part.TODAY: "also_tells",
    Part.CHANGE: "changes",
}
_ORDER_GIVE: Final = Part.ORDER + Part.GIVE
_GIVE_ORDER: Final = Part.GIVE + Part.ORDER
_DOUBT_BESIDE: Final[dict[Verdict, WhyCode]] = {
    "question": "asks_too", "refusal": "also_refuses", "story": "also_tells",
}  # fmt: skip


def comment_doubts(
    parsed: Parsed, ordering: list[tuple[str, list[Item]]], verdicts: list[Verdict]
) -> list[Why]:
    """All that makes the comment as a whole unsure; `ordering` are the clauses that order."""
    doubts: list[Why] = []
    known_place = bool(parsed.places) or any(Part.ADDRESS in clause for clause in parsed.clauses)
    for clause, items in ordering:
        praised = _PRAISED.match(clause)
        start = praised.end() if praised else 0
        for part, item in zip(clause[start:], items[start:], strict=True):
            if part not in _UNDERSTOOD:
                doubts.append(Why(_DOUBT_OF.get(part, "not_understood"), item.said))
            elif part == Part.STREET and not known_place:
                doubts.append(Why("not_understood", item.said))
        if _asks_others(clause, items):
            doubts.append(Why("who_says"))
    doubts += [Why(_DOUBT_BESIDE[said]) for said in verdicts if said in _DOUBT_BESIDE]
    if parsed.lone_number:
        doubts.append(Why("only_a_number"))
    if len(set(parsed.phones)) > 1:
        doubts.append(Why("two_phones"))
    if parsed.bad_phone:
        doubts.append(Why("phone_unreadable", parsed.bad_phone))
    if any(
        doubtful_speaker(whole, with_phone=bool(parsed.phones))
        for whole, said in zip(parsed.whole, verdicts, strict=True)
        if said == "order"
    ):
        doubts.append(Why("who_says"))
    return doubts


def _asks_others(clause: str, items: list[Item]) -> bool:
    """Whether somebody else is to buy ("mua cho em"), or the buyer will later ("để em lấy")."""
    return any(
        (clause.startswith(_ORDER_GIVE, at) and items[at].said.lower() == "mua")
        or (clause.startswith(_GIVE_ORDER, at) and fold(items[at].said) == "de")
        for at in range(len(clause) - 1)
    )


def line_doubts(
    pair: Pair, meant: Meant, *, alone: bool, said: bool, phones: list[str], goods: Goods
) -> list[Why]:
    """All that makes one line unsure; `said` where the comment has a verb of ordering."""
    doubts: list[Why] = []
    if not alone and meant.why.code == "card":
        doubts.append(Why("which_product", meant.why.said))
    if not (said or phones) and (
        # Who lists codes need not want one of each; "chả mực 500g" is what the goods are called.
        (not alone and pair.is_code and pair.written is None) or _is_its_name(pair, meant, goods)
    ):
        doubts.append(Why("how_many", pair.said))
    if _is_much(meant, phones, goods):
        doubts.append(Why("so_much", pair.written.said if pair.written else pair.said))
    if meant.doubt is not None:
        doubts.append(meant.doubt)
    return doubts


def _is_its_name(pair: Pair, meant: Meant, goods: Goods) -> bool:
    """Whether a weight is that of one piece, which stands in the goods' name."""
    if meant.sku is None or not pair.mask or pair.is_code or pair.written is None:
        return False
    by_weight = goods.units[goods.place_of[meant.sku]] in GRAMS
    return not by_weight and pair.written.unit in GRAMS and meant.quantity_milli == 1000


def _is_much(meant: Meant, phones: list[str], goods: Goods) -> bool:
    """Whether a line is more than anybody should send without asking."""
    if meant.sku is None or meant.quantity_milli is None:
        return False
    place = goods.place_of[meant.sku]
    one_g = goods.products[place].unit_weight_g or GRAMS.get(goods.units[place], 0)
    weight_g = one_g * meant.quantity_milli // 1000
    if phones:
        return weight_g >= _MUCH_G or meant.quantity_milli >= _MUCH_MILLI
    return weight_g > _MUCH_G // 10 or meant.quantity_milli > _MUCH_MILLI // 10
