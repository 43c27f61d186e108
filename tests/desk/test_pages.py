"""What the pages are made of: the language of each visitor, and files of our own."""

import httpx
import pytest
from starlette.datastructures import Headers

from host_assistant.control_room.director import Director
from host_assistant.desk.pages import language_of
from host_assistant.desk.server import Desk
from host_assistant.language import Language
from host_assistant.resources import asset
from tests.desk.wifi import signed_in, stranger


@pytest.mark.parametrize(
    ("query", "cookie", "accepted", "lang"),
    [
        ("", "", "", "vi"),
        ("", "", "vi-VN,vi;q=0.9,en;q=0.8", "vi"),
        ("", "", "en-US,en;q=0.9,vi;q=0.8", "en"),
        ("", "", "vi;q=0.5, en;q=0.7", "en"),
        ("", "", "EN", "en"),
        ("", "", "fr, de;q=0.9", "vi"),
        ("", "", "en;q=0, vi;q=0.1", "vi"),
        ("", "", "en;q=nan, en;q=-1, ;;,,=", "vi"),
        ("", "", "x" * 100_000, "vi"),
        ("lang=en", "vi", "vi", "en"),
        ("", "en", "vi", "en"),
        ("lang=fr", "fr", "en", "en"),
        ("lang=vi&lang=en", "", "", "en"),
    ],
)
def test_the_address_decides_then_the_last_choice_then_the_browser(
    query: str, cookie: str, accepted: str, lang: Language
) -> None:
    headers = Headers({"cookie": f"a=b; lang={cookie}", "accept-language": accepted})
    assert language_of({"query_string": query.encode()}, headers) == lang


def test_a_page_and_its_errors_speak_the_visitors_language(
    open_desk: Desk, director: Director
) -> None:
    with stranger(open_desk) as guest:
        for lang, wrong in (("vi", "Mã sai"), ("en", "This code is wrong")):
            headers = {"Accept-Language": lang}
            page = guest.get("/", headers=headers)
            assert f'<html lang="{lang}">' in page.text
            answer = guest.post("/sign-in", json={"code": "x" * 22}, headers=headers)
            assert answer.json()["message"].startswith(wrong)


def test_two_visitors_at_once_speak_their_own(open_desk: Desk, director: Director) -> None:
    with signed_in(open_desk, "helper") as one, signed_in(open_desk, "helper") as other:
        one.headers["Accept-Language"], other.headers["Accept-Language"] = "vi", "en"
        order = {"lines": [{"sku": "none", "quantity": 1}]}
        said = [client.post("/api/orders", json=order).json()["message"] for client in (one, other)]
    assert said[0] != said[1]


def test_a_choice_of_language_is_kept(open_desk: Desk) -> None:
    with stranger(open_desk) as guest:
        assert '<html lang="en">' in guest.get("/?lang=en").text
        assert '<html lang="en">' in guest.get("/").text
        assert '<html lang="vi">' in guest.get("/?lang=vi").text
        assert '<html lang="vi">' in guest.get("/").text


def test_every_file_of_the_pages_is_served_as_what_it_is(open_desk: Desk) -> None:
    kinds = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
    with signed_in(open_desk, "screen") as screen:
        for path in sorted(asset("pages", "static").iterdir()):
            answer = screen.get(f"/static/{path.name}")
            assert answer.status_code == 200, path.name
            assert answer.headers["Content-Type"].startswith(kinds[path.suffix])
            assert answer.content == path.read_bytes()


def test_a_file_that_changed_is_fetched_anew(open_desk: Desk) -> None:
    with stranger(open_desk) as guest:
        assert guest.get("/static/base.css").headers["Cache-Control"] == "no-cache"


def test_where_the_pages_are_missing_the_programs_of_this_computer_are_answered(
    open_desk: Desk, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_parts: object, **_values: object) -> None:
        raise FileNotFoundError("assets/pages/sign_in.html")

    monkeypatch.setattr("host_assistant.desk.pages.render", broken)
    with stranger(open_desk) as guest:
        assert guest.get("/").status_code == 500
    assert client.get("/api/state").status_code == 200
