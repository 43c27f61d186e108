"""A sure order with words around it that make something else of it is no sure order any more."""

import pytest

from host_assistant.orders.reading import Reading
from tests.orders.labelled import Labelled, labelled, read, reader

SURE = [
    one
    for part in ("given", "tuned")
    for one in labelled(part)
    if one.kind == "order" and one.phone is None and not set(",.\n") & set(one.text)
    if read(one).sure
]
AROUND = """
không {} | {} không | {} ko | {} k ạ | chưa {} | {} chưa | thôi không {} | đừng {} | không {} nữa
{} đâu | hủy {} | bỏ {} | {} bao nhiêu | {} bn | {}? | {} hả shop | {} thì sao | có {} không
{} giá sao | {} được không | {} đc k | ai {} vậy | {} xong chưa | {} có giảm không
không biết có nên {} | hay là {} | hôm qua {} | {} hôm qua | đã {} | {} rồi | {} rồi nha
lần trước {} | năm ngoái {} | vừa {} xong | {} ngon lắm | {} bị hỏng | {} mà chưa thấy giao
nếu {} | để mai {} | tuần sau {} | mai mốt {} | ước gì {} | mọi người {} | nghe nói {}
thấy {} mà thèm | khách {} kìa | shop bán {} à | mẹ em {} | bạn em {} | chồng em {} | nhà bên {}
shop ơi mẹ em {} | hàng xóm {} | siêu thị {} | em đoán {} | {} là trúng | minigame {}
""".replace("\n", " | ").split(" | ")
AROUND = [one.strip() for one in AROUND if one.strip()]


def spoilt(one: Labelled, around: str) -> Reading:
    return reader(one.sheet).read(around.format(one.text), one.card)


def test_there_is_something_to_spoil() -> None:
    assert len(SURE) > 200
    assert len(AROUND) > 50


@pytest.mark.parametrize("around", AROUND)
def test_words_around_an_order_make_it_unsure(around: str) -> None:
    still_sure = [around.format(one.text) for one in SURE if spoilt(one, around).sure]
    assert still_sure == []
