"""The viewers' picture as it was, painted again from the log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from host_assistant.replay.timeline import Timeline
from host_assistant.stage.overlay.layout import DESIGN_SIZE, layout_for
from host_assistant.stage.overlay.theme import load_theme_or_default
from host_assistant.stage.picture import picture_of

if TYPE_CHECKING:
    from PySide6.QtGui import QImage


def picture_at(
    timeline: Timeline, offset_ms: int, pictures_dir: Path, background: QImage | None = None
) -> QImage:
    """The overlays in their places as at that session offset, on `background` or transparent.

    As large as the canvas of the session's shape was designed: 1920×1080 or 1080×1920.
    """
    from host_assistant.stage.overlay.painter import compose  # loads Qt: not for the text replay

    state = timeline.state_at(offset_ms)
    layout = layout_for(state.setup.shape, *DESIGN_SIZE[state.setup.shape])
    cards = picture_of(state, offset_ms).overlays
    # A theme that was taken off the machine since is told of in Settings, not on the picture.
    theme, _lost = load_theme_or_default(state.setup.theme)
    return compose(cards, layout, theme, pictures_dir, background)
