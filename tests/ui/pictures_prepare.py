"""Takes the pictures of the page Chuẩn bị: `python -m tests.ui.pictures_prepare FOLDER`.

Every state of it, in both languages, light and dark, on a small laptop's screen and on a large
one. The findings are the checks' own values; the pictures of cameras are drawn here.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import keyring
from keyring.backends.fail import Keyring
from msgspec.structs import replace
from PySide6.QtCore import QBuffer, QIODevice, QPointF
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from host_assistant import language
from host_assistant.catalog.shelf import Shelf
from host_assistant.checks.eye import Picture
from host_assistant.checks.finding import CheckName, Figures, Finding, Level, Remedy
from host_assistant.checks.preflight import Looked
from host_assistant.language import Language
from host_assistant.settings import Appearance
from host_assistant.stage.obs.setup.devices import Device, Seen
from tests.support.window import LiveWindow
from tests.ui.pictures import _put_in_the_middle
from ui.pages.prepare.camera import CameraSheet
from ui.pages.prepare.listen import ListenSheet
from ui.pages.prepare.microphone import MicrophoneSheet
from ui.pages.prepare.page import CHECKS, PreparePage
from ui.pages.prepare.stream import StreamSheet

SIZES = ((1366, 768), (1920, 1080))
SKY, GROUND, SKIN, SHIRT = "#9CC7E8", "#4F7A3A", "#E0AC7E", "#B3163B"

Findings = dict[CheckName, tuple[Finding, ...]]


def found(
    check: CheckName,
    level: Level,
    code: str,
    remedy: Remedy | None = None,
    figures: Figures | None = None,
) -> Finding:
    return Finding(check=check, level=level, code=code, remedy=remedy, figures=figures or {})


def all_well() -> Findings:
    """As on a laptop where everything was mended."""
    size: Figures = {"canvas_px": "1920 × 1080"}
    target: Figures = {"platform": "Facebook", "key_end": "••••a7Qx"}
    device: Figures = {"device": "Micro cài áo USB"}
    line: Figures = {"server": "live-api-s.facebook.com", "took_ms": 84}
    good: list[Finding] = [
        found("obs", "good", "answers", figures={"version": "30.2.3"}),
        found("scenes", "good", "fine", figures=size),
        found("stream", "good", "fine", figures=target),
        found("camera", "good", "in_obs"),
        found("picture", "good", "fine"),
        found("microphone", "good", "fine", figures=device),
        found("sound", "good", "fine"),
        found("goods", "good", "complete", figures={"count": 8}),
        found("claims", "good", "answered", figures={"count": 2}),
        found("disk", "good", "enough", figures={"free_gb": 84.0, "needed_gb": 6.0, "hours": 3.0}),
        found("power", "good", "plugged_in", figures={"percent": 92}),
        found("load", "good", "fine", figures={"busy_percent": 31}),
        found("upload", "good", "answers", figures=line),
        found("clock", "good", "right"),
    ]
    return {each.check: (each,) for each in good}


def just_installed() -> Findings:
    """The first start of all."""
    nothing: Findings = {
        "obs": (found("obs", "bad", "never_started", "turn_on_server"),),
        "scenes": (found("scenes", "unknown", "waits_for_obs"),),
        "stream": (found("stream", "unknown", "waits_for_obs", "choose_stream"),),
        "camera": (found("camera", "good", "fine", figures={"fps": 30}),),
        "sound": (found("sound", "unknown", "not_heard", "listen"),),
        "goods": (found("goods", "bad", "none", "open_goods"),),
        "claims": (),
        "upload": (found("upload", "unknown", "cannot_tell"),),
    }
    return {**all_well(), **nothing}


def bad_stream() -> Findings:
    figures: Figures = {"platform": "TikTok"}
    return {
        **all_well(),
        "stream": (
            found("stream", "bad", "no_key", "choose_stream", figures),
            found("stream", "doubtful", "kept_off_phone", None, figures),
        ),
        "picture": (found("picture", "doubtful", "backlit", "look_again"),),
    }


def worth_a_look() -> Findings:
    phrase: Figures = {"sku": "TRA", "phrase": "chữa khỏi", "rule": "", "count": 1}
    from host_assistant.checks.claim_rules import rules

    rule = next(each for each in rules() if each.kind == "cure")
    return {
        **all_well(),
        "picture": (found("picture", "doubtful", "backlit", "look_again"),),
        "sound": (found("sound", "doubtful", "too_quiet", "listen"),),
        "claims": (
            found("claims", "doubtful", "cure", "answer_claims", {**phrase, "rule": rule.code}),
        ),
    }


def portrait(*, dark: bool = False, empty: bool = False) -> bytes:
    """A host in an orchard, as a camera's JPEG."""
    image = QImage(640, 360, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    sky = QLinearGradient(QPointF(0, 0), QPointF(0, 360))
    sky.setColorAt(0, QColor(SKY))
    sky.setColorAt(0.6, QColor("#F6F1DA"))
    sky.setColorAt(0.61, QColor(GROUND))
    painter.fillRect(image.rect(), sky)
    painter.setPen(QColor(0, 0, 0, 0))
    if not empty:
        painter.setBrush(QColor(SHIRT).darker(250 if dark else 100))
        painter.drawRoundedRect(220, 220, 200, 200, 70, 70)
        painter.setBrush(QColor(SKIN).darker(260 if dark else 100))
        painter.drawEllipse(265, 90, 110, 140)
    painter.end()
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(out, "JPG")  # type: ignore[call-overload]
    return bytes(out.data().data())


def _stay(self: PreparePage) -> None:
    """It shows what it is given."""


class Photographer:
    """One window of one size, language and colour; `take` keeps what it shows."""

    def __init__(self, live: LiveWindow, out: Path, name: str) -> None:
        self.live = live
        self._out = out
        self._name = name
        # The page's own looks would meet this machine, which is no host's laptop.
        PreparePage.on_shown = _stay  # type: ignore[method-assign]
        live.window.navigate("prepare")
        page = live.window.page()
        assert isinstance(page, PreparePage)
        self.page = page

    def show(self, findings: Findings, picture: Picture | None, only: int = 99) -> None:
        page = self.page
        page._chosen = None
        page._look += 1
        for each in page.rows.values():
            each.wait()
        for check in CHECKS[:only]:
            page._show(page._look, Looked(check, findings[check]))
        if picture is not None:
            page._show_picture(page._look, picture)
            page.picture.follow(False)
        page._dress()

    def take(self, state: str) -> None:
        QTest.qWait(120)
        window = self.live.window
        picture = window.grab()
        for dialog in window.findChildren(QDialog):
            if dialog.isVisible():
                _put_in_the_middle(picture, dialog.grab())
        assert picture.save(str(self._out / f"{state}-{self._name}.png"))

    def with_dialog(self, state: str, opens: Callable[[], object]) -> QDialog:
        opens()
        dialog = self.live.dialog()
        QTest.qWait(120)
        self.take(state)
        return dialog

    def close(self, dialog: QDialog) -> None:
        dialog.reject()
        self.live.until(self.live.no_dialog)


def take_all(photographer: Photographer) -> None:
    page, mender = photographer.page, photographer.page.mender
    own = Picture(portrait(), False)
    obs = Picture(portrait(), True)
    photographer.show(all_well(), None, only=3)
    photographer.take("1-looking")
    photographer.show(just_installed(), own)
    photographer.take("2-just-installed")
    photographer.close(
        photographer.with_dialog("3-consent", lambda: mender.ask_set_up(is_open=False))
    )
    page._say_doing("obs", language._("OBS is being set up and started. That may take a minute."))
    mender.busy = True
    page._dress()
    photographer.take("4-working")
    mender.busy = False
    page._say_doing("obs", "")
    photographer.show(bad_stream(), Picture(portrait(dark=True), True))
    photographer.take("5-stream-missing")
    _sheets(photographer)
    photographer.show(worth_a_look(), Picture(portrait(dark=True), True))
    photographer.take("6-worth-a-look")
    page._open("claims")
    photographer.take("7-another-line")
    photographer.show(all_well(), obs)
    photographer.take("8-ready")


def _sheets(photographer: Photographer) -> None:
    mender, page = photographer.page.mender, photographer.page
    context = photographer.live.app.context
    sheet = photographer.with_dialog("a-stream", mender.choose_stream)
    assert isinstance(sheet, StreamSheet)
    sheet.tiles["other"].click()
    sheet.save.click()
    photographer.take("b-stream-other")
    photographer.close(sheet)

    def cameras(_enough: Event) -> Iterator[Seen]:
        yield Seen(Device("0", "HD Webcam C270"), portrait())
        yield Seen(Device("1", "Camera tích hợp của máy tính xách tay"), portrait(empty=True))
        yield Seen(Device("2", "OBS Virtual Camera"), None)

    camera = CameraSheet(page, context, cameras, lambda _camera, _free: None)
    photographer.live.until(camera.progress.isHidden)
    photographer.take("c-camera")
    photographer.close(camera)
    microphone = MicrophoneSheet(page, context, lambda _name: None)
    photographer.live.until(microphone.progress.isHidden)
    microphone.nothing.hide()
    for name, level in (("Micro cài áo USB", -22.0), ("Micro có sẵn của máy", -47.0)):
        tile = microphone._tile("" if level > -30 else name, name)
        microphone._list.addWidget(tile)
        tile.show()
        microphone._bars["" if level > -30 else name].show_level(level)
    microphone._timer.stop()
    microphone.fit()
    photographer.take("d-microphone")
    photographer.close(microphone)
    listen = ListenSheet(page, context, lambda: mender.hands.access, lambda _found: None)
    listen._timer.stop()
    listen.bar.show_level(-24.0)
    photographer.take("e-listen")
    listen._judged((found("sound", "doubtful", "too_quiet", "listen"),))
    photographer.take("f-listen-quiet")
    listen._judged((found("sound", "good", "fine"), found("sound", "good", "obs_hears")))
    photographer.take("g-listen-good")
    photographer.close(listen)
    product = Shelf(context.folder.path).products()[0]
    claim = "Trà này chữa khỏi bệnh tiểu đường."
    Shelf(context.folder.path).replace((replace(product, story=claim),))
    claims = photographer.with_dialog("h-claims", mender.answer_claims)
    photographer.live.until(lambda: claims.flag is not None)  # type: ignore[attr-defined]
    photographer.take("h-claims")
    mender._look = lambda: None
    photographer.close(claims)


def main() -> int:
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    keyring.set_keyring(Keyring())  # type: ignore[no-untyped-call]
    qt = QApplication([])
    languages: tuple[Language, ...] = ("vi", "en")
    looks: tuple[Appearance, ...] = ("dark", "light")
    for spoken in languages:
        language.use(spoken)
        for look in looks:
            for size in SIZES:
                with tempfile.TemporaryDirectory() as folder:
                    live = LiveWindow(qt, Path(folder) / "data", appearance=look, size=size)
                    take_all(Photographer(live, out, f"{spoken}-{look}-{size[0]}"))
                    live.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
