"""Which input of OBS shows the host."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.parts import Inventory
from host_assistant.stage.obs.setup.devices import FILE_KIND, KINDS

# Beside OBS's own cameras: films and addresses, which stand in for one, and the plugins through
# which telephones and studio cameras come (DroidCam, NDI, DeckLink, VLC).
CAMERA_KINDS: Final = frozenset(
    {*KINDS["camera"], FILE_KIND, "droidcam_obs", "ndi_source", "decklink-input", "vlc_source"}
)
_VERSION: Final = re.compile(r"_v\d+$")
_DEEPEST: Final = 5


class HostCamera(msgspec.Struct, frozen=True):
    """An input and its kind, without the version that OBS may add to it."""

    name: str
    kind: str


def camera_in(link: ObsLink, scene: str) -> HostCamera | None:
    """The undermost camera that is visible in the scene or in what it holds; None without one."""
    return _camera_among(link, "GetSceneItemList", scene, _DEEPEST)


def host_camera(link: ObsLink) -> HostCamera | None:
    """The camera on air, else that of our camera scene: a break shows none."""
    on_air = str(link.call("GetCurrentProgramScene")["currentProgramSceneName"])
    found = camera_in(link, on_air)
    if found is not None:
        return found
    ours = Inventory.read(link).our_scenes.get("camera")
    return None if ours is None else camera_in(link, ours.name)


def _camera_among(link: ObsLink, request: str, scene: str, deep: int) -> HostCamera | None:
    items = link.call(request, sceneName=scene)["sceneItems"]
    for item in sorted(items, key=lambda each: int(each["sceneItemIndex"])):
        if not item["sceneItemEnabled"]:
            continue
        name = str(item["sourceName"])
        kind = _VERSION.sub("", item.get("inputKind") or "")
        if kind in CAMERA_KINDS:
            return HostCamera(name, kind)
        if deep and item["sourceType"] == "OBS_SOURCE_TYPE_SCENE":
            inside = "GetGroupSceneItemList" if item.get("isGroup") else "GetSceneItemList"
            found = _camera_among(link, inside, name, deep - 1)
            if found is not None:
                return found
    return None
