"""The pages for phones and second displays: templates and files in `assets/pages`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.datastructures import Headers
from starlette.requests import Request, cookie_parser
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import Scope

from host_assistant import language
from host_assistant.desk.errors import DeskError, no_such_page
from host_assistant.desk.guard import Visitor, is_on_wifi, visitor_of
from host_assistant.language import Language
from host_assistant.resources import asset

LANGUAGE_COOKIE = "lang"
LANGUAGE_KEPT_S = 365 * 24 * 3600
# Said here, because Windows lets any program change what it calls a script.
_KINDS = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
}
_FILE_NAME = re.compile(r"[a-z0-9_-]+\.[a-z]+")
_LANGUAGES: dict[str, Language] = {"vi": "vi", "en": "en"}


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(asset("pages")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Looked up as they are called, so that one page speaks Vietnamese and the next English.
    templates.globals["_"] = language._
    return templates


def render(template: str, visitor: Visitor, status: int = 200, **values: object) -> Response:
    """A page in the language in use here. Every page may name `lang`, `visitor` and `csrf`."""
    html = (
        _templates()
        .get_template(template)
        .render(lang=language.current(), visitor=visitor, csrf=visitor.csrf, **values)
    )
    return HTMLResponse(html, status)


class Pages:
    async def home(self, request: Request) -> Response:
        """The page of whoever is signed in, else the one for signing in."""
        visitor = visitor_of(request.scope)
        if visitor.device is not None:
            return _with_language(request, RedirectResponse(f"/{visitor.who}", 303))
        return _with_language(request, render("sign_in.html", visitor))

    async def of_role(self, request: Request) -> Response:
        """The page that has the role's name: helper, remote or screen."""
        visitor = visitor_of(request.scope)
        return _with_language(request, render(f"{visitor.who}.html", visitor))

    async def static(self, request: Request) -> Response:
        """A script, a style or a picture of the pages. Nothing in it is secret."""
        name = request.path_params["name"]
        if not _FILE_NAME.fullmatch(name) or Path(name).suffix not in _KINDS:
            raise no_such_page()
        try:
            content = asset("pages", "static", name).read_bytes()
        except OSError:
            raise no_such_page() from None
        return Response(
            content, headers={"Cache-Control": "no-cache"}, media_type=_KINDS[Path(name).suffix]
        )


def error_answer(error: DeskError, scope: Scope) -> Response:
    """A page where somebody on the Wi-Fi opened one, JSON everywhere else."""
    opened = scope["method"] in ("GET", "HEAD") and not scope["path"].startswith(
        ("/api/", "/static/")
    )
    if not (is_on_wifi(scope) and opened):
        return error.response()
    if error.status == 401:
        return RedirectResponse("/", 303)
    answer = render("error.html", visitor_of(scope), error.status, message=error.message)
    answer.headers.update(error.headers or {})
    return answer


def language_of(scope: Scope, headers: Headers) -> Language:
    """As the address asks, else as it asked before, else as the browser is set; else Vietnamese."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[-1]
    kept = cookie_parser(headers.get("cookie", "")).get(LANGUAGE_COOKIE, "")
    for wish in (asked, kept):
        if wish in _LANGUAGES:
            return _LANGUAGES[wish]
    return _preferred(headers.get("accept-language", ""))


def _preferred(accepted: str) -> Language:
    """RFC 9110, section 12.5.4: "en-US,en;q=0.9,vi;q=0.8", the likeliest by its weight."""
    best: tuple[float, Language] = (0.0, "vi")
    for part in accepted[:500].split(","):
        tag, _, rest = part.strip().partition(";")
        known = _LANGUAGES.get(tag.strip().lower().partition("-")[0])
        written = re.fullmatch(r"\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*", rest)
        weight = float(written[1]) if written else float(not rest)
        if known is not None and weight > best[0]:
            best = (weight, known)
    return best[1]


def _with_language(request: Request, answer: Response) -> Response:
    """Keeps the language that the address asked for."""
    asked = request.query_params.get("lang", "")
    if asked in _LANGUAGES:
        answer.set_cookie(
            LANGUAGE_COOKIE, asked, max_age=LANGUAGE_KEPT_S, samesite="strict", httponly=True
        )
    return answer
