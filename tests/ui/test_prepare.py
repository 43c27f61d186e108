"""The page before a session: what is found, in which order it is mended, and the way on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from host_assistant.catalog.shelf import Shelf
from host_assistant.checks.finding import Finding, Level, Remedy
from host_assistant.checks.preflight import Looked
from host_assistant.secret_store import SecretStore
from tests.support.shows import GOODS
from tests.ui.page_context import Asked, standing
from ui.context import Context
from ui.pages.prepare import CHECKS, PreparePage
from ui.pages.prepare_claims import ClaimsSheet
from ui.pages.prepare_stream import StreamSheet

Stand = tuple[Context, Asked]
NOBODY = "ws://127.0.0.1:9"


@pytest.fixture
def stand(tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    # A home without OBS's settings: what stands on the developer's machine is none of ours.
    for name in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    with standing(tmp_path / "data", qapp) as made:  # type: ignore[arg-type]
        made[0].settings.change(obs_url=NOBODY)
        yield made


def shown(context: Context, qtbot: QtBot) -> PreparePage:
    page = PreparePage(context)
    qtbot.addWidget(page)
    page.resize(1262, 700)
    with qtbot.waitExposed(page):
        page.show()
    return page


def looked(context: Context, qtbot: QtBot) -> PreparePage:
    page = shown(context, qtbot)
    page.on_shown()
    qtbot.waitUntil(lambda: not page.looks, timeout=30_000)
    return page


def give(page: PreparePage, **levels: tuple[Level, str, Remedy | None]) -> None:
    """All checks answer: well, unless told otherwise."""
    fine = {"obs": "answers", "goods": "complete", "claims": "nothing", "disk": "enough"}
    page._look += 1
    for check in CHECKS:
        level, code, remedy = levels.get(check, ("good", fine.get(check, "fine"), None))
        if check not in levels and check not in ("obs", "goods", "claims"):
            page._show(page._look, Looked(check, ()))
            continue
        figures: dict[str, str | int | float] = {"version": "30", "count": 3, "brightness": 1}
        finding = Finding(check=check, level=level, code=code, figures=figures, remedy=remedy)
        page._show(page._look, Looked(check, (finding,)))


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def dialog(page: QWidget, qtbot: QtBot) -> QDialog:
    def there() -> list[QDialog]:
        return [one for one in page.findChildren(QDialog) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(there()))
    return there()[-1]


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


def test_what_cannot_be_done_is_told_in_a_sentence(stand: Stand, qtbot: QtBot) -> None:
    context, asked = stand
    page = shown(context, qtbot)
    give(page, obs=("bad", "not_running", "start_obs"))

    def fails() -> None:
        raise OSError(28, "full")

    page.mender.hands.start_obs = fails  # type: ignore[method-assign]
    press(page.rows["obs"].button)
    qtbot.waitUntil(lambda: "disk" in "".join(asked.told))


def stream_sheet(page: PreparePage, qtbot: QtBot) -> StreamSheet:
    page.mender.choose_stream()
    sheet = dialog(page, qtbot)
    assert isinstance(sheet, StreamSheet)
    return sheet


def test_platform_server_and_key_are_kept_and_the_key_is_hidden(stand: Stand, qtbot: QtBot) -> None:
    context = stand[0]
    page = shown(context, qtbot)
    sheet = stream_sheet(page, qtbot)
    press(sheet.tiles["other"])
    press(sheet.save)
    assert sheet.wrong.isVisible()
    sheet.server.setText("rtmp://127.0.0.1/live")
    press(sheet.save)
    assert "key" in sheet.wrong.text()
    QTest.keyClicks(sheet.key, "vai-thieu-2026")
    assert "vai" not in sheet.key.displayText()
    press(sheet.save)
    qtbot.waitUntil(lambda: context.settings.value.stream_server == "rtmp://127.0.0.1/live")
    assert context.settings.value.setup.platform == "other"
    assert SecretStore(context.folder.path).get("stream_key") == "vai-thieu-2026"
    qtbot.waitUntil(lambda: not page.mender.busy)
    again = stream_sheet(page, qtbot)
    qtbot.waitUntil(lambda: again.key.placeholderText() == "kept: ••••2026")
    again.reject()


def test_a_known_platform_asks_for_the_key_alone(stand: Stand, qtbot: QtBot) -> None:
    page = shown(stand[0], qtbot)
    sheet = stream_sheet(page, qtbot)
    press(sheet.tiles["tiktok"])
    assert sheet.server.isVisible()
    press(sheet.tiles["youtube"])
    assert not sheet.server.isVisible()
    sheet.reject()


def test_claims_are_answered_one_by_one(stand: Stand, qtbot: QtBot) -> None:
    from msgspec.structs import replace

    context = stand[0]
    cure = replace(GOODS[0], story="Trà này chữa khỏi bệnh tiểu đường, tốt nhất Việt Nam.")
    Shelf(context.folder.path).replace((cure,))
    page = looked(context, qtbot)
    assert page.rows["claims"].level == "doubtful"
    page.mender.answer_claims()
    sheet = dialog(page, qtbot)
    assert isinstance(sheet, ClaimsSheet)
    qtbot.waitUntil(lambda: sheet.flag is not None)
    count = len(sheet._flags)
    assert count >= 2
    for _number in range(count):
        press(sheet.stand)
    qtbot.waitUntil(lambda: page.rows["claims"].level == "good", timeout=30_000)
