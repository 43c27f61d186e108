"""A Director, a stage manager and a stage that can be watched and told to fail."""

from __future__ import annotations

import threading
from collections.abc import Collection
from pathlib import Path

from host_assistant.control_room.director import Director
from host_assistant.control_room.stage_manager import StageManager
from host_assistant.journal.journal import Journal
from host_assistant.show import events as ev
from host_assistant.show.vocabulary import OverlaySlot, SceneRole
from host_assistant.stage.overlay.files import OverlayFiles
from host_assistant.stage.overlay.layout import layout_for
from host_assistant.stage.overlay.theme import load_theme
from host_assistant.stage.rehearsal import RehearsalStage
from host_assistant.stage.stage import StageError
from tests.support.shows import opening
from tests.support.waiting import wait_until

LAYOUT = layout_for("wide", 640, 360)


class WatchedStage(RehearsalStage):
    """The rehearsal stage, which notes every call and can be told to fail as OBS may."""

    def __init__(self, observe: object) -> None:
        super().__init__(LAYOUT, None, observe, {})  # type: ignore[arg-type]
        self.calls: list[tuple[str, object]] = []
        self.shown: dict[OverlaySlot, Path | None] = {}
        self.scene: SceneRole | None = None
        self.fault: StageError | None = None
        self.slow = threading.Event()
        self.slow.set()

    def _note(self, name: str, what: object) -> None:
        self.slow.wait(10)
        if self.fault is not None:
            raise self.fault
        self.calls.append((name, what))

    def prepare(self) -> None:
        self._note("prepare", None)
        self.shown = {}
        super().prepare()

    def switch_scene(self, role: SceneRole) -> None:
        self._note("scene", role)
        super().switch_scene(role)
        self.scene = role

    def put_overlay(self, slot: OverlaySlot, image: Path | None) -> None:
        self._note(slot, image)
        super().put_overlay(slot, image)
        self.shown[slot] = image

    def mute_microphones(self, muted: bool) -> None:
        self._note("muted", muted)
        super().mute_microphones(muted)

    def start_stream(self) -> None:
        self._note("stream", True)

    def stop_stream(self) -> None:
        self._note("stream", False)

    def start_recording(self) -> None:
        self._note("recording", True)

    def stop_recording(self) -> None:
        self._note("recording", False)

    def count(self, name: str) -> int:
        return sum(one == name for one, _ in self.calls)


class SweptFiles(OverlayFiles):
    kept: Collection[Path] | None = None

    def sweep(self, keep: Collection[Path]) -> None:
        self.kept = keep
        super().sweep(keep)


class House:
    """A Director, a manager and a watched stage."""

    def __init__(self, folder: Path, mode: str = "live") -> None:
        self.director = Director(lambda: Journal.open(folder / "log.db"))
        self.director.start()
        self.director.do(opening(mode=mode))
        self.files = SweptFiles(folder / "overlays", LAYOUT, load_theme("cho-phien"), folder)
        self.manager = StageManager(self.director, self.files)
        self.stage = WatchedStage(self.manager.observe)
        self.manager.start(self.stage, self.stage)
        wait_until(lambda: self.director.state.role_on_stage == "opening", 10)

    def events(self, kind: type[ev.Happened]) -> list[ev.Happened]:
        with Journal.open(self.files_log, read_only=True) as journal:
            return [one.event for one in journal.read("s1") if isinstance(one.event, kind)]

    @property
    def files_log(self) -> Path:
        return self.files._folder.parent / "log.db"

    def close(self) -> None:
        self.stage.slow.set()
        self.manager.close()
        self.stage.close()
        self.director.close()
