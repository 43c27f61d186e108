"""Debian's Chromium at the size of a phone, and what it said while a page was open."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.support.parts import need_programs

LARGE = (390, 844)
SMALL = (360, 640)
PATIENCE_MS = 15_000


class Phone:
    """One browser's window with its own cookies. `said` is whatever the console complained of."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.said: list[str] = []
        self.page = self.tab()

    def tab(self) -> Page:
        """One more page of the same browser."""
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.on("dialog", lambda dialog: self.said.append(f"dialog: {dialog.message}"))
        return page

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.said.append(f"{kind}: {text}")


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
