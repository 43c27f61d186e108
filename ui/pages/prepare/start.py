"""The way on from the page: a rehearsal at any time, the broadcast once nothing is red."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from host_assistant.language import _
from host_assistant.show.vocabulary import Mode
from ui.context import Context
from ui.widgets.parts import button, label, row, set_primary

if TYPE_CHECKING:
    from host_assistant.data_folder import DataFolder


class StartBar(QWidget):
    """Opens a session and leads to its page; viewers see nothing before “START BROADCAST”."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._has_goods = True
        self._opening = False
        self.rehearse = button("", self._rehearse, icon="mdi6.drama-masks")
        self.go_live = button(_("Go live"), self._go_live, kind="primary", icon="mdi6.broadcast")
        self.hint = label(role="muted", wrap=True)
        line = row(self.hint, self.rehearse, self.go_live, gap=12)
        line.setStretch(0, 1)
        self.setLayout(line)
        context.bridge.opening.connect(self._set_opening)
        self.show_ready(ready=False, may=False, has_goods=True)

    def show_ready(self, *, ready: bool, may: bool, has_goods: bool) -> None:
        """`ready` makes going live the page's primary button, `may` lets it be pressed."""
        self._has_goods = has_goods
        is_open = self._context.show is not None
        words = _("Rehearse") if has_goods else _("Rehearse with sample goods")
        self.rehearse.setText(words)
        self.rehearse.setAccessibleName(words)
        self.rehearse.setVisible(not is_open)
        self.rehearse.setEnabled(not self._opening)
        self.go_live.setText(_("To the session") if is_open else _("Go live"))
        self.go_live.setAccessibleName(self.go_live.text())
        self.go_live.setVisible(is_open or may)
        self.go_live.setEnabled(not self._opening)
        set_primary(self.go_live, "mdi6.broadcast", primary=ready)
        self.hint.setText(
            _("Nobody sees you before you press START BROADCAST.") if may and not is_open else ""
        )

    def _set_opening(self, opening: bool) -> None:
        self._opening = opening
        self.rehearse.setEnabled(not opening)
        self.go_live.setEnabled(not opening)

    def _go_live(self) -> None:
        if self._context.show is not None:
            self._context.navigate("live")
            return
        self._open("live")

    def _rehearse(self) -> None:
        self._open("rehearsal")

    def _open(self, mode: Mode) -> None:
        self._set_opening(True)
        context = self._context
        folder, with_samples = context.folder, mode == "rehearsal" and not self._has_goods

        def opened(cut_off: bool) -> None:
            if not isValid(self):
                return
            self._set_opening(False)
            if not cut_off:
                context.open_show(mode, _("Today's show"))
            # A session that was cut off is offered there, before anything new begins.
            context.navigate("live")

        def failed(problem: BaseException) -> None:
            if isValid(self):
                self._set_opening(False)
            if not isinstance(problem, OSError):
                raise problem
            context.tell(
                _(
                    "The sample goods could not be put on the disk, so there is nothing to show. "
                    "Free some space, then press the button again."
                )
            )

        context.bridge.run(lambda: _make_ready(folder, with_samples), opened, failed)


def _make_ready(folder: DataFolder, with_samples: bool) -> bool:
    """Whether a session was cut off that must be taken up first. Raises OSError."""
    from host_assistant.catalog.sheet import SheetReading, read_sheet
    from host_assistant.catalog.shelf import Shelf
    from host_assistant.resources import asset
    from ui.looking import find_unfinished

    if find_unfinished(folder.journal)[0] is not None:
        return True
    shelf = Shelf(folder.path)
    if with_samples and not shelf.products():
        reading = read_sheet(asset("samples", "goods.csv"), folder.pictures)
        if isinstance(reading, SheetReading):
            shelf.replace(reading.products)
    return False
