"""Putting the user's OBS back as it was before `building`."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import Final

import msgspec
from msgspec.structs import replace

from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.program.installed import settings_folders
from host_assistant.stage.obs.program.machine import Machine
from host_assistant.stage.obs.program.running import running_obs
from host_assistant.stage.obs.removal import remove_all
from host_assistant.stage.obs.setup.before import Before, BeforeFile
from host_assistant.stage.obs.setup.building import (
    other,
    refuse_on_air,
    switch_collection,
    switch_profile,
)

# What OBS calls its first profile in English.
NAME_OF_THE_FIRST: Final = "Untitled"


class Undone(msgspec.Struct, frozen=True):
    """`collection_left` is the scene collection of ours that goes once OBS is closed, or "";
    `scenes_left` are scenes of ours that hold something of the user's."""

    collection_left: str = ""
    scenes_left: tuple[str, ...] = ()


def undo(link: ObsLink, memory: BeforeFile) -> Undone:
    """Choose again what was chosen before, and remove what is ours.

    obs-websocket can remove a profile but no scene collection, and OBS would write a file that is
    deleted under it: `clear_away` deletes it when OBS is closed. Raises as `build` does.
    """
    refuse_on_air(link)
    before = memory.read()
    collections = link.call("GetSceneCollectionList")
    if collections["currentSceneCollectionName"] == before.our_collection:
        back = other(before.collection, before.our_collection, collections["sceneCollections"])
        if back:
            switch_collection(link, back)
    removed = before.removed_profile
    profiles = link.call("GetProfileList")
    if before.our_profile in profiles["profiles"]:
        back = other(before.profile, before.our_profile, profiles["profiles"])
        if not back:
            # OBS never gives up its last one, in which the stream key may stand.
            link.call("CreateProfile", profileName=before.profile or NAME_OF_THE_FIRST)
        elif profiles["currentProfileName"] == before.our_profile:
            switch_profile(link, back)
        link.call("RemoveProfile", profileName=before.our_profile)
        removed = before.our_profile
    left = before.our_collection
    if left not in collections["sceneCollections"]:
        left = ""
    memory.keep(Before(our_collection=left, removed_profile=removed))
    return Undone(left, remove_all(link))


def clear_away(memory: BeforeFile, machine: Machine) -> bool:
    """Delete the file of the scene collection that `undo` left; not while OBS runs.

    OBS 29 leaves the folder of a profile that it removed now and then, empty: it goes too.

    Tells whether nothing is left to clear away. Raises OSError.
    """
    before = memory.read()
    if not before.waits_for_clearing:
        return not before.our_collection
    folders = settings_folders(machine)
    if any(running_obs(machine, folder) for folder in folders):
        return False
    for folder in folders:
        for file in sorted((folder / "basic/scenes").glob("*.json")):
            if _collection_name(file) == before.our_collection:
                file.with_name(f"{file.name}.bak").unlink(missing_ok=True)
                file.unlink()
        if before.removed_profile:
            # As OBS names its files (GetFileSafeName).
            name = re.sub(r"\W", "", before.removed_profile.replace(" ", "_"))
            with contextlib.suppress(OSError):
                (folder / "basic/profiles" / name).rmdir()
    memory.keep(replace(before, our_collection="", removed_profile=""))
    return True


class _Collection(msgspec.Struct):
    name: str = ""


def _collection_name(file: Path) -> str:
    try:
        return msgspec.json.decode(file.read_bytes(), type=_Collection).name
    except (OSError, ValueError):
        return ""
