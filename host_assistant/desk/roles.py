"""Who may ask the desk for what: one table, looked at before anything of a request is done."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

Role = Literal["helper", "remote", "screen"]
# "program" carries the token of this computer's user and comes in at 127.0.0.1; a "stranger" on the
# Wi-Fi has not signed in, or not yet.
Asker = Literal["program", "stranger", Role]

_PROGRAM: Final = frozenset[Asker]({"program"})
# Whatever names a buyer is for these alone.
_BUYERS: Final = frozenset[Asker]({"program", "helper"})
_STEERING: Final = frozenset[Asker]({"program", "remote"})
_DEVICES: Final = frozenset[Asker]({"helper", "remote", "screen"})
_ON_WIFI: Final = _DEVICES | frozenset[Asker]({"stranger"})
_SIGNED_IN: Final = _DEVICES | _PROGRAM

# By method and the route's own pattern. A route that is missing here is open to nobody.
WHO_MAY: Final[Mapping[tuple[str, str], frozenset[Asker]]] = MappingProxyType(
    {
        ("GET", "/api/state"): _SIGNED_IN,
        ("GET", "/api/events"): _SIGNED_IN,
        ("GET", "/api/orders"): _BUYERS,
        ("POST", "/api/orders"): _BUYERS,
        ("POST", "/api/orders/{order_id:path}/confirm"): _BUYERS,
        ("POST", "/api/orders/{order_id:path}/cancel"): _BUYERS,
        ("POST", "/api/comments"): _PROGRAM,
        ("GET", "/api/inbox"): _BUYERS,
        ("POST", "/api/inbox/rule"): _PROGRAM,
        ("POST", "/api/inbox/{item_id:path}/confirm"): _BUYERS,
        ("POST", "/api/inbox/{item_id:path}/wait"): _BUYERS,
        ("POST", "/api/inbox/{item_id:path}/mend"): _BUYERS,
        ("POST", "/api/inbox/{item_id:path}/drop"): _BUYERS,
        ("GET", "/api/buyers/recent"): _BUYERS,
        ("GET", "/api/goods"): _SIGNED_IN,
        ("GET", "/pictures/{name}"): _SIGNED_IN,
        ("POST", "/api/show/product"): _STEERING,
        ("POST", "/api/show/scene"): _STEERING,
        ("POST", "/api/show/break"): _STEERING,
        ("POST", "/api/show/price"): _STEERING,
        ("POST", "/api/show/note"): _STEERING,
        # Nobody on the Wi-Fi takes the show on air or ends it.
        ("POST", "/api/show/stream"): _PROGRAM,
        ("POST", "/api/show/end"): _PROGRAM,
        ("POST", "/api/invitations"): _PROGRAM,
        ("GET", "/api/devices"): _PROGRAM,
        ("POST", "/api/devices/{device_id}/throw-out"): _PROGRAM,
        ("GET", "/"): _ON_WIFI,
        ("GET", "/helper"): frozenset[Asker]({"helper"}),
        ("GET", "/remote"): frozenset[Asker]({"remote"}),
        ("GET", "/screen"): frozenset[Asker]({"screen"}),
        ("GET", "/static/{name}"): _ON_WIFI,
        ("POST", "/sign-in"): _ON_WIFI,
        ("POST", "/sign-out"): _DEVICES,
    }
)


def who_may(method: str, pattern: str) -> frozenset[Asker]:
    """Who may ask this of the route with that pattern; HEAD asks what GET asks."""
    return WHO_MAY.get(("GET" if method == "HEAD" else method, pattern), frozenset())


def who_may_anything_at(pattern: str) -> frozenset[Asker]:
    """Who may ask anything at all of that route, whatever the method."""
    return frozenset[Asker]().union(*(who for (_, at), who in WHO_MAY.items() if at == pattern))
