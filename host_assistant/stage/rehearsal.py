"""The stage without an audience: it draws the viewers' picture in this process.

It has no way to start a stream; that is the point of it.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from host_assistant.show.vocabulary import OverlaySlot, SceneRole
from host_assistant.stage.camera import Camera, Trouble
from host_assistant.stage.overlay.canvas import Canvas
from host_assistant.stage.overlay.layout import Layout
from host_assistant.stage.stage import Observe, SceneSeen, StageError, StageGone

_CAMERA_SCENES: Final[tuple[SceneRole, ...]] = ("camera", "product")


class RehearsalStage:
    """Implements `Stage` with a drawn picture. Calls may come from any thread.

    `camera` gives the frames of the scenes `camera` and `product`; without one, or while it has
    none to give, a drawn orchard stands in. The other scenes show their picture of `backdrops`.
    """

    def __init__(
        self,
        layout: Layout,
        camera: Camera | None,
        observe: Observe,
        backdrops: Mapping[SceneRole, Path],
    ) -> None:
        self._canvas = Canvas(layout)
        self._camera = camera
        self._observe = observe
        self._backdrops = dict(backdrops)
        self._scene: SceneRole = "opening"
        self._muted = False
        self._closed = False
        self._busy = threading.Lock()

    @property
    def camera_trouble(self) -> Trouble:
        """Why the drawn orchard is shown in place of the camera; empty when all is well."""
        return self._camera.trouble if self._camera else ""

    @property
    def microphones_muted(self) -> bool:
        return self._muted

    def prepare(self) -> None:
        with self._busy:
            self._check_open()
            self._show_scene()

    def switch_scene(self, role: SceneRole) -> None:
        with self._busy:
            self._check_open()
            self._scene = role
            self._show_scene()
        self._observe(SceneSeen(role, role, by_us=True))

    def put_overlay(self, slot: OverlaySlot, image: Path | None) -> None:
        with self._busy:
            self._check_open()
            if not self._canvas.put(slot, image):
                raise StageError("picture_unreadable", slot)

    def mute_microphones(self, muted: bool) -> None:
        with self._busy:
            self._check_open()
            self._muted = muted

    def screenshot(self, width_px: int) -> bytes:
        with self._busy:
            self._check_open()
            if self._scene in _CAMERA_SCENES:
                self._show_scene()
            return self._canvas.jpeg(width_px)

    def close(self) -> None:
        with self._busy:
            if self._closed:
                return
            self._closed = True
        if self._camera is not None:
            self._camera.close()

    def _check_open(self) -> None:
        if self._closed:
            raise StageGone("closed")

    def _show_scene(self) -> None:
        close = self._scene == "product"
        if self._scene in _CAMERA_SCENES:
            frame = self._camera.latest() if self._camera else None
            if frame is not None:
                self._canvas.background_from_rgb(frame.width, frame.height, frame.rgb, close=close)
                return
        else:
            backdrop = self._backdrops.get(self._scene)
            if backdrop is not None and self._canvas.background_from_file(backdrop):
                return
        self._canvas.background_drawn(close=close)
