"""Settings of where comments come from: an address to paste, and two broadcasts with their keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import msgspec
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QLineEdit, QWidget

from host_assistant.language import _
from ui.context import Context, OpenShow
from ui.pages.live.door_words import no_desk_words
from ui.pages.settings.parts import Field, line, section
from ui.pages.settings.work import keep_secret
from ui.widgets.answer_bar import AnswerBar
from ui.widgets.parts import button, column, label, row
from ui.widgets.source_line import SourceLine, source_name, statuses_of

if TYPE_CHECKING:
    from host_assistant.secret_store import SecretName
    from host_assistant.sources.source import SourceName

Platform = Literal["youtube", "facebook"]
TICK_MS = 1_000
COPIED_MS = 2_500
_NAMES: Final[tuple[SourceName, ...]] = ("ssn", "youtube", "facebook")
_SECRETS: Final[dict[Platform, SecretName]] = {
    "youtube": "youtube_key",
    "facebook": "facebook_token",
}


class Keys(msgspec.Struct, frozen=True):
    """What the key store holds for the two platforms."""

    youtube: str
    facebook: str


class CommentsSection(QWidget):
    """How each source does is looked at once a second while the page is shown."""

    def __init__(self, context: Context, save: Callable[..., bool]) -> None:
        super().__init__()
        self._context = context
        self._save = save
        # What was changed since the session opened holds for the next one.
        self._changed: set[Platform] = set()
        self.address = QLineEdit()
        self.address.setReadOnly(True)
        self.address.setAccessibleName(_("Address for Social Stream Ninja"))
        self.copy = button(_("Copy"), self.copy_address, icon="mdi6.content-copy")
        self._copied = QTimer(self, singleShot=True, interval=COPIED_MS)
        self._copied.timeout.connect(lambda: self.copy.setText(_("Copy")))
        self.closed = label(
            _("The address is there while a session is open, and is the same each time."),
            "muted",
            wrap=True,
        )
        self.rehearse = button(_("Try it in a rehearsal"), self.open_rehearsal)
        self.lines = {name: SourceLine(name) for name in _NAMES}
        self.broadcasts: dict[Platform, Field] = {}
        self.keys: dict[Platform, Field] = {}
        self._add_platform("youtube", "https://youtube.com/live/…")
        self._add_platform("facebook", "https://facebook.com/…/videos/…")
        self.answer = AnswerBar()
        self._assemble()
        context.bridge.show_changed.connect(self._show_changed)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.look)
        self.look()

    def _add_platform(self, name: Platform, hint: str) -> None:
        settings = self._context.settings.value
        kept = settings.youtube_video if name == "youtube" else settings.facebook_video
        self.broadcasts[name] = Field(
            _("Broadcast on {platform}").format(platform=source_name(name)),
            kept,
            partial(self._put_broadcast, name),
            hint=hint,
            longest=500,
        )
        self.keys[name] = Field(
            _("Key for {platform}").format(platform=source_name(name)),
            "",
            partial(self._put_key, name),
            hint=_("paste it here"),
            secret=True,
            longest=500,
        )

    def _assemble(self) -> None:
        given = QWidget()
        beside = row(self.address, self.copy)
        beside.setStretch(0, 1)
        given.setLayout(beside)
        self._given = given
        self.setLayout(
            column(
                section(
                    _("Comments"),
                    self.lines["ssn"],
                    _numbered(_steps()),
                    given,
                    self.closed,
                    row(None, self.rehearse),
                    16,
                    self.lines["youtube"],
                    line(_("Address of the broadcast"), self.broadcasts["youtube"]),
                    line(
                        _("Key (API key)"),
                        self.keys["youtube"],
                        _("From Google Cloud, for the YouTube Data API. It may only read."),
                    ),
                    16,
                    self.lines["facebook"],
                    line(_("Address of the live video"), self.broadcasts["facebook"]),
                    line(
                        _("Key (page token)"),
                        self.keys["facebook"],
                        _("Of the page that broadcasts, from Meta for Developers."),
                    ),
                    self.answer,
                    hint=_(
                        "Orders in comments are read out by themselves; doubtful ones wait for you "
                        "in the inbox. Only your own broadcast is read."
                    ),
                ),
            )
        )

    def read_kept(self) -> None:
        """Fill in the keys, which the key store may take its time to give."""
        folder = self._context.folder.path
        self._context.bridge.run_apart(lambda: _read_keys(folder), self._show_keys)

    def copy_address(self) -> None:
        QGuiApplication.clipboard().setText(self.address.text())
        self.copy.setText(_("Copied"))
        self._copied.start()

    def open_rehearsal(self) -> None:
        self.rehearse.setEnabled(False)
        self._context.open_show("rehearsal", _("Trying the comments"))

    def look(self) -> None:
        show, desk = self._context.show, self._context.desk
        address = desk.ssn_address if desk is not None else ""
        if self.address.text() != address:
            self.address.setText(address)
            self.address.setCursorPosition(0)
        self._given.setVisible(bool(address))
        self.closed.setVisible(show is None)
        self.rehearse.setVisible(show is None)
        told = statuses_of(show, desk)
        for name, shown in self.lines.items():
            if name in told and name not in self._changed:
                shown.set_status(told[name])
            else:
                shown.say(self._before(name))

    def _before(self, name: SourceName) -> str:
        """What is said of a source that no session reads now."""
        settings = self._context.settings.value
        video = {"youtube": settings.youtube_video, "facebook": settings.facebook_video}.get(name)
        if video is None and self._context.show is not None:
            return no_desk_words()
        if video is None:
            return _("Works while a session is open.")
        if not video:
            return _("Not connected.")
        return _("Its comments are read from the next session on.")

    def _show_changed(self, _show: OpenShow | None) -> None:
        self._changed.clear()
        self.rehearse.setEnabled(True)
        self.look()

    def _put_broadcast(self, name: Platform, written: str) -> None:
        from host_assistant.sources import facebook, youtube

        read = youtube.video_id if name == "youtube" else facebook.video_id
        video = read(written)
        if written and not video:
            self.answer.tell(no_broadcast_words(source_name(name)))
            return
        self.answer.hide()
        self.broadcasts[name].show_text(video)
        if self._save(**{f"{name}_video": video}):
            self._changed.add(name)
        self.look()

    def _put_key(self, name: Platform, key: str) -> None:
        folder, tell = self._context.folder.path, self._context.tell

        def kept(_nothing: None) -> None:
            self._changed.add(name)
            self.look()

        def failed(problem: BaseException) -> None:
            if not isinstance(problem, OSError):
                raise problem
            tell(
                _(
                    "The key could not be kept on the disk, so you would have to type it again "
                    "next time. Free some space, then type it once more."
                )
            )

        self._context.bridge.run(lambda: keep_secret(folder, _SECRETS[name], key), kept, failed)

    def _show_keys(self, keys: Keys) -> None:
        kept: dict[Platform, str] = {"youtube": keys.youtube, "facebook": keys.facebook}
        for name, key in kept.items():
            # Nothing that was typed meanwhile is taken away again.
            if not self.keys[name].text():
                self.keys[name].show_text(key)

    def showEvent(self, event: QShowEvent) -> None:
        self.look()
        self._tick.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._tick.stop()
        super().hideEvent(event)


def no_broadcast_words(platform: str) -> str:
    return _(
        "This names no broadcast on {platform}. Nothing was changed. Open your broadcast there, "
        "copy its address from the browser, and paste it here."
    ).format(platform=platform)


def _numbered(steps: Sequence[str]) -> QLayout:
    """The second line of a step stands under its first."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for place, step in enumerate(steps):
        grid.addWidget(label(f"{place + 1}", "muted"), place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(step, wrap=True), place, 1)
    return grid


def _steps() -> tuple[str, str, str]:
    return (
        _("Add Social Stream Ninja to Chrome, and open your broadcast's comments in a tab."),
        _("In its settings switch on “Send all to POST server”, and paste this address there."),
        _("Leave the tab open: as soon as somebody comments, it says so here."),
    )


def _read_keys(folder: Path) -> Keys:
    from host_assistant.secret_store import SecretStore

    store = SecretStore(folder)
    return Keys(store.get("youtube_key"), store.get("facebook_token"))
