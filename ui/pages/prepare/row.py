"""One check of the page: a quiet line, or opened with its sentences and the button that mends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from host_assistant.checks.finding import CheckName, Finding, Level, Remedy, worst
from host_assistant.checks.wording import level_word, remedy_label, sentence, title
from host_assistant.language import _
from ui.theme import tokens
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, column, label, row, set_state
from ui.widgets.rich_button import RichButton

SIGNS: Final[dict[Level, str]] = {
    "good": "mdi6.check-circle",
    "doubtful": "mdi6.alert",
    "bad": "mdi6.close-circle",
    "unknown": "mdi6.help-circle-outline",
}
ROLES: Final[dict[Level, str]] = {
    "good": "good",
    "doubtful": "warning",
    "bad": "wrong",
    "unknown": "muted",
}
TO_CHANGE: Final[dict[CheckName, Remedy]] = {
    "stream": "choose_stream",
    "camera": "choose_camera",
    "microphone": "choose_microphone",
    "sound": "listen",
}
WAITING: Final = "mdi6.timer-sand"
SIGN_PX: Final = 24
# All lines of a ready page stand on a small laptop's screen without scrolling.
HEAD_PX: Final = 40
CHANGE_PX: Final = 112


def sign_colour(level: Level) -> str:
    colours = tokens()
    return {
        "good": colours.leaf_ink,
        "doubtful": colours.gold_ink,
        "bad": colours.brand_ink,
        "unknown": colours.muted,
    }[level]


class CheckRow(QFrame):
    """`opened` and `mend` are called when the line or its button is pressed."""

    def __init__(
        self,
        check: CheckName,
        opened: Callable[[CheckName], object],
        mend: Callable[[Remedy, Finding], object],
    ) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.check = check
        self.findings: tuple[Finding, ...] = ()
        self.waits = True
        self._mend = mend
        self._sign = label()
        self._sign.setFixedWidth(SIGN_PX + 4)
        self._level = label(role="muted")
        self._name = label(title(check), "strong")
        self.head = RichButton("fold")
        self.head.clicked.connect(lambda _checked=False: opened(check))
        line = row(self._sign, self._name, None, self._level, gap=12)
        line.setContentsMargins(12, 0, 16, 0)
        self.head.set_parts(line)
        self.head.setMinimumHeight(HEAD_PX)
        self._words = label(wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more = label(role="muted", wrap=True)
        self.button = button("", self._press)
        self.change = button(_("Change"), self._change, kind="quiet")
        if check in TO_CHANGE:
            self.change.setAccessibleName(remedy_label(TO_CHANGE[check]))
        if check == "sound":
            self.change.setText(remedy_label(TO_CHANGE[check]))
        self.change.hide()
        # Its room stays where there is nothing to change: all levels stand under one another.
        at_the_end = QWidget()
        at_the_end.setFixedWidth(CHANGE_PX)
        at_the_end.setLayout(row(self.change))
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName(_("working…"))
        self.doing = label(role="muted", wrap=True)
        self._inside = QWidget()
        inside = column(
            self._words,
            self._more,
            self.doing,
            self.progress,
            row(self.button, None),
            gap=12,
        )
        inside.setContentsMargins(52, 0, 16, 16)
        self._inside.setLayout(inside)
        top = row(self.head, at_the_end, gap=0)
        top.setStretch(0, 1)
        self.setLayout(column(top, self._inside, gap=0))
        self.is_open = False
        self.wait()

    @property
    def words(self) -> str:
        return self._words.text()

    @property
    def level(self) -> Level | None:
        """None while it is looked at."""
        return None if self.waits else worst(self.findings)

    @property
    def main(self) -> Finding | None:
        """The worst of its findings, whose button the line has."""
        level = worst(self.findings)
        return next((each for each in self.findings if each.level == level), None)

    def wait(self) -> None:
        """It is looked at; what was found before stays readable."""
        self.waits = True
        put_icon(self._sign, WAITING, tokens().muted, SIGN_PX)
        set_state(self._level, "role", "muted")
        self._level.setText(_("looking…"))
        self.head.setAccessibleName(f"{title(self.check)}: {self._level.text()}")
        self._dress()

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        self.waits = False
        self.findings = findings
        # Nothing to say of it, such as of claims where there are no goods.
        self.setVisible(bool(findings))
        level = worst(findings)
        put_icon(self._sign, SIGNS[level], sign_colour(level), SIGN_PX)
        set_state(self._level, "role", ROLES[level])
        self._level.setText(level_word(level))
        main = self.main
        self._words.setText(sentence(main) if main else "")
        rest = [sentence(each) for each in findings if each is not main]
        self._more.setText("\n".join(rest))
        words = " ".join([self._words.text(), *rest])
        self.head.setAccessibleName(f"{title(self.check)}: {level_word(level)}. {words}")
        self._dress()

    def open(self, *, opened: bool, primary: bool = False) -> None:
        """`primary` makes its button the page's one."""
        self.is_open = opened
        set_state(self.button, "kind", "primary" if primary else "")
        self._dress()

    def say_doing(self, words: str) -> None:
        """What is being done about it; empty when that is over."""
        self.doing.setText(words)
        self._dress()

    def _dress(self) -> None:
        doing = bool(self.doing.text())
        self._inside.setVisible(self.is_open and (bool(self.findings) or doing))
        self._more.setVisible(bool(self._more.text()) and not doing)
        self._words.setVisible(not doing)
        self.doing.setVisible(doing)
        self.progress.setVisible(doing)
        remedy = self._remedy()
        # What needs no mending and yet is the host's to choose is changed without opening the line.
        may_change = self.check in TO_CHANGE and remedy is None and not self.waits
        self.change.setVisible(may_change and bool(self.findings) and not doing)
        self.button.setVisible(remedy is not None and not doing)
        if remedy is not None:
            self.button.setText(remedy_label(remedy))
            self.button.setAccessibleName(remedy_label(remedy))

    def _remedy(self) -> Remedy | None:
        finding = self._to_mend()
        return finding.remedy if finding else None

    def _to_mend(self) -> Finding | None:
        """The worst finding that a button mends."""
        order: tuple[Level, ...] = ("bad", "doubtful", "unknown", "good")
        found = [each for each in self.findings if each.remedy]
        return min(found, key=lambda each: order.index(each.level), default=None)

    def _change(self) -> None:
        if self.main is not None:
            self._mend(TO_CHANGE[self.check], self.main)

    def _press(self) -> None:
        finding = self._to_mend()
        if finding is not None and finding.remedy is not None:
            self._mend(finding.remedy, finding)
