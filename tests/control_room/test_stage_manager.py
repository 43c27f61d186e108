"""The stage manager between a real Director and the rehearsal stage, with faults added."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from host_assistant.control_room.stage_manager import PACE_S
from host_assistant.control_room.wording import trouble_sentence
from host_assistant.show import commands as cmd
from host_assistant.show import events as ev
from host_assistant.show.vocabulary import OVERLAY_SLOTS
from host_assistant.stage.obs.errors import BandwidthTestOn, StreamNotSetUp
from host_assistant.stage.overlay.cards import Card
from host_assistant.stage.stage import (
    ChosenSceneMissing,
    LinkSeen,
    PartMissing,
    SceneSeen,
    StageError,
    StageGone,
)
from tests.control_room.house import House
from tests.support.shows import order
from tests.support.waiting import wait_until


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path)
    yield house
    house.close()


def test_the_stage_follows_and_its_word_is_logged(house: House) -> None:
    house.director.do(cmd.ChooseScene(scene="product"))
    wait_until(lambda: house.director.state.role_on_stage == "product", 10)
    switched = house.events(ev.SceneSwitched)
    assert [(one.scene, one.by_us) for one in switched][-1] == ("product", True)  # type: ignore[attr-defined]


def test_only_the_difference_is_changed(house: House) -> None:
    house.director.do(cmd.ChooseScene(scene="camera"))
    wait_until(lambda: house.stage.scene == "camera", 10)
    house.stage.calls.clear()
    house.director.do(cmd.ShowProduct(sku="VT1"))
    wait_until(lambda: house.stage.shown.get("product_card") is not None, 10)
    wait_until(lambda: house.stage.shown.get("notice") is None, 10)
    wait_until(lambda: house.stage.shown.get("how_to_order") is not None, 10)
    names = [name for name, _ in house.stage.calls]
    assert sorted(names) == ["how_to_order", "notice", "product_card"]
    assert names[0] == "notice", "the card comes where the notice was"


def test_the_latest_wins_while_the_stage_is_slow(house: House) -> None:
    house.director.do(cmd.ChooseScene(scene="camera"))
    wait_until(lambda: house.stage.scene == "camera", 10)
    house.stage.calls.clear()
    house.stage.slow.clear()
    for sku in ("VT1", "VT5", "GD01") * 20:
        house.director.do(cmd.ShowProduct(sku=sku))
    house.stage.slow.set()
    last = house.director.state.product
    assert last == "GD01"
    wanted = house.files.png_for("product_card", _card_on(house))
    wait_until(lambda: house.stage.shown.get("product_card") == wanted, 10)
    assert house.stage.count("product_card") <= 3


def _card_on(house: House) -> Card:
    from host_assistant.stage.picture import picture_of

    return picture_of(house.director.state, house.director.offset_ms()).overlays["product_card"]


def test_counters_are_put_up_at_most_ten_times_a_second(house: House) -> None:
    house.director.do(cmd.ChooseScene(scene="camera"))
    began_ms = house.director.offset_ms()
    for number in range(300):
        house.director.do(order(f"o{number}"))
    took_s = (house.director.offset_ms() - began_ms) / 1000
    wait_until(lambda: _shows_total(house), 10)
    assert house.stage.count("order_counter") <= took_s / PACE_S + 4


def _shows_total(house: House) -> bool:
    from host_assistant.stage.picture import picture_of

    card = picture_of(house.director.state, house.director.offset_ms()).overlays["order_counter"]
    return house.stage.shown.get("order_counter") == house.files.png_for("order_counter", card)


def test_the_break_closes_the_microphones_before_anything_else(house: House) -> None:
    house.director.do(cmd.ChooseScene(scene="camera"))
    wait_until(lambda: house.stage.scene == "camera", 10)
    house.stage.calls.clear()
    house.director.do(cmd.StartBreak())
    wait_until(lambda: house.stage.scene == "break", 10)
    assert house.stage.calls[0] == ("muted", True)
    house.director.do(cmd.EndBreak())
    wait_until(lambda: house.stage.scene == "camera", 10)
    assert ("muted", False) in house.stage.calls


def test_after_an_absence_the_whole_picture_is_put_up_again(house: House) -> None:
    house.director.do(cmd.ChooseScene(scene="camera"))
    house.director.do(cmd.ShowProduct(sku="VT1"))
    wait_until(lambda: house.stage.scene == "camera", 10)
    house.stage.fault = StageGone("killed")
    house.manager.observe(LinkSeen(False, "killed"))
    house.director.do(cmd.ShowProduct(sku="VT5"))
    wait_until(lambda: not house.director.state.link_up, 10)
    assert house.director.state.trouble == "stage_link_lost"
    house.stage.calls.clear()
    house.stage.fault = None
    house.manager.observe(LinkSeen(True))
    wait_until(lambda: ("scene", "camera") in house.stage.calls, 10)
    since = house.stage.calls[house.stage.calls.index(("prepare", None)) :]
    assert {name for name, _ in since} >= {*OVERLAY_SLOTS, "scene", "muted"}
    assert house.stage.shown["product_card"] == house.files.png_for("product_card", _card_on(house))
    wait_until(lambda: house.director.state.link_up, 10)


def test_a_part_removed_by_hand_is_mended_and_the_picture_put_up_again(house: House) -> None:
    house.director.do(cmd.ChooseScene(scene="camera"))
    wait_until(lambda: house.stage.scene == "camera", 10)
    house.stage.calls.clear()
    house.manager.observe(PartMissing("Lên Sóng · Thẻ hàng"))
    wait_until(lambda: ("scene", "camera") in house.stage.calls, 10)
    assert house.stage.calls[0] == ("prepare", None)


def test_a_chosen_scene_that_is_gone_is_told(house: House) -> None:
    house.manager.observe(ChosenSceneMissing("Vườn vải"))
    wait_until(lambda: house.director.state.trouble == "scene_missing", 10)
    assert "no longer in OBS" in trouble_sentence("scene_missing")


def test_a_refusing_stage_is_told_once_and_tried_again(house: House) -> None:
    house.stage.fault = StageError("obs_refused", "No source was found")
    house.director.do(cmd.ChooseScene(scene="camera"))
    wait_until(lambda: house.director.state.trouble == "obs_refused", 10)
    house.director.do(cmd.ShowProduct(sku="VT1"))
    house.stage.fault = None
    wait_until(lambda: house.director.state.role_on_stage == "camera", 10)
    wait_until(lambda: house.director.state.trouble == "", 10)
    assert len(house.events(ev.StageTroubled)) == 1
    assert len(house.events(ev.StageRecovered)) == 1


def test_a_scene_switched_by_others_is_followed_not_fought(house: House) -> None:
    house.director.do(cmd.ChooseScene(scene="camera"))
    wait_until(lambda: house.stage.scene == "camera", 10)
    house.stage.calls.clear()
    house.manager.observe(SceneSeen("product", "Cận cảnh", by_us=False))
    wait_until(lambda: house.director.state.scene == "product", 10)
    house.director.do(cmd.ShowProduct(sku="VT1"))
    wait_until(lambda: house.stage.shown.get("product_card") is not None, 10)
    assert house.stage.count("scene") == 0


def test_the_stream_starts_and_stops_as_asked(house: House) -> None:
    house.director.do(cmd.AskStream(on=True))
    wait_until(lambda: ("stream", True) in house.stage.calls, 10)
    house.director.do(cmd.NoticeStream(state="on"))
    house.director.do(cmd.EndSession())
    wait_until(lambda: ("stream", False) in house.stage.calls, 10)


@pytest.mark.parametrize(
    ("fault", "code", "words"),
    [
        (StreamNotSetUp(), "obs_stream_not_set_up", "OBS does not know where to broadcast to."),
        (BandwidthTestOn(), "obs_bandwidth_test", "OBS is set to test the connection only."),
        (StageError("obs_refused", "?"), "stream_refused", "OBS could not start the broadcast."),
    ],
)
def test_a_stream_that_cannot_start_is_off_again_and_says_why(
    house: House, fault: StageError, code: str, words: str
) -> None:
    house.stage.fault = fault
    house.director.do(cmd.AskStream(on=True))
    wait_until(lambda: house.director.state.stream == "off", 10)
    assert house.events(ev.StageTroubled)[0].code == code  # type: ignore[attr-defined]
    assert trouble_sentence(code).startswith(words)


def _stream_on(house: House) -> None:
    house.director.do(cmd.AskStream(on=True))
    wait_until(lambda: ("stream", True) in house.stage.calls, 10)
    house.director.do(cmd.NoticeStream(state="on"))


def _link_lost(house: House) -> None:
    house.stage.fault = StageGone("killed")
    house.manager.observe(LinkSeen(False, "killed"))
    wait_until(lambda: not house.director.state.link_up, 10)


def test_a_stop_asked_for_while_the_stage_is_away_is_done_when_it_is_back(house: House) -> None:
    _stream_on(house)
    _link_lost(house)
    house.director.do(cmd.AskStream(on=False))
    house.stage.fault = None
    house.manager.observe(LinkSeen(True))
    wait_until(lambda: ("stream", False) in house.stage.calls, 10)


def test_a_stop_that_reached_nobody_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    house = House(tmp_path)
    _stream_on(house)
    _link_lost(house)
    house.director.do(cmd.AskStream(on=False))
    house.close()
    assert "the stream was not stopped" in caplog.text
    assert house.events(ev.StageTroubled)[-1].code == "stream_not_stopped"  # type: ignore[attr-defined]


def test_a_start_that_met_nobody_does_not_come_true_later(house: House) -> None:
    house.stage.fault = StageGone("killed")
    house.director.do(cmd.AskStream(on=True))
    wait_until(lambda: house.director.state.stream == "off", 10)
    house.stage.fault = None
    house.manager.observe(LinkSeen(True))
    house.director.do(cmd.ChooseScene(scene="camera"))
    wait_until(lambda: house.stage.scene == "camera", 10)
    assert house.stage.count("stream") == 0


def test_closing_brings_the_last_word_on_first(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.director.do(cmd.ChooseScene(scene="camera"))
    house.director.do(cmd.ShowProduct(sku="VT1"))
    house.director.do(order("o1"))
    house.director.do(cmd.EndSession())
    house.close()
    assert set(house.stage.shown.values()) == {None}


def test_old_pictures_are_swept_and_those_on_the_stage_kept(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("host_assistant.control_room.stage_manager.SWEEP_EVERY", 5)
    house.director.do(cmd.ChooseScene(scene="camera"))
    for price in range(30_000, 30_020):
        house.director.do(cmd.ShowProduct(sku="VT1"))
        house.director.do(cmd.ChangePrice(sku="VT1", price_vnd=price))
        wanted = house.files.png_for("product_card", _card_on(house))
        wait_until(lambda wanted=wanted: house.stage.shown.get("product_card") == wanted, 10)  # type: ignore[misc]
    assert house.files.kept is not None
    on_stage = [path for path in house.stage.shown.values() if path is not None]
    assert all(path.exists() for path in on_stage)
    assert len(list(house.files_log.parent.glob("overlays/product_card-*.png"))) < 20
