"""A stream is told to be on when bytes flow, and never after it broke or stopped meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from host_assistant.stage.obs.errors import LinkDown
from host_assistant.stage.obs.flowing import Flowing
from host_assistant.stage.stage import LinkSeen, Observation, OutputSeen, SceneSeen
from tests.support.waiting import wait_until

ON = OutputSeen("stream", "on")


class Told:
    def __init__(self) -> None:
        self.told: list[Observation] = []
        self.bytes: int | None = 0
        self.asked = threading.Event()
        self.flowing = Flowing(self.told.append, self._status)

    def _status(self) -> dict[str, Any]:
        self.asked.set()
        if self.bytes is None:
            raise LinkDown
        return {"outputActive": True, "outputBytes": self.bytes}

    def looked_again(self) -> None:
        self.asked.clear()
        assert self.asked.wait(5)


@pytest.fixture
def told() -> Iterator[Told]:
    made = Told()
    yield made
    made.flowing.close()


def test_it_is_on_once_bytes_flow(told: Told) -> None:
    told.flowing.take(ON)
    told.looked_again()
    assert told.told == []
    told.bytes = 1
    wait_until(lambda: told.told == [ON])


@pytest.mark.parametrize(
    "meanwhile",
    [OutputSeen("stream", "off"), OutputSeen("stream", "dropped"), LinkSeen(False, "stage_gone")],
)
def test_what_happened_meanwhile_goes_before(told: Told, meanwhile: Observation) -> None:
    told.flowing.take(ON)
    told.looked_again()
    told.flowing.take(meanwhile)
    told.bytes = 1
    told.flowing.take(ON)
    wait_until(lambda: told.told == [meanwhile, ON])


def test_a_look_that_fails_is_made_again(told: Told) -> None:
    told.bytes = None
    told.flowing.take(ON)
    told.looked_again()
    told.bytes = 1
    wait_until(lambda: told.told == [ON])


def test_all_else_is_told_at_once(told: Told) -> None:
    scene = SceneSeen("camera", "Cam", by_us=True)
    told.flowing.take(scene)
    told.flowing.take(OutputSeen("recording", "on"))
    assert told.told == [scene, OutputSeen("recording", "on")]
