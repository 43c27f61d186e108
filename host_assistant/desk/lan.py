"""The addresses by which others in the same house reach this computer."""

from __future__ import annotations

import contextlib
import ipaddress
import socket

import msgspec
import psutil

# An address kept for documentation (RFC 5737): asked which way it would go, the system names the
# network in use. Nothing is sent.
_ANYWHERE = ("198.51.100.1", 9)


class LanAddress(msgspec.Struct, frozen=True):
    """`network` is what the system calls the card: "wlan0", "Wi-Fi"."""

    address: str
    network: str


def lan_addresses() -> tuple[LanAddress, ...]:
    """This computer's addresses in private networks, the one in use first.

    Public addresses are left out: what is served there, all the world can ask.
    """
    states = psutil.net_if_stats()
    found = [
        LanAddress(card.address, network)
        for network, cards in psutil.net_if_addrs().items()
        for card in cards
        if card.family is socket.AF_INET
        and (state := states.get(network)) is not None
        and state.isup
        and _is_private(card.address)
    ]
    in_use = _address_in_use()
    return tuple(sorted(found, key=lambda one: (one.address != in_use, one.network)))


def _is_private(address: str) -> bool:
    ip = ipaddress.IPv4Address(address)
    return ip.is_private and not (ip.is_loopback or ip.is_link_local or ip.is_unspecified)


def _address_in_use() -> str:
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        asked.connect(_ANYWHERE)
        return str(asked.getsockname()[0])
    return ""
