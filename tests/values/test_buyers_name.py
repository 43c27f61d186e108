"""A buyer on the picture can be greeted and not be found."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from host_assistant.values.buyers_name import mask_buyer
from host_assistant.values.places import PROVINCES, province_in


@pytest.mark.parametrize(
    ("name", "address", "country", "shown"),
    [
        ("chị Hoa", "12 Cầu Giấy, Hà Nội", "", "chị H. (Hà Nội)"),
        ("Chị Nguyễn Thị Hoa", "Hà Nội", "Việt Nam", "chị H. (Hà Nội)"),
        ("anh Tuấn", "", "Nhật Bản", "anh T. (Nhật Bản)"),
        ("anh Tuấn", "Osaka", "Japan", "anh T. (Nhật Bản)"),
        ("anh Tuấn", "Nhật Bản", "", "anh T. (Nhật Bản)"),
        ("anh Tuấn", "Tokyo, Nhật", "", "anh T. (Nhật Bản)"),
        ("anh Tuấn", "ship Úc", "", "anh T. (Úc)"),
        ("anh Tuấn", "Việt Nam", "", "anh T."),
        ("anh Tuấn", "phường Phú Mỹ", "", "anh T."),
        ("anh Tuấn", "12 Hoàng Anh", "", "anh T."),
        ("John", "", "USA", "J. (Mỹ)"),
        ("John", "", "my", "J. (Mỹ)"),
        ("John", "", "JP", "J. (Nhật Bản)"),
        ("Trần Văn Đức", "Bắc Giang", "VN", "Đ. (Bắc Giang)"),
        ("chi hoa", "", "", "chị H."),
        ("chị", "Huế", "", "chị (Huế)"),
        ("", "ship HN", "", "khách (Hà Nội)"),
        ("", "", "", "khách"),
        ("😀", "", "", "khách"),
        ("0901234567", "", "", "khách"),
        ("Hoa 0901234567", "", "", "H."),
        ("Chí Phèo", "", "", "P."),
        ("Lan", "quận 1, TPHCM", "", "L. (TP. Hồ Chí Minh)"),
        ("Lan", "Sài Gòn", "", "L. (TP. Hồ Chí Minh)"),
        ("Lan", "Wakanda", "Wakanda", "L."),
    ],
)
def test_a_buyer_as_viewers_see_them(name: str, address: str, country: str, shown: str) -> None:
    assert mask_buyer(name, address, country) == shown


@pytest.mark.parametrize("province", PROVINCES)
def test_every_province_is_known_at_the_end_of_an_address(province: str) -> None:
    assert province_in(f"số 5 ngõ 12, phường Xuân Hòa, tỉnh {province}") == province
    assert province_in(f"xã Tân Sơn {province} 230000") == province


@pytest.mark.parametrize(
    "address",
    [
        "12 đường Hòa Bình",
        "45 Thái Bình",
        "phố Huế",
        "phường Hà Nam",
        "Ninh Hiệp",
        "Đà Nẵng 2 tower",
    ],
)
def test_streets_and_wards_are_no_provinces(address: str) -> None:
    assert province_in(address) == ""


@given(st.text(max_size=40), st.text(max_size=60), st.text(max_size=20))
def test_nothing_but_initial_and_province_ever_comes_through(
    name: str, address: str, country: str
) -> None:
    shown = mask_buyer(name, address, country)
    assert not re.search(r"\d", shown)
    assert re.fullmatch(r"((anh|chị|cô|chú|bác|ông|bà|em)|((\w+ )?.\.)|khách)( \(.+\))?", shown)


@given(st.integers(0, 10**9), st.sampled_from(PROVINCES))
def test_of_an_address_the_province_alone_is_shown(number: int, province: str) -> None:
    shown = mask_buyer("chị Hoa", f"{number} ngõ Tự Do, phường Mai, {province}")
    assert shown == f"chị H. ({province})"
