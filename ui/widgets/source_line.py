"""How one source of comments does: a sign, its name, and what it says of itself."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from host_assistant.language import _, ngettext
from host_assistant.values.decimals import grouped
from ui.theme import tokens
from ui.widgets.icons import put_icon
from ui.widgets.parts import column, label, row
from ui.words import ago_words

if TYPE_CHECKING:
    from host_assistant.desk.standing import StandingDesk
    from host_assistant.sources.source import SourceName, SourceStatus, StatusKind
    from ui.context import OpenShow

_SIGNS: Final[dict[StatusKind, tuple[str, str]]] = {
    "receiving": ("mdi6.check-circle", "leaf_ink"),
    "waiting": ("mdi6.timer-sand", "muted"),
    "reconnecting": ("mdi6.sync-alert", "gold_ink"),
    "refused": ("mdi6.alert-circle", "gold_ink"),
    "ended": ("mdi6.flag-checkered", "muted"),
}
TROUBLED: Final[frozenset[StatusKind]] = frozenset({"reconnecting", "refused"})


def source_name(name: SourceName) -> str:
    return {"ssn": "Social Stream Ninja", "youtube": "YouTube", "facebook": "Facebook"}[name]


def status_words(name: SourceName, status: SourceStatus, now_ms: int) -> str:
    """What the source says, and how fresh that is while comments come in."""
    if name == "ssn" and status.kind == "waiting":
        return _("Nothing has come yet.")
    if status.kind != "receiving" or status.last_ms is None:
        return status.sentence
    return ngettext(
        "Receiving: {count} comment, {ago}", "Receiving: {count} comments, {ago}", status.received
    ).format(count=grouped(status.received), ago=ago_words(now_ms - status.last_ms))


def statuses_of(show: OpenShow | None, desk: StandingDesk | None) -> dict[SourceName, SourceStatus]:
    """How each source does now, in the order in which they are shown."""
    told: dict[SourceName, SourceStatus] = {}
    if desk is not None:
        told["ssn"] = desk.ssn_status
    if show is not None:
        told |= show.sources.statuses()
    return told


class SourceLine(QWidget):
    """`set_status` is called again and again; what did not change is not drawn anew."""

    def __init__(self, name: SourceName) -> None:
        super().__init__()
        self._name = name
        self._icon = ""
        self._sign = label()
        self._sign.setFixedWidth(24)
        self.words = label("", wrap=True)
        self.about = label("", "muted", wrap=True)
        said = column(label(source_name(name), "strong"), self.words, self.about, None, gap=2)
        beside = row(self._sign, said, gap=12)
        beside.setStretch(1, 1)
        beside.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        self.setLayout(beside)

    def set_status(self, status: SourceStatus) -> None:
        words = status_words(self._name, status, time.time_ns() // 1_000_000)
        # Which broadcast is read matters while it is read, too; the other counts, as we do here.
        names_it = status.kind == "receiving" and self._name != "ssn" and words != status.sentence
        self._say(words, status.sentence if names_it else "", *_SIGNS[status.kind])

    def say(self, words: str) -> None:
        """Of a source that is not read now."""
        self._say(words, "", "mdi6.circle-outline", "muted")

    def _say(self, words: str, about: str, icon: str, colour: str) -> None:
        self.words.setText(words)
        self.about.setText(about)
        self.about.setVisible(bool(about))
        if icon != self._icon:
            self._icon = icon
            put_icon(self._sign, icon, getattr(tokens(), colour), 24)


def first_trouble(statuses: dict[SourceName, SourceStatus]) -> str:
    """What is wrong with the first source that has trouble, "" where none has."""
    for name, status in statuses.items():
        if status.kind in TROUBLED:
            return _("{source}: {sentence}").format(
                source=source_name(name), sentence=status.sentence
            )
    return ""
