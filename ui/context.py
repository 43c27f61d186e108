"""What a page may use of the program around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from host_assistant.settings import SettingsStore
from host_assistant.show.vocabulary import Mode
from ui.bridge import Bridge

if TYPE_CHECKING:
    from host_assistant.checks.finding import Finding
    from host_assistant.control_room.alarm_mending import AlarmRemedy
    from host_assistant.control_room.comment_sources import CommentSources
    from host_assistant.control_room.director import Director
    from host_assistant.control_room.inbox import Inbox
    from host_assistant.control_room.show import StageStatus
    from host_assistant.data_folder import DataFolder
    from host_assistant.desk.standing import StandingDesk

Place = Literal["goods", "prepare", "live", "replay", "settings"]


class OpenShow(Protocol):
    """The show that is open, as far as the window may see it."""

    @property
    def director(self) -> Director: ...

    @property
    def inbox(self) -> Inbox: ...

    @property
    def sources(self) -> CommentSources: ...

    @property
    def stage_status(self) -> StageStatus: ...

    def screenshot(self, width_px: int) -> bytes | None:
        """What viewers see now, as JPEG; None while nobody can tell. It may take a second."""

    def mend(self, remedy: AlarmRemedy) -> None:
        """Do what an alarm's button says. It may take seconds, and raises StageError."""

    def laptop_is_heard(self) -> bool:
        """Whether viewers hear what this laptop plays. It may take seconds."""


class ShowOpener(Protocol):
    def __call__(self, mode: Mode, title: str, session_id: str | None = None) -> None:
        """Open a show, or with `session_id` take one up again that a crash left open.

        It returns at once. The bridge's `show_changed` tells of success, a sentence on the
        window of failure.
        """


def _nowhere(_place: Place) -> None:
    raise NotImplementedError


@dataclass(kw_only=True)
class Context:
    """Made once by `ui.app`; each page gets it. Only the main thread touches it.

    `show` is None while no session is open, and `desk` while none stands for it. `tell` puts a
    sentence on the window: what happened, what it means for the broadcast, what to press; an empty
    one puts it away. `take_back` puts one away that is true no longer, if it stands there still.
    `refresh` draws the window anew after the language or the colours changed; `come_forward` brings
    it before all others. `reds` is how many things the page Prepare found to be mended, None before
    it looked. `wanted_product` is the code of the product that the goods page chooses when it is
    shown next. `look_before_air` says what nobody should go on air with, and `audience` who would
    see it, "" where OBS does not tell; both take seconds.
    """

    folder: DataFolder
    settings: SettingsStore
    bridge: Bridge
    show: OpenShow | None = None
    desk: StandingDesk | None = None
    open_show: ShowOpener
    navigate: Callable[[Place], None] = field(default=_nowhere)
    tell: Callable[[str], None] = field(default=lambda _sentence: None)
    take_back: Callable[[str], None] = field(default=lambda _sentence: None)
    refresh: Callable[[], None] = field(default=lambda: None)
    come_forward: Callable[[], None] = field(default=lambda: None)
    reds: int | None = None
    wanted_product: str = ""
    look_before_air: Callable[[], tuple[Finding, ...]] = field(default=lambda: ())
    audience: Callable[[], str] = field(default=lambda: "")
