"""The way on air and off again: each asks once, counts down, and can be turned back."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from host_assistant.checks.finding import Finding
from host_assistant.checks.wording import sentence
from host_assistant.journal.journal import Journal
from host_assistant.show import commands as cmd
from host_assistant.show.events import Recorded, SceneChosen, SessionEnded, StreamAsked
from host_assistant.show.vocabulary import ShowSetup
from tests.support.window import DirectedShow, LiveWindow
from ui.pages.live import going as live_going
from ui.pages.replay.page import ReplayPage
from ui.widgets.ask import Ask
from ui.widgets.countdown import Countdown


def words_in(live: LiveWindow) -> str:
    return "\n".join(label.text() for label in live.dialog().findChildren(QLabel))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A count of five takes a moment."""
    monkeypatch.setattr(Countdown, "SECOND_MS", 10)


@pytest.mark.usefixtures("quick")
def test_starting_asks_once_and_names_the_platform_and_the_scene(live: LiveWindow) -> None:
    show = live.direct(setup=ShowSetup(platform="tiktok"))
    show.director.do(cmd.ChooseScene(scene="camera"))
    live.page.strip.stream.click()
    assert "TikTok" in words_in(live)
    assert "“Opening”" in words_in(live)
    assert live.state.stream == "off"
    live.dialog().accept()
    live.until(lambda: live.state.stream == "asked")
    assert live.state.scene == "opening"
    assert live.page.going.count is None
    show.director.do(cmd.NoticeStream(state="on"))
    live.until(lambda: live.window.band.words.startswith("ON AIR"))
    assert live.window.band.property("state") == "on_air"
    assert live.page.strip.signs["network"].health == "good"


def test_the_question_names_whom_obs_reaches(live: LiveWindow) -> None:
    live.audience = "YouTube"
    live.direct(setup=ShowSetup(platform="facebook"))
    live.until(lambda: live.page.going._where == "YouTube")
    live.page.strip.stream.click()
    assert "everybody on YouTube" in words_in(live)
    live.dialog().reject()
    live.until(live.no_dialog)


def test_saying_no_starts_nothing(live: LiveWindow) -> None:
    live.direct()
    live.page.strip.stream.click()
    live.dialog().reject()
    live.until(live.no_dialog)
    assert live.state.stream == "off"


def count_of(live: LiveWindow) -> Countdown:
    """The count that covers the page, once it counts."""
    live.until(lambda: live.page.going.count is not None and live.page.going.count.counts)
    count = live.page.going.count
    assert count is not None
    return count


def test_it_counts_down_with_the_opening_scene_up_and_esc_goes_back(live: LiveWindow) -> None:
    show = live.direct()
    show.director.do(cmd.ChooseScene(scene="camera"))
    live.page.strip.stream.click()
    live.dialog().accept()
    count = count_of(live)
    assert (count.heading.text(), count.figure.text) == ("On air in", "5")
    assert count.geometry() == live.page.rect()
    assert count.back.text() == "Do not start (Esc)"
    live.until(lambda: live.state.scene == "opening")
    live.window.resize(1500, 900)
    live.until(lambda: count.geometry() == live.page.rect())
    QTest.keyClick(count.back, Qt.Key.Key_Escape)
    live.until(lambda: live.state.scene == "camera")
    assert live.page.going.count is None
    assert (live.state.stream, live.state.phase) == ("off", "open")


def test_the_page_s_own_esc_goes_back_too(live: LiveWindow) -> None:
    live.direct()
    live.page.strip.stream.click()
    live.dialog().accept()
    count_of(live)
    QTest.keyClick(live.window, Qt.Key.Key_Escape)
    live.until(lambda: live.page.going.count is None)
    assert live.page.strip.pause.text() == "BREAK"


