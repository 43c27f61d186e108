"""Making and mending our scenes and inputs in OBS; the user's are only looked at."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from host_assistant.show.vocabulary import SCENE_ROLES, OverlaySlot, SceneRole
from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.parts import (
    BACKDROP_NAMES,
    CAMERA,
    CAMERA_NAME,
    INPUT_NAMES,
    MARK,
    MICROPHONE,
    MICROPHONE_NAME,
    OVERLAY_SCENE_NAME,
    OVERLAYS,
    PREFIX,
    SCENE_NAMES,
    InputPlan,
    Inventory,
    SceneMark,
    ScenePlan,
    forget_removed,
    items_of,
    remove_input,
    write_mark,
)

CAMERA_ROLES: Final = ("camera", "product")
IMAGE_KIND: Final = "image_source"
# OBS_ALIGN_LEFT | OBS_ALIGN_TOP and OBS_ALIGN_CENTER, as in libobs/obs.h.
LEFT_TOP, CENTRE = 5, 0


class Scenes(msgspec.Struct, frozen=True, kw_only=True):
    """What is in OBS now. `missing` names what the user chose and OBS does not have."""

    overlay_scene: str
    scene_of: dict[SceneRole, str]
    input_of: dict[OverlaySlot, str]
    ours: frozenset[str]
    role_of: dict[str, SceneRole]
    missing: tuple[str, ...]


def ensure(link: ObsLink, plan: ScenePlan) -> Scenes:
    """Make what of ours is missing and mend what was changed by hand; idempotent.

    What viewers see is not switched. Raises `LinkError` or `LinkDown`.
    """
    return _Builder(link, plan).build()


class _Builder:
    """One run of `ensure`, with what it learned about OBS on the way."""

    def __init__(self, link: ObsLink, plan: ScenePlan) -> None:
        self._link = link
        self._plan = plan
        self._have = Inventory.read(link)
        video = link.call("GetVideoSettings")
        self._width_px, self._height_px = video["baseWidth"], video["baseHeight"]
        self._missing: list[str] = []
        self._used: set[str] = set()

    def build(self) -> Scenes:
        overlays = self._scene(OVERLAYS, OVERLAY_SCENE_NAME)
        inputs: dict[OverlaySlot, str] = {
            slot: self._slot(slot, corner, overlays.name)
            for slot, corner in self._plan.slots.items()
        }
        # The overlay scene stands in all others, and so its microphone is heard in all of them.
        if heard := self._planned(
            MICROPHONE, MICROPHONE_NAME, self._plan.microphone, overlays.name
        ):
            self._place(overlays.name, heard)
        scene_of: dict[SceneRole, str] = {}
        role_of: dict[str, SceneRole] = {}
        for role in SCENE_ROLES:
            scene = self._scene(role, SCENE_NAMES[role])
            self._fill(scene, self._content(role, scene), overlays.name)
            scene_of[role] = scene.name
            role_of[scene.name] = role
        for role, name in self._plan.user_scenes.items():
            if name not in self._missing:
                role_of.setdefault(name, role)
        self._sweep()
        return Scenes(
            overlay_scene=overlays.name,
            scene_of=scene_of,
            input_of=inputs,
            ours=frozenset(
                {overlays.name, *scene_of.values(), *self._have.our_inputs.values()},
            ),
            role_of=role_of,
            missing=tuple(dict.fromkeys(self._missing)),
        )

    def _scene(self, part: str, wanted_name: str) -> SceneMark:
        """The scene of ours for this part: found, given its name back, or made."""
        have = self._have
        if found := have.our_scenes.get(part):
            return found
        name = have.free_name(wanted_name)
        if part in have.renamed:
            renamed, old_mark = have.renamed[part]
            self._link.call("SetSceneName", sceneName=renamed, newSceneName=name)
            mark = msgspec.structs.replace(old_mark, name=name)
        else:
            self._link.call("CreateScene", sceneName=name)
            mark = SceneMark(part=part, name=name)
        # OBS saves its scenes whenever something is put in one: the mark is there by then.
        write_mark(self._link, mark)
        have.scenes.append(name)
        have.our_scenes[part] = mark
        return mark

    def _slot(self, slot: OverlaySlot, corner: tuple[int, int], overlay_scene: str) -> str:
        name = self._input(slot, INPUT_NAMES[slot], IMAGE_KIND, None, overlay_scene)
        scale = min(
            self._width_px / self._plan.canvas_width_px,
            self._height_px / self._plan.canvas_height_px,
        )
        x, y = corner
        self._place(
            overlay_scene,
            name,
            positionX=x * scale,
            positionY=y * scale,
            scaleX=scale,
            scaleY=scale,
            boundsType="OBS_BOUNDS_NONE",
        )
        return name

    def _content(self, role: SceneRole, scene: SceneMark) -> str:
        """The source that belongs under the overlays of this scene, or "" for black."""
        chosen = self._plan.user_scenes.get(role)
        if chosen is not None:
            if chosen in self._user_scenes():
                return chosen
            if not self._have.is_built:
                # What was built stands in for a scene that is in the user's own collection.
                self._missing.append(chosen)
        if role in CAMERA_ROLES:
            camera = self._planned(CAMERA, CAMERA_NAME, self._plan.camera, scene.name)
            if found := camera or self._camera_scene(scene):
                return found
        backdrop = self._plan.backdrops.get(role)
        if backdrop is None:
            return ""
        settings = {"file": str(backdrop)}
        part = f"backdrop-{role}"
        return self._input(part, BACKDROP_NAMES[role], IMAGE_KIND, settings, scene.name)

    def _camera_scene(self, scene: SceneMark) -> str:
        """The scene of the user's that most likely holds the camera, or "".

        What stands in ours already stays; then what is on air; then the first in OBS's list that
        shows anything.
        """
        nested = scene.content
        if not (nested in self._have.scenes or nested in self._have.inputs):
            # It went away, or the user gave it another name and it still stands in ours.
            nested = next((name for name in self._items(scene.name) if self._holds(name)), "")
        if self._holds(nested):
            return nested
        on_air = self._link.call("GetCurrentProgramScene")["currentProgramSceneName"]
        if self._holds(on_air):
            return str(on_air)
        for name in self._user_scenes():
            if self._holds(name, visible=True):
                return name
        return ""

    def _user_scenes(self) -> list[str]:
        """As OBS shows them, from the top; obs-websocket lists them from the bottom."""
        ours = self._our_scene_names()
        return [name for name in reversed(self._have.scenes) if name not in ours]

    def _holds(self, name: str, *, visible: bool = False) -> bool:
        """Whether this is a scene of the user's with something in it that ours may hold."""
        if name not in self._user_scenes():
            return False
        items = self._link.call("GetSceneItemList", sceneName=name)["sceneItems"]
        if not any(item["sceneItemEnabled"] or not visible for item in items):
            return False
        return not self._reaches_ours(name, set())

    def _reaches_ours(self, name: str, seen: set[str]) -> bool:
        """Whether a scene holds one of ours: it cannot stand in ours too."""
        seen.add(name)
        inside = self._items(name).keys() & set(self._have.scenes)
        return bool(inside & self._our_scene_names()) or any(
            self._reaches_ours(each, seen) for each in inside - seen
        )

    def _planned(
        self, part: str, wanted_name: str, plan: InputPlan | None, scene: str
    ) -> str | None:
        """The camera or the microphone of ours: as planned, else as found, else None."""
        found = self._have.our_inputs.get(part)
        if plan is not None:
            return self._input(part, wanted_name, plan.kind, dict(plan.settings), scene)
        if found is not None:
            return self._input(part, wanted_name, self._have.inputs[found], None, scene)
        return None

    def _input(
        self, part: str, wanted_name: str, kind: str, settings: dict[str, Any] | None, scene: str
    ) -> str:
        """The input of ours for this part; `settings` None leaves what a found one shows."""
        have = self._have
        self._used.add(part)
        name = have.our_inputs.get(part)
        if name is not None and have.inputs[name] != kind:
            self._remove_input(part)
            for scene_name in self._our_scene_names():
                forget_removed(self._link, scene_name)
            name = None
        if name is None:
            name = have.free_name(wanted_name)
            self._link.call(
                "CreateInput",
                sceneName=scene,
                inputName=name,
                inputKind=kind,
                inputSettings={**(settings or {}), MARK: part},
            )
        else:
            if not name.startswith(PREFIX):
                renamed, name = name, have.free_name(wanted_name)
                self._link.call("SetInputName", inputName=renamed, newInputName=name)
                del have.inputs[renamed]
            if settings is not None:
                self._link.call("SetInputSettings", inputName=name, inputSettings=settings)
        have.inputs[name] = kind
        have.our_inputs[part] = name
        return name

    def _fill(self, scene: SceneMark, content: str, overlay_scene: str) -> None:
        """Put the content at the bottom and our overlays on top; leave what else is there."""
        if scene.content != content:
            if scene.content in self._items(scene.name):
                self._take_out(scene.name, scene.content)
            write_mark(self._link, msgspec.structs.replace(scene, content=content))
        if content in self._have.scenes:
            self._place(scene.name, content)
        elif content:
            self._place(
                scene.name,
                content,
                positionX=0,
                positionY=0,
                boundsType="OBS_BOUNDS_SCALE_OUTER",
                boundsAlignment=CENTRE,
                boundsWidth=self._width_px,
                boundsHeight=self._height_px,
            )
        self._place(scene.name, overlay_scene, positionX=0, positionY=0, scaleX=1, scaleY=1)
        order = self._items(scene.name)
        if content and order[content][1] > order[overlay_scene][1]:
            self._link.call(
                "SetSceneItemIndex",
                sceneName=scene.name,
                sceneItemId=order[content][0],
                sceneItemIndex=0,
            )

    def _place(self, scene_name: str, source_name: str, **transform: Any) -> None:
        """Have the source in the scene once, visible, at its place, safe from a stray mouse."""
        items = self._items(scene_name)
        if source_name in items:
            item_id = items[source_name][0]
        else:
            made = self._link.call("CreateSceneItem", sceneName=scene_name, sourceName=source_name)
            item_id = made["sceneItemId"]
        at = {"sceneName": scene_name, "sceneItemId": item_id}
        if transform:
            still = {"alignment": LEFT_TOP, "rotation": 0}
            self._link.call(
                "SetSceneItemTransform", **at, sceneItemTransform={**still, **transform}
            )
        self._link.call("SetSceneItemEnabled", **at, sceneItemEnabled=True)
        self._link.call("SetSceneItemLocked", **at, sceneItemLocked=True)

    def _items(self, scene_name: str) -> dict[str, tuple[int, int]]:
        return items_of(self._link, scene_name)

    def _take_out(self, scene_name: str, source_name: str) -> None:
        item_id = self._items(scene_name)[source_name][0]
        self._link.call("RemoveSceneItem", sceneName=scene_name, sceneItemId=item_id)

    def _our_scene_names(self) -> set[str]:
        return {mark.name for mark in self._have.our_scenes.values()}

    def _remove_input(self, part: str) -> None:
        name = self._have.our_inputs.pop(part)
        remove_input(self._link, name)
        self._have.inputs.pop(name, None)

    def _sweep(self) -> None:
        """Remove inputs of ours that the plan has no more use for, such as an old backdrop."""
        for part in [part for part in self._have.our_inputs if part not in self._used]:
            self._remove_input(part)
