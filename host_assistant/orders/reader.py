"""Reading comments: the way in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from host_assistant.catalog.product import Product
from host_assistant.orders.clauses import Item, Parsed, parse
from host_assistant.orders.goods import Goods, Meant, Written
from host_assistant.orders.lines import Pair, completed, pairs_of
from host_assistant.orders.reading import Line, Reading, Why, WhyCode
from host_assistant.orders.tokens import Words, find_phones, find_phrases, prepared
from host_assistant.orders.verdicts import HARMLESS, Verdict, has_verb, verdict
from host_assistant.values.quantity import GRAMS

_ENOUGH: Final = 20  # lines of one comment; more is no order of one person
_WORD_OF: Final[dict[str, WhyCode]] = {
    "w": "not_understood", "$": "price", "j": "not_understood", "e": "not_understood",
    "h": "changes", "#": "variant", "K": "variant", "k": "variant", "v": "a_range",
    "x": "also_refuses", "y": "also_refuses", "r": "also_refuses",
}  # fmt: skip
_ASIDE: Final[dict[Verdict, WhyCode]] = {
    "question": "asks_too", "refusal": "also_refuses", "story": "also_tells",
}  # fmt: skip
_TELLS: Final[dict[Verdict, tuple[WhyCode, str]]] = {
    "question": ("asks", "qxyuj"), "refusal": ("refuses", "xyrDfi"),
    "cancel": ("takes_back", "cbxr"), "story": ("tells", "tdRi"),
}  # fmt: skip


class Reader:
    """Reads comments against one catalogue; made once for it. Reading has no effect outside."""

    def __init__(self, products: Sequence[Product]) -> None:
        self._goods: Final = Goods(products)
        self._words: Final = Words(self._goods)

    def read(self, text: str, on_card: str | None = None) -> Reading:
        """What `text` says while the product `on_card` was shown; never raises."""
        text, phones = find_phones(prepared(text))
        tokens = find_phrases(self._words.tokens(text), self._goods)
        parsed = parse(tokens, self._goods, phones)
        phone = phones[0] if phones else None
        place = parsed.places[-1] if parsed.places else None
        verdicts = [verdict(clause) for clause in parsed.clauses]
        kind = _deciding(parsed.clauses, verdicts)
        if kind == "order":
            card = None if on_card is None else self._goods.place_of.get(on_card)
            return self._order(parsed, verdicts, phones, place, card)
        if kind == "nothing" or kind == "story":
            code: WhyCode = "phone_alone" if phone and kind == "nothing" else "no_order"
            why = _evidence(parsed, verdicts, kind) if kind == "story" else Why(code)
            return Reading(kind="other", phone=phone, place=place, why=(why,))
        why = _evidence(parsed, verdicts, kind)
        return Reading(kind=kind, phone=phone, place=place, why=(why,))

    def _order(
        self,
        parsed: Parsed,
        verdicts: list[Verdict],
        phones: list[str],
        place: str | None,
        card: int | None,
    ) -> Reading:
        ordering = [
            (clause, items)
            for clause, items, said in zip(parsed.clauses, parsed.items, verdicts, strict=True)
            if said in ("order", "nothing")
        ]
        pairs = pairs_of(ordering)[:_ENOUGH]
        if not pairs:
            pairs = [Pair(0, "", None)]
        doubts = _doubts(parsed, ordering, verdicts, phones)
        lines: list[Line] = []
        reasons: list[Why] = []
        for pair in pairs:
            meant = self._line(pair, card)
            if meant.sku is not None:
                lines.append(Line(meant.sku, meant.quantity_milli))
            if meant.doubt is not meant.why:
                reasons.append(meant.why)
            if meant.doubt is not None:
                doubts.append(meant.doubt)
        return Reading(
            kind="order",
            lines=tuple(lines),
            phone=phones[0] if phones else None,
            place=place,
            sure=not doubts,
            why=(*reasons, *doubts),
        )

    def _line(self, pair: Pair, card: int | None) -> Meant:
        written = completed(pair)
        meant = self._goods.meant(pair.mask, pair.said, written, card)
        weighs = pair.each_weighs
        if weighs is not None and weighs.unit is not None and meant.sku is not None:
            one_g = self._goods.products[self._goods.place_of[meant.sku]].unit_weight_g
            if weighs.number_milli is None or one_g is None or (
                weighs.number_milli * GRAMS[weighs.unit] != one_g * 1000
            ):
                doubt = Why("other_unit", weighs.said, meant.sku)
                return Meant(meant.sku, meant.quantity_milli, meant.why, meant.doubt or doubt)
        if pair.written is None and pair.is_code and meant.doubt is None:
            return Meant(meant.sku, meant.quantity_milli, Why("bare_code", pair.said, meant.sku or ""))
        return meant


def _deciding(clauses: list[str], verdicts: list[Verdict]) -> Verdict:
    """The one verdict of a comment with several clauses."""
    if "cancel" in verdicts:
        return "cancel"
    if "order" in verdicts:
        if "question" in verdicts or "refusal" in verdicts or "story" in verdicts:
            said = [clause for clause, one in zip(clauses, verdicts, strict=True) if one == "order"]
            if any(map(has_verb, said)) or verdicts[0] == "order":
                return "order"
        else:
            return "order"
    for one in ("question", "refusal", "story"):
        if one in verdicts:
            return one
    return "nothing"


def _doubts(
    parsed: Parsed,
    ordering: list[tuple[str, list[Item]]],
    verdicts: list[Verdict],
    phones: list[str],
) -> list[Why]:
    """All that keeps an order from being sure, but for its lines."""
    doubts: list[Why] = []
    known_place = bool(parsed.places) or any("a" in clause for clause in parsed.clauses)
    for clause, items in ordering:
        for part, item in zip(clause, items, strict=True):
            if part not in HARMLESS:
                doubts.append(Why(_WORD_OF.get(part, "not_understood"), item.said))
            elif part == "S" and not known_place:
                doubts.append(Why("not_understood", item.said))
    for said, clause in zip(verdicts, parsed.clauses, strict=True):
        if said in _ASIDE:
            doubts.append(Why(_ASIDE[said]))
    if parsed.lone_number:
        doubts.append(Why("only_a_number"))
    if len(set(phones)) > 1:
        doubts.append(Why("two_phones"))
    if parsed.bad_phone:
        doubts.append(Why("phone_unreadable", parsed.bad_phone))
    if parsed.starts_with_person and not phones and not any(
        has_verb(clause) for clause, _items in ordering
    ):
        doubts.append(Why("gives_no_verb"))
    return doubts


def _evidence(parsed: Parsed, verdicts: list[Verdict], kind: Verdict) -> Why:
    code, parts = _TELLS[kind]
    for clause, items, said in zip(parsed.clauses, parsed.items, verdicts, strict=True):
        if said == kind:
            for part, item in zip(clause, items, strict=True):
                if part in parts:
                    return Why(code, item.said)
    return Why(code)
