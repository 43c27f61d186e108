"""Taking everything of ours out of OBS again."""

from __future__ import annotations

import time
from typing import Final

from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.parts import (
    MARK,
    OVERLAYS,
    PREFIX,
    Inventory,
    forget_removed,
    items_of,
    remove_input,
)

GONE_WITHIN_S: Final = 3.0


def remove_all(link: ObsLink) -> tuple[str, ...]:
    """Remove everything of ours; give the scenes of ours that stay.

    Those that viewers see are left for one of the user's first. A scene of ours stays, without
    what we put in, when the user has put something into it or has no scene of their own.
    """
    have = Inventory.read(link)
    ours = {mark.name for mark in have.our_scenes.values()}
    theirs = [name for name in have.scenes if name not in ours]
    if theirs:
        _leave(link, ours, theirs[-1])
    removed = {name for name in have.our_inputs.values() if name.startswith(PREFIX)}
    for name in removed:
        remove_input(link, name)
    kept: list[str] = []
    # The overlay scene goes last: the others hold it.
    for mark in sorted(have.our_scenes.values(), key=lambda mark: mark.part == OVERLAYS):
        put_in_by_us = ours | {mark.content, *have.our_inputs.values()}
        items = items_of(link, mark.name)
        if items.keys() <= put_in_by_us and (theirs or kept):
            link.call("RemoveScene", sceneName=mark.name)
            removed.add(mark.name)
            continue
        for name in items.keys() & put_in_by_us:
            link.call("RemoveSceneItem", sceneName=mark.name, sceneItemId=items[name][0])
        link.call("SetSourcePrivateSettings", sourceName=mark.name, sourceSettings={MARK: ""})
        forget_removed(link, mark.name)
        kept.append(mark.name)
    wait_until_gone(link, removed)
    return tuple(kept)


def wait_until_gone(link: ObsLink, removed: set[str]) -> None:
    """OBS takes things off its lists a little later than it answers, after its transition."""
    deadline = time.monotonic() + GONE_WITHIN_S
    while time.monotonic() < deadline:
        scenes = {scene["sceneName"] for scene in link.call("GetSceneList")["scenes"]}
        inputs = {each["inputName"] for each in link.call("GetInputList")["inputs"]}
        if removed.isdisjoint(scenes | inputs):
            return
        time.sleep(0.02)


def _leave(link: ObsLink, ours: set[str], for_scene: str) -> None:
    """Bring a scene of the user's to air, and to the preview, if one of ours is there."""
    shown = link.call("GetSceneList")
    if shown["currentPreviewSceneName"] in ours:
        link.call("SetCurrentPreviewScene", sceneName=for_scene)
    if shown["currentProgramSceneName"] in ours:
        link.call("SetCurrentProgramScene", sceneName=for_scene)
