"""One rule of reading each."""

import pytest

from host_assistant.orders.reading import Reading, WhyCode
from host_assistant.show.comment import CommentKind
from tests.orders.labelled import lines_of, reader


def read(text: str, card: str | None = "VT1", sheet: str = "luc-ngan") -> Reading:
    return reader(sheet).read(text, card)


def codes(reading: Reading) -> set[WhyCode]:
    return {why.code for why in reading.why}


@pytest.mark.parametrize(
    ("text", "sku", "quantity"),
    [
        ("chốt 5kg", "VT1", 5),
        ("VT5", "VT5", 1),
        ("vt5 x3", "VT5", 3),
        ("3x vt5", "VT5", 3),
        ("vt5x2", "VT5", 2),
        ("vt-5 2 thùng", "VT5", 2),
        ("VT 5 2 thùng", "VT5", 2),
        ("+5", "VT1", 5),
        ("sl 4", "VT1", 4),
        ("2 tạ rưỡi nhé, 0912345678", "VT1", 250),
        ("nửa yến", "VT1", 5),
        ("1 cân 2 lạng", "VT1", 1.2),
        ("3kg7", "VT1", 3.7),
        ("ký rưỡi", "VT1", 1.5),
        ("hai mươi lăm ký", "VT1", 25),
        ("ba chục cân", "VT1", 30),
        ("chục gói mỳ chũ", "MCH", 10),
        ("lấy cả yến", "VT1", 10),
        ("2 thùng", "VT5", 2),
        ("10kg vt5", "VT5", 2),
        ("vải sấy 5 gói", "VSK", 5),
        ("u hồng 2 cân", "VUH", 2),
        ("mì chũ 3 gói", "MCH", 3),
        ("mat ong 1 chai", "MOV", 1),
        ("chốt thùng vải", "VT5", 1),
        ("2 thùng vải 5kg, 0912345678", "VT5", 2),
        ("vải loại 1 3 cân nhé", "VT1", 3),
        ("chôt 5kg", "VT1", 5),
        ("chốtttt 5kg nhaaaa", "VT1", 5),
        ("lấy 2 thùng, mình ở Hoà Bình", "VT5", 2),
    ],
)
def test_a_line_of_an_order(text: str, sku: str, quantity: float) -> None:
    reading = read(text)
    assert (reading.kind, lines_of(reading)) == ("order", [(sku, quantity)])
    assert reading.sure, reading.why


def test_several_lines() -> None:
    wanted = [("VT1", 5), ("MCH", 2), ("MOV", 1)]
    for text in (
        "5kg vải với 2 gói mỳ chũ và 1 chai mật ong",
        "vải 5kg, mỳ chũ 2 gói, mật ong 1 chai",
        "Em lấy:\n- 5kg vải\n- 2 gói mỳ chũ\n- 1 chai mật ong",
        "VT1 5 MCH 2 MOV 1",
    ):
        assert lines_of(read(text)) == wanted, text


def test_the_same_of_each() -> None:
    reading = read("lấy mỳ chũ với mật ong mỗi thứ 2")
    assert lines_of(reading) == [("MCH", 2), ("MOV", 2)]


@pytest.mark.parametrize(
    "written",
    ["0912345678", "0912 345 678", "0912.345.678", "091-234-5678", "+84912345678", "84912345678",
     "+84 912 345 678", "(+84) 912 345 678", "0 9 1 2 3 4 5 6 7 8", "0084912345678", "912345678",
     "o912345678", "+84 (0)912 345 678"],
)  # fmt: skip
def test_a_phone_in_any_form(written: str) -> None:
    for text in (
        f"5kg {written}",
        f"{written} lấy 5kg",
        f"5kg sđt:{written}",
        f"vt1 5kg.{written}",
    ):
        reading = read(text)
        assert (reading.phone, lines_of(reading)) == ("0912345678", [("VT1", 5)]), text


def test_a_number_that_is_no_phone_is_told() -> None:
    reading = read("5kg sđt 091234567")
    assert (reading.phone, reading.sure) == (None, False)
    assert "phone_unreadable" in codes(reading)


@pytest.mark.parametrize(
    "number",
    ["+81 90 1234 5678", "+1 (408) 555-1234", "+14085551234", "024 3825 1234", "0243 8251234",
     "0912 345 67", "0912 345 6789", "01689123456"],
)  # fmt: skip
def test_a_number_that_is_no_mobile_of_vietnam_is_no_quantity(number: str) -> None:
    for text in (f"lấy 2 thùng {number}", f"{number} lấy 2 thùng", f"VT5 2 {number}"):
        reading = read(text)
        assert (reading.phone, lines_of(reading)) == (None, [("VT5", 2)]), text
        assert "phone_unreadable" in codes(reading)
        assert not reading.sure


def test_two_phones_are_for_a_person_to_choose_from() -> None:
    reading = read("5kg 0912345678 hoặc 0987654321")
    assert (reading.phone, reading.sure) == ("0912345678", False)
    assert "two_phones" in codes(reading)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("lấy 5kg ship Hà Nội", "Hà Nội"),
        ("5kg ship hn nhé", "Hà Nội"),
        ("2 thùng về sg", "TP. Hồ Chí Minh"),
        ("2 thung giao tphcm", "TP. Hồ Chí Minh"),
        ("5kg, số 7 đường Lê Lợi, Huế", "Huế"),
        ("5kg gửi brvt", "Bà Rịa - Vũng Tàu"),
        ("5kg giao hoà bình", "Hòa Bình"),
        ("em bên Nhật lấy 5kg", "Nhật Bản"),
        ("gửi sang Mỹ 2 gói vải sấy", "Mỹ"),
        ("2 gói mỳ chũ đi úc", None),
        ("chốt 5kg", None),
    ],
)
def test_a_place(text: str, place: str | None) -> None:
    assert read(text).place == place


