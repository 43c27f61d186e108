"""Whose telephone number a comment says."""

import pytest

from tests.orders.labelled import reader

OWN = (
    "0912345678",
    "sđt em 0912 345 678 nha",
    "số này của em 0912345678 nha chị",
    "zalo 0912.345.678 chị ơi",
    "shop ơi gọi lại 0912345678",
    "0912345678, số 8 Nguyễn Huệ, Huế",
    "Nguyễn Thị Hoa 0912345678 thôn 3 xã Tân Mộc",
    "VT5 2 thùng sđt 0912345678 Hoa",
    "cho anh 2 thùng VT5 0912345678",
    "VT5 lấy vài thùng 0912345678",
    "dạ shop 0912345678",
    "sđt em nè shop 0912345678",
    "shop gọi em số 0912345678 nhé",
    "shop cho em VT5 2 thùng 0912345678",
    "lấy giùm em VT5 2 thùng 0912345678",
    "số của chị 0912345678",
    "số của chị nhé 0912345678",
    "0912345678 TP Hồ Chí Minh",
)
ANOTHERS = (
    "số mẹ em 0987654321",
    "ship cho mẹ em 0987654321 nha",
    "0987654321 của chị Lan",
    "0987654321 của Lan",
    "số của shop là 0912345678",
    "hotline 0912345678",
    "cô Ba đặt hộ em 0912345678",
    "chị Lan đặt VT5 3 thùng sđt 0987654321",
    "em đặt cho mẹ em 1 thùng VT5 0987654321 Huế",
    "0912345678 có phải số shop không",
    "hôm qua em chốt, gọi 0912345678 mà không ai nghe",
    "đặt hộ VT1 2kg 0912345678",
    "sđt shop 0912345678",
    "0912345678 hay 0987654321 cũng được",
    "hủy đơn 0912345678",
    "VT5 2 thùng",
)


@pytest.mark.parametrize("text", OWN)
def test_the_writers_own(text: str) -> None:
    assert reader("luc-ngan").read(text, "VT1").own_number


@pytest.mark.parametrize("text", ANOTHERS)
def test_somebody_elses_or_nobodys(text: str) -> None:
    assert not reader("luc-ngan").read(text, "VT1").own_number
