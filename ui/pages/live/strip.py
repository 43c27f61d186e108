"""The strip on top of the live page: on air or not, since when, what works, and the break."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from host_assistant.language import _
from host_assistant.show.commands import AskStream, EndBreak, StartBreak
from host_assistant.show.state import ShowState
from host_assistant.values.instants import format_duration
from ui.pages.live.hand import Hand
from ui.pages.live.signs import Sign, healths
from ui.theme import FAR_PX, tokens
from ui.widgets.ask import Ask
from ui.widgets.band import obs_lost
from ui.widgets.figure import Figure
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, column, label, row, set_primary, set_state
from ui.words import platform_name

PANIC_MS = 900
GAP_PX = 16


class Strip(QFrame):
    """What the host looks for first. `tick` moves the time on; `go_on_air` asks before it does."""

    def __init__(
        self, hand: Hand, offset_ms: Callable[[], int], go_on_air: Callable[[], None]
    ) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._hand = hand
        self._offset_ms = offset_ms
        self._go_on_air = go_on_air
        self._has_picture: bool | None = None
        self._state = hand.state
        self._time_stands = False
        self._dot = label()
        self._word = label("", "heading")
        self.time = Figure(FAR_PX, 32, flashes=False)
        self.signs = {
            "stage": Sign("OBS"),
            "sound": Sign(_("Sound")),
            "picture": Sign(_("Video")),
            "network": Sign(_("Network")),
            "recording": Sign(_("Recording")),
        }
        self.stream = button("", self.press_stream, kind="primary", icon="mdi6.broadcast")
        self.pause = button(_("BREAK"), self.press_break, kind="gold", icon="mdi6.pause")
        self._panic = QTimer(self, singleShot=True, interval=PANIC_MS)
        self._panic.timeout.connect(self._dress_break)
        self._compact: bool | None = None
        self._on_air = QWidget()
        self._on_air.setLayout(row(self._dot, self._word, 4, self.time))
        self._signs = QWidget()
        self._signs.setLayout(row(*self.signs.values(), gap=16))
        self._buttons = QWidget()
        self._buttons.setLayout(row(self.stream, self.pause))
        self._top = row(self._on_air, None, self._buttons, gap=GAP_PX)
        self._under = row()
        self._lines = column(self._top, self._under, gap=4)
        self._lines.setContentsMargins(16, 8, 16, 8)
        self.setLayout(self._lines)
        self._lay_out()

    @property
    def word(self) -> str:
        return self._word.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        """The signs go under the time where they would make it smaller."""
        parts = (self._on_air, self._signs, self._buttons)
        wanted = sum(part.sizeHint().width() for part in parts) + 2 * GAP_PX
        margins = self._lines.contentsMargins()
        compact = wanted > self.width() - margins.left() - margins.right()
        if compact == self._compact:
            return
        self._compact = compact
        if compact:
            self._under.insertWidget(0, self._signs, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._top.insertWidget(2, self._signs)

    def show_state(self, state: ShowState) -> None:
        self._state = state
        self._dress_on_air(state)
        self._dress_stream(state)
        if not self._panic.isActive():
            self._dress_break()
        self._dress_signs()
        self.tick()
        self._lay_out()

    def show_picture(self, there: bool) -> None:
        """Whether the monitor has a picture."""
        if there != self._has_picture:
            self._has_picture = there
            self._dress_signs()

    def _dress_signs(self) -> None:
        for name, health in healths(self._state, self._has_picture).items():
            self.signs[name].show_health(health)

    def tick(self) -> None:
        """On air the time on air, else the time since the session began; it stands still while
        nobody knows whether the broadcast goes on."""
        lost = obs_lost(self._state)
        if lost and self._time_stands:
            return
        self._time_stands = lost
        self.time.set_colour("muted" if lost else "ink")
        on_air = self._began_ms() is not None
        text = format_duration(self.clock_ms(self._offset_ms()))
        spoken = _("On air for {time}") if on_air else _("Running for {time}")
        if lost:
            spoken = _("On air for {time} when OBS was last heard of")
        self.time.set_text(text, spoken.format(time=text))

    def clock_ms(self, offset_ms: int) -> int:
        """What the clock shows at a moment of the session."""
        return max(offset_ms - (self._began_ms() or 0), 0)

    def _began_ms(self) -> int | None:
        on_air = self._state.stream in ("on", "dropped")
        return self._state.stream_started_ms if on_air else None

    def press_stream(self) -> None:
        """Start the broadcast after one question, or stop it after one."""
        state = self._hand.state
        if state.stream == "off":
            self._go_on_air()
            return
        where = platform_name(state.setup.platform)
        Ask(
            self,
            _("Stop the broadcast?"),
            _(
                "Viewers on {platform} will no longer see you. "
                "Orders can still be taken until you end the session."
            ).format(platform=where),
            _("Stop the broadcast"),
            lambda: self._hand.do(AskStream(on=False)),
        )

    def press_break(self) -> None:
        in_break = self._hand.state.phase == "break"
        self._panic.stop()
        self._hand.do(EndBreak() if in_break else StartBreak())

    def press_panic(self) -> None:
        """Esc: twice within a moment begins the break, once ends it."""
        if self._hand.state.phase == "break" or self._panic.isActive():
            self.press_break()
            return
        self._panic.start()
        self.pause.setText(_("Esc again…"))

    def _dress_on_air(self, state: ShowState) -> None:
        icon, colour, word = {
            "on": ("mdi6.record-circle", tokens().on_air, _("ON AIR")),
            "dropped": ("mdi6.alert-circle", tokens().gold_ink, _("BROKEN OFF")),
            "asked": ("mdi6.timer-sand", tokens().gold_ink, _("STARTING…")),
            "off": ("mdi6.circle-outline", tokens().muted, _("NOT ON AIR")),
        }[state.stream]
        if obs_lost(state):
            icon, colour, word = "mdi6.help-circle", tokens().gold_ink, _("NO WORD FROM OBS")
        if state.mode == "rehearsal":
            icon, colour, word = "mdi6.drama-masks", tokens().gold_ink, _("REHEARSAL")
        if self._word.text() != word:
            self._word.setText(word)
            put_icon(self._dot, icon, colour, 24)

    def _dress_stream(self, state: ShowState) -> None:
        rehearsal = state.mode == "rehearsal"
        idle = state.stream == "off"
        if rehearsal:
            self.stream.setText(_("Practise the start"))
        else:
            self.stream.setText(_("START BROADCAST") if idle else _("Stop broadcast"))
        self.stream.setAccessibleName(self.stream.text())
        starts = idle and not rehearsal
        set_primary(self.stream, "mdi6.broadcast", primary=starts, otherwise="quiet")
        self.stream.setToolTip(_("Nothing goes on air from a rehearsal.") if rehearsal else "")

    def _dress_break(self) -> None:
        in_break = self._state.phase == "break"
        self.pause.setText(_("COME BACK") if in_break else _("BREAK"))
        self.pause.setAccessibleName(self.pause.text())
        set_state(self.pause, "on", "true" if in_break else "false")
        colour = tokens().on_gold if in_break else tokens().gold_ink
        put_icon(self.pause, "mdi6.play" if in_break else "mdi6.pause", colour)
