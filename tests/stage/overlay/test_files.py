from pathlib import Path

import msgspec
import pytest
from PySide6.QtGui import QColor, QImage

from host_assistant.stage.overlay.files import OverlayFiles
from host_assistant.stage.overlay.layout import layout_for
from host_assistant.stage.overlay.painter import paint
from host_assistant.stage.overlay.theme import load_theme
from tests.stage.overlay.samples import COUNTER, LYCHEE, TICKER, designed


@pytest.fixture
def files(tmp_path: Path) -> OverlayFiles:
    return make(tmp_path)


def make(tmp_path: Path, theme: str = "cho-phien", width: int = 1280) -> OverlayFiles:
    layout = layout_for("wide", width, width * 9 // 16)
    return OverlayFiles(tmp_path / "overlays", layout, load_theme(theme), tmp_path / "pictures")


def test_the_file_holds_what_the_painter_paints(files: OverlayFiles) -> None:
    image = QImage(str(files.png_for("product_card", LYCHEE)))
    wanted = paint(LYCHEE, layout_for("wide", 1280, 720), load_theme("cho-phien"), Path("/none"))
    assert image.convertToFormat(wanted.format()) == wanted


def test_the_same_card_is_painted_once(files: OverlayFiles) -> None:
    path = files.png_for("ticker", TICKER)
    painted = path.stat().st_mtime_ns
    again = files.png_for("ticker", msgspec.structs.replace(TICKER))
    assert again == path
    assert again.stat().st_mtime_ns == painted


def test_any_other_content_has_a_file_of_its_own(tmp_path: Path) -> None:
    paths = {
        make(tmp_path).png_for("product_card", LYCHEE),
        make(tmp_path).png_for("product_card", msgspec.structs.replace(LYCHEE, price="1 đ")),
        make(tmp_path, theme="tre-xanh").png_for("product_card", LYCHEE),
        make(tmp_path, width=1920).png_for("product_card", LYCHEE),
    }
    assert len(paths) == 4


def test_a_picture_that_changed_under_its_name_is_painted_anew(tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    card = msgspec.structs.replace(LYCHEE, picture="vai.png", ocop=None, left="")
    save_colour(pictures / "vai.png", "#0000FF")
    before = make(tmp_path).png_for("product_card", card)
    save_colour(pictures / "vai.png", "#00FF00")
    after = make(tmp_path).png_for("product_card", card)
    assert after != before
    assert QImage(str(after)).pixelColor(190, 100).name() == "#00ff00"


def test_sweeping_keeps_what_is_in_use(files: OverlayFiles) -> None:
    kept = files.png_for("ticker", TICKER)
    gone = files.png_for("order_counter", COUNTER)
    files.sweep({kept})
    assert kept.exists()
    assert not gone.exists()
    assert files.png_for("order_counter", COUNTER).exists()


def test_sweeping_an_empty_place_does_no_harm(files: OverlayFiles) -> None:
    files.sweep(set())


def test_a_card_in_the_wrong_slot_is_a_mistake(files: OverlayFiles) -> None:
    with pytest.raises(ValueError, match="Ticker does not belong into notice"):
        files.png_for("notice", TICKER)


def test_a_folder_that_takes_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "overlays").write_text("in the way")
    with pytest.raises(OSError, match="overlays"):
        make(tmp_path).png_for("ticker", TICKER)


def test_no_half_written_file_is_left(files: OverlayFiles, tmp_path: Path) -> None:
    files.png_for("product_card", LYCHEE)
    assert [path.suffix for path in (tmp_path / "overlays").iterdir()] == [".png"]


def test_the_design_sizes_are_those_of_the_layout() -> None:
    assert designed("wide").scale == 1.0
    assert designed("upright").scale == 1.0


def save_colour(path: Path, colour: str) -> None:
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    assert image.save(str(path))
