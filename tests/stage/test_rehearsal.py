"""What the drawn stage does beyond the contract of all stages (see test_contract.py)."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from host_assistant.stage.camera import Camera, Frame, Trouble
from host_assistant.stage.overlay.files import OverlayFiles
from host_assistant.stage.overlay.fonts import ensure_gui
from host_assistant.stage.overlay.layout import layout_for
from host_assistant.stage.overlay.painter import compose
from host_assistant.stage.overlay.scenery import paint_orchard
from host_assistant.stage.overlay.theme import load_theme
from host_assistant.stage.rehearsal import RehearsalStage
from host_assistant.stage.stage import Observation, SceneSeen, StageError, StageGone
from tests.stage.overlay.samples import SELLING

LAYOUT = layout_for("wide", 640, 360)


@pytest.fixture(autouse=True)
def _gui(qapp: object) -> None:
    ensure_gui()


def test_it_has_no_way_to_go_on_air() -> None:
    assert not any(
        word in name for name in dir(RehearsalStage) for word in ("stream", "record", "start")
    )


def test_it_shows_what_the_replay_would_compose(tmp_path: Path) -> None:
    layout, theme = layout_for("wide", 1280, 720), load_theme("cho-phien")
    files = OverlayFiles(tmp_path, layout, theme, tmp_path)
    stage = make(layout=layout)
    for slot, card in SELLING.items():
        stage.put_overlay(slot, files.png_for(slot, card))
    stage.switch_scene("camera")
    seen = QImage.fromData(stage.screenshot(1280))
    wanted = compose(SELLING, layout, theme, tmp_path, paint_orchard(1280, 720))
    assert apart(seen, wanted) < 3


def test_the_scene_is_told_before_the_call_returns() -> None:
    told: list[Observation] = []
    stage = RehearsalStage(LAYOUT, None, told.append, {})
    stage.switch_scene("break")
    assert told == [SceneSeen("break", "break", by_us=True)]


def test_the_camera_fills_the_picture_in_camera_scenes_only(tmp_path: Path) -> None:
    backdrop = tmp_path / "break.png"
    image = QImage(640, 360, QImage.Format.Format_RGB32)
    image.fill(QColor("#802020"))
    assert image.save(str(backdrop))
    stage = RehearsalStage(LAYOUT, plain_camera(), lambda _: None, {"break": backdrop})
    stage.switch_scene("camera")
    assert colour_at_middle(stage) == pytest.approx((0, 128, 255), abs=8)
    stage.switch_scene("product")
    assert colour_at_middle(stage) == pytest.approx((0, 128, 255), abs=8)
    stage.switch_scene("break")
    assert colour_at_middle(stage) == pytest.approx((128, 32, 32), abs=8)


def test_a_new_frame_shows_with_the_next_picture() -> None:
    camera = Changing()
    stage = make(camera=camera)
    stage.switch_scene("camera")
    camera.colour = (250, 10, 10)
    assert colour_at_middle(stage) == pytest.approx((250, 10, 10), abs=8)
    camera.colour = (10, 250, 10)
    assert colour_at_middle(stage) == pytest.approx((10, 250, 10), abs=8)


def test_the_close_view_of_a_camera_is_its_middle() -> None:
    left_red = b"".join((b"\xff\x00\x00" if x < 15 else b"\x00\xff\x00") for x in range(100))
    stage = make(camera=Camera(still=Frame(100, 50, left_red * 50)))
    stage.switch_scene("camera")
    assert QImage.fromData(stage.screenshot(640)).pixelColor(20, 180).red() > 200
    stage.switch_scene("product")
    assert QImage.fromData(stage.screenshot(640)).pixelColor(20, 180).green() > 200


@pytest.mark.parametrize("trouble", ["camera_missing", "camera_lost"])
def test_a_camera_in_trouble_gives_way_to_the_orchard(trouble: Trouble) -> None:
    stage = make(camera=Camera(trouble=trouble))
    stage.switch_scene("camera")
    assert stage.camera_trouble == trouble
    assert apart(QImage.fromData(stage.screenshot(640)), paint_orchard(640, 360)) < 3


def test_a_backdrop_that_is_gone_gives_way_to_the_orchard(tmp_path: Path) -> None:
    stage = RehearsalStage(LAYOUT, None, lambda _: None, {"break": tmp_path / "gone.png"})
    stage.switch_scene("break")
    assert apart(QImage.fromData(stage.screenshot(640)), paint_orchard(640, 360)) < 3


def test_an_overlay_that_nobody_can_read_is_said_and_leaves_nothing_behind(tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n")
    stage = make()
    stage.switch_scene("camera")
    before = stage.screenshot(640)
    with pytest.raises(StageError) as refused:
        stage.put_overlay("ticker", broken)
    assert (refused.value.code, refused.value.detail) == ("picture_unreadable", "ticker")
    assert stage.screenshot(640) == before


def test_muting_is_remembered() -> None:
    stage = make()
    stage.mute_microphones(True)
    assert stage.microphones_muted
    stage.mute_microphones(False)
    assert not stage.microphones_muted


def test_closing_lets_go_of_the_camera_once() -> None:
    camera = Changing()
    stage = make(camera=camera)
    stage.close()
    stage.close()
    assert camera.closed == 1
    with pytest.raises(StageGone):
        stage.prepare()


def make(layout: object = LAYOUT, camera: Camera | None = None) -> RehearsalStage:
    return RehearsalStage(layout, camera, lambda _: None, {})  # type: ignore[arg-type]


class Changing(Camera):
    """A camera before which somebody holds up coloured sheets."""

    def __init__(self) -> None:
        super().__init__()
        self.colour = (0, 0, 0)
        self.closed = 0

    def latest(self) -> Frame:
        return Frame(64, 36, bytes(self.colour) * (64 * 36))

    def close(self) -> None:
        self.closed += 1


def plain_camera() -> Camera:
    return Camera(still=Frame(64, 36, b"\x00\x80\xff" * (64 * 36)))


def colour_at_middle(stage: RehearsalStage) -> tuple[int, int, int]:
    colour = QImage.fromData(stage.screenshot(640)).pixelColor(320, 180)
    return colour.red(), colour.green(), colour.blue()


def apart(one: QImage, other: QImage) -> float:
    """The mean difference of two pictures in shades, after both are made small."""
    import numpy

    def pixels(image: QImage) -> "numpy.ndarray[tuple[int, ...], numpy.dtype[numpy.int16]]":
        small = image.scaled(160, 90).convertToFormat(QImage.Format.Format_RGB888)
        return numpy.frombuffer(small.constBits(), numpy.uint8).astype(numpy.int16)

    return float(numpy.abs(pixels(one) - pixels(other)).mean())
