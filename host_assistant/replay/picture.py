"""The viewers' picture as it was, painted again from the log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from host_assistant.replay.timeline import Timeline
from host_assistant.show.state import ShowState
from host_assistant.stage.overlay.layout import DESIGN_SIZE, layout_for
from host_assistant.stage.overlay.theme import load_theme_or_default
from host_assistant.stage.picture import picture_of

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from host_assistant.stage.overlay.layout import Layout
    from host_assistant.stage.overlay.theme import Theme


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


def own_scene(state: ShowState) -> str:
    """The name of the user's own OBS scene that viewers saw then; empty while it was one of ours.

    It may stand in for a role of ours, as Settings offers.
    """
    from host_assistant.stage.obs.parts import PREFIX

    name, role = state.scene_on_stage, state.role_on_stage
    # A rehearsal without OBS names its scenes by their roles.
    is_ours = name == role or name.startswith(PREFIX)
    return "" if is_ours or role != state.scene else name


def ground_at(state: ShowState, layout: Layout, theme: Theme) -> QImage | None:
    """What viewers saw under the overlays, where we painted it ourselves: opening, break, closing.

    None for a camera's scene, for the user's own, and while no session is open.
    """
    from host_assistant.stage.backdrops import backdrop_words
    from host_assistant.stage.overlay.backdrop import paint_backdrop

    if not state.is_open or state.scene is None or own_scene(state):
        return None
    words = backdrop_words(state.scene, state.setup)
    return None if words is None else paint_backdrop(state.scene, words, layout, theme)
