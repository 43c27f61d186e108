"""The one alarm that stands: what is wrong, what it means, and the button that mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame

from host_assistant.language import _
from host_assistant.show.state import ShowState
from host_assistant.show.vocabulary import AlarmCode
from ui.context import Context
from ui.opening import words_of
from ui.theme import FAR_PX, tokens
from ui.widgets.figure import FLASH_MS, Figure
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, column, label, row, set_state

if TYPE_CHECKING:
    from host_assistant.control_room.alarm_mending import AlarmRemedy

TITLE_LEAST_PX = 26
SIGN_PX = 56
# Higher than the typeface says: a capital Ổ stands out of its line.
TITLE_HIGH_PX = 92
# On a small laptop's screen the page under the band must keep its buttons.
LOW_WINDOW_PX, LOW_TITLE_PX, LOW_TITLE_HIGH_PX = 800, 42, 62

SIGNS: dict[AlarmCode, str] = {
    "obs_not_answering": "mdi6.lan-disconnect",
    "microphone_muted": "mdi6.microphone-off",
    "microphone_dead": "mdi6.microphone-off",
    "microphone_silent": "mdi6.microphone-question",
    "picture_black": "mdi6.camera-off",
    "picture_frozen": "mdi6.camera-off",
    "stream_not_arriving": "mdi6.timer-sand",
    "stream_dropped": "mdi6.wifi-off",
    "network_slow": "mdi6.wifi-alert",
    "laptop_slow": "mdi6.speedometer-slow",
    "recording_stopped": "mdi6.record-circle-outline",
    "disk_filling": "mdi6.harddisk",
    "battery_low": "mdi6.battery-alert",
    "picture_still": "mdi6.camera-timer",
}
# Where these are mended: the buttons that open OBS stand beside its check.
ELSEWHERE: tuple[AlarmCode, ...] = ("obs_not_answering", "stream_not_arriving")


class AlarmBand(QFrame):
    """Hidden while all is well. It flashes once when an alarm is raised."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("alarm")
        self._context = context
        self._code: AlarmCode | None = None
        self._remedy: AlarmRemedy | None = None
        self._sign = label()
        self.title = Figure(FAR_PX, TITLE_LEAST_PX, colour="on_gold", flashes=False, tight=False)
        self.title.setFixedHeight(TITLE_HIGH_PX)
        self._sentence = label(wrap=True)
        self.mend = button("", self._press)
        line = row(self._sign, column(self.title, self._sentence, gap=0), self.mend, gap=16)
        line.setStretch(1, 1)
        line.setContentsMargins(16, 0, 16, 10)
        self.setLayout(line)
        self._flash = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._flash.timeout.connect(lambda: set_state(self, "flash", "false"))
        self.hide()

    @property
    def code(self) -> AlarmCode | None:
        """The alarm that is shown."""
        return self._code

    @property
    def sentence(self) -> str:
        return "" if self.isHidden() else self._sentence.text()

    def show_state(self, state: ShowState) -> bool:
        """Show the state's alarm, if any; says whether it is a new one."""
        code = state.alarm if state.is_open else None
        if code == self._code:
            return False
        self._code = code
        if code is None:
            self.hide()
            return False
        low = self.window().height() < LOW_WINDOW_PX
        self.title.set_largest(LOW_TITLE_PX if low else FAR_PX)
        self.title.setFixedHeight(LOW_TITLE_HIGH_PX if low else TITLE_HIGH_PX)
        from host_assistant.control_room.alarm_mending import alarm_remedy
        from host_assistant.control_room.alarm_words import (
            alarm_sentence,
            alarm_title,
            remedy_label,
        )

        title = alarm_title(code)
        # What the title says in so many words need not be said twice.
        sentence = alarm_sentence(code).removeprefix(f"{title}. ")
        put_icon(self._sign, SIGNS[code], tokens().on_gold, SIGN_PX)
        self.title.set_text(title, f"{_('Alarm')}: {title}")
        self._sentence.setText(sentence)
        self._remedy = alarm_remedy(code)
        words = remedy_label(self._remedy) if self._remedy else ""
        if code in ELSEWHERE:
            words = _("Open “Prepare”")
        self.mend.setVisible(bool(words))
        self.mend.setEnabled(True)
        self.mend.setText(words)
        self.mend.setAccessibleName(words)
        set_state(self, "flash", "true")
        self._flash.start()
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{title}. {sentence}"))
        return True

    def _press(self) -> None:
        show, remedy, code = self._context.show, self._remedy, self._code
        if code in ELSEWHERE:
            self._context.navigate("prepare")
            return
        if show is None or remedy is None:
            return
        self.mend.setEnabled(False)
        self._sentence.setText(_("Being done…"))

        def mended(_nothing: None) -> None:
            self._answer(code, self._done_words(remedy))

        def failed(error: BaseException) -> None:
            self._answer(code, words_of(error))

        self._context.bridge.run_apart(lambda: show.mend(remedy), mended, failed)

    def _answer(self, code: AlarmCode | None, words: str) -> None:
        if code == self._code:
            self._sentence.setText(words)
            self.mend.setEnabled(True)

    def _done_words(self, remedy: AlarmRemedy) -> str:
        if remedy == "lower_bitrate":
            return _(
                "Done: the picture is lighter from the next start. Viewers see no change yet. "
                "If it stays bad, stop the broadcast and start it again."
            )
        return _(
            "Done. It takes a few seconds until viewers notice. "
            "If this message stays, press the button again."
        )
