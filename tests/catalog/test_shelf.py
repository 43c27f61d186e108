"""The goods between days."""

from pathlib import Path

import pytest

from host_assistant.catalog.product import Product
from host_assistant.catalog.sheet import read_sheet
from host_assistant.catalog.shelf import Shelf, ShelfUnreadable
from tests.catalog.samples import DATA, product


def test_a_new_shelf_is_empty(tmp_path: Path) -> None:
    assert Shelf(tmp_path / "new").products() == ()


def test_goods_are_there_the_next_day(tmp_path: Path) -> None:
    goods = read_sheet(DATA / "luc-ngan.csv", tmp_path).products
    Shelf(tmp_path / "new").replace(goods)
    assert Shelf(tmp_path / "new").products() == goods


def test_a_product_is_put_in_its_place_or_at_the_end(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.replace([product(sku="A"), product(sku="B")])
    shelf.put(product("thùng", 5000, sku="a"))
    shelf.put(product(sku="C"))
    assert [(p.sku, p.unit) for p in shelf.products()] == [("a", "thùng"), ("B", "kg"), ("C", "kg")]


def test_a_product_is_taken_away_by_its_code_in_any_case(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.replace([product(sku="A"), product(sku="B")])
    shelf.remove("a")
    shelf.remove("none")
    assert [p.sku for p in shelf.products()] == ["B"]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"version": 1, "products": [{"sku": 5}]}', b"\xff\xfe", b"null"],
)
def test_an_unreadable_file_is_told_and_kept(content: bytes, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.path.write_bytes(content)
    with pytest.raises(ShelfUnreadable, match=r"goods\.json.*cannot be read"):
        shelf.products()
    with pytest.raises(ShelfUnreadable):
        shelf.put(product())
    assert shelf.path.read_bytes() == content


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    Shelf(tmp_path).path.mkdir()
    with pytest.raises(ShelfUnreadable, match="cannot be read"):
        Shelf(tmp_path).products()
    with pytest.raises(ShelfUnreadable, match="could not be saved"):
        Shelf(tmp_path).replace([product()])


def test_goods_of_a_newer_version_are_left_alone(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.path.write_text('{"version": 2, "products": []}', encoding="utf-8")
    with pytest.raises(ShelfUnreadable, match="newer version"):
        shelf.products()


def test_what_cannot_be_saved_leaves_the_old_goods(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with pytest.raises(ShelfUnreadable, match="could not be saved"):
        Shelf(tmp_path / "file").replace([product()])


def test_nothing_but_the_goods_is_left_in_the_folder(tmp_path: Path) -> None:
    Shelf(tmp_path).replace([product()])
    Shelf(tmp_path).replace([Product(sku="Đ", name="😀", price_vnd=1, unit="cái")])
    assert [path.name for path in tmp_path.iterdir()] == ["goods.json"]
    assert "Đ" in (tmp_path / "goods.json").read_text(encoding="utf-8")
