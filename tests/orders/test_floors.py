"""What the reading of labelled comments must not fall below."""

import msgspec
import pytest

from host_assistant.orders.reading import Reading
from host_assistant.values.vietnamese import fold
from tests.orders.labelled import COMMENTS, PARTS, Part, labelled, read, reader, score


def test_there_are_enough_comments_and_none_is_in_two_parts() -> None:
    own = [(one.sheet, one.card, one.text) for part in PARTS[1:] for one in labelled(part)]
    assert len(own) >= 600
    assert len(set(own)) == len(own)
    held_out = len(labelled("held_out"))
    assert held_out >= 300


def test_the_comments_that_came_with_the_task_are_read_as_wanted() -> None:
    got = score("given")
    assert (got.kind, got.lines, got.phone, got.wrong_sure) == (got.count, got.count, got.count, 0)


def test_held_out_comments_are_read_well_enough() -> None:
    got = score("held_out")
    assert got.kind / got.count >= 0.97
    assert got.lines / got.count >= 0.95
    assert got.phone / got.count >= 0.99
    assert got.place / got.orders >= 0.97
    assert got.sure / got.orders >= 0.7


@pytest.mark.parametrize("part", PARTS)
def test_nothing_but_an_order_is_read_as_a_sure_one(part: Part) -> None:
    wrong = [one.text for one in labelled(part) if one.kind != "order" and read(one).sure]
    assert wrong == []
    assert score(part).sure_wrong_lines == 0


@pytest.mark.parametrize("part", PARTS)
def test_nor_where_it_is_typed_without_marks_or_in_capitals(part: Part) -> None:
    def changed(text: str) -> list[str]:
        return [fold(text), text.upper(), fold(text).upper()]

    wrong = [
        text
        for one in labelled(part)
        if one.kind != "order"
        for text in changed(one.text)
        if reader(one.sheet).read(text, one.card).sure
    ]
    assert wrong == []


def test_what_may_be_a_tale_is_never_sure() -> None:
    """Short texts of harmless words that a buyer, a seller or a chatterer may write."""

    class Doubtful(msgspec.Struct):
        text: str
        sheet: str
        card: str

    rows = (COMMENTS / "never_sure.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [msgspec.json.decode(row, type=Doubtful) for row in rows]
    assert len(texts) > 200
    assert [one.text for one in texts if reader(one.sheet).read(one.text, one.card).sure] == []


@pytest.mark.parametrize("part", PARTS)
def test_every_reading_says_why(part: Part) -> None:
    def explained(reading: Reading) -> bool:
        return bool(reading.why)

    assert all(explained(read(one)) for one in labelled(part))
