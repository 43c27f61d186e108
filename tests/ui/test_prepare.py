"""The page before a session: what is found, in which order it is mended, and the way on."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from host_assistant.catalog.shelf import Shelf
from host_assistant.checks.finding import Figures, Finding, Level, Remedy
from host_assistant.checks.preflight import Looked
from tests.support.shows import GOODS
from tests.support.window import LiveWindow
from tests.ui.prepare_page import Stand, dialog, looked, prepare_stand, press, shown
from ui.pages.prepare import mending as prepare_mending
from ui.pages.prepare.page import CHECKS, PreparePage

stand = prepare_stand


def give(page: PreparePage, **levels: tuple[Level, str, Remedy | None]) -> None:
    """All checks answer: well, unless told otherwise."""
    fine = {"obs": "answers", "goods": "complete", "claims": "nothing", "disk": "enough"}
    page._look += 1
    for check in CHECKS:
        level, code, remedy = levels.get(check, ("good", fine.get(check, "fine"), None))
        if check not in levels and check not in ("obs", "goods", "claims"):
            page._show(page._look, Looked(check, ()))
            continue
        figures: Figures = {
            "version": "30",
            "count": 3,
            "brightness": 1,
            "busy_percent": 99,
            "device": ("Mic, bàn", "Mic cài áo"),
        }
        finding = Finding(check=check, level=level, code=code, figures=figures, remedy=remedy)
        page._show(page._look, Looked(check, (finding,)))


def primaries(page: QWidget) -> list[QPushButton]:
    return [
        each
        for each in page.findChildren(QPushButton)
        if each.isVisible() and each.property("kind") == "primary"
    ]


def test_every_check_answers_and_says_it_in_a_word(stand: Stand, qtbot: QtBot) -> None:
    page = looked(stand[0], qtbot)
    assert page.rows["obs"].level == "bad"
    assert page.rows["goods"].level == "bad"
    assert page.rows["goods"].head.accessibleName().startswith("Goods: Must be mended. ")
    assert page.rows["claims"].isHidden()
    assert "must be mended" in page.summary.text()


def test_looking_again_sees_what_changed(stand: Stand, qtbot: QtBot) -> None:
    page = looked(stand[0], qtbot)
    Shelf(stand[0].folder.path).replace(GOODS)
    press(page.again)
    qtbot.waitUntil(lambda: not page.looks, timeout=30_000)
    assert page.rows["goods"].level != "bad"


def test_the_worst_is_open_and_has_the_only_primary_button(stand: Stand, qtbot: QtBot) -> None:
    page = shown(stand[0], qtbot)
    give(
        page,
        goods=("bad", "none", "open_goods"),
        obs=("doubtful", "two_running", "close_other_obs"),
    )
    assert [check for check in CHECKS if page.rows[check].is_open] == ["goods"]
    assert primaries(page) == [page.rows["goods"].button]
    press(primaries(page)[0])
    assert stand[1].places == ["goods"]


def test_another_line_opens_at_a_press_and_the_worst_keeps_the_primary(
    stand: Stand, qtbot: QtBot
) -> None:
    page = shown(stand[0], qtbot)
    give(
        page,
        goods=("bad", "none", "open_goods"),
        obs=("doubtful", "two_running", "close_other_obs"),
    )
    press(page.rows["obs"].head)
    assert [check for check in CHECKS if page.rows[check].is_open] == ["obs"]
    assert page.rows["obs"].button.isVisible()
    assert primaries(page) == []
    press(page.rows["obs"].head)
    assert page.rows["goods"].is_open


def test_amber_does_not_keep_from_going_live(stand: Stand, qtbot: QtBot) -> None:
    page = shown(stand[0], qtbot)
    give(page, obs=("doubtful", "two_running", "close_other_obs"))
    assert primaries(page) == [page.start.go_live]
    assert page.rows["obs"].is_open
    give(page, obs=("bad", "not_running", "start_obs"))
    assert not page.start.go_live.isVisible()


def test_a_busy_laptop_does_not_keep_from_going_live(stand: Stand, qtbot: QtBot) -> None:
    page = shown(stand[0], qtbot)
    give(page, load=("bad", "busy", "look_again"))
    assert primaries(page) == [page.rows["load"].button]
    assert page.start.go_live.isVisible()


def test_what_could_not_be_looked_at_is_no_readiness(stand: Stand, qtbot: QtBot) -> None:
    page = shown(stand[0], qtbot)
    give(page)
    assert page.summary.text() == "Everything is ready. You can go on air."
    give(page, upload=("unknown", "cannot_tell", None), sound=("unknown", "not_heard", "listen"))
    assert page.summary.text() == "You can go on air. 2 things could not be looked at."
    assert primaries(page) == [page.start.go_live]


def test_going_live_opens_a_session_and_leads_to_it(stand: Stand, qtbot: QtBot) -> None:
    context, asked = stand
    opened: list[tuple[str, str]] = []
    context.open_show = lambda mode, title, session_id=None: opened.append((mode, title))
    page = shown(context, qtbot)
    give(page)
    press(page.start.go_live)
    qtbot.waitUntil(lambda: asked.places == ["live"])
    assert opened == [("live", "Today's show")]


def test_without_goods_a_rehearsal_takes_the_samples(stand: Stand, qtbot: QtBot) -> None:
    context, asked = stand
    opened: list[str] = []
    context.open_show = lambda mode, title, session_id=None: opened.append(mode)
    page = shown(context, qtbot)
    give(page, goods=("bad", "none", "open_goods"))
    assert page.start.rehearse.text() == "Rehearse with sample goods"
    press(page.start.rehearse)
    qtbot.waitUntil(lambda: asked.places == ["live"])
    assert opened == ["rehearsal"]
    assert Shelf(context.folder.path).products()


def test_obs_is_set_up_only_after_the_question(stand: Stand, qtbot: QtBot) -> None:
    page = shown(stand[0], qtbot)
    done: list[str] = []

    def set_up(*, close_first: bool) -> None:
        done.append(f"{close_first}")

    page.mender.hands.set_up = set_up  # type: ignore[method-assign]
    give(page, obs=("bad", "server_off_open", "turn_on_server"))
    press(page.rows["obs"].button)
    question = dialog(page, qtbot)
    assert done == []
    question.reject()
    press(page.rows["obs"].button)
    dialog(page, qtbot).accept()
    assert page.rows["obs"].doing.isVisible()
    assert not page.rows["obs"].button.isVisible()
    qtbot.waitUntil(lambda: done == ["True"])
    qtbot.waitUntil(lambda: not page.mender.busy)


def test_what_was_heard_of_a_muted_microphone_is_forgotten_with_it(
    stand: Stand, qtbot: QtBot
) -> None:
    page = shown(stand[0], qtbot)
    silent = Finding(check="sound", level="bad", code="silent")
    page._heard = (silent,)
    unmuted: list[str] = []

    def unmute(microphones: Collection[str]) -> None:
        unmuted.extend(microphones)

    page.mender.hands.unmute = unmute  # type: ignore[method-assign]
    give(page, sound=("bad", "obs_muted", "unmute_microphone"))
    press(page.rows["sound"].button)
    assert "“Mic, bàn, Mic cài áo”" in page.rows["sound"].words
    qtbot.waitUntil(lambda: bool(unmuted) and not page.mender.busy)
    assert unmuted == ["Mic, bàn", "Mic cài áo"]
    assert not page._heard


def test_what_cannot_be_done_is_told_in_a_sentence(stand: Stand, qtbot: QtBot) -> None:
    context, asked = stand
    page = shown(context, qtbot)
    give(page, obs=("bad", "not_running", "start_obs"))

    def fails() -> None:
        raise OSError(28, "full")

    page.mender.hands.start_obs = fails  # type: ignore[method-assign]
    press(page.rows["obs"].button)
    qtbot.waitUntil(lambda: "disk" in "".join(asked.told))


def test_an_obs_that_was_started_does_not_stay_before_this_window(
    stand: Stand, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepare_mending, "OBS_SHOWS_MS", 1)
    context, asked = stand
    forward: list[str] = []
    context.come_forward = lambda: forward.append("now")
    page = shown(context, qtbot)
    give(page, obs=("bad", "not_running", "start_obs"))
    page.mender.hands.start_obs = lambda: None  # type: ignore[method-assign]
    press(page.rows["obs"].button)
    qtbot.waitUntil(lambda: len(forward) == 2)
    assert asked.told[-1].startswith("OBS is open")


def test_what_is_red_is_kept_for_the_page_that_opens_a_session(stand: Stand, qtbot: QtBot) -> None:
    page = shown(stand[0], qtbot)
    unknown = stand[0].reds
    assert unknown is None
    give(page, obs=("bad", "not_running", "start_obs"))
    assert stand[0].reds == 1
    give(page)
    assert stand[0].reds == 0


def test_under_an_open_session_nothing_is_changed_in_obs(stand: Stand, qtbot: QtBot) -> None:
    context, asked = stand
    page = shown(context, qtbot)
    give(page, obs=("bad", "server_off", "turn_on_server"))
    context.show = object()  # type: ignore[assignment]
    press(page.rows["obs"].button)
    assert "End the session" in asked.told[-1]
    assert not page.findChildren(QDialog)


def test_an_open_session_keeps_its_camera(stand: Stand, qtbot: QtBot) -> None:
    context = stand[0]
    context.show = object()  # type: ignore[assignment]
    page = looked(context, qtbot)
    assert page.rows["camera"].isHidden()
    assert page.rows["obs"].level == "bad"
    assert page.start.go_live.text() == "To the session"


def test_a_page_that_was_drawn_anew_hears_nothing_more(live: LiveWindow) -> None:
    live.window.navigate("prepare")
    before = live.window.page()
    live.window.build()
    live.qt.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not isValid(before)
    with capture_exceptions() as faults:
        live.app.context.bridge.opening.emit(True)
        live.app.context.bridge.opening.emit(False)
    assert faults == []
