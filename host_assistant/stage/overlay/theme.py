"""Themes of the viewers' picture, read from `assets/themes/NAME/theme.json`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, Literal

import msgspec

from host_assistant.language import _
from host_assistant.resources import asset
from host_assistant.show.vocabulary import OverlaySlot, ShowSetup

_COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?")

Place = Literal["top", "bottom", "left", "top_left", "top_right", "bottom_left", "bottom_right"]


class ThemeBroken(Exception):
    """A theme that cannot be used; `str()` says which file and why."""


class Colours(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`#RRGGBB` or `#RRGGBBAA`. Each `on_…` is the ink for text upon that colour."""

    paper: str
    ink: str
    muted: str
    brand: str
    on_brand: str
    brand_deep: str
    on_brand_deep: str
    price: str
    code: str
    on_code: str
    scarce: str
    on_scarce: str
    special: str
    on_special: str
    star: str
    figure: str
    shadow: str
    backdrop_top: str
    backdrop_bottom: str
    on_backdrop: str
    backdrop_accent: str


class Radii(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Corners in design pixels."""

    card: int
    pill: int


class Ornament(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An SVG of the theme's folder on every card of a slot; `repeat` tiles it along the edge.

    Sizes in design pixels.
    """

    file: str
    slots: tuple[OverlaySlot, ...]
    at: Place
    width: int
    height: int
    repeat: bool = False


class Theme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a designer may choose; `assets/themes/README.md` says what each field is for.

    `revision` grows with each change of an ornament's file, so that no old PNG stays in use.
    """

    title: str
    title_en: str
    revision: int
    colours: Colours
    radii: Radii
    awning_px: int = 0
    ornaments: tuple[Ornament, ...] = ()
    name: str = ""
    folder: Path = Path()


def theme_names() -> tuple[str, ...]:
    """The themes that are there, sorted."""
    return tuple(sorted(path.parent.name for path in asset("themes").glob("*/theme.json")))


def load_theme(name: str) -> Theme:
    """The theme of that name.

    Raises ThemeBroken when there is none, or when its file says something unreadable.
    """
    if name not in theme_names():
        message = f"there is no theme called {name!r}; there are {', '.join(theme_names())}"
        raise ThemeBroken(message)
    return read_theme(asset("themes", name))


def load_theme_or_default(name: str) -> tuple[Theme, str]:
    """The theme of that name or, where it cannot be used, the standard one and a finding.

    The finding is a sentence for the host, empty when all is well. A session whose theme went
    away can go on.
    """
    try:
        return load_theme(name), ""
    except ThemeBroken:
        finding = _(
            "The look “{name}” cannot be used any more. Viewers see the standard one instead. "
            "Choose another in Settings."
        ).format(name=name)
        return load_theme(ShowSetup().theme), finding


def read_theme(folder: Path) -> Theme:
    """The theme in a folder. Raises ThemeBroken."""
    path = folder / "theme.json"
    try:
        theme = msgspec.json.decode(path.read_bytes(), type=Theme)
    except (OSError, msgspec.DecodeError) as error:
        message = f"{path}: {error}"
        raise ThemeBroken(message) from error
    for field, value in msgspec.structs.asdict(theme.colours).items():
        if not _COLOUR.fullmatch(value):
            message = f"{path}: colours.{field} is {value!r}, not a colour like #B3163B"
            raise ThemeBroken(message)
    for ornament in theme.ornaments:
        if not (folder / ornament.file).is_file() or Path(ornament.file).name != ornament.file:
            message = f"{path}: there is no {ornament.file!r} beside it"
            raise ThemeBroken(message)
    return msgspec.structs.replace(theme, name=folder.name, folder=folder)
