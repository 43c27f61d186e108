"""The one alarm in the window: in words, with the button that mends it, and never two at a time."""

from __future__ import annotations

import threading
from typing import get_args

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from host_assistant.checks.headphones import are_headphones
from host_assistant.control_room.alarm_mending import AlarmRemedy
from host_assistant.control_room.alarm_words import alarm_sentence, alarm_title
from host_assistant.show import commands as cmd
from host_assistant.show.state import ShowState
from host_assistant.show.vocabulary import AlarmCode
from host_assistant.stage.obs.errors import CallTimedOut
from tests.support.window import DirectedShow, LiveWindow
from ui import alarm_sound
from ui.alarm_sound import AlarmSound
from ui.pages.live.signs import healths


def on_air(live: LiveWindow) -> DirectedShow:
    show = live.direct()
    for command in (
        cmd.ChooseScene(scene="camera"),
        cmd.AskStream(on=True),
        cmd.NoticeStream(state="on"),
    ):
        show.director.do(command)
    return show


def raise_alarm(live: LiveWindow, show: DirectedShow, code: AlarmCode | None) -> None:
    show.director.do(cmd.NoticeAlarm(code=code))
    live.until(lambda: live.window.alarm.code == code)


@pytest.mark.parametrize("code", get_args(AlarmCode))
def test_each_alarm_is_told_in_large_words_with_its_button(
    live: LiveWindow, code: AlarmCode
) -> None:
    band = live.window.alarm
    show = on_air(live)
    assert not band.isVisible()
    raise_alarm(live, show, code)
    assert band.isVisible()
    assert band.title.text == alarm_title(code)
    assert band.title.accessibleName() == f"Alarm: {alarm_title(code)}"
    assert alarm_sentence(code) in (band.sentence, f"{band.title.text}. {band.sentence}")
    live.until(lambda: band.title.size_px() >= 40)
    raise_alarm(live, show, None)
    assert not band.isVisible()


def test_the_button_mends_and_says_what_comes_of_it(live: LiveWindow) -> None:
    show = on_air(live)
    raise_alarm(live, show, "microphone_muted")
    live.window.alarm.mend.click()
    assert not live.window.alarm.mend.isEnabled()
    live.until(lambda: live.window.alarm.sentence.startswith("Done."))
    assert show.mended == ["unmute"]
    assert live.window.alarm.mend.isEnabled()


def test_a_lighter_picture_comes_with_the_next_start(live: LiveWindow) -> None:
    show = on_air(live)
    raise_alarm(live, show, "network_slow")
    live.window.alarm.mend.click()
    live.until(lambda: "from the next start" in live.window.alarm.sentence)


