"""What the buttons of the page do: a question where something is changed, then the work."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from host_assistant.checks.finding import CheckName, Finding, Remedy
from host_assistant.control_room.hands import Hands, words_of_trouble
from host_assistant.language import _
from host_assistant.stage.obs.setup.target import TargetIsTheUsers
from ui.context import Context
from ui.pages.prepare.camera import CameraSheet
from ui.pages.prepare.claims import ClaimsSheet
from ui.pages.prepare.listen import ListenSheet
from ui.pages.prepare.microphone import MicrophoneSheet
from ui.pages.prepare.stream import StreamSheet, words_once_kept
from ui.widgets.ask import Ask

if TYPE_CHECKING:
    from host_assistant.show.vocabulary import Platform

T = TypeVar("T")

OBS_PAGE: Final = "https://obsproject.com/download"
# A slow laptop paints OBS's window that long after OBS has answered.
OBS_SHOWS_MS: Final = 2_000
FREE_WITHIN_S: Final = 15.0
# What an open session works with and must not be changed under it.
CHANGES_OBS: Final[tuple[Remedy, ...]] = (
    "turn_on_server",
    "build_scenes",
    "choose_stream",
    "choose_camera",
    "choose_microphone",
)
# OBS forgets what is changed in its settings while it is open.
NEEDS_CLOSING: Final = ("server_off_open", "flatpak_closed_off")


class Mender:
    """`doing` says at a check what is being done about it (empty when over), `look` looks again,
    `heard` keeps what was found of the host's voice."""

    def __init__(
        self,
        context: Context,
        page: QWidget,
        *,
        doing: Callable[[CheckName, str], object],
        look: Callable[[], object],
        heard: Callable[[tuple[Finding, ...]], object],
    ) -> None:
        self._context = context
        self._page = page
        self._doing = doing
        self._look = look
        self._heard = heard
        self.hands = Hands(context.folder, context.settings)
        self.busy = False

    def mend(self, remedy: Remedy, finding: Finding) -> None:
        if self.busy:
            return
        if remedy in CHANGES_OBS and self._context.show is not None:
            self._context.tell(
                _(
                    "A session is open and works with what is set up now. Nothing was changed. "
                    "End the session, then press the button again."
                )
            )
            return
        does: dict[Remedy, Callable[[], object]] = {
            "get_obs": lambda: QDesktopServices.openUrl(QUrl(OBS_PAGE)),
            "start_obs": self.start_obs,
            "turn_on_server": lambda: self.ask_set_up(is_open=finding.code in NEEDS_CLOSING),
            "close_other_obs": self.ask_close_other,
            "type_password": lambda: self._context.navigate("settings"),
            "build_scenes": self.ask_build,
            "choose_stream": self.choose_stream,
            "choose_camera": self.choose_camera,
            "restart_camera": self.restart_camera,
            "choose_microphone": self.choose_microphone,
            "unmute_microphone": lambda: self.unmute(finding),
            "listen": self.listen,
            "open_goods": lambda: self._context.navigate("goods"),
            "answer_claims": self.answer_claims,
            "look_again": self._look,
        }
        does[remedy]()

    def start_obs(self) -> None:
        self._work(
            "obs",
            _("OBS is starting. That may take a minute."),
            self.hands.start_obs,
            self._obs_is_open,
        )

    def ask_set_up(self, *, is_open: bool) -> None:
        closes = _("• OBS is closed, and opened again.") + "\n" if is_open else ""
        Ask(
            self._page,
            _("Set OBS up for your broadcast?"),
            closes
            + _(
                "• OBS gets a password with which Lên Sóng may steer it, and is started.\n"
                "• Lên Sóng makes a set-up of its own in OBS: scenes, camera, microphone and "
                "recording.\n"
                "Your own scenes and settings stay as they are. All of it can be undone under "
                "Settings, Clean up."
            ),
            _("Set OBS up"),
            lambda: self._work(
                "obs",
                _("OBS is being set up and started. That may take a minute."),
                lambda: self.hands.set_up(close_first=is_open),
                self._obs_is_open,
            ),
        )

    def ask_build(self) -> None:
        Ask(
            self._page,
            _("Make the scenes in OBS?"),
            _(
                "• Lên Sóng makes a set-up of its own in OBS: scenes, camera, microphone and "
                "recording.\n"
                "Your own scenes and settings stay as they are. All of it can be undone under "
                "Settings, Clean up."
            ),
            _("Make the scenes"),
            lambda: self._work("scenes", _("The scenes are being made…"), self.hands.build),
        )

    def ask_close_other(self) -> None:
        Ask(
            self._page,
            _("Close the other OBS?"),
            _("OBS is open more than once. The one that Lên Sóng talks to stays open."),
            _("Close the other"),
            lambda: self._work("obs", _("The other OBS closes…"), self.hands.close_other_obs),
        )

    def choose_stream(self) -> None:
        StreamSheet(self._page, self._context, self._put_stream, self._leave_stream)

    def choose_camera(self) -> None:
        CameraSheet(self._page, self._context, self.hands.cameras, self._put_camera)

    def choose_microphone(self) -> None:
        MicrophoneSheet(self._page, self._context, self._put_microphone)

    def listen(self) -> None:
        ListenSheet(self._page, self._context, lambda: self.hands.access, self._keep_heard)

    def answer_claims(self) -> None:
        ClaimsSheet(self._page, self._context, self._look)

    def restart_camera(self) -> None:
        self._work("camera", _("The camera starts again…"), self.hands.restart_camera)

    def unmute(self, finding: Finding) -> None:
        named = finding.figures["device"]
        # What was heard of a muted microphone tells nothing of how OBS hears it now.
        self._heard(())
        self._work(
            "sound",
            _("The microphone is being turned on…"),
            lambda: self.hands.unmute(named if isinstance(named, tuple) else ()),
        )

    def _obs_is_open(self, _nothing: None) -> None:
        """Its window covers ours, now or in a moment: it answers before it is seen."""
        context = self._context
        context.tell(_("OBS is open. Leave its window as it is; everything is done here."))
        context.come_forward()
        QTimer.singleShot(OBS_SHOWS_MS, self._page, lambda: context.come_forward())

    def _keep_heard(self, findings: tuple[Finding, ...]) -> None:
        self._heard(findings)
        self._look()

    def _put_stream(self, platform: Platform, server: str, key: str) -> None:
        self._work(
            "stream",
            _("OBS is told where to broadcast…"),
            lambda: self.hands.choose_stream(platform, server, key),
            self._stream_kept,
        )

    def _stream_kept(self, told: bool) -> None:
        if not told:
            self._context.tell(words_once_kept(told))

    def _leave_stream(self, platform: Platform) -> None:
        self._work(
            "stream",
            _("The stream is left as OBS is set…"),
            lambda: self.hands.leave_stream_to_obs(platform),
        )

    def _put_camera(self, camera: str, free: threading.Event) -> None:
        def take() -> bool:
            # OBS would find it held; one that hangs is waited for no longer than a look takes.
            free.wait(FREE_WITHIN_S)
            return self.hands.choose_camera(camera)

        self._work("camera", _("OBS takes this camera…"), take, self._device_kept)

    def _put_microphone(self, name: str) -> None:
        self._heard(())
        self._work(
            "microphone",
            _("OBS takes this microphone…"),
            lambda: self.hands.choose_microphone(name),
            self._device_kept,
        )

    def _device_kept(self, taken: bool) -> None:
        """Where OBS works with the user's own set-up, it is theirs to say whether to leave it."""
        if not taken:
            self.ask_build()

    def _work(
        self,
        check: CheckName,
        words: str,
        work: Callable[[], T],
        done: Callable[[T], object] | None = None,
    ) -> None:
        """One thing at a time; afterwards everything is looked at anew."""
        if self.busy:
            return
        self.busy = True
        self._context.tell("")
        self._doing(check, words)

        def over(problem: BaseException | None = None) -> None:
            self.busy = False
            if not isValid(self._page):
                return
            self._doing(check, "")
            if problem is not None:
                self._context.tell(words_of_trouble(problem))
            if isinstance(problem, TargetIsTheUsers):
                self.ask_build()
            self._look()

        def worked(result: T) -> None:
            over()
            if done is not None and isValid(self._page):
                done(result)

        self._context.bridge.run_apart(work, worked, over)
