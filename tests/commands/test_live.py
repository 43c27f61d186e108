"""`live --headless` on the real OBS."""

import json
from pathlib import Path

import pytest

from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.parts import SCENE_NAMES
from tests.commands.conftest import LUC_NGAN, Run
from tests.support.obs import RealObs
from tests.support.program import HeadlessShow
from tests.support.waiting import wait_until


def test_a_live_show_steers_obs_and_leaves_the_stream_alone(
    obs: RealObs, folder: Path, run: Run
) -> None:
    access = ["--obs", obs.address, "--obs-password", obs.password]
    with HeadlessShow(folder, "live", "--headless", "--products", LUC_NGAN, *access) as show:
        show.post("/api/show/scene", scene="camera")
        show.post("/api/show/product", sku="VT1")
        with obs.link() as link:
            wait_until(lambda: _scene(link) == SCENE_NAMES["camera"])
            assert link.call("GetStreamStatus")["outputActive"] is False
        assert show.state()["mode"] == "live"
        show.post("/api/show/end")
        assert show.wait_for_end() == 0
    assert run("sessions", "list", "--json").json[0]["mode"] == "live"


def _scene(link: ObsLink) -> str:
    return str(link.call("GetCurrentProgramScene")["currentProgramSceneName"])


def test_a_wrong_password_is_told_and_opens_no_show(obs: RealObs, run: Run) -> None:
    ran = run("live", "--headless", "--obs", obs.address, "--obs-password", "wrong")
    assert ran.code == 1
    assert "password" in ran.sentence
    assert run("sessions", "list", "--json").json == []


def test_nothing_need_be_typed_while_obs_runs_on_this_machine(
    obs: RealObs, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address and the password stand in OBS's own settings, as its users leave them."""
    config = obs.home / "written-by-obs" / "obs-studio" / "plugin_config" / "obs-websocket"
    config.mkdir(parents=True)
    own = {"server_enabled": True, "server_port": obs.port, "server_password": obs.password}
    (config / "config.json").write_text(json.dumps(own), encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(obs.home / "written-by-obs"))
    ran = run("live", "--headless", "--for", "0.1")
    assert (ran.code, ran.json["ready"]) == (0, True)
