"""What a real OBS records, and whether it keeps up."""

import pytest

from host_assistant.checks.recording import judge_load, look_at_load, read_recording
from tests.support.obs import RealObs


def test_a_real_obs_says_where_it_records_and_how_much(obs: RealObs) -> None:
    with obs.link() as link:
        recording = read_recording(link)
    assert recording.folder == obs.recordings
    assert recording.bitrate_kbps == 1500 + 160


@pytest.mark.parametrize(
    ("category", "name", "value", "bitrate_kbps"),
    [
        ("SimpleOutput", "RecQuality", "Small", 6_160),
        ("SimpleOutput", "RecQuality", "HQ", 12_160),
        ("SimpleOutput", "VBitrate", "4000", 4_160),
        ("SimpleOutput", "ABitrate", "320", 1_820),
        ("Output", "Mode", "Advanced", 12_000),
    ],
)
def test_each_way_of_recording_has_its_rate(
    obs: RealObs, category: str, name: str, value: str, bitrate_kbps: int
) -> None:
    with obs.link() as link:
        about = {"parameterCategory": category, "parameterName": name}
        before = link.call("GetProfileParameter", **about)["parameterValue"]
        link.call("SetProfileParameter", **about, parameterValue=value)
        try:
            assert read_recording(link).bitrate_kbps == bitrate_kbps
        finally:
            link.call("SetProfileParameter", **about, parameterValue=before)


def test_a_real_obs_is_asked_for_the_frames_that_it_skips(obs: RealObs) -> None:
    with obs.link() as link:
        found = look_at_load(link)
    assert {finding.code for finding in found} <= {"obs_draws_late", "obs_encodes_late"}


@pytest.mark.parametrize(
    ("skipped", "total", "level"),
    [
        (0, 0, None),
        (0, 60, None),
        (1, 101, None),
        (1, 100, "doubtful"),
        (4, 100, "doubtful"),
        (5, 100, "bad"),
    ],
)
def test_frames_that_are_skipped_are_told(skipped: int, total: int, level: str | None) -> None:
    finding = judge_load("obs_draws_late", skipped, total)
    assert (finding and finding.level) == level
