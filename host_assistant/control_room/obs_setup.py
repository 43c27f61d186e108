"""Setting OBS up for the host by consent: scenes and devices, and where the broadcast goes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from platformdirs import user_videos_path

from host_assistant.control_room.show import ObsAccess
from host_assistant.data_folder import DataFolder
from host_assistant.secret_store import SecretStore
from host_assistant.settings import Settings
from host_assistant.stage.backdrops import paint_backdrops
from host_assistant.stage.obs import building, undo
from host_assistant.stage.obs.address import parse_address
from host_assistant.stage.obs.before import BeforeFile
from host_assistant.stage.obs.link import linked
from host_assistant.stage.obs.machine import Machine, this_machine
from host_assistant.stage.obs.parts import ScenePlan
from host_assistant.stage.obs.settings_file import is_this_machine
from host_assistant.stage.obs.target import StreamKey, StreamTarget, put_target
from host_assistant.stage.overlay.layout import layout_for
from host_assistant.stage.overlay.theme import load_theme_or_default

# What is taken for granted of a computer that we cannot look into.
FEW_CORES: Final = 2


def build_obs(
    folder: DataFolder, settings: Settings, access: ObsAccess, microphone: str = ""
) -> building.Built:
    """Build what OBS lacks, and where to stream if that was chosen.

    `microphone` is OBS's id of one, "" the system's standard one; the camera is the settings'.
    Raises `LinkError`, `LinkDown` or OSError.
    """
    setup = settings.setup
    theme, _ = load_theme_or_default(setup.theme)

    def plan(width_px: int, height_px: int) -> ScenePlan:
        layout = layout_for(setup.shape, width_px, height_px)
        return ScenePlan(
            canvas_width_px=width_px,
            canvas_height_px=height_px,
            slots={slot: (rect.x, rect.y) for slot, rect in layout.slots.items()},
            backdrops=paint_backdrops(folder.backdrops, layout, theme, setup),
        )

    here = is_this_machine(parse_address(access.url)[0])
    wish = building.Wish(
        shape=setup.shape,
        recordings=recordings_folder(),
        cores=(os.cpu_count() or FEW_CORES) if here else FEW_CORES,
        plan=plan,
        camera=settings.camera,
        microphone=microphone,
    )
    with linked(access.url, access.password) as link:
        built = building.build(link, wish, BeforeFile(folder.path))
        if target := chosen_target(folder, settings):
            put_target(link, target)
    return built


def undo_obs(folder: DataFolder, access: ObsAccess) -> undo.Undone:
    """Put the user's OBS back as it was. Raises as `build_obs`."""
    with linked(access.url, access.password) as link:
        return undo.undo(link, BeforeFile(folder.path))


def clear_away(folder: DataFolder, machine: Machine | None = None) -> bool:
    """Delete what `undo_obs` had to leave, if OBS is closed by now; see `undo.clear_away`."""
    return undo.clear_away(BeforeFile(folder.path), machine or this_machine())


def choose_target(folder: DataFolder, settings: Settings, access: ObsAccess) -> bool:
    """Write where to stream into OBS; False where nothing was chosen. Raises as `put_target`."""
    target = chosen_target(folder, settings)
    if target is None:
        return False
    with linked(access.url, access.password) as link:
        put_target(link, target)
    return True


def chosen_target(folder: DataFolder, settings: Settings) -> StreamTarget | None:
    """Where the host chose to stream, or None where neither server nor key was given."""
    key = StreamKey(SecretStore(folder.path).get("stream_key"))
    if not key and not settings.stream_server:
        return None
    return StreamTarget(platform=settings.setup.platform, key=key, server=settings.stream_server)


def recordings_folder() -> Path:
    """Where OBS keeps the recordings: beside the user's other films."""
    return user_videos_path() / building.OUR_NAME
