"""The clauses of a comment: what each holds, in order, as a string of parts."""

from __future__ import annotations

from typing import Final

from host_assistant.orders.amounts import amount_at
from host_assistant.orders.bare_numbers import count_bare_numbers
from host_assistant.orders.clause_items import Item, Parsed
from host_assistant.orders.goods import Goods, Written
from host_assistant.orders.lexicon import lexicon
from host_assistant.orders.parts import Part, parts_named
from host_assistant.orders.tokens import Token

_STARTS_AMOUNT: Final = parts_named("number spoken half some some_or_how_many ten")
_OPENS_ADDRESS: Final = parts_named("deliver at address")
_MAY_BE_LED: Final = parts_named("unknown name led_place")
_IN_ADDRESS: Final = parts_named(
    "unknown name number spoken numbered phone_word grade unit slash dash praise"
)
_NAMES_A_STREET: Final = parts_named("address name")  # "số 5 Lê Lợi"
_KEEPS_ADDRESS: Final = parts_named("address place number name numbered")
_NEVER_A_STREET: Final = parts_named("place phone code product quantity order question not")
_CODE_WORDS: Final = frozenset(
    ("mã", "ma", "số", "so", "ms", "mã số", "ma so", "mã hàng", "ma hang")
)
_ADDRESS_LABELS: Final = frozenset(("đc", "dc", "đ", "add", "address"))
# People, courtesies and asides: no grammar hangs on them, only how sure an order is.
_DROPPED: Final = parts_named("person kin shop yes call name_word filler aside")
_PEOPLE: Final = parts_named("person kin name_word")
_SILENT: Final = parts_named("dash colon slash")
_NOTHING_ALONE: Final = parts_named("half half_more some ten thousand")
_WANTS: Final = parts_named("order give deliver")
_BETWEEN_NUMBERS: Final = parts_named("slash times")  # "9/10", "2*3"
_TAKES_SHORT_UNIT: Final = parts_named("order give code")
_YEAR: Final = frozenset(("năm", "nam"))
_AFTER_LAST: Final = Token(Part.END, None)


def parse(tokens: list[Token], goods: Goods, phones: list[str]) -> Parsed:
    """Finds quantities and addresses; drops names and courtesies; splits at ends of clauses."""
    parser = _Parser(tokens, goods, phones)
    parser.run()
    count_bare_numbers(parser.parsed)
    return parser.parsed


