"""What viewers should see now, as a value drawn from the state alone."""

from __future__ import annotations

import msgspec

from host_assistant.show.state import ShowState
from host_assistant.show.vocabulary import OverlaySlot, SceneRole
from host_assistant.stage.overlay.cards import Card


class StagePicture(msgspec.Struct, frozen=True):
    """`scene` None leaves the stage's scene alone; `overlays` holds the slots that show.

    `changes_at_ms` is the session offset at which time alone changes this picture, if any.
    """

    scene: SceneRole | None
    overlays: dict[OverlaySlot, Card]
    microphones_on: bool = True
    changes_at_ms: int | None = None


def picture_of(state: ShowState, offset_ms: int) -> StagePicture:
    raise NotImplementedError