def test_what_is_red_is_told_and_nothing_starts(live: LiveWindow) -> None:
    live.direct()
    live.red = (Finding(check="goods", level="bad", code="none"),)
    live.page.strip.stream.click()
    live.dialog().accept()
    live.until(lambda: "This must be mended first" in words_in(live))
    assert sentence(live.red[0]) in words_in(live)
    assert live.state.stream == "off"
    assert live.page.going.count is None
    live.dialog().accept()
    live.until(lambda: live.window.place == "prepare")


DARK = Finding(check="picture", level="bad", code="black", remedy="restart_camera")
MUTED = Finding(check="sound", level="bad", code="obs_muted", figures={"device": "Micro"})


@pytest.mark.usefixtures("quick")
def test_what_may_be_seen_wrongly_is_told_and_left_to_the_host(live: LiveWindow) -> None:
    live.direct()
    live.red = (DARK, MUTED)
    live.page.strip.stream.click()
    live.dialog().accept()
    live.until(lambda: "Is this right?" in words_in(live))
    assert all(sentence(finding) in words_in(live) for finding in live.red)
    assert live.state.stream == "off"
    ask = live.dialog()
    assert isinstance(ask, Ask)
    assert (ask.yes.property("kind"), ask.no.property("kind")) == ("primary", "quiet")
    ask.no.click()
    live.until(lambda: live.state.stream == "asked")
    assert live.state.scene == "opening"


@pytest.mark.parametrize(("red", "place"), [((DARK,), "live"), ((DARK, MUTED), "prepare")])
def test_looking_once_more_starts_nothing(
    live: LiveWindow, red: tuple[Finding, ...], place: str
) -> None:
    show = live.direct()
    going = live.page.going
    live.red = red
    live.page.strip.stream.click()
    live.dialog().accept()
    live.until(lambda: "Is this right?" in words_in(live))
    live.dialog().accept()
    live.until(lambda: live.window.place == place and live.no_dialog())
    assert show.director.state.stream == "off"
    assert going.count is None


def test_what_is_surely_wrong_refuses_whatever_else_is_seen(live: LiveWindow) -> None:
    live.direct()
    live.red = (DARK, Finding(check="goods", level="bad", code="none"))
    live.page.strip.stream.click()
    live.dialog().accept()
    live.until(lambda: "This must be mended first" in words_in(live))
    live.dialog().reject()


@pytest.mark.usefixtures("quick")
def test_a_look_that_breaks_holds_nobody_up(live: LiveWindow) -> None:
    live.direct()

    def fail() -> tuple[Finding, ...]:
        raise OSError

    live.app.context.look_before_air = fail
    live.page.strip.stream.click()
    live.dialog().accept()
    live.until(lambda: live.state.stream == "asked")


@pytest.mark.usefixtures("quick")
def test_a_look_that_never_ends_holds_nobody_up(
    live: LiveWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_going, "LOOK_MS", 50)
    live.direct()
    over = threading.Event()

    def hang() -> tuple[Finding, ...]:
        over.wait(10)
        return (Finding(check="goods", level="bad", code="none"),)

    live.app.context.look_before_air = hang
    live.page.strip.stream.click()
    live.dialog().accept()
    live.until(lambda: live.state.stream == "asked")
    over.set()
    for _turn in range(5):
        live.qt.processEvents()
    assert live.no_dialog()


def test_a_look_that_was_turned_back_does_not_answer_for_the_next(live: LiveWindow) -> None:
    live.direct()
    going = live.page.going
    may_end = [threading.Event(), threading.Event()]
    finds = ((), (Finding(check="goods", level="bad", code="none"),))
    begun: list[threading.Thread] = []

    def look() -> tuple[Finding, ...]:
        number = len(begun)
        begun.append(threading.current_thread())
        may_end[number].wait(20)
        return finds[number]

    def start() -> None:
        live.page.strip.stream.click()
        live.dialog().accept()

    live.app.context.look_before_air = look
    start()
    live.until(lambda: len(begun) == 1)
    assert going.count is not None
    going.count.back.click()
    start()
    live.until(lambda: len(begun) == 2)
    may_end[0].set()
    live.until(lambda: not begun[0].is_alive())
    live.qt.processEvents()
    assert going.count is not None
    assert not going.count.counts
    may_end[1].set()
    live.until(lambda: "This must be mended first" in words_in(live))
    assert live.state.stream == "off"
    live.dialog().reject()


