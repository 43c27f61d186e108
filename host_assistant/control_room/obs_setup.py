"""Setting OBS up for the host by consent: scenes and devices, and where the broadcast goes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from platformdirs import user_videos_path

from host_assistant.control_room.show import ObsAccess
from host_assistant.data_folder import DataFolder
from host_assistant.secret_store import SecretStore
from host_assistant.settings import Settings, SettingsStore
from host_assistant.show.vocabulary import Platform
from host_assistant.stage.backdrops import paint_backdrops
from host_assistant.stage.obs.address import parse_address
from host_assistant.stage.obs.link import linked
from host_assistant.stage.obs.parts import ScenePlan
from host_assistant.stage.obs.program.machine import Machine, this_machine
from host_assistant.stage.obs.program.settings_file import is_this_machine
from host_assistant.stage.obs.setup import building, undo
from host_assistant.stage.obs.setup.before import BeforeFile
from host_assistant.stage.obs.setup.encoding import profile_is_ours
from host_assistant.stage.obs.setup.target import StreamKey, StreamTarget, put_target
from host_assistant.stage.overlay.layout import layout_for
from host_assistant.stage.overlay.theme import load_theme_or_default

# What is taken for granted of a computer that we cannot look into.
FEW_CORES: Final = 2


def build_obs(folder: DataFolder, settings: Settings, access: ObsAccess) -> building.Built:
    """Build what OBS lacks. Raises `LinkError`, `LinkDown` or OSError."""
    setup = settings.setup
    theme, _ = load_theme_or_default(setup.theme)

    def plan(width_px: int, height_px: int) -> ScenePlan:
        layout = layout_for(setup.shape, width_px, height_px)
        return ScenePlan.for_layout(layout, paint_backdrops(folder.backdrops, layout, theme, setup))

    here = is_this_machine(parse_address(access.url)[0])
    wish = building.Wish(
        shape=setup.shape,
        recordings=recordings_folder(),
        cores=(os.cpu_count() or FEW_CORES) if here else FEW_CORES,
        plan=plan,
        camera=settings.camera,
        microphone=settings.microphone,
    )
    with linked(access.url, access.password) as link:
        return building.build(link, wish, BeforeFile(folder.path))


def works_with_ours(folder: DataFolder, access: ObsAccess) -> bool:
    """Whether OBS works with what we built just now; raises `LinkError` or `LinkDown`."""
    before = BeforeFile(folder.path).read()
    with linked(access.url, access.password) as link:
        profile = link.call("GetProfileList")["currentProfileName"]
        collection = link.call("GetSceneCollectionList")["currentSceneCollectionName"]
        ours = before.our_profile, before.our_collection
        return (profile, collection) == ours and profile_is_ours(link)


def clear_away(folder: DataFolder, machine: Machine | None = None) -> bool:
    """Delete what the removal had to leave, if OBS is closed by now; see `undo.clear_away`."""
    return undo.clear_away(BeforeFile(folder.path), machine or this_machine())


def keep_target(
    folder: DataFolder, store: SettingsStore, platform: Platform, server: str, key: str
) -> None:
    """Keep where to stream; an empty key is the one kept. `tell_target` tells OBS of it.

    Platform, server and key are kept together or not at all. Raises OSError.
    """
    secrets = SecretStore(folder.path)
    before = secrets.get("stream_key")
    if key:
        secrets.put("stream_key", key)
    try:
        store.change(
            setup={"platform": platform},
            stream_platform=platform,
            stream_server=server,
            stream_waits=True,
        )
    except OSError:
        secrets.put("stream_key", before)
        raise


def forget_target(
    folder: DataFolder, store: SettingsStore, platform: Platform | None = None
) -> None:
    """Leave it to OBS where the broadcast goes; `platform` says where that is. Raises OSError."""
    store.change(
        setup={} if platform is None else {"platform": platform},
        stream_platform=None,
        stream_server="",
        stream_waits=False,
    )
    SecretStore(folder.path).put("stream_key", "")


def tell_target(folder: DataFolder, store: SettingsStore, access: ObsAccess) -> None:
    """Write into OBS where to stream, if it was not told yet. Raises as `put_target`.

    Once only: a newer key may have been pasted into OBS itself since.
    """
    target = chosen_target(folder, store.value)
    if target is None or not store.value.stream_waits:
        return
    with linked(access.url, access.password) as link:
        put_target(link, target)
    store.change(stream_waits=False)


def chosen_target(folder: DataFolder, settings: Settings) -> StreamTarget | None:
    """Where the host chose to stream; None where OBS streams as it was set."""
    if settings.stream_platform is None:
        return None
    key = StreamKey(SecretStore(folder.path).get("stream_key"))
    server = settings.stream_server
    target = StreamTarget(platform=settings.stream_platform, key=key, server=server)
    return target if key and target.address else None


def recordings_folder() -> Path:
    """Where OBS keeps the recordings: beside the user's other films."""
    return user_videos_path() / building.OUR_NAME
