"""A short rehearsal that plays itself: sample goods, made-up buyers, pictures kept on the way.

For a machine without a screen, where it shows that everything works.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from host_assistant.catalog.product import Product
from host_assistant.catalog.selling import quantity_milli_for
from host_assistant.catalog.sheet import read_sheet
from host_assistant.control_room.show import Show
from host_assistant.resources import asset
from host_assistant.show import commands as cmd
from host_assistant.show.buyer import Buyer, seal
from host_assistant.show.vocabulary import ShowSetup

PICTURE_WIDTH_PX = 1280
DEMO_S = 20.0

SETUP = ShowSetup(
    host_name="Nguyễn Văn An",
    host_title="Chủ nhiệm hợp tác xã",
    notice="Bình luận MÃ HÀNG + số lượng + số điện thoại",
)


class Step(msgspec.Struct, frozen=True):
    """What is asked of the show, and the name of the picture taken once viewers have seen it."""

    commands: tuple[cmd.Command, ...]
    picture: str = ""


def sample_goods(pictures_dir: Path) -> tuple[Product, ...]:
    return read_sheet(asset("samples", "goods.csv"), pictures_dir).products


def play(
    show: Show, pictures: Path, for_s: float, told_to_stop: Callable[[float], bool]
) -> list[Path]:
    """Play all steps spread over `for_s` seconds; returns the pictures that were written.

    `told_to_stop` waits for so many seconds and says whether the show is to end now.
    """
    steps = tuple(_steps({one.product.sku: one.product for one in show.director.state.on_sale()}))
    pictures.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for step in steps:
        for command in step.commands:
            show.director.do(command)
        if told_to_stop(for_s / len(steps)):
            break
        image = show.screenshot(PICTURE_WIDTH_PX) if step.picture else None
        if image is not None:
            path = pictures / f"{len(written) + 1:02d}-{step.picture}.jpg"
            path.write_bytes(image)
            written.append(path)
    return written


def _steps(goods: dict[str, Product]) -> Iterator[Step]:
    def order(name: str, place: str, sku: str, much: str, **how: bool) -> cmd.PlaceOrder:
        return _order(goods[sku], much, Buyer(name=name, phone="0900000000", address=place), **how)

    yield Step((), "mo-man")
    yield Step((cmd.ChooseScene(scene="camera"), cmd.ShowProduct(sku="VT1")), "vai-thieu")
    yield Step(
        (
            order("chị Hoa", "Hà Nội", "VT1", "5 kg"),
            order("anh Tuấn", "Nhật Bản", "VT1", "1 yến"),
            order("cô Lan", "TP. Hồ Chí Minh", "VT1", "nửa tạ"),
        ),
        "don-dau-tien",
    )
    yield Step((cmd.ShowProduct(sku="VT5"), order("bác Minh", "Hải Phòng", "VT5", "2 thùng")))
    yield Step((cmd.ChangePrice(sku="VT5", price_vnd=150_000, for_s=60),), "gia-soc")
    yield Step(
        (
            order("em Thảo", "Đà Nẵng", "VT5", "4 thùng"),
            order("chị Ngọc", "Úc", "VT5", "1 thùng", confirmed=False),
            cmd.AddNote(text="Khách hỏi nhiều về đá khô"),
        )
    )
    yield Step((cmd.StartBreak(),), "tam-nghi")
    yield Step((cmd.EndBreak(), cmd.ShowProduct(sku="MCH"), cmd.ChooseScene(scene="product")))
    yield Step((order("anh Dũng", "Cần Thơ", "MCH", "10 gói"),), "my-chu")
    yield Step((cmd.ShowProduct(sku=None), cmd.ChooseScene(scene="closing")), "ket-thuc")


def _order(product: Product, much: str, buyer: Buyer, *, confirmed: bool = True) -> cmd.PlaceOrder:
    return cmd.PlaceOrder(
        order_id=secrets.token_hex(4),
        lines=(cmd.Wanted(product.sku, quantity_milli_for(product, much)),),
        confirmed=confirmed,
        source="demo",
        buyer=seal(buyer, buyer_id=secrets.token_hex(8), salt=secrets.token_hex(16)),
    )
