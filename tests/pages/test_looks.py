"""Every page in every state: readable, large enough for thumbs, named, and quiet."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.pages.phone import quiet
from tests.pages.stand import a_stand
from tests.pages.walk import Scheme, Walk

LOOK = (Path(__file__).parent / "looks.js").read_text(encoding="utf-8")


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("lang", "scheme"), [("vi", "light"), ("en", "dark")])
def test_every_page_can_be_read_and_pressed(
    browser: Browser, tmp_path: Path, lang: str, scheme: Scheme
) -> None:
    found: dict[str, list[str]] = {}

    def look(page: Page, name: str) -> None:
        if wrong := page.evaluate(LOOK):
            found[name] = wrong

    with a_stand(tmp_path) as stand:
        walk = Walk(look, browser, stand, lang, scheme)
        walk.go()
    assert found == {}
    assert quiet(walk.said, 401, 403, 409) == []
