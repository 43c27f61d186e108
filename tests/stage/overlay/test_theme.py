import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImageReader

from host_assistant.resources import asset
from host_assistant.show.vocabulary import ShowSetup
from host_assistant.stage.overlay.theme import (
    ThemeBroken,
    load_theme,
    load_theme_or_default,
    read_theme,
    theme_names,
)

THEMES = pytest.mark.parametrize("name", ["cho-phien", "tre-xanh"])
# Every ink of the cards with the ground that it is written upon.
INKS = [
    ("ink", "paper"),
    ("muted", "paper"),
    ("brand", "paper"),
    ("brand_deep", "paper"),
    ("price", "paper"),
    ("on_brand", "brand"),
    ("figure", "brand"),
    ("on_brand_deep", "brand_deep"),
    ("on_code", "code"),
    ("on_scarce", "scarce"),
    ("on_special", "special"),
    ("on_backdrop", "backdrop_top"),
    ("on_backdrop", "backdrop_bottom"),
]


def test_both_themes_are_there() -> None:
    assert theme_names() == ("cho-phien", "tre-xanh")


@THEMES
@pytest.mark.parametrize(("ink", "ground"), INKS)
def test_text_stands_out_from_its_ground(name: str, ink: str, ground: str) -> None:
    colours = load_theme(name).colours
    ratio = contrast(getattr(colours, ink), getattr(colours, ground))
    assert ratio >= 4.5, f"{ink} on {ground} has {ratio:.2f}"


@THEMES
def test_ornaments_can_be_read(name: str) -> None:
    theme = load_theme(name)
    assert theme.ornaments
    for ornament in theme.ornaments:
        assert QImageReader(str(theme.folder / ornament.file)).canRead()


def test_an_unknown_theme_names_those_that_are_there() -> None:
    with pytest.raises(ThemeBroken, match=r"'neon'.*cho-phien, tre-xanh"):
        load_theme("neon")


def test_a_theme_that_went_away_gives_way_to_the_standard_one() -> None:
    theme, finding = load_theme_or_default("neon")
    assert theme == load_theme(ShowSetup().theme)
    assert "“neon”" in finding
    assert load_theme_or_default("tre-xanh") == (load_theme("tre-xanh"), "")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"colours": {"brand": "red"}}, "colours.brand is 'red', not a colour"),
        ({"colours": {"brnad": "#FF0000"}}, "brnad"),
        ({"radii": {"card": "round"}}, r"\$.radii.card"),
        ({"ornaments": [{"file": "gone.svg"}]}, "gone.svg|missing required field"),
        (
            {
                "ornaments": [
                    {"file": "gone.svg", "slots": [], "at": "top", "width": 8, "height": 8}
                ]
            },
            "there is no 'gone.svg' beside it",
        ),
        ({"colour": {}}, "unknown field `colour`"),
    ],
)
def test_a_mistake_in_a_theme_is_named(
    tmp_path: Path, change: dict[str, Any], complaint: str
) -> None:
    folder = copy_of_theme(tmp_path)
    path = folder / "theme.json"
    written = json.loads(path.read_text("utf-8"))
    for key, value in change.items():
        written[key] = {**written.get(key, {}), **value} if isinstance(value, dict) else value
    path.write_text(json.dumps(written), "utf-8")
    with pytest.raises(ThemeBroken, match=complaint):
        read_theme(folder)


def test_a_theme_that_is_no_json_is_named(tmp_path: Path) -> None:
    folder = copy_of_theme(tmp_path)
    (folder / "theme.json").write_text("colours: red")
    with pytest.raises(ThemeBroken, match=r"theme\.json: JSON is malformed"):
        read_theme(folder)


def copy_of_theme(tmp_path: Path) -> Path:
    return shutil.copytree(asset("themes", "cho-phien"), tmp_path / "mine")


def contrast(one: str, other: str) -> float:
    """WCAG 2.1, "contrast ratio"."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
