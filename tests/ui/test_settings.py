"""The settings page: what is chosen is kept, shows at once, and OBS is asked for real."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from host_assistant import language
from host_assistant.control_room import obs_setup
from host_assistant.control_room.show import ObsAccess
from host_assistant.secret_store import SecretStore
from host_assistant.settings import Settings, read_settings
from host_assistant.stage.obs.parts import SCENE_NAMES, ScenePlan
from host_assistant.stage.obs.scenes import ensure
from tests.support.obs import RealObs
from tests.support.obs_home import USER_SCENE
from tests.support.window import LiveWindow
from tests.ui.page_context import Asked, standing
from ui import theme
from ui.context import Context
from ui.pages.prepare.stream import StreamSheet
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.parts import Choice
from ui.widgets.answer_bar import AnswerBar
from ui.widgets.ask import Ask

Stand = tuple[Context, Asked]
NOBODY = "ws://127.0.0.1:9"


@pytest.fixture
def stand(tmp_path: Path, qapp: QApplication) -> Iterator[Stand]:
    with standing(tmp_path / "data", qapp) as made:
        yield made


@pytest.fixture
def page(stand: Stand, qtbot: QtBot) -> SettingsPage:
    stand[0].settings.change(obs_url=NOBODY)
    return shown(stand[0], qtbot)


def shown(context: Context, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(context)
    qtbot.addWidget(made)
    made.resize(1262, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.on_shown()
    qtbot.waitUntil(lambda: bool(made.picture.themes), timeout=20_000)
    return made


def kept(page: SettingsPage) -> Settings:
    return read_settings(page._context.folder.settings)


def write(field: QLineEdit, text: str) -> None:
    field.setText(text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def pick(choice: Choice[str], words: str) -> None:
    place = choice.findText(words)
    assert place >= 0
    choice.setCurrentIndex(place)
    choice.activated.emit(place)


def named(page: SettingsPage, name: str) -> Choice[str]:
    found = [one for one in page.findChildren(Choice) if one.accessibleName() == name]
    assert len(found) == 1
    return found[0]


def answered(bar: AnswerBar, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: bool(bar.sentence), timeout=20_000)
    return bar.sentence


def say_yes(page: SettingsPage) -> None:
    question = page.findChild(Ask)
    assert isinstance(question, Ask)
    QTest.mouseClick(question.yes, Qt.MouseButton.LeftButton)


def test_what_stands_on_the_picture_is_kept(page: SettingsPage, qtbot: QtBot) -> None:
    write(page.picture.host_name, "Nguyễn Văn An")
    write(page.picture.host_title, "Chủ nhiệm hợp tác xã")
    page.picture.notice.setPlainText("Bình luận MÃ HÀNG\n+ số lượng\n+ nơi giao\nthừa")
    page.picture.notice.setFocus()
    page.picture.host_name.setFocus()
    pick(named(page, "Shape of the picture"), "Upright (9:16)")
    setup = kept(page).setup
    assert (setup.host_name, setup.host_title) == ("Nguyễn Văn An", "Chủ nhiệm hợp tác xã")
    assert setup.notice == "Bình luận MÃ HÀNG\n+ số lượng\n+ nơi giao"
    assert setup.shape == "upright"


def test_a_theme_is_chosen_by_its_picture(page: SettingsPage) -> None:
    chosen = kept(page).setup.theme
    other = next(name for name in page.picture.themes if name != chosen)
    assert page.picture.themes[chosen].isChecked()
    QTest.keyClick(page.picture.themes[other], Qt.Key.Key_Space)
    assert kept(page).setup.theme == other


def test_another_language_shows_at_once(page: SettingsPage) -> None:
    refreshed: list[str] = []
    page._context.refresh = lambda: refreshed.append(language.current())
    pick(named(page, "Language"), "Tiếng Việt")
    assert refreshed == ["vi"]
    assert kept(page).language == "vi"


def test_other_colours_show_at_once(page: SettingsPage) -> None:
    refreshed: list[theme.Tokens] = []
    page._context.refresh = lambda: refreshed.append(theme.tokens())
    pick(named(page, "Colours"), "Dark")
    pick(named(page, "Colours"), "Light")
    assert refreshed == [theme.DARK, theme.LIGHT]
    assert kept(page).appearance == "light"


def test_secrets_are_kept_apart_from_the_settings(page: SettingsPage, qtbot: QtBot) -> None:
    folder = page._context.folder
    write(page.obs.password, "vải thiều 2025")
    page.obs.put_stream("other", "rtmp://127.0.0.1/thu", "live-abc-thieu")
    store = SecretStore(folder.path)
    qtbot.waitUntil(lambda: store.get("stream_key") == "live-abc-thieu", timeout=10_000)
    qtbot.waitUntil(lambda: store.get("obs_password") == "vải thiều 2025", timeout=10_000)
    qtbot.waitUntil(lambda: "••••" in page.obs.where.text(), timeout=10_000)
    assert "live-abc" not in folder.settings.read_text(encoding="utf-8")
    assert "live-abc" not in page.obs.where.text()


def test_obs_that_does_not_answer_is_told(page: SettingsPage, qtbot: QtBot) -> None:
    QTest.mouseClick(page.obs.try_it, Qt.MouseButton.LeftButton)
    assert not page.obs.try_it.isEnabled()
    assert "OBS does not answer" in answered(page.obs.answer, qtbot)
    assert page.obs.try_it.isEnabled()


def test_obs_is_found_by_its_own_settings(
    page: SettingsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = tmp_path / "obs-studio/plugin_config/obs-websocket/config.json"
    written.parent.mkdir(parents=True)
    written.write_text(
        json.dumps({"server_enabled": True, "server_port": 4477, "server_password": "bí mật"}),
        encoding="utf-8",
    )
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    page.obs.look_for_obs()
    assert "was found" in answered(page.obs.answer, qtbot)
    assert page.obs.address.text() == kept(page).obs_url == "ws://127.0.0.1:4477"
    assert page.obs.password.text() == "bí mật"


def test_obs_whose_server_is_off_is_told(
    page: SettingsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = tmp_path / "obs-studio/plugin_config/obs-websocket/config.json"
    written.parent.mkdir(parents=True)
    written.write_text(json.dumps({"server_enabled": False}), encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    page.obs.look_for_obs()
    assert "does not let other programs" in answered(page.obs.answer, qtbot)
    assert kept(page).obs_url == NOBODY


def test_where_to_stream_is_chosen_as_on_the_page_before_it(
    page: SettingsPage, qtbot: QtBot
) -> None:
    QTest.mouseClick(page.obs.stream, Qt.MouseButton.LeftButton)
    sheet = page.findChild(StreamSheet)
    assert sheet is not None
    QTest.mouseClick(sheet.tiles["youtube"], Qt.MouseButton.LeftButton)
    QTest.keyClicks(sheet.key, "abcd-efgh-1234")
    QTest.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    assert "was not told" in answered(page.obs.stream_answer, qtbot), "OBS is closed"
    qtbot.waitUntil(lambda: page.obs.where.text() == "YouTube, with the key ••••1234")
    assert (kept(page).setup.platform, kept(page).stream_waits) == ("youtube", True)
    QTest.mouseClick(page.obs.stream, Qt.MouseButton.LeftButton)
    again = page.findChildren(StreamSheet)[-1]
    QTest.mouseClick(again.tiles["tiktok"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(again.as_obs, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.obs.where.text().startswith("Not chosen here"))
    assert (kept(page).setup.platform, kept(page).stream_platform) == ("tiktok", None)
    assert SecretStore(page._context.folder.path).get("stream_key") == ""


def test_the_stream_stays_while_a_session_is_open(page: SettingsPage) -> None:
    page._context.show = object()  # type: ignore[assignment]
    page.obs.choose_stream()
    assert "End the session" in page.obs.stream_answer.sentence
    assert page.findChild(StreamSheet) is None


def test_settings_that_cannot_be_kept_are_told(
    page: SettingsPage, stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_fields: object) -> Settings:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(page._context.settings, "change", full)
    write(page.picture.host_name, "Ai đó")
    assert "could not be kept" in stand[1].told[-1]


def test_the_folder_is_opened_or_named(
    page: SettingsPage, stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    page.open_folder()
    assert str(page._context.folder.path) in stand[1].told[-1]


def test_the_wheel_changes_nothing(page: SettingsPage) -> None:
    choice = named(page, "Colours")
    assert choice.focusPolicy() == Qt.FocusPolicy.StrongFocus


class TestRealObs:
    @pytest.fixture
    def page(self, stand: Stand, obs: RealObs, qtbot: QtBot) -> SettingsPage:
        stand[0].settings.change(obs_url=obs.address)
        SecretStore(stand[0].folder.path).put("obs_password", obs.password)
        made = shown(stand[0], qtbot)
        qtbot.waitUntil(lambda: made.obs.password.text() == obs.password, timeout=10_000)
        return made

    def test_a_scene_of_the_users_takes_a_role(
        self, page: SettingsPage, obs: RealObs, qtbot: QtBot
    ) -> None:
        QTest.mouseClick(page.obs.try_it, Qt.MouseButton.LeftButton)
        assert "OBS answers" in answered(page.obs.answer, qtbot)
        pick(page.obs.scenes["camera"], USER_SCENE)
        assert kept(page).scenes == {"camera": USER_SCENE}
        pick(page.obs.scenes["camera"], "Made by Lên Sóng")
        assert kept(page).scenes == {}

    def test_everything_of_ours_is_removed(
        self, page: SettingsPage, obs: RealObs, qtbot: QtBot
    ) -> None:
        plan = ScenePlan(
            canvas_width_px=obs.width, canvas_height_px=obs.height, slots={"ticker": (0, 0)}
        )
        with obs.link() as link:
            ensure(link, plan)
        QTest.mouseClick(page.obs.remove, Qt.MouseButton.LeftButton)
        say_yes(page)
        assert "Nothing of Lên Sóng is left" in answered(page.obs.remove_answer, qtbot)
        with obs.link() as link:
            scenes = {scene["sceneName"] for scene in link.call("GetSceneList")["scenes"]}
        assert USER_SCENE in scenes
        assert scenes.isdisjoint(SCENE_NAMES.values())

    def test_what_obs_holds_open_is_named(
        self,
        stand: Stand,
        own_obs: RealObs,
        qtbot: QtBot,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(obs_setup, "recordings_folder", lambda: tmp_path / "Phim")
        folder, settings = stand[0].folder, stand[0].settings
        settings.change(obs_url=own_obs.address)
        SecretStore(folder.path).put("obs_password", own_obs.password)
        access = ObsAccess(url=own_obs.address, password=own_obs.password)
        obs_setup.build_obs(folder, settings.value, access)
        page = shown(stand[0], qtbot)
        qtbot.waitUntil(lambda: page.obs.password.text() == own_obs.password, timeout=10_000)
        QTest.mouseClick(page.obs.remove, Qt.MouseButton.LeftButton)
        say_yes(page)
        assert "The name “Lên Sóng” still stands" in answered(page.obs.remove_answer, qtbot)
        with own_obs.link() as link:
            assert link.call("GetProfileList")["profiles"] == ["Untitled"]

    def test_a_users_own_stream_is_left_alone(
        self, page: SettingsPage, obs: RealObs, qtbot: QtBot
    ) -> None:
        page.obs.put_stream("other", "rtmp://127.0.0.1/thu", "khoa")
        assert "your own set-up" in answered(page.obs.stream_answer, qtbot)
        with obs.link() as link:
            now = link.call("GetStreamServiceSettings")
        assert now["streamServiceSettings"].get("key") != "khoa"


def test_nothing_is_removed_while_a_session_is_open(page: SettingsPage) -> None:
    page._context.show = object()  # type: ignore[assignment]
    page.obs.ask_remove()
    assert "End it first" in page.obs.remove_answer.sentence
    assert page.findChild(Ask) is None


def test_the_whole_window_speaks_and_dresses_anew(live: LiveWindow, qtbot: QtBot) -> None:
    live.window.navigate("settings")
    before = live.window.page()
    assert isinstance(before, SettingsPage)
    qtbot.waitUntil(lambda: bool(before.picture.themes), timeout=20_000)
    pick(named(before, "Language"), "Tiếng Việt")
    after = live.window.page()
    assert isinstance(after, SettingsPage)
    assert after is not before
    assert live.window.rail.places["settings"].text() == "Cài đặt"


def test_leaving_while_obs_is_asked_harms_nothing(live: LiveWindow, qtbot: QtBot) -> None:
    live.window.navigate("settings")
    page = live.window.page()
    assert isinstance(page, SettingsPage)
    page.obs.read_scenes()
    page.obs.look_for_obs()
    live.window.build()
    again = live.window.page()
    assert isinstance(again, SettingsPage)
    again.obs.read_scenes()
    assert answered(again.obs.answer, qtbot)
