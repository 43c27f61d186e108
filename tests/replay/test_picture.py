"""The viewers' picture, painted again from the log."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from host_assistant.replay.picture import picture_at
from host_assistant.replay.timeline import Timeline
from host_assistant.show import commands as cmd
from host_assistant.show.vocabulary import Platform, Shape, ShowSetup
from host_assistant.stage.opencv import opencv
from host_assistant.stage.overlay.layout import layout_for
from tests.support.shows import Log, opening, order
from tests.support.vietqr import read_payload


def shown() -> Log:
    log = Log(opening(), cmd.ChooseScene(scene="camera"))
    log.take(cmd.ShowProduct(sku="VT1"), after_ms=1_000)
    log.take(order("o1"), after_ms=1_000)
    log.take(cmd.ShowProduct(sku=None), after_ms=60_000)
    return log


def is_painted(image: QImage, slot: str) -> bool:
    place = layout_for("wide", 1920, 1080).slots[slot]  # type: ignore[index]
    part = image.copy(place.x, place.y, place.width, place.height)
    return any(
        part.pixelColor(x, y).alpha()
        for x in range(0, part.width(), 9)
        for y in range(0, part.height(), 9)
    )


def differ(one: QImage, other: QImage) -> float:
    """The mean difference of a channel, of 255: text is smoothed a little otherwise each time."""
    first, second = (np.frombuffer(image.constBits(), np.uint8) for image in (one, other))
    return float(np.abs(first.astype(int) - second).mean())


def test_a_theme_that_is_gone_or_broken_gives_way_to_the_standard_one(tmp_path: Path) -> None:
    log = Log(opening(setup=ShowSetup(theme="gone")), cmd.ChooseScene(scene="camera"))
    log.take(cmd.ShowProduct(sku="VT1"), after_ms=1_000)
    image = picture_at(Timeline(log.records), 1_500, tmp_path)
    assert is_painted(image, "product_card")


@pytest.mark.parametrize("shape", ["wide", "upright"])
@pytest.mark.parametrize(
    ("platform", "is_there"),
    [("facebook", True), ("youtube", True), ("tiktok", False), ("shopee", False)],
)
def test_a_banks_code_is_replayed_only_where_it_could_be_seen(
    tmp_path: Path, platform: Platform, is_there: bool, shape: Shape
) -> None:
    setup = ShowSetup(
        platform=platform,
        shape=shape,
        bank_bin="970436",
        bank_account="0123456789",
        bank_holder="Ngô Văn Cường",
    )
    log = Log(opening(setup=setup), cmd.ChooseScene(scene="camera"))
    log.take(cmd.SetOverlay(slot="bank_qr", shown=True), after_ms=1_000)
    image = picture_at(Timeline(log.records), 1_500, tmp_path)
    text = opencv().QRCodeDetector().detectAndDecode(pixels_of(image))[0]
    assert bool(text) == is_there
    assert not is_there or read_payload(text).account == "0123456789"


def pixels_of(image: QImage) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    gray = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(gray.constBits(), np.uint8).reshape(gray.height(), gray.bytesPerLine())
    return rows[:, : gray.width()].copy()


def test_cards_come_and_go_with_the_log(tmp_path: Path) -> None:
    timeline = Timeline(shown().records)
    slots = ("product_card", "order_counter", "ticker")

    def seen(offset_ms: int) -> list[str]:
        image = picture_at(timeline, offset_ms, tmp_path)
        assert (image.width(), image.height()) == (1920, 1080)
        return [slot for slot in slots if is_painted(image, slot)]

    assert seen(500) == []
    assert seen(1_500) == ["product_card"]
    assert seen(2_500) == ["product_card", "order_counter", "ticker"]
    assert seen(40_000) == ["product_card", "order_counter"]
    assert seen(62_000) == ["order_counter"]


def test_upright_and_over_a_background(tmp_path: Path) -> None:
    log = Log(opening(setup=ShowSetup(shape="upright")), cmd.ShowProduct(sku="VT1"))
    green = QImage(90, 160, QImage.Format.Format_RGB32)
    green.fill(QColor("#2E7D4F"))
    image = picture_at(Timeline(log.records), 0, tmp_path, green)
    assert (image.width(), image.height()) == (1080, 1920)
    assert image.pixelColor(540, 960).alpha() == 255


def test_the_same_moment_gives_the_same_picture(tmp_path: Path) -> None:
    timeline = Timeline(shown().records)
    first = picture_at(timeline, 2_500, tmp_path)
    picture_at(timeline, 500, tmp_path)
    assert differ(picture_at(timeline, 2_500, tmp_path), first) < 0.1
    assert differ(picture_at(timeline, 500, tmp_path), first) > 1


def test_a_theme_that_is_gone_is_replaced_by_the_standard_one(tmp_path: Path) -> None:
    def painted(setup: ShowSetup) -> QImage:
        log = Log(opening(setup=setup), cmd.ChooseScene(scene="camera"), cmd.ShowProduct(sku="VT1"))
        return picture_at(Timeline(log.records), 0, tmp_path)

    assert differ(painted(ShowSetup(theme="gone")), painted(ShowSetup())) < 0.1
