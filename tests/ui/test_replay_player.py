"""Where a replay is, and how fast it goes on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from ui.pages.replay_player import SPEEDS, Player


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
