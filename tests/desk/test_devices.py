"""Who is signed in: tokens, names, limits, and being thrown out."""

import pytest

from host_assistant.desk.devices import (
    FORGOTTEN_AFTER_MS,
    MAX_DEVICES,
    MAX_NAME,
    Devices,
    TooManyDevices,
)


class Clock:
    def __init__(self) -> None:
        self.now_ms = 1_700_000_000_000

    def __call__(self) -> int:
        return self.now_ms


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def devices(clock: Clock) -> Devices:
    return Devices(clock)


def test_a_token_is_long_and_known_and_nothing_else_is(devices: Devices) -> None:
    admitted = devices.admit("helper", "Lan")
    assert len(admitted.token) * 6 >= 128
    entry = devices.of_token(admitted.token)
    assert entry is not None
    assert (entry.device, len(entry.csrf) * 6 >= 128) == (admitted.device, True)
    for other in (
        "",
        admitted.token[:-1],
        admitted.token + "A",
        admitted.device.device_id,
        "\ud800",
    ):
        assert devices.of_token(other) is None


def test_the_token_itself_is_kept_nowhere(devices: Devices) -> None:
    token = devices.admit("helper", "Lan").token
    assert token not in repr(vars(devices))


def test_names_are_one_line_and_not_endless(devices: Devices) -> None:
    for name, kept in [("  Lan\n Tú ", "Lan Tú"), ("", ""), ("x" * 500, "x" * MAX_NAME)]:
        assert devices.admit("screen", name).device.name == kept
    turned = devices.admit("screen", "Lan\u202egnud").device.name
    assert "\u202e" not in turned


def test_seen_is_when_it_last_asked(devices: Devices, clock: Clock) -> None:
    admitted = devices.admit("helper", "Lan")
    clock.now_ms += 5000
    devices.of_token(admitted.token)
    (device,) = devices.all()
    assert (device.since_ms, device.seen_ms) == (clock.now_ms - 5000, clock.now_ms)
    clock.now_ms += 5000
    devices.note_seen(device.device_id)
    devices.note_seen("nobody")
    assert devices.all()[0].seen_ms == clock.now_ms


def test_a_device_that_stays_away_is_forgotten(devices: Devices, clock: Clock) -> None:
    admitted = devices.admit("helper", "Lan")
    clock.now_ms += FORGOTTEN_AFTER_MS + 1
    assert devices.of_token(admitted.token) is None
    assert devices.all() == ()


def test_there_is_room_for_so_many_and_for_more_once_one_is_out(devices: Devices) -> None:
    admitted = [devices.admit("screen", f"{number}") for number in range(MAX_DEVICES)]
    with pytest.raises(TooManyDevices):
        devices.admit("screen", "one more")
    again = devices.admit("helper", "anew", instead_of=admitted[3].token)
    assert devices.of_token(admitted[3].token) is None
    assert devices.throw_out(again.device.device_id)
    assert devices.admit("screen", "one more").device in devices.all()


def test_whoever_listens_hears_of_each_that_comes_or_goes(devices: Devices) -> None:
    heard: list[int] = []
    unsubscribe = devices.subscribe(lambda: heard.append(len(devices.all())))
    device = devices.admit("helper", "Lan").device
    devices.throw_out(device.device_id)
    devices.throw_out(device.device_id)
    unsubscribe()
    devices.admit("helper", "Tú")
    assert heard == [1, 0]
