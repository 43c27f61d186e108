"""What can go wrong with the session log, each with words for the person at the laptop."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import ClassVar

from host_assistant.language import _


class JournalError(Exception):
    """The log could not do it, and nothing of it was done.

    `code` is the public name; `detail` is SQLite's own comment, for a technician.
    """

    code: ClassVar[str] = "journal_failed"

    def __init__(self, path: Path, detail: str = "") -> None:
        super().__init__(f"{self.code}: {path}" + (f" ({detail})" if detail else ""))
        self.path = path
        self.detail = detail

    def sentence(self) -> str:
        """What happened, what it means for the broadcast, what to press."""
        return _(
            "The disk could not be read or written: {path}. What was taken before is safe, but "
            "the latest was not taken. Try it once more; if it fails again, restart the laptop."
        ).format(path=self.path)


class JournalMissing(JournalError):
    """There is no such file, or no folder to make it in."""

    code = "journal_missing"

    def sentence(self) -> str:
        return _(
            "There is no session log at {path}. Without its folder no session can be opened or "
            "replayed. Plug the drive in again, or choose another data folder."
        ).format(path=self.path)


class JournalUnreadable(JournalError):
    """The file is damaged, or is something else than a session log. It is left untouched."""

    code = "journal_unreadable"

    def sentence(self) -> str:
        return _(
            "The session log cannot be read: {path}. The file was left as it is, and no session "
            "can be opened with it. Rename it, or move it elsewhere, and start again: a new log "
            "is made, and the old file can still be rescued by a technician."
        ).format(path=self.path)


class JournalNewer(JournalError):
    """A newer version of the program has changed the file's form."""

    code = "journal_newer"

    def sentence(self) -> str:
        return _(
            "The session log was made by a newer version of this program: {path}. This version "
            "could damage it, so nothing was opened. Install the newest version, then start "
            "again."
        ).format(path=self.path)


class JournalReadOnly(JournalError):
    """The folder or the file may not be written to."""

    code = "journal_read_only"

    def sentence(self) -> str:
        return _(
            "Nothing can be written in {folder}. Orders could not be kept, so the session does "
            "not start or go on. Choose another data folder, or allow writing to this one."
        ).format(folder=self.path.parent)


class JournalFull(JournalError):
    """The disk is full."""

    code = "journal_full"

    def sentence(self) -> str:
        return _(
            "The disk is full: {folder}. What was taken before is safe; the latest order or "
            "change was not taken. Empty the bin or move old recordings away, then try again."
        ).format(folder=self.path.parent)


class JournalBusy(JournalError):
    """Another program holds the file."""

    code = "journal_busy"

    def sentence(self) -> str:
        return _(
            "Another program holds the session log: {path}. The latest order or change was not "
            "taken. Close the other program, then try again."
        ).format(path=self.path)


class JournalOutOfStep(JournalError):
    """The rows to append do not follow the last one: two programs write the same session."""

    code = "journal_out_of_step"

    def sentence(self) -> str:
        return _(
            "Another copy of this program has gone on with the same session: {path}. The latest "
            "order or change was not taken here. Close one of the two, then open the session "
            "again."
        ).format(path=self.path)


_KINDS: dict[int, type[JournalError]] = {
    sqlite3.SQLITE_FULL: JournalFull,
    sqlite3.SQLITE_BUSY: JournalBusy,
    sqlite3.SQLITE_LOCKED: JournalBusy,
    sqlite3.SQLITE_READONLY: JournalReadOnly,
    sqlite3.SQLITE_PERM: JournalReadOnly,
    sqlite3.SQLITE_CANTOPEN: JournalReadOnly,
    sqlite3.SQLITE_NOTADB: JournalUnreadable,
    sqlite3.SQLITE_CORRUPT: JournalUnreadable,
    sqlite3.SQLITE_CONSTRAINT: JournalOutOfStep,
}


def typed(error: sqlite3.Error, path: Path) -> JournalError:
    """The same error as one of ours (SQLite's result codes: the low byte is the kind)."""
    code = getattr(error, "sqlite_errorcode", None)
    kind = JournalError if code is None else _KINDS.get(code & 0xFF, JournalError)
    if "malformed JSON" in str(error):  # the views look into `data`
        kind = JournalUnreadable
    return kind(path, str(error))
