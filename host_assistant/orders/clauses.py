"""The clauses of a comment: what each holds, in order, as a string of parts."""

from __future__ import annotations

from typing import Final

from host_assistant.orders.amounts import amount_at
from host_assistant.orders.bare_numbers import count_bare_numbers
from host_assistant.orders.clause_items import Item, Parsed
from host_assistant.orders.goods import Goods, Written
from host_assistant.orders.lexicon import (
    CODE,
    END,
    LED_PLACE,
    MONEY,
    NAME,
    NUMBER,
    PHONE,
    PLACE,
    PRODUCT,
    QUANTITY,
    SPOKEN,
    STREET,
    UNIT,
    UNKNOWN,
    lexicon,
)
from host_assistant.orders.tokens import BAD_PHONE, Token

_STARTS_AMOUNT: Final = frozenset((NUMBER, SPOKEN, "z", "V", "M", "X"))
_LEADS: Final = frozenset("gla")
_MAY_BE_LED: Final = frozenset((UNKNOWN, NAME, LED_PLACE))
_IN_ADDRESS: Final = frozenset((UNKNOWN, NAME, NUMBER, SPOKEN, "#", "L", "k", UNIT, "/", "-", "e"))
_KEEPS_ADDRESS: Final = frozenset(("a", PLACE, NUMBER, NAME, "#"))
_NEVER_A_STREET: Final = frozenset((PLACE, PHONE, CODE, PRODUCT, QUANTITY, "O", "q", "x"))
_CODE_WORDS: Final = frozenset(
    ("mã", "ma", "số", "so", "ms", "mã số", "ma so", "mã hàng", "ma hang")
)
_ADDRESS_LABELS: Final = frozenset(("đc", "dc", "đ", "add", "address"))
# People, courtesies and asides: no grammar hangs on them, only how sure an order is.
_DROPPED: Final = frozenset("p9o56781")
_PEOPLE: Final = frozenset("p91")
_SILENT: Final = frozenset("-:/")
_NO_PART: Final = frozenset("zVXmZ")
_ORDERS: Final = frozenset("OAg")
_TAKES_SHORT_UNIT: Final = frozenset("OAC")
_YEAR: Final = frozenset(("năm", "nam"))
_NOTHING: Final = Token(END, None)


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
        self._parts: list[str] = []
        self._whole: list[str] = []
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
            if counts and self._amount(token):
                continue
            if part in _DROPPED:
                if not (token.key in _CODE_WORDS and self._number_code(token)):
                    self._drop(token)
            elif part == END:
                self._end(token)
            else:
                self._take(token)
            self._here += 1
        self._close()

    def _next(self, ahead: int = 1) -> Token:
        place = self._here + ahead
        return self._tokens[place] if place < len(self._tokens) else _NOTHING

    def _add(self, part: str, item: Item) -> None:
        self._parts.append(part)
        self._whole.append(part)
        self._items.append(item)

    def _amount(self, token: Token) -> bool:
        """Takes a quantity with its unit, if one begins here."""
        written, end = amount_at(self._tokens, self._here)
        if written is None:
            written, end = self._short_unit(token)
            if written is None:
                return False
        self._here = end
        if token.part == "M" and not (self._parts and self._parts[-1] in _ORDERS):
            self._add("q", Item("q", written.said))
        else:
            self._add(QUANTITY, Item(QUANTITY, written.said, written=written))
        self._in_address = self._after_person = False
        return True

    def _short_unit(self, token: Token) -> tuple[Written | None, int]:
        """The one unit of the catalogue that begins so: "chốt 2t"."""
        letter = self._next().key
        if token.part != NUMBER or letter not in ("h", "t") or not isinstance(token.value, int):
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
            mask = following.value if following.part == PRODUCT else None
            if isinstance(mask, int) and self._goods.unit_masks.get(token.unit, 0) & mask:
                self._add(UNIT, Item(UNIT, token.said, written=_one(token)))
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

    def _take(self, token: Token) -> None:
        if token.key in _CODE_WORDS and self._number_code(token):
            return
        part = self._placed(token, self._joined(token))
        if part == NUMBER:
            part = self._number()
        elif part == SPOKEN:
            if self._after_person:
                return  # "cô Ba"
            part = UNKNOWN
        elif part in (NAME, LED_PLACE):
            follows = self._next().part in (PHONE, NAME)
            part = NAME if self._after_person or self._has_phone or follows else UNKNOWN
        elif part in _SILENT:
            return
        elif part in _NO_PART:
            part = UNKNOWN
        elif part == "M":
            part = "q" if token.key == "mấy" else UNKNOWN
        elif part == PHONE:
            self._has_phone = True
            if isinstance(token.value, str):
                self.parsed.phones.append(token.value)
        elif part == BAD_PHONE:
            self.parsed.bad_phone = token.said
        self._add(part, _item(part, token))
        self._after_person = part == NAME

    def _number_code(self, token: Token) -> bool:
        """Takes "mã 12" or "số 12" for a code where goods have such codes."""
        following = self._next()
        place = self._goods.number_codes.get(following.said)
        if place is None or following.part != NUMBER:
            return False
        self._add(CODE, Item(CODE, f"{token.said} {following.said}", 1 << place))
        self._here += 1
        return True

    def _joined(self, token: Token) -> str:
        """The part of `token` together with the next, which it may swallow: "5h", "size 42"."""
        part, following = token.part, self._next()
        if part == NUMBER and following.part == "T":
            self._here += 1
            return "T"
        if part == "#" and not self._in_address:
            if following.part == PHONE:
                return "L"
            if following.part == NUMBER:
                self._here += 1
                return "a" if self._next().part in ("a", NAME) else "#"
        if part == "/" and following.part == UNIT:
            self._here += 1
            return MONEY
        if part == SPOKEN and token.key in _YEAR and following.part == NUMBER:
            self._here += 1
            return "t"
        if following.part == CODE and token.key == "ma":
            return "s"  # "mã VT5" without marks
        if following.part == ":" and token.key in _ADDRESS_LABELS:
            return "l"
        return part

    def _placed(self, token: Token, part: str) -> str:
        """The part within an address, which a word like "ship" or "ở" opens."""
        if part in _LEADS:
            self._in_address = True
            return part
        if part == PLACE:
            self.parsed.places.append(str(token.value))
            return part
        if not self._in_address:
            return part
        led = lexicon().led_places.get(token.key) if part in _MAY_BE_LED else None
        if led and not _is_capital(self._next()):  # not "Mỹ Đình"
            self.parsed.places.append(led)
            return PLACE
        if part in _IN_ADDRESS or _is_capital(token) or (part == PRODUCT and not self._counted()):
            return STREET
        self._in_address = False
        return part

    def _counted(self) -> bool:
        """Whether a number stands beside this name, which then names goods and no street."""
        before = self._tokens[self._here - 1]
        return before.part in (NUMBER, SPOKEN) or before.unit != "" or self._next().part == NUMBER

    def _number(self) -> str:
        """A number without a unit: money, sizes and scores are none of goods."""
        following = self._next()
        if following.part == "m" or following.key == "k":
            self._here += 1
            return MONEY
        if following.part == "8":
            return UNKNOWN
        if following.key == "sao":
            self._here += 1
            return UNKNOWN  # "5 sao": stars, no question
        if following.part in ("/", "*") and self._next(2).part == NUMBER:
            self._here += 2
            return UNKNOWN
        return NUMBER


def _item(part: str, token: Token) -> Item:
    value = token.value
    if isinstance(value, int):
        if part == PRODUCT:
            return Item(part, token.said, value)
        if part == CODE:
            return Item(part, token.said, 1 << value)
        if part == NUMBER:
            return Item(part, token.said, written=Written(value, None, token.said))
        if part == MONEY:
            return Item(part, token.said, written=Written(value, "kg", token.said, "short_unit"))
    if part == UNIT:
        return Item(part, token.said, written=_one(token))
    return Item(part, token.said)


def _is_capital(token: Token) -> bool:
    """Whether a word that means something else is written like a name: "Đồng Hới"."""
    said = token.said
    return said[:1].isupper() and not said.isupper() and token.part not in _NEVER_A_STREET


def _one(token: Token) -> Written:
    return Written(1000, token.unit, token.said)
