"""Reading comments: the way in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from host_assistant.catalog.product import Product
from host_assistant.orders.clause_items import Item, Parsed
from host_assistant.orders.clauses import parse
from host_assistant.orders.goods import Goods, Meant
from host_assistant.orders.lexicon import lexicon
from host_assistant.orders.lines import Pair, completed, pairs_of
from host_assistant.orders.phrases import find_phrases
from host_assistant.orders.reading import Line, Reading, Why, WhyCode
from host_assistant.orders.tokens import Words, find_phones, prepared
from host_assistant.orders.verdicts import (
    HARMLESS,
    PRAISED,
    Verdict,
    doubtful_speaker,
    has_verb,
    verdict,
)
from host_assistant.values.quantity import GRAMS

_MUCH_G: Final = 1_000_000
_MUCH_MILLI: Final = 1_000_000  # of selling units
_ENOUGH: Final = 20  # lines of one comment; more is no order of one person
_WORD_OF: Final[dict[str, WhyCode]] = {
    "0": "also_tells",
    "w": "not_understood", "$": "price", "j": "not_understood", "e": "not_understood",
"%": "not_understood", "&": "price", "h": "changes", "#": "variant", "K": "variant",
    "k": "variant", "v": "a_range",
    "x": "also_refuses", "y": "also_refuses", "r": "also_refuses",
}  # fmt: skip
_ASIDE: Final[dict[Verdict, WhyCode]] = {
    "question": "asks_too", "refusal": "also_refuses", "story": "also_tells",
}  # fmt: skip
_TELLS: Final[dict[Verdict, tuple[WhyCode, str]]] = {
    "question": ("asks", "q@&xyujYD3"), "refusal": ("refuses", "xyrDfi2"),
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
        verdicts = [*map(verdict, parsed.clauses, parsed.whole)]
        kind = _deciding(parsed.clauses, verdicts)
        if kind == "order":
            card = None if on_card is None else self._goods.place_of.get(on_card)
            return self._order(parsed, verdicts, phones, place, card)
        if kind == "nothing" or kind == "story":
            code: WhyCode = "phone_alone" if phone and kind == "nothing" else "no_order"
            why = _evidence(parsed, verdicts, kind) if kind == "story" else Why(code)
            return Reading(kind="other", phone=phone, place=place, why=(why,))
        why = _evidence(parsed, verdicts, kind)
        names = self._named(parsed, verdicts) if kind == "cancel" else ()
        return Reading(kind=kind, phone=phone, place=place, why=(why,), names=names)

    def _order(
        self,
        parsed: Parsed,
        verdicts: list[Verdict],
        phones: list[str],
        place: str | None,
        card: int | None,
    ) -> Reading:
        ordering = _of(parsed, verdicts, "order", "nothing")
        pairs = pairs_of(ordering)[:_ENOUGH]
        if not pairs:
            pairs = [Pair(0, "", None)]
        bare = [pair for pair in pairs if pair.is_code and pair.written is None]
        doubts = _doubts(parsed, ordering, verdicts, phones)
        if (
            len(bare) > 1
            and not phones
            and not any("O" in one or "A" in one for one, _items in ordering)
        ):
            doubts.append(Why("how_many", bare[0].said))
        lines: list[Line] = []
        reasons: list[Why] = []
        for pair in pairs:
            meant = self._line(pair, card)
            if meant.sku is not None:
                lines.append(Line(meant.sku, meant.quantity_milli))
            if len(pairs) > 1 and meant.why.code == "card":
                doubts.append(Why("which_product", meant.why.said))
            if meant.quantity_milli is not None and self._is_much(meant, phones):
                doubts.append(Why("so_much", pair.written.said if pair.written else pair.said))
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
            more=_adds(ordering),
        )

    def _named(self, parsed: Parsed, verdicts: list[Verdict]) -> tuple[Line, ...]:
        """The goods that a cancellation names, without guessing by the card."""
        found = []
        for pair in pairs_of(_of(parsed, verdicts, "cancel", "nothing")):
            meant = self._line(pair, None)
            if meant.sku is not None:
                found.append(Line(meant.sku, meant.quantity_milli if pair.written else None))
        return tuple(found)

    def _is_much(self, meant: Meant, phones: list[str]) -> bool:
        """Whether a line is more than anybody should send without asking."""
        product = self._goods.products[self._goods.place_of[meant.sku or ""]]
        milli = meant.quantity_milli or 0
        weight_g = (product.unit_weight_g or GRAMS.get(product.unit, 0)) * milli // 1000
        if phones:
            return weight_g >= _MUCH_G or milli >= _MUCH_MILLI
        return weight_g > _MUCH_G // 10 or milli > _MUCH_MILLI // 10

    def _line(self, pair: Pair, card: int | None) -> Meant:
        written = completed(pair)
        meant = self._goods.meant(pair.mask, pair.said, written, card, by_code=pair.is_code)
        weighs = pair.each_weighs
        if weighs is not None and weighs.unit is not None and meant.sku is not None:
            one_g = self._goods.products[self._goods.place_of[meant.sku]].unit_weight_g
            if (
                weighs.number_milli is None
                or one_g is None
                or (weighs.number_milli * GRAMS[weighs.unit] != one_g * 1000)
            ):
                doubt = Why("other_unit", weighs.said, meant.sku)
                return Meant(meant.sku, meant.quantity_milli, meant.why, meant.doubt or doubt)
        if pair.written is None and pair.is_code and meant.doubt is None:
            return Meant(
                meant.sku, meant.quantity_milli, Why("bare_code", pair.said, meant.sku or "")
            )
        return meant


def _of(parsed: Parsed, verdicts: list[Verdict], *wanted: Verdict) -> list[tuple[str, list[Item]]]:
    return [
        (clause, items)
        for clause, items, said in zip(parsed.clauses, parsed.items, verdicts, strict=True)
        if said in wanted
    ]


def _adds(ordering: list[tuple[str, list[Item]]]) -> bool:
    """Whether goods are asked for beside those of an earlier order: "thêm 2kg nữa"."""
    more = lexicon().more
    return any(
        part == "n" or (part == "A" and item.said.lower() in more)
        for clause, items in ordering
        for part, item in zip(clause, items, strict=True)
    )


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
        praised = PRAISED.match(clause)
        start = praised.end() if praised else 0
        for part, item in zip(clause[start:], items[start:], strict=True):
            if part not in HARMLESS:
                doubts.append(Why(_WORD_OF.get(part, "not_understood"), item.said))
            elif part == "S" and not known_place:
                doubts.append(Why("not_understood", item.said))
    doubts += [Why(_ASIDE[said]) for said in verdicts if said in _ASIDE]
    if parsed.lone_number:
        doubts.append(Why("only_a_number"))
    if len(set(phones)) > 1:
        doubts.append(Why("two_phones"))
    if parsed.bad_phone:
        doubts.append(Why("phone_unreadable", parsed.bad_phone))
    if any(
        doubtful_speaker(whole, with_phone=bool(phones))
        for whole, said in zip(parsed.whole, verdicts, strict=True)
        if said == "order"
    ):
        doubts.append(Why("who_says"))
    return doubts


def _evidence(parsed: Parsed, verdicts: list[Verdict], kind: Verdict) -> Why:
    code, parts = _TELLS[kind]
    for clause, items, said in zip(parsed.clauses, parsed.items, verdicts, strict=True):
        if said == kind:
            for part, item in zip(clause, items, strict=True):
                if part in parts:
                    return Why(code, item.said)
    return Why(code)
