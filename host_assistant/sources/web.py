"""Asking a platform over HTTPS: what it answered, or that it could not be reached.

The key goes in a header, never into an address, so that no log of addresses can hold it.
"""

from __future__ import annotations

import functools
import random
import ssl
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

import msgspec

from host_assistant.language import _
from host_assistant.sources.told import object_in

if TYPE_CHECKING:
    import httpx

# Longer than a slow mobile line needs; a thread that waits for an answer is left behind at the end.
TIMEOUT_S: Final = 15.0
MAX_ANSWER_BYTES: Final = 20_000_000
FIRST_PAUSE_S: Final = 1.0
LONGEST_PAUSE_S: Final = 60.0


class NotInstalled(Exception):
    """The optional part `comments` is not there; `sentence` says what to do."""

    def __init__(self) -> None:
        super().__init__("httpx")
        self.sentence = _(
            "The part that reads comments from YouTube and Facebook is not installed. Orders from "
            "there do not come in by themselves; the broadcast is not touched. Install it with: "
            'pip install "host-assistant[comments]", and open the show again.'
        )


class NotReached(Exception):
    """No answer, or none that can be read: try again later."""


class Answer(msgspec.Struct, frozen=True):
    """`told` is the answer's JSON object, empty for anything else."""

    status: int
    told: dict[str, Any]
    headers: Mapping[str, str]


class Web:
    """One host's interface. Use it as a context, in one thread. Raises NotInstalled when made."""

    def __init__(self, base_url: str, key_header: tuple[str, str]) -> None:
        try:
            import httpx
        except ImportError:
            raise NotInstalled from None
        self._faults = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError)
        self._client: httpx.Client = httpx.Client(
            base_url=base_url,
            headers=dict([key_header]),
            timeout=TIMEOUT_S,
            verify=_trusted(),
            # A redirect would carry the key to wherever it points.
            follow_redirects=False,
        )

    def __enter__(self) -> Web:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def get(self, path: str, params: Mapping[str, str]) -> Answer:
        """Raises NotReached."""
        try:
            with self._client.stream("GET", path, params=dict(params)) as response:
                content = bytearray()
                for piece in response.iter_bytes():
                    content += piece
                    if len(content) > MAX_ANSWER_BYTES:
                        raise NotReached
                return Answer(response.status_code, object_in(bytes(content)), response.headers)
        except self._faults:
            # Without its cause: an error of httpx holds the request, and that the key.
            raise NotReached from None


@functools.cache
def _trusted() -> ssl.SSLContext:
    """Whose certificates are believed; reading them takes a while, so it is done once."""
    import httpx

    return httpx.create_ssl_context()


class Patience:
    """How long to wait before the next try: longer each time, and not for all at the same moment.

    Half of each pause is drawn by chance, so that a thousand programs whose line came back do not
    all ask in the same second.
    """

    def __init__(self, first_s: float = FIRST_PAUSE_S, longest_s: float = LONGEST_PAUSE_S) -> None:
        self._first_s = first_s
        self._longest_s = longest_s
        self._failed = 0

    def pause_s(self) -> float:
        full_s = min(self._longest_s, self._first_s * float(2 ** min(self._failed, 30)))
        self._failed += 1
        return full_s / 2 + random.uniform(0, full_s / 2)

    def reset(self) -> None:
        self._failed = 0
