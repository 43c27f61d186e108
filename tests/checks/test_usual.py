"""The usual checks, put together: with a real OBS and a real streaming server, and without."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from host_assistant.checks.finding import CheckName, Finding
from host_assistant.checks.preflight import Preflight
from host_assistant.checks.usual import Plans, usual_checks
from tests.support.obs import RealObs, free_port
from tests.support.rtmp import RtmpServer
from tests.support.shows import GOODS


@pytest.fixture
def plans(tmp_path: Path) -> Plans:
    """With nobody at OBS's place."""
    return Plans(
        data_dir=tmp_path,
        pictures=tmp_path,
        products=GOODS,
        hours=3.0,
        obs_url=f"ws://127.0.0.1:{free_port()}",
        obs_password="",
    )


def at(plans: Plans, obs: RealObs) -> Plans:
    return replace(plans, obs_url=obs.address, obs_password=obs.password)


def found(plans: Plans, *only: CheckName) -> dict[CheckName, tuple[Finding, ...]]:
    return {one.name: one.findings for one in Preflight(usual_checks(plans)).as_they_come(*only)}


def test_every_line_of_the_page_has_its_check(plans: Plans) -> None:
    assert [check.name for check in usual_checks(plans)] == [
        "obs", "scenes", "stream", "camera", "picture", "microphone", "sound",
        "goods", "claims", "disk", "power", "load", "upload", "clock",
    ]  # fmt: skip


def test_without_obs_what_it_would_tell_is_unknown(plans: Plans) -> None:
    told = found(plans, "scenes", "stream", "upload", "disk", "sound")
    assert [told[name][0].level for name in ("scenes", "stream", "upload", "sound")] == [
        "unknown"
    ] * 4
    # Reckoned with what OBS usually records.
    assert told["disk"][0].figures["needed_gb"] == 9.3


def test_obs_on_another_computer_keeps_its_disk_to_itself(plans: Plans) -> None:
    (finding,) = found(replace(plans, obs_url="ws://192.0.2.1:4455"), "disk")["disk"]
    assert (finding.level, finding.code) == ("unknown", "on_another_computer")


def test_a_real_obs_tells_what_it_records_and_where_it_streams(
    plans: Plans, obs: RealObs, rtmp: RtmpServer
) -> None:
    with obs.link() as link:
        link.call(
            "SetStreamServiceSettings",
            streamServiceType="rtmp_custom",
            streamServiceSettings={"server": rtmp.server, "key": "abc"},
        )
    told = found(at(plans, obs), "obs", "stream", "disk", "upload")
    assert told["obs"][0].code == "answers"
    assert told["stream"][0].level == "good"
    # 1,660 kbit/s for three hours, and the room to spare.
    assert told["disk"][0].figures["needed_gb"] == 3.2
    assert told["upload"][0].code == "answers"
    rtmp.stop()
    (finding,) = found(at(plans, obs), "upload")["upload"]
    assert (finding.level, finding.code) == ("bad", "no_answer")


def test_what_the_host_said_is_what_is_told_of_the_sound(plans: Plans) -> None:
    heard = (Finding(check="sound", level="good", code="fine"),)
    assert found(replace(plans, heard=heard), "sound")["sound"] == heard
