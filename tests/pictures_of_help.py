"""`python -m tests.pictures_of_help FOLDER`: all that helpers and the inbox show, as pictures.

Every page of the phones, the inbox of the window, the helpers' sheet, the sources of comments and
pasting: in Vietnamese and English, light and dark.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main(folder: Path) -> None:
    # Each in a process of its own: Qt and the browser's driver want a fresh one.
    _make("tests.pages.pictures", folder / "phones")
    for lang in ("vi", "en"):
        _make("tests.ui.pictures_inbox", folder / f"inbox-{lang}", lang)
        _make("tests.ui.pictures_helpers", folder / f"helpers-{lang}", lang)


def _make(module: str, folder: Path, *how: str) -> None:
    subprocess.run([sys.executable, "-m", module, str(folder), *how], check=True)
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
