"""Brings the stage to the wanted picture and keeps it there: smallest change, latest wins."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Collection
from pathlib import Path
from typing import Protocol

from host_assistant.control_room.director import Director, Snapshot
from host_assistant.control_room.recording_asked import RecordingAsked
from host_assistant.control_room.wording import is_of_recording, recording_trouble, stream_trouble
from host_assistant.show import commands as cmd
from host_assistant.show import events as ev
from host_assistant.show.vocabulary import OVERLAY_SLOTS, OverlaySlot, SceneRole
from host_assistant.stage.overlay.cards import Card
from host_assistant.stage.picture import StagePicture, picture_of
from host_assistant.stage.stage import (
    Broadcaster,
    ChosenSceneMissing,
    LinkSeen,
    Observation,
    OutputSeen,
    PartMissing,
    SceneSeen,
    Stage,
    StageError,
    StageGone,
)

log = logging.getLogger(__name__)

# Figures that orders move are drawn at most ten times a second; the rest shows at once.
PACED_SLOTS: tuple[OverlaySlot, ...] = ("order_counter", "ticker")
PACE_S = 0.1
RETRY_S = 1.0
# OBS forgets what was deleted with the next frame; asked for a picture meanwhile, OBS 29 may lock
# itself up.
SETTLE_S = 0.25
SWEEP_EVERY = 200


class OverlayPainter(Protocol):
    """Where the PNG of a card comes from."""

    def png_for(self, slot: OverlaySlot, card: Card) -> Path: ...

    def sweep(self, keep: Collection[Path]) -> None: ...


class StageManager:
    """One thread between the Director's states and a stage that may be slow, refuse or go away.

    The stage is made after its manager, since it needs `observe`: pass it to `start`.
    """

    def __init__(self, director: Director, painter: OverlayPainter) -> None:
        self._director = director
        self._painter = painter
        self._stage: Stage | None = None
        self._broadcaster: Broadcaster | None = None
        self._wake = threading.Condition()
        self._woken = False
        self._closing = False
        self._settled_s = 0.0
        self._observed: deque[LinkSeen | PartMissing | ev.SceneSwitched] = deque()
        self._stream_wanted: bool | None = None
        self._recording = RecordingAsked(runs=director.state.recording != "off")
        self._link_up = True
        self._ready = False
        self._scene: SceneRole | None = None
        self._microphones_on: bool | None = None
        self._cards: dict[OverlaySlot, Card | None] = {}
        self._files: dict[OverlaySlot, Path] = {}
        self._put_at: dict[OverlaySlot, float] = {}
        self._painted = 0
        self._told: tuple[str, str] | None = None
        self._thread: threading.Thread | None = None
        self._unsubscribe = director.subscribe(self._hear)

    def start(self, stage: Stage, broadcaster: Broadcaster | None = None) -> None:
        """Begin to serve this stage; `broadcaster` is the same stage where it has an audience."""
        self._stage = stage
        self._broadcaster = broadcaster
        self._thread = threading.Thread(target=self._run, name="stage-manager", daemon=True)
        self._thread.start()

    def observe(self, observation: Observation) -> None:
        """What the stage tells; called from its threads, so it only posts."""
        match observation:
            case SceneSeen(role=role, name=name, by_us=by_us):
                self._director.submit(cmd.NoticeScene(scene=role, name=name, by_us=by_us))
            case OutputSeen(output="stream", state=state, reason=reason):
                self._director.submit(cmd.NoticeStream(state=state, reason=reason))
            case OutputSeen(state=state, reason=reason, path=path):
                self._director.submit(cmd.NoticeRecording(state=state, reason=reason, path=path))
            case LinkSeen(up=up, reason=reason):
                self._director.submit(cmd.NoticeLink(up=up, reason=reason))
            case ChosenSceneMissing(name=name):
                self._director.submit(cmd.NoticeTrouble(code="scene_missing", detail=name))
            case PartMissing():
                pass
        if isinstance(observation, LinkSeen | PartMissing):
            with self._wake:
                self._observed.append(observation)
                self._notify()

    def close(self) -> None:
        """Bring the last picture on, do what was asked of the stream, then stop."""
        self._unsubscribe()
        with self._wake:
            self._closing = True
            self._notify()
        if self._thread is not None:
            self._thread.join()

    def _hear(self, snapshot: Snapshot) -> None:
        events = [record.event for record in snapshot.records]
        with self._wake:
            for one in events:
                if isinstance(one, ev.StreamAsked):
                    self._stream_wanted = one.on
                self._recording.hear(one)
                if isinstance(one, ev.RecordingStarted) and is_of_recording(snapshot.state.trouble):
                    self._director.submit(cmd.NoticeRecovery(code=snapshot.state.trouble))
            # From the log and not from the stage: by now the state follows that scene as well,
            # so it is not taken for one to be put right.
            self._observed.extend(one for one in events if isinstance(one, ev.SceneSwitched))
            self._notify()

    def _notify(self) -> None:
        self._woken = True
        self._wake.notify()

    def _run(self) -> None:
        patience_s: float | None = 0.0
        while True:
            with self._wake:
                if not self._woken:
                    self._wake.wait(patience_s)
                self._woken = False
                closing = self._closing
                observed, self._observed = self._observed, deque()
            for observation in observed:
                self._take_in(observation)
            patience_s = self._serve(hurried=closing)
            if closing:
                self._own_up()
                return

    def _take_in(self, observation: LinkSeen | PartMissing | ev.SceneSwitched) -> None:
        match observation:
            case LinkSeen(up=up):
                self._link_up = up
                self._ready = False
            case PartMissing():
                self._ready = False
                self._settled_s = time.monotonic() + SETTLE_S
            case ev.SceneSwitched(scene=role, by_us=False):
                self._scene = role

    def _own_up(self) -> None:
        """A stop that could not be delivered: viewers may still be watching."""
        if self._stream_wanted is False:
            log.error("the stream was not stopped: the stage was away")
            self._director.submit(cmd.NoticeTrouble(code="stream_not_stopped"))

    def _serve(self, *, hurried: bool) -> float | None:
        """One round of work; says after how many seconds to look again, None for: when woken."""
        if not self._link_up:
            self._forget_start()
            return None
        unsettled_s = self._settled_s - time.monotonic()
        if unsettled_s > 0 and not hurried:
            return unsettled_s
        try:
            self._turn_stream()
            self._turn_recording()
            self._make_ready()
            offset_ms = self._director.offset_ms()
            wanted = picture_of(self._director.state, offset_ms)
            patience_s = self._apply(wanted, hurried=hurried)
        except StageGone:
            # The link says when it is back; asking again meanwhile helps nobody.
            self._ready = False
            self._forget_start()
            return RETRY_S
        except StageError as error:
            self._tell(error.code, error.detail)
            self._ready = False
            return RETRY_S
        except Exception as error:
            log.exception("the stage could not be served")
            self._tell("stage_failed", type(error).__name__)
            self._ready = False
            return RETRY_S
        self._recovered()
        if wanted.changes_at_ms is not None:
            until_s = max(wanted.changes_at_ms - offset_ms, 0) / 1000
            patience_s = until_s if patience_s is None else min(patience_s, until_s)
        return patience_s

    def _turn_stream(self) -> None:
        """Start or stop the stream as was asked last. A stop that meets nobody stays wanted."""
        on = self._stream_wanted
        if on is None or self._broadcaster is None:
            return
        try:
            if on:
                self._broadcaster.start_stream()
            else:
                self._broadcaster.stop_stream()
        except StageGone:
            raise
        except StageError as error:
            code = stream_trouble(error) if on else "stream_not_stopped"
            self._director.submit(cmd.NoticeTrouble(code=code, detail=error.detail))
            if on:
                self._director.submit(cmd.NoticeStream(state="off", reason=error.detail))
        self._settle_stream(on)

    def _turn_recording(self) -> None:
        """It follows the stream; one that cannot start is told and holds nothing up."""
        on = self._recording.wanted
        if on is None or self._broadcaster is None:
            return
        try:
            if on:
                self._broadcaster.start_recording()
            else:
                self._broadcaster.stop_recording()
        except StageGone:
            raise
        except StageError as error:
            log.warning("the recording could not be turned: %s", error)
            if on:
                code = recording_trouble(error)
                self._director.submit(cmd.NoticeTrouble(code=code, detail=error.detail))
        with self._wake:
            self._recording.settle(on)

    def _forget_start(self) -> None:
        """A start that met nobody is over: nothing goes on air minutes after it was asked for."""
        if self._stream_wanted:
            self._settle_stream(True)
            self._director.submit(cmd.NoticeStream(state="off", reason="stage_gone"))

    def _settle_stream(self, on: bool) -> None:
        with self._wake:
            if self._stream_wanted is on:
                self._stream_wanted = None

    def _make_ready(self) -> None:
        if self._ready:
            return
        assert self._stage is not None
        self._stage.prepare()
        self._scene = None
        self._microphones_on = None
        self._cards = {}
        self._ready = True

    def _apply(self, wanted: StagePicture, *, hurried: bool) -> float | None:
        assert self._stage is not None
        if wanted.microphones_on != self._microphones_on:
            self._stage.mute_microphones(not wanted.microphones_on)
            self._microphones_on = wanted.microphones_on
        patience_s: float | None = None
        # What goes first makes room: some slots share a place.
        for slot in sorted(OVERLAY_SLOTS, key=lambda slot: slot in wanted.overlays):
            card = wanted.overlays.get(slot)
            if slot in self._cards and self._cards[slot] == card:
                continue
            wait_s = 0.0 if hurried or card is None else self._pause_s(slot)
            if wait_s > 0:
                patience_s = wait_s if patience_s is None else min(patience_s, wait_s)
                continue
            self._put(slot, card)
        if wanted.scene is not None and wanted.scene != self._scene:
            self._stage.switch_scene(wanted.scene)
            self._scene = wanted.scene
        return patience_s

    def _pause_s(self, slot: OverlaySlot) -> float:
        if slot not in PACED_SLOTS:
            return 0.0
        return PACE_S - (time.monotonic() - self._put_at.get(slot, -PACE_S))

    def _put(self, slot: OverlaySlot, card: Card | None) -> None:
        assert self._stage is not None
        if card is None:
            self._stage.put_overlay(slot, None)
            self._files.pop(slot, None)
        else:
            path = self._painter.png_for(slot, card)
            self._stage.put_overlay(slot, path)
            self._files[slot] = path
            self._painted += 1
            if self._painted % SWEEP_EVERY == 0:
                self._painter.sweep(set(self._files.values()))
        self._cards[slot] = card
        self._put_at[slot] = time.monotonic()

    def _tell(self, code: str, detail: str) -> None:
        """Put the trouble into the log once, not once a second."""
        if self._told != (code, detail):
            self._told = (code, detail)
            self._director.submit(cmd.NoticeTrouble(code=code, detail=detail))

    def _recovered(self) -> None:
        if self._told is not None:
            self._director.submit(cmd.NoticeRecovery(code=self._told[0]))
            self._told = None
