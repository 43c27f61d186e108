"""What a page stands in when it is tested by itself: real folders, real settings, no show."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from host_assistant.data_folder import DataFolder
from host_assistant.settings import SettingsStore
from host_assistant.show.vocabulary import Mode
from ui.bridge import Bridge
from ui.context import Context, OpenShow, Place


@dataclass
class Asked:
    """What the page asked of the program around it."""

    told: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)


def page_context(data: Path, show: OpenShow | None = None) -> tuple[Context, Asked]:
    folder = DataFolder(data)
    folder.make()
    asked = Asked()

    def open_show(mode: Mode, title: str, session_id: str | None = None) -> None:
        raise AssertionError((mode, title, session_id))

    context = Context(
        folder=folder,
        settings=SettingsStore(folder.settings),
        bridge=Bridge(),
        show=show,
        open_show=open_show,
        close_show=lambda: None,
        navigate=asked.places.append,
        tell=asked.told.append,
    )
    return context, asked
