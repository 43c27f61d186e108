"""Looks for words that their place on the screen cuts off, and for parts that nobody can name.

`python -m tests.ui.cut_off LANG WIDTH HEIGHT` prints one line for each on the live page, in a
process of its own: Qt reads QT_SCALE_FACTOR only when it starts.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QToolButton,
    QWidget,
)

from host_assistant import language
from host_assistant.show import commands as cmd
from host_assistant.show.comment import Comment
from host_assistant.show.inbox import INBOX_SORTS
from host_assistant.show.vocabulary import ShowSetup
from tests.support.window import GOODS, LiveWindow
from ui.widgets.figure import Figure

SMALLEST_TARGET_PX = 40
# 1366×768 less what the system's bars take.
SMALL_SCREEN_PX = 740
# With an account there is one switch more beside the picture.
PAYING = ShowSetup(
    bank_bin="970405", bank_account="1500205012345", bank_holder="HTX NONG NGHIEP LUC NGAN"
)


def cut_off(root: QWidget) -> Iterator[str]:
    """One line for each visible part whose words do not fit into it."""
    for part in root.findChildren(QWidget):
        if not part.isVisible():
            continue
        if isinstance(part, QLabel) and part.text() and not _label_fits(part):
            yield f"label {part.text()!r} in {part.width()}x{part.height()}"
        if isinstance(part, QAbstractButton) and part.text() and not _button_fits(part):
            yield f"button {part.text()!r} in {part.width()} px"
        if isinstance(part, Figure) and not part.fits():
            yield f"figure {part.text!r} in {part.width()} px"


def unnamed(root: QWidget) -> Iterator[str]:
    """One line for each control without a name for a screen reader."""
    for part in root.findChildren(QWidget):
        control = isinstance(part, QAbstractButton | QLineEdit | QComboBox)
        inside = isinstance(part.parent(), QLineEdit | QComboBox)
        if control and part.isVisible() and not inside and not part.accessibleName():
            text = part.text() if isinstance(part, QAbstractButton | QLineEdit) else ""
            yield f"{type(part).__name__} {text!r}"


def too_small(root: QWidget) -> Iterator[str]:
    for part in root.findChildren(QAbstractButton):
        inside = isinstance(part.parent(), QLineEdit | QComboBox)
        smallest = min(part.width(), part.height())
        if part.isVisible() and not inside and smallest < SMALLEST_TARGET_PX:
            yield f"{part.accessibleName()!r}: {part.width()}x{part.height()}"


def _label_fits(part: QLabel) -> bool:
    if not part.pixmap().isNull():
        return True
    inside = part.contentsRect()
    flags = Qt.TextFlag.TextWordWrap if part.wordWrap() else Qt.TextFlag.TextSingleLine
    needed = part.fontMetrics().boundingRect(
        QRect(0, 0, inside.width() if part.wordWrap() else 10_000, 10_000), flags, part.text()
    )
    return needed.width() <= inside.width() + 1 and needed.height() <= inside.height() + 2


def _button_fits(part: QAbstractButton) -> bool:
    needed = part.fontMetrics().horizontalAdvance(part.text())
    if isinstance(part, QToolButton):
        return needed <= part.width()
    if not part.icon().isNull() or isinstance(part, QCheckBox):
        needed += part.iconSize().width() + 4
    if isinstance(part, QPushButton):
        option = QStyleOptionButton()
        part.initStyleOption(option)
        inside = QStyle.SubElement.SE_PushButtonContents
        return needed <= part.style().subElementRect(inside, option, part).width() + 1
    return needed <= part.width()


def busy_evening(live: LiveWindow) -> None:
    """The widest that a real evening makes of the page."""
    show = live.direct(setup=PAYING)
    for command in (
        cmd.ChooseScene(scene="camera"),
        cmd.ShowProduct(sku="VT5"),
        cmd.ListProduct(product=replace(GOODS[0], stock_milli=900_000_000)),
        cmd.PlaceOrder(order_id="o1", lines=(cmd.Wanted("VT1", 12_600_000),)),
        cmd.PlaceOrder(order_id="o2", lines=(cmd.Wanted("VT5", 2_000),), confirmed=False),
        cmd.ChangePrice(sku="VT5", price_vnd=1_250_000, for_s=600),
        cmd.NoticeStream(state="on"),
    ):
        outcome = show.director.do(command)
        assert outcome.refusal is None, outcome.refusal
    live.until(lambda: len(live.page.orders.rows) == 2)
    live.until(lambda: live.page.strip.signs["network"].health == "good")


def look(live: LiveWindow) -> Iterator[str]:
    """Everything that the live page can show, one after the other."""
    live.until(live.live.start.goods.isVisible)
    yield from _all(live.window, "start")
    busy_evening(live)
    live.until(live.page.overlays.buttons["bank_qr"].isVisible)
    yield from _all(live.window, "live")
    yield from below_the_fold(live)
    live.page.overlays.marker.click()
    live.until(lambda: live.state.notes)
    yield from _all(live.window, "marked")
    live.page.form.bring_up()
    live.page.form.quantity.setText("9999")
    live.page.form.phone.setText("12")
    live.page.form.take.click()
    live.qt.processEvents()
    yield from _all(live.window, "order form")
    live.page.form.put_away()
    yield from look_at_inbox(live)
    live.page.presenting.ask_special()
    yield from _all(live.dialog(), "special price")
    _close(live)
    live.page.strip.press_stream()
    yield from _all(live.dialog(), "question")
    _close(live)
    live.app.tell(
        "OBS không trả lời. Người xem vẫn thấy hình lúc trước. Hãy mở lại OBS; cảnh sẽ tự chuyển."
    )
    live.page.strip.press_break()
    live.until(lambda: live.state.phase == "break")
    live.qt.processEvents()
    yield from _all(live.window, "break")


def look_at_inbox(live: LiveWindow) -> Iterator[str]:
    """Empty, each of its groups, its question, its rule, and the form for mending."""
    show = live.app.context.show
    assert show is not None
    inbox = live.page.inbox
    live.page.side.open_inbox()
    said = ("lấy 90 thùng abcxyz 0912 345 678", "RVT 2 chai", "hủy đơn giúp em")
    show.inbox.take(
        [Comment(platform="facebook", author="Nguyễn Thị Minh Nguyệt", text=one) for one in said]
    ).result(10)
    lines = (cmd.Wanted("VT5", 30_000),)
    show.director.do(cmd.PlaceOrder(order_id="o3", lines=lines, waiting=True))
    live.until(lambda: all(live.state.inbox_sizes))
    for sort in INBOX_SORTS:
        inbox.groups.choose(sort)
        live.until(lambda: inbox.model.entries)
        yield from _all(live.window, f"inbox, {sort}")
        yield from below_the_fold(live)
    inbox.groups.choose("unsure")
    live.until(lambda: inbox.card.settled)
    inbox.confirm()
    live.until(lambda: inbox.card.asks)
    yield from _all(live.window, "inbox, too little")
    inbox.escape()
    live.until(lambda: inbox.card.settled)
    inbox.mend()
    yield from _all(live.window, "inbox, mending")
    live.page.form.put_away()
    inbox.rule.turn()
    yield from _all(live.window, "inbox, rule")
    inbox.rule.turn()
    live.page.side.to_orders.click()
    yield from _all(live.window, "orders beside an inbox")


def below_the_fold(live: LiveWindow) -> Iterator[str]:
    """On a small laptop's screen the doors to helpers and comments are seen without scrolling."""
    if live.window.height() < SMALL_SCREEN_PX:
        return
    for part in (live.page.outside.helpers, live.page.outside.comments):
        if part.visibleRegion().boundingRect().height() < part.height():
            yield f"{part.text()!r} is below the fold"


def _close(live: LiveWindow) -> None:
    for dialog in live.window.findChildren(QDialog):
        dialog.reject()
    live.until(live.no_dialog)


def _all(root: QWidget, where: str) -> Iterator[str]:
    for _pass in range(3):  # a part that grew makes those around it move, one pass later
        QApplication.processEvents()
    for found in (*cut_off(root), *unnamed(root), *too_small(root)):
        yield f"{where}: {found}"


def main() -> int:
    lang, width, height = sys.argv[1:4]
    language.use("vi" if lang == "vi" else "en")
    qt = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        live = LiveWindow(qt, Path(folder) / "data", size=(int(width), int(height)))
        for line in look(live):
            print(line)
        live.close()
    sys.stdout.flush()
    # A look at the devices may still run in a thread that nobody waits for.
    os._exit(0)


if __name__ == "__main__":
    raise SystemExit(main())
