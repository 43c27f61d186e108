"""Things that listen where OBS should be. The last one speaks as an OBS that we cannot have."""

import base64
import contextlib
import hashlib
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

# RFC 6455, section 1.3.
ACCEPT_KEY = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


@contextmanager
def silent_socket() -> Iterator[str]:
    """Takes a connection and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"ws://127.0.0.1:{server.getsockname()[1]}"


@contextmanager
def hanging_up() -> Iterator[str]:
    """Takes a connection and ends it, as an OBS that is just going away does."""

    def hang_up(server: socket.socket) -> None:
        server.settimeout(10)
        server.accept()[0].close()

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=hang_up, args=(server,))
        thread.start()
        try:
            yield f"ws://127.0.0.1:{server.getsockname()[1]}"
        finally:
            thread.join()


@contextmanager
def web_server() -> Iterator[str]:
    """An ordinary web server."""

    class Hello(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"hi")

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Hello) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"ws://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def talking(*said: bytes) -> Iterator[str]:
    """Says one thing after another to whoever connects, each after hearing something."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_talk, args=(server, said))
        thread.start()
        try:
            yield f"ws://127.0.0.1:{server.getsockname()[1]}"
        finally:
            thread.join()


@contextmanager
def websocket_saying(*messages: Any) -> Iterator[str]:
    """A websocket server that says the first message itself, and the others in answer."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_talk, args=(server, messages, True))
        thread.start()
        try:
            yield f"ws://127.0.0.1:{server.getsockname()[1]}"
        finally:
            thread.join()


def hello(version: str, rpc_version: int = 1) -> dict[str, Any]:
    return {"op": 0, "d": {"obsWebSocketVersion": version, "rpcVersion": rpc_version}}


IDENTIFIED = {"op": 2, "d": {"negotiatedRpcVersion": 1}}


def version_answer(obs_version: str) -> dict[str, Any]:
    return {
        "op": 7,
        "d": {
            "requestId": "version",
            "requestType": "GetVersion",
            "requestStatus": {"result": True, "code": 100},
            "responseData": {"obsVersion": obs_version},
        },
    }


def _talk(server: socket.socket, messages: tuple[Any, ...], is_websocket: bool = False) -> None:
    server.settimeout(10)
    connection, _ = server.accept()
    with connection:
        connection.settimeout(10)
        if is_websocket:
            connection.sendall(_upgrade(connection.recv(4096)))
        for number, message in enumerate(messages):
            if number or not is_websocket:
                connection.recv(4096)
            connection.sendall(_frame(message) if is_websocket else message)
        with contextlib.suppress(ConnectionResetError):
            while connection.recv(4096):
                pass


def _upgrade(request: bytes) -> bytes:
    lines = dict(line.split(b": ", 1) for line in request.split(b"\r\n") if b": " in line)
    digest = hashlib.sha1(lines[b"Sec-WebSocket-Key"] + ACCEPT_KEY, usedforsecurity=False).digest()
    return (
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + base64.b64encode(digest) + b"\r\n\r\n"
    )


def _frame(message: Any) -> bytes:
    text = message if isinstance(message, bytes) else json.dumps(message).encode()
    size = bytes([len(text)]) if len(text) < 126 else bytes([126]) + len(text).to_bytes(2, "big")
    return b"\x81" + size + text
