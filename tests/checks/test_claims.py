"""What is said of the goods: the risky is flagged, the innocent is let be."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from host_assistant.catalog.product import Product
from host_assistant.catalog.sheet import read_sheet
from host_assistant.checks.claim_answers import Answer, ClaimAnswers
from host_assistant.checks.claim_rules import found_in, rules
from host_assistant.checks.claims import flags_of, look_at_claims
from host_assistant.values.vietnamese import fold

SHEETS = Path(__file__).parents[1] / "catalog" / "data"

ANSWER = Answer(kind="have_papers", by="A", at_ms=0, sku="A", rule="ocop", phrase="OCOP")


def product(name: str = "Vải thiều", story: str = "", **fields: object) -> Product:
    given: dict[str, object] = {"sku": "VT1", "price_vnd": 35_000, "unit": "kg", **fields}
    return Product(name=name, story=story, **given)  # type: ignore[arg-type]


def codes(one: Product) -> list[str]:
    return [flag.rule.code for flag in flags_of(one)]


@pytest.mark.parametrize(
    ("story", "code", "phrase"),
    [
        ("Vải ngon nhất Việt Nam", "superlative", "ngon nhất"),
        ("Quả to nhất xã", "superlative", "to nhất"),
        # Compared with one's own goods alone it may be meant well: the law's word is the same,
        # and platforms look for the word, so the host is asked.
        ("Cây ngon nhất vườn nhà", "superlative", "ngon nhất"),
        ("VẢI SỐ MỘT MIỀN BẮC", "superlative", "SỐ MỘT"),
        ("vai so 1 mien bac", "superlative", "so 1"),
        ("ngon nhat, re nhat tuan nay", "superlative", "ngon nhat, re nhat"),
        ("nơi duy nhất có giống này", "superlative", "duy nhất"),
        ("thương hiệu hàng đầu", "superlative", "hàng đầu"),
        ("Giải nhất hội thi năm 2024", "superlative", "Giải nhất"),
        ("ngọt hơn hẳn hàng Trung Quốc", "comparison", "hơn hẳn hàng, hơn hàng Trung Quốc"),
        ("Rẻ hơn shop khác", "comparison", "hơn shop khác"),
        ("Uống vào chữa khỏi tiểu đường", "cure", "chữa khỏi"),
        ("chua khoi benh da day", "cure", "chua khoi, khoi benh"),
        ("Thần dược từ thiên nhiên", "cure", "Thần dược"),
        ("Trị ho rất hay", "cure", "Trị ho"),
        ("Giúp ngừa ung thư", "cure", "ngừa ung thư"),
        ("Hiệu quả 100% sau 3 ngày", "cure", "Hiệu quả 100%"),
        ("không có tác dụng phụ", "cure", "không có tác dụng phụ"),
        ("Bác sĩ khuyên dùng hằng ngày", "doctor", "Bác sĩ khuyên"),
        ("được Bộ Y tế chứng nhận", "doctor", "Bộ Y tế chứng nhận"),
        ("túi rep 1:1", "fake", "rep 1 1"),
        ("Hàng xách tay từ Nhật", "fake", "Hàng xách tay"),
        ("Trồng hữu cơ 100%", "organic", "hữu cơ"),
        ("Đạt VietGAP", "vietgap", "Đạt VietGAP"),
        ("có chỉ dẫn địa lý Lục Ngạn", "geographical_indication", "chỉ dẫn địa lý"),
        ("Không hóa chất", "tested", "Không hóa chất"),
        ("không hoá chất", "tested", "không hoá chất"),
        ("OCOP 4 sao", "ocop", "OCOP"),
    ],
)
def test_a_risky_claim_is_flagged(story: str, code: str, phrase: str) -> None:
    flags = {flag.rule.code: flag.phrase for flag in flags_of(product(story=story))}
    assert code in flags
    if code != "comparison":
        assert flags == {code: phrase}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Rượu men lá Kiên Thành", "alcohol"),
        ("ruou nep cai hoa vang", "alcohol"),
        ("Thuốc lào Tiên Lãng", "forbidden_to_advertise"),
        ("Sữa công thức số 1", "forbidden_to_advertise"),
        ("Viên uống mát gan", "health_food"),
        ("Kem dưỡng da nghệ", "cosmetics"),
        ("Chả mực Hạ Long", "processed_food"),
        ("Vải thiều sấy khô 500 g", "processed_food"),
        ("Mỳ Chũ truyền thống", "processed_food"),
        ("mat ong hoa vai", "processed_food"),
    ],
)
def test_a_kind_of_goods_is_known_by_its_name(name: str, code: str) -> None:
    assert code in codes(product(name))


INNOCENT = """
Quả đỏ tươi, hạt nhỏ, cùi dày; hái trước 6 giờ sáng, đóng thùng lạnh trong ngày
Thùng xốp có đá gel, giao Hà Nội trong 24 giờ
Chín sớm, vị ngọt thanh
Da bò thật, khâu tay, bảo hành 12 tháng
Vỏ trai ngọc, cẩn trên gỗ gụ
Bà con thích lắm, nhất là trẻ nhỏ
Mua ít nhất 5 kg, nhiều nhất 50 kg một đơn
Giao chậm nhất ba ngày, sớm nhất sáng mai
Đợt hái thứ nhất trong năm
Lứa mới nhất vừa về
Ngon nhất khi ướp lạnh
Bảo quản tốt nhất ở ngăn mát
Cả nhà đã thống nhất giá này
Vườn số 1, thôn Kép
Mẫu số 1 màu nâu, mẫu số 2 màu đen
Nhặt từng quả, không lẫn quả xanh
Xuất khẩu sang Nhật Bản
Vị hơi nhạt, ít ngọt
chu nhat hang tuan giao ca ngay
xuat khau sang Nhat, Uc, My
Cam Vinh ăn mát, bổ dưỡng, giàu vitamin C
Tốt cho sức khỏe
Thực phẩm này không phải là thuốc và không có tác dụng thay thế thuốc chữa bệnh
Đất sạch, bón phân hữu cơ hoai mục
Trồng theo hướng hữu cơ, chưa có giấy
Hàng thật, nói không với hàng nhái
Nhận sửa chữa, bảo hành tại chỗ
Vị trí hỗ trợ giao hàng ở cổng chợ
vi tri ho tro giao hang o cong cho
Đi xếp hàng đầu giờ sáng mới mua được
Người trị thủy năm xưa trồng cây này
Cây khỏe, trí lực của cả làng
Nhất định phải thử một lần
Tặng kèm túi đựng
Hàng thủ công, mỗi chiếc một khác
Nấu men lá, 35 độ; chỉ bán cho người đủ 18 tuổi
Làm từ gạo bao thai hồng, sợi dai, nước không đục
Ong lấy mật vụ hoa tháng 3
Giao từ tháng 11
Sấy củi cùi vải thiều chính vụ
Lô hàng đầu tiên của vụ này
Hàng đầu mùa, số lượng có hạn
Vườn bà Nguyễn Thị Nhất, thôn Kép
Còn duy nhất 3 thùng
Cỡ duy nhất 40
Đóng gói kỹ, giao an toàn tuyệt đối
Chả làm từ mực tươi, giã tay
Thơm mùi rượu nếp
Phơi bằng nắng, không dùng lò
Ăn vào mát ruột, trẻ con thích
Đường đi dễ, gần bệnh viện huyện
Con trai tôi làm bác sĩ, cuối tuần về hái vải
Đổi trả trong 24 giờ nếu dập nát
Giá tại vườn, không qua lái buôn
Best eaten cold
From the March blossom of the lychee orchards
""".strip().splitlines()


@pytest.mark.parametrize("story", INNOCENT)
def test_what_farmers_say_is_let_be(story: str) -> None:
    assert codes(product(story=story)) == []


@pytest.mark.parametrize(
    "name",
    [
        "Giày da nam Phú Yên",
        "Tranh khảm trai Chuyên Mỹ 40×60 cm",
        "Khăn trải bàn thêu ren màu kem",
        "Bộ ấm trà Bát Tràng",
        "Ly uống rượu gốm",
        "Máy sấy tóc",
        "Giò lan rừng",
        "Bánh xe đẩy",
        "Gà Tiên Yên nguyên con",
        "Cam Vinh Lục Ngạn (đặt trước)",
        "Vải u hồng đầu mùa",
        "Túi mỹ phẩm thêu tay",
        "Thuốc lá tắm người Dao",
    ],
)
def test_names_of_innocent_goods_are_let_be(name: str) -> None:
    assert codes(product(name)) == []


@pytest.mark.parametrize(
    ("story", "papers", "flagged"),
    [
        ("Đạt VietGAP", "VietGAP-TT-12-03-24-0017", False),
        ("Đạt VietGAP", "ATTP-2025-118", True),
        ("Trồng hữu cơ", "Chứng nhận hữu cơ số 12", False),
        ("Trồng hữu cơ", "VietGAP-TT-12", True),
        ("Không hóa chất", "Phiếu kiểm nghiệm 12/2025", False),
        ("có chỉ dẫn địa lý", "CDĐL số 00015", False),
        # No paper of the seller's own answers these: the host does.
        ("Vải ngon nhất", "VietGAP-TT-12", True),
        ("Chữa khỏi mất ngủ", "ATTP-2025-118", True),
    ],
)
def test_papers_answer_what_they_prove(story: str, papers: str, flagged: bool) -> None:
    assert bool(flags_of(product(story=story, papers=papers))) is flagged


def test_stars_without_a_certificate_are_flagged() -> None:
    assert codes(product(ocop=4)) == ["ocop"]
    assert codes(product(ocop=4, papers="OCOP-BN-2025-012")) == []
    assert codes(product()) == []


@pytest.mark.parametrize(
    ("sheet", "wanted"),
    [
        ("luc-ngan.csv", {("RVT", "alcohol"), ("CAM", "ocop")}),
        ("phu-xuyen.csv", {("KT07", "ocop")}),
        (
            "quang-ninh.csv",
            {(sku, "ocop") for sku in ("CM1", "RN1", "TB1", "GT1")}
            | {(sku, "processed_food") for sku in ("CM1", "RN1", "TB1")},
        ),
    ],
)
def test_the_shared_sheets_are_flagged_for_what_they_lack(
    sheet: str, wanted: set[tuple[str, str]], tmp_path: Path
) -> None:
    products = read_sheet(SHEETS / sheet, tmp_path).products
    assert {(flag.sku, flag.rule.code) for one in products for flag in flags_of(one)} == wanted


@given(st.sampled_from([phrase for rule in rules() for phrase in rule.phrases]), st.data())
def test_every_phrase_is_found_however_it_is_written(phrase: str, data: st.DataObject) -> None:
    plain = phrase.removeprefix("=")
    written = data.draw(
        st.sampled_from(
            [plain, plain.upper(), f"“{plain}”!", f"xem, {plain}."]
            + ([] if phrase.startswith("=") else [fold(plain)])
        )
    )
    assert found_in(written, (phrase,))


@given(st.text(max_size=60))
def test_no_text_is_too_strange_to_search(text: str) -> None:
    for rule in rules():
        for found in found_in(text, rule.phrases, rule.innocent):
            assert found


def test_the_rules_say_where_they_come_from_in_both_languages() -> None:
    assert len({rule.code for rule in rules()}) == len(rules())
    for rule in rules():
        assert set(rule.law) == {"vi", "en"}
        assert all(any(sign.isdigit() for sign in law) for law in rule.law.values())
        assert rule.phrases
        assert len(set(rule.phrases)) == len(rule.phrases)


def test_every_innocent_phrase_excuses_something() -> None:
    """An innocent phrase that holds no phrase of its rule is dead weight."""
    idle = [
        (rule.code, innocent)
        for rule in rules()
        for innocent in rule.innocent
        if not found_in(innocent.removeprefix("="), rule.phrases)
    ]
    assert idle == []


def test_each_rule_has_a_finding_of_its_own() -> None:
    found = look_at_claims([product(story="Ngon nhất, chữa khỏi ho")], {})
    assert [(one.level, one.code, one.remedy) for one in found] == [
        ("doubtful", "superlative", "answer_claims"),
        ("doubtful", "cure", "answer_claims"),
    ]
    assert found[0].figures["phrase"] == "Ngon nhất"


def test_goods_with_the_same_flag_stand_together() -> None:
    many = [product(sku=f"A{number}", ocop=3 + number % 2) for number in range(7)]
    (finding,) = look_at_claims(many, {})
    assert finding.figures == {
        "sku": "A0, A1, A2, A3, A4, …",
        "phrase": "OCOP 3 ★, OCOP 4 ★",
        "rule": "ocop",
        "count": 7,
    }
    answered = {flag.key: ANSWER for one in many[1:] for flag in flags_of(one)}
    (finding,) = look_at_claims(many, answered)
    assert (finding.figures["sku"], finding.figures["count"]) == ("A0", 1)


def test_nothing_flagged_is_good_and_no_goods_is_nothing() -> None:
    (finding,) = look_at_claims([product()], {})
    assert (finding.level, finding.code) == ("good", "nothing")
    assert look_at_claims([], {}) == ()


def test_an_answer_is_kept_with_who_and_when(tmp_path: Path) -> None:
    one = product(story="Vải ngon nhất")
    (flag,) = flags_of(one)
    answers = ClaimAnswers(tmp_path / "data", now_ms=lambda: 1_750_000_000_000)
    answers.put(
        flag.key,
        "have_papers",
        by="Nguyễn Văn A",
        sku=flag.sku,
        rule=flag.rule.code,
        phrase=flag.phrase,
    )
    kept = ClaimAnswers(tmp_path / "data").all()
    assert (kept[flag.key].by, kept[flag.key].at_ms) == ("Nguyễn Văn A", 1_750_000_000_000)
    (finding,) = look_at_claims([one], kept)
    assert (finding.level, finding.code) == ("good", "answered")


def test_an_answer_does_not_outlive_the_words_it_was_given_for(tmp_path: Path) -> None:
    answers = ClaimAnswers(tmp_path)
    (flag,) = flags_of(product(story="Vải ngon nhất"))
    answers.put(flag.key, "stand_by_it", by="A", sku="VT1", rule="superlative", phrase="ngon nhất")
    (finding,) = look_at_claims([product(story="Vải ngon nhất nước")], answers.all())
    assert finding.level == "doubtful"


def test_an_answer_can_be_taken_back(tmp_path: Path) -> None:
    answers = ClaimAnswers(tmp_path)
    for key in ("one", "other"):
        answers.put(key, "stand_by_it", by="A", sku="VT1", rule="cure", phrase="thần dược")
    answers.take_back("one")
    assert set(answers.all()) == {"other"}


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b'{"version": 2, "answers": {}}'])
def test_answers_that_cannot_be_read_are_asked_for_again(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "claims.json").write_bytes(content)
    assert ClaimAnswers(tmp_path).all() == {}


def test_the_data_is_plain_to_read() -> None:
    from host_assistant.resources import asset

    content = json.loads(asset("claims", "rules.json").read_text(encoding="utf-8"))
    assert content["version"] == 1
