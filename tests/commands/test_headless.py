"""A show without a window, as scripts run it: a process of its own, steered over HTTP."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from host_assistant.commands.stopping import stopped_by_signals
from host_assistant.desk.lan import LanAddress, lan_addresses
from host_assistant.journal.journal import Journal
from host_assistant.journal.orders import all_orders
from tests.commands.conftest import LUC_NGAN, Run
from tests.support.obs import free_port
from tests.support.program import HeadlessShow, command_line


@pytest.fixture
def show(folder: Path) -> Iterator[HeadlessShow]:
    with HeadlessShow(folder, "rehearse", "--headless", "--products", LUC_NGAN) as show:
        yield show


def said(show: HeadlessShow) -> tuple[str, str]:
    """What the program printed after its first line, once it has ended."""
    return show.process.communicate(timeout=30)


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_show_cleanly(
    show: HeadlessShow, run: Run, folder: Path, sent: signal.Signals
) -> None:
    show.post("/api/orders", lines=[{"sku": "VT1", "quantity": "5 kg"}])
    with show.http.stream("GET", "/api/events") as stream:
        lines = stream.iter_lines()
        next(lines)
        show.process.send_signal(sent)
        for _ in lines:
            pass
    out, err = said(show)
    assert (show.process.returncode, out) == (0, "")
    assert str(folder / "lensong.db") in err
    (row,) = run("sessions", "list", "--json").json
    assert row["ended_at"] is not None
    assert row["orders"] == 1
    assert run("sessions", "verify", "last").code == 0


def test_the_end_over_http_ends_the_program(show: HeadlessShow) -> None:
    show.post("/api/show/end")
    out, err = said(show)
    assert (show.process.returncode, out) == (0, "")
    assert "Traceback" not in err


def test_a_second_copy_is_refused_but_reading_goes_on(show: HeadlessShow, run: Run) -> None:
    second = run("rehearse", "--headless", "--products", LUC_NGAN)
    assert second.code == 1
    assert "already open" in second.sentence
    show.post("/api/orders", lines=[{"sku": "VT1", "quantity": 1}])
    assert run("sessions", "list", "--json").json[0]["orders"] == 1
    assert run("sessions", "verify", "last").code == 0
    state = run("replay", "last", "--at", "01:00:00", "--json").json
    assert state["counters"] == show.state()["counters"]
    assert run("products", "list").code == 0


def test_the_show_ends_after_its_time(folder: Path, run: Run) -> None:
    ran = subprocess.run(
        command_line(folder, "rehearse", "--headless", "--for", "0.2", "--title", "Tối nay"),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    ready = json.loads(ran.stdout)
    assert ready["ready"] is True
    assert ready["desk"].startswith("http://127.0.0.1:")
    row = run("sessions", "show", ready["session"], "--json").json
    assert (row["title"], row["mode"]) == ("Tối nay", "rehearsal")
    assert row["ended_at"] is not None


def test_the_desk_listens_where_it_is_told(folder: Path) -> None:
    port = free_port()
    with HeadlessShow(folder, "rehearse", "--headless", "--desk-port", port) as show:
        assert show.ready["desk"] == f"http://127.0.0.1:{port}"
        assert show.state()["phase"] == "open"


def test_other_programs_find_the_desk_for_as_long_as_it_stands(
    show: HeadlessShow, folder: Path
) -> None:
    note = folder / "desk.json"
    told = json.loads(note.read_text())
    assert told == {"desk": show.ready["desk"], "token": show.ready["token"]}
    if sys.platform != "win32":
        assert note.stat().st_mode & 0o777 == 0o600
    show.post("/api/show/end")
    said(show)
    assert not note.exists()


def test_orders_answered_before_a_kill_are_all_there_exactly_once(
    show: HeadlessShow, run: Run, folder: Path
) -> None:
    answered: list[str] = []
    enough = threading.Event()

    def place(caller: int) -> None:
        for number in range(1000):
            order_id = f"{caller}-{number}"
            body = {"order_id": order_id, "lines": [{"sku": "VT1", "quantity": 1}]}
            try:
                status = show.http.post("/api/orders", json=body).status_code
            except httpx.HTTPError:
                return
            assert status == 201
            answered.append(order_id)
            if len(answered) > 60:
                enough.set()

    with ThreadPoolExecutor(8) as callers:
        done = [callers.submit(place, caller) for caller in range(8)]
        assert enough.wait(60)
        show.process.kill()
        for one in done:
            one.result()
    show.process.wait(30)
    with Journal.open(folder / "lensong.db") as journal:
        kept = [row.order_id for row in all_orders(journal, show.ready["session"])]
    assert len(kept) == len(set(kept))
    assert set(answered) <= set(kept)
    assert run("sessions", "verify", "last").code == 0


def test_what_was_cut_off_goes_on_as_it_was(show: HeadlessShow, folder: Path) -> None:
    session = show.ready["session"]
    show.post("/api/show/scene", scene="product")
    show.post("/api/show/product", sku="MCH")
    show.post("/api/show/price", sku="MCH", price_vnd=50_000)
    show.post("/api/orders", lines=[{"sku": "MCH", "quantity": 3}])
    before = show.state()
    show.process.kill()
    show.process.wait(30)
    with HeadlessShow(folder, "rehearse", "--headless", "--continue") as again:
        assert again.ready["session"] == session
        after = again.state()
        assert after.pop("sequence") > before.pop("sequence")
        assert after == before


def test_what_was_cut_off_is_told_of_and_left_alone_when_a_new_show_begins(
    show: HeadlessShow, run: Run, folder: Path
) -> None:
    first = show.ready["session"]
    show.post("/api/orders", lines=[{"sku": "VT1", "quantity": 1}])
    show.process.kill()
    show.process.wait(30)
    ran = run("rehearse", "--headless", "--for", "0.05", "--title", "Buổi mới")
    assert ran.code == 0
    second = ran.json["session"]
    (found, _) = ran.err.splitlines()
    assert first in found
    assert "1 order)" in found
    assert "It was left as it is" in found
    assert found.endswith("type: host-assistant rehearse --headless --continue")
    ended = {row["session_id"]: row["ended_at"] for row in run("sessions", "list", "--json").json}
    assert ended[second]
    assert ended[first] is None
    with HeadlessShow(folder, "rehearse", "--headless", "--continue") as again:
        assert again.ready["session"] == first
        assert again.state()["counters"]["orders"] == 1
    assert run("sessions", "verify", first).code == 0


def test_nothing_to_go_on_with_is_told(run: Run) -> None:
    ran = run("rehearse", "--headless", "--continue")
    assert ran.code == 1
    assert "cut off" in ran.sentence


def test_a_rehearsal_is_not_gone_on_with_as_a_live_show(
    show: HeadlessShow, run: Run, folder: Path
) -> None:
    show.process.kill()
    show.process.wait(30)
    ran = run("live", "--headless", "--continue")
    assert ran.code == 1
    assert "other kind" in ran.sentence
    assert show.ready["session"] in ran.sentence
    assert ran.sentence.endswith("host-assistant rehearse --headless --continue")


def test_a_bad_sheet_opens_no_show(run: Run, folder: Path) -> None:
    sheet = LUC_NGAN.parent / "messy.csv"
    ran = run("rehearse", "--headless", "--products", sheet)
    assert (ran.code, ran.out) == (1, "")
    assert "7 lines are wrong" in ran.err
    assert run("sessions", "list", "--json").json == []


def test_a_taken_port_opens_no_show(run: Run) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = run("rehearse", "--headless", "--desk-port", port)
    assert ran.code == 1
    assert str(port) in ran.sentence
    assert run("sessions", "list", "--json").json == []


def test_without_obs_a_live_show_says_what_to_do(run: Run) -> None:
    ran = run("live", "--headless", "--obs", f"ws://127.0.0.1:{free_port()}")
    assert ran.code == 1
    assert "OBS" in ran.sentence
    assert run("sessions", "list", "--json").json == []


@pytest.mark.skipif(sys.platform != "linux", reason="a place that even root cannot write to")
def test_a_folder_that_cannot_be_written_to_opens_no_show(run: Run) -> None:
    ran = run("rehearse", "--headless", "--data-dir", "/proc/len-song")
    assert ran.code == 1
    assert "/proc/len-song" in ran.sentence


def test_settings_that_cannot_be_read_are_told_and_the_show_runs(run: Run, folder: Path) -> None:
    folder.mkdir()
    (folder / "settings.json").write_bytes(b"{")
    ran = run("rehearse", "--headless", "--for", "0.05")
    assert ran.code == 0
    assert "settings.unreadable" in ran.err


def test_a_signal_in_the_middle_of_a_wait_is_heard() -> None:
    with stopped_by_signals() as stopping:
        assert stopping.wait(0.01) == "time"
        timer = threading.Timer(0.05, signal.raise_signal, [signal.SIGINT])
        timer.start()
        assert stopping.wait(30) == "signal"
        timer.join()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.skipif(sys.platform != "win32", reason="Windows alone has Ctrl+Break")
def test_ctrl_break_ends_the_show_on_windows(folder: Path) -> None:
    process = subprocess.Popen(
        command_line(folder, "rehearse", "--headless"),
        stdout=subprocess.PIPE,
        creationflags=subprocess.CREATE_NEW_PROCESS_GROUP,  # type: ignore[attr-defined]
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.CTRL_BREAK_EVENT)  # type: ignore[attr-defined]
    assert process.wait(30) == 0


def test_the_demo_plays_itself_and_says_where_its_papers_lie(run: Run, folder: Path) -> None:
    ran = run("rehearse", "--headless", "--demo", "--for", "2")
    assert ran.code == 0
    demo = folder / "demo"
    for path in (folder / "lensong.db", demo / "01-mo-man.jpg", demo / "orders.xlsx"):
        assert str(path) in ran.out
        assert path.stat().st_size > 1000
    pictures = sorted(path.name for path in demo.glob("*.jpg"))
    assert [name[:3] for name in pictures] == [f"{n:02d}-" for n in range(1, len(pictures) + 1)]
    assert len(pictures) == 7
    state = run("replay", "last", "--at", "01:00:00", "--json").json
    assert (state["phase"], state["mode"]) == ("ended", "rehearsal")
    assert (state["counters"]["orders"], state["counters"]["pending"]) == (6, 1)
    assert run("sessions", "verify", "last").code == 0


def test_phones_are_let_in_where_it_was_asked_for(folder: Path) -> None:
    addresses = lan_addresses()
    if not addresses:
        pytest.skip("this machine is in no network")
    wifi = addresses[0].address
    with HeadlessShow(folder, "rehearse", "--headless", "--wifi", wifi) as show:
        url = show.ready["wifi"]
        assert url.startswith(f"http://{wifi}:")
        code = show.post("/api/invitations", role="screen")["code"]
        with httpx.Client(base_url=url, headers={"Origin": url.rstrip("/")}) as phone:
            assert phone.post("/sign-in", json={"code": code}).json() == {"to": "/screen"}
            assert phone.get("/api/state").json()["session"] == show.ready["session"]


@pytest.mark.parametrize("address", ["0.0.0.0", "127.0.0.1", "8.8.8.8", "localhost", "x", ""])
def test_an_address_that_is_none_of_this_computers_opens_nothing(run: Run, address: str) -> None:
    ran = run("rehearse", "--headless", "--wifi", address)
    assert ran.code == (2 if lan_addresses() else 1)
    known = [one.address for one in lan_addresses()] or ["Wi-Fi"]
    assert all(one in ran.sentence for one in known)
    assert run("sessions", "list", "--json").json == []


def test_the_addresses_there_are_can_be_asked_for(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = (LanAddress("192.168.1.5", "wlan0"), LanAddress("10.0.0.7", "eth0"))
    monkeypatch.setattr("host_assistant.desk.lan.lan_addresses", lambda: known)
    listed = run("rehearse", "--wifi", "list")
    assert (listed.code, listed.out) == (0, "192.168.1.5 (wlan0)\n10.0.0.7 (eth0)\n")
    wrong = run("live", "--headless", "--wifi", "abc")
    assert "“abc”" in wrong.sentence
    assert "192.168.1.5 (wlan0), 10.0.0.7 (eth0)" in wrong.sentence
    assert "--wifi list" in " ".join(run("rehearse", "--help").out.split())


def test_a_computer_in_no_network_is_told_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("host_assistant.desk.lan.lan_addresses", tuple)
    ran = run("rehearse", "--headless", "--wifi", "192.168.1.5")
    assert ran.code == 1
    assert "no Wi-Fi" in ran.sentence
