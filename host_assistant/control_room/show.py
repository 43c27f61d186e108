"""A show put together: the Director, a stage, and the manager between them."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec
from msgspec.structs import replace

from host_assistant.catalog.product import Product
from host_assistant.catalog.shelf import Shelf
from host_assistant.checks.machine import battery_minutes_left
from host_assistant.control_room.alarm_mending import AlarmRemedy, mend
from host_assistant.control_room.comment_sources import CommentSources, known_to_others
from host_assistant.control_room.director import Director
from host_assistant.control_room.inbox import Inbox
from host_assistant.control_room.lookout import Lookout
from host_assistant.control_room.stage_manager import StageManager
from host_assistant.control_room.stock_left import keep_stock_left
from host_assistant.control_room.wording import sentence, trouble_sentence
from host_assistant.data_folder import DataFolder
from host_assistant.journal.journal import Journal
from host_assistant.show import commands as cmd
from host_assistant.show.state import NO_SHOW, ShowState
from host_assistant.show.vocabulary import Mode, SceneRole, ShowSetup
from host_assistant.sources.source import CommentSource
from host_assistant.stage.backdrops import paint_backdrops
from host_assistant.stage.camera import open_camera
from host_assistant.stage.camera import sentence as camera_sentence
from host_assistant.stage.obs.errors import LinkError
from host_assistant.stage.obs.health.vitals import VitalsReader
from host_assistant.stage.obs.link import linked
from host_assistant.stage.obs.parts import ScenePlan
from host_assistant.stage.obs.setup.before import BeforeFile
from host_assistant.stage.obs.stage import ObsStage
from host_assistant.stage.overlay.files import OverlayFiles
from host_assistant.stage.overlay.layout import DESIGN_SIZE, Layout, layout_for
from host_assistant.stage.overlay.theme import load_theme_or_default
from host_assistant.stage.rehearsal import RehearsalStage
from host_assistant.stage.stage import StageError

CONNECT_S = 5.0


class ObsAccess(msgspec.Struct, frozen=True, kw_only=True):
    """Where OBS answers, and which of the user's scenes play a role."""

    url: str
    password: str = ""
    scenes: Mapping[SceneRole, str] = msgspec.field(default_factory=dict)


class ShowWanted(msgspec.Struct, frozen=True, kw_only=True):
    """What show to open. `resume` takes up a session that a crash left open; the log then says
    its mode, title, goods and setup. `obs` is needed for a live show, `camera` is the
    rehearsal's: "" for the test picture, a file, an address or a device's number. `sources` is
    where comments are read beside those that are handed in."""

    mode: Mode = "rehearsal"
    title: str = ""
    products: tuple[Product, ...] = ()
    setup: ShowSetup = ShowSetup()
    obs: ObsAccess | None = None
    camera: str = ""
    sources: tuple[CommentSource, ...] = ()
    resume: str | None = None


class StageStatus(msgspec.Struct, frozen=True):
    """How the stage does. `trouble` is a finished sentence, empty when all is well."""

    kind: Literal["obs", "rehearsal"]
    up: bool
    trouble: str = ""


