"""The pictures of the scenes that need no camera, painted in the show's theme and language."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

import msgspec

from host_assistant.language import translation
from host_assistant.show.vocabulary import SCENE_ROLES, SceneRole, ShowSetup
from host_assistant.stage.overlay.backdrop import BackdropWords, paint_backdrop
from host_assistant.stage.overlay.files import save_png
from host_assistant.stage.overlay.fonts import ensure_gui
from host_assistant.stage.overlay.layout import Layout
from host_assistant.stage.overlay.theme import Theme

# Raised when a backdrop is painted differently, so that no older PNG is taken for it.
_PAINTING: Final = 1


def backdrop_words(role: SceneRole, setup: ShowSetup) -> BackdropWords | None:
    """What viewers read while they wait; None for the scenes that show the goods."""
    # Under this name the texts find their way into the catalogue.
    gettext = translation("en" if setup.language == "en" else "vi").gettext
    match role:
        case "opening":
            return BackdropWords(gettext("Going live soon"), gettext("Please wait a moment"))
        case "break":
            return BackdropWords(
                gettext("A short break"), gettext("We will be back in a few minutes")
            )
        case "closing":
            return BackdropWords(
                gettext("Thank you all"), gettext("See you at the next market day")
            )
        case _:
            return None


def paint_backdrops(
    folder: Path, layout: Layout, theme: Theme, setup: ShowSetup
) -> dict[SceneRole, Path]:
    """A PNG of the canvas' size for every scene, painted once; older ones are removed.

    Raises OSError when the folder takes no file.
    """
    ensure_gui()
    folder.mkdir(parents=True, exist_ok=True)
    paths: dict[SceneRole, Path] = {}
    for role in SCENE_ROLES:
        words = backdrop_words(role, setup)
        look = [_PAINTING, role, words, theme, layout.canvas_width_px, layout.canvas_height_px]
        digest = hashlib.sha256(msgspec.json.encode(look, enc_hook=str)).hexdigest()[:24]
        path = folder / f"{role}-{digest}.png"
        if not path.exists():
            save_png(paint_backdrop(role, words, layout, theme), path)
        paths[role] = path
    for old in folder.glob("*.png"):
        if old not in paths.values():
            old.unlink(missing_ok=True)
    return paths
