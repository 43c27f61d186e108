"""From a claim that the host wants to change to the product that makes it."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from tests.support.window import GOODS, live_window
from ui.pages.goods.page import GoodsPage
from ui.pages.prepare.claims import ClaimsSheet

CURE = replace(GOODS[2], sku="MO", name="Mật ong", story="Uống vào chữa khỏi bệnh tiểu đường.")


def test_the_words_of_a_claim_are_changed_at_its_own_product(
    qapp: QApplication, tmp_path: Path
) -> None:
    with live_window(qapp, tmp_path / "data", goods=(*GOODS[:2], CURE)) as window:
        window.window.navigate("goods")
        page = cast("GoodsPage", window.window.page())
        window.until(lambda: page.chosen == GOODS[0])
        window.window.navigate("prepare")
        sheet = ClaimsSheet(window.window.page(), window.app.context, lambda: None)
        window.until(lambda: sheet.flag is not None)
        assert sheet.product.text() == "MO · Mật ong"
        sheet.change.click()
        assert window.window.place == "goods"
        assert page.chosen == CURE
