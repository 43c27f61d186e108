"""The layout lets some slots lie in the same place, because they never show at once."""

import pytest
from msgspec.structs import replace

from host_assistant.show import commands as cmd
from host_assistant.show.vocabulary import (
    OVERLAY_SLOTS,
    SCENE_ROLES,
    OverlaySlot,
    SceneRole,
    Shape,
    ShowSetup,
)
from host_assistant.stage.picture import picture_of
from tests.stage.groups import TOGETHER
from tests.support.shows import Log, opening, order

SETUP = ShowSetup(
    host_name="Ngô Văn Cường",
    host_title="Phó Chủ tịch tỉnh",
    notice="Một\nHai",
    bank_bin="970436",
    bank_account="0123456789",
    bank_holder="Ngô Văn Cường",
)


@pytest.mark.parametrize("sku", ["VT1", None])
@pytest.mark.parametrize("hidden", [None, *OVERLAY_SLOTS])
@pytest.mark.parametrize("paying", [False, True])
@pytest.mark.parametrize("shape", ["wide", "upright"])
@pytest.mark.parametrize("scene", SCENE_ROLES)
def test_a_picture_never_mixes_the_groups(
    scene: SceneRole, shape: Shape, paying: bool, hidden: OverlaySlot | None, sku: str | None
) -> None:
    setup = replace(SETUP, shape=shape)
    log = Log(opening(setup=setup), cmd.ShowProduct(sku="VT1"), order("o1"))
    log.take(cmd.ShowProduct(sku=sku))
    log.take(cmd.SetOverlay(slot="bank_qr", shown=paying))
    if hidden is not None:
        log.take(cmd.SetOverlay(slot=hidden, shown=False))
    log.take(cmd.ChooseScene(scene=scene))
    for state in (log.state, replace(log.state, phase="break"), replace(log.state, scene=None)):
        shown = set(picture_of(state, log.now_ms).overlays)
        assert any(shown <= group for group in TOGETHER[shape]), shown


@pytest.mark.parametrize("shape", ["wide", "upright"])
def test_every_slot_belongs_to_a_group(shape: Shape) -> None:
    assert frozenset().union(*TOGETHER[shape]) == set(OVERLAY_SLOTS)
