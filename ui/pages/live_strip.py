"""The strip on top of the live page: on air or not, since when, what works, and the break."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from host_assistant.language import _
from host_assistant.show.commands import AskStream, EndBreak, StartBreak
from host_assistant.show.state import ShowState
from host_assistant.show.vocabulary import Platform
from host_assistant.values.instants import format_duration
from ui.pages.live_hand import Hand
from ui.pages.live_scenes import scene_name
from ui.theme import FAR_PX, tokens
from ui.widgets.ask import Ask
from ui.widgets.figure import Figure
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, column, label, row, set_primary, set_state

Health = Literal["good", "bad", "unknown"]
PANIC_MS = 900
GAP_PX = 16

PLATFORM_NAMES: dict[Platform, str] = {
    "facebook": "Facebook",
    "youtube": "YouTube",
    "tiktok": "TikTok",
    "shopee": "Shopee",
}


def platform_name(platform: Platform) -> str:
    return PLATFORM_NAMES.get(platform) or _("your platform")


class Sign(QWidget):
    """One thing that works, does not, or of which nothing is known: a word and an icon."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word
        self._icon = label()
        self._label = label(word)
        self.setLayout(row(self._icon, self._label, gap=6))
        self._health: Health | None = None
        self.show_health("unknown")

    @property
    def health(self) -> Health | None:
        return self._health

    def show_health(self, health: Health) -> None:
        if health == self._health:
            return
        self._health = health
        icon, colour, spoken = {
            "good": ("mdi6.check-circle", tokens().leaf_ink, _("works")),
            "bad": ("mdi6.alert-circle", tokens().brand_ink, _("does not work")),
            "unknown": ("mdi6.minus", tokens().muted, _("not known")),
        }[health]
        put_icon(self._icon, icon, colour, 20)
        set_state(self._label, "role", "muted" if health == "unknown" else "")
        self.setAccessibleName(f"{self._word}: {spoken}")
        self.setToolTip(self.accessibleName())


class Strip(QFrame):
    """What the host looks for first. `tick` moves the time on."""

    def __init__(self, hand: Hand, offset_ms: Callable[[], int]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._hand = hand
        self._offset_ms = offset_ms
        self._state = hand.state
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
        self.signs["stage"].show_health(
            "unknown" if state.mode == "rehearsal" else "good" if state.link_up else "bad"
        )
        health: dict[str, Health] = {"on": "good", "dropped": "bad"}
        self.signs["network"].show_health(health.get(state.stream, "unknown"))
        self.signs["recording"].show_health(health.get(state.recording, "unknown"))
        self.tick()
        self._lay_out()

    def show_picture(self, health: Health) -> None:
        self.signs["picture"].show_health(health)

    def tick(self) -> None:
        """On air the time on air, else the time since the session began."""
        began_ms = self._state.stream_started_ms
        now_ms = self._offset_ms()
        on_air = self._state.stream in ("on", "dropped") and began_ms is not None
        shown_ms = now_ms - (began_ms or 0) if on_air else now_ms
        text = format_duration(max(shown_ms, 0))
        spoken = _("On air for {time}") if on_air else _("Running for {time}")
        self.time.set_text(text, spoken.format(time=text))

    def press_stream(self) -> None:
        """Start the broadcast after one question, or stop it after one."""
        state = self._hand.state
        if state.mode == "rehearsal":
            return
        where = platform_name(state.setup.platform)
        if state.stream == "off":
            scene = scene_name(state.scene) if state.scene else state.scene_on_stage
            Ask(
                self,
                _("Start the broadcast?"),
                _(
                    "Everybody on {platform} will see and hear you from now on. "
                    "The first thing they see is the scene “{scene}”."
                ).format(platform=where, scene=scene),
                _("Start on {platform}").format(platform=where),
                lambda: self._hand.do(AskStream(on=True)),
            )
            return
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
        if state.mode == "rehearsal":
            icon, colour, word = "mdi6.drama-masks", tokens().gold_ink, _("REHEARSAL")
        if self._word.text() != word:
            self._word.setText(word)
            put_icon(self._dot, icon, colour, 24)

    def _dress_stream(self, state: ShowState) -> None:
        rehearsal = state.mode == "rehearsal"
        idle = state.stream == "off"
        self.stream.setText(_("START BROADCAST") if idle else _("Stop broadcast"))
        self.stream.setAccessibleName(self.stream.text())
        self.stream.setEnabled(not rehearsal)
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
