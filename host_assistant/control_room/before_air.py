"""The last look before the count: is there anything that nobody should go on air with?"""

from __future__ import annotations

from threading import Event
from typing import Final

from msgspec.structs import replace

from host_assistant.checks.finding import MAY_BE_WRONG, STOPS, Finding
from host_assistant.checks.preflight import Preflight
from host_assistant.checks.stream import audience
from host_assistant.checks.usual import usual_checks
from host_assistant.control_room.obs_access import access_to_obs
from host_assistant.control_room.obs_setup import chosen_target
from host_assistant.control_room.plans import plans_for
from host_assistant.data_folder import DataFolder
from host_assistant.settings import Asked, Settings
from host_assistant.show.state import ShowState
from host_assistant.stage.obs.link import linked
from host_assistant.stage.obs.setup.target import read_target
from host_assistant.stage.stage import StageError

# Nobody stands before the camera and waits for longer; what is not known by then does not matter.
PATIENCE_S: Final = 6.0
# With room for less than that nobody should begin; how long it is to be was asked before.
LEAST_HOURS: Final = 0.5


def audience_now(folder: DataFolder, settings: Settings, asked: Asked) -> str:
    """Who would see the broadcast, by what OBS says; "" where it does not answer or know."""
    obs = access_to_obs(folder, settings, asked)
    try:
        with linked(obs.url, obs.password) as link:
            service = read_target(link)
    except StageError:
        return ""
    return audience(service, chosen_target(folder, settings)) if service.server else ""


def look_before_air(
    folder: DataFolder, settings: Settings, asked: Asked, state: ShowState
) -> tuple[Finding, ...]:
    """What is bad, also of `MAY_BE_WRONG`, in the order of the page.

    For a worker thread, takes PATIENCE_S at most.
    """
    products = tuple(each.product for each in state.on_sale())
    plans = plans_for(folder, settings, asked, products, LEAST_HOURS)
    # A session keeps the platform and the words that it was opened with.
    enough = Event()
    plans = replace(plans, setup=state.setup, enough=enough)
    checks = (
        replace(check, patience_s=min(check.patience_s, PATIENCE_S))
        for check in usual_checks(plans)
    )
    try:
        findings = Preflight(tuple(checks)).run(*STOPS, *MAY_BE_WRONG)
    finally:
        # A look that was given up lets go of the camera.
        enough.set()
    return tuple(finding for finding in findings if finding.level == "bad")
