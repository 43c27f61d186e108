"""Findings in words, in the language in use: what happened, what it means, what to press."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from typing import Final

from host_assistant import checks
from host_assistant.checks.claim_rules import rule
from host_assistant.checks.finding import CheckName, Figure, Figures, Finding, Level, Remedy
from host_assistant.language import _, current
from host_assistant.values.decimals import grouped


def sentence(finding: Finding) -> str:
    """The finding for a person; figures stand in it as people write them."""
    template = _template(finding)
    return template.format(**{name: _written(value) for name, value in _said(finding).items()})


def title(check: CheckName) -> str:
    """What a check is called."""
    match check:
        case "obs":
            return _("OBS")
        case "scenes":
            return _("Scenes")
        case "stream":
            return _("Where to stream")
        case "camera":
            return _("Camera")
        case "picture":
            return _("Picture")
        case "microphone":
            return _("Microphone")
        case "sound":
            return _("Sound")
        case "goods":
            return _("Goods")
        case "claims":
            return _("What is said of the goods")
        case "disk":
            return _("Room on the disk")
        case "power":
            return _("Power")
        case "load":
            return _("Strength of the laptop")
        case "upload":
            return _("Internet")
        case "clock":
            return _("Clock")


def level_word(level: Level) -> str:
    """The level in a word, because colour alone tells nothing to many."""
    match level:
        case "good":
            return _("Good")
        case "doubtful":
            return _("Worth a look")
        case "bad":
            return _("Must be mended")
        case "unknown":
            return _("Not known")


def remedy_label(remedy: Remedy) -> str:
    """What stands on the button that mends it."""
    match remedy:
        case "get_obs":
            return _("Get OBS")
        case "start_obs":
            return _("Start OBS")
        case "turn_on_server":
            return _("Let Lên Sóng steer OBS")
        case "close_other_obs":
            return _("Close the other OBS")
        case "type_password":
            return _("Type the password")
        case "build_scenes":
            return _("Build the scenes")
        case "choose_stream":
            return _("Choose where to stream")
        case "choose_camera":
            return _("Choose the camera")
        case "restart_camera":
            return _("Start the camera again")
        case "choose_microphone":
            return _("Choose the microphone")
        case "unmute_microphone":
            return _("Turn the microphone on")
        case "listen":
            return _("Listen")
        case "open_goods":
            return _("Open goods")
        case "answer_claims":
            return _("Answer")
        case "look_again":
            return _("Look again")


def _template(finding: Finding) -> str:
    if finding.code == "took_too_long":
        return _(
            "This took too long and was left. How it stands is not known; that alone does not keep "
            "you from going on air. Press “Look again”."
        )
    if finding.code == "failed":
        return _(
            "This could not be looked at. How it stands is not known; that alone does not keep you "
            "from going on air. Press “Look again”."
        )
    return all_words()[f"{finding.check}.{finding.code}"]


def all_words() -> dict[str, str]:
    """The sentences of every area, in the language in use."""
    merged: dict[str, str] = {}
    for module in pkgutil.iter_modules(checks.__path__):
        if module.name.startswith("words_"):
            words: Callable[[], dict[str, str]]
            words = importlib.import_module(f"{checks.__name__}.{module.name}").words
            merged |= words()
    return merged


def _said(finding: Finding) -> Figures:
    """The figures, where those that are codes have become words."""
    said = dict(finding.figures)
    if isinstance(missing := said.get("missing"), tuple):
        said["missing"] = tuple(map(missing_word, missing))
    if finding.check == "claims" and "rule" in said:
        said["rule"] = rule(str(said["rule"])).law[current()]
    return said


def missing_word(code: str) -> str:
    """What a product lacks: the name of a column of the sheet."""
    return {
        "seller": _("the seller"),
        "origin": _("where it is from"),
        "unit": _("the unit"),
        "price": _("the price"),
    }[code]


class _Number(float):
    """A figure that follows the format of its place, with the decimal sign of the language."""

    def __format__(self, spec: str) -> str:
        whole = not spec and self.is_integer()
        text = f"{float(self):{spec or (',.0f' if whole else ',.1f')}}"
        return text if current() == "en" else text.translate(_SWAP_SIGNS)


_SWAP_SIGNS: Final = str.maketrans(",.", ".,")


def _written(value: Figure) -> object:
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return _Number(value) if current() == "en" else grouped(value)
    return _Number(value) if isinstance(value, float) else value
