"""The picture checks on photographs made worse by known amounts."""

import itertools
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy
import pytest

from host_assistant import language
from host_assistant.checks import picture_people, wording
from host_assistant.checks.finding import Finding
from host_assistant.checks.picture import Frame, look
from host_assistant.stage.opencv import opencv
from tests.checks import picture_material as material
from tests.checks.picture_faults import Degree, blamed, caught, degrees

if TYPE_CHECKING:
    import cv2
else:
    cv2 = opencv()

ABOUT_PEOPLE = {"upside_down", "sideways", "nobody", "head_cut_off", "backlit"}
CLEAR = [degree for degree in degrees() if degree.clear]


@pytest.fixture(scope="module")
def scenes() -> list[material.Scene]:
    """What the thresholds were not tuned on, and few of it: the benchmark takes them all."""
    of = material.REPORTED_ON[3:5], material.HOST_REPORTED_ON
    return list(material.scenes(*of))[1::2]


@pytest.mark.parametrize("degree", CLEAR, ids=lambda one: f"{one.codes[0]} {one.label}")
def test_what_is_clearly_bad_is_caught(degree: Degree, scenes: list[material.Scene]) -> None:
    results = {scene.name: caught(degree, scene) for scene in scenes[:: degree.every]}
    known = {name: result for name, result in results.items() if result is not None}
    assert known or degree.every > 1
    assert [name for name, result in known.items() if not result] == []


def test_good_pictures_are_not_blamed(scenes: list[material.Scene]) -> None:
    assert {scene.name: blamed(scene) for scene in scenes if blamed(scene)} == {}


def test_a_good_picture_is_said_to_be_good(scenes: list[material.Scene]) -> None:
    assert codes(look(material.frames(scenes[0].image), host=False)) == ["fine"]


def test_without_frames_nothing_is_known() -> None:
    (finding,) = look(())
    assert (finding.level, finding.code) == ("unknown", "not_seen")


def test_a_still_host_before_a_real_camera_is_not_frozen(scenes: list[material.Scene]) -> None:
    still = material.frames(scenes[0].image, 12, every_s=0.5, noise=1.0)
    assert "frozen" not in codes(look(still, host=False))


def test_a_still_host_is_not_frozen_by_the_jpegs_of_obs(scenes: list[material.Scene]) -> None:
    # Half a level of noise is what is left of a camera's after OBS made its picture smaller.
    still = material.frames(scenes[0].image, 12, every_s=0.25, noise=0.5)
    sent = [Frame(through_jpeg(one.image), one.at_s) for one in still]
    assert codes(look(sent, host=False)) == ["fine"]


def test_one_pixel_that_changes_is_a_picture_that_moves(scenes: list[material.Scene]) -> None:
    frames = repeated(scenes[0].image, seconds=4)
    changed = frames[-1].image.copy()
    changed[100, 100, 0] ^= 1
    assert codes(look(frames, host=False)) == ["frozen"]
    moved = [*frames[:-1], Frame(changed, frames[-1].at_s)]
    assert codes(look(moved, host=False)) == ["fine"]


def test_frozen_needs_time_and_more_than_two_pictures(scenes: list[material.Scene]) -> None:
    image = scenes[0].image
    assert codes(look(repeated(image, seconds=1.5), host=False)) == ["fine"]
    assert codes(look([Frame(image, 0.0), Frame(image, 9.0)], host=False)) == ["fine"]


def test_a_drawn_picture_may_stand_still(scenes: list[material.Scene]) -> None:
    frames = repeated(scenes[0].image, seconds=10)
    assert codes(look(frames, moving=False, host=False)) == ["fine"]


def test_frozen_says_for_how_long(scenes: list[material.Scene]) -> None:
    (finding,) = look(repeated(scenes[0].image, seconds=7), host=False)
    assert (finding.level, finding.figures["seconds"]) == ("bad", 7)


def test_a_black_picture_that_stands_still_is_both() -> None:
    frames = repeated(numpy.zeros((360, 640, 3), numpy.uint8), seconds=4)
    assert codes(look(frames)) == ["frozen", "black"]


def test_pictures_that_come_rarely_say_nothing_of_the_frame_rate(
    scenes: list[material.Scene],
) -> None:
    sparse = material.frames(scenes[0].image, 8, every_s=0.2)
    assert codes(look(sparse, host=False)) == ["fine"]


def test_one_blurred_frame_is_a_hand_that_moves(scenes: list[material.Scene]) -> None:
    sharp = material.frames(scenes[0].image, 3)
    soft = Frame(material.blurred(scenes[0].image, 6.0), sharp[1].at_s)
    assert codes(look([sharp[0], soft, sharp[2]], host=False)) == ["fine"]


@pytest.mark.parametrize("size", [(360, 640), (1080, 1920), (1920, 1080), (240, 320), (8, 8)])
def test_any_size_can_be_looked_at(size: tuple[int, int], scenes: list[material.Scene]) -> None:
    image = cv2.resize(scenes[0].image, size[::-1])
    assert look(material.frames(image, 2))


def test_the_bad_comes_first(scenes: list[material.Scene]) -> None:
    dark = material.exposed(material.blurred(scenes[0].image, 8.0), -2.5)
    levels = [finding.level for finding in look(repeated(dark, seconds=4), host=False)]
    assert len(levels) > 1
    assert levels == sorted(levels, key=["bad", "doubtful"].index)


def test_a_head_low_in_the_picture_is_seen(scenes: list[material.Scene]) -> None:
    host = next(scene for scene in scenes if scene.host)
    low = material.with_host(host.behind, host.host, 0.45, 0.5)
    assert codes(look(material.frames(low))) == ["head_low"]


def test_without_a_finder_of_faces_nothing_is_said_of_people(
    monkeypatch: pytest.MonkeyPatch, scenes: list[material.Scene]
) -> None:
    monkeypatch.setattr(picture_people, "_cascade", lambda: None)
    assert codes(look(material.frames(scenes[0].image))) == ["fine"]


def test_a_look_costs_little(scenes: list[material.Scene]) -> None:
    frames = material.frames(scenes[0].image, 15)
    look(frames)
    started = time.process_time()
    look(frames)
    assert (time.process_time() - started) / len(frames) < 0.030


def test_every_finding_has_words_and_a_button(scenes: list[material.Scene]) -> None:
    host = next(scene for scene in scenes if scene.host)
    found = [look(frames) for degree in CLEAR[::2] if (frames := degree.make(host))]
    before = language.current()
    for lang in language.LANGUAGES:
        language.use(lang)
        for finding in itertools.chain.from_iterable(found):
            assert wording.sentence(finding)
            assert finding.remedy or finding.level == "good"
    language.use(before)


def through_jpeg(image: material.Image) -> material.Image:
    back = cv2.imdecode(cv2.imencode(".jpg", image)[1], cv2.IMREAD_COLOR)
    assert back is not None
    return back


def repeated(image: material.Image, *, seconds: float) -> list[Frame]:
    """The same picture four times a second."""
    return [Frame(image, number / 4) for number in range(int(seconds * 4) + 1)]


def codes(findings: Sequence[Finding]) -> list[str]:
    return [finding.code for finding in findings]