def test_mending_that_fails_is_told_in_words(
    live: LiveWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    show = on_air(live)

    def fail(_remedy: AlarmRemedy) -> None:
        raise CallTimedOut

    monkeypatch.setattr(show, "mend", fail)
    raise_alarm(live, show, "picture_frozen")
    live.window.alarm.mend.click()
    live.until(lambda: live.window.alarm.sentence == CallTimedOut().sentence())
    assert live.window.alarm.mend.isEnabled()


def test_an_alarm_goes_before_the_stage_s_trouble(live: LiveWindow) -> None:
    show = on_air(live)
    live.app.tell("Something else.")
    raise_alarm(live, show, "battery_low")
    assert not live.window.bar.sentence
    raise_alarm(live, show, None)
    show.director.do(cmd.NoticeStream(state="dropped"))
    live.until(lambda: live.window.bar.sentence.startswith("The broadcast broke off"))
    raise_alarm(live, show, "stream_dropped")
    live.until(lambda: not live.window.bar.sentence)
    raise_alarm(live, show, None)
    live.until(lambda: live.window.bar.sentence.startswith("The broadcast broke off"))


def test_an_alarm_is_seen_on_every_page_and_ends_with_the_session(live: LiveWindow) -> None:
    show = on_air(live)
    live.window.navigate("goods")
    raise_alarm(live, show, "battery_low")
    assert live.window.alarm.isVisible()
    assert not live.window.alarm.mend.isVisible()
    live.app.context.refresh()
    live.until(live.window.alarm.isVisible)
    show.director.do(cmd.EndSession())
    live.until(lambda: not live.window.alarm.isVisible())


def test_a_new_alarm_flashes_once(live: LiveWindow) -> None:
    show = on_air(live)
    raise_alarm(live, show, "disk_filling")
    assert live.window.alarm.property("flash") == "true"
    live.until(lambda: live.window.alarm.property("flash") == "false")


class TestSigns:
    WELL = ShowState(mode="live", phase="open", stream="on", recording="on")

    def test_all_is_well(self) -> None:
        assert set(healths(self.WELL, True).values()) == {"good"}

    def test_before_the_broadcast_only_what_is_known_is_told(self) -> None:
        before = ShowState(mode="live", phase="open")
        assert healths(before, None) == {
            "stage": "good",
            "sound": "unknown",
            "picture": "unknown",
            "network": "unknown",
            "recording": "unknown",
        }

    def test_a_break_is_silent_on_purpose(self) -> None:
        state = ShowState(mode="live", phase="break", stream="on")
        assert healths(state, True)["sound"] == "unknown"

    @pytest.mark.parametrize(
        ("code", "sign"),
        [
            ("obs_not_answering", "stage"),
            ("microphone_dead", "sound"),
            ("picture_black", "picture"),
            ("network_slow", "network"),
            ("recording_stopped", "recording"),
        ],
    )
    def test_an_alarm_shows_on_its_sign(self, code: AlarmCode, sign: str) -> None:
        state = ShowState(mode="live", phase="open", stream="on", recording="on", alarm=code)
        told = {str(name): health for name, health in healths(state, True).items()}
        assert told[sign] == "bad"
        assert list(told.values()).count("bad") == 1

    def test_they_stand_on_the_strip(self, live: LiveWindow) -> None:
        show = on_air(live)
        signs = live.page.strip.signs
        live.until(lambda: signs["sound"].health == "good")
        raise_alarm(live, show, "microphone_muted")
        live.until(lambda: signs["sound"].accessibleName() == "Sound: does not work")


class TestSound:
    @pytest.mark.parametrize(
        ("headphones", "heard", "plays"),
        [(True, False, True), (True, True, False), (False, False, False)],
    )
    def test_it_is_made_only_where_viewers_cannot_hear_it(
        self, headphones: bool, heard: bool, plays: bool
    ) -> None:
        played: list[bool] = []
        sound = AlarmSound(lambda: headphones, lambda: played.append(True))
        sound.sound(lambda: heard)
        sound.wait()
        assert bool(played) is plays

    def test_a_sound_server_that_hangs_holds_nobody_up(self) -> None:
        over = threading.Event()
        played: list[bool] = []

        def hang() -> bool:
            over.wait(10)
            return False

        sound = AlarmSound(hang, lambda: played.append(True))
        for _alarm in range(3):
            sound.sound(lambda: False)
        over.set()
        sound.wait()
        assert not played

    def test_it_is_soft_and_begins_and_ends_in_silence(self) -> None:
        samples = alarm_sound.make_sound()
        assert 0.05 < np.abs(samples).max() < 0.2
        assert abs(samples[0]) < 0.001
        assert abs(samples[-1]) < 0.001

    @pytest.mark.parametrize(
        ("name", "worn"),
        [
            ("Headphones (Realtek(R) Audio)", True),
            ("Tai nghe (Realtek(R) Audio)", True),
            ("AirPods của An", True),
            ("Speakers (Realtek(R) Audio)", False),
            ("Loa (Realtek(R) Audio)", False),
            ("default", False),
            ("", False),
        ],
    )
    def test_headphones_are_known_by_their_name(self, name: str, worn: bool) -> None:
        assert are_headphones(name) is worn


def test_the_taskbar_points_to_a_window_that_is_not_looked_at(
    live: LiveWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    pointed: list[object] = []
    monkeypatch.setattr(QApplication, "alert", lambda window, *_: pointed.append(window))
    show = on_air(live)
    raise_alarm(live, show, "battery_low")
    live.until(lambda: pointed == [live.window])
