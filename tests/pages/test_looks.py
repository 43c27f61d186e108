"""Every page in every state: readable, large enough for thumbs, named, and quiet."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.pages.phone import phone, quiet
from tests.pages.stand import a_stand
from tests.pages.walk import Scheme, Walk

LOOK = (Path(__file__).parent / "looks.js").read_text(encoding="utf-8")


FAULTS = """
<body style="background: #fff; margin: 0">
<p id="pale" style="color: #999">pale</p>
<p id="tiny" style="font-size: 9px">tiny</p>
<button id="small" style="width: 20px; height: 20px">ok</button>
<button id="nameless" style="width: 60px; height: 60px"></button>
<input id="zoomed" aria-label="a" style="width: 60px; height: 60px; font-size: 12px">
<img src="data:,">
<div id="wide" style="width: 900px">wide</div>
<i id="pale"></i>
"""


def test_each_fault_is_found(browser: Browser) -> None:
    with phone(browser) as one:
        one.page.set_content(FAULTS)
        found = one.page.evaluate(LOOK)
    wanted = (
        *("p#pale", "p#tiny", "button#small", "no name: button#nameless", "input#zoomed"),
        *("no alt", "an id stands there twice", "px wider than the screen"),
    )
    assert [what for what in wanted if not any(what in fault for fault in found)] == []


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
    assert walk.hosts == {stand.address}
    assert quiet(walk.said, 401, 403, 409) == []
