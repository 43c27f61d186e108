"""The viewers' side of a broadcast: what was streamed, and what the replay shows of it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from host_assistant.journal.journal import Journal
from host_assistant.show import events as ev
from host_assistant.stage.overlay.layout import Layout, layout_for
from tests.support.obs import RealObs
from tests.support.program import run_program
from tests.support.reading import (
    card_figures,
    card_words,
    counter_words,
    duration_s,
    frame_at,
    resembles,
)
from tests.support.rtmp import RtmpServer
from tests.support.waiting import wait_until

STREAMED = layout_for("wide", 1280, 720)
REPLAYED = layout_for("wide", 1920, 1080)
STEADY_S = 3.5
LEAST_S = 20


class Phase(msgspec.Struct, frozen=True):
    """A stretch of the show in which the picture stood still; all in ms of running time."""

    name: str
    price: str
    orders: str
    weight_kg: str
    began_ms: int
    ended_ms: int

    @property
    def middle_ms(self) -> int:
        return (self.began_ms + self.ended_ms) // 2


def stream_to(obs: RealObs, server: str) -> None:
    """What the user does once in OBS: name the platform and the key."""
    with obs.link() as link:
        link.call(
            "SetStreamServiceSettings",
            streamServiceType="rtmp_custom",
            streamServiceSettings={"server": server, "key": "vai"},
        )


def assert_viewers_saw(
    phases: Sequence[Phase], folder: Path, rtmp: RtmpServer, pictures: Path
) -> None:
    """In the recorded stream, and in the replay of the same moments, stands what was decided."""
    with Journal.open(folder / "lensong.db", read_only=True) as journal:
        session = journal.session("last")
        assert session is not None
        records = list(journal.read(session.session_id))
    started_ms = next(r.offset_ms for r in records if isinstance(r.event, ev.StreamStarted))
    (recording,) = rtmp.recordings()
    last_s = (phases[-1].middle_ms - started_ms) / 1000
    wait_until(lambda: duration_s(recording) > last_s, 20)
    assert duration_s(recording) >= LEAST_S
    for number, phase in enumerate(phases):
        at_s = (phase.middle_ms - started_ms) / 1000
        streamed = frame_at(recording, at_s, pictures / f"streamed-{number}.png")
        _assert_shows(streamed, STREAMED, phase)
        replayed = pictures / f"replayed-{number}.png"
        _assert_replays(folder, replayed, phase)
        _assert_shows(replayed, REPLAYED, phase)
    run_program(folder, "sessions", "verify", "last")


def _assert_replays(folder: Path, picture: Path, phase: Phase) -> None:
    seconds, ms = divmod(phase.middle_ms, 1000)
    at = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"
    told = run_program(folder, "replay", "last", "--at", at, "--json", "--picture", picture)
    counters = json.loads(told)["counters"]
    assert counters["orders"] == int(phase.orders or 0)
    assert counters["weight_g"] == int(phase.weight_kg or 0) * 1000


def _assert_shows(picture: Path, layout: Layout, phase: Phase) -> None:
    words = card_words(picture, layout)
    if phase.name:
        assert resembles(phase.name, words), (phase, words)
        read: list[str] = []
        for price in card_figures(picture, layout):
            read.append(price)
            if phase.price in price:
                break
        assert phase.price in read[-1], (phase, read)
    else:
        assert "binh luan" not in words, (phase, words)
    counter = counter_words(picture, layout)
    if phase.orders:
        figures = re.findall(r"\d+", re.sub(r"(?<=\d)o", "0", counter))
        assert figures == [phase.orders, phase.weight_kg], (phase, counter)
    else:
        assert "chot" not in counter, (phase, counter)
