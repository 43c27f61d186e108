import gettext
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from host_assistant import language
from host_assistant.language import _, ngettext


@pytest.fixture
def _vietnamese() -> Iterator[None]:
    language.use("vi")
    yield
    language.use("en")


@pytest.mark.usefixtures("_vietnamese")
def test_speaks_vietnamese() -> None:
    assert language.current() == "vi"
    assert _("Show this message and exit.") == "Xem lời hướng dẫn này rồi thoát."


def test_speaks_english() -> None:
    assert _("Show this message and exit.") == "Show this message and exit."


def test_switches_at_once_and_back() -> None:
    spoken = []
    for lang in ("vi", "en", "vi"):
        language.use(lang)
        spoken.append(_("Usage:"))
    assert spoken == ["Cách dùng:", "Usage:", "Cách dùng:"]


def test_vietnamese_has_one_form_for_every_count() -> None:
    one, many = (
        "Got unexpected extra argument ({args})",
        "Got unexpected extra arguments ({args})",
    )
    language.use("vi")
    assert {ngettext(one, many, count) for count in (0, 1, 2, 100)} == {"Thừa nội dung ({args})"}
    language.use("en")
    assert [ngettext(one, many, count) for count in (0, 1, 2)] == [many, one, many]


def test_the_shows_language_need_not_be_the_screens() -> None:
    assert language.translation("vi").gettext("Usage:") == "Cách dùng:"
    assert language.translation("en").gettext("Usage:") == "Usage:"
    assert _("Usage:") == "Usage:"


def test_an_unknown_text_is_said_as_it_is() -> None:
    language.use("vi")
    assert _("no such text in any catalogue") == "no such text in any catalogue"


def test_a_lost_catalogue_leaves_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "asset", lambda *parts: tmp_path)
    language.translation.cache_clear()
    language.use("vi")
    assert _("Usage:") == "Usage:"
    language.translation.cache_clear()


@pytest.mark.parametrize(
    ("environ", "chosen"),
    [
        ({}, "vi"),
        ({"LANG": "C.UTF-8"}, "vi"),
        ({"LANG": ""}, "vi"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en"}, "en"),
        ({"LANG": "ja_JP.UTF-8"}, "vi"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "vi_VN"}, "vi"),
        ({"LANG": "vi_VN", "LC_MESSAGES": "en_US"}, "en"),
    ],
)
def test_the_systems_language(
    environ: dict[str, str], chosen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert language.use(None) == chosen == language.current()


@pytest.mark.parametrize(
    ("identifiers", "chosen"),
    [
        ([0x042A, 0x042A], "vi"),
        ([0x0409, 0x0409], "en"),
        ([0x0409, 0x042A], "vi"),  # an English Windows in Việt Nam
        ([0x0809, 0x0411], "en"),
        ([0x0411, 0x0411], "vi"),
    ],
)
def test_the_language_of_a_windows(identifiers: list[int], chosen: str) -> None:
    assert language._of_windows(identifiers) == chosen


def test_clicks_own_words_follow() -> None:
    @click.command()
    @click.option("--price", type=int, required=True, help=_("Usage:"))
    def command(price: int) -> None:
        """Nothing."""

    def outcome(lang: language.Language, *arguments: str) -> str:
        language.use(lang)
        return CliRunner().invoke(command, arguments, prog_name="x").output

    assert "Cách dùng: x" in outcome("vi", "--help")
    assert "Tùy chọn:" in outcome("vi", "--help")
    assert "Lỗi: Thiếu tùy chọn '--price'." in outcome("vi")
    assert "Usage: x" in outcome("en", "--help")
    assert "Error: Missing option '--price'." in outcome("en")


def test_the_standard_librarys_gettext_finds_our_catalogue() -> None:
    language.use("vi")
    assert gettext.gettext("Usage:") == "Cách dùng:"
