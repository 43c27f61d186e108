"""Requests that somebody on the Wi-Fi, or a page that a helper opened, should not get through."""

import socket
from collections.abc import Iterator

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from host_assistant.control_room.director import Director
from host_assistant.desk.limits import MAX_WIFI_BODY_BYTES
from host_assistant.desk.roles import WHO_MAY
from host_assistant.desk.server import Desk
from tests.desk.raw import line_to, request, say, status_of, until_closed
from tests.desk.wifi import LAN, csrf_of, signed_in, stranger

ORDER = {"order_id": "A-1", "lines": [{"sku": "VT1", "quantity": 1}]}


@pytest.fixture
def helper(open_desk: Desk, director: Director) -> Iterator[httpx.Client]:
    """A helper at work, whose next order goes through whatever the test did before."""
    with signed_in(open_desk, "helper") as helper:
        yield helper
        order = {**ORDER, "order_id": "after the attack"}
        assert helper.post("/api/orders", json=order).status_code == 201
        assert director.state.orders.get("after the attack") is not None
        assert director.state.orders.get("A-1") is None


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        LAN,
        LAN + ":1",
        LAN + ".evil.example:{port}",
        "127.0.0.1:{port}",
        "localhost:{port}",
        "",
        "{lan}:{port}@evil.example",
        "{lan}:{port}, evil.example",
    ],
)
def test_a_name_that_points_here_is_not_enough(helper: httpx.Client, host: str) -> None:
    said = host.format(port=helper.base_url.port, lan=LAN)
    for answer in (
        helper.get("/api/state", headers={"Host": said}),
        helper.post("/api/orders", json=ORDER, headers={"Host": said}),
        helper.get("/", headers={"Host": said}),
    ):
        assert answer.status_code == 403
    assert answer.headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "http://127.0.0.2", "null", "http://127.0.0.1:{port}", "", "file://",
     "https://127.0.0.2:{port}", "http://127.0.0.2:{port}.evil.example"],
)  # fmt: skip
def test_another_page_cannot_ask_with_the_helpers_cookie(helper: httpx.Client, origin: str) -> None:
    headers = {"Origin": origin.format(port=helper.base_url.port)}
    for answer in (
        helper.post("/api/orders", json=ORDER, headers=headers),
        helper.get("/api/orders", headers=headers),
        helper.post("/sign-out", headers=headers),
    ):
        assert (answer.status_code, answer.json()["error"]) == (403, "foreign_origin")
        assert not [name for name in answer.headers if name.startswith("access-control")]


