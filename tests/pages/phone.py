"""Debian's Chromium at the size of a phone, and what it said while a page was open."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from host_assistant.desk.roles import Role
from tests.pages.stand import Stand
from tests.support.parts import need_programs

LARGE = (390, 844)
SMALL = (360, 640)
PATIENCE_MS = 15_000


class Phone:
    """One browser's window with its own cookies.

    `said` is whatever the console complained of, `hosts` are all that any page asked for anything.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.said: list[str] = []
        self.hosts: set[str] = set()
        self.page = self.tab()

    def tab(self) -> Page:
        """One more page of the same browser."""
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname or ""))
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.on("dialog", lambda dialog: self.said.append(f"dialog: {dialog.message}"))
        return page

    def sign_in(self, stand: Stand, role: Role, name: str = "Chị Lan") -> None:
        """As a phone does that looked at the picture of the code."""
        self.page.goto(stand.invitation(role))
        self.page.fill("#name", name)
        self.page.tap("#go")
        self.page.wait_for_selector("body[data-link=up]")

    @contextmanager
    def offline(self) -> Iterator[None]:
        """Without a network for a while."""
        self.context.set_offline(True)
        self.page.wait_for_selector("body[data-link=down]")
        try:
            yield
        finally:
            self.context.set_offline(False)
            self.page.wait_for_selector("body[data-link=up]")
            self.forget_lost()

    def forget_lost(self) -> None:
        """A browser reports each request without an answer, which no page can switch off."""
        self.said = quiet(self.said)

    def forget_answers(self, *statuses: int) -> None:
        """It does the same with refusals; the test provoked these."""
        self.said = quiet(self.said, *statuses)

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.said.append(f"{kind}: {text}")


def quiet(said: list[str], *statuses: int) -> list[str]:
    """What is left without the browser's own reports of lost requests and of these answers."""
    reported = ("net::ERR_", *(f"responded with a status of {status}" for status in statuses))
    return [text for text in said if not any(report in text for report in reported)]


@contextmanager
def chromium() -> Iterator[Browser]:
    need_programs("chromium")
    with sync_playwright() as playwright:
        browser = _launch(playwright)
        yield browser
        browser.close()


def _launch(playwright: Playwright) -> Browser:
    # In a container the administrator runs the tests, whom Chromium's sandbox refuses.
    alone = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(
        executable_path="/usr/bin/chromium", args=[*alone, "--disable-dev-shm-usage"]
    )


@contextmanager
def phone(
    browser: Browser,
    *,
    lang: str = "vi",
    scheme: Literal["light", "dark"] = "light",
    size: tuple[int, int] = LARGE,
    scale: float = 1,
) -> Iterator[Phone]:
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=scale,
        is_mobile=True,
        has_touch=True,
        locale={"vi": "vi-VN", "en": "en-US"}[lang],
        color_scheme=scheme,
    )
    try:
        yield Phone(context)
    finally:
        context.close()