def test_an_address_is_no_goods() -> None:
    reading = read("2 thùng về 25 Nguyễn Trãi, Thanh Xuân, HN 0966123321")
    assert lines_of(reading) == [("VT5", 2)]
    assert (reading.place, reading.sure) == ("Hà Nội", True)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("5kg bao nhiêu tiền?", "question"),
        ("có ship 5kg không", "question"),
        ("1 thùng mấy kg", "question"),
        ("vt5 còn k", "question"),
        ("đặt 5kg thì ship bn ạ", "question"),
        ("VT5?", "question"),
        ("35k hay 30k vậy", "question"),
        ("không lấy 5kg đâu", "refusal"),
        ("35k thì em không lấy", "refusal"),
        ("20k thì lấy", "refusal"),
        ("bao giờ 20k thì em mua 1 tạ", "refusal"),
        ("để mai mua", "refusal"),
        ("không lấy 5kg nữa", "cancel"),
        ("hủy 2 thùng giúp em", "cancel"),
        ("bỏ giúp em 2 gói", "cancel"),
        ("hôm qua mua 5kg ngon lắm", "other"),
        ("đã chốt 5kg", "other"),
        ("mẹ em mua 5kg rồi", "other"),
        ("35k/kg rẻ quá", "other"),
        ("tặng chú 100 tim", "other"),
        ("cam on chu", "other"),
        ("0912345678", "other"),
        ("", "other"),
        ("❤️👍", "other"),
        ("美味しそう", "other"),
    ],
)
def test_what_is_no_order(text: str, kind: CommentKind) -> None:
    reading = read(text)
    assert (reading.kind, reading.lines, reading.sure) == (kind, (), False)
    assert reading.why


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("chốt", "how_many"),
        ("chốt vài cân", "how_many"),
        ("lấy mật ong", "how_many"),
        ("lấy 5-10kg", "a_range"),
        ("lấy 2kg hoặc 3kg", "a_range"),
        ("lấy 2 gói", "which_product"),
        ("chốt 2 lọ", "unit_of_none"),
        ("vt5 7kg", "not_whole"),
        ("5", "only_a_number"),
        ("lấy 5k vải", "short_unit"),
        ("lấy 5kg bla bla", "not_understood"),
        ("mẹ cho em 5kg", "who_says"),
        ("chồng ơi mua cho em 2 thùng", "who_says"),
        ("cho em 5kg, ship bao lâu ạ?", "asks_too"),
        ("không lấy u hồng, lấy vải thiều 5kg", "also_refuses"),
        ("hôm qua mua 5kg ngon, hôm nay lấy thêm 10kg", "also_tells"),
        ("đổi từ 5kg thành 10kg", "changes"),
        ("lấy 5kg 30k/kg", "price"),
        ("lấy 3 vải u hồng", "no_unit"),
        ("54 tấn", "so_much"),
        ("lấy 0 kg", "too_much"),
        ("chốt 23", "only_a_number"),
        ("VT1, VT5", "how_many"),
        ("mỳ chũ 1kg", "how_many"),
        ("5kg và 2 thùng", "which_product"),
        ("em chốt cho chị 2 thùng nha", "who_says"),
        ("mua cho em 2 thùng đi anh", "who_says"),
        ("mai em lấy 5kg", "who_says"),
        ("để em lấy 5kg", "who_says"),
        ("từ 2 thùng freeship", "who_says"),
        ("vt5 thùng 10kg", "other_unit"),
    ],
)
def test_what_keeps_an_order_from_being_sure(text: str, code: WhyCode) -> None:
    reading = read(text)
    assert (reading.kind, reading.sure) == ("order", False)
    assert code in codes(reading), reading


def test_a_size_is_not_in_the_sheet() -> None:
    reading = read("lấy 1 đôi size 42", "GD01", "phu-xuyen")
    assert lines_of(reading) == [("GD01", 1)]
    assert (reading.sure, "variant" in codes(reading)) == (False, True)


def test_the_card_says_what_a_comment_leaves_out() -> None:
    assert lines_of(read("5kg", "VUH")) == [("VUH", 5)]
    assert lines_of(read("lấy 2", "MOV")) == [("MOV", 2)]
    assert lines_of(read("5kg vải", "VUH")) == [("VUH", 5)]


def test_without_a_card_nothing_is_guessed() -> None:
    for card in (None, "no-such-code"):
        reading = read("chốt 5kg", card)
        assert (reading.kind, reading.lines, reading.sure) == ("order", (), False)
        assert codes(reading) == {"no_product"}
    assert lines_of(read("2 thùng", None)) == [("VT5", 2)]


def test_a_code_that_is_also_a_word() -> None:
    assert lines_of(read("CAM")) == [("CAM", 1)]
    assert read("con em tên Cam").kind == "other"
    assert read("cảm ơn shop").kind == "other"


def test_no_goods_at_all() -> None:
    from host_assistant.orders.reader import Reader

    empty = Reader([])
    assert empty.read("chốt 5kg").kind == "order"
    assert empty.read("VT5 2 thùng 0912345678").phone == "0912345678"
