"""Names that more than one page says."""

from __future__ import annotations

from host_assistant.language import _
from host_assistant.show.vocabulary import Platform, SceneRole
from host_assistant.stage.platforms import PLATFORMS
from host_assistant.values.quantity import format_weight


def scene_name(role: SceneRole) -> str:
    """The role as the host calls it."""
    return {
        "opening": _("Opening"),
        "camera": _("Camera"),
        "product": _("Close-up"),
        "break": _("Break"),
        "closing": _("Closing"),
    }[role]


def platform_name(platform: Platform) -> str:
    return PLATFORMS[platform].name or _("your platform")


def weight_words(weight_g: int) -> str:
    """As viewers read it; before the first order in the unit that goods are sold in."""
    return format_weight(weight_g) if weight_g else "0 kg"
