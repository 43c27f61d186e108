"""What leaves the program: sheets for carriers, places, and buyers who are erased."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from host_assistant.control_room.director import Director
from host_assistant.data_folder import AlreadyRunning, DataFolder
from host_assistant.journal import forget
from host_assistant.journal.journal import Journal
from host_assistant.show import commands as cmd
from host_assistant.show.buyer import Buyer, seal
from tests.commands.conftest import Run, StandingClock
from tests.support.shows import hoa, opening, order

PHONE = b"0912345678"


@pytest.fixture
def sold(director: Director, clock: StandingClock) -> str:
    """A live session with one order to Hà Nội, one abroad, and one of nobody."""
    director.do(opening(session_id="live", mode="live"))
    nhat = Buyer(name="anh Tuấn", phone="0987654321", address="Tokyo", country="Nhật Bản")
    for order_id, buyer in (("a", hoa()), ("b", nhat), ("c", None)):
        sealed = seal(buyer, buyer_id=f"b-{order_id}", salt="muối") if buyer else None
        director.do(order(order_id, ("VT1", 2_000), buyer=sealed, confirmed=True))
    clock.now_ms = 1_000
    director.do(cmd.EndSession())
    director.close()
    return "live"


def on_disk(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.glob("lensong.db*"))


def test_places_are_shown(run: Run, sold: str) -> None:
    places = run("sessions", "show", "last", "--json").json["places"]
    one = {"orders": 1, "weight_g": 2_000, "revenue_vnd": 70_000}
    assert places == [
        {"kind": "province", "name": "Hà Nội", **one},
        {"kind": "abroad", "name": "Nhật Bản", **one},
        {"kind": "unknown", "name": "", **one},
    ]
    text = run("sessions", "show", "last", lang="vi").out
    assert "Nhật Bản (nước ngoài)" in text
    assert "không rõ" in text


@pytest.mark.parametrize("kind", ["carrier-csv", "carrier-xlsx"])
def test_carriers_get_a_sheet_and_the_seller_is_told_whom_to_call(
    run: Run, sold: str, tmp_path: Path, kind: str
) -> None:
    out = tmp_path / f"c.{kind.removeprefix('carrier-')}"
    ran = run("sessions", "export", "last", "--format", kind, "--out", out)
    assert ran.code == 0
    assert "2 parcels lack something" in ran.err
    assert "Còn thiếu" in ran.err
    assert out.stat().st_size


def test_the_name_of_a_carriers_file_must_fit(run: Run, sold: str, tmp_path: Path) -> None:
    out = tmp_path / "c.xlsx"
    ran = run("sessions", "export", "last", "--format", "carrier-csv", "--out", out)
    assert ran.code == 1
    assert not out.exists()


def test_there_is_no_carriers_sheet_of_a_rehearsal(run: Run, session: str, tmp_path: Path) -> None:
    ran = run("sessions", "export", "last", "--format", "carrier-csv", "--out", tmp_path / "c.csv")
    assert ran.code == 1
    assert "rehearsal" in ran.sentence


def test_buyers_are_erased_once_it_was_agreed(run: Run, sold: str, folder: Path) -> None:
    assert PHONE in on_disk(folder)
    ran = run("sessions", "forget-buyers", "last", "--yes")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "Erased: the data of 2 buyers.\n"
    assert PHONE not in on_disk(folder)
    assert run("sessions", "verify", "last").code == 0


def test_what_was_erased_is_told_as_json(run: Run, sold: str) -> None:
    ran = run("sessions", "forget-buyers", "last", "--json")
    assert ran.json == {"session_id": "live", "buyers": 2, "comments": 0}
    assert run("sessions", "forget-buyers", "last", "--json").json["buyers"] == 0


def test_numbers_are_the_same_before_and_after(run: Run, sold: str, tmp_path: Path) -> None:
    def seen() -> list[object]:
        run("sessions", "export", "last", "--format", "jsonl", "--out", tmp_path / "log.jsonl")
        run("sessions", "export", "last", "--format", "csv", "--out", tmp_path / "lines.csv")
        with (tmp_path / "lines.csv").open(encoding="utf-8-sig", newline="") as file:
            lines = [
                {name: cell for name, cell in row.items() if not name.startswith("buyer_")}
                for row in csv.DictReader(file)
            ]
        return [
            run("sessions", "list", "--json").json,
            run("sessions", "show", "last", "--json").json,
            run("replay", "last", "--at", "00:00:01", "--json").json,
            (tmp_path / "log.jsonl").read_bytes(),
            lines,
        ]

    before = seen()
    run("sessions", "forget-buyers", "last", "--yes")
    assert seen() == before
    ran = run("sessions", "export", "last", "--format", "carrier-csv", "--out", tmp_path / "c.csv")
    assert "erased" in ran.sentence


@pytest.mark.parametrize(("answer", "erased"), [("y\n", True), ("n\n", False), ("", False)])
def test_it_is_asked_first(sold: str, folder: Path, answer: str, erased: bool) -> None:
    command = [sys.executable, "-m", "host_assistant", "--data-dir", str(folder), "--lang", "en"]
    ran = subprocess.run(
        [*command, "sessions", "forget-buyers", "last"],
        input=answer,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"},
        timeout=60,
        check=False,
    )
    assert "the data of 2 buyers" in ran.stderr
    assert "for good?" in ran.stderr
    assert (PHONE not in on_disk(folder)) is erased
    assert ("Erased:" in ran.stdout) is erased


def test_a_session_without_an_end_is_not_erased(run: Run, director: Director, folder: Path) -> None:
    director.do(opening())
    sealed = seal(hoa(), buyer_id="b1", salt="muối")
    director.do(order("a", ("VT1", 2_000), buyer=sealed))
    ran = run("sessions", "forget-buyers", "last", "--yes")
    assert ran.code == 1
    assert "not ended" in ran.sentence
    assert PHONE in on_disk(folder)


def test_no_show_begins_between_the_question_and_the_end_of_erasing(
    run: Run, sold: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def is_kept_out(when: str) -> None:
        with pytest.raises(AlreadyRunning):
            DataFolder(folder).lock()
        tried.append(when)

    def agree(_asked: str, *, err: bool) -> bool:
        is_kept_out("asked")
        return err

    def erase(path: Path, session_id: str) -> forget.Forgotten:
        erased = erasing(path, session_id)
        is_kept_out("erased")
        return erased

    erasing = forget.forget_buyers
    monkeypatch.setattr(click, "confirm", agree)
    monkeypatch.setattr(forget, "forget_buyers", erase)
    assert run("sessions", "forget-buyers", "last").code == 0
    assert tried == ["asked", "erased"]
    DataFolder(folder).lock().release()


@pytest.mark.parametrize("said", ["no", "broken off"])
def test_the_folder_is_free_again_where_nothing_is_erased(
    run: Run, sold: str, folder: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    def answer(_asked: str, *, err: bool) -> bool:
        if said == "no":
            return False
        raise click.Abort

    monkeypatch.setattr(click, "confirm", answer)
    run("sessions", "forget-buyers", "last")
    DataFolder(folder).lock().release()


def test_a_window_without_a_show_might_open_one(run: Run, sold: str, folder: Path) -> None:
    lock = DataFolder(folder).lock()
    ran = run("sessions", "forget-buyers", "last", "--yes")
    lock.release()
    assert ran.code == 1
    assert "hold up its orders" in ran.sentence
    assert PHONE in on_disk(folder)


@pytest.fixture
def _held(folder: Path, sold: str) -> Iterator[None]:
    """Another session, held by a program that has taken the folder."""
    with Journal.open(folder / "lensong.db") as journal:
        second = Director(lambda: Journal.open(folder / "lensong.db"), StandingClock())
        second.start()
        second.do(opening(session_id="now"))
        assert journal.unfinished() is not None
        lock = DataFolder(folder).lock()
        yield
        lock.release()
        second.close()


@pytest.mark.usefixtures("_held")
def test_erasing_waits_for_the_session_that_is_being_held(run: Run, folder: Path) -> None:
    ran = run("sessions", "forget-buyers", "live", "--yes")
    assert ran.code == 1
    assert "hold up its orders" in ran.sentence
    assert PHONE in on_disk(folder)


def test_an_unknown_session_is_not_erased(run: Run, sold: str) -> None:
    assert "“none”" in run("sessions", "forget-buyers", "none", "--yes").sentence
