"""Going on air: one question, one last look, and a count with the opening scene up."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from host_assistant.language import _
from host_assistant.show.commands import AskStream, ChooseScene
from host_assistant.show.vocabulary import SceneRole
from ui.context import Context
from ui.pages.live.hand import Hand
from ui.widgets.ask import Ask
from ui.widgets.countdown import Countdown
from ui.words import platform_name, scene_name

if TYPE_CHECKING:
    from host_assistant.checks.finding import Finding

log = logging.getLogger(__name__)

# The look answers within six seconds; should it not, nobody waits for it.
LOOK_MS = 8_000


class Going(QObject):
    """On the way to the broadcast; in a rehearsal the same way to nowhere."""

    def __init__(self, context: Context, hand: Hand, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._hand = hand
        self._page = page
        self._before: SceneRole | None = None
        # The number of the look that may answer; one that nobody waits for any more has another.
        self._awaited = 0
        self._deadline = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._deadline.timeout.connect(lambda: self._looked(self._awaited, ()))
        self.count: Countdown | None = None
        self._where = platform_name(hand.state.setup.platform)
        if hand.state.mode == "live":
            context.bridge.run_apart(context.audience, self._name_audience)

    def ask(self) -> None:
        """What the button does."""
        state = self._hand.state
        if self.count is not None or state.stream != "off":
            return
        if state.mode == "rehearsal":
            self._cover()
            self._begin()
            return
        where = self._where
        Ask(
            self._page,
            _("Start the broadcast?"),
            _(
                "After a count from five everybody on {platform} sees and hears you. "
                "The first thing they see is the scene “{scene}”."
            ).format(platform=where, scene=scene_name("opening")),
            _("Start on {platform}").format(platform=where),
            self._look,
        )

    def _name_audience(self, told: str) -> None:
        """What OBS leads to, whatever the session was opened for."""
        if isValid(self) and told:
            self._where = told

    def go_back(self) -> bool:
        """What Esc does: stop the count. False where there is none."""
        if self.count is None:
            return False
        self.count.go_back()
        return True

    def _cover(self) -> None:
        rehearsal = self._hand.state.mode == "rehearsal"
        self._before = self._hand.state.scene
        self.count = Countdown(
            self._page,
            _("One last look…"),
            _("Nobody watches: this is only practice. Look into the camera and smile.")
            if rehearsal
            else _("Viewers first see the opening picture. Look into the camera and smile."),
            _("Do not start (Esc)"),
            then=self._go,
            back=self._came_back,
        )
        self._hand.do(ChooseScene(scene="opening"))

    def _look(self) -> None:
        if self.count is not None:
            return
        self._cover()
        self._deadline.start()
        self._context.bridge.run_apart(
            self._context.look_before_air,
            partial(self._looked, self._awaited),
            partial(self._look_failed, self._awaited),
        )

    def _wait_no_more(self) -> None:
        self._awaited += 1
        self._deadline.stop()

    def _looked(self, number: int, red: tuple[Finding, ...]) -> None:
        if number != self._awaited:
            return
        self._wait_no_more()
        if red:
            self._refuse(red)
        else:
            self._begin()

    def _look_failed(self, number: int, error: BaseException) -> None:
        # What cannot be looked at is unknown, and the unknown holds nobody up.
        log.warning("the last look failed: %s", type(error).__name__)
        self._looked(number, ())

    def _begin(self) -> None:
        if self.count is not None:
            rehearsal = self._hand.state.mode == "rehearsal"
            self.count.begin(_("Practice starts in") if rehearsal else _("On air in"))

    def _refuse(self, red: tuple[Finding, ...]) -> None:
        from host_assistant.checks.finding import MAY_BE_WRONG
        from host_assistant.checks.wording import sentence

        if self.count is not None:
            self.count.go_back()
        if all(finding.check in MAY_BE_WRONG for finding in red):
            self._ask_all_the_same(red)
            return
        Ask(
            self._page,
            _("This must be mended first"),
            "\n\n".join(sentence(finding) for finding in red),
            _("To “{page}”").format(page=_("Prepare")),
            lambda: self._context.navigate("prepare"),
        )

    def _ask_all_the_same(self, red: tuple[Finding, ...]) -> None:
        """The host sees and hears better than any look: theirs is the last word."""
        from host_assistant.checks.wording import sentence

        # An open session's picture is seen here, and not on the other page.
        seen_here = all(finding.check in ("camera", "picture") for finding in red)
        Ask(
            self._page,
            _("Is this right?"),
            "\n\n".join(sentence(finding) for finding in red),
            _("Look once more"),
            self._page.setFocus if seen_here else lambda: self._context.navigate("prepare"),
            (_("Broadcast all the same"), self._begin_all_the_same),
        )

    def _begin_all_the_same(self) -> None:
        if self.count is None and self._hand.state.stream == "off":
            self._cover()
            self._begin()

    def _go(self) -> None:
        self.count = None
        if self._hand.state.mode == "rehearsal":
            self._hand.tell(
                _(
                    "From here on viewers would see and hear you; in this rehearsal nobody does. "
                    "Press a scene and the first goods, as you will later."
                )
            )
        else:
            self._hand.do(AskStream(on=True))
        self._page.setFocus()

    def _came_back(self) -> None:
        self.count = None
        self._wait_no_more()
        if self._before is not None and self._hand.state.scene == "opening":
            self._hand.do(ChooseScene(scene=self._before))
        self._page.setFocus()
