"""Whether what stands before a colon is who wrote the line, and no part of an order."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from host_assistant.values.vietnamese import fold

MAX_WORDS: Final = 5
# What stands before a colon in an order, and is nobody's name.
LABELS: Final = frozenset(
    {"sdt", "dt", "so dien thoai", "dien thoai", "phone", "tel", "zalo", "dia chi", "dc", "d/c"}
    | {"ten", "name", "gia", "ship", "so luong", "sl", "don", "order", "note", "ghi chu", "nhan"}
)
# "Chốt đơn: 3kg", "Chị Hai ơi: còn không". As they are written: "Huy" is a name, "hủy" is not.
_ORDERING: Final = frozenset(
    {"chốt", "chot", "đặt", "dat", "mua", "lấy", "lay", "cho", "hủy", "huỷ", "đổi", "doi", "thêm"}
    | {"them", "gửi", "gui", "giao", "hỏi", "hoi", "ơi", "oi", "còn", "con", "không", "khong"}
    | {"nhé", "nhe", "ạ", "giúp", "giup", "mã", "ma", "hàng", "hang", "loại", "loai", "giá", "gia"}
    | {"đơn", "don", "địa", "chỉ", "sđt", "sdt", "số", "tổng", "tong", "ship", "cần", "muốn"}
)
# Alone they are no name; "Tạ Thị Hoa" is.
_UNITS: Final = frozenset(
    {"ký", "ki", "kí", "kg", "cân", "can", "thùng", "thung", "hộp", "chai", "gói", "goi", "tạ"}
    | {"tấn", "yến", "túi", "bao", "quả", "trái", "hũ", "lọ", "bó", "cái", "đôi", "bộ"}
)
_CALLED: Final = frozenset(
    {"chị", "chi", "anh", "cô", "co", "bác", "bac", "chú", "chu", "bé", "be", "em", "dì", "di"}
    | {"ông", "ong", "bà", "ba", "cụ", "thím", "mợ", "cậu", "mẹ", "me"}
)
_HANDLE: Final = re.compile(r"@[\w.\-]{2,40}")


def is_clearly_a_name(words: str, goods: Collection[str] = ()) -> bool:
    """Bé Na and @hoa.99 are; "Chốt đơn", "VT1" and "2 thùng" are not.

    Each word begins with a capital, but for how one calls people ("chị Hoa"). `goods` are codes
    and names on sale: "Mỳ Chũ: 3 gói" says what is wanted, and from whom is not known.
    """
    if _HANDLE.fullmatch(words):
        return True
    parts = words.split()
    if not 0 < len(parts) <= MAX_WORDS or fold(words) in LABELS:
        return False
    if not all(map(_may_be_of_a_name, parts)):
        return False
    own = parts[1:] if parts[0].lower() in _CALLED and len(parts) > 1 else parts
    if not all(part[0].isupper() for part in own):
        return False
    if len(parts) == 1 and words.lower() in _CALLED | _UNITS:
        return False
    return not names_goods(words, goods)


def names_goods(words: str, goods: Collection[str]) -> bool:
    """Whether one of `goods` is called so, or begins so."""
    wanted = fold(words)
    return any(f"{fold(each)} ".startswith(f"{wanted} ") for each in goods)


def _may_be_of_a_name(part: str) -> bool:
    letters = part.replace(".", "").replace("-", "").replace("'", "")
    return letters.isalpha() and part.lower() not in _ORDERING
