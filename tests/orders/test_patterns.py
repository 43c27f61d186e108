"""Patterns in names: what they find, and that mistakes in them come out at once."""

import re

import pytest

from host_assistant.orders.clauses import parse
from host_assistant.orders.goods import Goods
from host_assistant.orders.parts import Part, part_named, parts_named
from host_assistant.orders.patterns import sequence
from host_assistant.orders.phrases import find_phrases
from host_assistant.orders.tokens import Words
from tests.orders.labelled import goods as sold


def row(names: str) -> str:
    return "".join(map(part_named, names.split()))


def test_a_comment_becomes_the_rows_that_the_docstring_tells() -> None:
    goods = Goods(sold("luc-ngan"))
    tokens = find_phrases(Words(goods).tokens("Shop ơi, chốt giúp em 2kg vải về Vinh nhé"), goods)
    parsed = parse(tokens, goods, [])
    assert parsed.clauses == [row("order quantity product at street")]
    assert parsed.whole == [row("order filler person quantity product at street filler")]


def test_every_part_has_a_letter_of_its_own() -> None:
    assert all(len(part) == 1 for part in Part)
    shared = [name for name, part in Part.__members__.items() if name != part.name]
    assert shared == ["MORE"]


@pytest.mark.parametrize(
    ("pattern", "found", "missed"),
    [
        ("order [deliver at]? quantity", ["order quantity", "order at quantity"], ["order code"]),
        ("^ [^order give]+ $", ["unit", "code unit"], ["unit give", "order"]),
        ("order (product | code) $", ["order code", "at order product"], ["order unit"]),
        ("(?<!able) if_so order", ["if_so order", "not if_so order"], ["able if_so order"]),
        ("just order (?!.* story)", ["just order unit"], ["just order unit story"]),
        ("order . times", ["order times times"], ["order times"]),
    ],
)
def test_names_stand_for_parts(pattern: str, found: list[str], missed: list[str]) -> None:
    compiled = sequence(pattern)
    assert all(compiled.search(row(names)) for names in found)
    assert not any(compiled.search(row(names)) for names in missed)


def test_each_of_several_alternatives_is_found() -> None:
    compiled = sequence("order quantity", "^ code $")
    assert compiled.search(row("at order quantity"))
    assert compiled.search(row("code"))
    assert not compiled.search(row("at code"))


@pytest.mark.parametrize("part", Part)
def test_a_sign_that_means_something_to_regexes_is_only_a_letter(part: Part) -> None:
    name = part.name.lower()
    assert sequence(name).findall("".join(Part)) == [part]
    assert sequence(f"[{name}]").findall("".join(Part)) == [part]
    assert part not in sequence(f"[^{name}]").findall("".join(Part))


@pytest.mark.parametrize(
    "pattern", ["order quantty", "Order", "[order give", "order {2}", "order-"]
)
def test_mistakes_raise(pattern: str) -> None:
    with pytest.raises((ValueError, re.error)):
        sequence(pattern)


def test_sets_of_parts_by_name() -> None:
    assert parts_named("order give") == {Part.ORDER, Part.GIVE}
    with pytest.raises(ValueError, match="quantty"):
        parts_named("order quantty")
