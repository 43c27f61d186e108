"""The bank in the settings: found by its name, checked as it is left, seen as viewers see it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from host_assistant.catalog.shelf import Shelf
from host_assistant.orders.bank_qr import Transfer
from host_assistant.settings import read_settings
from host_assistant.show.vocabulary import Platform, ShowSetup
from host_assistant.stage.opencv import opencv
from tests.support.shows import GOODS
from tests.support.vietqr import read_payload
from tests.ui.page_context import standing
from ui.context import Context
from ui.pages.settings.page import SettingsPage

VALID = {"bank_bin": "970436", "bank_account": "0123456789", "bank_holder": "Nguyễn Văn An"}


@pytest.fixture
def context(tmp_path: Path, qapp: QApplication) -> Iterator[Context]:
    with standing(tmp_path / "data", qapp) as (made, _asked):
        made.settings.change(obs_url="ws://127.0.0.1:9")
        yield made


def shown(context: Context, qtbot: QtBot) -> SettingsPage:
    page = SettingsPage(context)
    qtbot.addWidget(page)
    page.resize(1262, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.on_shown()
    qtbot.waitUntil(lambda: bool(page.picture.themes), timeout=20_000)
    return page


def setup_of(page: SettingsPage) -> ShowSetup:
    return read_settings(page._context.folder.settings).setup


def write(field: QLineEdit, text: str) -> None:
    field.setText(text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def pick_first(field: QLineEdit, typed: str, qtbot: QtBot) -> None:
    """The first of the banks that are offered for what was typed."""
    field.setFocus()
    QTest.keyClicks(field, typed)
    completer = field.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)


def scanned(image: QImage) -> str:
    """What a telephone would read off the preview."""
    gray = image.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(gray.constBits(), np.uint8).reshape(gray.height(), gray.bytesPerLine())
    text: str = opencv().QRCodeDetector().detectAndDecode(pixels[:, : gray.width()].copy())[0]
    return text


def test_a_bank_is_picked_by_typing_its_name(context: Context, qtbot: QtBot) -> None:
    page = shown(context, qtbot)
    field = page.bank.bank
    pick_first(field, "vietcom", qtbot)
    qtbot.waitUntil(lambda: setup_of(page).bank_bin == "970436")
    assert field.text().startswith("Vietcombank – ")


def test_the_chosen_bank_is_shown_from_its_short_name(context: Context, qtbot: QtBot) -> None:
    page = shown(context, qtbot)
    field = page.bank.bank
    pick_first(field, "agri", qtbot)
    qtbot.waitUntil(lambda: setup_of(page).bank_bin == "970405")
    assert field.fontMetrics().horizontalAdvance(field.text()) > field.width()
    qtbot.waitUntil(lambda: field.cursorPosition() == 0)
    page.bank.account.setFocus()
    assert field.cursorPosition() == 0
    assert field.text().startswith("Agribank – ")


@pytest.mark.parametrize(
    ("typed", "bin_number"), [("agribank", "970405"), ("MB", "970422"), ("quân đội", "970422")]
)
def test_a_name_that_means_one_bank_is_enough(
    context: Context, qtbot: QtBot, typed: str, bin_number: str
) -> None:
    page = shown(context, qtbot)
    write(page.bank.bank, typed)
    assert setup_of(page).bank_bin == bin_number
    assert " – " in page.bank.bank.text()


def test_the_preview_is_the_code_for_the_first_goods(context: Context, qtbot: QtBot) -> None:
    Shelf(context.folder.path).replace(GOODS)
    page = shown(context, qtbot)
    assert page.bank.preview.image.isNull()
    assert page.bank.answer.sentence == ""
    write(page.bank.bank, "Vietcombank")
    write(page.bank.account, "0123.456 789")
    write(page.bank.holder, "Nguyễn Văn An")
    qtbot.waitUntil(lambda: not page.bank.preview.image.isNull())
    assert page.bank.account.text() == setup_of(page).bank_account == "0123456789"
    assert read_payload(scanned(page.bank.preview.image)) == Transfer(
        bin="970436", account="0123456789", amount_vnd=35_000, memo="VT1"
    )
    assert page.bank.answer.sentence == ""
    assert "Facebook and YouTube, never on TikTok and Shopee" in page.bank.says.text()
    assert "until you press" in page.bank.says.text()


def test_without_goods_a_sample_stands_in(context: Context, qtbot: QtBot) -> None:
    context.settings.change(setup=VALID)
    page = shown(context, qtbot)
    qtbot.waitUntil(lambda: not page.bank.preview.image.isNull())
    assert read_payload(scanned(page.bank.preview.image)).memo == "VT5"


def test_the_preview_follows_the_pictures_shape(context: Context, qtbot: QtBot) -> None:
    context.settings.change(setup=VALID)
    page = shown(context, qtbot)
    qtbot.waitUntil(lambda: not page.bank.preview.image.isNull())
    page.picture._choose_shape("upright")
    qtbot.waitUntil(lambda: page.bank.preview.width() > page.bank.preview.height())


@pytest.mark.parametrize("platform", ["tiktok", "shopee"])
def test_a_platform_that_forbids_it_is_named(
    context: Context, qtbot: QtBot, platform: Platform
) -> None:
    context.settings.change(setup={**VALID, "platform": platform})
    page = shown(context, qtbot)
    assert "so nobody sees it" in page.bank.says.text()
    assert "until you press" not in page.bank.says.text()


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"bank_bin": ""}, "bank", "No bank is chosen."),
        ({"bank_bin": "999999"}, "bank", "No bank is chosen."),
        ({"bank_account": ""}, "account", "The account number is missing."),
        ({"bank_account": "12345"}, "account", "“12345” can be no account"),
        ({"bank_account": "0123é56789"}, "account", "“0123é56789” can be no account"),
        ({"bank_holder": ""}, "holder", "The account holder is missing."),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(
    context: Context, qtbot: QtBot, changes: dict[str, str], field: str, sentence: str
) -> None:
    context.settings.change(setup={**VALID, **changes})
    page = shown(context, qtbot)
    assert page.bank.answer.sentence.startswith(sentence)
    assert "Viewers see no code." in page.bank.answer.sentence
    wrong = {
        name: getattr(page.bank, name).property("wrong") for name in ("bank", "account", "holder")
    }
    assert wrong == {name: "true" if name == field else "false" for name in wrong}
    assert page.bank.preview.image.isNull()


def test_a_name_of_several_banks_or_none_is_not_guessed_at(context: Context, qtbot: QtBot) -> None:
    context.settings.change(setup=VALID)
    page = shown(context, qtbot)
    for typed in ("viet", "Ngân hàng của tôi"):
        write(page.bank.bank, typed)
        assert setup_of(page).bank_bin == ""
        assert page.bank.answer.sentence.startswith(f"No one bank is called “{typed}”.")
    write(page.bank.bank, "Vietcombank")
    assert page.bank.answer.sentence == ""
    write(page.bank.bank, "")
    assert setup_of(page).bank_bin == ""
    assert page.bank.answer.sentence.startswith("No bank is chosen.")
