"""`python -m tests.ui.prepare_sound DATA`: the two sheets of the microphone, told as JSON.

A process of its own, because PortAudio looks at the machine once in a process.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from host_assistant import language
from host_assistant.checks.finding import Finding
from host_assistant.control_room.hands import Hands
from tests.support.waiting import wait_until
from tests.ui.page_context import standing
from ui.context import Context
from ui.pages.prepare import listen as prepare_listen
from ui.pages.prepare.listen import ListenSheet
from ui.pages.prepare.microphone import MicrophoneSheet


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """`moved` is how far the bar of the first microphone went.

    `without` is what is found of a microphone that is not plugged in, `plugged_in` once it is.
    """

    microphones: list[str]
    moved: float
    chosen: str
    findings: list[str]
    can_be_heard_again: bool
    without: list[str]
    plugged_in: list[str]


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{each.check}.{each.code}" for each in findings]


def plugged_in_meanwhile(
    parent: QWidget, context: Context, until: Callable[[Callable[[], object]], None]
) -> tuple[list[str], list[str]]:
    """What is found of a headset before and after it is there."""
    context.settings.change(microphone="headset")
    prepare_listen.SPEAK_S = 1.5  # type: ignore[misc]
    hands = Hands(context.folder, context.settings)
    sheet = ListenSheet(parent, context, lambda: hands.access, lambda _findings: None)
    until(lambda: sheet.state == "judged")
    without = codes(sheet.findings)
    with (Path.home() / ".asoundrc").open("a") as devices:
        devices.write("pcm.headset { type pulse }\n")
    QTest.mouseClick(sheet.speak, Qt.MouseButton.LeftButton)
    until(lambda: sheet.state == "judged")
    sheet.reject()
    return without, codes(sheet.findings)


def main() -> int:
    qt = QApplication([])
    language.use("en")

    def until(condition: Callable[[], object]) -> None:
        def holds() -> object:
            qt.processEvents()
            return condition()

        wait_until(holds, 30)

    with standing(Path(sys.argv[1]), qt) as (context, _asked):
        context.settings.change(obs_url="ws://127.0.0.1:9")
        parent = QWidget()
        parent.show()
        chosen: list[str] = []
        sheet = MicrophoneSheet(parent, context, chosen.append)
        until(lambda: sheet.tiles)
        names = [tile.accessibleName() for tile in sheet.tiles.values()]
        first = next(iter(sheet.tiles))
        bar = sheet._bars[first]
        until(lambda: bar.share > 0.3)
        moved = bar.share
        QTest.mouseClick(sheet.tiles[first], Qt.MouseButton.LeftButton)
        until(lambda: chosen)
        kept: list[tuple[Finding, ...]] = []
        hands = Hands(context.folder, context.settings)
        listen = ListenSheet(parent, context, lambda: hands.access, kept.append)
        until(lambda: listen._listening.state == "open")
        QTest.mouseClick(listen.speak, Qt.MouseButton.LeftButton)
        until(lambda: listen.state == "judged")
        again = listen.replay.isVisible()
        QTest.mouseClick(listen.close_it, Qt.MouseButton.LeftButton)
        until(lambda: kept)
        without, plugged_in = plugged_in_meanwhile(parent, context, until)
        told = Told(
            microphones=names,
            moved=moved,
            chosen=chosen[0],
            findings=codes(kept[0]),
            can_be_heard_again=again,
            without=without,
            plugged_in=plugged_in,
        )
    print(msgspec.json.encode(told).decode(), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
