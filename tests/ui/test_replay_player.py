"""Where a replay is, and how fast it goes on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QElapsedTimer, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from host_assistant.values.instants import format_duration
from ui.pages.replay.controls import Controls
from ui.pages.replay.player import SPEEDS, TICK_MS, Player


def test_it_stays_inside_the_session(qapp: QCoreApplication) -> None:
    player = Player(10_000)
    player.skip(-5_000)
    assert player.position_ms == 0
    player.jump(99_999)
    assert player.position_ms == 10_000


@pytest.mark.parametrize("speed", SPEEDS)
def test_it_plays_to_the_end_and_stops(qtbot: QtBot, speed: int) -> None:
    player = Player(200 * speed)
    player.set_speed(speed)
    with qtbot.waitSignal(player.running_changed, timeout=5_000):
        player.play()
    with qtbot.waitSignal(player.running_changed, timeout=5_000) as stopped:
        pass
    assert stopped.args == [False]
    assert player.position_ms == 200 * speed


def test_it_begins_anew_after_the_end(qapp: QCoreApplication) -> None:
    player = Player(1_000)
    player.jump(1_000)
    player.toggle()
    assert player.is_running
    assert player.position_ms == 0
    player.toggle()
    assert not player.is_running


def test_another_speed_jumps_nowhere(qtbot: QtBot) -> None:
    player = Player(3_600_000)
    player.jump(60_000)
    player.play()
    player.set_speed(60)
    assert 60_000 <= player.position_ms < 62_000
    qtbot.waitUntil(lambda: player.position_ms > 63_000, timeout=5_000)
    player.pause()


def test_the_buttons_play_stop_and_change_the_speed(qtbot: QtBot) -> None:
    player = Player(3_600_000)
    controls = Controls(player)
    player.moved.connect(controls.set_position)
    qtbot.addWidget(controls)
    with qtbot.waitExposed(controls):
        controls.show()
    assert controls.play.text() == "Play"
    with qtbot.waitSignal(player.moved, check_params_cb=lambda at_ms: at_ms > 0):
        QTest.mouseClick(controls.play, Qt.MouseButton.LeftButton)
    assert controls.play.text() == "Pause"
    for speed, button in controls.speeds.items():
        begun_ms = player.position_ms
        watch = QElapsedTimer()
        watch.start()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert player.speed == speed
        assert button.isChecked()

        def gone(begun_ms: int = begun_ms, speed: int = speed) -> bool:
            return player.position_ms >= begun_ms + speed * 100

        qtbot.waitUntil(gone, timeout=10_000)
        # What was gone before the press went at the speed before, which was slower.
        assert player.position_ms - begun_ms <= speed * (watch.elapsed() + TICK_MS)
    assert controls.now.text() == format_duration(player.position_ms)
    assert controls.scrubber.value() == player.position_ms
    QTest.mouseClick(controls.play, Qt.MouseButton.LeftButton)
    assert controls.play.text() == "Play"
    stopped_ms = player.position_ms
    QTest.mouseClick(controls.play, Qt.MouseButton.LeftButton)
    # It goes on from where it was stopped.
    with qtbot.waitSignal(player.moved) as moved:
        pass
    assert moved.args is not None
    assert stopped_ms <= moved.args[0] < stopped_ms + 60_000
