"""A product that may not go on air says on its tile why."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from host_assistant.language import use
from host_assistant.show.vocabulary import Mode
from tests.support.shows import LYCHEE, Log, opening
from ui.pages.live.goods_model import GoodsModel

BARE = replace(LYCHEE, sku="X1", seller="", origin="")


def model_of(mode: Mode) -> GoodsModel:
    model = GoodsModel()
    model.set_state(Log(opening(mode=mode, products=(LYCHEE, BARE))).state)
    return model


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "lacks the seller, where it is from"), ("vi", "thiếu người bán, xuất xứ")],
)
def test_a_tile_says_what_its_product_lacks(qapp: object, lang: str, said: str) -> None:
    use(lang)  # type: ignore[arg-type]
    model = model_of("live")
    assert [model.lacks(model.on_sale(model.index(row))) for row in (0, 1)] == ["", said]
    spoken = model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken is not None
    assert said in spoken


def test_a_rehearsal_keeps_nothing_back(qapp: object) -> None:
    model = model_of("rehearsal")
    assert model.lacks(model.on_sale(model.index(1))) == ""
