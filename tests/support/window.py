"""The real window on a real log, for tests and for pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QBuffer, QEvent, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QDialog

from host_assistant.catalog.product import Product
from host_assistant.catalog.shelf import Shelf
from host_assistant.checks.finding import Finding
from host_assistant.control_room.alarm_mending import AlarmRemedy
from host_assistant.control_room.comment_sources import CommentSources
from host_assistant.control_room.director import Director
from host_assistant.control_room.inbox import Inbox
from host_assistant.control_room.show import StageStatus
from host_assistant.data_folder import DataFolder
from host_assistant.journal.journal import Journal
from host_assistant.settings import Appearance, SettingsStore
from host_assistant.show import commands as cmd
from host_assistant.show.state import ShowState
from host_assistant.show.vocabulary import Mode, ShowSetup
from tests.support.goods import ORIGIN, SELLER
from tests.support.waiting import wait_until
from ui.app import App
from ui.pages.live.page import LivePage
from ui.pages.live.show import LiveShow

GOODS = (
    Product(
        sku="VT1",
        name="Vải thiều Lục Ngạn loại 1",
        price_vnd=35_000,
        unit="kg",
        unit_weight_g=1000,
        stock_milli=100_000,
        seller=SELLER,
        origin=ORIGIN,
    ),
    Product(
        sku="VT5",
        name="Vải thiều Lục Ngạn thùng 5 kg",
        price_vnd=170_000,
        unit="thùng",
        unit_weight_g=5000,
        stock_milli=20_000,
        seller=SELLER,
        origin=ORIGIN,
    ),
    Product(
        sku="RVT",
        name="Rượu men lá Kiên Thành",
        price_vnd=120_000,
        unit="chai",
        seller=SELLER,
        origin=ORIGIN,
    ),
)


class DirectedShow:
    """A real Director on a real log with no stage: the test itself says what the stage did."""

    def __init__(
        self, folder: DataFolder, *, session_id: str, mode: Mode, setup: ShowSetup
    ) -> None:
        self.director = Director(lambda: Journal.open(folder.journal))
        self.director.start()
        self.director.do(
            cmd.OpenSession(
                session_id=session_id, title="Vải đầu mùa", mode=mode, setup=setup, products=GOODS
            )
        )
        self.inbox = Inbox(self.director)
        self.sources = CommentSources(self.inbox, ())
        self.closed = False
        self.broadcasting = True
        self.fetched = 0
        self.mended: list[AlarmRemedy] = []

    @property
    def stage_status(self) -> StageStatus:
        return StageStatus("obs", True)

    def screenshot(self, width_px: int) -> bytes | None:
        self.fetched += 1
        image = QImage(width_px, width_px * 9 // 16, QImage.Format.Format_RGB32)
        image.fill(QColor("#4F7A3A"))
        out = QBuffer()
        out.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(out, "JPG")  # type: ignore[call-overload]
        return bytes(out.data().data())

    def mend(self, remedy: AlarmRemedy) -> None:
        self.mended.append(remedy)

    def laptop_is_heard(self) -> bool:
        return True

    def stop_broadcast(self) -> None:
        self.broadcasting = False

    def close(self) -> None:
        self.inbox.close()
        self.director.close()
        self.closed = True


class LiveWindow:
    """The whole program's window over a folder of its own."""

    def __init__(
        self,
        qt: QApplication,
        data: Path,
        *,
        goods: tuple[Product, ...] = GOODS,
        appearance: Appearance = "dark",
        size: tuple[int, int] = (1366, 768),
    ) -> None:
        self.qt = qt
        self.folder = DataFolder(data)
        self.folder.make()
        if goods:
            Shelf(data).replace(goods)
        settings = SettingsStore(self.folder.settings)
        settings.change(appearance=appearance, obs_url="ws://127.0.0.1:9")
        self.app = App(qt, self.folder, settings)
        self.red: tuple[Finding, ...] = ()
        self.audience = ""
        self.window = self.app.window
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        qt.processEvents()

    @property
    def live(self) -> LivePage:
        page = self.window.page()
        assert isinstance(page, LivePage)
        return page

    @property
    def page(self) -> LiveShow:
        page = self.live.show_page
        assert page is not None
        return page

    @property
    def state(self) -> ShowState:
        show = self.app.context.show
        assert show is not None
        return show.director.state

    def rehearse(self, title: str = "Vải đầu mùa") -> LiveShow:
        """Open a rehearsal on the embedded stage, as the start page's button does."""
        self.app.opening.open_show("rehearsal", title)
        self.until(lambda: self.live.show_page is not None)
        return self.page

    def direct(
        self, mode: Mode = "live", setup: ShowSetup | None = None, session_id: str = "s1"
    ) -> DirectedShow:
        """Open a show; its stage, the `audience` and what is `red` before air are the test's."""
        show = DirectedShow(
            self.folder, session_id=session_id, mode=mode, setup=setup or ShowSetup()
        )
        self.app.context.audience = lambda: self.audience
        self.app.opening.take(show)
        self.app.context.look_before_air = lambda: self.red
        self.until(lambda: self.live.show_page is not None)
        return show

    def until(self, condition: Callable[[], object], timeout_s: float = 10.0) -> None:
        """Let the window work until `condition` holds."""

        def holds() -> object:
            self.qt.processEvents()
            return condition()

        wait_until(holds, timeout_s)

    def dialog(self) -> QDialog:
        """The question that is open now."""
        self.until(lambda: self._dialogs())
        return self._dialogs()[-1]

    def no_dialog(self) -> bool:
        self.qt.processEvents()
        return not self._dialogs()

    def close(self) -> None:
        for dialog in self._dialogs():
            dialog.reject()
        self.app.close()
        self.window.hide()
        self.window.deleteLater()
        self.qt.processEvents()
        # No event loop ends here, which alone would delete: later windows would pay for this one.
        self.qt.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _dialogs(self) -> list[QDialog]:
        return [one for one in self.window.findChildren(QDialog) if one.isVisible()]


@contextmanager
def live_window(qt: QApplication, data: Path, **how: object) -> Iterator[LiveWindow]:
    made = LiveWindow(qt, data, **how)  # type: ignore[arg-type]
    try:
        yield made
    finally:
        made.close()
