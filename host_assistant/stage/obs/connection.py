"""One life of a connection to OBS: the only file that knows obs-websocket-py and its websocket.

The library's client is not used for the conversation, only for its signature of the password:
its `call()` returns quietly when OBS refuses, its receive thread joins itself when the
connection drops, and its event groups are fixed. Protocol: obs-websocket 5, RPC version 1
(github.com/obsproject/obs-websocket, docs/generated/protocol.md).
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import socket
import struct
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Final

import msgspec
import websocket
from obswebsocket import obsws

from host_assistant.stage.obs.errors import (
    CallTimedOut,
    LinkDown,
    LinkError,
    NoAnswer,
    NobodyThere,
    NotObs,
    ObsTooOld,
    RequestRefused,
    ServerOff,
    WrongPassword,
)
from host_assistant.stage.obs.program import settings_file
from host_assistant.stage.stage import StageError

log = logging.getLogger(__name__)

RPC_VERSION: Final = 1
OLDEST_WEBSOCKET: Final = 5
OLDEST_OBS: Final = 28

HELLO, IDENTIFY, IDENTIFIED, REIDENTIFY, EVENT, REQUEST, RESPONSE = 0, 1, 2, 3, 5, 6, 7
AUTHENTICATION_FAILED, UNSUPPORTED_RPC = 4009, 4010
REIDENTIFIED: Final = "reidentified"

# A connection that is quiet this long is asked for a sign of life; after as long again it is dead.
QUIET_S: Final = 5.0


class ObsEvent(msgspec.Struct, frozen=True):
    """Something that OBS told: the event's name in its protocol, and its fields."""

    name: str
    data: dict[str, Any]


class _Message(msgspec.Struct):
    op: int
    d: dict[str, Any]


