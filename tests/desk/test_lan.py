"""Which of this computer's addresses phones may be let in at."""

import socket
from types import SimpleNamespace

import psutil
import pytest

from host_assistant.desk import lan
from host_assistant.desk.lan import LanAddress, lan_addresses


def card(address: str, family: socket.AddressFamily = socket.AF_INET) -> SimpleNamespace:
    return SimpleNamespace(family=family, address=address)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A laptop with a cable, Wi-Fi, a modem on the open Internet, and a card switched off."""
    cards = {
        "lo": [card("127.0.0.1"), card("::1", socket.AF_INET6)],
        "docker0": [card("172.17.0.1")],
        "eth0": [card("10.0.0.7"), card("fe80::1", socket.AF_INET6)],
        "wlan0": [card("192.168.1.5")],
        "wwan0": [card("8.8.4.4")],
        "auto0": [card("169.254.3.4")],
        "off0": [card("192.168.9.9")],
    }
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: cards)
    states = {name: SimpleNamespace(isup=name != "off0") for name in cards if name != "lo"}
    monkeypatch.setattr(psutil, "net_if_stats", lambda: states)
    monkeypatch.setattr(lan, "_address_in_use", lambda: "192.168.1.5")


def test_private_networks_alone_the_one_in_use_first(machine: None) -> None:
    assert lan_addresses() == (
        LanAddress("192.168.1.5", "wlan0"),
        LanAddress("172.17.0.1", "docker0"),
        LanAddress("10.0.0.7", "eth0"),
    )


def test_without_a_network_there_is_none(machine: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(psutil, "net_if_stats", dict)
    assert lan_addresses() == ()


def test_this_machine_can_listen_at_each_of_its_own() -> None:
    for one in lan_addresses():
        with socket.create_server((one.address, 0)):
            pass
        assert not one.address.startswith(("127.", "0."))