class CannotOpen(Exception):
    """The show cannot be opened; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Show:
    """An open show. Make it with `Show.open`, end it with the Director's EndSession and `close`."""

    def __init__(
        self,
        director: Director,
        inbox: Inbox,
        sources: CommentSources,
        manager: StageManager,
        stage: Stages,
        lookout: Lookout | None,
        lost_theme: str,
        shelf: Shelf,
    ) -> None:
        self.director = director
        self.inbox = inbox
        self.sources = sources
        self._shelf: Shelf | None = shelf
        self._manager = manager
        self._stage = stage
        self._lookout = lookout
        self._lost_theme = lost_theme

    @classmethod
    def open(cls, folder: DataFolder, wanted: ShowWanted) -> Show:
        """Open the journal and the stage, then the session; nothing is left open on failure.

        Raises CannotOpen, JournalError, or LinkError when OBS does not let us in.
        """
        with contextlib.ExitStack() as undo:
            director = Director(lambda: Journal.open(folder.journal))
            undo.callback(director.close)
            director.start(resume=wanted.resume)
            mode, setup = _mode_and_setup(wanted, director.state)
            layout = _layout(mode, setup, wanted)
            theme, lost_theme = load_theme_or_default(setup.theme)
            painter = OverlayFiles(folder.overlays, layout, theme, folder.pictures)
            manager = StageManager(director, painter)
            undo.callback(manager.close)
            backdrops = paint_backdrops(folder.backdrops, layout, theme, setup)
            stage: Stages
            if mode == "live":
                built = BeforeFile(folder.path)
                stage = _obs_stage(wanted, layout, backdrops, manager, built)
            else:
                camera = open_camera(wanted.camera or None)
                stage = RehearsalStage(layout, camera, manager.observe, backdrops)
            undo.callback(stage.close)
            # The replay draws the picture from the log: it must know the shape that was on air.
            _begin(director, wanted, replace(setup, shape=layout.shape))
            inbox = _inbox(director, folder, resumed=wanted.resume is not None)
            undo.callback(inbox.close)
            lookout: Lookout | None = None
            if isinstance(stage, ObsStage):
                stage.start()
                manager.start(stage, stage)
                lookout = _lookout(wanted, director, folder)
                lookout.start()
            else:
                manager.start(stage)
            known = known_to_others(folder, director.state) if wanted.sources else frozenset()
            sources = CommentSources(inbox, wanted.sources, known)
            sources.start()
            undo.pop_all()
        shelf = Shelf(folder.path)
        return cls(director, inbox, sources, manager, stage, lookout, lost_theme, shelf)

    @property
    def stage_status(self) -> StageStatus:
        """Safe to read from any thread."""
        state = self.director.state
        if isinstance(self._stage, RehearsalStage):
            camera = camera_sentence(self._stage.camera_trouble)
            trouble = trouble_sentence(state.trouble) or camera or self._lost_theme
            return StageStatus("rehearsal", True, trouble)
        why = self._stage.trouble
        if isinstance(why, LinkError) and not state.link_up:
            return StageStatus("obs", False, why.sentence())
        trouble = trouble_sentence(state.trouble) or self._lost_theme
        return StageStatus("obs", state.link_up, trouble)

    def screenshot(self, width_px: int) -> bytes | None:
        """What viewers see, as a JPEG; None while nobody can tell. It may take a second."""
        try:
            return self._stage.screenshot(width_px)
        except StageError:
            return None

    def mend(self, remedy: AlarmRemedy) -> None:
        """Do what the button of an alarm says; it may take seconds. Raises StageError."""
        if remedy == "holding_scene":
            self.director.submit(cmd.StartBreak(holding=True))
        elif isinstance(self._stage, ObsStage):
            mend(self._stage, remedy, self._lookout.heard_before if self._lookout else ())

    def laptop_is_heard(self) -> bool:
        """Whether viewers hear what this laptop plays, for all that can be told."""
        if not isinstance(self._stage, ObsStage):
            return False
        try:
            return self._stage.laptop_is_heard()
        except StageError:
            return True

    def stop_broadcast(self) -> None:
        """Go off air past the log, for when it cannot be written; in vain if OBS is away."""
        if isinstance(self._stage, ObsStage):
            with contextlib.suppress(StageError):
                self._stage.stop_stream()

    def close(self) -> None:
        """Bring on the last picture, write what was decided, let go of OBS. OBS stays as it is.

        What an ended session sold is taken off the shelf.
        """
        self.sources.close()
        if self._lookout is not None:
            self._lookout.close()
        self._manager.close()
        self._stage.close()
        self.inbox.close()
        self.director.close()
        shelf, self._shelf = self._shelf, None
        if shelf is not None:
            keep_stock_left(shelf, self.director.state)


Stages = ObsStage | RehearsalStage


def new_session_id() -> str:
    """Short enough to be typed, and never met twice in one log."""
    return secrets.token_hex(4)


def _mode_and_setup(wanted: ShowWanted, resumed: ShowState) -> tuple[Mode, ShowSetup]:
    if wanted.resume is None:
        return wanted.mode, wanted.setup
    return resumed.mode, resumed.setup


def _layout(mode: Mode, setup: ShowSetup, wanted: ShowWanted) -> Layout:
    """On OBS the canvas is the user's, and its proportions say which layout fits."""
    if mode == "rehearsal":
        return layout_for(setup.shape, *_rehearsal_canvas(setup))
    width_px, height_px = _obs_canvas(_access(wanted))
    return layout_for("wide" if width_px >= height_px else "upright", width_px, height_px)


def _rehearsal_canvas(setup: ShowSetup) -> tuple[int, int]:
    width, height = DESIGN_SIZE[setup.shape]
    return width * 2 // 3, height * 2 // 3


def _access(wanted: ShowWanted) -> ObsAccess:
    if wanted.obs is None:
        raise ValueError("a live show needs OBS")
    return wanted.obs


def _obs_canvas(access: ObsAccess) -> tuple[int, int]:
    with linked(access.url, access.password, CONNECT_S) as link:
        video = link.call("GetVideoSettings")
    return video["baseWidth"], video["baseHeight"]


def _obs_stage(
    wanted: ShowWanted,
    layout: Layout,
    backdrops: Mapping[SceneRole, Path],
    manager: StageManager,
    built: BeforeFile,
) -> ObsStage:
    access = _access(wanted)
    plan = ScenePlan.for_layout(layout, backdrops, access.scenes)
    return ObsStage(access.url, access.password, plan, manager.observe, built)


def _lookout(wanted: ShowWanted, director: Director, folder: DataFolder) -> Lookout:
    access = _access(wanted)
    return Lookout(
        director, VitalsReader(access.url, access.password), folder.path, battery_minutes_left
    )


def _inbox(director: Director, folder: DataFolder, *, resumed: bool) -> Inbox:
    if not resumed:
        return Inbox(director)
    with Journal.open(folder.journal, read_only=True) as journal:
        return Inbox(director, journal)


def _begin(director: Director, wanted: ShowWanted, setup: ShowSetup) -> None:
    command: cmd.Command
    if wanted.resume is None:
        command = cmd.OpenSession(
            session_id=new_session_id(),
            title=wanted.title,
            mode=wanted.mode,
            setup=setup,
            products=wanted.products,
        )
    else:
        command = cmd.ContinueSession()
    outcome = director.do(command)
    if outcome.refusal is not None:
        raise CannotOpen(sentence(outcome.refusal, NO_SHOW))
