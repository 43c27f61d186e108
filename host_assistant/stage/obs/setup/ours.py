"""Finding the way back to the set-up that was built, after OBS came up with another one.

An OBS that was killed may have lost which scene collection was chosen, and keeps the profile.
"""

from __future__ import annotations

from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.setup.before import Before
from host_assistant.stage.obs.setup.building import OnAirNow, refuse_on_air, switch_collection


def arguments_for(before: Before) -> tuple[str, ...]:
    """OBS's own options to start with what was built; it passes over a name that it lacks."""
    if not (before.our_profile and before.our_collection):
        return ()
    return ("--profile", before.our_profile, "--collection", before.our_collection)


def return_to_ours(link: ObsLink, before: Before) -> bool:
    """Choose our scene collection where our profile is current; say whether it was changed.

    With a profile of the user's own nothing is changed, and nothing while a stream, a recording
    or the virtual camera runs. Raises `LinkError` or `LinkDown`.
    """
    if not (before.our_profile and before.our_collection):
        return False
    if link.call("GetProfileList")["currentProfileName"] != before.our_profile:
        return False
    there = link.call("GetSceneCollectionList")
    ours = before.our_collection
    if there["currentSceneCollectionName"] == ours or ours not in there["sceneCollections"]:
        return False
    try:
        refuse_on_air(link)
    except OnAirNow:
        return False
    switch_collection(link, ours)
    return True
