"""The checks of the page: the usual ones, with the host's choices."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from host_assistant.checks.finding import Finding
from host_assistant.checks.preflight import PLANNED_HOURS, Check

if TYPE_CHECKING:
    from host_assistant.checks.eye import Picture
    from host_assistant.data_folder import DataFolder
    from host_assistant.settings import Asked, Settings


def checks_for(
    folder: DataFolder,
    settings: Settings,
    asked: Asked,
    *,
    heard: tuple[Finding, ...],
    seen: Callable[[Picture], None],
    enough: threading.Event,
) -> tuple[Check, ...]:
    """Slow: for a worker thread. `heard` is what the host's own voice was found to be, if any.

    `enough` ends the look through the camera.
    """
    from host_assistant.catalog.shelf import Shelf, ShelfUnreadable
    from host_assistant.checks.usual import usual_checks
    from host_assistant.control_room.plans import plans_for

    try:
        products = Shelf(folder.path).products()
    except ShelfUnreadable:
        # The goods page says why; here there are none.
        products = ()
    plans = plans_for(folder, settings, asked, products, PLANNED_HOURS)
    return usual_checks(replace(plans, heard=heard, seen=seen, enough=enough))
