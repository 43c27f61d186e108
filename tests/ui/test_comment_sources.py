"""Where comments come from, in the settings and on the live page, with a real desk to post to."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import keyring
import pytest
from keyring.backends.fail import Keyring
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from host_assistant.secret_store import SecretStore
from host_assistant.settings import read_settings
from host_assistant.sources.source import SourceStatus
from tests.support.window import LiveWindow
from tests.ui.cut_off import cut_off, too_small, unnamed
from ui.pages.settings.comments import CommentsSection
from ui.pages.settings.page import SettingsPage
from ui.widgets.source_line import status_words


@pytest.fixture(autouse=True)
def _own_secrets() -> Iterator[None]:
    """No key of a test comes into the key store of who runs it."""
    before = keyring.get_keyring()
    keyring.set_keyring(Keyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


def section(live: LiveWindow) -> CommentsSection:
    live.window.navigate("settings")
    page = live.window.page()
    assert isinstance(page, SettingsPage)
    return page.comments


def say(address: str, text: str) -> None:
    told = {"chatname": "Hoa Lê", "chatmessage": text, "type": "tiktok", "textonly": True}
    httpx.post(address, json=told, timeout=10).raise_for_status()


def write(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.setText(text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_without_a_session_a_rehearsal_is_offered(live: LiveWindow) -> None:
    comments = section(live)
    assert comments.address.text() == ""
    assert not comments.address.isVisible()
    assert comments.lines["ssn"].words.text() == "Works while a session is open."
    QTest.mouseClick(comments.rehearse, Qt.MouseButton.LeftButton)
    live.until(lambda: comments.address.isVisible())
    assert live.state.mode == "rehearsal"
    assert not comments.rehearse.isVisible()
    assert comments.lines["ssn"].words.text() == "Nothing has come yet."


def test_what_is_copied_takes_comments_in(live: LiveWindow) -> None:
    live.rehearse()
    comments = section(live)
    QTest.mouseClick(comments.copy, Qt.MouseButton.LeftButton)
    assert comments.copy.text() == "Copied"
    address = QGuiApplication.clipboard().text()
    say(address, "VT5 2 thùng 0912345678")
    say(address, "bao giờ có hàng vậy shop")
    live.until(lambda: comments.lines["ssn"].words.text().startswith("Receiving: 2 comments"))
    live.until(lambda: live.state.comments == 2)


def test_the_address_is_pasted_once(live: LiveWindow) -> None:
    live.rehearse()
    first = section(live).address.text()
    live.app.opening.end_show()
    live.until(lambda: live.app.context.desk is None)
    live.until(lambda: not section(live).address.isVisible())
    live.window.navigate("live")
    live.until(lambda: not live.app.opening._busy)
    live.rehearse()
    assert section(live).address.text() == first != ""


def test_an_address_of_a_broadcast_becomes_its_id(live: LiveWindow) -> None:
    comments = section(live)
    write(comments.broadcasts["youtube"], "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3s")
    write(comments.broadcasts["facebook"], "https://www.facebook.com/trang/videos/123456789012/")
    kept = read_settings(live.folder.settings)
    assert (kept.youtube_video, kept.facebook_video) == ("dQw4w9WgXcQ", "123456789012")
    assert comments.broadcasts["youtube"].text() == "dQw4w9WgXcQ"
    assert "next session" in comments.lines["youtube"].words.text()
    write(comments.broadcasts["facebook"], "")
    assert read_settings(live.folder.settings).facebook_video == ""
    assert comments.lines["facebook"].words.text() == "Not connected."


def test_what_names_no_broadcast_is_told_and_changes_nothing(live: LiveWindow) -> None:
    live.app.context.settings.change(youtube_video="dQw4w9WgXcQ")
    comments = section(live)
    write(comments.broadcasts["youtube"], "https://example.com/live")
    assert "names no broadcast on YouTube" in comments.answer.sentence
    assert read_settings(live.folder.settings).youtube_video == "dQw4w9WgXcQ"
    write(comments.broadcasts["youtube"], "https://youtu.be/aaaaaaaaaaa")
    assert comments.answer.sentence == ""


def test_keys_are_dots_and_lie_with_the_passwords(live: LiveWindow) -> None:
    comments = section(live)
    write(comments.keys["youtube"], "AIza-khoa")
    write(comments.keys["facebook"], "EAA-khoa")
    store = SecretStore(live.folder.path)
    live.until(lambda: store.get("youtube_key") == "AIza-khoa")
    live.until(lambda: store.get("facebook_token") == "EAA-khoa")
    comments.setFocus()
    live.qt.processEvents()
    assert "AIza" not in comments.keys["youtube"].displayText()
    settings = live.folder.settings
    assert not settings.exists() or "khoa" not in settings.read_text(encoding="utf-8")
    live.window.build()
    again = section(live)
    live.until(lambda: again.keys["youtube"].text() == "AIza-khoa")
    assert "AIza" not in again.keys["youtube"].displayText()


def test_a_key_that_cannot_be_kept_is_told(
    live: LiveWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_store: SecretStore, _name: str, _secret: str) -> None:
        raise OSError(28, "no space left on device")

    comments = section(live)
    monkeypatch.setattr(SecretStore, "put", full)
    write(comments.keys["youtube"], "AIza-khoa")
    live.until(lambda: "could not be kept" in live.window.bar.sentence)


def test_a_source_in_trouble_shows_on_the_live_page(live: LiveWindow) -> None:
    # Without a key it is refused before anybody is asked.
    live.app.context.settings.change(youtube_video="dQw4w9WgXcQ")
    page = live.rehearse()
    live.until(lambda: "YouTube" in page.outside.comments.toolTip())
    sheet = page.outside.open_comments()
    line = sheet.lines["youtube"]
    assert line.isVisible()
    assert "Settings" in line.words.text()
    assert [*cut_off(sheet), *unnamed(sheet), *too_small(sheet)] == []
    QTest.mouseClick(sheet.settings, Qt.MouseButton.LeftButton)
    assert live.window.place == "settings"
    assert section(live).lines["youtube"].words.text() == line.words.text()


def test_what_is_changed_meanwhile_holds_from_the_next_session_on(live: LiveWindow) -> None:
    live.app.context.settings.change(youtube_video="dQw4w9WgXcQ")
    live.rehearse()
    comments = section(live)
    live.until(lambda: "Settings" in comments.lines["youtube"].words.text())
    write(comments.broadcasts["youtube"], "https://youtu.be/aaaaaaaaaaa")
    assert "next session" in comments.lines["youtube"].words.text()


def test_a_session_that_nothing_reads_for_says_so(live: LiveWindow) -> None:
    live.direct()
    sheet = live.page.outside.open_comments()
    assert sheet.none.isVisible()
    assert not sheet.lines
    sheet.reject()
    comments = section(live)
    assert not comments.address.isVisible()
    assert "without a door" in comments.lines["ssn"].words.text()


def test_how_fresh_the_comments_are() -> None:
    receiving = SourceStatus("receiving", "…", 12, 1_000_000)
    assert status_words("ssn", receiving, 1_003_000) == "Receiving: 12 comments, 3 seconds ago"
    assert status_words("ssn", receiving, 1_125_000) == "Receiving: 12 comments, 2 minutes ago"
    assert status_words("ssn", receiving, 9_000_000).endswith("more than an hour ago")
    refused = SourceStatus("refused", "Not accepted.", 3, 1_000_000)
    assert status_words("youtube", refused, 1_003_000) == "Not accepted."


def test_no_token_of_the_address_lies_in_the_settings(live: LiveWindow) -> None:
    live.rehearse()
    token = section(live).address.text().rpartition("/")[2]
    live.app.context.settings.change(camera="")
    assert token not in live.folder.settings.read_text(encoding="utf-8")
