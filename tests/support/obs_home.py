"""The home folder of a user who has used OBS before: two scenes, perhaps a microphone."""

import json
from pathlib import Path
from typing import Any

USER_SCENE = "Cảnh của tôi"
USER_SECOND_SCENE = "Vườn vải"
MICROPHONE = "Mic/Aux"


def write_home(
    home: Path,
    *,
    width_px: int,
    height_px: int,
    server_enabled: bool,
    microphone: bool,
    frames_a_second: int = 30,
) -> None:
    """Two files skip the first-run questions; the third is the user's scenes.

    OBS's own window shows no preview: drawn in software, it would cost more than the picture. Its
    encoder takes the least trouble, and keeps no frames back that are few in a second.
    """
    studio = home / ".config/obs-studio"
    profile = studio / "basic/profiles/Untitled"
    scenes = studio / "basic/scenes"
    recordings = home / "recordings"
    for folder in (profile, scenes, recordings):
        folder.mkdir(parents=True)
    enabled = str(server_enabled).lower()
    (studio / "global.ini").write_text(
        "[General]\nFirstRun=true\nLastVersion=486539266\nEnableAutoUpdates=false\n"
        f"[OBSWebSocket]\nFirstLoad=false\nServerEnabled={enabled}\nServerPort=4455\n"
        "AlertsEnabled=false\nAuthRequired=true\nServerPassword=not-this-one\n"
        "[Basic]\nProfile=Untitled\nProfileDir=Untitled\nSceneCollection=Untitled\n"
        "SceneCollectionFile=Untitled\nConfigOnNewProfile=false\n"
        "[BasicWindow]\nPreviewEnabled=false\n"
    )
    (profile / "basic.ini").write_text(
        "[General]\nName=Untitled\n"
        f"[Video]\nBaseCX={width_px}\nBaseCY={height_px}\n"
        f"OutputCX={width_px}\nOutputCY={height_px}\nFPSCommon={frames_a_second}\n"
        "[Output]\nMode=Simple\n"
        f"[SimpleOutput]\nFilePath={recordings}\nRecFormat=mkv\nVBitrate=1500\n"
        "StreamEncoder=x264\nUseAdvanced=true\nPreset=ultrafast\n"
    )
    (scenes / "Untitled.json").write_text(
        json.dumps(_scene_collection(microphone=microphone), ensure_ascii=False)
    )


def _scene_collection(*, microphone: bool) -> dict[str, Any]:
    """A user's own scenes, as OBS saves them."""
    collection: dict[str, Any] = {
        "name": "Untitled",
        "current_scene": USER_SCENE,
        "current_program_scene": USER_SCENE,
        "scene_order": [{"name": USER_SCENE}, {"name": USER_SECOND_SCENE}],
        "sources": [
            {"id": "scene", "name": USER_SCENE, "settings": {"items": [], "id_counter": 0}},
            {"id": "scene", "name": USER_SECOND_SCENE, "settings": {"items": [], "id_counter": 0}},
        ],
    }
    if microphone:
        collection["AuxAudioDevice1"] = {
            "id": "pulse_input_capture",
            "name": MICROPHONE,
            "settings": {"device_id": "default"},
        }
    return collection
