"""Cards as a real show has them, in Vietnamese."""

from host_assistant.orders.bank_qr import Transfer, payload
from host_assistant.show.vocabulary import OverlaySlot, Shape
from host_assistant.stage.overlay.cards import (
    BankQr,
    Card,
    HostBanner,
    HowToOrder,
    Notice,
    OrderCounter,
    ProductCard,
    Ticker,
)
from host_assistant.stage.overlay.layout import Layout, layout_for

LYCHEE = ProductCard(
    name="Vải thiều Lục Ngạn loại 1",
    price="28.000 đ",
    regular_price="35.000 đ",
    special="−20 %",
    unit="kg",
    code="VT1",
    how="Bình luận",
    left="còn 27 thùng",
    origin="Lục Ngạn, Bắc Ninh",
    ocop=4,
)
SHOES = ProductCard(
    name="Giày da nam thủ công Phú Yên đế khâu",
    price="1.250.000 đ",
    unit="đôi",
    code="GIAY-01",
    how="Bình luận",
    origin="Phú Xuyên, Hà Nội",
)
COUNTER = OrderCounter(orders="1.284", orders_word="đơn", weight="12,6 tấn", weight_word="đã chốt")
TICKER = Ticker(thanks="Cảm ơn chị H. (Hà Nội)", ordered="– 5 kg")
BANNER = HostBanner(name="Nguyễn Văn Thịnh", title="Phó Chủ tịch UBND xã Lục Ngạn")
NOTICE = Notice(
    heading="Cách đặt hàng",
    lines=("Bình luận mã và số lượng", "Chờ nhân viên gọi chốt đơn", "Nhận hàng rồi mới trả tiền"),
)
HOW = HowToOrder(how="Bình luận:", code="VT1", more=("số lượng", "số điện thoại"))
PAYLOAD = payload(Transfer(bin="970436", account="0123456789", amount_vnd=28_000, memo="VT1"))
BANK_QR = BankQr(
    heading="Quét mã chuyển khoản",
    payload=PAYLOAD,
    bank="Vietcombank",
    holder="NGUYEN VAN THINH",
    amount="28.000 đ",
    amount_of="1 kg",
    memo="Nội dung: VT1",
    product="Vải thiều Lục Ngạn loại 1",
)
BANK_QR_FREE = BankQr(
    heading="Quét mã chuyển khoản",
    payload=payload(Transfer(bin="970436", account="0123456789")),
    bank="Vietcombank",
    holder="NGUYEN VAN THINH",
)

SELLING: dict[OverlaySlot, Card] = {
    "product_card": LYCHEE,
    "order_counter": COUNTER,
    "ticker": TICKER,
    "how_to_order": HOW,
}
TALKING: dict[OverlaySlot, Card] = {
    "order_counter": COUNTER,
    "ticker": TICKER,
    "host_banner": BANNER,
    "notice": NOTICE,
}
PAYING: dict[Shape, dict[OverlaySlot, Card]] = {
    "wide": {"product_card": LYCHEE, "order_counter": COUNTER, "bank_qr": BANK_QR},
    "upright": {
        "order_counter": COUNTER,
        "ticker": TICKER,
        "how_to_order": HOW,
        "bank_qr": BANK_QR,
    },
}
ONE_OF_EACH: tuple[Card, ...] = (LYCHEE, COUNTER, TICKER, BANNER, NOTICE, HOW, BANK_QR)


def designed(shape: Shape) -> Layout:
    """The layout at the size that it was drawn for."""
    return layout_for(shape, *((1920, 1080) if shape == "wide" else (1080, 1920)))
