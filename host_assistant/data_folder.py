"""Where everything of the user's lies, and the lock that keeps a second copy out of it."""

from __future__ import annotations

import os
from pathlib import Path

from filelock import FileLock, Timeout
from platformdirs import user_data_path

from host_assistant.language import _

APP_FOLDER = "LenSong"
ENVIRONMENT_NAME = "HOST_ASSISTANT_DATA"


class AlreadyRunning(Exception):
    """Another copy of the program runs a show on the same data folder."""

    def sentence(self) -> str:
        return _(
            "Lên Sóng is already open on this computer. Two copies would mix up your orders. "
            "Go back to the open window, or close it first."
        )


class FolderUnusable(Exception):
    """The data folder cannot be made or written to."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(reason)
        self.path = path
        self.reason = reason

    def sentence(self) -> str:
        return _(
            "The folder {path} cannot be written to, so no order could be kept. "
            "Choose another one with --data-dir, or ask for the right to write there."
        ).format(path=self.path)


class DataFolder:
    """Paths inside one data folder. Making it creates the folder; raises FolderUnusable."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def default(cls) -> DataFolder:
        named = os.environ.get(ENVIRONMENT_NAME)
        return cls(Path(named) if named else user_data_path(APP_FOLDER, appauthor=False))

    @property
    def journal(self) -> Path:
        return self.path / "lensong.db"

    @property
    def pictures(self) -> Path:
        return self.path / "pictures"

    @property
    def overlays(self) -> Path:
        return self.path / "overlays"

    @property
    def backdrops(self) -> Path:
        return self.path / "backdrops"

    @property
    def settings(self) -> Path:
        return self.path / "settings.json"

    def make(self) -> None:
        """Make what is not there; a folder that is made here is its owner's alone."""
        try:
            if not self.path.is_dir():
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self.path.mkdir(mode=0o700, exist_ok=True)
            for folder in (self.path, self.pictures, self.overlays, self.backdrops):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FolderUnusable(self.path, str(error)) from error

    def lock(self) -> FileLock:
        """Take the folder for this process; the system gives it back even after a crash.

        Raises AlreadyRunning when another process holds it. Release it to let go.
        """
        self.make()
        lock = FileLock(self.path / "running.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise AlreadyRunning from error
        except OSError as error:
            raise FolderUnusable(self.path, str(error)) from error
        return lock