class Connection:
    """From the greeting to the end. `on_end` is called once, from the receiving thread.

    `open` comes first, then `listen`; `ask` and `subscribe` may come from any thread but the
    receiving one; `shut` may come at any time.
    """

    def __init__(
        self, on_event: Callable[[ObsEvent], None], on_end: Callable[[StageError], None]
    ) -> None:
        self._on_event = on_event
        self._on_end = on_end
        self._ids = itertools.count(1)
        self._lock = threading.Lock()
        self._waiting: dict[str, Future[dict[str, Any]]] = {}
        self._early: list[_Message] = []
        self._opened = False
        self._end: StageError | None = None
        self._ws = websocket.WebSocket(skip_utf8_validation=True)
        self._socket: socket.socket | None = None
        self._receiver = threading.Thread(target=self._receive, name="obs-receive", daemon=True)

    @property
    def alive(self) -> bool:
        return self._opened and self._end is None

    def open(self, host: str, port: int, password: str, event_mask: int, timeout_s: float) -> str:
        """Greet, sign in, and give OBS's version."""
        deadline = time.monotonic() + timeout_s
        reached = _reach(host, port, timeout_s)
        with self._lock:
            self._socket = reached
            if self._end is not None:
                raise LinkDown("closed meanwhile")
        named = f"[{host}]" if ":" in host else host
        signing = False
        try:
            self._ws.connect(  # type: ignore[no-untyped-call]
                f"ws://{named}:{port}", timeout=timeout_s, socket=self._socket, redirect_limit=0
            )
            hello = self._expect(HELLO, deadline)
            theirs = str(hello["obsWebSocketVersion"])
            if hello["rpcVersion"] < RPC_VERSION or _major(theirs) < OLDEST_WEBSOCKET:
                raise ObsTooOld(theirs)
            identify: dict[str, Any] = {"rpcVersion": RPC_VERSION, "eventSubscriptions": event_mask}
            if challenge := hello.get("authentication"):
                identify["authentication"] = _signature(password, challenge)
                signing = True
            self._send(IDENTIFY, identify)
            self._expect(IDENTIFIED, deadline)
            signing = False
            self._send(REQUEST, {"requestType": "GetVersion", "requestId": "version"})
            version = str(self._expect(RESPONSE, deadline)["responseData"]["obsVersion"])
            if _major(version) < OLDEST_OBS:
                raise ObsTooOld(version)
        except LinkError:
            raise
        except websocket.WebSocketTimeoutException as error:
            raise NoAnswer(str(error)) from error
        except (OSError, websocket.WebSocketConnectionClosedException) as error:
            # After a wrong signature OBS closes with a code, but the end of the connection can
            # overtake it, so that only a broken pipe is left to see.
            raise (WrongPassword if signing else NobodyThere)(str(error)) from error
        except Exception as error:
            raise NotObs(f"{type(error).__name__}: {error}") from error
        self._ws.settimeout(QUIET_S)
        self._opened = True
        return version

    def listen(self) -> None:
        """Begin to receive: answers wake who asked, events go to `on_event`."""
        self._receiver.start()

    def ask(self, request_type: str, fields: dict[str, Any], timeout_s: float) -> dict[str, Any]:
        request_id = str(next(self._ids))
        request = {"requestType": request_type, "requestId": request_id, "requestData": fields}
        answer = self._exchange(REQUEST, request, request_id, timeout_s)
        status = answer["requestStatus"]
        if not status["result"]:
            raise RequestRefused(request_type, status["code"], status.get("comment", ""))
        return answer.get("responseData") or {}

    def subscribe(self, event_mask: int, timeout_s: float) -> None:
        self._exchange(REIDENTIFY, {"eventSubscriptions": event_mask}, REIDENTIFIED, timeout_s)

    def shut(self) -> None:
        """End it from our side, and wait for the receiving thread."""
        self._finish(LinkDown("closed"))
        if self._socket is not None:
            with contextlib.suppress(OSError, websocket.WebSocketException):
                self._ws.send_close()
            self._hang_up()
        if self._receiver.ident is not None and self._receiver is not threading.current_thread():
            self._receiver.join()
        if self._socket is not None:
            self._socket.close()

    def _exchange(
        self, op: int, data: dict[str, Any], key: str, timeout_s: float
    ) -> dict[str, Any]:
        if threading.current_thread() is self._receiver:
            message = "a callback of the link must only post: its answer could never arrive"
            raise RuntimeError(message)
        answer: Future[dict[str, Any]] = Future()
        with self._lock:
            if self._end is not None:
                raise LinkDown(str(self._end))
            self._waiting[key] = answer
        try:
            self._send(op, data)
            return answer.result(timeout_s)
        except TimeoutError as error:
            raise CallTimedOut(f"{data.get('requestType', key)}: {timeout_s} s") from error
        except (OSError, websocket.WebSocketException) as error:
            # Half a message may be on its way: nothing sensible can follow it.
            self._hang_up()
            raise LinkDown(str(error)) from error
        finally:
            with self._lock:
                self._waiting.pop(key, None)

    def _hang_up(self) -> None:
        """Wake the receiving thread, which a mere close() would leave waiting."""
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def _receive(self) -> None:
        try:
            for message in self._early:
                self._take(message)
            self._early.clear()
            while self._end is None:
                self._take(self._next())
        except Exception as error:
            why = error if isinstance(error, StageError) else LinkDown(str(error))
            if self._finish(why):
                self._hang_up()
                self._on_end(why)
        finally:
            if self._socket is not None:
                self._socket.close()

    def _take(self, message: _Message) -> None:
        if message.op == EVENT:
            event = ObsEvent(message.d["eventType"], message.d.get("eventData") or {})
            try:
                self._on_event(event)
            except Exception:
                log.exception("the listener failed on %s", event.name)
            return
        key = REIDENTIFIED if message.op == IDENTIFIED else message.d.get("requestId", "")
        with self._lock:
            answer = self._waiting.pop(key, None)
        if answer is not None:
            answer.set_result(message.d)

    def _finish(self, why: StageError) -> bool:
        """Fail everything that waits; tell whether this was the first end."""
        with self._lock:
            if self._end is not None:
                return False
            self._end = why
            waiting = list(self._waiting.values())
            self._waiting.clear()
        for answer in waiting:
            answer.set_exception(LinkDown(str(why)))
        return True

    def _send(self, op: int, data: dict[str, Any]) -> None:
        self._ws.send(msgspec.json.encode({"op": op, "d": data}).decode())

    def _expect(self, op: int, deadline: float) -> dict[str, Any]:
        """The next message of that kind, during the greeting; events that come first are kept."""
        while True:
            left_s = deadline - time.monotonic()
            if left_s <= 0:
                raise websocket.WebSocketTimeoutException("the greeting took too long")
            self._ws.settimeout(left_s)
            message = self._next()
            if message.op == op:
                return message.d
            self._early.append(message)

    def _next(self) -> _Message:
        asked = False
        while True:
            try:
                opcode, frame = self._ws.recv_data_frame(control_frame=True)
            except websocket.WebSocketTimeoutException:
                if asked or self._receiver.ident is None:
                    raise
                self._ws.ping()
                asked = True
                continue
            asked = False
            if opcode == websocket.ABNF.OPCODE_CLOSE:
                raise _reason(frame.data)
            if opcode == websocket.ABNF.OPCODE_TEXT:
                return msgspec.json.decode(frame.data, type=_Message)


def _reach(host: str, port: int, timeout_s: float) -> socket.socket:
    """Open the TCP connection ourselves: no proxy of the environment comes in between."""
    try:
        reached = socket.create_connection((host, port), timeout_s)
    except (OSError, UnicodeError) as error:
        if isinstance(error, ConnectionRefusedError) and settings_file.is_server_off(host):
            raise ServerOff(str(error)) from error
        raise NobodyThere(str(error)) from error
    reached.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return reached


def _signature(password: str, challenge: dict[str, str]) -> str:
    signed: str = obsws(password=password)._build_auth_string(
        challenge["salt"], challenge["challenge"]
    )
    return signed


def _reason(close_frame: bytes) -> LinkError | LinkDown:
    """What a close frame means: two bytes of WebSocketCloseCode, then OBS's words."""
    code = struct.unpack("!H", close_frame[:2])[0] if len(close_frame) >= 2 else 0
    words = f"{code} {close_frame[2:].decode(errors='replace')}".strip()
    if code == AUTHENTICATION_FAILED:
        return WrongPassword(words)
    if code == UNSUPPORTED_RPC:
        return ObsTooOld(words)
    return LinkDown(words)


def _major(version: str) -> int:
    return int(version.split(".")[0])