class _Parser:
    """Walks once over the tokens of one comment."""

    def __init__(self, tokens: list[Token], goods: Goods, phones: list[str]) -> None:
        self.parsed = Parsed([], [], [], [], phones)
        self._goods = goods
        self._tokens = tokens
        self._here = 0
        self._parts: list[Part] = []
        self._whole: list[Part] = []
        self._items: list[Item] = []
        self._in_address = False
        self._after_person = False
        self._has_phone = bool(phones)

    def run(self) -> None:
        numerals = lexicon().numerals
        while self._here < len(self._tokens):
            token = self._tokens[self._here]
            part = token.part
            counts = part in _STARTS_AMOUNT or token.unit or token.key in numerals
            if counts and self._take_amount(token):
                continue
            if part in _DROPPED:
                if not (token.key in _CODE_WORDS and self._take_number_code(token)):
                    self._drop(token)
            elif part == Part.END:
                self._end(token)
            else:
                self._take_word(token)
            self._here += 1
        self._close()

    def _next(self, ahead: int = 1) -> Token:
        place = self._here + ahead
        return self._tokens[place] if place < len(self._tokens) else _AFTER_LAST

    def _add(self, part: Part, item: Item) -> None:
        self._parts.append(part)
        self._whole.append(part)
        self._items.append(item)

    def _take_amount(self, token: Token) -> bool:
        """Takes a quantity with its unit, if one begins here."""
        written, end = amount_at(self._tokens, self._here)
        if written is None:
            written, end = self._amount_in_short_unit(token)
            if written is None:
                return False
        self._here = end
        if token.part == Part.SOME_OR_HOW_MANY and not (self._parts and self._parts[-1] in _WANTS):
            self._add(Part.QUESTION, Item(Part.QUESTION, written.said))
        else:
            self._add(Part.QUANTITY, Item(Part.QUANTITY, written.said, written=written))
        self._in_address = self._after_person = False
        return True

    def _amount_in_short_unit(self, token: Token) -> tuple[Written | None, int]:
        """The one unit of the catalogue that begins so: "chốt 2t"."""
        letter = self._next().key
        if (
            token.part != Part.NUMBER
            or letter not in ("h", "t")
            or not isinstance(token.value, int)
        ):
            return None, 0
        if not (self._parts and self._parts[-1] in _TAKES_SHORT_UNIT):
            return None, 0
        unit = self._goods.abbreviated(letter)
        said = f"{token.said}{self._next().said}"
        written = Written(token.value, unit, said, "short_unit") if unit else None
        return written, self._here + 2

    def _drop(self, token: Token) -> None:
        if token.part in _PEOPLE:
            self._after_person = True
            # "con" is a unit where goods sold by it follow.
            following = self._next()
            mask = following.value if following.part == Part.PRODUCT else None
            if isinstance(mask, int) and self._goods.unit_masks.get(token.unit, 0) & mask:
                self._add(Part.UNIT, Item(Part.UNIT, token.said, written=_one_of_unit(token)))
        self._whole.append(token.part)

    def _end(self, token: Token) -> None:
        self._close()
        following = self._next()
        goes_on = following.part in _KEEPS_ADDRESS or _is_capital(following)
        self._in_address = self._in_address and goes_on and token.said != "\n"
        self._after_person = False

    def _close(self) -> None:
        if self._parts:
            self.parsed.clauses.append("".join(self._parts))
            self.parsed.whole.append("".join(self._whole))
            self.parsed.items.append(self._items)
        self._parts, self._whole, self._items = [], [], []

    def _take_word(self, token: Token) -> None:
        if token.key in _CODE_WORDS and self._take_number_code(token):
            return
        part = self._part_in_address(token, self._part_with_next(token))
        if part == Part.NUMBER:
            part = self._part_of_number()
        elif part == Part.SPOKEN:
            if self._after_person:
                return  # "cô Ba"
            part = Part.UNKNOWN
        elif part in (Part.NAME, Part.LED_PLACE):
            follows = self._next().part in (Part.PHONE, Part.NAME)
            part = Part.NAME if self._after_person or self._has_phone or follows else Part.UNKNOWN
        elif part in _SILENT:
            return
        elif part in _NOTHING_ALONE:
            part = Part.UNKNOWN
        elif part == Part.SOME_OR_HOW_MANY:
            part = Part.QUESTION if token.key == "mấy" else Part.UNKNOWN
        elif part == Part.PHONE:
            self._has_phone = True
            if isinstance(token.value, str):
                self.parsed.phones.append(token.value)
        elif part == Part.BAD_PHONE:
            self.parsed.bad_phone = token.said
        self._add(part, _item(part, token))
        self._after_person = part == Part.NAME

    def _take_number_code(self, token: Token) -> bool:
        """Takes "mã 12" or "số 12" for a code where goods have such codes."""
        following = self._next()
        place = self._goods.number_codes.get(following.said)
        if place is None or following.part != Part.NUMBER:
            return False
        self._add(Part.CODE, Item(Part.CODE, f"{token.said} {following.said}", 1 << place))
        self._here += 1
        return True

    def _part_with_next(self, token: Token) -> Part:
        """The part of `token` together with the next, which it may swallow: "5h", "size 42"."""
        part, following = token.part, self._next()
        if part == Part.NUMBER and following.part == Part.HOUR:
            self._here += 1
            return Part.HOUR
        if part == Part.NUMBERED and not self._in_address:
            if following.part == Part.PHONE:
                return Part.PHONE_WORD
            if following.part == Part.NUMBER:
                self._here += 1
                return Part.ADDRESS if self._next().part in _NAMES_A_STREET else Part.NUMBERED
        if part == Part.SLASH and following.part == Part.UNIT:
            self._here += 1
            return Part.MONEY
        if part == Part.SPOKEN and token.key in _YEAR and following.part == Part.NUMBER:
            self._here += 1
            return Part.STORY
        if following.part == Part.CODE and token.key == "ma":
            return Part.COUNT_WORD  # "mã VT5" without marks
        if following.part == Part.COLON and token.key in _ADDRESS_LABELS:
            return Part.AT
        return part

    def _part_in_address(self, token: Token, part: Part) -> Part:
        """The part within an address, which a word like "ship" or "ở" opens."""
        if part in _OPENS_ADDRESS:
            self._in_address = True
            return part
        if part == Part.PLACE:
            self.parsed.places.append(str(token.value))
            return part
        if not self._in_address:
            return part
        led = lexicon().led_places.get(token.key) if part in _MAY_BE_LED else None
        if led and not _is_capital(self._next()):  # not "Mỹ Đình"
            self.parsed.places.append(led)
            return Part.PLACE
        if (
            part in _IN_ADDRESS
            or _is_capital(token)
            or (part == Part.PRODUCT and not self._has_number_beside())
        ):
            return Part.STREET
        self._in_address = False
        return part

    def _has_number_beside(self) -> bool:
        """Whether a number stands beside this name, which then names goods and no street."""
        before = self._tokens[self._here - 1]
        return (
            before.part in (Part.NUMBER, Part.SPOKEN)
            or before.unit != ""
            or self._next().part == Part.NUMBER
        )

    def _part_of_number(self) -> Part:
        """A number without a unit: money, sizes and scores are none of goods."""
        following = self._next()
        if following.part == Part.THOUSAND or following.key == "k":
            self._here += 1
            return Part.MONEY
        if following.part == Part.ASIDE:
            return Part.UNKNOWN
        if following.key == "sao":
            self._here += 1
            return Part.UNKNOWN  # "5 sao": stars, no question
        if following.part in _BETWEEN_NUMBERS and self._next(2).part == Part.NUMBER:
            self._here += 2
            return Part.UNKNOWN
        return Part.NUMBER


def _item(part: Part, token: Token) -> Item:
    value = token.value
    if isinstance(value, int):
        if part == Part.PRODUCT:
            return Item(part, token.said, value)
        if part == Part.CODE:
            return Item(part, token.said, 1 << value)
        if part == Part.NUMBER:
            return Item(part, token.said, written=Written(value, None, token.said))
        if part == Part.MONEY:
            return Item(part, token.said, written=Written(value, "kg", token.said, "short_unit"))
    if part == Part.UNIT:
        return Item(part, token.said, written=_one_of_unit(token))
    return Item(part, token.said)


def _is_capital(token: Token) -> bool:
    """Whether a word that means something else is written like a name: "Đồng Hới"."""
    said = token.said
    return said[:1].isupper() and not said.isupper() and token.part not in _NEVER_A_STREET


def _one_of_unit(token: Token) -> Written:
    return Written(1000, token.unit, token.said)
