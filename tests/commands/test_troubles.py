"""A show without a window tells its troubles on the standard error, once each."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from host_assistant.commands.stage_words import link_in_words, trouble_in_words
from host_assistant.commands.troubles import Troubles
from host_assistant.show import events as ev
from host_assistant.show.state import NO_SHOW
from host_assistant.stage.obs import errors
from tests.broadcast.watching import stream_to
from tests.commands.conftest import LUC_NGAN
from tests.support.obs import RealObs
from tests.support.program import HeadlessShow
from tests.support.rtmp import RtmpServer
from tests.support.waiting import wait_until

LOST = "OBS no longer answers"
BACK = "OBS answers again"
DROPPED = "The broadcast broke off"
RUNS = "The broadcast runs again"
STOPPED = "The broadcast stopped by itself"
NOT_STARTED = "the broadcast did not start"
REFUSED = "OBS could not start the broadcast"


def dropped() -> ev.StreamDropped:
    return ev.StreamDropped(reason="x")


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ([ev.StageLinkLost(), ev.StageLinkLost(), ev.StageLinkRestored()], [LOST, BACK]),
        ([ev.StageLinkRestored()], []),
        ([ev.StreamStarted(), ev.StreamStopped()], []),
        ([ev.StreamStarted(), dropped(), dropped(), ev.StreamStarted()], [DROPPED, RUNS]),
        ([ev.StreamStarted(), dropped(), ev.StreamStopped(reason="x")], [DROPPED, STOPPED]),
        ([ev.StreamAsked(on=True), ev.StreamStopped(reason="stage_gone")], [NOT_STARTED]),
        (
            2
            * [
                ev.StreamAsked(on=True),
                ev.StageTroubled(code="stream_refused"),
                ev.StreamStopped(reason="x"),
            ],
            [REFUSED, REFUSED],
        ),
        (
            [
                ev.StageTroubled(code="stage_failed", detail="1"),
                ev.StageTroubled(code="stage_failed", detail="2"),
                ev.StageRecovered(code="stage_failed"),
            ],
            ["could not be brought up to date", "is over"],
        ),
        (
            [ev.AlarmRaised(code="microphone_muted"), ev.AlarmCleared(code="microphone_muted")],
            ["The microphone is off", "Over: The microphone is off"],
        ),
        (
            [dropped(), ev.AlarmRaised(code="stream_dropped"), ev.StreamStarted()],
            [DROPPED, RUNS],
        ),
        ([ev.NoteAdded(text="x"), ev.Unknown("New", 1)], []),
    ],
)
def test_each_trouble_is_told_once_as_it_comes_and_goes(
    events: list[ev.Event], said: list[str]
) -> None:
    troubles = Troubles(NO_SHOW)
    told = [sentence for event in events if (sentence := troubles.hear(event))]
    assert len(told) == len(said), told
    assert all(part in sentence for part, sentence in zip(said, told, strict=True)), told


# The others come from setting OBS up, which only the window does.
OPENING = [each for each in errors.LinkError.__subclasses__() if each.__module__ == errors.__name__]


@pytest.mark.parametrize("kind", OPENING)
def test_nobody_at_a_terminal_is_told_to_press_a_button_of_the_window(
    kind: type[errors.LinkError],
) -> None:
    error = errors.RequestRefused("x", 1, "no") if kind is errors.RequestRefused else kind("detail")
    assert_no_button(link_in_words(error))
    assert_no_button(trouble_in_words(error.code))


@pytest.mark.parametrize(
    "code",
    [
        "stage_link_lost",
        "stream_dropped",
        "stream_stopped",
        "stream_refused",
        "stream_not_started",
        "stream_not_stopped",
        "scene_missing",
        "disk_full",
        "stage_failed",
    ],
)
def test_no_trouble_in_a_terminal_names_a_button_of_the_window(code: str) -> None:
    assert_no_button(trouble_in_words(code))


def assert_no_button(sentence: str) -> None:
    assert sentence
    for words in (
        "press again",
        "press start",
        "press START",
        "press Try",
        "Press the",
        "Settings h",
    ):
        assert words not in sentence


class Ear:
    """What the program says on the standard error while it runs."""

    def __init__(self, show: HeadlessShow) -> None:
        self.lines: list[str] = []
        assert show.process.stderr is not None
        self._pipe = show.process.stderr
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        for line in iter(self._pipe.readline, ""):
            self.lines.append(line)

    def wait_for(self, part: str, timeout_s: float = 30.0) -> None:
        wait_until(lambda: self.heard(part), timeout_s)

    def heard(self, part: str) -> int:
        return sum(part in line for line in self.lines)

    def close(self) -> None:
        self._thread.join(30)


def _live(folder: Path, obs: RealObs) -> HeadlessShow:
    access = ["--obs", obs.address, "--obs-password", obs.password]
    return HeadlessShow(folder, "live", "--headless", "--products", LUC_NGAN, *access)


def test_obs_that_goes_and_comes_back_is_told(own_obs: RealObs, folder: Path) -> None:
    with _live(folder, own_obs) as show:
        ear = Ear(show)
        own_obs.kill()
        ear.wait_for(LOST)
        own_obs.restart()
        ear.wait_for(BACK, 60)
        show.post("/api/show/end")
        assert show.wait_for_end() == 0
        ear.close()
        assert show.process.stdout is not None
        assert show.process.stdout.read() == ""
    assert (ear.heard(LOST), ear.heard(BACK)) == (1, 1)


def test_a_stop_that_met_nobody_is_told_at_the_end(
    own_obs: RealObs, rtmp: RtmpServer, folder: Path
) -> None:
    stream_to(own_obs, rtmp.server)
    with _live(folder, own_obs) as show:
        ear = Ear(show)
        show.post("/api/show/stream", on=True)
        wait_until(lambda: show.state()["stream"] == "on", 30)
        own_obs.kill()
        ear.wait_for(LOST)
        show.post("/api/show/end")
        assert show.wait_for_end() == 0
        ear.close()
    assert ear.heard("Viewers may still see you") == 1


def test_a_refused_start_and_a_broken_broadcast_are_told(
    obs: RealObs, rtmp: RtmpServer, folder: Path
) -> None:
    with _live(folder, obs) as show:
        ear = Ear(show)
        show.post("/api/show/stream", on=True)
        ear.wait_for("OBS does not know where to broadcast to")
        stream_to(obs, rtmp.server)
        show.post("/api/show/stream", on=True)
        wait_until(lambda: show.state()["stream"] == "on", 30)
        assert ear.heard("The broadcast") == 0
        rtmp.stop()
        ear.wait_for(DROPPED)
        show.post("/api/show/stream", on=False)
        wait_until(lambda: show.state()["stream"] == "off", 30)
        show.post("/api/show/end")
        assert show.wait_for_end() == 0
        ear.close()
    assert ear.heard("OBS does not know") == ear.heard(DROPPED) == 1
    assert ear.heard(STOPPED) == 0
