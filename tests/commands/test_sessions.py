"""`sessions` and `replay`: from the log alone."""

import csv
import sqlite3
from pathlib import Path

import pytest

from host_assistant.control_room.director import Director
from host_assistant.show import commands as cmd
from tests.commands.conftest import Run
from tests.support.shows import opening, order


def test_the_sessions_are_listed(run: Run, session: str) -> None:
    (row,) = run("sessions", "list", "--json").json
    assert row["session_id"] == session
    assert (row["orders"], row["weight_g"], row["revenue_vnd"]) == (1, 2_500, 87_500)
    assert (row["started_at"], row["duration_ms"]) == ("2026-07-14T03:33:20.000Z", 10_000)
    listed = run("sessions", "list").out
    assert session in listed
    assert "87.500 đ" in listed


def test_a_session_is_shown(run: Run, session: str) -> None:
    shown = run("sessions", "show", session, "--json").json
    assert shown["counters"]["orders"] == 1
    assert shown["products"][0]["sold"] == 2.5
    text = run("sessions", "show", "last").out
    assert "00:00:10" in text
    assert "2,5 kg" in text


def test_a_session_that_sold_more_than_there_was_is_shown(run: Run, director: Director) -> None:
    director.do(opening())
    director.do(order("o1", ("VT5", 12_000 + 2_500), allow_oversell=True))
    director.do(cmd.EndSession())
    ran = run("sessions", "show", "last")
    assert ran.code == 0
    assert "2,5 short" in ran.out
    (box,) = [
        product
        for product in run("sessions", "show", "last", "--json").json["products"]
        if product["sku"] == "VT5"
    ]
    assert box["left"] == -2.5
    assert run("replay", "last", "--at", "00:00:00").code == 0


def test_a_session_that_was_cut_off_says_so(run: Run, director: Director) -> None:
    director.do(opening())
    assert "has no end" in run("sessions", "show", "last").out


def test_without_any_session(run: Run) -> None:
    assert run("sessions", "list", "--json").json == []
    listed = run("sessions", "list")
    assert (listed.code, listed.out) == (0, "")
    assert "no sessions yet" in run("sessions", "show", "last").sentence


@pytest.mark.parametrize(
    "arguments",
    [
        ("sessions", "show", "none"),
        ("sessions", "verify", "none"),
        ("sessions", "export", "none", "--format", "csv", "--out", "x.csv"),
        ("replay", "none", "--at", "00:00:01"),
    ],
)
def test_an_unknown_session_is_told(run: Run, session: str, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)
    assert ran.code == 1
    assert "“none”" in ran.sentence


def test_orders_are_exported(run: Run, session: str, tmp_path: Path) -> None:
    out = tmp_path / "đơn.csv"
    assert run("sessions", "export", "last", "--format", "csv", "--out", out).code == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["order_id"], row["sku"]) == ("đơn1", "VT1")


def test_a_name_of_another_kind_is_not_written(run: Run, session: str, tmp_path: Path) -> None:
    out = tmp_path / "orders.CSV"
    ran = run("sessions", "export", "last", "--format", "xlsx", "--out", out)
    assert ran.code == 1
    assert "--format csv" in ran.err
    assert not out.exists()


def test_an_export_that_cannot_be_written_is_told(run: Run, session: str, tmp_path: Path) -> None:
    out = tmp_path / "none" / "x.csv"
    ran = run("sessions", "export", "last", "--format", "csv", "--out", out)
    assert ran.code == 1
    assert str(out) in ran.sentence


def test_a_whole_log_is_whole(run: Run, session: str) -> None:
    ran = run("sessions", "verify", "last")
    assert (ran.code, ran.err) == (0, "")
    assert "is whole" in ran.out


def test_the_first_changed_event_is_named(
    run: Run, session: str, director: Director, folder: Path
) -> None:
    director.close()
    _meddle(folder, "UPDATE events SET data = replace(data, '87500', '8750') WHERE sequence = 4")
    ran = run("sessions", "verify", session)
    assert ran.code == 1
    assert "event 4 " in ran.sentence


def test_a_changed_buyer_is_named(run: Run, session: str, director: Director, folder: Path) -> None:
    director.close()
    _meddle(folder, "UPDATE buyers SET phone = '0900000000'")
    ran = run("sessions", "verify", session)
    assert ran.code == 1
    assert "b1" in ran.sentence
    assert "0900000000" not in ran.sentence


def test_a_comment_that_never_came_is_named(
    run: Run, session: str, director: Director, folder: Path
) -> None:
    director.close()
    _meddle(
        folder,
        "INSERT INTO comments (session_id, comment_id, salt, platform, outer_id, author, text) "
        f"VALUES ('{session}', 'c1', 's', 'facebook', '', 'Hoa', 'chốt 5 tấn')",
    )
    ran = run("sessions", "verify", session)
    assert ran.code == 1
    assert "c1 (event –)" in ran.sentence
    assert "tấn" not in ran.sentence


