"""What the host chose once and keeps: language, colours, OBS, the words on the picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import msgspec

from host_assistant.language import Language
from host_assistant.show.vocabulary import SceneRole, ShowSetup

Appearance = Literal["dark", "light"]


class Settings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`language` None follows the system. `scenes` names the user's own OBS scene for a role.

    The OBS password is not here: it lies in the system's key store. `camera` is what the
    rehearsal looks through: empty for the test pattern, a file, or a device's number.
    """

    language: Language | None = None
    appearance: Appearance = "dark"
    obs_url: str = "ws://127.0.0.1:4455"
    scenes: dict[SceneRole, str] = msgspec.field(default_factory=dict)
    setup: ShowSetup = ShowSetup()
    camera: str = ""
    desk_port: int = 0


class SettingsStore:
    """The settings in their file. A file that cannot be read is set aside, never overwritten."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._value = self._read()

    @property
    def value(self) -> Settings:
        return self._value

    def change(self, **fields: Any) -> Settings:
        """Replace these fields and keep the whole on disk. Raises OSError when it cannot."""
        changed = msgspec.structs.replace(self._value, **fields)
        beside = self._path.with_suffix(".new")
        beside.write_bytes(msgspec.json.format(msgspec.json.encode(changed), indent=2))
        beside.replace(self._path)
        self._value = changed
        return changed

    def _read(self) -> Settings:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Settings)
        except FileNotFoundError:
            return Settings()
        except (OSError, msgspec.DecodeError):
            self._set_aside()
            return Settings()

    def _set_aside(self) -> None:
        try:
            self._path.replace(self._path.with_suffix(".unreadable"))
        except OSError:
            return
