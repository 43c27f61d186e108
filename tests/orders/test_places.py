"""Provinces and countries, as data and as they are typed."""

import pytest

from host_assistant.orders.lexicon import plain_key, toneless
from host_assistant.values.places import (
    KNOWN_COUNTRIES,
    KNOWN_PROVINCES,
    PROVINCES,
    Country,
    country_called,
    province_now,
)
from host_assistant.values.vietnamese import fold
from tests.orders.labelled import reader

TODAY = [one.name for one in KNOWN_PROVINCES if not one.now]
# The 63 from 2008 to 2025: of the names kept beside today's, "Thừa Thiên Huế" was Huế's.
BEFORE = [name for name in PROVINCES if name != "Huế"]


def test_there_are_34_today_and_were_63() -> None:
    assert len(TODAY) == 34
    assert len(BEFORE) == 63
    assert len(set(PROVINCES)) == len(PROVINCES)


def test_every_older_province_became_part_of_one_of_today() -> None:
    assert {province_now(name) for name in PROVINCES} == set(TODAY)
    assert province_now("Bắc Giang") == "Bắc Ninh"
    assert province_now("Sóc Trăng") == "Cần Thơ"
    assert province_now("Hà Nội") == "Hà Nội"


@pytest.mark.parametrize("name", PROVINCES)
def test_every_province_is_found_with_and_without_marks(name: str) -> None:
    for typed in (name, fold(name), name.upper(), toneless(plain_key(name))):
        reading = reader("luc-ngan").read(f"lấy 2 thùng ship {typed}", "VT1")
        assert reading.place == ("Huế" if name == "Thừa Thiên Huế" else name), typed
        assert [line.sku for line in reading.lines] == ["VT5"]
        assert reading.sure


@pytest.mark.parametrize("short", ["HN", "sg", "HCM", "TP.HCM", "tphcm", "Sài Gòn", "đn", "HP"])
def test_short_forms(short: str) -> None:
    assert reader("luc-ngan").read(f"2 thùng ship {short}", "VT1").place in PROVINCES


@pytest.mark.parametrize("country", KNOWN_COUNTRIES, ids=lambda country: country.code)
def test_a_country_is_found_where_a_word_leads_to_it(country: Country) -> None:
    name = country.also[0]
    assert country_called(name) == name
    # "Anh" alone is also how a man is called.
    typed = "nước Anh" if name == "Anh" else name
    assert reader("luc-ngan").read(f"2 thùng ship sang {typed}", "VT1").place == name


def test_names_of_people_are_no_countries() -> None:
    for text in ("chị Nga lấy 2 thùng", "anh lấy 2 thùng", "Đức lấy 2 thùng", "em Mỹ 2 thùng"):
        assert reader("luc-ngan").read(text, "VT1").place is None
