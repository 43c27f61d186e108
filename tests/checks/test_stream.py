"""Where the stream would go, judged from what OBS says, and read back from a real OBS."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import pytest
from msgspec.structs import replace

from host_assistant.checks import stream
from host_assistant.checks.finding import Finding, Level
from host_assistant.checks.wording import sentence
from host_assistant.show.vocabulary import Platform, ShowSetup
from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.setup.encoding import MARK, put_parameters
from host_assistant.stage.obs.setup.target import (
    StreamKey,
    StreamService,
    StreamTarget,
    TargetIsTheUsers,
    TargetNotTaken,
    put_target,
    read_target,
)
from host_assistant.stage.platforms import PLATFORMS
from tests.support.obs import RealObs
from tests.support.rtmp import RtmpServer
from tests.support.waiting import wait_until

SECRET = "FB-1029384756-0-AbyzLMNOP"
KEY = StreamKey(SECRET)
CHOSEN = StreamTarget(platform="facebook", key=KEY)
GOOD = StreamService(kind="rtmp_custom", server=CHOSEN.address, key=KEY)


def code(
    service: StreamService,
    chosen: StreamTarget | None = CHOSEN,
    platform: Platform = "facebook",
) -> str:
    found = stream.judge(service, chosen, platform)
    levels: dict[str, Level] = {"fine": "good", "other_key": "doubtful"}
    assert found.level == levels.get(found.code, "bad")
    nothing_to_choose = found.code in ("fine", "other_session")
    assert found.remedy == (None if nothing_to_choose else "choose_stream")
    assert SECRET not in sentence(found) + repr(found)
    return found.code


def test_what_was_chosen_is_fine() -> None:
    assert code(GOOD) == "fine"
    assert code(GOOD, chosen=None) == "fine"
    assert "ends in ••••MNOP" in sentence(stream.judge(GOOD, CHOSEN, "facebook"))


@contextmanager
def profile_of_ours(link: ObsLink) -> Iterator[None]:
    """As building makes it, for the moment."""
    users = link.call("GetProfileList")["currentProfileName"]
    link.call("CreateProfile", profileName="Lên Sóng")
    try:
        put_parameters(link, {MARK: "Lên Sóng"})
        yield
    finally:
        link.call("SetCurrentProfile", profileName=users)
        link.call("RemoveProfile", profileName="Lên Sóng")


@pytest.mark.parametrize(
    ("server", "expected"),
    [
        ("", "no_server"),
        ("rtmp-api.facebook.com/rtmp/", "wrong_protocol"),
        ("https://rtmp-api.facebook.com/rtmp/", "wrong_protocol"),
        ("srt://rtmp-api.facebook.com:443", "wrong_protocol"),
        ("rtmps://", "wrong_protocol"),
        ("rtmps://[", "wrong_protocol"),
        ("rtmps://a.rtmps.youtube.com:443/live2", "other_than_chosen"),
        ("rtmp://127.0.0.1/live", "other_than_chosen"),
        ("rtmps://rtmp-api.facebook.com:443/rtmp", "fine"),
    ],
)
def test_the_server_is_looked_at(server: str, expected: str) -> None:
    assert code(replace(GOOD, server=server)) == expected


def test_without_a_choice_only_a_platform_that_is_known_to_be_another_is_wrong() -> None:
    youtube = replace(GOOD, server=PLATFORMS["youtube"].server)
    assert code(youtube, chosen=None) == "other_than_chosen"
    assert code(youtube, chosen=None, platform="youtube") == "fine"
    own = replace(GOOD, server="rtmp://phat.example.vn/live")
    assert code(own, chosen=None) == "fine"
    abroad = replace(GOOD, server="srt://phat.example.vn:9000")
    assert code(abroad, chosen=None) == "fine"
    fake = replace(GOOD, server="rtmp://notyoutube.com/live")
    assert code(fake, chosen=None) == "fine"


def test_a_session_for_another_audience_does_not_go_on_air() -> None:
    server = "rtmp://push.tiktokcdn.com/live"
    tiktok = StreamTarget(platform="tiktok", key=KEY, server=server)
    service = replace(GOOD, server=server)
    assert code(service, tiktok, "tiktok") == "fine"
    assert code(service, tiktok, "facebook") == "other_session"
    found = stream.judge(service, tiktok, "facebook")
    assert "another platform than TikTok" in sentence(found)
    assert code(service, None, "facebook") == "other_than_chosen"
    # Pasted under a platform that it does not belong to.
    assert code(service, replace(tiktok, platform="other"), "other") == "other_than_chosen"


def test_the_audience_is_named_by_what_obs_says() -> None:
    own = replace(GOOD, server="rtmp://phat.example.vn/live")
    assert "goes to phat.example.vn" in sentence(stream.judge(own, None, "facebook"))
    pasted = StreamTarget(platform="shopee", key=KEY, server=own.server)
    assert "goes to Shopee" in sentence(stream.judge(own, pasted, "shopee"))
    listed = StreamService(kind="rtmp_common", service="Twitch", server="auto", key=KEY)
    assert stream.audience(listed) == "Twitch"
    assert stream.audience(replace(GOOD, server=PLATFORMS["youtube"].server)) == "YouTube"


def test_an_entry_of_obss_own_list_is_known_by_its_name() -> None:
    listed = StreamService(kind="rtmp_common", service="YouTube - RTMPS", server="auto", key=KEY)
    assert code(listed, chosen=None, platform="youtube") == "fine"
    assert code(listed, chosen=None) == "other_than_chosen"
    assert code(replace(listed, key=StreamKey(""))) == "no_key"
    youtube = StreamTarget(platform="youtube", key=KEY)
    assert code(listed, youtube, "youtube") == "fine"
    own = replace(youtube, server="rtmp://phat.example.vn/live")
    assert code(listed, own, "youtube") == "other_than_chosen"
    nothing = StreamService(kind="rtmp_common", server="", key=KEY)
    assert code(nothing, youtube, "youtube") == "no_server"


def test_a_missing_key_a_test_and_another_key_are_told_apart() -> None:
    assert code(replace(GOOD, key=StreamKey("  "))) == "no_key"
    assert code(replace(GOOD, bandwidth_test=True)) == "bandwidth_test_on"
    assert code(replace(GOOD, key=StreamKey("FB-another-key-1234"))) == "other_key"


def test_any_protocol_of_obs_may_lead_to_a_server_of_ones_own() -> None:
    chosen = StreamTarget(platform="other", key=KEY, server="srt://10.0.0.2:9000")
    assert code(replace(GOOD, server="srt://10.0.0.2:9000"), chosen, "other") == "fine"
    assert code(replace(GOOD, server="ftp://10.0.0.2"), chosen, "other") == "wrong_protocol"


def test_what_stays_off_the_picture_is_told_with_its_reason() -> None:
    setup = ShowSetup(platform="tiktok", notice="Zalo 0912 345 678\nBình luận mã")
    found = stream.judge_picture(setup)
    assert [each.code for each in found] == ["kept_off_phone", "kept_off_other_platform"]
    assert all("TikTok punishes it" in sentence(each) for each in found)
    assert stream.judge_picture(replace(setup, platform="facebook")) == ()


def test_every_platform_has_its_address_or_asks_for_one() -> None:
    for name, about in PLATFORMS.items():
        chosen = StreamTarget(platform=name, key=KEY)
        assert chosen.address == about.server
        if about.server:
            assert code(replace(GOOD, server=about.server), chosen, name) == "fine"


@pytest.mark.parametrize(
    ("key", "shown"), [("", ""), ("abcd", "••••"), ("abcdefghijk", "••••"), (SECRET, "••••MNOP")]
)
def test_a_key_prints_as_its_end_alone(key: str, shown: str) -> None:
    kept = StreamKey(key)
    assert kept.masked == shown
    for text in (str(kept), repr(kept), f"{kept}", repr(replace(CHOSEN, key=kept))):
        assert not key or key not in text
    assert kept.reveal() == key
    assert bool(kept) is bool(key)


def test_a_key_is_written_down_nowhere_by_accident() -> None:
    with pytest.raises(TypeError):
        msgspec.json.encode(CHOSEN)
    with pytest.raises(TypeError):
        pickle.dumps(CHOSEN)


def test_what_is_chosen_is_read_back_from_obs(obs: RealObs, rtmp: RtmpServer) -> None:
    chosen = StreamTarget(platform="other", key=KEY, server=rtmp.server)
    with obs.link() as link, profile_of_ours(link):
        assert stream.look(link, chosen, "other").code == "no_server"
        put_target(link, chosen)
        assert read_target(link) == StreamService(kind="rtmp_custom", server=rtmp.server, key=KEY)
        assert stream.look(link, chosen, "other") == Finding(
            check="stream",
            level="good",
            code="fine",
            figures={"platform": "127.0.0.1", "key_end": "••••MNOP"},
        )
        link.call("StartStream")
        wait_until(rtmp.received_bytes)
        with pytest.raises(TargetNotTaken) as refused:
            put_target(link, StreamTarget(platform="youtube", key=StreamKey("another-secret-key")))
        assert "another-secret-key" not in str(refused.value) + repr(refused.value)
        assert "broadcasting right now" in refused.value.sentence()
        assert refused.value.__cause__ is None
        link.call("StopStream")
        wait_until(lambda: not link.call("GetStreamStatus")["outputActive"])


def test_the_users_own_profile_is_not_touched(obs: RealObs) -> None:
    with obs.link() as link:
        before = link.call("GetStreamServiceSettings")
        with pytest.raises(TargetIsTheUsers) as refused:
            put_target(link, CHOSEN)
        with profile_of_ours(link):
            # As OBS's “Duplicate” leaves it: with our mark, under the user's name.
            put_parameters(link, {MARK: "Lên Sóng (của tôi)"})
            with pytest.raises(TargetIsTheUsers):
                put_target(link, CHOSEN)
        assert "under Prepare" in refused.value.sentence()
        assert link.call("GetStreamServiceSettings") == before


def test_a_bandwidth_test_left_on_in_obs_is_read(obs: RealObs) -> None:
    with obs.link() as link:
        for settings in (
            {"server": "rtmp://x/live", "key": SECRET, "bwtest": True},
            {"server": "rtmp://x/live", "key": f"{SECRET}?bandwidthtest=true", "bwtest": False},
        ):
            link.call(
                "SetStreamServiceSettings",
                streamServiceType="rtmp_custom",
                streamServiceSettings=settings,
            )
            assert read_target(link).bandwidth_test
