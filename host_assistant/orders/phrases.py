"""Phrases, names of goods and codes in pieces among the words of a comment."""

from __future__ import annotations

from typing import Final

from host_assistant.orders.goods import Goods
from host_assistant.orders.lexicon import lexicon
from host_assistant.orders.parts import Part, parts_named
from host_assistant.orders.spellings import HEAD, STRONG, WEAK
from host_assistant.orders.tokens import Token
from host_assistant.values.vietnamese import fold

_BEFORE_NAME: Final = parts_named("unit number order")
_GOES_ON: Final = parts_named("number dash unknown name")


def find_phrases(tokens: list[Token], goods: Goods) -> list[Token]:
    """The same with phrases and names of goods as one token each."""
    phrases = lexicon().phrases
    found: list[Token] = []
    here, count = 0, len(tokens)
    while here < count:
        token = tokens[here]
        longest = token.longest
        if longest:
            phrase, length = _phrase(tokens, here, longest, phrases)
            if phrase is not None:
                found.append(phrase)
                here += length
                continue
        if token.known is not None:
            name, length = _name(tokens, here, goods, found)
            if name is not None:
                found.append(name)
                here += length
                continue
        elif token.key in goods.code_starts:
            # "VT 5", "gd-01": a code in two pieces.
            place, length = _split_code(tokens, here, goods)
            if length:
                said = "".join(one.said for one in tokens[here : here + length])
                found.append(Token(Part.CODE, place, said=said))
                here += length
                continue
        found.append(token)
        here += 1
    return found


def _phrase(
    tokens: list[Token], here: int, longest: int, phrases: dict[str, tuple[Part, str]]
) -> tuple[Token | None, int]:
    for length in range(min(longest, len(tokens) - here), 0, -1):
        key = " ".join([token.key for token in tokens[here : here + length]])
        hit = phrases.get(key)
        if hit is not None:
            said = " ".join([token.said for token in tokens[here : here + length]])
            unit = hit[1] if hit[0] == Part.UNIT else ""
            return Token(hit[0], hit[1] or key, key, unit=unit, said=said), length
    return None, 0


def _name(
    tokens: list[Token], here: int, goods: Goods, found: list[Token]
) -> tuple[Token | None, int]:
    """The longest row of words that one product's name has; weak words do not stand alone."""
    first = tokens[here].known
    if first is None or first.strength < WEAK:
        return None, 0
    mask, strength, end = first.mask, first.strength, here + 1
    mask &= goods.heads.get(tokens[here].key, 0) or mask
    wide = first.mask
    while end < len(tokens) and (known := tokens[end].known) is not None and known.mask & wide:
        if known.strength < WEAK and strength < HEAD:
            break
        wide &= known.mask
        mask = mask & known.mask or wide
        strength = max(strength, known.strength)
        end += 1
    if whole := _begun(tokens[here : end + 1], end + 1 - here, goods):
        # "vai u hong": what alone would be "không" may belong to the name; a person says which.
        mask, strength = whole, STRONG
        tokens[end] = Token(Part.UNKNOWN, None, said=tokens[end].said)
    said = " ".join([token.said for token in tokens[here:end]])
    if (
        end + 1 < len(tokens)
        and tokens[end].part == Part.GRADE
        and tokens[end + 1].part == Part.NUMBER
    ):
        grade = goods.grades.get(tokens[end + 1].key, 0)
        if grade & mask:
            return Token(Part.PRODUCT, grade & mask, said=said), end + 2 - here
    if not _names_goods(tokens, here, end, strength, found):
        return None, 0
    return Token(Part.PRODUCT, mask, said=said), end - here


def _begun(tokens: list[Token], count: int, goods: Goods) -> int:
    """The products whose names begin with just these words, three and more, without their marks."""
    if count < 3 or len(tokens) < count or not all(token.said.isascii() for token in tokens):
        return 0
    return goods.beginnings.get(fold(" ".join([token.said for token in tokens])), 0)


def _names_goods(
    tokens: list[Token], here: int, end: int, strength: int, found: list[Token]
) -> bool:
    """Whether words of a name, the best of them with `strength`, mean goods here."""
    if strength == STRONG or end - here > 2 or (end - here == 2 and strength == HEAD):
        return True
    if end - here == 1:
        counted = bool(found) and (found[-1].part in _BEFORE_NAME or found[-1].unit != "")
        counted = counted or (end < len(tokens) and tokens[end].part == Part.NUMBER)
        return strength == HEAD and counted
    return all(token.key not in lexicon().place_words for token in tokens[here:end])


def _split_code(tokens: list[Token], here: int, goods: Goods) -> tuple[int, int]:
    joined = fold(tokens[here].said)
    for length in (2, 3):
        if here + length > len(tokens):
            break
        last = tokens[here + length - 1]
        if last.part not in _GOES_ON:
            break
        if last.part != Part.DASH:
            joined += fold(last.said)
            place = goods.codes.get(joined)
            if place is not None:
                return place, length
    return 0, 0
