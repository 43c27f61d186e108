"""What stands under the cards in the replay: the picture that viewers saw, where it is ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from host_assistant.catalog.sheet import read_sheet
from host_assistant.resources import asset
from host_assistant.show.state import ShowState
from host_assistant.stage.overlay.theme import load_theme
from tests.ui.evening import MINUTE_MS, an_evening
from tests.ui.page_context import standing
from ui.pages.replay.picture import GROUND, ReplayPicture
from ui.pages.replay.words import scene_word


@pytest.fixture
def picture(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[ReplayPicture]:
    with standing(tmp_path / "data", qapp) as (context, _asked):
        made = ReplayPicture(context.folder.pictures)
        qtbot.addWidget(made)
        made.resize(640, 360)
        made.show()
        yield made


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> ShowState:
    """Open, a little before its end, with orders."""
    goods = read_sheet(asset("samples", "goods.csv"), tmp_path_factory.mktemp("p")).products[:2]
    evening = an_evening(goods, minutes=12, orders_a_minute=1)
    return msgspec.structs.replace(
        evening.state, phase="open", scene="camera", role_on_stage="camera", scene_on_stage="camera"
    )


def at(state: ShowState, scene: str, name: str | None = None) -> ShowState:
    return msgspec.structs.replace(
        state, scene=scene, role_on_stage=scene, scene_on_stage=scene if name is None else name
    )


def edge(picture: ReplayPicture, qtbot: QtBot, state: ShowState) -> QColor:
    """The colour at the left edge, where no card ever stands."""
    picture.show_moment(state, 12 * MINUTE_MS)
    qtbot.waitUntil(lambda: picture._shown == picture._wanted, timeout=10_000)
    shot = picture.grab().toImage()
    return shot.pixelColor(3, shot.height() * 45 // 100)


@pytest.mark.parametrize("scene", ["opening", "break", "closing"])
@pytest.mark.parametrize("name", [None, "Lên Sóng · Mở màn"])
def test_our_backdrop_stands_under_the_cards(
    picture: ReplayPicture, state: ShowState, qtbot: QtBot, scene: str, name: str | None
) -> None:
    colour = edge(picture, qtbot, at(state, scene, name))
    theme = load_theme(state.setup.theme)
    assert abs(colour.hue() - QColor(theme.colours.backdrop_top).hue()) < 15
    assert colour != QColor(GROUND)


@pytest.mark.parametrize("scene", ["camera", "product"])
def test_a_cameras_scene_stays_neutral(
    picture: ReplayPicture, state: ShowState, qtbot: QtBot, scene: str
) -> None:
    assert edge(picture, qtbot, at(state, scene)) == QColor(GROUND)
    assert picture.accessibleDescription() == scene_word(scene)


@pytest.mark.parametrize("role", ["opening", None])
def test_a_scene_of_the_users_own_shows_its_name(
    picture: ReplayPicture, state: ShowState, qtbot: QtBot, role: str | None
) -> None:
    own = msgspec.structs.replace(
        state, scene=role, role_on_stage=role, scene_on_stage="Cảnh của tôi"
    )
    assert edge(picture, qtbot, own) == QColor(GROUND)
    assert picture.accessibleDescription() == "Cảnh của tôi"


def test_the_backdrop_speaks_the_shows_language_and_has_its_shape(
    picture: ReplayPicture, state: ShowState, qtbot: QtBot
) -> None:
    opening = at(state, "opening")
    edge(picture, qtbot, opening)
    vietnamese = picture.image.copy()
    setup = msgspec.structs.replace(state.setup, language="en")
    edge(picture, qtbot, msgspec.structs.replace(opening, setup=setup))
    assert picture.image != vietnamese
    setup = msgspec.structs.replace(state.setup, shape="upright")
    edge(picture, qtbot, msgspec.structs.replace(opening, setup=setup))
    assert picture.image.height() > picture.image.width()


def test_after_the_end_no_backdrop_stands(
    picture: ReplayPicture, state: ShowState, qtbot: QtBot
) -> None:
    closing = at(state, "closing")
    edge(picture, qtbot, closing)
    ended = msgspec.structs.replace(closing, phase="ended")
    assert edge(picture, qtbot, ended) == QColor(GROUND)
