"""The networks of a laptop, played by this computer's other loopback addresses."""

from __future__ import annotations

from urllib.parse import urlsplit

import httpx
import pytest

from host_assistant.desk import standing
from host_assistant.desk.lan import LanAddress

WIFI = LanAddress("127.0.0.2", "wlan0")
CABLE = LanAddress("127.0.0.3", "eth0")
# As after another Wi-Fi was joined.
NEW_WIFI = LanAddress("127.0.0.4", "wlan0")


class Networks:
    """What the laptop is in now; a test changes it as a host's evening does."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.now: tuple[LanAddress, ...] = (WIFI,)
        patch.setattr(standing, "lan_addresses", lambda: self.now)


class Phone:
    """A browser that opened the address of the picture: it sends what the page's script would."""

    def __init__(self, url: str, local: str = "127.0.0.9") -> None:
        parts = urlsplit(url)
        self.url = f"{parts.scheme}://{parts.netloc}"
        self.code = parts.fragment.removeprefix("code=")
        line = httpx.HTTPTransport(local_address=local)
        self.client = httpx.Client(
            base_url=self.url, headers={"Origin": self.url}, timeout=10, transport=line
        )

    def sign_in(self, name: str, code: str = "") -> httpx.Response:
        return self.client.post("/sign-in", json={"code": code or self.code, "name": name})

    def get(self, path: str) -> httpx.Response:
        return self.client.get(path)

    def close(self) -> None:
        self.client.close()
