import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from host_assistant.show.vocabulary import OVERLAY_SLOTS, Shape
from host_assistant.stage.overlay.layout import Rect, layout_for
from tests.stage.groups import MOST_COVERED, TOGETHER
from tests.stage.overlay.samples import designed

SHAPES = pytest.mark.parametrize("shape", ["wide", "upright"])
CANVASES = pytest.mark.parametrize(
    ("shape", "width", "height"),
    [
        ("wide", 1920, 1080),
        ("wide", 1280, 720),
        ("wide", 1920, 1200),
        ("wide", 3440, 1440),
        ("wide", 1024, 768),
        ("upright", 1080, 1920),
        ("upright", 720, 1280),
        ("upright", 1080, 2400),
    ],
)


@CANVASES
def test_every_slot_lies_on_the_canvas(shape: Shape, width: int, height: int) -> None:
    layout = layout_for(shape, width, height)
    assert set(layout.slots) == set(OVERLAY_SLOTS)
    for slot, rect in layout.slots.items():
        assert rect.x >= 0, slot
        assert rect.y >= 0, slot
        assert rect.right <= width, slot
        assert rect.bottom <= height, slot
        assert rect.area > 0, slot


@CANVASES
def test_the_face_and_the_platforms_buttons_stay_clear(
    shape: Shape, width: int, height: int
) -> None:
    layout = layout_for(shape, width, height)
    for slot, rect in layout.slots.items():
        for name, clear in layout.keep_clear.items():
            assert not rect.meets(clear), f"{slot} touches {name}"


def test_wide_slots_keep_to_the_outer_thirds() -> None:
    for rect in designed("wide").slots.values():
        assert rect.right <= 640 or rect.x >= 1280


def test_upright_slots_leave_the_lowest_fifth_and_the_right_clear() -> None:
    for rect in designed("upright").slots.values():
        assert rect.bottom <= 0.8 * 1920
        assert rect.right <= 0.85 * 1080


@pytest.mark.parametrize(
    ("shape", "group"),
    [(shape, group) for shape, groups in TOGETHER.items() for group in groups],
    ids=lambda value: value if isinstance(value, str) else "+".join(sorted(value)),
)
def test_slots_that_show_together_do_not_meet_and_cover_little(
    shape: Shape, group: frozenset[str]
) -> None:
    layout = designed(shape)
    rects = [rect for slot, rect in layout.slots.items() if slot in group]
    assert not any(one.meets(other) for one, other in itertools.combinations(rects, 2))
    covered = sum(rect.area for rect in rects) / (1920 * 1080)
    assert covered <= MOST_COVERED


def test_a_canvas_of_other_proportions_keeps_slots_at_its_edges() -> None:
    layout = layout_for("wide", 3840, 1080)
    card = layout.slots["product_card"]
    assert (3840 - card.right, 1080 - card.bottom) == (60, 30)
    assert (card.width, card.height) == (580, 754)
    assert layout.slots["host_banner"].x == 60


@given(st.integers(320, 4096), st.integers(320, 4096), st.sampled_from(["wide", "upright"]))
def test_slots_keep_their_proportions(width: int, height: int, shape: Shape) -> None:
    layout = layout_for(shape, width, height)
    for slot, rect in layout.slots.items():
        design = layout.designed[slot]
        assert abs(rect.width - design.width * layout.scale) <= 1
        assert abs(rect.height - design.height * layout.scale) <= 1


@pytest.mark.parametrize(("width", "height"), [(0, 1080), (1920, 0), (-1, -1)])
def test_refuses_a_canvas_without_an_area(width: int, height: int) -> None:
    with pytest.raises(ValueError, match="shows nothing"):
        layout_for("wide", width, height)


def test_rectangles_that_only_touch_do_not_meet() -> None:
    assert not Rect(0, 0, 10, 10).meets(Rect(10, 0, 10, 10))
    assert Rect(0, 0, 11, 10).meets(Rect(10, 9, 10, 10))
