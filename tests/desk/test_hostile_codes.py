"""Ten thousand guesses at the door: none gets in, and those with a code still do."""

import itertools

import pytest

from host_assistant.control_room.director import Director
from host_assistant.desk import wifi_guard
from host_assistant.desk.codes import MAX_TRIES_EACH, MAX_TRIES_IN_ALL
from host_assistant.desk.server import Desk
from host_assistant.desk.wifi_guard import DEVICE_BURST
from tests.desk.raw import line_to, request, status_of
from tests.desk.wifi import LAN, ROLES, new_address, sign_in, signed_in, stranger

GUESSES = 10_000
AT_ONCE = 40  # requests on a line before their answers are read


def guesses_at(desk: Desk) -> list[bytes]:
    good = {desk.codes.current(role).digits for role in ROLES}
    digits = (number for number in range(10**6) if f"{number:06d}" not in good)
    origin = f"Origin: http://{desk.wifi_authority}"
    return [
        request(desk, "POST", "/sign-in", [origin], b'{"code": "%06d"}' % number)
        for number in itertools.islice(digits, GUESSES)
    ]


def answers_to(desk: Desk, said: list[bytes], address: str) -> list[int]:
    """The status of each answer to requests sent over one line."""
    statuses: list[int] = []
    with line_to(desk, address) as line:
        for start in range(0, len(said), AT_ONCE):
            batch = said[start : start + AT_ONCE]
            line.sendall(b"".join(batch))
            heard = bytearray()
            while heard.count(b"HTTP/1.1 ") < len(batch) or not heard.endswith(b"}"):
                part = line.recv(65536)
                assert part, "the line was closed"
                heard += part
            statuses += [status_of(b"HTTP/1.1 " + one) for one in heard.split(b"HTTP/1.1 ")[1:]]
    return statuses


def test_ten_thousand_guesses_from_one_address(own_desk: Desk, director: Director) -> None:
    with signed_in(own_desk, "helper") as helper:
        statuses = answers_to(own_desk, guesses_at(own_desk), new_address())
        assert len(statuses) == GUESSES
        assert statuses[:MAX_TRIES_EACH] == [403] * MAX_TRIES_EACH
        assert set(statuses[MAX_TRIES_EACH:]) == {429}
        assert len(own_desk.devices.all()) == 1
        order = {"lines": [{"sku": "VT1", "quantity": 1}]}
        assert helper.post("/api/orders", json=order).status_code == 201
        with stranger(own_desk) as phone:
            # Somebody else types what the host reads out, right after the attack.
            sign_in(phone, own_desk.codes.current("screen").digits)


def test_guesses_from_many_addresses_are_counted_together(own_desk: Desk) -> None:
    said = guesses_at(own_desk)
    statuses: list[int] = []
    for number in range(50):
        statuses += answers_to(own_desk, said[number * 10 : number * 10 + 10], new_address())
    assert statuses.count(403) == MAX_TRIES_IN_ALL
    assert statuses.count(429) == len(statuses) - MAX_TRIES_IN_ALL
    with stranger(own_desk) as phone:
        digits = own_desk.codes.current("helper").digits
        put_off = phone.post("/sign-in", json={"code": digits})
        assert (put_off.status_code, put_off.json()["error"]) == (429, "too_many_tries")
        assert 0 < int(put_off.headers["Retry-After"]) <= 300
        # The picture of the code still lets a phone in.
        sign_in(phone, own_desk.codes.current("helper").long)


def test_a_good_code_with_no_room_left_says_so(own_desk: Desk) -> None:
    for number in range(24):
        own_desk.devices.admit("screen", f"{number}")
    with stranger(own_desk) as phone:
        code = own_desk.codes.current("helper").digits
        answer = phone.post("/sign-in", json={"code": code, "name": "Lan"})
        assert (answer.status_code, answer.json()["error"]) == (409, "too_many_devices")
        own_desk.devices.throw_out(own_desk.devices.all()[0].device_id)
        sign_in(phone, code)


@pytest.mark.parametrize(
    "code", ["x" * 100, "１２３４５６", "000000\x00", "🍒" * 6, "' OR 1=1 --", "../.."]
)
def test_strange_codes_are_wrong_ones(own_desk: Desk, code: str) -> None:
    with stranger(own_desk) as phone:
        answer = phone.post("/sign-in", json={"code": code})
        assert (answer.status_code, answer.json()["error"]) == (403, "wrong_code")
        assert code not in answer.text


def test_a_device_that_asks_without_end_is_slowed_down_and_others_are_not(
    own_desk: Desk, director: Director, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So slowly that a busy machine counts the same.
    monkeypatch.setattr(wifi_guard, "DEVICE_PER_S", 0.01)
    own_desk.close_wifi()
    own_desk.open_wifi(LAN)
    with signed_in(own_desk, "screen") as busy, signed_in(own_desk, "helper") as helper:
        cookie = f"Cookie: lensong={busy.cookies['lensong']}"
        said = [request(own_desk, "GET", "/api/state", [cookie])] * (2 * DEVICE_BURST)
        statuses = answers_to(own_desk, said, new_address())
        # Signing in and opening the page were two.
        assert statuses[: DEVICE_BURST - 2] == [200] * (DEVICE_BURST - 2)
        assert set(statuses[DEVICE_BURST:]) == {429}
        told = busy.get("/api/state")
        assert (told.status_code, told.json()["error"]) == (429, "too_busy")
        assert 0 < int(told.headers["Retry-After"]) <= 100
        assert helper.get("/api/state").status_code == 200


def test_a_stranger_who_asks_without_end_is_slowed_down(own_desk: Desk) -> None:
    said = [request(own_desk, "GET", "/static/base.css")] * 400
    with line_to(own_desk, address := new_address()) as line:
        line.sendall(b"".join(said))
        heard = bytearray()
        while heard.count(b"HTTP/1.1 429 ") == 0:
            heard += line.recv(65536)
    with stranger(own_desk, address) as guest:
        assert guest.get("/").status_code in (200, 429)
    with stranger(own_desk) as other:
        assert other.get("/").status_code == 200
