"""What must be so before OBS is asked to record."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from host_assistant.language import _
from host_assistant.stage.obs.errors import LinkError
from host_assistant.stage.obs.link import ObsLink

# Under 50 MB OBS does not record (`OBSBasic::LowDiskSpace`); a little more would soon be under.
LEAST_FREE_MB: Final = 100


class RecordingHasNoFolder(LinkError):
    """The folder is not there; asked to record, OBS would open a window about it and wait."""

    CODE = "recording_no_folder"

    def sentence(self) -> str:
        return _(
            "The folder for recordings is not there, so nothing is recorded. Viewers notice "
            "nothing. Choose a folder in OBS under Settings, Output, and press "
            "Start Recording there."
        )


class RecordingHasNoRoom(LinkError):
    """The disk is full; asked to record, OBS would open a window about it and wait."""

    CODE = "recording_no_room"

    def sentence(self) -> str:
        return _(
            "The disk is full, so nothing is recorded. Viewers notice nothing. "
            "Delete something large or empty the recycle bin."
        )


class RecordingRefused(LinkError):
    """OBS does not record, for whatever reason of its own."""

    CODE = "recording_refused"

    def sentence(self) -> str:
        return _(
            "OBS does not record. Viewers notice nothing, but nothing will be kept. "
            "Press Start Recording in OBS itself."
        )


def look_before(link: ObsLink, *, here: bool) -> None:
    """Raises RecordingHasNoFolder or RecordingHasNoRoom; `here` says that OBS sees our disks."""
    folder = str(link.call("GetRecordDirectory")["recordDirectory"])
    if not folder or (here and not Path(folder).is_dir()):
        raise RecordingHasNoFolder(folder)
    if link.call("GetStats")["availableDiskSpace"] < LEAST_FREE_MB:
        raise RecordingHasNoRoom
