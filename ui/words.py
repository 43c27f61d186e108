"""Names that more than one page says."""

from __future__ import annotations

from collections.abc import Sequence

from host_assistant.catalog.product import Product
from host_assistant.catalog.readiness import Missing, missing_among, missing_on_air
from host_assistant.language import _, ngettext
from host_assistant.show.vocabulary import Platform, SceneRole
from host_assistant.stage.platforms import PLATFORMS
from host_assistant.values.decimals import grouped
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


def lacks_words(missing: Sequence[Missing]) -> str:
    """What keeps a product off the air, "" where nothing does."""
    return _("lacks {missing}").format(missing=_named(missing)) if missing else ""


def not_ready_words(products: Sequence[Product]) -> str:
    """How many of them cannot be shown in a live show and why, "" where all can."""
    count = sum(bool(missing_on_air(product)) for product in products)
    if not count:
        return ""
    return ngettext(
        "{count} product cannot be shown on air yet: it lacks {missing}.",
        "{count} products cannot be shown on air yet: they lack {missing}.",
        count,
    ).format(count=grouped(count), missing=_named(missing_among(products)))


def ago_words(ago_ms: int) -> str:
    """How long ago something was, roughly."""
    seconds = max(ago_ms, 0) // 1000
    if seconds < 2:
        return _("just now")
    if seconds < 60:
        return ngettext("{count} second ago", "{count} seconds ago", seconds).format(count=seconds)
    minutes = seconds // 60
    if minutes < 60:
        return ngettext("{count} minute ago", "{count} minutes ago", minutes).format(count=minutes)
    return _("more than an hour ago")


def _named(missing: Sequence[Missing]) -> str:
    from host_assistant.checks.wording import missing_word

    return ", ".join(map(missing_word, missing))
