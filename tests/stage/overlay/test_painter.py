"""The rules of the viewers' picture, checked on what is really painted."""

import itertools
import threading
from pathlib import Path

import msgspec
import numpy
import pytest
import segno
from PySide6.QtGui import QColor, QImage

from host_assistant.language import Language
from host_assistant.show import commands as cmd
from host_assistant.show.vocabulary import OverlaySlot, Shape, ShowSetup
from host_assistant.stage.overlay.cards import (
    CARD_SLOTS,
    BankQr,
    Card,
    HostBanner,
    ProductCard,
)
from host_assistant.stage.overlay.layout import BLEED, SMALLEST_TEXT_PX, layout_for
from host_assistant.stage.overlay.painter import Painted, compose, paint, paint_and_tell
from host_assistant.stage.overlay.theme import load_theme
from host_assistant.stage.picture import picture_of
from tests.stage.groups import MOST_COVERED
from tests.stage.overlay.hard_cards import HARD_CARDS, LONG_NAME
from tests.stage.overlay.samples import (
    BANK_QR,
    BANK_QR_FREE,
    BANNER,
    COUNTER,
    LYCHEE,
    NOTICE,
    ONE_OF_EACH,
    PAYING,
    SELLING,
    TALKING,
    TICKER,
    designed,
)
from tests.support.shows import Log, opening, order

SHAPES = pytest.mark.parametrize("shape", ["wide", "upright"])
THEMES = pytest.mark.parametrize("theme", ["cho-phien", "tre-xanh"])
SCENES: dict[str, dict[Shape, dict[OverlaySlot, Card]]] = {
    "selling": {"wide": SELLING, "upright": SELLING},
    "talking": {"wide": TALKING, "upright": TALKING},
    "paying": PAYING,
}
NOWHERE = Path("/nonexistent")
Pixels = numpy.ndarray[tuple[int, ...], numpy.dtype[numpy.uint8]]


@SHAPES
@THEMES
@pytest.mark.parametrize("card", [*ONE_OF_EACH, *HARD_CARDS], ids=itertools.count())
def test_no_text_is_too_small_or_leaves_its_card(card: Card, shape: Shape, theme: str) -> None:
    layout = designed(shape)
    painted = tell(card, shape, theme)
    area = layout.designed[CARD_SLOTS[type(card)]]
    for written in painted.written:
        assert written.size_px >= SMALLEST_TEXT_PX, written
        assert written.x >= BLEED, written
        assert written.x + written.width <= area.width - BLEED + 1, written
        assert written.y >= -0.2 * written.size_px, written
        assert written.y + written.height <= area.height - BLEED + 0.3 * written.size_px, written


@SHAPES
@pytest.mark.parametrize("card", ONE_OF_EACH, ids=lambda card: type(card).__name__)
def test_every_word_of_an_ordinary_card_stands_on_it(card: Card, shape: Shape) -> None:
    painted = tell(card, shape)
    assert all(written.whole for written in painted.written)
    said = " ".join(written.text for written in painted.written)
    # A code is read with its own test, and a card beside the product's leaves its name to that.
    unwritten = {"payload", *(("product", "bank") if shape == "wide" else ())}
    for word in words_of(card, unwritten if isinstance(card, BankQr) else set()):
        assert word in said


@SHAPES
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("sku", ["VT1", "GD01"])
def test_what_a_show_counts_stands_whole(shape: Shape, language: Language, sku: str) -> None:
    setup = ShowSetup(language=language)
    log = Log(opening(setup=setup), cmd.ChooseScene(scene="camera"), order("o1", (sku, 12_345_000)))
    painted = tell(picture_of(log.state, 0).overlays["order_counter"], shape)
    assert [written.text for written in painted.written if not written.whole] == []


@SHAPES
def test_a_product_card_ranks_price_over_name_over_the_rest(shape: Shape) -> None:
    size = {written.text: written.size_px for written in tell(LYCHEE, shape).written}
    assert size["28.000 đ"] > 1.5 * size[LYCHEE.name]
    assert size[LYCHEE.name] > size[LYCHEE.origin]
    assert size["28.000 đ"] > 2 * size["35.000 đ"]


@SHAPES
@pytest.mark.parametrize(
    "name",
    [LONG_NAME, "Khảm trai tranh tứ bình ĐỖ QUYÊN hạng nhất làng nghề Chuyên Mỹ Phú Xuyên"],
)
def test_a_long_name_stands_whole_and_the_price_stays(shape: Shape, name: str) -> None:
    written = tell(msgspec.structs.replace(LYCHEE, name=name), shape).written
    assert name in {text.text for text in written}
    assert "28.000 đ" in {text.text for text in written}


def test_only_a_name_that_no_card_can_hold_ends_with_an_ellipsis() -> None:
    written = tell(msgspec.structs.replace(LYCHEE, name="W" * 900), "upright").written
    (name,) = (text for text in written if text.text.startswith("WWW"))
    assert not name.whole
    assert name.text.endswith("…")


