"""From OBS's events to what the show wants to know. Pure bookkeeping: nothing here calls OBS."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Final, Literal

from host_assistant.stage.obs.connection import ObsEvent
from host_assistant.stage.obs.scenes import Scenes
from host_assistant.stage.stage import (
    Observation,
    Observe,
    OutputSeen,
    PartMissing,
    SceneSeen,
)

OutputName = Literal["stream", "recording"]
OutputWord = Literal["on", "dropped", "off"]

# A switch of ours that OBS has not confirmed by then is forgotten; longer than any transition.
PENDING_S: Final = 15.0

OUTPUT_WORDS: Final[Mapping[str, OutputWord]] = {
    "OBS_WEBSOCKET_OUTPUT_STARTED": "on",
    "OBS_WEBSOCKET_OUTPUT_RECONNECTED": "on",
    "OBS_WEBSOCKET_OUTPUT_RECONNECTING": "dropped",
    "OBS_WEBSOCKET_OUTPUT_STOPPED": "off",
}


class Observer:
    """Turns events into observations. `take` runs on the link's thread, the rest anywhere."""

    def __init__(self, observe: Observe, now: Callable[[], float] = time.monotonic) -> None:
        self._observe = observe
        self._now = now
        self._lock = threading.Lock()
        self._scenes: Scenes | None = None
        self._pending: list[tuple[str, float]] = []
        self._outputs: dict[OutputName, OutputWord] = {}

    def know(self, scenes: Scenes | None) -> None:
        """These scenes and inputs are ours from now on."""
        with self._lock:
            self._scenes = scenes

    def expect_switch(self, scene_name: str) -> None:
        """We are about to ask for this scene: the event that follows is our own doing."""
        with self._lock:
            self._pending.append((scene_name, self._now() + PENDING_S))

    def forget_switch(self, scene_name: str) -> None:
        """It came to nothing."""
        with self._lock:
            self._pending = [each for each in self._pending if each[0] != scene_name]

    def scene_shown(self, scene_name: str) -> None:
        """OBS shows this scene already, as we wanted: it will tell nothing."""
        self._observe(SceneSeen(self._role(scene_name), scene_name, by_us=True))

    def output(self, output: OutputName) -> OutputWord | None:
        """What was told last, None before anything was."""
        return self._outputs.get(output)

    def output_found(self, output: OutputName, state: OutputWord) -> None:
        """What a look at OBS shows: told if it is news."""
        if self._outputs.get(output) != state:
            self._tell_output(output, state, "")

    def forget_outputs(self) -> None:
        """While OBS is away anything may happen: whatever is found afterwards is news."""
        self._outputs.clear()

    def take(self, event: ObsEvent) -> None:
        for observation in self._read(event.name, event.data):
            self._observe(observation)

    def _read(self, name: str, data: dict[str, Any]) -> list[Observation]:
        match name:
            case "CurrentProgramSceneChanged":
                scene = data["sceneName"]
                return [SceneSeen(self._role(scene), scene, by_us=self._was_ours(scene))]
            case "StreamStateChanged":
                self._output("stream", data)
            case "RecordStateChanged":
                self._output("recording", data)
            case "SceneRemoved":
                return self._missing(data["sceneName"])
            case "SceneNameChanged":
                return self._missing(data["oldSceneName"])
            case "InputRemoved":
                return self._missing(data["inputName"])
            case "InputNameChanged":
                return self._missing(data["oldInputName"])
            case "SceneItemRemoved":
                scenes = self._scenes
                if scenes is not None and data["sceneName"] in scenes.ours:
                    return self._missing(data["sourceName"])
            case "CurrentSceneCollectionChanged":
                scenes = self._scenes
                return [PartMissing(scenes.overlay_scene)] if scenes is not None else []
        return []

    def _output(self, output: OutputName, data: dict[str, Any]) -> None:
        state = OUTPUT_WORDS.get(data["outputState"])
        if state is not None:
            # Told even if it is no news: a stream that found no server goes from off to off.
            self._tell_output(output, state, data.get("outputPath") or "")

    def _tell_output(self, output: OutputName, state: OutputWord, path: str) -> None:
        self._outputs[output] = state
        self._observe(OutputSeen(output, state, path=path))

    def _missing(self, name: str) -> list[Observation]:
        scenes = self._scenes
        return [PartMissing(name)] if scenes is not None and name in scenes.ours else []

    def _role(self, scene_name: str) -> Any:
        scenes = self._scenes
        return None if scenes is None else scenes.role_of.get(scene_name)

    def _was_ours(self, scene_name: str) -> bool:
        """Whether we asked for this scene. OBS may skip a scene when two are asked in a row."""
        with self._lock:
            now = self._now()
            self._pending = [each for each in self._pending if each[1] > now]
            names = [name for name, _ in self._pending]
            if scene_name not in names:
                return False
            del self._pending[: names.index(scene_name) + 1]
            return True
