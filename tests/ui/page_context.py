"""What a page stands in when it is tested by itself: real folders, real settings, no show."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QApplication

from host_assistant.data_folder import DataFolder
from host_assistant.settings import SettingsStore
from host_assistant.show.vocabulary import Mode
from ui import theme
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
        navigate=asked.places.append,
        tell=asked.told.append,
    )
    return context, asked


@contextmanager
def standing(data: Path, qapp: QApplication) -> Iterator[tuple[Context, Asked]]:
    """A context in the window's dress, whose threads end with it; secrets stay in its folder."""
    import keyring
    from keyring.backends.fail import Keyring

    before = keyring.get_keyring()
    keyring.set_keyring(Keyring())  # type: ignore[no-untyped-call]
    theme.apply(qapp, "light")
    context, asked = page_context(data)
    try:
        yield context, asked
    finally:
        context.bridge.close()
        keyring.set_keyring(before)
