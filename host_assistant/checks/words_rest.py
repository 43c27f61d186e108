"""The words for what is found at the goods and at the laptop itself."""

from __future__ import annotations

from host_assistant.language import _


def words() -> dict[str, str]:
    """ "check.code" → its sentence, with places for the finding's figures."""
    return {**_goods(), **_disk(), **_power(), **_load(), **_upload(), **_clock()}


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
        "disk.log_too_small": _(
            "Only {free_gb} GB are free where the orders are kept. Orders could not be taken any "
            "more. Empty the bin or delete old films, then press “Look again”."
        ),
        "disk.on_another_computer": _(
            "OBS runs on another computer, which records there. How much room it has is not known. "
            "Look at the disk of that computer."
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
        "load.obs_draws_late": _(
            "OBS skips {skipped_percent}% of the frames. Viewers see a picture that stutters. "
            "Close browsers and programs that you do not need, then press “Look again”."
        ),
        "load.obs_encodes_late": _(
            "The laptop is too slow for this picture: {skipped_percent}% of the frames are lost. "
            "Viewers see it stutter. Choose a smaller picture in OBS (Settings, Video), then press "
            "“Look again”."
        ),
        "load.little_memory": _(
            "Only {free_memory_gb} GB of memory are free. The laptop may stall while you are on "
            "air. Close browsers and programs that you do not need, then press “Look again”."
        ),
    }


def _upload() -> dict[str, str]:
    return {
        "upload.answers": _(
            "{server} answers within {took_ms} milliseconds. How fast your line is shows only once "
            "you are on air."
        ),
        "upload.slow": _(
            "{server} took {took_ms} milliseconds to answer. The broadcast may stutter or break "
            "off. Move closer to the Wi-Fi or the phone, then press “Look again”."
        ),
        "upload.no_answer": _(
            "{server} does not answer. The broadcast would not reach anybody. Look whether the "
            "internet works and the address is the one that your platform gave you, then press "
            "“Look again”."
        ),
        "upload.no_internet": _(
            "{server} cannot be found: most likely there is no internet. The broadcast would not "
            "reach anybody. Connect to the Wi-Fi or the phone, then press “Look again”."
        ),
        "upload.cannot_tell": _(
            "Whether the way to your platform is open cannot be told beforehand. It shows once you "
            "press the button to broadcast."
        ),
    }


def _clock() -> dict[str, str]:
    return {
        "clock.right": _("The clock is right."),
        "clock.minutes_off": _(
            "The clock is {minutes} minutes off. The log and the orders carry the wrong time. "
            "Let the computer set its time by itself, then press “Look again”."
        ),
        "clock.days_off": _(
            "The clock is {days} days off. Platforms refuse such a computer, and the orders carry "
            "the wrong date. Let the computer set its time by itself, then press “Look again”."
        ),
        "clock.went_back": _(
            "The clock shows an earlier time than when this program was last used. The log and the "
            "orders would carry the wrong time. Look at the date and the hour on the computer, "
            "correct them, then press “Look again”."
        ),
        "clock.other_zone": _(
            "The clock is not set to Vietnam's time (it is {utc_offset} from Greenwich). Times on "
            "the screen and in the reports differ from your viewers'. Choose the time zone of "
            "Hà Nội in the computer's settings, then press “Look again”."
        ),
        "clock.unchecked": _(
            "No server told the time, so the clock could not be compared. Look whether the date "
            "and the hour on the computer are right."
        ),
    }
