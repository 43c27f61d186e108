"""What the host chose once and keeps: language, colours, OBS, the words on the picture."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import Any, Literal

import msgspec

from host_assistant.language import Language, _
from host_assistant.show.vocabulary import Platform, SceneRole, ShowSetup
from host_assistant.whole_file import write_whole

Appearance = Literal["dark", "light", "auto"]


class Settings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`language` None follows the system. `scenes` names the user's own OBS scene for a role.

    Passwords and stream keys are not here but in `secrets`. `camera` is what the rehearsal looks
    through: empty for the test pattern, a file, or a device's number. `microphone` is the name of
    the one that the host chose, empty for the computer's own choice.

    `stream_platform` is the platform that `stream_server` and the key were given for, None where
    OBS streams as it was set; `stream_waits` says that OBS has not been told of them yet.

    `youtube_video` and `facebook_video` are the ids of the one broadcast on each whose comments
    are read, empty for none; the keys for that are secrets.

    `last_folder` is where the host last chose or wrote a file; empty for none yet.
    """

    language: Language | None = None
    appearance: Appearance = "dark"
    obs_url: str = "ws://127.0.0.1:4455"
    scenes: dict[SceneRole, str] = msgspec.field(default_factory=dict)
    setup: ShowSetup = ShowSetup()
    stream_platform: Platform | None = None
    stream_server: str = ""
    stream_waits: bool = False
    camera: str = ""
    microphone: str = ""
    desk_port: int = 0
    youtube_video: str = ""
    facebook_video: str = ""
    last_folder: str = ""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What was said for this run alone and is never kept; None where nothing was."""

    obs_url: str | None = None
    obs_password: str | None = None
    desk_port: int | None = None


class SettingsStore:
    """The settings in their file. A file that cannot be read is set aside, never overwritten.

    `finding` is then a sentence for the host; empty when all is well. `asked` stands beside the
    settings and goes before them.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self.asked = Asked()
        self.finding = ""
        self._value = self._read()

    @property
    def value(self) -> Settings:
        return self._value

    @property
    def desk_port(self) -> int:
        """Where the desk shall answer in this run; 0 for any free port."""
        asked = self.asked.desk_port
        return self._value.desk_port if asked is None else asked

    def change(self, **fields: Any) -> Settings:
        """Replace these fields and keep the whole on disk, from any thread.

        A dict for `setup` replaces only the fields of it that it names, so that what somebody
        else changes there meanwhile stays. Raises OSError when it cannot; nothing is changed then.
        """
        with self._lock:
            if isinstance(part := fields.get("setup"), dict):
                fields["setup"] = msgspec.structs.replace(self._value.setup, **part)
            # Through the types once more: a wrong value must not lie in wait for the next start.
            changed = msgspec.convert(
                msgspec.to_builtins(msgspec.structs.replace(self._value, **fields)), Settings
            )
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._path, msgspec.json.format(msgspec.json.encode(changed), indent=2))
            self._value = changed
            return changed

    def _read(self) -> Settings:
        try:
            return read_settings(self._path)
        except FileNotFoundError:
            return Settings()
        except (OSError, ValueError, RecursionError):
            self._set_aside()
            return Settings()

    def _set_aside(self) -> None:
        aside = self._path.with_suffix(".unreadable")
        try:
            self._path.replace(aside)
        except OSError:
            self.finding = _(
                "The settings could not be read. The broadcast runs with the standard ones. "
                "Look at the folder {folder}."
            ).format(folder=self._path.parent)
        else:
            self.finding = _(
                "The settings could not be read and were put aside as {file}. The broadcast runs "
                "with the standard ones. Choose yours again in Settings."
            ).format(file=aside.name)


def read_settings(path: Path) -> Settings:
    """The settings as they lie on disk. Raises OSError, or ValueError for unreadable ones."""
    return msgspec.json.decode(path.read_bytes(), type=Settings)