@SHAPES
@THEMES
@pytest.mark.parametrize("cards", SCENES.values(), ids=SCENES)
def test_the_painted_overlays_cover_little(
    shape: Shape, theme: str, cards: dict[Shape, dict[OverlaySlot, Card]]
) -> None:
    picture = compose(cards[shape], designed(shape), load_theme(theme), NOWHERE)
    covered = float((alpha_of(picture) > 8).mean())
    assert 0.05 < covered <= MOST_COVERED


@SHAPES
@THEMES
@pytest.mark.parametrize("cards", SCENES.values(), ids=SCENES)
def test_nothing_is_painted_where_the_face_and_the_buttons_are(
    shape: Shape, theme: str, cards: dict[Shape, dict[OverlaySlot, Card]]
) -> None:
    layout = designed(shape)
    alpha = alpha_of(compose(cards[shape], layout, load_theme(theme), NOWHERE))
    for name, clear in layout.keep_clear.items():
        part = alpha[clear.y : clear.bottom, clear.x : clear.right]
        assert not part.any(), name


@SHAPES
@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1280, 720), (640, 360)])
def test_the_image_has_its_slots_size(shape: Shape, width: int, height: int) -> None:
    size = (width, height) if shape == "wide" else (height, width)
    layout = layout_for(shape, *size)
    for card in ONE_OF_EACH:
        rect = layout.slots[CARD_SLOTS[type(card)]]
        image = paint(card, layout, load_theme("cho-phien"), NOWHERE)
        assert (image.width(), image.height()) == (rect.width, rect.height)


@SHAPES
def test_a_smaller_canvas_shows_the_same_words_at_the_same_places(shape: Shape) -> None:
    size = (1280, 720) if shape == "wide" else (720, 1280)
    small = paint_and_tell(LYCHEE, layout_for(shape, *size), load_theme("cho-phien"), NOWHERE)
    assert small.written == tell(LYCHEE, shape).written


def test_the_edge_of_a_card_is_transparent() -> None:
    alpha = alpha_of(tell(LYCHEE, "wide").image)
    assert alpha[0, 0] == 0
    assert alpha[-1, -1] == 0
    assert alpha[alpha.shape[0] // 2, alpha.shape[1] // 2] == 255


def test_a_products_own_picture_is_shown(tmp_path: Path) -> None:
    photo = QImage(900, 300, QImage.Format.Format_RGB32)
    photo.fill(QColor("#00A0FF"))
    assert photo.save(str(tmp_path / "vai.jpg"))
    card = msgspec.structs.replace(LYCHEE, picture="vai.jpg", ocop=None, left="")
    image = paint(card, designed("wide"), load_theme("cho-phien"), tmp_path)
    assert image.pixelColor(290, 150).blue() > 240


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\xff\xd8\xff\xe0" + b"\0" * 64])
def test_a_broken_picture_gives_way_to_the_placeholder(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "vai.jpg").write_bytes(content)
    card = msgspec.structs.replace(LYCHEE, picture="vai.jpg")
    painted = paint_and_tell(card, designed("wide"), load_theme("cho-phien"), tmp_path)
    assert "VT" in {written.text for written in painted.written}


@pytest.mark.parametrize("picture", ["../secret.png", "/etc/passwd", "gone.png", "a/b.png"])
def test_a_picture_outside_the_folder_is_not_looked_at(tmp_path: Path, picture: str) -> None:
    photo = QImage(20, 20, QImage.Format.Format_RGB32)
    photo.fill(QColor("#00A0FF"))
    assert photo.save(str(tmp_path / "secret.png"))
    (tmp_path / "pictures").mkdir()
    card = msgspec.structs.replace(LYCHEE, picture=picture)
    layout, theme = designed("wide"), load_theme("cho-phien")
    painted = paint_and_tell(card, layout, theme, tmp_path / "pictures")
    assert "VT" in {written.text for written in painted.written}


def test_products_without_a_picture_have_colours_of_their_own() -> None:
    names = ("Vải thiều", "Mỳ Chũ", "Mật ong", "Giày da")
    colours = {
        tell(ProductCard(name=name, price="1 đ", unit="kg", code="A"), "wide")
        .image.pixelColor(40, 90)
        .name()
        for name in names
    }
    assert len(colours) == len(names)


def test_a_special_price_without_words_gets_an_arrow() -> None:
    plain = tell(msgspec.structs.replace(LYCHEE, special="", regular_price=""), "wide").image
    arrow = tell(msgspec.structs.replace(LYCHEE, special=""), "wide").image
    assert plain != arrow


def test_compose_puts_the_cards_over_the_background() -> None:
    ground = QImage(160, 90, QImage.Format.Format_RGB32)
    ground.fill(QColor("#123456"))
    layout, theme = designed("wide"), load_theme("cho-phien")
    picture = compose({"ticker": TICKER}, layout, theme, NOWHERE, ground)
    assert (picture.width(), picture.height()) == (1920, 1080)
    assert picture.pixelColor(5, 5).name() == "#123456"
    rect = layout.slots["ticker"]
    assert picture.pixelColor(rect.x + 70, rect.y + 20) != QColor("#123456")


def test_other_threads_may_paint() -> None:
    layout, theme = designed("wide"), load_theme("tre-xanh")
    wanted = {card: paint(card, layout, theme, NOWHERE) for card in (LYCHEE, COUNTER, NOTICE)}
    differed: list[tuple[str, float]] = []

    def work() -> None:
        for card, image in wanted.items():
            painted = pixels_of(paint(card, layout, theme, NOWHERE)).astype(int)
            # Each thread has a glyph cache of its own, so the edges of letters may differ a little.
            apart = float(abs(painted - pixels_of(image)).mean())
            if apart > 0.1:
                differed.append((type(card).__name__, apart))

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert not differed


def test_a_banner_is_no_longer_than_its_words() -> None:
    short = HostBanner(name="Bà Tám", title="Nông dân")
    alpha = alpha_of(tell(short, "wide").image)
    full = alpha_of(tell(BANNER, "wide").image)
    assert (alpha > 8).any(axis=0).sum() < (full > 8).any(axis=0).sum()


@SHAPES
@THEMES
@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (1366, 768), (854, 480)])
@pytest.mark.parametrize("card", [BANK_QR, BANK_QR_FREE], ids=["priced", "free"])
def test_a_code_has_even_modules_and_its_quiet_edge(
    card: BankQr, shape: Shape, theme: str, size: tuple[int, int]
) -> None:
    """Measured on the pixels: the finder's rows are whole multiples of one module."""
    layout = layout_for(shape, *(size if shape == "wide" else size[::-1]))
    pixels = pixels_of(paint(card, layout, load_theme(theme), NOWHERE))
    dark = (pixels[:, :, :3] == 0).all(axis=2) & (pixels[:, :, 3] == 255)
    light = (pixels[:, :, :3] == 255).all(axis=2)
    rows, columns = numpy.flatnonzero(dark.any(axis=1)), numpy.flatnonzero(dark.any(axis=0))
    top, left, side = int(rows[0]), int(columns[0]), int(rows[-1] - rows[0]) + 1
    assert int(columns[-1] - columns[0]) + 1 == side
    module = int(numpy.flatnonzero(~dark[top, left:])[0]) // 7
    assert module >= (3 if size[1] == 480 else 4 if size[1] < 1080 else 8)
    modules = segno.make_qr(card.payload, error="l", boost_error=True).matrix
    assert side == module * len(modules)
    painted = dark[top : top + side : module, left : left + side : module]
    assert (painted == (numpy.array([list(row) for row in modules]) == 1)).all()
    quiet = 4 * module
    assert light[top - quiet : top, left : left + side].all()
    assert light[top + side : top + side + quiet, left : left + side].all()
    assert light[top : top + side, left - quiet : left].all()
    assert light[top : top + side, left + side : left + side + quiet].all()


