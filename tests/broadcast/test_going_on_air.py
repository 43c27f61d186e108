"""The last look before the count finds what is wrong in a real OBS; a broadcast is recorded."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from host_assistant.checks.finding import MAY_BE_WRONG
from host_assistant.control_room.before_air import (
    PATIENCE_S,
    audience_now,
    look_before_air,
)
from host_assistant.control_room.show import ObsAccess, Show, ShowWanted
from host_assistant.data_folder import DataFolder
from host_assistant.secret_store import SecretStore
from host_assistant.settings import Asked, Settings
from host_assistant.show import commands as cmd
from host_assistant.show.vocabulary import ShowSetup
from tests.broadcast.on_air import stand_in
from tests.broadcast.watching import stream_to
from tests.support.obs import RealObs
from tests.support.rtmp import RtmpServer
from tests.support.shows import GOODS
from tests.support.waiting import wait_until

SETUP = ShowSetup(platform="other")


class Evening:
    """A live session that is open and not on air, on an OBS with something to see."""

    def __init__(self, folder: Path, obs: RealObs, server: str, *, records: bool = False) -> None:
        self.folder = DataFolder(folder / "data")
        self.folder.make()
        self.settings = Settings(obs_url=obs.address, setup=SETUP)
        SecretStore(self.folder.path).put("obs_password", obs.password)
        stand_in(obs, folder)
        stream_to(obs, server)
        if records:
            with obs.link() as link:
                link.call("StartRecord")
        access = ObsAccess(url=obs.address, password=obs.password)
        wanted = ShowWanted(mode="live", title="t", products=GOODS, obs=access, setup=SETUP)
        self.show = Show.open(self.folder, wanted)
        wait_until(lambda: self.show.director.state.role_on_stage == "opening", 20)

    def red(self) -> set[str]:
        """What the last look refuses, as "check code"."""
        found = look_before_air(self.folder, self.settings, Asked(), self.show.director.state)
        return {f"{each.check} {each.code}" for each in found if each.check not in MAY_BE_WRONG}


@pytest.mark.timeout(120)
def test_the_last_look(tmp_path: Path, own_obs: RealObs, rtmp: RtmpServer) -> None:
    evening = Evening(tmp_path, own_obs, rtmp.server)
    try:
        assert evening.red() == set()
        assert audience_now(evening.folder, evening.settings, Asked()) == "127.0.0.1"
        with own_obs.link() as link:
            link.call(
                "SetStreamServiceSettings",
                streamServiceType="rtmp_custom",
                streamServiceSettings={"server": rtmp.server, "key": ""},
            )
        assert evening.red() == {"stream no_key"}
        own_obs.freeze()
        began_s = time.monotonic()
        evening.red()
        assert time.monotonic() - began_s < PATIENCE_S + 2
    finally:
        own_obs.thaw()
        evening.show.close()


@pytest.mark.timeout(120)
def test_the_recording_follows_the_broadcast(
    tmp_path: Path, own_obs: RealObs, rtmp: RtmpServer
) -> None:
    evening = Evening(tmp_path, own_obs, rtmp.server)
    director = evening.show.director
    try:
        director.do(cmd.AskStream(on=True))
        wait_until(lambda: director.state.stream == "on", 20)
        with own_obs.link() as link:
            assert link.call("GetStreamStatus")["outputBytes"] > 0
            wait_until(lambda: director.state.recording == "on", 20)
            wait_until(lambda: link.call("GetRecordStatus")["outputBytes"] > 0, 20)
            director.do(cmd.EndSession())
            wait_until(lambda: not link.call("GetStreamStatus")["outputActive"], 20)
            wait_until(lambda: not link.call("GetRecordStatus")["outputActive"], 20)
    finally:
        evening.show.close()


@pytest.mark.timeout(120)
def test_a_recording_of_the_user_s_own_goes_on(
    tmp_path: Path, own_obs: RealObs, rtmp: RtmpServer
) -> None:
    with own_obs.link() as link:
        evening = Evening(tmp_path, own_obs, rtmp.server, records=True)
        director = evening.show.director
        try:
            wait_until(lambda: director.state.recording == "on", 20)
            director.do(cmd.AskStream(on=True))
            wait_until(lambda: director.state.stream == "on", 20)
            director.do(cmd.EndSession())
            wait_until(lambda: not link.call("GetStreamStatus")["outputActive"], 20)
        finally:
            evening.show.close()
        assert link.call("GetRecordStatus")["outputActive"]
        link.call("StopRecord")