def test_a_change_that_does_not_say_which_page_asks_is_refused(helper: httpx.Client) -> None:
    with httpx.Client(base_url=helper.base_url, cookies=helper.cookies) as program:
        headers = {"X-Len-Song": helper.headers["X-Len-Song"]}
        answer = program.post("/api/orders", json=ORDER, headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (403, "foreign_origin")


@pytest.mark.parametrize("word", ["", "x", "wrong" * 9])
def test_without_the_pages_own_word_nothing_is_changed(helper: httpx.Client, word: str) -> None:
    answer = helper.post("/api/orders", json=ORDER, headers={"X-Len-Song": word})
    assert (answer.status_code, answer.json()["error"]) == (403, "stale_page")


def test_the_word_of_another_device_is_not_the_own(helper: httpx.Client, open_desk: Desk) -> None:
    with signed_in(open_desk, "helper") as other:
        headers = {"X-Len-Song": other.headers["X-Len-Song"]}
    assert helper.post("/api/orders", json=ORDER, headers=headers).status_code == 403


@pytest.mark.parametrize("token", ["", "x", "A" * 43, "\xe9\xff", "x" * 4000])
def test_a_wrong_token_is_a_stranger(helper: httpx.Client, open_desk: Desk, token: str) -> None:
    with stranger(open_desk) as guest:
        cookie = {b"Cookie": f"lensong={token}".encode("latin-1")}
        csrf = {b"X-Len-Song": helper.headers["X-Len-Song"].encode()}
        assert guest.get("/api/orders", headers=cookie).status_code == 401
        assert guest.post("/api/orders", json=ORDER, headers=cookie | csrf).status_code == 401
        assert guest.get("/helper", headers=cookie).headers["Location"] == "/"


def test_a_cookie_that_another_page_planted_signs_nobody_in(
    helper: httpx.Client, open_desk: Desk
) -> None:
    """Signing in gives a token of its own, whatever was in the cookie before."""
    with stranger(open_desk) as guest:
        planted = {"Cookie": "lensong=planted"}
        code = open_desk.codes.current("screen").long
        answer = guest.post("/sign-in", json={"code": code}, headers=planted)
        assert answer.status_code == 200
        assert "planted" not in answer.headers["Set-Cookie"]
        guest.cookies.clear()
        assert guest.get("/api/state", headers=planted).status_code == 401


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_that_is_too_large_is_refused(helper: httpx.Client, chunked: bool) -> None:
    body = b" " * (MAX_WIFI_BODY_BYTES + 1)
    content = iter([body[:40_000], body[40_000:]]) if chunked else body
    answer = helper.post("/api/orders", content=content)
    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")
    assert answer.headers["Connection"] == "close"


def test_a_body_said_to_be_endless_is_refused_before_it_comes(
    helper: httpx.Client, open_desk: Desk
) -> None:
    headers = [
        f"Origin: {helper.headers['Origin']}",
        f"Cookie: lensong={helper.cookies['lensong']}",
        f"X-Len-Song: {helper.headers['X-Len-Song']}",
    ]
    for length in ("70000", "9" * 18, "9" * 300):
        heard = say(
            open_desk,
            request(open_desk, "POST", "/api/orders", [*headers, f"Content-Length: {length}"]),
        )
        assert status_of(heard) in (400, 413)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"nope", b"\xff\xfe", b"[" * 60_000, b"[]", b"null", b'"\\ud800"', b"\x00",
     b'{"lines": [{"sku": "VT1", "quantity": 1e999}]}', b'{"lines": "x", "lines": 1}',
     b'{"__proto__": {}}', b"lines=1", b'{"lines": [{"sku": "VT1", "quantity": 1}]}}'],
)  # fmt: skip
def test_a_malformed_body_changes_nothing(helper: httpx.Client, body: bytes) -> None:
    for path in ("/api/orders", "/sign-in"):
        answer = helper.post(path, content=body)
        assert answer.status_code in (400, 422), path
        assert set(answer.json()) <= {"error", "message", "field"}


@pytest.mark.parametrize(
    "said",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\r\n\r\n",
        b"\r\n\r\n\r\n\r\n" * 50,
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : x\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n12",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"\x00" * 1000,
        b"G" * 100_000,
        b"GET /%00%ff%c0%af HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
)
def test_what_is_no_request_is_dropped(helper: httpx.Client, open_desk: Desk, said: bytes) -> None:
    heard = say(open_desk, said + b"Connection: close\r\n\r\n")
    assert status_of(heard) in (0, 400, 403)
    assert b"Traceback" not in heard


def test_two_requests_in_one_are_two(helper: httpx.Client, open_desk: Desk) -> None:
    """A length and chunks at once, which proxies and servers once read differently."""
    smuggled = request(open_desk, "POST", "/api/show/end", ["Connection: close"])
    headers = ["Transfer-Encoding: chunked", f"Content-Length: {len(smuggled)}"]
    heard = say(open_desk, request(open_desk, "POST", "/", headers) + b"0\r\n\r\n" + smuggled)
    assert heard.count(b"HTTP/1.1 403 ") == heard.count(b"HTTP/1.1 ") == 2


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/api/orders", "/helper", "/sign-in", "/static/base.css"])
def test_other_methods_do_nothing(helper: httpx.Client, method: str, path: str) -> None:
    answer = helper.request(method, path)
    assert (answer.status_code, answer.json()["error"]) == (405, "wrong_method")


@pytest.mark.parametrize(
    "path",
    ["/static/../base.html", "/static/..%2fbase.html", "/static/%2e%2e/%2e%2e/banks/banks.json",
     "/static/.hidden", "/static/base.css%00.js", "/static/C:%5cboot.ini", "/static//etc/passwd",
     "//evil.example", "/helper/", "/HELPER", "/api/orders/../state", "/pictures/..%2flensong.db"],
)  # fmt: skip
def test_no_path_leads_out(helper: httpx.Client, open_desk: Desk, path: str) -> None:
    cookie = f"Cookie: lensong={helper.cookies['lensong']}"
    heard = say(open_desk, request(open_desk, "GET", path, [cookie, "Connection: close"]))
    assert status_of(heard) == 404
    assert b"Location" not in heard