@SHAPES
@pytest.mark.parametrize("card", [BANK_QR, BANK_QR_FREE], ids=["priced", "free"])
@pytest.mark.parametrize(
    "holder",
    [
        "HTX NONG NGHIEP LUC NGAN",
        "HTX NONG NGHIEP SACH LUC NGAN BAC NINH",
        "CONG TY TRACH NHIEM HUU HAN NONG SAN SACH LUC NGAN BAC NINH",
    ],
)
def test_a_long_holder_stands_whole_beside_what_else_there_is_room_for(
    card: BankQr, shape: Shape, holder: str
) -> None:
    written = tell(msgspec.structs.replace(card, holder=holder), shape).written
    assert all(each.whole for each in written)
    assert holder in " ".join(each.text for each in written)
    assert shape == "wide" or not card.amount or any(card.amount == each.text for each in written)
    lines = sorted(written, key=lambda each: (each.y, each.x))
    for above, below in itertools.pairwise(lines):
        # Two stand in one row, or the capitals of one end before those of the other.
        beside = above.x + above.width <= below.x or below.x + below.width <= above.x
        assert beside or below.y - above.y >= 0.7 * below.size_px


def tell(card: Card, shape: Shape, theme: str = "cho-phien") -> Painted:
    return paint_and_tell(card, designed(shape), load_theme(theme), NOWHERE)


def words_of(card: Card, but: set[str]) -> list[str]:
    """Every text of the card's own fields."""
    words: list[str] = []
    for name, value in msgspec.structs.asdict(card).items():
        if name in but:
            continue
        if isinstance(value, str):
            words.append(value)
        elif isinstance(value, tuple):
            words.extend(value)
    return words


def alpha_of(image: QImage) -> Pixels:
    return pixels_of(image)[:, :, 3]


def pixels_of(image: QImage) -> Pixels:
    """Rows, columns, and blue, green, red, alpha."""
    pixels = numpy.frombuffer(image.constBits(), numpy.uint8)
    shaped = pixels.reshape(image.height(), image.bytesPerLine() // 4, 4)
    # The image goes when the caller is done; its bytes go with it.
    return shaped[:, : image.width()].copy()
