"""`python -m tests.broadcast.first_run WAY DATA …`: the first evening, by mouse, told as JSON.

A process of its own: PortAudio and ALSA look at the machine once in a process, and it must meet
a machine on which OBS was never started.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from host_assistant import language
from host_assistant.data_folder import DataFolder
from host_assistant.settings import SettingsStore
from tests.support.waiting import wait_until
from ui.app import App
from ui.context import Place
from ui.pages.live.page import LivePage
from ui.pages.live.show import LiveShow
from ui.pages.prepare.page import PreparePage
from ui.pages.prepare.stream import StreamSheet
from ui.pages.settings.page import SettingsPage
from ui.widgets.ask import Ask

LOOK_S = 60.0
OBS_S = 120.0


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """How it ended. `stream` and `mode` are the show's; `levels` the checks' at the last look."""

    clicks: int
    typed: list[str]
    mode: str
    stream: str
    levels: dict[str, str]


class Visitor:
    """Somebody with a mouse, who counts."""

    def __init__(self, qt: QApplication, data: Path) -> None:
        self.qt = qt
        self.clicks = 0
        self.typed: list[str] = []
        folder = DataFolder(data)
        folder.make()
        self.app = App(qt, folder, SettingsStore(folder.settings))
        self.window = self.app.window
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        qt.processEvents()

    def until(self, condition: Callable[[], object], timeout_s: float = LOOK_S) -> None:
        def holds() -> object:
            self.qt.processEvents()
            return condition()

        wait_until(holds, timeout_s)

    def click(self, widget: QWidget) -> None:
        """Only what can be seen and pressed."""
        self.until(lambda: widget.isVisible() and widget.isEnabled())
        assert not widget.visibleRegion().isEmpty(), widget.accessibleName()
        self.clicks += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.qt.processEvents()

    def type(self, into: QWidget, words: str) -> None:
        self.typed.append(into.accessibleName())
        QTest.keyClicks(into, words)

    def go(self, place: Place) -> QWidget:
        self.click(self.window.rail.places[place])
        return self.window.page()

    def question(self) -> QDialog:
        def there() -> list[QDialog]:
            return [one for one in self.window.findChildren(QDialog) if one.isVisible()]

        self.until(there)
        return there()[-1]

    def is_asked(self) -> bool:
        return any(one.isVisible() for one in self.window.findChildren(QDialog))

    def yes(self) -> None:
        question = self.question()
        assert isinstance(question, Ask)
        self.click(question.yes)

    @property
    def live(self) -> LiveShow:
        self.until(lambda: isinstance(self.window.page(), LivePage))
        page = self.window.page()
        assert isinstance(page, LivePage)
        self.until(lambda: page.show_page is not None)
        assert page.show_page is not None
        return page.show_page

    def say_where_it_stands(self) -> None:
        """For whoever reads why the test failed."""
        print(self.window.bar.sentence, self.app.context.settings.value, file=sys.stderr)
        page = self.window.page()
        print(type(page).__name__, file=sys.stderr)
        if isinstance(page, PreparePage):
            for each in page.rows.values():
                print(each.head.accessibleName(), file=sys.stderr)

    def told(self, page: PreparePage) -> Told:
        show = self.app.context.show
        assert show is not None
        state = show.director.state
        return Told(
            clicks=self.clicks,
            typed=self.typed,
            mode=str(state.mode),
            stream=state.stream,
            levels={str(check): str(level) for check, level in page.levels().items()},
        )


def on_air(visitor: Visitor, server: str, key: str) -> Told:
    """From the first start to on air."""
    page = visitor.go("prepare")
    assert isinstance(page, PreparePage)
    visitor.until(lambda: not page.looks)
    visitor.click(page.rows["obs"].button)
    visitor.yes()
    visitor.until(lambda: not page.mender.busy and not page.looks, OBS_S)
    visitor.click(page.rows["stream"].button)
    sheet = visitor.question()
    assert isinstance(sheet, StreamSheet)
    visitor.click(sheet.tiles["other"])
    assert sheet.platform == "other"
    visitor.type(sheet.server, server)
    QTest.keyClick(sheet.server, Qt.Key.Key_Return)
    visitor.type(sheet.key, key)
    visitor.click(sheet.save)
    visitor.until(lambda: not page.mender.busy and not page.looks, OBS_S)
    visitor.click(page.start.go_live)
    live = visitor.live
    visitor.click(live.strip.stream)
    visitor.yes()
    director = live._show.director
    # The film in the camera's place may look wrong to the last look, which then asks.
    visitor.until(lambda: director.state.stream == "on" or visitor.is_asked(), OBS_S)
    if visitor.is_asked():
        doubt = visitor.question()
        assert isinstance(doubt, Ask)
        visitor.click(doubt.no)
    visitor.until(lambda: director.state.stream == "on", OBS_S)
    return visitor.told(page)


def rehearse(visitor: Visitor) -> Told:
    """From the first start to a rehearsal, with nothing there at all."""
    page = visitor.go("prepare")
    assert isinstance(page, PreparePage)
    visitor.until(lambda: not page.looks)
    visitor.click(page.start.rehearse)
    visitor.until(lambda: visitor.app.context.show is not None)
    assert visitor.live.isVisible()
    return visitor.told(page)


def put_back(visitor: Visitor) -> Told:
    """OBS is set up, and put back as it was: the settings' button, which asks once."""
    page = visitor.go("prepare")
    assert isinstance(page, PreparePage)
    visitor.until(lambda: not page.looks)
    visitor.click(page.rows["obs"].button)
    visitor.yes()
    visitor.until(lambda: not page.mender.busy and not page.looks, OBS_S)
    settings = visitor.go("settings")
    assert isinstance(settings, SettingsPage)
    settings.obs.remove.click()
    visitor.yes()
    visitor.until(lambda: settings.obs.remove_answer.sentence, OBS_S)
    print(settings.obs.remove_answer.sentence, file=sys.stderr)
    return Told(clicks=visitor.clicks, typed=[], mode="", stream="", levels={})


def main() -> int:
    way, data, *rest = sys.argv[1:]
    ways: dict[str, Callable[..., Told]]
    language.use("vi")
    qt = QApplication([])
    visitor = Visitor(qt, Path(data))
    try:
        ways = {"on-air": on_air, "rehearse": rehearse, "put-back": put_back}
        told = ways[way](visitor, *rest)
        print(msgspec.json.encode(told).decode(), flush=True)
        if way == "on-air":
            # On air until the test has seen what arrives.
            sys.stdin.readline()
    except BaseException:
        visitor.say_where_it_stands()
        raise
    finally:
        visitor.app.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
