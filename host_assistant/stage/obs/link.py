"""The link to OBS, kept up: one connection after another, for any number of threads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import msgspec

from host_assistant.stage.obs.address import parse_address
from host_assistant.stage.obs.connection import Connection, ObsEvent
from host_assistant.stage.obs.errors import LinkDown
from host_assistant.stage.stage import StageError

# EventSubscription::All: every group but the fast ones (volume meters and the like).
ALL_EVENTS: Final = 0x7FF

FIRST_PAUSE_S: Final = 0.5
LONGEST_PAUSE_S: Final = 10.0
# How long somebody waits for an answer whether OBS is there.
MOMENT_S: Final = 3.0


class LinkState(msgspec.Struct, frozen=True):
    """`why` says why not while down; `version` is OBS's own while up."""

    up: bool
    why: StageError | None = None
    version: str = ""


class ObsLink:
    """Steers OBS through its websocket.

    `on_event` and `on_state` are called from the link's own threads and must only post; a `call`
    from within them is an error.
    """

    def __init__(
        self,
        address: str,
        password: str,
        *,
        on_event: Callable[[ObsEvent], None],
        on_state: Callable[[LinkState], None],
        call_timeout_s: float = 5.0,
        connect_timeout_s: float = 3.0,
        event_mask: int = ALL_EVENTS,
    ) -> None:
        self._address = address
        self._password = password
        self._on_event = on_event
        self._on_state = on_state
        self._call_timeout_s = call_timeout_s
        self._connect_timeout_s = connect_timeout_s
        self._event_mask = event_mask
        self._lock = threading.Lock()
        self._connection: Connection | None = None
        self._keeper: threading.Thread | None = None
        self._closed = threading.Event()
        self._down = threading.Event()
        self._down.set()

    @property
    def up(self) -> bool:
        connection = self._connection
        return connection is not None and connection.alive

    def connect(self, timeout_s: float) -> None:
        """Connect once, within `timeout_s` seconds. Raises a `LinkError` that says why not."""
        host, port = parse_address(self._address)
        connection = Connection(self._on_event, self._drop)
        with self._lock:
            if self._closed.is_set():
                raise LinkDown("closed")
            self._connection = connection
        try:
            version = connection.open(host, port, self._password, self._event_mask, timeout_s)
            with self._lock:
                if self._closed.is_set():
                    raise LinkDown("closed")
                self._down.clear()
        except BaseException:
            connection.shut()
            raise
        self._on_state(LinkState(up=True, version=version))
        connection.listen()

    def start(self) -> None:
        """Connect in the background, and again after every drop, until `close`."""
        self._keeper = threading.Thread(target=self._keep, name="obs-keeper", daemon=True)
        self._keeper.start()

    def call(self, request_type: str, /, **fields: Any) -> dict[str, Any]:
        """Ask OBS and give its answer.

        Raises `RequestRefused` with OBS's comment, `CallTimedOut`, or `LinkDown` at once when
        there is no link or it drops meanwhile.
        """
        return self._living().ask(request_type, fields, self._call_timeout_s)

    def reidentify(self, event_mask: int) -> None:
        """Subscribe to these event groups (EventSubscription bits), now and after reconnecting."""
        self._event_mask = event_mask
        self._living().subscribe(event_mask, self._call_timeout_s)

    def close(self) -> None:
        """End the link and its threads. What waits for an answer fails with `LinkDown`."""
        with self._lock:
            self._closed.set()
            self._down.set()
            connection = self._connection
        if connection is not None:
            connection.shut()
        if self._keeper is not None:
            self._keeper.join()

    def _living(self) -> Connection:
        connection = self._connection
        if connection is None or not connection.alive:
            raise LinkDown("not connected")
        return connection

    def _drop(self, why: StageError) -> None:
        if not self._closed.is_set():
            self._on_state(LinkState(up=False, why=why))
        self._down.set()

    def _keep(self) -> None:
        pause_s = FIRST_PAUSE_S
        told = ""
        while True:
            self._down.wait()
            if self._closed.is_set():
                return
            try:
                self.connect(self._connect_timeout_s)
            except StageError as why:
                if why.code != told and not self._closed.is_set():
                    self._on_state(LinkState(up=False, why=why))
                    told = why.code
                self._closed.wait(pause_s)
                pause_s = min(pause_s * 2, LONGEST_PAUSE_S)
            else:
                pause_s, told = FIRST_PAUSE_S, ""


@contextmanager
def linked(address: str, password: str, patience_s: float = MOMENT_S) -> Iterator[ObsLink]:
    """A link for a moment, which hears nothing. Raises a `LinkError` that says why not."""
    link = ObsLink(address, password, on_event=lambda _: None, on_state=lambda _: None)
    try:
        link.connect(patience_s)
        yield link
    finally:
        link.close()