def test_nobody_is_sent_to_another_site(helper: httpx.Client, open_desk: Desk) -> None:
    with stranger(open_desk) as guest:
        for query in ("next=//evil.example", "to=https://evil.example", "lang=//evil.example"):
            for path, client in (("/", helper), ("/remote", guest), ("/helper", guest)):
                answer = client.get(f"{path}?{query}")
                assert answer.headers.get("Location", "/") in ("/", "/helper")
                assert "evil.example" not in answer.text


def test_a_flood_of_headers_is_refused(helper: httpx.Client, open_desk: Desk) -> None:
    many = [f"X-{number}: 1" for number in range(100)]
    assert (
        status_of(say(open_desk, request(open_desk, "GET", "/", [*many, "Connection: close"])))
        == 431
    )
    long = ["X-Long: " + "x" * 20_000, "Connection: close"]
    assert status_of(say(open_desk, request(open_desk, "GET", "/", long))) in (400, 431)
    long_path = request(open_desk, "GET", "/" + "x" * 20_000, ["Connection: close"])
    assert status_of(say(open_desk, long_path)) in (400, 431)
    endless = b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200_000
    assert status_of(say(open_desk, endless)) in (0, 400)


def test_no_page_may_be_framed_or_run_what_is_not_ours(
    helper: httpx.Client, open_desk: Desk
) -> None:
    with stranger(open_desk) as guest:
        answers = [
            guest.get("/"),
            guest.get("/static/base.css"),
            guest.get("/api/state"),
            guest.get("/none"),
            guest.post("/sign-in", content=b"{"),
            guest.get("/", headers={"Host": "evil.example"}),
            helper.get("/helper"),
            helper.get("/remote"),
            helper.get("/api/orders"),
            helper.get("/api/none"),
        ]
    for answer in answers:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert not {"unsafe-inline", "unsafe-eval", "*", "http:", "data:"} & set(policy.split())
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "Server" not in answer.headers
        if "/static/" not in str(answer.url):
            assert answer.headers["Cache-Control"] == "no-store"


def test_a_page_is_told_of_errors_by_a_page_and_a_program_by_json(helper: httpx.Client) -> None:
    assert helper.get("/none").headers["Content-Type"].startswith("text/html")
    assert helper.get("/remote").status_code == 403
    assert helper.get("/api/none").json()["error"] == "not_found"
    assert helper.post("/none").json()["error"] == "not_found"


def test_the_page_of_one_device_does_not_hold_the_word_of_another(open_desk: Desk) -> None:
    with signed_in(open_desk, "screen") as one, signed_in(open_desk, "screen") as other:
        assert csrf_of(one.get("/screen").text) != csrf_of(other.get("/screen").text)


METHODS = st.sampled_from(["GET", "POST", "HEAD", "PUT", "OPTIONS", "X", "get"])
PATHS = st.one_of(
    st.sampled_from([path for _method, path in WHO_MAY]),
    st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=30).map("/{}".format),
)
NAMES = ["Cookie", "Origin", "Content-Length", "Transfer-Encoding", "X-Len-Song", "Range", "Expect"]
HEADERS = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=40),
    ),
    max_size=6,
)


@settings(max_examples=150, deadline=None)
@given(METHODS, PATHS, HEADERS, st.binary(max_size=200))
def test_whatever_a_stranger_sends_opens_only_what_is_open_to_all(
    open_desk: Desk, method: str, path: str, headers: list[tuple[str, str]], body: bytes
) -> None:
    said = request(
        open_desk,
        method,
        path,
        ["Connection: close", *(f"{name}: {value}" for name, value in headers)],
        body,
    )
    with line_to(open_desk) as line:
        line.sendall(said)
        # A body that was announced does not come.
        line.shutdown(socket.SHUT_WR)
        status = status_of(until_closed(line))
    assert status < 500
    if 200 <= status < 300:
        assert method in ("GET", "HEAD")
        assert path.partition("?")[0].partition("#")[0] == "/" or path.startswith("/static/")
