"""Reading comments: the way in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from host_assistant.catalog.product import Product
from host_assistant.orders.clause_items import Item, Parsed
from host_assistant.orders.clauses import parse
from host_assistant.orders.doubts import comment_doubts, line_doubts
from host_assistant.orders.goods import Goods, Meant
from host_assistant.orders.lexicon import lexicon
from host_assistant.orders.own_number import says_own_number
from host_assistant.orders.pairs import Pair, completed, pairs_of
from host_assistant.orders.parts import Part, parts_named
from host_assistant.orders.phrases import find_phrases
from host_assistant.orders.reading import Line, Reading, Why, WhyCode
from host_assistant.orders.tokens import MAX_READ, Words, find_phones, prepared
from host_assistant.orders.verdicts import Verdict, has_verb, verdict
from host_assistant.values.quantity import GRAMS

_MOST_LINES: Final = 20  # lines of one comment; more is no order of one person
# "À cho em …" only begins to speak; behind a sentence the same word asks.
_BEGUN_WITH_A_SIGH: Final = re.compile(r"^\s*(?:à|ờ|ơ|ừm?)[\s,]+(?=\S)", re.IGNORECASE)
_HALF_A_PHONE: Final = re.compile(r"(?<![\d.,])0\d{2,8}(?!\d)")
_TELLS: Final[dict[Verdict, tuple[WhyCode, frozenset[str]]]] = {
    "question": (
        "asks",
        parts_named("question when price either surely not not_yet at_all able is_there"),
    ),
    "refusal": ("refuses", parts_named("not not_yet no only at_all if_so just")),
    "cancel": ("takes_back", parts_named("cancel drop not no")),
    "story": ("tells", parts_named("story already done just crowd")),
}


class Reader:
    """Reads comments against one catalogue; made once for it. Reading has no effect outside."""

    def __init__(self, products: Sequence[Product]) -> None:
        self._goods: Final = Goods(products)
        self._words: Final = Words(self._goods)

    def read(self, text: str, on_card: str | None = None) -> Reading:
        """What `text` says while the product `on_card` was shown; never raises."""
        whole = len(text) <= MAX_READ
        text, phones = find_phones(_BEGUN_WITH_A_SIGH.sub("", prepared(text)))
        tokens = find_phrases(self._words.tokens(text), self._goods)
        parsed = parse(tokens, self._goods, phones)
        phone = phones[0] if phones else None
        place = parsed.places[-1] if parsed.places else None
        verdicts = [*map(verdict, parsed.clauses, parsed.whole)]
        kind = _deciding_verdict(parsed.clauses, verdicts)
        if kind == "order":
            card = None if on_card is None else self._goods.place_of.get(on_card)
            return self._order(parsed, verdicts, card, text, whole=whole)
        if kind == "nothing" and _HALF_A_PHONE.search(text) and _written(parsed):
            # Half a telephone number behind an order must not lose it: a person looks at it.
            card = None if on_card is None else self._goods.place_of.get(on_card)
            return self._order(parsed, verdicts, card, text, whole=whole)
        if kind == "nothing":
            why = Why("phone_alone" if phone else "no_order")
            own = says_own_number(parsed, text, orders=False)
            return Reading(kind="other", phone=phone, place=place, why=(why,), own_number=own)
        why = _telling_word(parsed, verdicts, kind)
        if kind == "story":
            return Reading(kind="other", phone=phone, place=place, why=(why,))
        names = self._goods_named(parsed, verdicts) if kind == "cancel" else ()
        return Reading(kind=kind, phone=phone, place=place, why=(why,), names=names)

    def _order(
        self, parsed: Parsed, verdicts: list[Verdict], card: int | None, text: str, *, whole: bool
    ) -> Reading:
        ordering = _clauses_that(parsed, verdicts, "order", "nothing")
        pairs = pairs_of(ordering) or [Pair(0, "", None)]
        doubts = comment_doubts(parsed, ordering, verdicts)
        said = any(Part.ORDER in clause or Part.GIVE in clause for clause, _items in ordering)
        if len(pairs) > _MOST_LINES or not whole:
            doubts.append(Why("too_long"))
        lines: list[Line] = []
        reasons: list[Why] = []
        for pair in pairs[:_MOST_LINES]:
            meant = self._meant_by(pair, card)
            if meant.sku is not None:
                lines.append(Line(meant.sku, meant.quantity_milli))
            if meant.doubt is not meant.why:
                reasons.append(meant.why)
            doubts += line_doubts(
                pair,
                meant,
                alone=len(pairs) == 1,
                said=said,
                phones=parsed.phones,
                goods=self._goods,
            )
        return Reading(
            kind="order",
            lines=tuple(lines),
            phone=parsed.phones[0] if parsed.phones else None,
            place=parsed.places[-1] if parsed.places else None,
            sure=not doubts,
            why=(*reasons, *doubts),
            more=_adds_to_earlier(ordering),
            own_number=says_own_number(parsed, text, orders=True),
        )

    def _goods_named(self, parsed: Parsed, verdicts: list[Verdict]) -> tuple[Line, ...]:
        """The goods that a cancellation names, without guessing by the card."""
        found = []
        for pair in pairs_of(_clauses_that(parsed, verdicts, "cancel", "nothing")):
            meant = self._meant_by(pair, None)
            if meant.sku is not None:
                found.append(Line(meant.sku, meant.quantity_milli if pair.written else None))
        return tuple(found)

    def _meant_by(self, pair: Pair, card: int | None) -> Meant:
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


def _written(parsed: Parsed) -> bool:
    """Whether it says how much of something, whatever its clauses are."""
    clauses = list(zip(parsed.clauses, parsed.items, strict=True))
    return any(pair.written is not None for pair in pairs_of(clauses))


def _clauses_that(
    parsed: Parsed, verdicts: list[Verdict], *wanted: Verdict
) -> list[tuple[str, list[Item]]]:
    return [
        (clause, items)
        for clause, items, said in zip(parsed.clauses, parsed.items, verdicts, strict=True)
        if said in wanted
    ]


def _adds_to_earlier(ordering: list[tuple[str, list[Item]]]) -> bool:
    """Whether goods are asked for beside those of an earlier order: "thêm 2kg nữa"."""
    more = lexicon().more
    return any(
        part == Part.ANY_MORE or (part == Part.GIVE and item.said.lower() in more)
        for clause, items in ordering
        for part, item in zip(clause, items, strict=True)
    )


def _deciding_verdict(clauses: list[str], verdicts: list[Verdict]) -> Verdict:
    """The one verdict of a comment with several clauses."""
    if "cancel" in verdicts:
        return "cancel"
    if "order" in verdicts:
        if "question" in verdicts or "refusal" in verdicts or "story" in verdicts:
            told = [*zip(clauses, verdicts, strict=True)]
            said = [clause for clause, one in told if one == "order"]
            if any(map(has_verb, said)) or verdicts[0] == "order":
                return "order"
            if all(one == "order" or clause == Part.STORY for clause, one in told):
                # "nhầm, 3 gói nhé" puts an order right.
                return "order"
        else:
            return "order"
    for one in ("question", "refusal", "story"):
        if one in verdicts:
            return one
    return "nothing"


def _telling_word(parsed: Parsed, verdicts: list[Verdict], kind: Verdict) -> Why:
    code, parts = _TELLS[kind]
    for clause, items, said in zip(parsed.clauses, parsed.items, verdicts, strict=True):
        if said == kind:
            for part, item in zip(clause, items, strict=True):
                if part in parts:
                    return Why(code, item.said)
    return Why(code)
