"""The laptop: its disk, its power, its strength."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from host_assistant.checks.machine import (
    Battery,
    Load,
    judge_disk,
    judge_load,
    judge_power,
    look_at_disk,
    look_at_load,
    look_at_log_disk,
    look_at_power,
)
from tests.support.disk import small_disk

GB = 10**9
# 6,000 kbit/s of picture and 160 of sound are 2.772 GB an hour.
RATE_KBPS = 6160


@pytest.mark.parametrize(
    ("free_bytes", "level", "code"),
    [
        (0, "bad", "too_small"),
        (9_315_999_999, "bad", "too_small"),
        (9_316_000_000, "doubtful", "tight"),
        (13_473_999_999, "doubtful", "tight"),
        (13_474_000_000, "good", "enough"),
        (10**13, "good", "enough"),
    ],
)
def test_three_hours_need_their_gigabytes_and_some_to_spare(
    free_bytes: int, level: str, code: str
) -> None:
    finding = judge_disk(free_bytes, RATE_KBPS, 3.0)
    assert (finding.check, finding.level, finding.code) == ("disk", level, code)
    assert finding.figures["needed_gb"] == 9.3


def test_a_disk_that_is_too_small_says_how_long_it_lasts() -> None:
    assert judge_disk(5 * GB, RATE_KBPS, 3.0).figures["lasts_hours"] == 1.4
    assert judge_disk(GB // 2, RATE_KBPS, 3.0).figures["lasts_hours"] == 0.0


def test_a_real_small_disk_is_seen_for_what_it_is(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "60m") as disk:
        (finding,) = look_at_disk(disk / "recordings", RATE_KBPS, 3.0)
        (log,) = look_at_log_disk(disk / "LenSong")
    assert (finding.level, finding.code) == ("bad", "too_small")
    assert finding.figures["free_gb"] == 0.1
    assert (log.level, log.code) == ("bad", "log_too_small")


def test_the_disk_is_looked_at_before_obs_has_made_its_folder(tmp_path: Path) -> None:
    (finding,) = look_at_disk(tmp_path / "Videos" / "OBS", 1, 0.001)
    assert finding.code in ("enough", "tight", "too_small")
    assert float(str(finding.figures["free_gb"])) > 0


def test_a_disk_that_nobody_can_read_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(_: object) -> None:
        raise OSError("no such drive")

    monkeypatch.setattr("shutil.disk_usage", unreadable)
    (finding,) = look_at_disk(Path("Q:/"), RATE_KBPS, 3.0)
    assert (finding.level, finding.code) == ("unknown", "unreadable")


@pytest.mark.parametrize(("free_bytes", "codes"), [(0, ["log_too_small"]), (GB, [])])
def test_room_for_the_orders_themselves_is_looked_at(
    free_bytes: int, codes: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=free_bytes))
    assert [finding.code for finding in look_at_log_disk(tmp_path)] == codes


@pytest.mark.parametrize(
    ("battery", "level", "code"),
    [
        (None, "good", "no_battery"),
        (Battery(100, True), "good", "plugged_in"),
        (Battery(20, True), "good", "plugged_in"),
        (Battery(19, True), "doubtful", "charging"),
        (Battery(100, False), "doubtful", "on_battery"),
        (Battery(80, False, 180), "doubtful", "on_battery"),
        (Battery(80, False, 179), "bad", "ends_early"),
        (Battery(19, False), "bad", "nearly_empty"),
        (Battery(19, False, 200), "bad", "nearly_empty"),
    ],
)
def test_the_power_lasts_as_long_as_the_broadcast(
    battery: Battery | None, level: str, code: str
) -> None:
    finding = judge_power(battery, 3.0)
    assert (finding.check, finding.level, finding.code) == ("power", level, code)


@pytest.mark.parametrize(
    ("busy_percent", "free_memory_bytes", "level", "code"),
    [
        (0, 4 * GB, "good", "fine"),
        (84, 4 * GB, "good", "fine"),
        (85, 4 * GB, "doubtful", "busy"),
        (100, 0, "doubtful", "busy"),
        (10, 699_999_999, "doubtful", "little_memory"),
        (10, 700_000_000, "good", "fine"),
    ],
)
def test_a_laptop_without_strength_to_spare_is_doubted(
    busy_percent: int, free_memory_bytes: int, level: str, code: str
) -> None:
    finding = judge_load(Load(busy_percent, free_memory_bytes))
    assert (finding.check, finding.level, finding.code) == ("load", level, code)


def test_this_machine_itself_can_be_asked() -> None:
    (power,), (load,) = look_at_power(3.0), look_at_load()
    assert (power.check, load.check) == ("power", "load")
    assert 0 <= float(str(load.figures["busy_percent"])) <= 100
    assert float(str(load.figures["free_memory_gb"])) > 0
