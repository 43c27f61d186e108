"""The words for what is found at the goods and at the laptop itself."""

from __future__ import annotations

from host_assistant.language import _


def words() -> dict[str, str]:
    """ "check.code" → its sentence, with places for the finding's figures."""
    return {**_goods(), **_disk(), **_power(), **_load()}


def _goods() -> dict[str, str]:
    return {
        "goods.none": _(
            "There are no goods yet. You would have nothing to show. "
            "Press “Open goods” and take in your sheet."
        ),
        "goods.none_complete": _(
            "Every product lacks something: {missing}. None of them can be shown on air. "
            "Press “Open goods” and fill it in."
        ),
        "goods.not_complete": _(
            "Incomplete goods: {goods} (missing: {missing}). They will not be shown on air; the "
            "others will. Press “Open goods” and fill it in."
        ),
        "goods.picture_lost": _(
            "The picture of these goods is gone: {goods}. Viewers see a drawn sign in its place. "
            "Press “Open goods” and choose the picture again."
        ),
        "goods.no_picture": _(
            "Goods without a picture: {goods}. Viewers see a drawn sign in its place. "
            "Press “Open goods” and add a photo taken with your phone."
        ),
        "goods.complete": _("The goods are complete: {count}, each with its picture."),
    }


def _disk() -> dict[str, str]:
    return {
        "disk.enough": _("{free_gb} GB are free; a recording of {hours} hours needs {needed_gb}."),
        "disk.tight": _(
            "{free_gb} GB are free; {hours} hours need about {needed_gb}. It is enough, but "
            "barely. Empty the bin or delete old films, then press “Look again”."
        ),
        "disk.too_small": _(
            "Only {free_gb} GB are free; {hours} hours need {needed_gb}. The recording would end "
            "after {lasts_hours} hours. Empty the bin or delete old films, then press “Look again”."
        ),
        "disk.unreadable": _(
            "The disk for the recording cannot be read. How long a recording lasts is not known. "
            "Look in OBS where recordings go."
        ),
    }


def _power() -> dict[str, str]:
    return {
        "power.no_battery": _(
            "The machine runs from the socket, without a battery. If the power goes out, the "
            "broadcast ends."
        ),
        "power.plugged_in": _("The charger is plugged in; the battery is at {percent}%."),
        "power.charging": _(
            "The charger is plugged in, but the battery is only at {percent}%. If the power goes "
            "out, the broadcast ends within minutes. Let it charge a while before you begin."
        ),
        "power.on_battery": _(
            "The laptop runs on its battery ({percent}%). It may not last to the end, and many "
            "laptops are slower without a charger. Plug in the charger, then press “Look again”."
        ),
        "power.ends_early": _(
            "The battery lasts {minutes} more minutes; you planned {hours} hours. The broadcast "
            "would break off in the middle. Plug in the charger, then press “Look again”."
        ),
        "power.nearly_empty": _(
            "The battery is nearly empty ({percent}%). The broadcast would break off. "
            "Plug in the charger, then press “Look again”."
        ),
    }


def _load() -> dict[str, str]:
    return {
        "load.fine": _("The laptop has strength to spare: it is {busy_percent}% busy."),
        "load.busy": _(
            "The laptop is {busy_percent}% busy already. The picture may stutter. "
            "Close browsers and programs that you do not need, then press “Look again”."
        ),
        "load.little_memory": _(
            "Only {free_memory_gb} GB of memory are free. The laptop may stall while you are on "
            "air. Close browsers and programs that you do not need, then press “Look again”."
        ),
    }
