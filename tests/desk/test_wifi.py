"""The door on the Wi-Fi: off until asked for, at one address, and shut for good when shut."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from host_assistant.control_room.director import Director
from host_assistant.control_room.inbox import Inbox
from host_assistant.data_folder import DataFolder
from host_assistant.desk import standing
from host_assistant.desk.lan import LanAddress
from host_assistant.desk.roles import Role
from host_assistant.desk.server import Desk, PortTaken, open_door
from host_assistant.desk.service import Service
from host_assistant.desk.standing import AddressGone, StandingDesk
from tests.desk.conftest import TOKEN
from tests.desk.wifi import LAN, ROLES, sign_in, signed_in, stranger, url_of
from tests.support.waiting import wait_until


def rest_of(heard: Iterator[str]) -> str:
    """What still comes until the end of a stream, however it ends."""
    said = ""
    try:
        for line in heard:
            said += line
    except httpx.RemoteProtocolError:
        pass  # cut off
    return said


@pytest.fixture
def standing_desk(
    no_show: Director, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> StandingDesk:
    monkeypatch.setattr(standing, "lan_addresses", lambda: (LanAddress(LAN, "wlan0"),))
    folder = DataFolder(tmp_path)
    return StandingDesk(folder, no_show, Inbox(no_show), open_door())


def test_off_until_it_is_opened(desk: Desk, standing_desk: StandingDesk) -> None:
    with pytest.raises(httpx.ConnectError):
        httpx.get(standing_desk.address.replace("127.0.0.1", LAN))
    assert standing_desk.wifi_url is None
    assert standing_desk.invitation("helper") is None
    standing_desk.close()


def test_phones_find_the_next_show_at_the_same_address(
    no_show: Director, standing_desk: StandingDesk, tmp_path: Path
) -> None:
    standing_desk.open_wifi(LAN)
    url = standing_desk.wifi_url
    standing_desk.close()
    tomorrow = StandingDesk(DataFolder(tmp_path), no_show, Inbox(no_show), open_door())
    tomorrow.open_wifi(LAN)
    assert tomorrow.wifi_url == url
    tomorrow.close()


@pytest.mark.parametrize("kept", ["", "[]", '{"port": 70000}', '{"port": "x"}', '{"port": -1}'])
def test_a_spoiled_note_of_the_address_is_left_aside(
    no_show: Director, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: str
) -> None:
    monkeypatch.setattr(standing, "lan_addresses", lambda: (LanAddress(LAN, "wlan0"),))
    (tmp_path / "phones.json").write_text(kept, encoding="utf-8")
    desk = StandingDesk(DataFolder(tmp_path), no_show, Inbox(no_show), open_door())
    desk.open_wifi(LAN)
    assert desk.wifi_url is not None
    desk.close()


def test_a_phone_comes_in_by_the_picture_of_the_code(standing_desk: StandingDesk) -> None:
    standing_desk.open_wifi(LAN)
    invitation = standing_desk.invitation("remote")
    assert invitation is not None
    url, _, code = invitation.url.partition("#code=")
    assert url == standing_desk.wifi_url
    assert len(code) * 6 >= 128
    with httpx.Client(base_url=url, headers={"Origin": url.rstrip("/")}) as phone:
        assert sign_in(phone, code, "Anh Tú").json() == {"to": "/remote"}
        assert phone.get("/remote").status_code == 200
    (device,) = standing_desk.devices.all()
    assert (device.name, device.role) == ("Anh Tú", "remote")
    later = standing_desk.invitation("remote")
    assert later is not None
    assert later.url != invitation.url
    assert later.code == invitation.code
    standing_desk.close()


def test_an_address_that_is_not_this_computers_is_told(standing_desk: StandingDesk) -> None:
    with pytest.raises(AddressGone) as told:
        standing_desk.open_wifi("0.0.0.0")
    assert "Wi-Fi" in told.value.sentence()
    assert standing_desk.wifi_url is None
    standing_desk.close()


def test_it_listens_at_that_one_address(own_desk: Desk) -> None:
    port = int(url_of(own_desk).rpartition(":")[2])
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.3", port), timeout=5)


def test_the_same_number_serves_both_doors(own_desk: Desk) -> None:
    assert own_desk.address.rpartition(":")[2] == url_of(own_desk).rpartition(":")[2]


def test_another_number_where_that_one_is_taken(own_desk: Desk) -> None:
    own_desk.close_wifi()
    number = int(own_desk.address.rpartition(":")[2])
    with socket.create_server((LAN, number)):
        own_desk.open_wifi(LAN)
    assert url_of(own_desk) != f"http://{LAN}:{number}"
    with stranger(own_desk) as phone:
        assert phone.get("/").status_code == 200


def test_where_nothing_can_listen_is_told(own_desk: Desk) -> None:
    with pytest.raises(PortTaken):
        own_desk.open_wifi("192.0.2.200")
    assert own_desk.wifi_authority is None
    own_desk.open_wifi(LAN)


def test_closing_cuts_everybody_off_and_ends_the_codes(own_desk: Desk, director: Director) -> None:
    with signed_in(own_desk, "screen") as phone:
        code = own_desk.codes.current("helper")
        with phone.stream("GET", "/api/events") as response:
            next(heard := response.iter_lines())
            own_desk.close_wifi()
            assert "id: " not in rest_of(heard)
        with pytest.raises(httpx.ConnectError):
            phone.get("/")
    assert own_desk.codes.current("helper").long != code.long


def test_it_does_not_open_while_the_desk_is_being_closed(
    own_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    closing, opened = threading.Event(), threading.Event()
    close = Service.close

    def held_up(service: Service) -> None:
        closing.set()
        assert opened.wait(20)
        close(service)

    monkeypatch.setattr(Service, "close", held_up)
    ending = threading.Thread(target=own_desk.close)
    ending.start()
    assert closing.wait(20)
    own_desk.open_wifi(LAN)
    opened.set()
    ending.join(20)
    assert not ending.is_alive()
    assert own_desk.wifi_authority is None


def test_nothing_answers_where_the_desk_could_not_be_set_up_whole(
    no_show: Director, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_thread(_folder: DataFolder, _inbox: Inbox) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(standing, "SsnDoor", no_thread)
    door = open_door()
    place = door.getsockname()
    with pytest.raises(RuntimeError):
        StandingDesk(DataFolder(tmp_path), no_show, Inbox(no_show), door)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(place, timeout=5)
    assert not (tmp_path / "desk.json").exists()


def test_who_signed_in_is_let_in_when_it_opens_again(own_desk: Desk) -> None:
    with signed_in(own_desk, "helper") as phone:
        own_desk.close_wifi()
        own_desk.open_wifi(LAN)
        assert phone.get("/api/state").status_code == 200


def test_this_computer_is_answered_whatever_the_wifi_does(own_desk: Desk) -> None:
    with httpx.Client(
        base_url=own_desk.address, headers={"Authorization": f"Bearer {TOKEN}"}
    ) as program:
        for _ in range(3):
            own_desk.close_wifi()
            assert program.get("/api/state").status_code == 200
            own_desk.open_wifi(LAN)
            assert program.get("/api/state").status_code == 200


def test_opened_twice_is_open_once(own_desk: Desk) -> None:
    before = url_of(own_desk)
    own_desk.open_wifi("127.0.0.3")
    with pytest.raises(httpx.ConnectError):
        httpx.get(before)
    with stranger(own_desk) as phone:
        assert phone.get("/").status_code == 200


def test_thrown_out_hears_and_says_nothing_more(own_desk: Desk, director: Director) -> None:
    with signed_in(own_desk, "helper", "Lan") as lan, signed_in(own_desk, "helper", "Tú") as tu:
        with lan.stream("GET", "/api/events") as response:
            next(heard := response.iter_lines())
            gone, kept = own_desk.devices.all()
            assert own_desk.devices.throw_out(gone.device_id)
            assert "id: " not in rest_of(heard)
        assert lan.get("/api/state").status_code == 401
        assert lan.post("/api/orders", json={}).status_code == 401
        assert lan.get("/helper").headers["Location"] == "/"
        assert tu.get("/api/state").status_code == 200
        assert [device.device_id for device in own_desk.devices.all()] == [kept.device_id]
    assert not own_desk.devices.throw_out(gone.device_id)


def test_signing_out_is_the_end_of_that_device(own_desk: Desk) -> None:
    with signed_in(own_desk, "screen") as phone:
        token = phone.cookies["lensong"]
        assert phone.post("/sign-out").json() == {"to": "/"}
        assert "lensong" not in phone.cookies
        phone.cookies.set("lensong", token)
        assert phone.get("/api/state").status_code == 401
    assert own_desk.devices.all() == ()


def test_a_phone_that_signs_in_anew_is_one_device(own_desk: Desk) -> None:
    with signed_in(own_desk, "helper") as phone:
        sign_in(phone, own_desk.codes.current("remote").digits, "Chị Lan")
        assert phone.get("/").headers["Location"] == "/remote"
    (device,) = own_desk.devices.all()
    assert device.role == "remote"


def test_a_third_stream_of_a_phone_ends_its_first(own_desk: Desk, director: Director) -> None:
    with signed_in(own_desk, "screen") as phone, phone.stream("GET", "/api/events") as first:
        next(heard := first.iter_lines())
        with (
            phone.stream("GET", "/api/events") as second,
            phone.stream("GET", "/api/events") as third,
        ):
            next(second.iter_lines())
            next(third.iter_lines())
            assert "id: " not in rest_of(heard)


def test_a_screen_that_listens_is_seen(
    own_desk: Desk, director: Director, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("host_assistant.desk.updates.KEEP_ALIVE_S", 0.05)
    with signed_in(own_desk, "screen") as phone, phone.stream("GET", "/api/events") as response:
        heard = response.iter_lines()
        next(heard)
        (before,) = own_desk.devices.all()
        wait_until(lambda: own_desk.devices.all()[0].seen_ms > before.seen_ms)


def test_cookies_are_kept_from_scripts_and_other_sites(own_desk: Desk) -> None:
    with stranger(own_desk) as phone:
        answer = sign_in(phone, own_desk.codes.current("helper").digits)
    cookie = answer.headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert len(phone.cookies["lensong"]) * 6 >= 128


@pytest.mark.parametrize("role", ROLES)
def test_each_role_has_its_page(open_desk: Desk, role: Role) -> None:
    with signed_in(open_desk, role) as phone:
        assert phone.get("/").headers["Location"] == f"/{role}"
        page = phone.get(f"/{role}")
        assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")


def test_a_program_invites_and_throws_out_as_the_window_does(own_desk: Desk) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with httpx.Client(base_url=own_desk.address, headers=headers) as program:
        invited = program.post("/api/invitations", json={"role": "helper"}).json()
        assert set(invited) == {"url", "code", "expires_at"}
        url, _, code = invited["url"].partition("/#code=")
        assert url == url_of(own_desk)
        with stranger(own_desk) as phone:
            sign_in(phone, code, "Chị Lan")
            (device,) = program.get("/api/devices").json()["devices"]
            assert (device["name"], device["role"]) == ("Chị Lan", "helper")
            gone = program.post(f"/api/devices/{device['device_id']}/throw-out")
            assert gone.json() == {"device_id": device["device_id"]}
            assert phone.get("/api/state").status_code == 401
            # The six digits that it may remember are no longer good.
            assert phone.post("/sign-in", json={"code": invited["code"]}).status_code == 403
        again = program.post(f"/api/devices/{device['device_id']}/throw-out")
        assert (again.status_code, again.json()["error"]) == (404, "unknown_device")
        assert program.post("/api/invitations", json={"role": "boss"}).status_code == 422
        own_desk.close_wifi()
        closed = program.post("/api/invitations", json={"role": "helper"})
        assert (closed.status_code, closed.json()["error"]) == (409, "wifi_closed")
