"""What every stage can do, and what it tells. Two real ones exist: OBS and the rehearsal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal, Protocol

import msgspec

from host_assistant.show.vocabulary import OverlaySlot, SceneRole


class StageError(Exception):
    """The stage could not do it. `code` is typed; `detail` is the stage's own comment."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class StageGone(StageError):
    """Nobody answers: the link is down. The whole picture is applied again when it is back."""

    def __init__(self, detail: str = "") -> None:
        super().__init__("stage_gone", detail)


class SceneSeen(msgspec.Struct, frozen=True):
    """The stage shows this scene now. `role` is None for a scene that plays no role of ours."""

    role: SceneRole | None
    name: str
    by_us: bool


class OutputSeen(msgspec.Struct, frozen=True):
    """A stream or a recording came up, broke (and is being tried again), or stopped."""

    output: Literal["stream", "recording"]
    state: Literal["on", "dropped", "off"]
    reason: str = ""
    path: str = ""


class LinkSeen(msgspec.Struct, frozen=True):
    up: bool
    reason: str = ""


class PartMissing(msgspec.Struct, frozen=True):
    """Somebody removed a scene or an input of ours by hand."""

    name: str


class ChosenSceneMissing(msgspec.Struct, frozen=True):
    """The stage lacks a scene that the host chose in the settings; several are joined by commas."""

    name: str


Observation = SceneSeen | OutputSeen | LinkSeen | PartMissing | ChosenSceneMissing
Observe = Callable[[Observation], None]


class Stage(Protocol):
    """A place where viewers see the show. Calls block, and raise `StageError`.

    `observe` given at making time is called from the stage's own threads and must only post.
    """

    def prepare(self) -> None:
        """Make or mend whatever of ours is missing; idempotent. Nothing of the user's changes."""

    def switch_scene(self, role: SceneRole) -> None: ...

    def put_overlay(self, slot: OverlaySlot, image: Path | None) -> None:
        """Show this PNG in the slot, or nothing; the PNG has the slot's size in canvas pixels."""

    def mute_microphones(self, muted: bool) -> None:
        """Mute what is open, and later open again only what was muted here."""

    def screenshot(self, width_px: int) -> bytes:
        """What viewers see now, as a JPEG of that width."""

    def close(self) -> None: ...


class Broadcaster(Protocol):
    """What only a stage with an audience has; the rehearsal stage has no such methods."""

    def start_stream(self) -> None: ...

    def stop_stream(self) -> None: ...

    def start_recording(self) -> None: ...

    def stop_recording(self) -> None: ...
