"""A plain look at what a session needs. The full checks come with their own page."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Literal

import msgspec

from host_assistant.data_folder import DataFolder
from host_assistant.language import _, ngettext
from host_assistant.settings import Asked, Settings
from host_assistant.values.decimals import write_decimal
from ui.looking import try_obs

# An evening's recording at the bit rate that OBS starts with, and room for the log.
NEEDED_BYTES = 5_000_000_000

Health = Literal["good", "warning", "bad"]
What = Literal["goods", "obs", "sound", "disk"]
WHATS: tuple[What, ...] = ("goods", "obs", "sound", "disk")


class Look(msgspec.Struct, frozen=True):
    """How one thing stands, in a sentence that says what to do."""

    health: Health
    words: str


def look_at(what: What, folder: DataFolder, settings: Settings, asked: Asked) -> Look:
    """Slow: for a worker thread."""
    looks: dict[What, Callable[[], Look]] = {
        "goods": lambda: _goods(folder),
        "obs": lambda: _obs(folder, settings, asked),
        "sound": _sound,
        "disk": lambda: _disk(folder),
    }
    return looks[what]()


def _goods(folder: DataFolder) -> Look:
    from host_assistant.catalog.shelf import Shelf, ShelfUnreadable

    try:
        count = len(Shelf(folder.path).products())
    except ShelfUnreadable as problem:
        return Look("bad", str(problem))
    if count == 0:
        return Look("bad", _("No goods yet, so there is nothing to show. Import a goods sheet."))
    words = ngettext("{count} product is ready.", "{count} products are ready.", count)
    return Look("good", words.format(count=count))


def _obs(folder: DataFolder, settings: Settings, asked: Asked) -> Look:
    problem = try_obs(folder, settings, asked)
    return Look("warning", problem) if problem else Look("good", _("OBS answers."))


def _sound() -> Look:
    """The microphone that the system would use."""
    from host_assistant.checks.microphone import SoundTrouble, microphones

    try:
        there = microphones()
    except SoundTrouble:
        # PortAudio itself is not there, or hangs.
        return Look(
            "warning",
            _(
                "The microphone cannot be looked at on this computer. OBS may hear it all the "
                "same: watch its level there."
            ),
        )
    if not there:
        return Look(
            "bad",
            _(
                "No microphone was found, so viewers would hear nothing. Plug one in, then look "
                "again."
            ),
        )
    return Look("good", _("Microphone: {device}").format(device=there[0].name))


def _disk(folder: DataFolder) -> Look:
    try:
        free = shutil.disk_usage(folder.path).free
    except OSError:
        return Look(
            "bad",
            _(
                "The disk with the data folder cannot be read, so no session could be kept. Plug "
                "it in again."
            ),
        )
    size = _("{size} GB free").format(size=write_decimal(free // 100_000_000, 1))
    if free >= NEEDED_BYTES:
        return Look("good", _("{size}, enough for an evening.").format(size=size))
    return Look(
        "warning",
        _(
            "{size}. A recording may fill the disk before the end. Empty the bin or move old films "
            "away."
        ).format(size=size),
    )
