"""The command line in this process: the same front door, its output caught."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import keyring
import msgspec
import pytest
from keyring.backends import fail

from host_assistant.commands import front_door
from host_assistant.control_room.director import Director
from host_assistant.journal.journal import Journal
from host_assistant.show import commands as cmd
from tests.support.shows import hoa, opening, order

SHEETS = Path(__file__).parents[1] / "catalog" / "data"
LUC_NGAN = SHEETS / "luc-ngan.csv"


@pytest.fixture(autouse=True)
def _no_key_store(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the tester keeps in the system's key store is neither read nor changed."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


class Ran(msgspec.Struct, frozen=True):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output, which must be one JSON document."""
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """What was said about a failure: one line, and nothing on the output."""
        assert self.out == ""
        (line,) = self.err.splitlines()
        return line


Run = Callable[..., Ran]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "dữ liệu"


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object, lang: str = "en") -> Ran:
        said = ["--data-dir", str(folder), "--lang", lang, *(str(one) for one in arguments)]
        code = front_door.run(said)
        caught = capsys.readouterr()
        return Ran(code, caught.out, caught.err)

    return run


class StandingClock:
    """Time moves only by hand."""

    def __init__(self) -> None:
        self.now_ms = 0

    def utc_ms(self) -> int:
        return 1_784_000_000_000 + self.now_ms

    def monotonic_ms(self) -> int:
        return self.now_ms


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def director(folder: Path, clock: StandingClock) -> Iterator[Director]:
    folder.mkdir()
    director = Director(lambda: Journal.open(folder / "lensong.db"), clock)
    director.start()
    yield director
    director.close()


@pytest.fixture
def session(director: Director, clock: StandingClock) -> str:
    """A session of ten seconds: a card at 2 s, an order at 4 s, a lower price at 6 s."""
    director.do(opening(session_id="tối-nay"))
    clock.now_ms = 2_000
    director.do(cmd.ShowProduct(sku="VT1"))
    clock.now_ms = 4_000
    director.do(order("đơn1", ("VT1", 2_500), buyer=_sealed()))
    clock.now_ms = 6_000
    director.do(cmd.ChangePrice(sku="VT1", price_vnd=30_000))
    clock.now_ms = 10_000
    director.do(cmd.EndSession())
    return "tối-nay"


def _sealed() -> Any:
    from host_assistant.show.buyer import seal

    return seal(hoa(), buyer_id="b1", salt="salt")
