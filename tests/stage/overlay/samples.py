"""Cards as a real show has them, in Vietnamese."""

from host_assistant.show.vocabulary import OverlaySlot, Shape
from host_assistant.stage.overlay.cards import (
    Card,
    HostBanner,
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
TICKER = Ticker(who="chị H. (Hà Nội)", did="vừa chốt 5 kg")
BANNER = HostBanner(name="Nguyễn Văn Thịnh", title="Phó Chủ tịch UBND xã Lục Ngạn")
NOTICE = Notice(
    heading="Cách đặt hàng",
    lines=("Bình luận mã và số lượng", "Chờ nhân viên gọi chốt đơn", "Nhận hàng rồi mới trả tiền"),
)

SELLING: dict[OverlaySlot, Card] = {
    "product_card": LYCHEE,
    "order_counter": COUNTER,
    "ticker": TICKER,
}
TALKING: dict[OverlaySlot, Card] = {
    "order_counter": COUNTER,
    "ticker": TICKER,
    "host_banner": BANNER,
    "notice": NOTICE,
}
ONE_OF_EACH: tuple[Card, ...] = (LYCHEE, COUNTER, TICKER, BANNER, NOTICE)


def designed(shape: Shape) -> Layout:
    """The layout at the size that it was drawn for."""
    return layout_for(shape, *((1920, 1080) if shape == "wide" else (1080, 1920)))
