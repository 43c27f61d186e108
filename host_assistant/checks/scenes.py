"""Whether OBS has the scenes, the camera and the canvas for a show."""

from __future__ import annotations

from host_assistant.checks.finding import Figures, Finding, Level, Remedy
from host_assistant.show.vocabulary import Shape
from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.parts import CAMERA, Inventory
from host_assistant.stage.obs.setup.before import Before


def look(link: ObsLink, before: Before, shape: Shape) -> tuple[Finding, ...]:
    """All that is missing, or one "fine"; `before` is what is kept of an earlier building.

    Raises `LinkError` or `LinkDown`.
    """
    have = Inventory.read(link)
    current = link.call("GetSceneCollectionList")["currentSceneCollectionName"]
    profile = link.call("GetProfileList")["currentProfileName"]
    found: list[Finding] = []
    if before.our_profile and current != before.our_collection:
        figures: Figures = {"collection": current}
        found.append(_finding("doubtful", "other_collection", "build_scenes", figures))
    elif before.our_profile and profile != before.our_profile:
        found.append(_finding("doubtful", "other_profile", "build_scenes", {"profile": profile}))
    if not _something_to_see(link, have):
        if have.our_scenes:
            found.append(_finding("bad", "no_camera", "choose_camera"))
        else:
            found.append(_finding("bad", "nothing_built", "build_scenes"))
    video = link.call("GetVideoSettings")
    width_px, height_px = video["baseWidth"], video["baseHeight"]
    size: Figures = {"canvas_px": f"{width_px} × {height_px}"}
    if (width_px >= height_px) != (shape == "wide"):
        found.append(_finding("doubtful", f"not_{shape}", "build_scenes", size))
    return tuple(found) or (_finding("good", "fine", None, size),)


def _something_to_see(link: ObsLink, have: Inventory) -> bool:
    """Whether a camera of ours stands, or a scene of the user's has anything visible in it."""
    if CAMERA in have.our_inputs:
        return True
    ours = {mark.name for mark in have.our_scenes.values()}
    return any(
        item["sceneItemEnabled"]
        for name in have.scenes
        if name not in ours
        for item in link.call("GetSceneItemList", sceneName=name)["sceneItems"]
    )


def _finding(
    level: Level, code: str, remedy: Remedy | None, figures: Figures | None = None
) -> Finding:
    return Finding(check="scenes", level=level, code=code, figures=figures or {}, remedy=remedy)
