from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from host_assistant import language
from host_assistant.show.vocabulary import SCENE_ROLES, SceneRole, ShowSetup
from host_assistant.stage.backdrops import backdrop_words, paint_backdrops
from host_assistant.stage.overlay.fonts import ensure_gui
from host_assistant.stage.overlay.layout import layout_for
from host_assistant.stage.overlay.theme import load_theme

WIDE = layout_for("wide", 640, 360)


@pytest.fixture(autouse=True)
def _gui(qapp: object) -> None:
    ensure_gui()


def test_every_scene_has_a_picture_of_the_canvas_size(tmp_path: Path) -> None:
    paths = paint_backdrops(tmp_path / "new", WIDE, load_theme("tre-xanh"), ShowSetup())
    assert set(paths) == set(SCENE_ROLES)
    for path in paths.values():
        image = QImage(str(path))
        assert (image.width(), image.height()) == (640, 360)


def test_an_upright_canvas_gets_upright_pictures(tmp_path: Path) -> None:
    upright = layout_for("upright", 360, 640)
    paths = paint_backdrops(tmp_path, upright, load_theme("cho-phien"), ShowSetup(shape="upright"))
    image = QImage(str(paths["break"]))
    assert (image.width(), image.height()) == (360, 640)


def test_they_are_painted_once(tmp_path: Path) -> None:
    theme = load_theme("cho-phien")
    before = paint_backdrops(tmp_path, WIDE, theme, ShowSetup())
    painted = [path.stat().st_mtime_ns for path in before.values()]
    assert paint_backdrops(tmp_path, WIDE, theme, ShowSetup()) == before
    assert [path.stat().st_mtime_ns for path in before.values()] == painted


def test_another_theme_replaces_the_old_files(tmp_path: Path) -> None:
    before = paint_backdrops(tmp_path, WIDE, load_theme("cho-phien"), ShowSetup())
    after = paint_backdrops(tmp_path, WIDE, load_theme("tre-xanh"), ShowSetup())
    assert not set(before.values()) & set(after.values())
    assert set(tmp_path.iterdir()) == set(after.values())


def test_the_words_follow_the_shows_language_and_not_the_windows() -> None:
    english = backdrop_words("opening", ShowSetup(language="en"))
    assert english is not None
    assert english.heading == "Going live soon"


@pytest.mark.parametrize(
    ("role", "heading", "line"),
    [
        ("opening", "Sắp lên sóng", "Bà con chờ một chút nhé"),
        ("break", "Tạm nghỉ ít phút", "Chúng tôi quay lại ngay"),
        ("closing", "Cảm ơn bà con", "Hẹn gặp lại phiên chợ sau"),
    ],
)
def test_a_vietnamese_show_says_nothing_in_english(
    role: SceneRole, heading: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "_current", "en")
    words = backdrop_words(role, ShowSetup())
    assert words is not None
    assert (words.heading, words.line) == (heading, line)


@pytest.mark.parametrize("role", ["camera", "product"])
def test_scenes_with_goods_have_no_words(role: str) -> None:
    assert backdrop_words(role, ShowSetup()) is None  # type: ignore[arg-type]


def test_a_folder_that_takes_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OSError, match="file"):
        paint_backdrops(tmp_path / "file", WIDE, load_theme("cho-phien"), ShowSetup())
