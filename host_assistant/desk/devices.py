"""The phones and screens that signed in, each with a token that can be taken from it."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable

import msgspec

from host_assistant.desk.roles import Role
from host_assistant.values.vietnamese import clean_text

# With two streams each they leave room for the programs of this computer.
MAX_DEVICES = 24
MAX_NAME = 40
FORGOTTEN_AFTER_MS = 12 * 3600 * 1000
TOKEN_BYTES = 32


class Device(msgspec.Struct, frozen=True, kw_only=True):
    """`since_ms` and `seen_ms` are UTC: when it signed in and when it last asked for something."""

    device_id: str
    name: str
    role: Role
    since_ms: int
    seen_ms: int


class SignedIn(msgspec.Struct, frozen=True):
    """A device, and the word that proves that one of our own pages is asking for it."""

    device: Device
    csrf: str


class Admitted(msgspec.Struct, frozen=True):
    """`token` goes to the device and is not kept here."""

    device: Device
    token: str


class TooManyDevices(Exception):
    """As many are signed in as the desk serves."""


class Devices:
    """Who is signed in. In memory alone: all of it ends with the show. Any thread may ask."""

    def __init__(self, now_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000) -> None:
        self._now_ms = now_ms
        self._lock = threading.Lock()
        # By the digest of the token, so that no comparison tells anything of a token.
        self._signed_in: dict[bytes, SignedIn] = {}
        self._listeners: dict[object, Callable[[], None]] = {}

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after each device that comes or goes, on the thread of who did it.

        The answer ends that.
        """
        key = object()
        with self._lock:
            self._listeners[key] = listener

        def unsubscribe() -> None:
            with self._lock:
                self._listeners.pop(key, None)

        return unsubscribe

    def all(self) -> tuple[Device, ...]:
        """Whoever is signed in, in the order in which they came."""
        with self._lock:
            self._forget_the_absent()
            return tuple(entry.device for entry in self._signed_in.values())

    def admit(self, role: Role, name: str, *, instead_of: str = "") -> Admitted:
        """Sign a device in; one that signs in anew gives up the token that it had.

        Raises TooManyDevices.
        """
        token, now = secrets.token_urlsafe(TOKEN_BYTES), self._now_ms()
        device = Device(
            device_id=secrets.token_hex(8),
            name=clean_text(name)[:MAX_NAME].strip(),
            role=role,
            since_ms=now,
            seen_ms=now,
        )
        with self._lock:
            self._forget_the_absent()
            before = _digest(instead_of) if instead_of else b""
            if len(self._signed_in) - (before in self._signed_in) >= MAX_DEVICES:
                raise TooManyDevices
            self._signed_in.pop(before, None)
            self._signed_in[_digest(token)] = SignedIn(device, secrets.token_urlsafe(TOKEN_BYTES))
        self._tell()
        return Admitted(device, token)

    def of_token(self, token: str) -> SignedIn | None:
        """Whose token that is, noted as seen now; None if it is nobody's."""
        digest, now = _digest(token), self._now_ms()
        with self._lock:
            entry = self._signed_in.get(digest)
            if entry is None or now - entry.device.seen_ms > FORGOTTEN_AFTER_MS:
                return None
            device = msgspec.structs.replace(entry.device, seen_ms=now)
            self._signed_in[digest] = entry = SignedIn(device, entry.csrf)
        return entry

    def note_seen(self, device_id: str) -> None:
        """It is there: it still takes what is told to it."""
        with self._lock:
            for digest, entry in self._signed_in.items():
                if entry.device.device_id == device_id:
                    device = msgspec.structs.replace(entry.device, seen_ms=self._now_ms())
                    self._signed_in[digest] = SignedIn(device, entry.csrf)
                    return

    def is_signed_in(self, device_id: str) -> bool:
        return any(device.device_id == device_id for device in self.all())

    def throw_out(self, device_id: str) -> bool:
        """Take the token from a device, whose streams end at once; False if it was gone before."""
        with self._lock:
            gone = [
                digest
                for digest, entry in self._signed_in.items()
                if entry.device.device_id == device_id
            ]
            for digest in gone:
                del self._signed_in[digest]
        if gone:
            self._tell()
        return bool(gone)

    def _forget_the_absent(self) -> None:
        since = self._now_ms() - FORGOTTEN_AFTER_MS
        for digest, entry in list(self._signed_in.items()):
            if entry.device.seen_ms < since:
                del self._signed_in[digest]

    def _tell(self) -> None:
        with self._lock:
            listeners = list(self._listeners.values())
        for listener in listeners:
            listener()


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
