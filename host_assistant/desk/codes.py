"""The codes by which a phone signs in: six digits to type, a long one for the QR picture.

Six digits can be guessed by whoever may try often enough, so wrong ones are counted: per address
and in all. Within `TRIES_WITHIN_S` at most `MAX_TRIES_IN_ALL` of a million are tried against at
most three codes. The long code cannot be guessed and still lets phones in when digits are put off.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import deque
from collections.abc import Callable

import msgspec

from host_assistant.desk.roles import Role

LIFETIME_S = 600.0
TRIES_WITHIN_S = 300.0
MAX_TRIES_EACH = 5
MAX_TRIES_IN_ALL = 20
LONG_CODE_BYTES = 16


class Code(msgspec.Struct, frozen=True):
    """`long` lets one device in, `digits` any number of them, both until `expires_ms` (UTC)."""

    role: Role
    digits: str
    long: str
    expires_ms: int


class WrongCode(Exception):
    """No code that is good now."""


class TooManyTries(Exception):
    """`wait_s` until digits are looked at again."""

    def __init__(self, wait_s: float) -> None:
        super().__init__(wait_s)
        self.wait_s = wait_s


class Codes:
    """One code per role, from when the host asks for it until its time is over. Any thread."""

    def __init__(self, now_s: Callable[[], float] = time.time) -> None:
        self._now_s = now_s
        self._lock = threading.Lock()
        self._codes: dict[Role, Code] = {}
        self._wrong: deque[tuple[float, str]] = deque()

    def current(self, role: Role) -> Code:
        """The code of that role; a new one where there is none or its time is over."""
        with self._lock:
            code = self._codes.get(role)
            if code is None or code.expires_ms <= self._now_s() * 1000:
                code = self._made(role)
            return code

    def renew(self, role: Role) -> Code:
        """A new code; the one before is good for nothing from now on."""
        with self._lock:
            return self._made(role)

    def withdraw(self) -> None:
        """No code is good any more, and none is until one is asked for again."""
        with self._lock:
            self._codes.clear()

    def redeem(self, written: str, address: str) -> Role:
        """The role that a code from that address signs in for. Raises WrongCode, TooManyTries."""
        written = "".join(written.split())
        with self._lock:
            now = self._now_s()
            good = [code for code in self._codes.values() if code.expires_ms > now * 1000]
            if len(written) > 6:
                return self._by_long_code(written, good)
            self._look_at_tries(now, address)
            for code in good:
                if secrets.compare_digest(written.encode(), code.digits.encode()):
                    return code.role
            self._wrong.append((now, address))
            raise WrongCode

    def _by_long_code(self, written: str, good: list[Code]) -> Role:
        for code in good:
            if secrets.compare_digest(written.encode(), code.long.encode()):
                # One phone each: a picture taken of the screen is worth nothing afterwards.
                self._codes[code.role] = msgspec.structs.replace(code, long=_long_code())
                return code.role
        raise WrongCode

    def _look_at_tries(self, now: float, address: str) -> None:
        while self._wrong and self._wrong[0][0] <= now - TRIES_WITHIN_S:
            self._wrong.popleft()
        own = [when for when, where in self._wrong if where == address]
        if len(own) >= MAX_TRIES_EACH:
            raise TooManyTries(own[0] + TRIES_WITHIN_S - now)
        if len(self._wrong) >= MAX_TRIES_IN_ALL:
            raise TooManyTries(self._wrong[0][0] + TRIES_WITHIN_S - now)

    def _made(self, role: Role) -> Code:
        taken = {code.digits for code in self._codes.values()}
        digits = _digits()
        while digits in taken:
            digits = _digits()
        expires_ms = int((self._now_s() + LIFETIME_S) * 1000)
        self._codes[role] = code = Code(role, digits, _long_code(), expires_ms)
        return code


def _digits() -> str:
    return f"{secrets.randbelow(10**6):06d}"


def _long_code() -> str:
    return secrets.token_urlsafe(LONG_CODE_BYTES)
