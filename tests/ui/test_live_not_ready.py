"""A product that may not go on air says on its tile why."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt

from host_assistant.language import Language, _, use
from host_assistant.show.vocabulary import Mode
from host_assistant.values.money import format_vnd
from tests.support.shows import LYCHEE, Log, opening
from ui.pages.live.goods_model import GoodsModel
from ui.pages.live.tile_painter import TilePainter
from ui.pages.live.tiles import NARROW_HEIGHT_PX, NARROW_PX, TALLEST_PX, TILE_WIDTH_PX

BARE = replace(LYCHEE, sku="X1", seller="", origin="")


def model_of(mode: Mode) -> GoodsModel:
    model = GoodsModel()
    model.set_state(Log(opening(mode=mode, products=(LYCHEE, BARE))).state)
    return model


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "lacks the seller, where it is from"), ("vi", "thiếu người bán, xuất xứ")],
)
def test_a_tile_says_what_its_product_lacks(qapp: object, lang: Language, said: str) -> None:
    use(lang)
    model = model_of("live")
    assert [model.lacks(model.on_sale(model.index(row))) for row in (0, 1)] == ["", said]
    spoken = model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken is not None
    assert said in spoken
    pointed_at = model.data(model.index(1), Qt.ItemDataRole.ToolTipRole)
    assert pointed_at == f"{BARE.name}\n{said}"


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("width_px", [NARROW_PX, 170, TILE_WIDTH_PX, 300])
def test_the_words_for_it_fit_into_every_tile(
    qapp: object, lang: Language, width_px: int, tmp_path: Path
) -> None:
    use(lang)
    model = model_of("live")
    painter = TilePainter(model, tmp_path)
    painter.tile = QSize(width_px, TALLEST_PX)
    assert painter.bottom(model.index(0)).lines == (format_vnd(35_000),)
    assert painter.bottom(model.index(1)).whole
    painter.tile = QSize(width_px, NARROW_HEIGHT_PX)
    assert painter.bottom(model.index(1)).lines == (_("details missing"),)


def test_a_rehearsal_keeps_nothing_back(qapp: object) -> None:
    model = model_of("rehearsal")
    assert model.lacks(model.on_sale(model.index(1))) == ""
