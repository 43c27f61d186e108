"""Every finding has its words in both languages."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from host_assistant import checks, language
from host_assistant.catalog.product import Product
from host_assistant.checks import wording
from host_assistant.checks.claim_rules import ClaimKind
from host_assistant.checks.claims import look_at_claims
from host_assistant.checks.finding import CheckName, Finding, Level, Remedy

ROOM = Path(checks.__path__[0])
LANGUAGES = language.LANGUAGES


@pytest.fixture(params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> Iterator[str]:
    before = language.current()
    yield language.use(request.param)
    language.use(before)


def test_every_check_level_and_remedy_has_words(lang: str) -> None:
    said = [
        *(wording.title(check) for check in get_args(CheckName)),
        *(wording.level_word(level) for level in get_args(Level)),
        *(wording.remedy_label(remedy) for remedy in get_args(Remedy)),
    ]
    assert all(said)
    assert len(set(said)) == len(said)


def test_every_sentence_stands_under_a_check_and_a_code(lang: str) -> None:
    for name, template in wording.all_words().items():
        check, _dot, code = name.partition(".")
        assert check in get_args(CheckName)
        assert re.fullmatch(r"[a-z_]+", code)
        assert template.strip()


def test_a_late_and_a_broken_check_have_words(lang: str) -> None:
    for code in ("took_too_long", "failed"):
        assert wording.sentence(Finding(check="upload", level="unknown", code=code))


def test_figures_follow_the_language(lang: str) -> None:
    finding = Finding(
        check="disk",
        level="good",
        code="enough",
        figures={"free_gb": 1234.5, "needed_gb": 9.3, "hours": 3.0, "lasts_hours": 28.0},
    )
    wanted = ("1,234.5", "9.3") if lang == "en" else ("1.234,5", "9,3")
    said = wording.sentence(finding)
    assert all(figure in said for figure in wanted)
    assert re.search(r"\b3 (hours|giờ)", said)


def test_a_column_that_is_missing_is_named(lang: str) -> None:
    finding = Finding(
        check="goods",
        level="bad",
        code="none_complete",
        figures={"count": 4, "goods": "CM1", "missing": ("seller", "unit")},
    )
    wanted = "the seller, the unit" if lang == "en" else "người bán, đơn vị"
    assert wanted in wording.sentence(finding)


def test_no_word_that_a_farmer_does_not_use() -> None:
    language.use("vi")
    forbidden = re.compile(r"websocket|\bport\b|exception|\bsource\b|\bnull\b|\berror\b", re.I)
    # What an entry of OBS's own menu is called cannot be said in another way.
    said = [one.replace("WebSocket Server", "") for one in wording.all_words().values()]
    assert [one for one in said if forbidden.search(one)] == []


def test_both_languages_have_the_same_places() -> None:
    places = {}
    for lang in LANGUAGES:
        language.use(lang)
        places[lang] = {
            name: {place for _t, place, _s, _c in string.Formatter().parse(template) if place}
            for name, template in wording.all_words().items()
        }
    assert places["vi"] == places["en"]


def test_every_kind_of_claim_has_a_sentence() -> None:
    assert {f"claims.{kind}" for kind in get_args(ClaimKind)} <= set(wording.all_words())


def test_a_claim_names_the_rule_that_it_breaks(lang: str) -> None:
    (finding,) = look_at_claims(
        [Product(sku="VT1", name="Vải ngon nhất", price_vnd=1, unit="kg")], {}
    )
    said = wording.sentence(finding)
    assert "“ngon nhất”" in said
    assert ("article 8 (11)" if lang == "en" else "Điều 8 khoản 11") in said


def test_every_code_that_a_check_names_has_a_sentence() -> None:
    """Codes are read out of the modules themselves: `Finding(check=…, code=…)` with constants."""
    known = set(wording.all_words())
    named = {
        f"{check}.{code}"
        for path in ROOM.glob("*.py")
        for check, code in _codes(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert named
    assert named - known == set()


def _codes(module: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding":
            given = {
                keyword.arg: keyword.value.value
                for keyword in node.keywords
                if isinstance(keyword.value, ast.Constant)
            }
            if "check" in given and "code" in given:
                yield str(given["check"]), str(given["code"])
