"""The page before a session: what keeps one from being opened, and what does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from host_assistant.data_folder import DataFolder
from host_assistant.journal.journal import Journal
from host_assistant.settings import Asked, Settings
from host_assistant.stage.obs.errors import WrongPassword
from tests.support.obs import RealObs, free_port
from tests.support.obs_home import USER_SCENE
from tests.support.window import LiveWindow
from ui.looking import try_obs
from ui.pages.settings.work import Typed, scenes_of_the_user


def obs_says(home: Path, monkeypatch: pytest.MonkeyPatch, port: int, password: str) -> None:
    """As OBS's own settings on this machine."""
    config = home / "obs-studio" / "plugin_config" / "obs-websocket" / "config.json"
    config.parent.mkdir(parents=True)
    own = {"server_enabled": True, "server_port": port, "server_password": password}
    config.write_text(json.dumps(own), encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))


@pytest.fixture(autouse=True)
def _no_key_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("host_assistant.secret_store.SecretStore.get", lambda _self, _name: "")


def test_obs_is_reached_as_a_show_would_reach_it(
    obs: RealObs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    obs_says(tmp_path / "home", monkeypatch, obs.port, obs.password)
    folder = DataFolder(tmp_path / "data")
    assert try_obs(folder, Settings(), Asked()) == ""
    nowhere = Asked(obs_url=f"ws://127.0.0.1:{free_port()}")
    assert "OBS" in try_obs(folder, Settings(), nowhere)
    assert "password" in try_obs(folder, Settings(), Asked(obs_password="wrong"))


def test_what_prepare_found_red_is_told_here(live: LiveWindow) -> None:
    start = live.live.start
    live.until(start.open.isEnabled)
    start.live.click()
    assert start.reds.isHidden(), "nobody has looked"
    live.app.context.reds = 2
    start.look()
    live.until(lambda: start.reds.isVisible())
    assert start.reds.words == "2 things are still to be mended"
    start.rehearsal.click()
    assert start.reds.isHidden(), "a rehearsal needs none of it"
    start.live.click()
    start.to_prepare.click()
    assert live.window.place == "prepare"


def test_a_log_that_cannot_be_read_is_told_and_nothing_opens(live: LiveWindow) -> None:
    start = live.live.start
    live.until(start.open.isEnabled)
    live.folder.journal.write_bytes(b"buy baskets " * 1000)
    start.look()
    live.until(lambda: not start.open.isEnabled())
    assert start.log.isVisible()
    assert len(start.log.words.split(". ")) >= 2
    live.folder.journal.unlink()
    start.look_again.click()
    live.until(start.open.isEnabled)
    assert not start.log.isVisible()


def test_another_session_closes_the_one_that_was_cut_off(live: LiveWindow) -> None:
    live.direct(mode="rehearsal")
    live.app.opening.let_go()()
    live.app.bridge.show_changed.emit(None)
    start = live.live.start
    live.until(start.crashed.isVisible)
    start.open.click()
    live.until(lambda: live.live.show_page is not None)
    assert live.state.session != "s1"
    with Journal.open(live.folder.journal, read_only=True) as journal:
        cut_off = next(row for row in journal.sessions() if row.session_id == "s1")
    assert cut_off.ended_at is not None


def test_the_settings_page_reaches_obs_in_the_same_way(
    obs: RealObs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    obs_says(tmp_path / "home", monkeypatch, obs.port, obs.password)
    folder = DataFolder(tmp_path / "data")
    assert USER_SCENE in scenes_of_the_user(Typed(folder, Settings().obs_url, ""))
    with pytest.raises(WrongPassword):
        scenes_of_the_user(Typed(folder, Settings().obs_url, "wrong"))
