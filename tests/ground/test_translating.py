"""The tool that brings the catalogue up to date."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

import translations

HEADER = 'msgid ""\nmsgstr "Plural-Forms: nplurals=1; plural=0;\\n"\n'


@pytest.fixture
def po(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue of three texts, for a program that asks for three: two are the same."""
    path = tmp_path / "vi.po"
    path.write_text(
        f'{HEADER}\nmsgid "Price"\nmsgstr "Giá"\n\nmsgid "Order"\nmsgstr ""\n\n'
        'msgid "Gone"\nmsgstr "Đã bỏ"\n',
        encoding="utf-8",
    )
    asked = Catalog()
    for text in ("Price", "Order", ("{n} buyer", "{n} buyers")):
        asked.add(text)
    monkeypatch.setattr(translations, "PO", path)
    monkeypatch.setattr(translations, "MO", path.with_suffix(".mo"))
    monkeypatch.setattr(translations, "extract", lambda: asked)
    return path


def fragment(folder: Path, text: str) -> Path:
    path = folder / "fragment.po"
    path.write_text(text, encoding="utf-8")
    return path


def test_follows_what_the_code_asks_for(po: Path) -> None:
    catalog = translations.update([])
    assert {message.id for message in translations.messages(catalog)} == {
        "Price",
        "Order",
        ("{n} buyer", "{n} buyers"),
    }
    assert translations.missing(catalog) == ["Order", "('{n} buyer', '{n} buyers')"]


def test_a_fragment_fills_what_is_empty_and_changes_nothing_else(po: Path) -> None:
    filled = fragment(
        po.parent,
        'msgid "Price"\nmsgstr "Khác"\n\nmsgid "Order"\nmsgstr "Đơn"\n\n'
        'msgid "{n} buyer"\nmsgid_plural "{n} buyers"\nmsgstr[0] "{n} người mua"\n',
    )
    catalog = translations.update([filled])
    assert {message.id: message.string for message in translations.messages(catalog)} == {
        "Price": "Giá",
        "Order": "Đơn",
        ("{n} buyer", "{n} buyers"): ("{n} người mua",),
    }


def test_names_what_is_missing_and_writes_both_files(
    po: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert translations.main([]) == 1
    assert "3 texts, 2 without Vietnamese" in capsys.readouterr().out
    written = po.read_bytes(), po.with_suffix(".mo").read_bytes()
    assert "Đã bỏ" not in written[0].decode()
    assert translations.main([]) == 1
    assert written == (po.read_bytes(), po.with_suffix(".mo").read_bytes())