def _meddle(folder: Path, sql: str) -> None:
    """Change the log as somebody with another tool would, triggers out of the way."""
    connection = sqlite3.connect(folder / "lensong.db")
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for (name,) in triggers.fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    changed = connection.execute(sql).rowcount
    connection.commit()
    connection.close()
    assert changed == 1


@pytest.mark.parametrize(
    ("at", "product", "price_vnd", "orders"),
    [
        ("00:00:01", None, 35_000, 0),
        ("00:00:02", "VT1", 35_000, 0),
        ("00:00:03.999", "VT1", 35_000, 0),
        ("00:00:04.000", "VT1", 35_000, 1),
        ("00:00:06", "VT1", 30_000, 1),
        ("00:00:10", None, 30_000, 1),
        ("99:00:00", None, 30_000, 1),
    ],
)
def test_the_state_as_it_was(
    run: Run, session: str, at: str, product: str | None, price_vnd: int, orders: int
) -> None:
    state = run("replay", "last", "--at", at, "--json").json
    assert state["product"] == product
    assert state["products"][0]["price_vnd"] == price_vnd
    assert state["counters"]["orders"] == orders
    assert list(state) == [
        "session",
        "mode",
        "phase",
        "scene",
        "product",
        "counters",
        "products",
        "sequence",
        "stream",
        "recording",
        "stage",
        "trouble",
        "inbox",
        "comments",
        "confirms_sure",
    ]


@pytest.mark.parametrize(
    ("at", "shown", "length"),
    [
        ("00:00:11", "00:00:11\n", "only 00:00:10 long"),
        ("00:00:10.001", "00:00:10.001\n", "only 00:00:10.000 long"),
    ],
)
def test_a_time_past_the_end_says_so(
    run: Run, session: str, at: str, shown: str, length: str
) -> None:
    ran = run("replay", "last", "--at", at)
    assert ran.code == 0
    assert ran.out.splitlines(keepends=True)[0].endswith(f"  {shown}")
    assert length in ran.err
    assert run("replay", "last", "--at", at, "--json").json["phase"] == "ended"


def test_a_time_within_the_session_says_nothing_more(run: Run, session: str) -> None:
    for at in ("00:00:00", "00:00:10"):
        assert run("replay", "last", "--at", at).err == ""


def test_a_time_after_the_last_event_of_a_session_that_runs(run: Run, director: Director) -> None:
    director.do(opening())
    ran = run("replay", "last", "--at", "00:00:05")
    assert ran.code == 0
    assert "after 00:00:00; this is how it stands" in ran.err


def test_a_replay_in_words(run: Run, session: str) -> None:
    ran = run("replay", session, "--at", "00:00:05")
    assert ran.code == 0
    assert "Vải thiều Lục Ngạn loại 1" in ran.out
    assert "2,5 kg" in ran.out


@pytest.mark.parametrize("at", ["", "5", "1:2", "00:60:00", "-1:00:00", "tối nay"])
def test_a_bad_time_is_wrong_usage(run: Run, session: str, at: str) -> None:
    ran = run("replay", "last", "--at", at)
    assert ran.code == 2
    assert "01:23:45" in ran.sentence


def test_the_viewers_picture_is_written(run: Run, session: str, tmp_path: Path) -> None:
    picture = tmp_path / "then.png"
    ran = run("replay", "last", "--at", "00:00:05", "--json", "--picture", picture)
    assert (ran.code, ran.json["product"]) == (0, "VT1")
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["then.jpg", "then", "then.png.webp"])
def test_a_picture_is_a_png_or_nothing(run: Run, session: str, tmp_path: Path, name: str) -> None:
    ran = run("replay", "last", "--at", "00:00:05", "--picture", tmp_path / name)
    assert ran.code == 2
    assert "must end in .png" in ran.sentence
    assert not (tmp_path / name).exists()


def test_a_name_in_capitals_is_a_png_too(run: Run, session: str, tmp_path: Path) -> None:
    picture = tmp_path / "THEN.PNG"
    assert run("replay", "last", "--at", "00:00:05", "--picture", picture).code == 0
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_picture_that_cannot_be_written_is_told(run: Run, session: str, tmp_path: Path) -> None:
    ran = run("replay", "last", "--at", "00:00:05", "--picture", tmp_path / "none" / "x.png")
    assert ran.code == 1
    assert "x.png" in ran.sentence


def test_a_ruined_log_is_told_and_left_as_it_is(run: Run, folder: Path) -> None:
    folder.mkdir()
    log = folder / "lensong.db"
    log.write_bytes(b"no database" * 1000)
    for arguments in (("sessions", "list"), ("replay", "last", "--at", "00:00:00")):
        ran = run(*arguments)
        assert ran.code == 1
        assert str(log) in ran.sentence
    assert log.read_bytes() == b"no database" * 1000
