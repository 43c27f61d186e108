"""What goes wrong with OBS in the middle of a show, on the real one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from host_assistant.control_room.director import Outcome
from host_assistant.control_room.show import ObsAccess, Show, ShowWanted, StageStatus
from host_assistant.data_folder import DataFolder
from host_assistant.journal.errors import JournalFull
from host_assistant.journal.journal import Journal
from host_assistant.show import commands as cmd
from host_assistant.show.vocabulary import SceneRole
from host_assistant.stage.obs.errors import NobodyThere, WrongPassword
from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.parts import INPUT_NAMES, OVERLAY_SCENE_NAME, SCENE_NAMES, items_of
from host_assistant.stage.overlay.layout import layout_for
from tests.broadcast.watching import stream_to
from tests.stage.obs.pictures import Seen
from tests.support.obs import RealObs, free_port
from tests.support.obs_home import USER_SCENE
from tests.support.rtmp import RtmpServer
from tests.support.shows import GOODS, order
from tests.support.waiting import wait_until

CARD = layout_for("wide", 1280, 720).slots["product_card"]
FOOT = ((CARD.x + CARD.width * 0.5) / 1280, (CARD.y + CARD.height * 0.93) / 720)
FOOT_COLOUR = "#7A0C26"


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    folder.make()
    return folder


def _open(folder: DataFolder, obs: RealObs, **more: object) -> Show:
    access = ObsAccess(url=obs.address, password=obs.password)
    wanted = ShowWanted(mode="live", title="t", products=GOODS, obs=access, **more)  # type: ignore[arg-type]
    return Show.open(folder, wanted)


@pytest.fixture
def show(folder: DataFolder, own_obs: RealObs) -> Iterator[Show]:
    show = _open(folder, own_obs)
    show.director.do(cmd.ChooseScene(scene="product"))
    show.director.do(cmd.ShowProduct(sku="VT1"))
    wait_until(lambda: _card_is_on(show), 20)
    yield show
    show.close()


def _card_is_on(show: Show) -> bool:
    picture = show.screenshot(640)
    return picture is not None and Seen(picture).is_near(FOOT_COLOUR, *FOOT)


def test_obs_killed_in_mid_show_comes_back_with_the_whole_picture(
    show: Show, own_obs: RealObs
) -> None:
    own_obs.kill()
    wait_until(lambda: not show.director.state.link_up, 10)
    gone = show.stage_status
    assert not gone.up
    assert gone.trouble
    assert show.director.do(order("o1")).state.counters.orders == 1
    show.director.do(cmd.ShowProduct(sku="VT5"))
    own_obs.restart()
    wait_until(lambda: show.director.state.link_up, 30)
    wait_until(lambda: show.director.state.role_on_stage == "product", 30)
    wait_until(lambda: _card_is_on(show), 30)
    assert show.stage_status == StageStatus("obs", True)


def test_what_is_deleted_by_hand_comes_back(show: Show, own_obs: RealObs) -> None:
    with own_obs.link() as link:
        card = INPUT_NAMES["product_card"]
        before = items_of(link, OVERLAY_SCENE_NAME)[card]
        link.call("RemoveInput", inputName=card)
        # A screenshot while OBS forgets the old one can lock OBS 29 up for good.
        wait_until(lambda: items_of(link, OVERLAY_SCENE_NAME).get(card, before) != before, 20)
        wait_until(lambda: _card_is_on(show), 20)
        link.call("RemoveScene", sceneName=SCENE_NAMES["product"])
        wait_until(lambda: SCENE_NAMES["product"] in _scenes(link), 20)
        # OBS went on with another scene, and the program followed: the helper presses F3 again.
        wait_until(lambda: _pressed(show, "product").state.role_on_stage == "product", 20)
        wait_until(lambda: _card_is_on(show), 20)


def _pressed(show: Show, scene: SceneRole) -> Outcome:
    return show.director.do(cmd.ChooseScene(scene=scene))


def _scenes(link: ObsLink) -> list[str]:
    return [scene["sceneName"] for scene in link.call("GetSceneList")["scenes"]]


def test_a_scene_switched_in_obs_is_followed(show: Show, own_obs: RealObs) -> None:
    with own_obs.link() as link:
        link.call("SetCurrentProgramScene", sceneName=USER_SCENE)
        wait_until(lambda: show.director.state.scene_on_stage == USER_SCENE, 10)
        assert show.director.state.scene is None
        link.call("SetCurrentProgramScene", sceneName=SCENE_NAMES["break"])
        wait_until(lambda: show.director.state.phase == "break", 10)
        show.director.do(cmd.EndBreak())
        show.director.do(cmd.ChooseScene(scene="camera"))
        wait_until(lambda: show.director.state.role_on_stage == "camera", 10)


def test_a_crashed_show_goes_on_with_the_same_picture(
    show: Show, folder: DataFolder, own_obs: RealObs
) -> None:
    show.director.do(order("o1"))
    show.close()  # without an end, as after a crash
    with Journal.open(folder.journal, read_only=True) as journal:
        cut_off = journal.unfinished()
    assert cut_off is not None
    again = _open(folder, own_obs, resume=cut_off.session_id)
    try:
        state = again.director.state
        assert (state.product, state.scene, state.counters.orders) == ("VT1", "product", 1)
        wait_until(lambda: _card_is_on(again), 20)
    finally:
        again.close()


def test_no_show_is_opened_without_obs(folder: DataFolder, obs: RealObs) -> None:
    nobody = ObsAccess(url=f"ws://127.0.0.1:{free_port()}", password="x")
    with pytest.raises(NobodyThere):
        Show.open(folder, ShowWanted(mode="live", obs=nobody))
    wrong = ObsAccess(url=obs.address, password="not this one")
    with pytest.raises(WrongPassword) as refused:
        Show.open(folder, ShowWanted(mode="live", obs=wrong))
    assert "password" in refused.value.sentence()
    with Journal.open(folder.journal, read_only=True) as journal:
        assert journal.sessions() == []


def test_the_stream_is_stopped_past_a_log_that_cannot_be_written(
    show: Show, own_obs: RealObs, rtmp: RtmpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise JournalFull(Path("journal.db"))

    stream_to(own_obs, rtmp.server)
    with own_obs.link() as link:
        show.director.do(cmd.AskStream(on=True))
        wait_until(lambda: show.director.state.stream == "on", 20)
        monkeypatch.setattr(Journal, "append", fail)
        show.stop_broadcast()
        wait_until(lambda: not link.call("GetStreamStatus")["outputActive"], 20)
    own_obs.kill()
    show.stop_broadcast()
