"""The goods that come with the program, for a first rehearsal."""

from pathlib import Path

from host_assistant.catalog.pictures import picture_size
from host_assistant.catalog.sheet import read_sheet
from host_assistant.resources import asset
from tests.catalog.samples import DATA


def test_the_sample_goods_are_the_districts_with_pictures(tmp_path: Path) -> None:
    reading = read_sheet(asset("samples", "goods.csv"), tmp_path)
    assert reading.errors == ()
    assert reading.findings == ()
    assert reading.unknown_columns == ()
    district = read_sheet(DATA / "luc-ngan.csv", tmp_path).products
    assert [(p.sku, p.name, p.price_vnd, p.unit_weight_g) for p in reading.products] == [
        (p.sku, p.name, p.price_vnd, p.unit_weight_g) for p in district
    ]
    assert len({p.picture for p in reading.products}) == len(reading.products)
    assert all(p.story_en for p in reading.products)


def test_the_pictures_are_small_to_carry_and_large_enough_to_show() -> None:
    pictures = sorted(asset("samples").glob("*.jpg"))
    assert pictures
    for picture in pictures:
        content = picture.read_bytes()
        assert len(content) <= 64_000
        assert picture_size(content) == (".jpg", 600, 600)
