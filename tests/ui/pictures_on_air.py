"""Takes pictures of going on air, each alarm, and the end:
`python -m tests.ui.pictures_on_air FOLDER [LANG]`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import get_args

from host_assistant.checks.finding import Finding
from host_assistant.show import commands as cmd
from host_assistant.show.vocabulary import AlarmCode
from tests.support.window import LiveWindow
from tests.ui.pictures import SETUP, _save, _wait_for_monitor, sell, windows
from ui.widgets.countdown import Countdown


def _stands(live: LiveWindow, code: AlarmCode) -> bool:
    return bool(live.window.alarm.code == code)


def main() -> int:
    for live, out, name in windows(("dark", "1366"), ("light", "1366"), ("dark", "911")):
        _take(live, out, name)
    return 0


def _take(live: LiveWindow, out: Path, name: str) -> None:
    show = live.direct(setup=SETUP)
    sell(show)
    _wait_for_monitor(live)
    live.red = (Finding(check="goods", level="bad", code="none"),)
    live.page.strip.press_stream()
    live.dialog().accept()
    live.until(lambda: live.page.going.count is None and not live.no_dialog())
    _save(live, out / f"red-{name}.png")
    live.dialog().reject()
    live.until(live.no_dialog)
    live.red = ()
    live.page.going.ask()
    live.dialog().accept()
    live.until(lambda: live.page.going.count and live.page.going.count.counts)
    _save(live, out / f"count-{name}.png")
    live.page.going.go_back()
    show.director.do(cmd.AskStream(on=True))
    show.director.do(cmd.NoticeStream(state="on"))
    show.director.do(cmd.NoticeRecording(state="on"))
    live.until(lambda: live.page.strip.signs["sound"].health == "good")
    for code in get_args(AlarmCode):
        show.director.do(cmd.NoticeAlarm(code=code))
        live.until(partial(_stands, live, code))
        live.until(lambda: live.window.alarm.property("flash") == "false")
        _save(live, out / f"alarm-{code}-{name}.png")
    show.director.do(cmd.NoticeAlarm(code=None))
    live.until(lambda: live.window.alarm.code is None)
    live.window.ask_to_end()
    live.dialog().accept()
    live.until(lambda: live.window.findChildren(Countdown))
    _save(live, out / f"closing-{name}.png")


if __name__ == "__main__":
    raise SystemExit(main())
