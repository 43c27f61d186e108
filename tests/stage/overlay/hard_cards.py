"""Cards that people make although nobody would draw them: too long, too many, too strange."""

import msgspec

from host_assistant.orders.bank_qr import Transfer, payload
from host_assistant.stage.overlay.cards import Card, HostBanner, Notice, OrderCounter, Ticker
from tests.stage.overlay.samples import BANK_QR, BANK_QR_FREE, HOW, LYCHEE, SHOES

LONG_NAME = (
    "Vải thiều Lục Ngạn loại đặc biệt hái trước sáu giờ sáng đóng thùng xốp có đá gel giao "
    "Hà Nội trong ngày, trồng theo tiêu chuẩn VietGAP, có chỉ dẫn địa lý, tem truy xuất nguồn gốc "
    "từng vườn, đổi trả trong hai mươi bốn giờ, bà con xem hàng rồi mới trả tiền, tặng kèm sổ tay "
    "công thức nấu ăn"
)
LONGEST_PAYLOAD = payload(
    Transfer(
        bin="970436", account="1" * 19, amount_vnd=10**13 - 1, memo="KHAM TRAI TU BINH LOAI MO"
    )
)
HARD_CARDS: tuple[Card, ...] = (
    SHOES,
    msgspec.structs.replace(LYCHEE, name=LONG_NAME),
    msgspec.structs.replace(LYCHEE, name="W" * 300),
    msgspec.structs.replace(LYCHEE, name="ẾỖỮẰẨ ĐẶC SẢN ỞỶ VIỆT"),
    msgspec.structs.replace(LYCHEE, name="🥭 Xoài cát 🍊 Hòa Lộc 👩‍🌾"),
    msgspec.structs.replace(LYCHEE, name="ليتشي فيتنامي طازج من باك جيانغ"),
    msgspec.structs.replace(
        LYCHEE,
        price="999.999.999.999 đ",
        regular_price="1.000.000.000.000 đ",
        special="Giá sốc đến hết buổi hôm nay",
        unit="thùng xốp mười ký có đá gel",
        code="KHAM-TRAI-TU-BINH-LOAI-MOT-01",
        how="Bình luận mã này kèm số lượng và nơi nhận hàng",
        origin="Làng nghề truyền thống Chuyên Mỹ, Phú Xuyên, Hà Nội",
        left="chỉ còn 1.234,5 thùng cuối cùng",
        ocop=5,
    ),
    msgspec.structs.replace(LYCHEE, name="", origin="", how="", left="", unit=""),
    OrderCounter(orders="1.234.567", orders_word="đơn hàng", weight="1.234,5 tấn"),
    OrderCounter(orders="0", orders_word="đơn"),
    Ticker(
        thanks="Cảm ơn bà Nguyễn Thị Hoàng Phương T. (Thành phố Hồ Chí Minh)",
        ordered="– " + "9" * 60,
    ),
    msgspec.structs.replace(HOW, code="KHAM-TRAI-01"),
    msgspec.structs.replace(HOW, code="KHAM-TRAI-TU-BINH-LOAI-MOT-01", more=()),
    msgspec.structs.replace(HOW, code="W" * 60, more=("số lượng cần mua và nơi nhận hàng",) * 3),
    BANK_QR_FREE,
    msgspec.structs.replace(
        BANK_QR,
        heading="Quét mã này bằng ứng dụng ngân hàng",
        amount="9.999.999.999.999 đ",
        amount_of="1 thùng xốp mười ký có đá gel",
        memo="Nội dung: KHAM TRAI TU BINH LOAI MO",
        holder="CONG TY TRACH NHIEM HUU HAN NONG SAN SACH LUC NGAN BAC NINH",
        bank="Standard Chartered",
        product=LONG_NAME,
    ),
    msgspec.structs.replace(BANK_QR, payload=LONGEST_PAYLOAD, memo="", amount_of=""),
    HostBanner(
        name="Nguyễn Hoàng Phương Thảo Nguyên Nữ Công Tằng Tôn",
        title="Phó Chủ tịch Ủy ban nhân dân xã Lục Ngạn kiêm Chủ tịch Hội Nông dân tỉnh Bắc Ninh",
    ),
    HostBanner(name="Bà Tám", title=""),
    Notice(heading="Cách đặt hàng " * 8, lines=("Bình luận mã và số lượng cần mua " * 4,) * 9),
    Notice(heading="", lines=()),
)
