"""Script in every field: shown as what it is on every page, and harmless in every sheet."""

import csv
import html
import io
import logging
import secrets
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgspec
import openpyxl
import pytest
from jinja2 import UndefinedError

from host_assistant.control_room.director import Director
from host_assistant.desk.guard import Visitor
from host_assistant.desk.pages import render
from host_assistant.desk.server import Desk
from host_assistant.journal.export import ExportFormat, export
from host_assistant.journal.journal import Journal
from host_assistant.show.commands import OpenSession
from tests.desk.conftest import GOODS
from tests.desk.wifi import ROLES, signed_in, stranger

SCRIPTS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus=alert(1) x='",
    "</script><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)//",
)
FORMULAS = ('=HYPERLINK("http://evil.example","x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "＝1+1")
STRANGE = (*SCRIPTS, *FORMULAS)
PHONES = tuple(f"09012345{number:02d}" for number in range(len(STRANGE)))


@pytest.fixture
def hostile_show(no_show: Director) -> Director:
    """A show whose goods are named by somebody who means harm."""
    goods = tuple(
        msgspec.structs.replace(product, name=script, unit=script[:20], stock_milli=None)
        for product, script in zip(GOODS, SCRIPTS, strict=False)
    )
    session_id = secrets.token_hex(4)
    no_show.do(OpenSession(session_id=session_id, title=SCRIPTS[0], mode="live", products=goods))
    return no_show


@pytest.fixture
def session(hostile_show: Director) -> str:
    return hostile_show.state.session or ""


@pytest.fixture
def taken(hostile_show: Director, open_desk: Desk, client: httpx.Client) -> Iterator[httpx.Client]:
    """A helper, after orders and comments whose every field means harm."""
    with signed_in(open_desk, "helper", SCRIPTS[1]) as helper:
        for number, text in enumerate(STRANGE):
            order = {
                "order_id": text[:64].strip(),
                "lines": [{"sku": "VT1", "quantity": 1}],
                "buyer": {
                    "name": text,
                    "phone": PHONES[number],
                    "address": text,
                    "country": text,
                },
                "source": text,
            }
            assert helper.post("/api/orders", json=order).status_code == 201, text
        comments = [
            {"platform": text[:40], "author": text, "text": f"{text} 2 VT1 {phone}"}
            for text, phone in zip(STRANGE, PHONES, strict=True)
        ]
        assert client.post("/api/comments", json=comments).status_code == 202
        yield helper


def test_every_page_shows_the_name_of_the_device_as_text(open_desk: Desk) -> None:
    for script in SCRIPTS:
        for role in ROLES:
            with signed_in(open_desk, role, script) as phone:
                for path in (f"/{role}", "/none", "/remote"):
                    page = phone.get(path)
                    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
                    assert html.escape(script) == script or script not in page.text
                    assert "49" not in page.text.partition("data-device")[2][:60]


def test_no_page_repeats_what_its_address_says(open_desk: Desk) -> None:
    with stranger(open_desk) as guest, signed_in(open_desk, "helper") as helper:
        for script in SCRIPTS:
            for client in (guest, helper):
                for path in ("/", "/none/", "/helper"):
                    answer = client.get(path + script, params={"lang": script, "q": script})
                    assert script not in answer.text
                    assert "Set-Cookie" not in answer.headers


def test_what_the_pages_fetch_is_never_taken_for_a_page(taken: httpx.Client) -> None:
    for path in ("/api/orders", "/api/inbox", "/api/buyers/recent", "/api/goods", "/api/state"):
        answer = taken.get(path)
        assert answer.status_code == 200, path
        assert answer.headers["Content-Type"] == "application/json"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    names = {order["buyer"]["name"] for order in taken.get("/api/orders").json()["orders"]}
    assert SCRIPTS[0] in names


def test_an_error_that_quotes_what_was_sent_is_json(taken: httpx.Client) -> None:
    for script in SCRIPTS:
        body = {"lines": [{"sku": script, "quantity": script}]}
        answer = taken.post("/api/orders", json=body)
        assert answer.status_code == 422
        assert answer.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("format", ["csv", "carrier-csv"])
def test_no_cell_of_a_sheet_of_text_is_calculated(
    taken: httpx.Client, session: str, log_path: Path, tmp_path: Path, format: ExportFormat
) -> None:
    target = tmp_path / "sheet.csv"
    with Journal.open(log_path, read_only=True) as journal:
        export(journal, session, format, target)
    rows = list(csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
    cells = [cell for row in rows for cell in row]
    assert len(rows) > len(STRANGE)
    assert [cell for cell in cells if cell.lstrip().startswith(("=", "+", "@", "＝"))] == []
    assert [cell for cell in cells if cell.startswith("-") and not cell[1:].isdecimal()] == []


@pytest.mark.parametrize("format", ["xlsx", "carrier-xlsx"])
def test_no_cell_of_a_workbook_is_calculated(
    taken: httpx.Client, session: str, log_path: Path, tmp_path: Path, format: ExportFormat
) -> None:
    target = tmp_path / "sheet.xlsx"
    with Journal.open(log_path, read_only=True) as journal:
        export(journal, session, format, target)
    cells = [
        cell
        for sheet in openpyxl.load_workbook(target)
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert [cell.hyperlink for cell in cells if cell.hyperlink] == []
    assert any("alert(1)" in str(cell.value) for cell in cells)


def test_the_archive_holds_one_event_a_line_and_nothing_of_buyers(
    taken: httpx.Client, session: str, log_path: Path, tmp_path: Path
) -> None:
    target = tmp_path / "events.jsonl"
    with Journal.open(log_path, read_only=True) as journal:
        export(journal, session, "jsonl", target)
    text = target.read_text(encoding="utf-8")
    assert all(msgspec.json.decode(line) for line in text.splitlines())
    assert [phone for phone in PHONES if phone in text] == []


def test_a_template_that_names_what_is_not_there_fails_instead_of_showing_nothing() -> None:
    with pytest.raises(UndefinedError, match="message"):
        render("error.html", Visitor("stranger"))


def test_nothing_of_buyers_and_no_token_is_logged(
    taken: httpx.Client,
    open_desk: Desk,
    director_fails: None,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    codes = [open_desk.codes.current(role) for role in ROLES]
    order = {
        "order_id": PHONES[0],
        "lines": [{"sku": "VT1", "quantity": 1}],
        "buyer": {"name": "Nguyễn Thị Bí Mật", "phone": PHONES[0]},
    }
    assert taken.post("/api/orders", json=order).status_code == 500
    assert taken.post(f"/api/orders/{PHONES[0]}/confirm").status_code == 500
    with stranger(open_desk) as guest:
        for code in codes:
            assert guest.post("/sign-in", json={"code": code.long + "x"}).status_code == 403
    printed = capfd.readouterr()
    told = caplog.text + printed.out + printed.err
    secrets = [
        *PHONES,
        "Bí Mật",
        taken.cookies["lensong"],
        taken.headers["X-Len-Song"],
        *(code.long for code in codes),
        *(code.digits for code in codes),
    ]
    assert [secret for secret in secrets if secret in told] == []
    assert "a request for Orders.place failed: ZeroDivisionError" in caplog.text


@pytest.fixture
def director_fails(
    taken: httpx.Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """From now on every change fails with words that hold everything; all loggers are heard."""

    def fail(_self: Director, command: object) -> None:
        raise ZeroDivisionError(repr(command))

    monkeypatch.setattr(Director, "submit", fail)
    caplog.set_level(logging.DEBUG)
    # The browser's side of these tests logs what it sends.
    for name in ("httpx", "httpcore"):
        caplog.set_level(logging.WARNING, logger=name)
        caplog.set_level(logging.WARNING, logger=f"{name}.http11")
        caplog.set_level(logging.WARNING, logger=f"{name}.connection")
