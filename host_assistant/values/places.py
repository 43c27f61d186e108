"""The provinces of Vietnam and the countries of the world, as buyers write them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from host_assistant.values.vietnamese import clean_text, fold

# The 34 since 1 July 2025 (resolution 202/2025/QH15), then the names that buyers still use.
PROVINCES: Final = (
    "Hà Nội", "Huế", "Hải Phòng", "Đà Nẵng", "TP. Hồ Chí Minh", "Cần Thơ",
    "Lai Châu", "Điện Biên", "Sơn La", "Lạng Sơn", "Quảng Ninh", "Thanh Hóa", "Nghệ An",
    "Hà Tĩnh", "Cao Bằng", "Tuyên Quang", "Lào Cai", "Thái Nguyên", "Phú Thọ", "Bắc Ninh",
    "Hưng Yên", "Ninh Bình", "Quảng Trị", "Quảng Ngãi", "Gia Lai", "Khánh Hòa", "Lâm Đồng",
    "Đắk Lắk", "Đồng Nai", "Tây Ninh", "Vĩnh Long", "Đồng Tháp", "Cà Mau", "An Giang",
    "Hà Giang", "Yên Bái", "Bắc Kạn", "Hòa Bình", "Vĩnh Phúc", "Bắc Giang", "Hải Dương",
    "Thái Bình", "Hà Nam", "Nam Định", "Quảng Bình", "Thừa Thiên Huế", "Quảng Nam", "Bình Định",
    "Kon Tum", "Phú Yên", "Ninh Thuận", "Bình Thuận", "Đắk Nông", "Bình Dương", "Bình Phước",
    "Bà Rịa - Vũng Tàu", "Long An", "Tiền Giang", "Bến Tre", "Trà Vinh", "Kiên Giang",
    "Hậu Giang", "Sóc Trăng", "Bạc Liêu",
)  # fmt: skip

_ALSO: Final = {
    "TP. Hồ Chí Minh": ("Hồ Chí Minh", "Sài Gòn", "SG", "HCM", "TPHCM", "TP HCM", "HCMC",
                        "Ho Chi Minh City", "Saigon"),
    "Hà Nội": ("HN", "Hanoi"),
    "Đà Nẵng": ("ĐN", "Danang"),
    "Hải Phòng": ("HP", "Haiphong"),
    "Bà Rịa - Vũng Tàu": ("Bà Rịa Vũng Tàu", "Vũng Tàu", "BRVT"),
    "Đắk Lắk": ("Đắc Lắc", "Daklak"),
    "Đắk Nông": ("Đắc Nông",),
    "Huế": ("Thừa Thiên - Huế",),
}  # fmt: skip

# After one of these a name is a street, a ward or a building, whatever province shares it.
_NOT_A_PROVINCE_AFTER: Final = frozenset({
    "duong", "pho", "ngo", "ngach", "hem", "kiet", "phuong", "xa", "huyen", "quan", "ap", "thon",
    "xom", "to", "khu", "cho", "cau", "toa", "chung", "cu", "benh", "vien", "khach", "san", "ca",
    "so", "lo", "thi", "tran",
})  # fmt: skip
_ON_THE_WAY: Final = frozenset({"ship", "gui", "giao", "di", "sang", "ve", "o", "ben", "nuoc"})
_COUNTRIES_ALSO: Final = {
    "US": ("Mỹ", "Hoa Kỳ", "USA", "America", "United States of America"),
    "JP": ("Nhật Bản", "Nhật"),
    "KR": ("Hàn Quốc", "Hàn", "Korea"),
    "AU": ("Úc",),
    "GB": ("Anh", "UK", "England", "Great Britain"),
    "TW": ("Đài Loan",),
    "CN": ("Trung Quốc",),
    "DE": ("Đức",),
    "CZ": ("Séc", "Tiệp", "Czech Republic"),
    "RU": ("Nga",),
    "IT": ("Ý", "Italia"),
    "SG": ("Singapore", "Sing"),
}


def _key(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(clean_text(text))))


_PROVINCE_OF: Final = {
    _key(form): name for name in PROVINCES for form in (name, *_ALSO.get(name, ()))
}
_LONGEST: Final = max(len(key.split()) for key in _PROVINCE_OF)


def province_in(address: str) -> str:
    """The province that ends `address` or one of its comma-separated parts, else ""."""
    for part in reversed(re.split(r"[,;\n]", address)):
        words = _key(part).split()
        while words and words[-1].isdecimal():
            words.pop()  # a postal code
        for length in range(min(_LONGEST, len(words)), 0, -1):
            province = _PROVINCE_OF.get(" ".join(words[-length:]))
            before = words[-length - 1] if len(words) > length else ""
            # A house number in front makes it a street: "12 Thái Bình".
            if province and before not in _NOT_A_PROVINCE_AFTER and not before[:1].isdecimal():
                return province
    return ""


@cache
def _countries() -> dict[str, str]:
    """Vietnamese names by every name, in Vietnamese and English; no codes."""
    from babel import Locale

    english = Locale("en").territories
    names: dict[str, str] = {}
    for code, name in Locale("vi").territories.items():
        if len(code) == 2 and code.isalpha():
            also = _COUNTRIES_ALSO.get(code, ())
            for form in (name, english[code], *also):
                names.setdefault(_key(form), also[0] if also else name)
    return names


def country_called(text: str) -> str:
    """The Vietnamese name of a country written as name or ISO 3166 code, "" if it is none."""
    key = _key(text)
    if not key:
        return ""
    from babel import Locale

    # Names first: "my" is how Mỹ is typed, and only then the code of Malaysia.
    known = _countries().get(key)
    if known is None and len(key) == 2 and key.isalpha():
        known = _countries().get(_key(Locale("vi").territories.get(key.upper(), "")))
    return known or ""


def country_in(address: str) -> str:
    """The country abroad that is the last comma-separated part of `address`, else ""."""
    words = _key(re.split(r"[,;\n]", address)[-1]).split()
    while words and words[0] in _ON_THE_WAY:
        words.pop(0)
    name = " ".join(words)
    return "" if is_vietnam(name) else _countries().get(name, "")


def is_vietnam(text: str) -> bool:
    """Whether a country is home, which is not said of a buyer; nothing written means home."""
    return _key(text) in ("", "vietnam", "viet nam", "vn")
