"""Building what a bare OBS lacks, under our own names; the user's own stays as it is.

A profile and a scene collection of ours are made and chosen; what was chosen before is kept in
the data folder, and `undo` puts it back.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec
from msgspec.structs import replace

from host_assistant.language import _
from host_assistant.show.vocabulary import Shape
from host_assistant.stage.obs.errors import CallTimedOut, LinkError, RequestRefused
from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.parts import CAMERA, MICROPHONE, Inventory, ScenePlan
from host_assistant.stage.obs.removal import wait_until_gone
from host_assistant.stage.obs.scenes import Scenes, ensure
from host_assistant.stage.obs.setup import devices, encoding
from host_assistant.stage.obs.setup.before import Before, BeforeFile
from host_assistant.stage.obs.setup.encoding import Encoding

OUR_NAME: Final = "Lên Sóng"
# Value of obs-websocket's RequestStatus: OBS is busy changing its scene collection.
NOT_READY: Final = 207
CHANGED_WITHIN_S: Final = 30.0


class OnAirNow(LinkError):
    """A stream or a recording runs: to build would break it off."""

    CODE = "obs_on_air_now"

    def sentence(self) -> str:
        return _(
            "OBS is broadcasting or recording right now. Changing its set-up would break that "
            "off, so nothing was changed. End the broadcast and the recording, then press again."
        )


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """`camera` is a device of OBS's, its number, a film file or an address, "" the first device;
    `microphone` is what the computer or OBS calls it, "" the system's standard one. `cores` are
    this laptop's.

    `plan` gives the scenes for a canvas of that width and height in pixels.
    """

    shape: Shape
    recordings: Path
    cores: int
    plan: Callable[[int, int], ScenePlan]
    camera: str = ""
    microphone: str = ""


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """What is in OBS now. `camera` and `microphone` name our inputs, "" where there is none."""

    profile: str
    collection: str
    encoding: Encoding
    scenes: Scenes
    camera: str
    microphone: str


def build(link: ObsLink, wish: Wish, memory: BeforeFile) -> Built:
    """Build it, or bring what was built before to the wish; done twice it changes nothing.

    Raises `LinkError` or `LinkDown`, `OnAirNow` before anything was changed, OSError when the
    memory or the recordings' folder cannot be written.
    """
    refuse_on_air(link)
    wish.recordings.mkdir(parents=True, exist_ok=True)
    before = remember(link, memory)
    chosen = _build_profile(link, wish, before)
    leftovers = _choose_collection(link, before.our_collection)
    plan = wish.plan(chosen.width_px, chosen.height_px)
    # Devices can only be listed from an input in a scene: the scenes come first.
    ensure(link, plan)
    plan = replace(
        plan,
        camera=devices.camera_plan(link, wish.camera),
        microphone=devices.microphone_plan(link, wish.microphone),
    )
    scenes = ensure(link, plan)
    ours = Inventory.read(link).our_inputs
    microphone = ours.get(MICROPHONE, "")
    if microphone:
        devices.put_filters(link, microphone)
    camera = ours.get(CAMERA, "")
    if camera and plan.camera is not None and plan.camera.kind == devices.FILE_KIND:
        # A film's or a telephone's own sound would be heard beside the microphone.
        link.call("SetInputMute", inputName=camera, inputMuted=True)
    if leftovers:
        link.call("SetCurrentProgramScene", sceneName=scenes.scene_of["opening"])
        for name in leftovers:
            link.call("RemoveScene", sceneName=name)
        wait_until_gone(link, set(leftovers))
    return Built(
        profile=before.our_profile,
        collection=before.our_collection,
        encoding=chosen,
        scenes=scenes,
        camera=camera,
        microphone=microphone,
    )


def refuse_on_air(link: ObsLink) -> None:
    """Raises OnAirNow while a stream, a recording or OBS's virtual camera runs."""
    for status in ("GetStreamStatus", "GetRecordStatus", "GetVirtualCamStatus"):
        # Not every OBS has a virtual camera.
        with contextlib.suppress(RequestRefused):
            if link.call(status)["outputActive"]:
                raise OnAirNow


