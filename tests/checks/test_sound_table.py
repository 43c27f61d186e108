"""A small part of the table that `python -m tests.bench sound` makes."""

from __future__ import annotations

import pytest

from tests.bench import sound as table
from tests.bench.sound import FAULTS, Fault
from tests.support.parts import need_programs
from tests.support.spoiling import Scene


@pytest.fixture(scope="module")
def hosts() -> tuple[Scene, ...]:
    need_programs("espeak-ng")
    return table.halves()[1][::12]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_what_is_clearly_bad_is_caught(hosts: tuple[Scene, ...], fault: Fault) -> None:
    for degree in fault.clear:
        assert table.caught(fault, degree, hosts) == len(hosts), degree


def test_what_is_good_is_not_blamed(hosts: tuple[Scene, ...]) -> None:
    assert table.blamed(hosts, 6) == []


def test_the_halves_share_no_voice() -> None:
    tuned, reported = ({scene.voice for scene in half} for half in table.halves())
    assert tuned
    assert reported
    assert not tuned & reported
