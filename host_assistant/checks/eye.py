"""Looking at the host's picture: through OBS where it has the camera, else through the camera."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import msgspec

from host_assistant.checks.finding import CheckName, Finding, Level, Remedy
from host_assistant.stage.obs.errors import RequestRefused
from host_assistant.stage.obs.host_camera import host_camera
from host_assistant.stage.obs.link import ObsLink, linked
from host_assistant.stage.obs.parts import Inventory
from host_assistant.stage.obs.screenshot import screenshot
from host_assistant.stage.stage import StageError

if TYPE_CHECKING:
    import numpy as np

    from host_assistant.checks.picture import Frame

WIDTH_PX: Final = 640
LOOK_S: Final = 2.6
PAUSE_S: Final = 0.2
PATIENCE_S: Final = 18.0
"""A camera may take ten seconds to open and three to be let go of."""


class Picture(msgspec.Struct, frozen=True):
    """An encoded picture, and whether OBS gave it."""

    encoded: bytes
    from_obs: bool


class HostSource(msgspec.Struct, frozen=True):
    """A source of OBS's. Where it is no camera that we know, it may stand still and be well."""

    name: str
    is_camera: bool


class Eye:
    """One look that answers two checks, "camera" and "picture". Safe to ask from two threads.

    `camera` is as in the settings. `seen` is called with every picture, in the thread that looks.
    Once `enough` is set, the look ends: nobody waits for what it finds.
    """

    def __init__(
        self,
        obs_url: str,
        obs_password: str,
        camera: str,
        seen: Callable[[Picture], None],
        enough: threading.Event | None = None,
    ) -> None:
        self._obs = (obs_url, obs_password)
        self._camera = camera
        self._seen = seen
        self._enough = enough or threading.Event()
        self._lock = threading.Lock()
        self._found: tuple[Finding, ...] | None = None

    def findings(self, check: CheckName) -> tuple[Finding, ...]:
        """What the look found for that check; the first who asks looks, and takes seconds."""
        with self._lock:
            if self._found is None:
                self._found = self._look()
            return tuple(finding for finding in self._found if finding.check == check)

    def _look(self) -> tuple[Finding, ...]:
        source: HostSource | None = None
        try:
            with linked(*self._obs) as link:
                source = source_in_obs(link)
                if source is not None:
                    return self._through_obs(link, source)
        except StageError:
            if source is not None:
                # OBS holds the camera; who opens it now would only find it held.
                return (_finding("picture", "unknown", "not_seen", "look_again"),)
        return self._through_the_camera()

    def _through_obs(self, link: ObsLink, source: HostSource) -> tuple[Finding, ...]:
        from host_assistant.checks.picture import look

        frames = self._frames(link, source.name)
        if not frames:
            return (_finding("camera", "bad", "no_picture_in_obs", "restart_camera"), *look(()))
        return (_finding("camera", "good", "in_obs"), *look(frames, moving=source.is_camera))

    def _frames(self, link: ObsLink, source: str) -> list[Frame]:
        from host_assistant.checks.picture import Frame

        frames: list[Frame] = []
        until_s = time.monotonic() + LOOK_S
        while time.monotonic() < until_s and not self._enough.wait(PAUSE_S):
            jpeg = shot(link, source)
            if jpeg is not None:
                frames.append(Frame(_decoded(jpeg), time.monotonic()))
                self._seen(Picture(jpeg, True))
        return frames

    def _through_the_camera(self) -> tuple[Finding, ...]:
        from host_assistant.checks.camera import look_through
        from host_assistant.stage.opencv import opencv

        looked = look_through(self._camera or first_camera(), enough=self._enough)
        if looked.picture is not None:
            self._seen(Picture(opencv().imencode(".png", looked.picture)[1].tobytes(), False))
        if any(finding.check == "picture" for finding in looked.findings):
            return looked.findings
        return (*looked.findings, _finding("picture", "unknown", "not_seen", "look_again"))


def first_camera() -> str:
    """The camera that is taken where none was chosen; "" where the system has none."""
    from host_assistant.stage.camera_devices import cameras

    # Only Linux can be asked; elsewhere the first camera has the number 0.
    unknown = "" if sys.platform.startswith("linux") else "0"
    return next((each.source for each in cameras()), unknown)


def source_in_obs(link: ObsLink) -> HostSource | None:
    """What in OBS shows the host: a camera, else the user's own scene; None where nothing does."""
    camera = host_camera(link)
    if camera is not None:
        return HostSource(camera.name, is_camera=True)
    scene = str(link.call("GetCurrentProgramScene")["currentProgramSceneName"])
    have = Inventory.read(link)
    if scene in {mark.name for mark in have.our_scenes.values()}:
        # Ours stays on after a broadcast, with the user's own scene in it.
        ours = have.our_scenes.get("camera")
        if ours is None or ours.content not in have.scenes:
            return None
        scene = ours.content
    items = link.call("GetSceneItemList", sceneName=scene)["sceneItems"]
    shows = any(item["sceneItemEnabled"] for item in items)
    return HostSource(scene, is_camera=False) if shows else None


def shot(link: ObsLink, source: str, width_px: int = WIDTH_PX) -> bytes | None:
    """A JPEG of the source, or None while it gives no picture. Raises StageError."""
    try:
        return screenshot(link, source, imageWidth=width_px)
    except RequestRefused:
        return None


def _decoded(jpeg: bytes) -> np.ndarray[Any, Any]:
    import numpy

    from host_assistant.stage.opencv import opencv

    cv2 = opencv()
    image: np.ndarray[Any, Any] = cv2.imdecode(
        numpy.frombuffer(jpeg, numpy.uint8), cv2.IMREAD_COLOR
    )
    return image


def _finding(check: CheckName, level: Level, code: str, remedy: Remedy | None = None) -> Finding:
    return Finding(check=check, level=level, code=code, remedy=remedy)
