"""The user's hands and eyes in OBS: what is there, and what is done by hand."""

import base64
from typing import Any

from host_assistant.stage.obs.link import ObsLink
from tests.stage.obs.pictures import Seen
from tests.support.obs_home import MICROPHONE
from tests.support.waiting import wait_until


def scene_names(link: ObsLink) -> list[str]:
    return [scene["sceneName"] for scene in link.call("GetSceneList")["scenes"]]


def items(link: ObsLink, scene_name: str) -> list[dict[str, Any]]:
    """What is in a scene, from the bottom up."""
    found: list[dict[str, Any]] = link.call("GetSceneItemList", sceneName=scene_name)["sceneItems"]
    return found


def sources(link: ObsLink, scene_name: str) -> list[str]:
    return [item["sourceName"] for item in items(link, scene_name)]


def remove_scene(link: ObsLink, scene_name: str) -> None:
    """As by hand: OBS takes it off its list a moment later."""
    link.call("RemoveScene", sceneName=scene_name)
    wait_until(lambda: scene_name not in scene_names(link))


def everything(link: ObsLink) -> dict[str, Any]:
    """All that OBS tells about itself, for a comparison of before and after."""
    inputs = link.call("GetInputList")["inputs"]
    return {
        "scenes": {name: items(link, name) for name in scene_names(link)},
        "order": scene_names(link),
        "program": link.call("GetCurrentProgramScene"),
        "inputs": inputs,
        "settings": [link.call("GetInputSettings", inputName=each["inputName"]) for each in inputs],
        "mute": [
            link.call("GetInputMute", inputName=each["inputName"])
            for each in inputs
            if each["inputName"] == MICROPHONE
        ],
        "private": {
            name: link.call("GetSourcePrivateSettings", sourceName=name)
            for name in scene_names(link)
        },
        "studio": link.call("GetStudioModeEnabled"),
        "transition": link.call("GetCurrentSceneTransition"),
        "video": link.call("GetVideoSettings"),
        "collection": link.call("GetSceneCollectionList"),
        "profile": link.call("GetProfileList"),
    }


def picture(link: ObsLink, scene_name: str) -> Seen:
    answer = link.call(
        "GetSourceScreenshot", sourceName=scene_name, imageFormat="png", imageWidth=640
    )
    return Seen(base64.b64decode(answer["imageData"].partition(",")[2]))


def shows(link: ObsLink, scene_name: str, colour: str, x: float = 0.5, y: float = 0.45) -> None:
    """Wait until the scene has this colour there: OBS loads pictures in a thread of its own."""
    wait_until(lambda: picture(link, scene_name).is_near(colour, x, y))


def put_colour(link: ObsLink, scene_name: str, input_name: str, colour: str) -> None:
    """A camera of the user's, which shows nothing but this colour."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    link.call(
        "CreateInput",
        sceneName=scene_name,
        inputName=input_name,
        inputKind="color_source_v3",
        inputSettings={
            "color": 0xFF000000 | blue << 16 | green << 8 | red,
            "width": 1280,
            "height": 720,
        },
    )