def remember(link: ObsLink, memory: BeforeFile) -> Before:
    """Keep what of the user's is current, and the names of ours, before anything is made."""
    before = memory.read()
    profiles = link.call("GetProfileList")
    collections = link.call("GetSceneCollectionList")
    current_profile = profiles["currentProfileName"]
    current_collection = collections["currentSceneCollectionName"]
    if current_profile != before.our_profile:
        before = replace(before, profile=current_profile)
    if current_collection != before.our_collection:
        before = replace(before, collection=current_collection)
    before = replace(
        before,
        our_profile=before.our_profile or _free_name(profiles["profiles"]),
        our_collection=before.our_collection or _free_name(collections["sceneCollections"]),
    )
    memory.keep(before)
    return before


def switch_profile(link: ObsLink, name: str) -> None:
    """Have this profile current."""
    if link.call("GetProfileList")["currentProfileName"] != name:
        link.call("SetCurrentProfile", profileName=name)


def switch_collection(link: ObsLink, name: str) -> None:
    """Have this scene collection current, however long OBS takes to load it."""
    if link.call("GetSceneCollectionList")["currentSceneCollectionName"] == name:
        return
    with contextlib.suppress(CallTimedOut):
        link.call("SetCurrentSceneCollection", sceneCollectionName=name)
    wait_for_collection(link, name)


def wait_for_collection(link: ObsLink, name: str) -> None:
    """Wait until OBS has changed to it; it refuses all requests meanwhile."""
    deadline = time.monotonic() + CHANGED_WITHIN_S
    while True:
        try:
            current = link.call("GetSceneCollectionList")["currentSceneCollectionName"]
            link.call("GetSceneList")
            if current == name:
                return
        except CallTimedOut:
            pass
        except RequestRefused as refused:
            if refused.status != NOT_READY:
                raise
        if time.monotonic() > deadline:
            raise CallTimedOut(f"scene collection {name}")
        time.sleep(0.05)


def _build_profile(link: ObsLink, wish: Wish, before: Before) -> Encoding:
    ours = before.our_profile
    if ours in link.call("GetProfileList")["profiles"]:
        switch_profile(link, ours)
    else:
        link.call("CreateProfile", profileName=ours)
    chosen = encoding.encoding_for(wish.shape, wish.cores, encoding.obs_encoder(link))
    if encoding.profile_is_ours(link):
        # It may have been lowered since for a weak line.
        chosen = replace(chosen, bitrate_kbps=encoding.bitrate_kbps(link))
    wanted = encoding.profile_parameters(chosen, str(wish.recordings), ours)
    if encoding.put_parameters(link, wanted):
        _load_again(link, before)
    encoding.put_canvas(link, chosen)
    return chosen


def _load_again(link: ObsLink, before: Before) -> None:
    """Go to another profile and back: some lines of a profile OBS reads only then."""
    another = other(before.profile, before.our_profile, link.call("GetProfileList")["profiles"])
    if another:
        link.call("SetCurrentProfile", profileName=another)
        link.call("SetCurrentProfile", profileName=before.our_profile)


def _choose_collection(link: ObsLink, ours: str) -> tuple[str, ...]:
    """Have our collection current; give the empty scenes with which OBS made it."""
    if ours in link.call("GetSceneCollectionList")["sceneCollections"]:
        switch_collection(link, ours)
        return ()
    with contextlib.suppress(CallTimedOut):
        link.call("CreateSceneCollection", sceneCollectionName=ours)
    wait_for_collection(link, ours)
    return tuple(scene["sceneName"] for scene in link.call("GetSceneList")["scenes"])


def other(wanted: str, ours: str, there: list[str]) -> str:
    """`wanted` where it still exists, else any but ours, else ""."""
    if wanted in there and wanted != ours:
        return wanted
    return next((name for name in there if name != ours), "")


def _free_name(taken: list[str]) -> str:
    """Our name, with a number where the user has one of that name."""
    name, number = OUR_NAME, 2
    while name in taken:
        name, number = f"{OUR_NAME} ({number})", number + 1
    return name
