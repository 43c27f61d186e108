"""Choosing where to stream: a platform, and the server and key that it shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, get_args
from urllib.parse import urlsplit

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLineEdit, QWidget
from shiboken6 import isValid

from host_assistant.language import _
from host_assistant.secret_store import SecretStore
from host_assistant.show.vocabulary import Platform
from host_assistant.stage.obs.setup.target import StreamKey
from host_assistant.stage.platforms import PLATFORMS, STREAM_PROTOCOLS
from ui.context import Context
from ui.pages.prepare.sheet import Sheet
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, column, label, row
from ui.widgets.rich_button import RichButton

WIDTH_PX: Final = 640
ICONS: Final[dict[Platform, str]] = {
    "facebook": "mdi6.facebook",
    "youtube": "mdi6.youtube",
    "tiktok": "mdi6.music-note",
    "shopee": "mdi6.shopping-outline",
    "other": "mdi6.access-point",
}
Put = Callable[[Platform, str, str], object]
SHORTEST_KEY: Final = 4
_ADDRESS: Final = re.compile(r"://|^www\.|^[\w-]+(\.[\w-]+)+/", re.IGNORECASE)


def words_once_kept(told: bool) -> str:
    """What to say once the choice is kept; `told` is whether OBS knows of it."""
    if told:
        return _("The broadcast goes there from now on.")
    return _(
        "Your choice is kept, but OBS does not answer and was not told. A broadcast would still go "
        "where OBS was set to. Press “Start OBS” under Prepare: it is told then."
    )


class StreamSheet(Sheet):
    """`put` gets platform, server ("" for the platform's own) and key ("" for the one kept).

    `leave` gets the platform to which OBS streams as it was set by hand.
    """

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        put: Put,
        leave: Callable[[Platform], object],
    ) -> None:
        super().__init__(
            parent,
            _("Where do you want to stream?"),
            "",
            WIDTH_PX,
        )
        self._put = put
        self._leave = leave
        self._kept = ""
        settings = context.settings.value
        self._kept_for = settings.stream_platform
        self._kept_server = settings.stream_server
        self.tiles: dict[Platform, RichButton] = {}
        self._group = QButtonGroup(self)
        for platform in get_args(Platform):
            self.tiles[platform] = self._tile(platform)
        self.server = QLineEdit()
        self.server.setMaxLength(500)
        self.server.setAccessibleName(_("Stream server"))
        self.server.setPlaceholderText("rtmp://…")
        self.key = QLineEdit()
        self.key.setMaxLength(500)
        self.key.setAccessibleName(_("Stream key"))
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.paste = button(_("Paste"), self._paste, icon="mdi6.content-paste")
        self._server_label = label(_("Stream server"), "strong")
        self._server_label.setBuddy(self.server)
        key_label = label(_("Stream key"), "strong")
        key_label.setBuddy(self.key)
        self.wrong = label(role="wrong", wrap=True)
        for field in (self.server, self.key):
            field.textChanged.connect(self._forget_wrong)
        self.server.textChanged.connect(self._hint)
        self.save = button(_("Stream there"), self._save, kind="primary")
        self.as_obs = button(_("As OBS is set"), self._leave_to_obs)
        self.as_obs.setToolTip(_("OBS has server and key already. Those kept here are forgotten."))
        self.server.returnPressed.connect(self.key.setFocus)
        self.key.returnPressed.connect(self._save)
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, tile in enumerate(self.tiles.values()):
            grid.addWidget(tile, 0, place)
        keys = row(self.key, self.paste)
        keys.setStretch(0, 1)
        self.fill(
            grid,
            8,
            self._server_label,
            self.server,
            key_label,
            keys,
            self.wrong,
            8,
            row(self.as_obs, None, button(_("Cancel"), self.reject), self.save),
        )
        self.wrong.hide()
        first = settings.setup.platform
        self.tiles[first].setChecked(True)
        self._choose(first)
        folder = context.folder.path
        context.bridge.run_apart(lambda: SecretStore(folder).get("stream_key"), self._show_kept)

    @property
    def platform(self) -> Platform:
        return next(each for each, tile in self.tiles.items() if tile.isChecked())

    def _tile(self, platform: Platform) -> RichButton:
        made = RichButton("choice")
        made.setCheckable(True)
        name = PLATFORMS[platform].name or _("Another")
        made.setAccessibleName(name)
        sign = label()
        put_icon(sign, ICONS[platform], size_px=32)
        words = label(name)
        made.set_parts(column(row(None, sign, None), row(None, words, None), gap=4, margins=12))
        made.clicked.connect(lambda _checked=False: self._choose(platform))
        self._group.addButton(made)
        return made

    def _choose(self, platform: Platform) -> None:
        needs_server = not PLATFORMS[platform].server
        self._words.setText(where_the_key_is(platform))
        self._forget_wrong()
        self._server_label.setVisible(needs_server)
        self.server.setVisible(needs_server)
        if not self.server.isModified():
            self.server.setText(self._kept_server if platform == self._kept_for else "")
        self._hint()
        (self.server if needs_server and not self.server.text() else self.key).setFocus()
        self.fit()

    def _show_kept(self, key: str) -> None:
        if isValid(self):
            self._kept = key
            self._hint()

    def _hint(self) -> None:
        masked = StreamKey(self._kept).masked if self._kept_holds() else ""
        words = _("kept: {key}").format(key=masked) if masked else _("paste it here")
        self.key.setPlaceholderText(words)

    def _typed_server(self) -> str:
        """Empty where the platform has a server of its own."""
        return "" if PLATFORMS[self.platform].server else self.server.text().strip()

    def _kept_holds(self) -> bool:
        """A key that is kept holds for the platform and the server that it was given for."""
        here = self.platform, self._typed_server()
        return bool(self._kept) and here == (self._kept_for, self._kept_server)

    def _paste(self) -> None:
        self.key.setText(QGuiApplication.clipboard().text().strip())
        self.key.setFocus()

    def _save(self) -> None:
        platform = self.platform
        server = self._typed_server()
        key = self.key.text().strip()
        wrong = self._what_is_wrong(platform, server, key)
        if wrong:
            self.wrong.setText(wrong)
            self.wrong.show()
            self.fit()
            return
        self.accept()
        self._put(platform, server, key)

    def _forget_wrong(self) -> None:
        """What was wrong with words that are not there any more is wrong no longer."""
        if not self.wrong.isHidden():
            self.wrong.hide()
            self.fit()

    def _leave_to_obs(self) -> None:
        platform = self.platform
        self.accept()
        self._leave(platform)

    def _what_is_wrong(self, platform: Platform, server: str, key: str) -> str:
        about = PLATFORMS[platform]
        begins = tuple(f"{each}://" for each in STREAM_PROTOCOLS)
        if not about.server and not (server.startswith(begins) and _machine_in(server)):
            return _(
                "The server is missing or begins wrongly. Without it nothing can be sent. Copy "
                "it from your platform: it begins with {start}."
            ).format(start=begins[0])
        if not key and not self._kept_holds():
            return _(
                "The stream key is missing. Without it your platform takes nothing. Copy it from "
                "your platform and press “Paste”."
            )
        return what_is_wrong_with(key) if key else ""


def what_is_wrong_with(key: str) -> str:
    """Why this can be no stream key; "" where it may be one."""
    if _ADDRESS.search(key):
        return _(
            "This is an address, not the stream key. With it your platform takes nothing. Copy "
            "the key that stands beside the address, and paste it here."
        )
    if any(sign.isspace() for sign in key):
        return _(
            "A stream key has no spaces. With this one your platform takes nothing. Copy the key "
            "alone, without other words, and paste it here."
        )
    if len(key) < SHORTEST_KEY:
        return _(
            "This is too short for a stream key. With it your platform takes nothing. Copy the "
            "whole key and paste it here."
        )
    return ""


def where_the_key_is(platform: Platform) -> str:
    """On which page of the platform the key is shown, in one line."""
    return {
        "facebook": _("On Facebook: open Live Producer, Streaming software, Stream key."),
        "youtube": _("On YouTube: open YouTube Studio, Create, Go live; it shows the stream key."),
        "tiktok": _("On TikTok: open LIVE Producer on a computer; it shows server and key."),
        "shopee": _("On Shopee: open Shopee Live on a computer; it shows server and key."),
        "other": _("Where you stream to, server and key are shown for streaming with OBS."),
    }[platform]


def _machine_in(server: str) -> str:
    try:
        return urlsplit(server).hostname or ""
    except ValueError:
        return ""
