"""The goods as phones draw them, and no file of this computer but their pictures."""

from pathlib import Path

import httpx
import pytest
from msgspec.structs import replace

from host_assistant.control_room.director import Director
from host_assistant.desk.server import Desk
from host_assistant.show.commands import ListProduct
from tests.desk.conftest import GOODS
from tests.desk.wifi import ROLES, signed_in, stranger

PICTURE = b"\xff\xd8\xff\xe0 a picture"


@pytest.fixture
def pictures(director: Director, pictures_folder: Path) -> Path:
    (pictures_folder / "0123abcd.jpg").write_bytes(PICTURE)
    (pictures_folder / "not_of_the_show.jpg").write_bytes(PICTURE)
    (pictures_folder / "page.html").write_bytes(b"<script>alert(1)</script>")
    (pictures_folder.parent / "secret.jpg").write_bytes(b"secret")
    return pictures_folder


def shows(director: Director, picture: str) -> None:
    director.do(ListProduct(product=replace(GOODS[0], picture=picture)))


def test_goods_are_told_with_what_phones_draw(
    director: Director, client: httpx.Client, pictures: Path
) -> None:
    shows(director, "0123abcd.jpg")
    goods = client.get("/api/goods").json()["goods"]
    assert goods[0] == {
        "sku": "VT1",
        "name": "Vải thiều Lục Ngạn",
        "unit": "kg",
        "unit_weight_g": 1000,
        "picture": "/pictures/0123abcd.jpg",
    }
    assert [one["picture"] for one in goods[1:]] == [None] * (len(GOODS) - 1)


def test_every_role_gets_the_pictures_and_strangers_none(
    director: Director, open_desk: Desk, pictures: Path
) -> None:
    shows(director, "0123abcd.jpg")
    for role in ROLES:
        with signed_in(open_desk, role) as one:
            answer = one.get("/pictures/0123abcd.jpg")
            assert (answer.status_code, answer.content) == (200, PICTURE)
            assert answer.headers["content-type"] == "image/jpeg"
            assert answer.headers["x-content-type-options"] == "nosniff"
    with stranger(open_desk) as one:
        assert one.get("/pictures/0123abcd.jpg").content != PICTURE


@pytest.mark.parametrize(
    "asked",
    [
        "not_of_the_show.jpg",
        "missing.jpg",
        "..%2fsecret.jpg",
        "%2e%2e%2fsecret.jpg",
        "..%5csecret.jpg",
        "%00",
        "",
    ],
)
def test_no_other_file_is_given_out(
    director: Director, client: httpx.Client, pictures: Path, asked: str
) -> None:
    shows(director, "0123abcd.jpg")
    assert client.get(f"/pictures/{asked}").status_code == 404


@pytest.mark.parametrize("picture", ["../secret.jpg", "page.html", "gone.jpg"])
def test_not_even_where_the_goods_name_it(
    director: Director, client: httpx.Client, pictures: Path, picture: str
) -> None:
    shows(director, picture)
    assert client.get(f"/pictures/{picture.replace('/', '%2f')}").status_code == 404
    assert client.get("/api/goods").json()["goods"][0]["picture"] is None
