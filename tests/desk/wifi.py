"""A desk that is open to the Wi-Fi, and devices that signed in at it.

The Wi-Fi is this computer's second loopback address, which is another host to every check.
"""

import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from host_assistant.desk.roles import Role
from host_assistant.desk.server import Desk

LAN = "127.0.0.2"
ROLES: tuple[Role, ...] = ("helper", "remote", "screen")

_addresses = itertools.count(1)


def new_address() -> str:
    """An address that nobody asked from before: limits hold for each by itself."""
    number = next(_addresses)
    return f"127.{1 + number // 65000}.{number // 250 % 250}.{1 + number % 250}"


def url_of(desk: Desk) -> str:
    assert desk.wifi_authority is not None
    return f"http://{desk.wifi_authority}"


@contextmanager
def stranger(desk: Desk, address: str | None = None) -> Iterator[httpx.Client]:
    """A browser on the Wi-Fi that has not signed in."""
    url = url_of(desk)
    # Without "verify" it would read all certificates of the world for each, which takes a while.
    line = httpx.HTTPTransport(local_address=address or new_address(), verify=False)
    with httpx.Client(base_url=url, headers={"Origin": url}, timeout=10, transport=line) as client:
        yield client


@contextmanager
def signed_in(desk: Desk, role: Role, name: str = "Chị Lan") -> Iterator[httpx.Client]:
    """A browser with a page of that role open: cookie, origin and the page's own word."""
    with stranger(desk) as client:
        sign_in(client, desk.codes.current(role).long, name)
        device = desk.devices.all()[-1]
        client.headers["X-Len-Song"] = csrf_of(client.get(f"/{role}").text)
        yield client
    desk.devices.throw_out(device.device_id)


def sign_in(client: httpx.Client, code: str, name: str = "Chị Lan") -> httpx.Response:
    answer = client.post("/sign-in", json={"code": code, "name": name})
    assert answer.status_code == 200, answer.text
    return answer


def csrf_of(page: str) -> str:
    found = re.search(r'<meta name="csrf" content="([^"]+)">', page)
    assert found is not None
    return found[1]
