"""The door for helpers' phones in words: networks, roles, times and what can go wrong."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, Literal

from host_assistant.language import _, ngettext
from ui.words import ago_words

if TYPE_CHECKING:
    from host_assistant.desk.lan import LanAddress
    from host_assistant.desk.roles import Role

HERE_MS: Final = 15_000
Kind = Literal["wifi", "hotspot", "cable", "other"]
# Windows hands out 192.168.137.x when it is the hotspot itself, NetworkManager 10.42.x.x.
_HOTSPOTS: Final = ("192.168.137.", "10.42.")
_WIFI: Final = re.compile(r"wi-?fi|wlan|wireless|^wl", re.IGNORECASE)
_CABLE: Final = re.compile(r"ethernet|^e(th|n[opsx])", re.IGNORECASE)
_MADE_UP: Final = re.compile(
    r"docker|^br-|^veth|virbr|vmnet|vethernet|virtualbox|vmware|^tun|^tap|utun|tailscale|zerotier",
    re.IGNORECASE,
)
_ORDER: Final[tuple[Kind, ...]] = ("wifi", "hotspot", "cable", "other")


def kind_of(network: LanAddress) -> Kind:
    """By the name that the computer gives it, and the address where that tells."""
    name = network.network
    if _MADE_UP.search(name):
        return "other"
    if network.address.startswith(_HOTSPOTS):
        return "hotspot"
    if _WIFI.search(name) or (name == "en0" and sys.platform == "darwin"):
        return "wifi"
    return "cable" if _CABLE.search(name) else "other"


def usual_first(networks: Iterable[LanAddress]) -> tuple[LanAddress, ...]:
    """The likeliest network for phones first."""
    return tuple(sorted(networks, key=lambda each: _ORDER.index(kind_of(each))))


def network_words(network: LanAddress) -> str:
    kind = {
        "wifi": _("Wi-Fi"),
        "hotspot": _("Wi-Fi of this computer"),
        "cable": _("Cable"),
        "other": network.network,
    }[kind_of(network)]
    return f"{kind} · {network.address}"


def role_name(role: Role) -> str:
    return {
        "helper": _("Takes orders"),
        "remote": _("Remote control"),
        "screen": _("Second display"),
    }[role]


def role_words(role: Role) -> str:
    """What such a device may do and see."""
    return {
        "helper": _("Takes down orders and looks after the inbox. Sees buyers."),
        "remote": _("Changes goods, scenes and prices. Sees no buyer."),
        "screen": _("Shows the numbers large. Can change nothing."),
    }[role]


def left_words(left_ms: int) -> str:
    """How long a code still holds."""
    seconds = max(left_ms, 0) // 1000
    return _("holds for {time}").format(time=f"{seconds // 60}:{seconds % 60:02}")


def seen_words(ago_ms: int) -> str:
    """When a device was last heard of; one that is there is heard of each few seconds."""
    return _("here now") if ago_ms < HERE_MS else ago_words(ago_ms)


def devices_words(count: int) -> str:
    return ngettext("{count} device", "{count} devices", count).format(count=count)


def read_along_words() -> str:
    return _(
        "Whoever is in this Wi-Fi could read along. Use your own phone's hotspot, not a café's "
        "Wi-Fi."
    )


def firewall_words() -> str:
    """A phone that does not get in: what Windows asks when a door is opened for the first time."""
    return _(
        "Windows may ask whether other devices may reach this program. Until you allow it, no "
        "phone gets in. Press “Allow access” there, for private networks."
    )


def no_network_words() -> str:
    return _(
        "This computer is in no Wi-Fi. Phones cannot find it; the broadcast and this laptop go on "
        "as before. Join your Wi-Fi or switch your phone's hotspot on, then press the switch again."
    )


def moved_words() -> str:
    return _(
        "The Wi-Fi of this computer changed. Helpers' phones do not reach it any more; their "
        "orders wait on the phones. Press “Helpers” and open it again."
    )


def open_again_words() -> str:
    """The same, beside the button that does it."""
    return _(
        "The Wi-Fi of this computer changed. Helpers' phones do not reach it any more; their "
        "orders wait on the phones. Press “Open it again”."
    )


def no_desk_words() -> str:
    return _(
        "This session was opened without a door for helpers, because another program uses its "
        "number. Orders can be taken at this laptop. End the session, close the other program, "
        "then open the session again."
    )


def words_of_door(error: BaseException) -> str:
    """Why the door did not open."""
    says = getattr(error, "sentence", None)
    if callable(says):
        return str(says())
    return _(
        "The door for phones did not open. Orders can be taken at this laptop as before. Look "
        "whether this computer is still in the Wi-Fi, then press the switch again."
    )