@pytest.mark.usefixtures("quick")
def test_nothing_goes_on_air_from_a_rehearsal(live: LiveWindow) -> None:
    live.rehearse()
    assert live.page.strip.stream.text() == "Practise the start"
    live.page.strip.stream.click()
    assert live.page.going.count is not None
    live.until(lambda: live.page.going.count is None)
    assert live.no_dialog()
    assert live.window.bar.sentence.startswith("From here on viewers would see and hear you")
    assert live.state.stream == "off"
    assert live.window.band.words.startswith("REHEARSAL – nobody watches")
    assert live.window.band.property("state") == "rehearsal"


def replayed(live: LiveWindow) -> str | None:
    """The session that the replay shows."""
    page = live.window.page()
    if not isinstance(page, ReplayPage) or page.session is None:
        return None
    return page.session.state.session


def test_off_air_ending_asks_once_and_leads_to_the_replay(live: LiveWindow) -> None:
    show = live.direct()
    live.window.band.end.click()
    live.dialog().accept()
    live.until(lambda: replayed(live) == "s1")
    assert show.closed
    assert live.app.context.show is None
    assert not live.window.band.isVisible()
    with Journal.open(live.folder.journal, read_only=True) as journal:
        assert journal.unfinished() is None


def on_air(live: LiveWindow) -> DirectedShow:
    show = live.direct()
    show.director.do(cmd.ChooseScene(scene="product"))
    show.director.do(cmd.AskStream(on=True))
    show.director.do(cmd.NoticeStream(state="on"))
    return show


def goodbye(live: LiveWindow) -> Countdown:
    """Press the end, say yes, and give the count."""
    live.window.band.end.click()
    live.dialog().accept()
    live.until(lambda: live.window.findChildren(Countdown))
    return live.window.findChildren(Countdown)[-1]


@pytest.mark.usefixtures("quick")
def test_on_air_viewers_see_the_closing_scene_before_the_end(live: LiveWindow) -> None:
    show = on_air(live)
    records: list[Recorded] = []
    show.director.subscribe(lambda snapshot: records.extend(snapshot.records))
    goodbye(live)
    live.until(lambda: replayed(live) == "s1")
    events = [record.event for record in records]
    assert events[0] == SceneChosen(scene="closing")
    assert events[-2:] == [StreamAsked(on=False), SessionEnded()]
    assert show.closed


def test_the_goodbye_can_be_cut_short(live: LiveWindow) -> None:
    on_air(live)
    count = goodbye(live)
    assert count.skip is not None
    assert count.figure.text == "5"
    count.skip.click()
    live.until(lambda: replayed(live) == "s1")


def test_whoever_changes_their_mind_is_on_air_as_before(live: LiveWindow) -> None:
    on_air(live)
    count = goodbye(live)
    live.until(lambda: live.state.scene == "closing")
    live.window.band.end.click()
    assert live.no_dialog()
    QTest.keyClick(count.back, Qt.Key.Key_Escape)
    live.until(lambda: live.state.scene == "product")
    assert (live.state.stream, live.state.phase) == ("on", "open")


def test_an_end_from_elsewhere_ends_the_goodbye(live: LiveWindow) -> None:
    show = on_air(live)
    goodbye(live)
    show.director.do(cmd.EndSession())
    live.until(lambda: show.closed)
    live.until(lambda: not any(one.isVisible() for one in live.window.findChildren(Countdown)))
    live.until(live.live.start.isVisible)
