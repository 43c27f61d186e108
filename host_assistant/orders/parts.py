"""The parts that words play in a comment: the one table of their names and letters."""

from __future__ import annotations

from enum import StrEnum


class Part(StrEnum):
    """What a word does in a comment; its value is the letter for it in a row of parts.

    `assets/comments/words.json` lists words under these names in small letters, and patterns are
    written in them too (see `patterns`); nothing may depend on which letter is whose.
    """

    # Wanting: who wants what, and where it shall go.
    ORDER = "O"  # chốt, lấy, mua
    GIVE = "A"  # cho, để, xin
    MORE = "A"  # thêm: as `give`, and it adds to an earlier order
    DELIVER = "g"  # ship, giao, gửi
    AT = "l"  # ở, tại, về
    ADDRESS = "a"  # đường, phường, số nhà
    EACH = "E"  # mỗi thứ
    OR = "v"  # hoặc
    AND = "J"  # và, với, &
    PHONE_WORD = "L"  # sđt, zalo
    COUNT_WORD = "s"  # sl, số lượng
    TIMES = "*"  # x, ×
    NUMBERED = "#"  # size, số: the number after it counts nothing ("size 42", "số 5 Lê Lợi")
    GRADE = "k"  # loại
    COLOUR = "K"  # màu

    # Asking, refusing, taking back.
    QUESTION = "q"  # bao nhiêu, sao, ?
    WHEN = "@"  # khi nào, bao giờ
    PRICE = "&"  # giá
    EITHER = "Y"  # hay, which asks: "2kg hay 3kg"
    SURELY = "3"  # chứ
    NOT = "x"  # không, ko
    NOT_YET = "y"  # chưa
    NO = "r"  # khỏi, để sau, chịu
    ONLY = "2"  # thôi
    AT_ALL = "D"  # đâu
    CANCEL = "c"  # hủy
    DROP = "b"  # bỏ
    ANY_MORE = "n"  # nữa
    CHANGE = "h"  # đổi, sửa, thành

    # Telling.
    STORY = "t"  # hôm qua, thích
    CROWD = "4"  # mọi người, các bác
    JUST = "i"  # mới
    ALREADY = "d"  # đã
    DONE = "R"  # rồi, xong
    TODAY = "0"  # hôm nay
    IF_SO = "f"  # thì
    IS_THERE = "j"  # có, còn
    ABLE = "u"  # được
    PRAISE = "e"  # ngon, rẻ, đẹp
    DEGREE = "%"  # quá, lắm

    # People and courtesies: only how sure an order is depends on them.
    PERSON = "p"  # em, chị: buyer or seller
    KIN = "9"  # mẹ, vợ: neither buyer nor seller
    NAME_WORD = "1"  # tên, người nhận
    CALL = "7"  # ơi
    SHOP = "5"  # shop, ad
    YES = "6"  # dạ, ok
    FILLER = "o"  # nhé, ạ
    ASIDE = "8"  # đơn, quà, gấp

    # Words that numbers are made of, and numbers with them; none of these stays in a clause.
    SOME = "V"  # vài
    SOME_OR_HOW_MANY = "M"  # mấy
    HALF = "z"  # nửa, ½
    HALF_MORE = "Z"  # rưỡi
    TEN = "X"  # chục
    THOUSAND = "m"  # nghìn, đồng
    SPOKEN = "W"  # hai, bốn: a number in words
    DASH = "-"
    COLON = ":"
    SLASH = "/"
    END = ";"  # a comma, a full stop, a new line: the end of a clause

    # What was recognised.
    NUMBER = "N"  # 5
    UNIT = "U"  # thùng
    QUANTITY = "Q"  # 2kg, hai thùng: a number with its unit, or one that counts goods
    PRODUCT = "P"  # vải thiều: a name of goods
    CODE = "C"  # VT5
    MONEY = "$"  # 35k
    HOUR = "T"  # giờ, and "5h" as a whole
    PHONE = "H"  # 0912345678
    BAD_PHONE = "F"  # figures like a telephone number, but none that can be called
    PLACE = "G"  # Nghệ An
    LED_PLACE = "B"  # Nga, Mỹ: a place only after a word that leads to it
    STREET = "S"  # any word within an address
    NAME = "I"  # an unknown word with a capital
    PLUS = "+"
    UNKNOWN = "w"


def parts_named(names: str) -> frozenset[Part]:
    """The parts with these names, separated by spaces; raises ValueError for one that is none."""
    return frozenset(map(part_named, names.split()))


def part_named(name: str) -> Part:
    """The part called `name`, in small letters; raises ValueError if there is none."""
    part = Part.__members__.get(name.upper())
    if part is None or not name.islower():
        raise ValueError(f"no part of a comment is called {name!r}")
    return part
