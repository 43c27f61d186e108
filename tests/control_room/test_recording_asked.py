"""The recording follows the broadcast that was asked for here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from host_assistant.control_room.recording_asked import RecordingAsked
from host_assistant.show import commands as cmd
from host_assistant.show import events as ev
from host_assistant.stage.obs.errors import RequestRefused
from host_assistant.stage.obs.recording import RecordingHasNoFolder
from host_assistant.stage.stage import StageError
from tests.control_room.house import House
from tests.support.waiting import wait_until

ASKED, STARTED = ev.StreamAsked(on=True), ev.StreamStarted()
RECORDS, RECORDS_NO_MORE = ev.RecordingStarted(), ev.RecordingStopped()
STOP, STOPPED, ENDED = ev.StreamAsked(on=False), ev.StreamStopped(), ev.SessionEnded()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path)
    yield house
    house.close()


@pytest.mark.parametrize(
    ("runs", "heard", "wanted"),
    [
        (False, (ASKED,), None),
        (False, (ASKED, STARTED), True),
        (False, (STARTED,), None),
        (False, (ASKED, STOPPED, STARTED), None),
        (False, (RECORDS, ASKED, STARTED), None),
        (False, (RECORDS, RECORDS_NO_MORE, ASKED, STARTED), True),
        (False, (ASKED, STARTED, RECORDS, STOP), False),
        (False, (RECORDS, ASKED, STARTED, STOP), None),
        (False, (ASKED, STARTED, RECORDS, STOPPED), True),
        (False, (ASKED, STARTED, RECORDS, STOPPED, ENDED), False),
        (False, (ENDED,), None),
        (True, (ENDED,), False),
    ],
)
def test_what_is_wanted(runs: bool, heard: tuple[ev.Event, ...], wanted: bool | None) -> None:
    asked = RecordingAsked(runs=runs)
    for event in heard:
        asked.hear(event)
    assert asked.wanted is wanted
    if wanted is not None:
        asked.settle(not wanted)
        assert asked.wanted is wanted
        asked.settle(wanted)
        assert asked.wanted is None


def test_a_broadcast_is_recorded_from_its_start_to_its_end(house: House) -> None:
    house.director.do(cmd.AskStream(on=True))
    wait_until(lambda: ("stream", True) in house.stage.calls, 10)
    assert house.stage.count("recording") == 0
    house.director.do(cmd.NoticeStream(state="on"))
    wait_until(lambda: ("recording", True) in house.stage.calls, 10)
    house.director.do(cmd.NoticeRecording(state="on"))
    house.director.do(cmd.EndSession())
    wait_until(lambda: ("recording", False) in house.stage.calls, 10)
    assert house.stage.calls.index(("stream", False)) < house.stage.calls.index(
        ("recording", False)
    )


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (RecordingHasNoFolder("/nowhere"), "recording_no_folder"),
        (RequestRefused("StartRecord", 500, "?"), "recording_refused"),
    ],
)
def test_a_recording_that_cannot_start_is_told_and_the_broadcast_goes_on(
    house: House, monkeypatch: pytest.MonkeyPatch, fault: StageError, code: str
) -> None:
    def fail() -> None:
        raise fault

    monkeypatch.setattr(house.stage, "start_recording", fail)
    house.director.do(cmd.AskStream(on=True))
    house.director.do(cmd.NoticeStream(state="on"))
    wait_until(lambda: house.director.state.trouble == code, 10)
    assert house.director.state.stream == "on"
    house.director.do(cmd.NoticeRecording(state="on"))
    wait_until(lambda: not house.director.state.trouble, 10)
