"""What we make in OBS: its names, and the mark that tells it from the user's own.

A scene is ours when its private settings hold our mark with the scene's present name; an input
when its settings hold one. A name alone proves nothing: the user may have chosen the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Self

import msgspec

from host_assistant.show.vocabulary import SCENE_ROLES, OverlaySlot, SceneRole
from host_assistant.stage.obs.errors import RESOURCE_NOT_FOUND, RequestRefused
from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.overlay.layout import Layout

PREFIX: Final = "Lên Sóng · "
OVERLAYS: Final = "overlays"
OVERLAY_SCENE_NAME: Final = f"{PREFIX}Lớp phủ"
SCENE_NAMES: Final[Mapping[SceneRole, str]] = {
    "opening": f"{PREFIX}Mở màn",
    "camera": f"{PREFIX}Máy quay",
    "product": f"{PREFIX}Cận cảnh",
    "break": f"{PREFIX}Tạm nghỉ",
    "closing": f"{PREFIX}Kết thúc",
}
BACKDROP_NAMES: Final[Mapping[SceneRole, str]] = {
    role: f"{SCENE_NAMES[role]} (nền)" for role in SCENE_ROLES
}
INPUT_NAMES: Final[Mapping[OverlaySlot, str]] = {
    "product_card": f"{PREFIX}Thẻ hàng",
    "order_counter": f"{PREFIX}Bộ đếm đơn",
    "ticker": f"{PREFIX}Dòng tin",
    "host_banner": f"{PREFIX}Biển tên",
    "notice": f"{PREFIX}Lời nhắn",
    "how_to_order": f"{PREFIX}Cách đặt hàng",
    "bank_qr": f"{PREFIX}Mã chuyển khoản",
}

CAMERA: Final = "camera-input"
CAMERA_NAME: Final = f"{PREFIX}Hình máy quay"
MICROPHONE: Final = "microphone"
MICROPHONE_NAME: Final = f"{PREFIX}Tiếng nói"

MARK: Final = "len_song"


class InputPlan(msgspec.Struct, frozen=True):
    """An input to have: one of the kinds of this OBS, and its settings."""

    kind: str
    settings: dict[str, str | bool | int] = msgspec.field(default_factory=dict)


class ScenePlan(msgspec.Struct, frozen=True, kw_only=True):
    """What should be in OBS. All lengths are in the pixels of a canvas of this size.

    `slots` holds each slot's left upper corner; `user_scenes` names the scenes of the user's that
    play a role; where a camera belongs, one of the user's is found, and the others get their
    `backdrops`' picture. A `camera` and a `microphone` of ours are made only where asked for; one
    that is there already stays.
    """

    canvas_width_px: int
    canvas_height_px: int
    slots: Mapping[OverlaySlot, tuple[int, int]]
    backdrops: Mapping[SceneRole, Path] = {}
    user_scenes: Mapping[SceneRole, str] = {}
    camera: InputPlan | None = None
    microphone: InputPlan | None = None

    @classmethod
    def for_layout(
        cls,
        layout: Layout,
        backdrops: Mapping[SceneRole, Path],
        user_scenes: Mapping[SceneRole, str] | None = None,
    ) -> Self:
        return cls(
            canvas_width_px=layout.canvas_width_px,
            canvas_height_px=layout.canvas_height_px,
            slots={slot: (rect.x, rect.y) for slot, rect in layout.slots.items()},
            backdrops=backdrops,
            user_scenes=user_scenes or {},
        )


class SceneMark(msgspec.Struct, frozen=True):
    """In the private settings of a scene of ours, where OBS keeps it with the scene.

    `part` is a scene role or `OVERLAYS`; `name` is the name that we gave; `content` is the source
    that we put under the overlays; `muted` are the microphones that wait to be opened again.
    """

    part: str
    name: str
    content: str = ""
    muted: tuple[str, ...] = ()


def read_mark(link: ObsLink, scene_name: str) -> SceneMark | None:
    kept = link.call("GetSourcePrivateSettings", sourceName=scene_name)["sourceSettings"] or {}
    try:
        return msgspec.json.decode(kept[MARK], type=SceneMark)
    except (KeyError, TypeError, msgspec.DecodeError):
        return None


def write_mark(link: ObsLink, mark: SceneMark) -> None:
    # As one text: OBS merges what it is given into what it has, and has no lists of texts.
    text = msgspec.json.encode(mark).decode()
    link.call("SetSourcePrivateSettings", sourceName=mark.name, sourceSettings={MARK: text})


def remove_input(link: ObsLink, name: str) -> None:
    """Remove an input. OBS itself drops one that is in no scene any more, which is as good."""
    try:
        link.call("RemoveInput", inputName=name)
    except RequestRefused as refused:
        if refused.status != RESOURCE_NOT_FOUND:
            raise


def forget_removed(link: ObsLink, scene_name: str) -> None:
    """Draw the scene once. Until then what was removed stays in it, and keeps its name taken
    (`update_transforms_and_prune_sources` in libobs/obs-scene.c)."""
    link.call(
        "GetSourceScreenshot", sourceName=scene_name, imageFormat="png", imageWidth=8, imageHeight=8
    )


def items_of(link: ObsLink, scene_name: str) -> dict[str, tuple[int, int]]:
    """The sources in a scene: name → item id and index (0 is the bottom)."""
    items = link.call("GetSceneItemList", sceneName=scene_name)["sceneItems"]
    return {item["sourceName"]: (item["sceneItemId"], item["sceneItemIndex"]) for item in items}


class Inventory(msgspec.Struct):
    """Every scene and input in OBS, and which of them are ours, by part.

    `inputs` has the kind of each. `renamed` holds scenes of ours that somebody gave another name.
    """

    scenes: list[str]
    inputs: dict[str, str]
    our_scenes: dict[str, SceneMark]
    our_inputs: dict[str, str]
    renamed: dict[str, tuple[str, SceneMark]]

    @classmethod
    def read(cls, link: ObsLink) -> Inventory:
        scenes = [str(scene["sceneName"]) for scene in link.call("GetSceneList")["scenes"]]
        our_scenes: dict[str, SceneMark] = {}
        renamed: dict[str, tuple[str, SceneMark]] = {}
        for name in scenes:
            mark = read_mark(link, name)
            if mark is not None and mark.name == name:
                our_scenes[mark.part] = mark
            elif mark is not None:
                renamed[mark.part] = name, mark
        for mark in our_scenes.values():
            forget_removed(link, mark.name)
        inputs: dict[str, str] = {}
        our_inputs: dict[str, str] = {}
        for each in link.call("GetInputList")["inputs"]:
            name = each["inputName"]
            try:
                part = link.call("GetInputSettings", inputName=name)["inputSettings"].get(MARK)
            except RequestRefused:
                continue  # It went away since it was listed.
            inputs[name] = each["inputKind"]
            # A copy that the user made carries the mark too: the name that we gave goes first.
            if isinstance(part, str) and (part not in our_inputs or name.startswith(PREFIX)):
                our_inputs[part] = name
        return cls(scenes, inputs, our_scenes, our_inputs, renamed)

    @property
    def is_built(self) -> bool:
        """Whether camera or microphone are ours, as in the collection that we build."""
        return CAMERA in self.our_inputs or MICROPHONE in self.our_inputs

    def free_name(self, wanted: str) -> str:
        """`wanted`, or with a number when something else has that name."""
        name, number = wanted, 2
        while name in self.scenes or name in self.inputs:
            name, number = f"{wanted} ({number})", number + 1
        return name
