"""`python -m tests.pages.pictures FOLDER`: every page of the phones in each state that matters.

At phone size, in Vietnamese and English, light and dark, from a real show and a real Chromium.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from host_assistant import language
from tests.pages.phone import chromium
from tests.pages.stand import a_stand
from tests.pages.walk import SCHEMES, Walk

# Until pictures of the goods stand there and whatever flashed is at rest.
SETTLED_MS = 350


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for lang in language.LANGUAGES:
            for scheme in SCHEMES:
                mark = f"{lang}_{scheme}"

                def take(page: Page, name: str, mark: str = mark) -> None:
                    page.wait_for_timeout(SETTLED_MS)
                    page.screenshot(path=folder / f"{name}_{mark}.png", animations="disabled")

                with tempfile.TemporaryDirectory() as data, a_stand(Path(data)) as stand:
                    Walk(take, browser, stand, lang, scheme).go()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
