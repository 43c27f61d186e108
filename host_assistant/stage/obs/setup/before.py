"""What was current in the user's OBS before we built, kept so that Undo can put it back."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from host_assistant.whole_file import write_whole

FILE_NAME: Final = "obs_before.json"


class Before(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`profile` and `collection` are the user's; `our_profile` and `our_collection` what we made.

    `removed_profile` was ours and is gone from OBS. Each is "" where there is none. A profile or
    collection is ours only when it stands here: a name alone proves nothing.
    """

    profile: str = ""
    collection: str = ""
    our_profile: str = ""
    our_collection: str = ""
    removed_profile: str = ""

    @property
    def waits_for_clearing(self) -> bool:
        """Whether all was undone but what an open OBS does not let go of."""
        return bool(self.our_collection or self.removed_profile) and not self.our_profile


class BeforeFile:
    """The memory of one data folder."""

    def __init__(self, data_folder: Path) -> None:
        self._path = data_folder / FILE_NAME

    def read(self) -> Before:
        """What is kept; nothing where the file is missing or cannot be read."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Before)
        except (OSError, ValueError):
            return Before()

    def keep(self, before: Before) -> None:
        """Raises OSError. What says nothing is no file."""
        if before == Before():
            self._path.unlink(missing_ok=True)
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._path, msgspec.json.format(msgspec.json.encode(before), indent=2))
