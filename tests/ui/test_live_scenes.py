"""A scene is on its way until the stage says so; the test plays the stage."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from host_assistant.show import commands as cmd
from host_assistant.show.vocabulary import SceneRole
from tests.support.window import DirectedShow, LiveWindow


def click(live: LiveWindow, role: SceneRole) -> None:
    QTest.mouseClick(live.page.scenes.buttons[role], Qt.MouseButton.LeftButton)


def stage_says(show: DirectedShow, role: SceneRole) -> None:
    show.director.do(cmd.NoticeScene(scene=role, name=f"Lên Sóng {role}", by_us=True))


def test_a_click_is_on_its_way_until_the_stage_confirms(live: LiveWindow) -> None:
    show = live.direct()
    stage_says(show, "opening")
    button = live.page.scenes.buttons["camera"]
    click(live, "camera")
    live.until(lambda: button.word == "on its way…")
    assert live.page.scenes.buttons["opening"].word == "showing"
    stage_says(show, "camera")
    live.until(lambda: button.word == "showing")
    assert live.page.scenes.buttons["opening"].word == ""


def test_a_scene_that_does_not_come_says_what_went_wrong(
    live: LiveWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.pages.live.scenes.PATIENCE_MS", 40)
    show = live.direct()
    stage_says(show, "opening")
    click(live, "camera")
    live.until(lambda: live.page.scenes.buttons["camera"].word == "not switched")
    assert "“Camera” within two seconds" in live.window.bar.sentence
    stage_says(show, "camera")
    live.until(lambda: live.page.scenes.buttons["camera"].word == "showing")
    live.until(lambda: live.window.bar.sentence == "")


def test_with_the_link_down_it_says_so(live: LiveWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.pages.live.scenes.PATIENCE_MS", 40)
    show = live.direct()
    stage_says(show, "opening")
    show.director.do(cmd.NoticeLink(up=False, reason="gone"))
    click(live, "closing")
    live.until(lambda: live.window.bar.sentence.startswith("OBS does not answer."))
    live.until(lambda: live.page.strip.signs["stage"].health == "bad")


def test_the_scene_on_air_says_so(live: LiveWindow) -> None:
    show = live.direct()
    stage_says(show, "camera")
    show.director.do(cmd.NoticeStream(state="on"))
    button = live.page.scenes.buttons["camera"]
    live.until(lambda: button.word == "ON AIR")
    assert button.accessibleName() == "Camera ON AIR"
    assert button.property("scene") == "on_air"


def test_it_follows_somebody_who_switches_in_obs_itself(live: LiveWindow) -> None:
    show = live.direct()
    stage_says(show, "camera")
    show.director.do(cmd.NoticeScene(scene=None, name="My own scene", by_us=False))
    live.until(lambda: all(one.word == "" for one in live.page.scenes.buttons.values()))
