"""The goods: complete, and with their pictures."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from host_assistant.catalog.product import Product
from host_assistant.catalog.readiness import missing_on_air
from host_assistant.catalog.sheet import read_sheet
from host_assistant.checks.goods import look_at_goods

SHEETS = Path(__file__).parents[1] / "catalog" / "data"
WHOLE = Product(
    sku="VT1",
    name="Vải thiều Lục Ngạn loại 1",
    price_vnd=35_000,
    unit="kg",
    origin="Lục Ngạn, Bắc Ninh",
    seller="HTX Nông nghiệp sạch Lục Ngạn",
    picture="vai.jpg",
)


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    (tmp_path / "vai.jpg").write_bytes(b"picture")
    return tmp_path


@pytest.mark.parametrize(
    ("field", "value"), [("seller", ""), ("origin", "  "), ("unit", ""), ("price_vnd", 0)]
)
def test_what_viewers_must_be_told_is_missed(field: str, value: object) -> None:
    (missing,) = missing_on_air(replace(WHOLE, **{field: value}))
    assert missing == field.removesuffix("_vnd")


def test_a_whole_product_lacks_nothing(pictures: Path) -> None:
    assert missing_on_air(WHOLE) == ()
    (finding,) = look_at_goods([WHOLE], pictures)
    assert (finding.level, finding.code, finding.figures) == ("good", "complete", {"count": 1})


def test_no_goods_is_bad(pictures: Path) -> None:
    (finding,) = look_at_goods([], pictures)
    assert (finding.level, finding.code, finding.remedy) == ("bad", "none", "open_goods")


def test_some_incomplete_goods_are_doubtful_and_named(pictures: Path) -> None:
    lacking = replace(WHOLE, sku="VT2", seller="", origin="")
    (finding,) = look_at_goods([WHOLE, lacking], pictures)
    assert (finding.level, finding.code) == ("doubtful", "not_complete")
    assert finding.figures == {"count": 1, "goods": "VT2", "missing": ("seller", "origin")}


def test_nothing_to_show_at_all_is_bad(pictures: Path) -> None:
    (finding,) = look_at_goods([replace(WHOLE, seller="")], pictures)
    assert (finding.level, finding.code) == ("bad", "none_complete")


def test_of_many_goods_five_are_named(pictures: Path) -> None:
    many = [replace(WHOLE, sku=f"A{number}", origin="") for number in range(6)]
    (finding,) = look_at_goods([WHOLE, *many], pictures)
    assert finding.figures["goods"] == "A0, A1, A2, A3, A4, …"
    assert finding.figures["count"] == 6


def test_pictures_that_are_missing_are_missed(pictures: Path) -> None:
    lost, bare = replace(WHOLE, sku="VT2", picture="gone.jpg"), replace(WHOLE, picture=None)
    found = look_at_goods([lost, bare], pictures)
    assert [(one.level, one.code, one.figures["goods"]) for one in found] == [
        ("doubtful", "picture_lost", "VT2"),
        ("doubtful", "no_picture", "VT1"),
    ]


@pytest.mark.parametrize(
    ("sheet", "codes"),
    [
        ("luc-ngan.csv", ["no_picture"]),
        ("phu-xuyen.csv", ["no_picture"]),
        # The sheet has no column for the seller.
        ("quang-ninh.csv", ["none_complete", "no_picture"]),
    ],
)
def test_the_shared_sheets(sheet: str, codes: list[str], tmp_path: Path) -> None:
    products = read_sheet(SHEETS / sheet, tmp_path).products
    assert [finding.code for finding in look_at_goods(products, tmp_path)] == codes


def test_the_sample_goods_may_all_go_on_air(tmp_path: Path) -> None:
    samples = Path(__file__).parents[2] / "assets" / "samples" / "goods.csv"
    products = read_sheet(samples, tmp_path).products
    assert [finding.code for finding in look_at_goods(products, tmp_path)] == ["complete"]
