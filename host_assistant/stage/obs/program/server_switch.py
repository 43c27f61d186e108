"""Letting ourselves into OBS: its saved settings are changed while it is closed, and put back.

Only with the user's consent, which the caller asks for. OBS keeps these settings in memory while
it runs and writes them when it ends, so a change underneath a running OBS would be lost.
"""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path
from typing import Final

import msgspec

from host_assistant.language import _
from host_assistant.stage.obs.address import DEFAULT_PORT
from host_assistant.stage.obs.program.installed import FoundObs
from host_assistant.stage.obs.program.machine import Machine
from host_assistant.stage.obs.program.running import running_obs
from host_assistant.stage.obs.program.sandbox import may_read
from host_assistant.stage.obs.program.settings_change import (
    Change,
    change_for_box,
    changes_for,
    put,
    put_back,
)
from host_assistant.stage.obs.program.settings_file import ServerSettings, settings_in
from host_assistant.whole_file import write_whole

_PASSWORD_BYTES: Final = 12

_Kept = tuple[tuple[Change, ...], ...]
"""For each time that the server was turned on, the files that this changed."""


class SwitchRefused(Exception):
    """OBS's settings were left as they are. `sentence` says why, in three parts."""

    def sentence(self) -> str:
        raise NotImplementedError


class ObsIsOpen(SwitchRefused):
    def sentence(self) -> str:
        return _(
            "OBS is open, and forgets what is changed behind its back. Nothing was changed. "
            "Close OBS, then press the button again."
        )


class SettingsNotWritable(SwitchRefused):
    def sentence(self) -> str:
        return _(
            "The settings of OBS cannot be written: {reason}. Nothing was changed, and nothing "
            "can go on air yet. Make room on the disk, then press the button again."
        ).format(reason=str(self))


class ServerSwitch:
    """Turns the server on and puts back what was.

    `kept_in` is a file in our data folder. What is in that folder, an OBS in a Flatpak's box is
    let read as well.
    """

    def __init__(self, machine: Machine, kept_in: Path) -> None:
        self._machine = machine
        self._kept_in = kept_in

    @property
    def can_undo(self) -> bool:
        return bool(self._read())

    @property
    def changed(self) -> frozenset[Path]:
        """The files that `undo` would put back."""
        return frozenset(Path(change.path) for changes in self._read() for change in changes)

    def turn_on(self, obs: FoundObs) -> ServerSettings:
        """Make the saved settings of `obs` let us in, with its own password or a new one.

        What lets us in already stays as it is.

        An OBS that was never started gets its first settings so that it asks no first questions
        (the wizard, OBSBasic::OBSInit: shown where neither LastVersion nor FirstRun stands).
        Raises SwitchRefused, and then nothing is changed.
        """
        if running_obs(self._machine, obs.settings_folder):
            raise ObsIsOpen
        saved = settings_in(obs.settings_folder, even_unused=True) or ServerSettings(
            False, DEFAULT_PORT, ""
        )
        is_on = saved.enabled and obs.ever_started
        # Without a password, everybody on the same Wi-Fi could steer the broadcast.
        password = saved.password or secrets.token_urlsafe(_PASSWORD_BYTES)
        wanted = ServerSettings(True, saved.port, password)
        kept = self._read()
        try:
            changes = () if is_on else changes_for(obs, wanted)
            if not may_read(self._machine, obs, self._kept_in.parent):
                changes += change_for_box(self._machine, obs, self._kept_in.parent)
            if changes:
                self._write((*kept, tuple(each.change for each in changes)))
            for each in changes:
                put(Path(each.change.path), each.after)
        except OSError as error:
            self._take_back(kept)
            raise SettingsNotWritable(error.strerror or str(error)) from error
        return settings_in(obs.settings_folder) or wanted

    def undo(self, obs: FoundObs) -> None:
        """Put OBS's settings back as they were before us.

        A file that OBS has not rewritten since is put back byte for byte, or removed where there
        was none; in one that it has, only our values are. Raises SwitchRefused.
        """
        if running_obs(self._machine, obs.settings_folder):
            raise ObsIsOpen
        try:
            for number, changes in reversed(list(enumerate(kept := self._read()))):
                for change in reversed(changes):
                    put_back(change)
                self._write(kept[:number])
        except OSError as error:
            raise SettingsNotWritable(error.strerror or str(error)) from error

    def _take_back(self, kept: _Kept) -> None:
        """What was begun is undone as far as the disk lets us."""
        with contextlib.suppress(OSError):
            for changes in self._read()[len(kept) :]:
                for change in reversed(changes):
                    put_back(change)
            self._write(kept)

    def _read(self) -> _Kept:
        try:
            return msgspec.json.decode(self._kept_in.read_bytes(), type=_Kept)
        except (OSError, msgspec.MsgspecError):
            return ()

    def _write(self, kept: _Kept) -> None:
        if kept:
            self._kept_in.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._kept_in, msgspec.json.encode(kept))
        else:
            self._kept_in.unlink(missing_ok=True)
