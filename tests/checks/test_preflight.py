"""All checks side by side: the slow and the broken do not hold up the rest."""

import logging
import threading
from collections.abc import Callable

import pytest

from host_assistant.checks.finding import CheckName, Finding, Level
from host_assistant.checks.preflight import Check, Preflight, is_ready


def found(name: CheckName, level: Level = "good", code: str = "fine") -> Finding:
    return Finding(check=name, level=level, code=code)


def says(*findings: Finding) -> Callable[[], tuple[Finding, ...]]:
    return lambda: findings


def test_findings_stand_in_the_order_of_the_page() -> None:
    clock, disk, goods = found("clock"), found("disk"), found("goods")
    checks = [Check(one.check, says(one)) for one in (clock, disk, goods)]
    assert Preflight(checks).run() == (goods, disk, clock)


def test_one_check_may_find_several_things_or_none() -> None:
    first, second = found("goods", "bad", "none_complete"), found("goods", "doubtful", "no_picture")
    checks = [Check("goods", says(first, second)), Check("claims", says())]
    assert Preflight(checks).run() == (first, second)


def test_an_answer_comes_as_soon_as_it_is_there() -> None:
    told = threading.Event()

    def slow() -> tuple[Finding, ...]:
        assert told.wait(20)
        return (found("goods"),)

    coming = Preflight([Check("goods", slow), Check("disk", says(found("disk")))]).as_they_come()
    assert next(coming).name == "disk"
    told.set()
    assert next(coming).name == "goods"
    assert list(coming) == []


def test_a_check_that_takes_too_long_is_left_alone() -> None:
    stuck = threading.Event()

    def hangs() -> tuple[Finding, ...]:
        assert stuck.wait(20)
        return (found("camera", "bad", "black"),)

    checks = [Check("camera", hangs, patience_s=0.05), Check("disk", says(found("disk")))]
    camera, disk = Preflight(checks).run()
    assert (camera.level, camera.code, camera.remedy) == ("unknown", "took_too_long", "look_again")
    assert disk.level == "good"
    stuck.set()


def test_a_check_that_breaks_takes_no_other_along(caplog: pytest.LogCaptureFixture) -> None:
    def breaks() -> tuple[Finding, ...]:
        raise RuntimeError("broken driver")

    with caplog.at_level(logging.CRITICAL):
        disk, clock = Preflight([Check("disk", breaks), Check("clock", says(found("clock")))]).run()
    assert (disk.level, disk.code) == ("unknown", "failed")
    assert clock.level == "good"


def test_one_line_alone_can_be_looked_at_again() -> None:
    checks = [Check(name, says(found(name))) for name in ("disk", "power", "clock")]
    assert [one.check for one in Preflight(checks).run("power")] == ["power"]


@pytest.mark.parametrize(
    ("levels", "ready"),
    [
        ((), True),
        (("good", "doubtful", "unknown"), True),
        (("good", "bad"), False),
    ],
)
def test_only_what_is_bad_keeps_from_going_on_air(levels: tuple[Level, ...], ready: bool) -> None:
    assert is_ready([found("disk", level) for level in levels]) is ready
