"""A platform's interface on this machine: it answers over real HTTP what a test has laid out."""

import socket
import threading
from collections.abc import Callable, Sequence
from threading import Event

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from host_assistant.show.comment import Comment
from host_assistant.sources.source import CommentSource, SourceStatus
from tests.support.waiting import wait_until

Reply = Callable[[Request], Response]


def json(told: object, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    content = told if isinstance(told, bytes) else msgspec.json.encode(told)
    return Response(content, status, headers, media_type="application/json")


class Asked(msgspec.Struct, frozen=True):
    path: str
    query: dict[str, str]
    key: str
    address: str


class Platform:
    """Serves until closed. `replies` holds, for each path, what is answered in turn; the last of
    them goes on."""

    def __init__(self) -> None:
        self.replies: dict[str, list[Response | Reply]] = {}
        self.asked: list[Asked] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        app = Starlette(routes=[Route("/{path:path}", self._answer)])
        config = uvicorn.Config(app, log_config=None, lifespan="off", ws="none")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],))
        self._thread.start()
        wait_until(lambda: self._server.started)

    def close(self) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()

    def count(self, path: str) -> int:
        return sum(one.path == path for one in self.asked)

    def _answer(self, request: Request) -> Response:
        path = request.path_params["path"]
        key = request.headers.get("x-goog-api-key") or request.headers.get("authorization") or ""
        self.asked.append(Asked(path, dict(request.query_params), key, str(request.url)))
        waiting = self.replies.get(path)
        if not waiting:
            return json({"error": {"code": 404}}, 404)
        reply = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        return reply if isinstance(reply, Response) else reply(request)


class Runner:
    """Runs a source to its end in this thread. `wait` takes no time, and remembers how long it
    should have taken; the run is stopped at the `rests`-th rest, if it did not end before."""

    def __init__(self, rests: int = 30) -> None:
        self._rests = rests
        self.comments: list[Comment] = []
        self.taken: list[tuple[Comment, ...]] = []
        self.statuses: list[SourceStatus] = []
        self.pauses_s: list[float] = []

    def wait(self, stop: Event, seconds: float) -> bool:
        self.pauses_s.append(seconds)
        if len(self.pauses_s) >= self._rests:
            stop.set()
        return stop.is_set()

    def take(self, comments: Sequence[Comment]) -> None:
        self.taken.append(tuple(comments))
        self.comments += comments

    def run(self, source: CommentSource) -> SourceStatus:
        source.run(self.take, self.statuses.append, Event())
        return self.statuses[-1]

    @property
    def kinds(self) -> list[str]:
        """The kinds of statuses, equal ones in a row once."""
        kinds = [status.kind for status in self.statuses]
        return [kind for at, kind in enumerate(kinds) if at == 0 or kinds[at - 1] != kind]
