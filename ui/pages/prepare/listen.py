"""“Say this sentence”: five seconds, what they sound like, and what to do about it."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressBar, QWidget
from shiboken6 import isValid

from host_assistant.checks.finding import Finding, worst
from host_assistant.checks.wording import sentence
from host_assistant.language import _
from host_assistant.stage.stage import StageError
from ui.context import Context
from ui.pages.prepare.meter import LevelBar
from ui.pages.prepare.row import SIGNS, sign_colour
from ui.pages.prepare.sheet import Sheet
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, label, row, set_primary, set_state

if TYPE_CHECKING:
    from host_assistant.checks.microphone import Listening, Others, Playing, Take
    from host_assistant.control_room.show import ObsAccess
    from host_assistant.stage.obs.health.meters import ObsHearing

WIDTH_PX: Final = 560
SPEAK_S: Final = 5.0
METER_MS: Final = 60
State = Literal["ready", "speaking", "judging", "judged"]


class ListenSheet(Sheet):
    """`keep` gets what was found, once the host is done."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        access: Callable[[], ObsAccess],
        keep: Callable[[tuple[Finding, ...]], object],
    ) -> None:
        super().__init__(
            parent,
            _("Let us hear you"),
            _("Stand where you will stand, press the button, and say this sentence aloud:"),
            WIDTH_PX,
        )
        self._bridge = context.bridge
        self._access = access
        self._keep = keep
        self._name = context.settings.value.microphone or None
        self._began_s = 0.0
        self._number = 0
        self._take: Take | None = None
        self._playing: Playing | None = None
        self._hearing: ObsHearing | None = None
        self._hearing_done = False
        self.state: State = "ready"
        self.findings: tuple[Finding, ...] = ()
        said = label(
            _("“Good evening everybody! Today I bring you sweet lychees, picked this morning.”"),
            "heading",
            wrap=True,
        )
        self.bar = LevelBar()
        self.left = QProgressBar()
        self.left.setRange(0, round(SPEAK_S * 1000))
        self.left.setAccessibleName(_("How much of the five seconds is over"))
        self._sign = label()
        self.verdict = label(wrap=True)
        line = row(self._sign, self.verdict, gap=12)
        line.setStretch(1, 1)
        line.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        self.speak = button(_("Start speaking"), self.start, kind="primary", icon="mdi6.microphone")
        self.replay = button(_("Hear yourself"), self.play, icon="mdi6.play")
        self.close_it = button(_("Done"), self._finish)
        from host_assistant.checks.microphone import Listening, Others

        self._listening: Listening = Listening(self._name)
        self._others: Others = Others(self._name)
        self._timer = QTimer(self, interval=METER_MS)
        self._timer.timeout.connect(self._tick)
        self.finished.connect(lambda _how: self._let_go())
        self.fill(
            said,
            8,
            self.bar,
            self.left,
            line,
            8,
            row(self.replay, None, self.close_it, self.speak),
        )
        self._dress()
        self._timer.start()

    def start(self) -> None:
        """Listen for five seconds from now on, here and in OBS."""
        self._stop_playing()
        if self._listening.trouble is not None:
            self._open_anew()
        self._number += 1
        self._take = self._hearing = None
        self._hearing_done = False
        self.findings = ()
        self._began_s = time.monotonic()
        self.state = "speaking"
        self._dress()
        self._bridge.run_apart(
            self._hear_obs,
            partial(self._heard_obs, self._number),
            partial(self._obs_failed, self._number),
        )

    def _open_anew(self) -> None:
        """What was wrong may be mended by now, and a `Listening` that failed never hears again."""
        from host_assistant.checks.microphone import Listening, Others

        self._listening.close()
        self._others.close()
        self._listening = Listening(self._name)
        self._others = Others(self._name)

    def play(self) -> None:
        from host_assistant.checks.microphone import play

        self._stop_playing()
        if self._take is not None:
            self._playing = play(self._take)

    def _tick(self) -> None:
        self.bar.show_level(self._listening.level_dbfs)
        trouble = self._listening.trouble
        if trouble is not None and self.state in ("ready", "speaking"):
            from host_assistant.checks.microphone import finding

            self._judged((finding(trouble, self._name),))
            return
        if self.state == "speaking":
            spoken_s = time.monotonic() - self._began_s
            self.left.setValue(min(round(spoken_s * 1000), self.left.maximum()))
            if spoken_s >= SPEAK_S:
                self._take = self._listening.take(SPEAK_S)
                self.state = "judging"
                self._dress()
        if self.state == "judging" and self._hearing_done:
            self._judge()

    def _hear_obs(self) -> ObsHearing | None:
        from host_assistant.stage.obs.health.meters import hear

        access = self._access()
        try:
            return hear(access.url, access.password, SPEAK_S)
        except StageError:
            return None

    def _heard_obs(self, number: int, hearing: ObsHearing | None) -> None:
        """An earlier take's answer may come while the next is spoken."""
        if isValid(self) and number == self._number:
            self._hearing, self._hearing_done = hearing, True

    def _obs_failed(self, number: int, problem: BaseException) -> None:
        """What the laptop heard is judged all the same."""
        self._heard_obs(number, None)
        raise problem

    def _judge(self) -> None:
        from host_assistant.checks import obs_sound, sound

        take = self._take
        if take is None or not take.rate_hz:
            return
        measured = sound.measure(take.samples, take.rate_hz)
        found = sound.judge(measured, self._others.measures(SPEAK_S))
        if self._hearing is not None:
            found = (*found, *obs_sound.judge(self._hearing, laptop_hears=measured.voice))
        self._judged(found)

    def _judged(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        self.state = "judged"
        self._dress()

    def _dress(self) -> None:
        judged = self.state == "judged"
        self.left.setVisible(self.state in ("speaking", "judging"))
        self._sign.setVisible(judged)
        self.verdict.setVisible(judged)
        if judged:
            level = worst(self.findings)
            put_icon(self._sign, SIGNS[level], sign_colour(level), 24)
            self.verdict.setText("\n".join(sentence(each) for each in self.findings))
        self.replay.setVisible(judged and self._take is not None)
        self.close_it.setText(_("Done") if judged else _("Cancel"))
        self.close_it.setAccessibleName(self.close_it.text())
        self.speak.setEnabled(self.state in ("ready", "judged"))
        good = judged and worst(self.findings) == "good"
        set_state(self.close_it, "kind", "primary" if good else "")
        set_primary(self.speak, "mdi6.microphone", primary=not good)
        self.speak.setText(_("Once more") if judged else _("Start speaking"))
        self.speak.setAccessibleName(self.speak.text())
        self.fit()

    def _finish(self) -> None:
        if self.state != "judged":
            self.reject()
            return
        self.accept()
        self._keep(tuple(each for each in self.findings if each.check == "sound"))

    def _stop_playing(self) -> None:
        playing, self._playing = self._playing, None
        if playing is not None:
            playing.close()

    def _let_go(self) -> None:
        self._timer.stop()
        self._stop_playing()
        self._listening.close()
        self._others.close()
