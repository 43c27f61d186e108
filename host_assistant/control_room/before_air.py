"""The last look before the count: is there anything that nobody should go on air with?"""

from __future__ import annotations

from typing import Final

import msgspec

from host_assistant.checks.finding import CheckName, Finding
from host_assistant.checks.preflight import Preflight
from host_assistant.checks.stream import audience
from host_assistant.checks.usual import Plans, usual_checks
from host_assistant.control_room.obs_access import access_to_obs
from host_assistant.control_room.obs_setup import chosen_target
from host_assistant.data_folder import DataFolder
from host_assistant.settings import Asked, Settings
from host_assistant.show.state import ShowState
from host_assistant.stage.obs.link import linked
from host_assistant.stage.obs.target import read_target
from host_assistant.stage.stage import StageError

# Nobody stands before the camera and waits for longer; what is not known by then does not matter.
PATIENCE_S: Final = 6.0
# With room for less than that nobody should begin; how long it is to be was asked before.
LEAST_HOURS: Final = 0.5
# A look at a picture or at a second of sound can be wrong: it is told, and keeps nobody off air.
MAY_BE_WRONG: Final[tuple[CheckName, ...]] = ("camera", "picture", "microphone", "sound")
LOOKED_AT: Final[tuple[CheckName, ...]] = (
    "obs",
    "scenes",
    "stream",
    *MAY_BE_WRONG,
    "goods",
    "disk",
)


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
    obs = access_to_obs(folder, settings, asked)
    plans = Plans(
        data_dir=folder.path,
        pictures=folder.pictures,
        products=tuple(each.product for each in state.on_sale()),
        hours=LEAST_HOURS,
        obs_url=obs.url,
        obs_password=obs.password,
        setup=state.setup,
        target=chosen_target(folder, settings),
        camera=settings.camera,
        microphone=settings.microphone,
    )
    checks = (
        msgspec.structs.replace(check, patience_s=min(check.patience_s, PATIENCE_S))
        for check in usual_checks(plans)
    )
    findings = Preflight(tuple(checks)).run(*LOOKED_AT)
    return tuple(finding for finding in findings if finding.level == "bad")
