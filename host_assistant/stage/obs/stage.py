"""The stage that is OBS."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

from host_assistant.show.vocabulary import OverlaySlot, SceneRole
from host_assistant.stage.obs import microphones, recording, removal, scenes
from host_assistant.stage.obs.address import parse_address
from host_assistant.stage.obs.errors import (
    OUTPUT_NOT_RUNNING,
    OUTPUT_RUNNING,
    BandwidthTestOn,
    CallTimedOut,
    RequestRefused,
    StreamNotSetUp,
)
from host_assistant.stage.obs.flowing import Flowing
from host_assistant.stage.obs.health import mending
from host_assistant.stage.obs.link import LinkState, ObsLink
from host_assistant.stage.obs.observing import Observer, OutputName, OutputWord
from host_assistant.stage.obs.parts import ScenePlan
from host_assistant.stage.obs.program.settings_file import is_this_machine
from host_assistant.stage.obs.screenshot import screenshot
from host_assistant.stage.obs.setup.before import BeforeFile
from host_assistant.stage.obs.setup.ours import return_to_ours
from host_assistant.stage.stage import (
    ChosenSceneMissing,
    LinkSeen,
    Observe,
    StageError,
    StageGone,
)

JPEG_QUALITY: Final = 70
NO_EVENTS: Final = 0


class ObsStage:
    """Implements `Stage` and `Broadcaster` on an OBS.

    Two links: the second carries the pictures for the monitor, so that a big one never delays a
    change of scene. `observe` is called from the links' threads and must only post. `built`
    remembers what was built in this OBS: that is found again where OBS came up with another.
    """

    def __init__(
        self,
        address: str,
        password: str,
        plan: ScenePlan,
        observe: Observe,
        built: BeforeFile | None = None,
    ) -> None:
        self._plan = plan
        self._built = built
        self._address = address
        self._flowing = Flowing(observe, lambda: self._monitor.call("GetStreamStatus"))
        self._observe = self._flowing.take
        self._observer = Observer(self._observe)
        self._scenes: scenes.Scenes | None = None
        self._seen_up: bool | None = None
        self._trouble: StageError | None = None
        self._link = ObsLink(
            address, password, on_event=self._observer.take, on_state=self._link_changed
        )
        self._monitor = ObsLink(
            address,
            password,
            on_event=lambda _: None,
            on_state=lambda _: None,
            event_mask=NO_EVENTS,
        )

    @property
    def trouble(self) -> StageError | None:
        """Why there is no link, while there is none."""
        return self._trouble

    def start(self) -> None:
        """Keep both links up in the background from now on."""
        self._link.start()
        self._monitor.start()

    def prepare(self) -> None:
        if self._built is not None:
            return_to_ours(self._link, self._built.read())
        self._scenes = scenes.ensure(self._link, self._plan)
        self._observer.know(self._scenes)
        if self._scenes.missing:
            self._observe(ChosenSceneMissing(", ".join(self._scenes.missing)))
        # After an absence: whether the stream and the recording outlived it.
        self._observer.output_found("stream", self._output_now("stream"))
        self._observer.output_found("recording", self._output_now("recording"))

    def switch_scene(self, role: SceneRole) -> None:
        name = self._known().scene_of[role]
        if self._link.call("GetCurrentProgramScene")["currentProgramSceneName"] == name:
            self._observer.scene_shown(name)
            return
        self._observer.expect_switch(name)
        try:
            self._link.call("SetCurrentProgramScene", sceneName=name)
        except CallTimedOut:
            # OBS may still do it, and it would still be ours.
            raise
        except StageError:
            self._observer.forget_switch(name)
            raise

    def put_overlay(self, slot: OverlaySlot, image: Path | None) -> None:
        name = self._known().input_of[slot]
        file = "" if image is None else str(image)
        self._link.call("SetInputSettings", inputName=name, inputSettings={"file": file})

    def mute_microphones(self, muted: bool) -> None:
        change = microphones.mute if muted else microphones.open_again
        change(self._link, self._known().overlay_scene)

    def screenshot(self, width_px: int) -> bytes:
        on_air = self._monitor.call("GetCurrentProgramScene")["currentProgramSceneName"]
        return screenshot(
            self._monitor, on_air, imageWidth=width_px, imageCompressionQuality=JPEG_QUALITY
        )

    def start_stream(self) -> None:
        """Go on air. Raises before anything starts where that would lead nowhere."""
        service = self._link.call("GetStreamServiceSettings")["streamServiceSettings"]
        if not service.get("server") and not service.get("key"):
            raise StreamNotSetUp
        if service.get("bwtest"):
            raise BandwidthTestOn
        self._switch_output("stream", "StartStream", "on")

    def stop_stream(self) -> None:
        self._switch_output("stream", "StopStream", "off")

    def start_recording(self) -> None:
        """Raises before anything starts where OBS would only open a question of its own."""
        here = is_this_machine(parse_address(self._address)[0])
        recording.look_before(self._link, here=here)
        self._switch_output("recording", "StartRecord", "on")

    def stop_recording(self) -> None:
        self._switch_output("recording", "StopRecord", "off")

    def laptop_is_heard(self) -> bool:
        """Whether what the laptop plays goes on air."""
        return microphones.laptop_is_heard(self._link)

    def unmute_microphones(self, heard_before: Collection[str]) -> None:
        """Open those that were heard before; where none was, the first."""
        mending.unmute(self._link, heard_before)

    def restart_microphones(self) -> None:
        mending.restart_microphones(self._link)

    def restart_camera(self) -> None:
        mending.restart_camera(self._link)

    def lower_bitrate(self) -> None:
        """From the next start on. Raises `ProfileIsTheUsers` where it is not ours to change."""
        mending.lower_bitrate(self._link)

    def remove_all(self) -> tuple[str, ...]:
        """Take everything of ours out of OBS; give the scenes that had to stay."""
        self._scenes = None
        self._observer.know(None)
        return removal.remove_all(self._link)

    def close(self) -> None:
        """Let go of OBS. It stays as it is: what is on air goes on."""
        self._flowing.close()
        self._monitor.close()
        self._link.close()

    def _known(self) -> scenes.Scenes:
        if self._scenes is None:
            raise StageGone("not prepared yet")
        return self._scenes

    def _switch_output(self, output: OutputName, request: str, wanted: OutputWord) -> None:
        """Ask for it; OBS tells when it is done. What is so already is as good as done.

        OBS refuses for some ms after an output stopped; only then does the refusal matter.
        """
        try:
            self._link.call(request)
        except RequestRefused as refused:
            if refused.status not in (OUTPUT_RUNNING, OUTPUT_NOT_RUNNING):
                raise
            if wanted == "on" and self._observer.output(output) == "off":
                raise

    def _output_now(self, output: OutputName) -> OutputWord:
        told = self._link.call("GetStreamStatus" if output == "stream" else "GetRecordStatus")
        if not told["outputActive"]:
            return "off"
        return "dropped" if told.get("outputReconnecting") else "on"

    def _link_changed(self, state: LinkState) -> None:
        self._trouble = state.why
        if not state.up:
            self._observer.forget_outputs()
        if state.up != self._seen_up:
            self._seen_up = state.up
            reason = state.why.code if state.why is not None else ""
            self._observe(LinkSeen(state.up, reason))
