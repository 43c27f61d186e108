"""Hàng hóa: what will be sold, in a table that is edited in place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QHideEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QStackedLayout, QWidget

from host_assistant.catalog.product import Product
from host_assistant.catalog.shelf import Shelf
from host_assistant.language import _, ngettext
from host_assistant.show.commands import ListProduct
from ui.context import Context
from ui.pages.goods.details import GoodsDetails
from ui.pages.goods.fields import FieldKey
from ui.pages.goods.files import GoodsFiles
from ui.pages.goods.model import GoodsModel
from ui.pages.goods.new import NewProduct
from ui.pages.goods.table import GoodsTable
from ui.theme import tokens
from ui.widgets.answer_bar import AnswerBar
from ui.widgets.empty import Empty
from ui.widgets.parts import button, column, label, row, set_state
from ui.words import not_ready_words

if TYPE_CHECKING:
    from host_assistant.control_room.director import Outcome

MARGIN: Final = 24
NARROW_PX: Final = 1100


class GoodsPage(QWidget):
    """A spreadsheet may be dropped anywhere on it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAcceptDrops(True)
        self._context = context
        self._pictures = context.folder.pictures
        self.model = GoodsModel(Shelf(context.folder.path), context.bridge, self)
        self.model.refused.connect(self._refused)
        self.model.saving.failed.connect(self._not_saved)
        self.model.changed.connect(self._changed)
        self.model.modelReset.connect(self._rows_changed)
        self.model.dataChanged.connect(self._show_details)
        self.bar = AnswerBar()
        self.files = GoodsFiles(
            self, context, self.model, self.bar, self._take_all, self._put_picture
        )
        self.table = GoodsTable(self.model, self._pictures)
        self.details = GoodsDetails(self._pictures)
        self.count = label(role="muted")
        self.export = button(
            _("Export sheet"), self.files.choose_export, icon="mdi6.file-export-outline"
        )
        self.add = button(_("Add a product"), self.add_product, icon="mdi6.plus")
        self.bring = button(
            _("Import a sheet"),
            self.files.choose_sheet,
            kind="primary",
            icon="mdi6.file-import-outline",
            colour=tokens().on_brand,
        )
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        head = row(
            label(_("Goods"), "title"), 4, self.count, None, self.export, self.add, self.bring
        )
        split = row(self.table, self.details, gap=16)
        split.setStretch(0, 1)
        filled = QWidget()
        filled.setLayout(split)
        self.empty = Empty(
            "mdi6.basket-outline",
            _("No goods yet"),
            _(
                "Drop a goods sheet here (Excel or CSV), or choose one. Each line is one product: "
                "code, name, price, unit."
            ),
            _("Import a sheet"),
            self.files.choose_sheet,
            button(_("or type in the first product"), self.add_product, kind="quiet"),
        )
        self._stack = QStackedLayout()
        self._stack.addWidget(filled)
        self._stack.addWidget(self.empty)
        layout = column(head, self._stack, self.bar, gap=16, margins=MARGIN)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.table.row_chosen.connect(self._show_details)
        self.model.dataChanged.connect(self.table.fit_columns)
        self.table.picture_wanted.connect(self._choose_picture)
        self.table.deletion_wanted.connect(self.delete_product)
        self.details.picture_wanted.connect(self._choose_picture)
        self.details.picture_unwanted.connect(lambda: self._put_picture(None))
        self.details.deletion_wanted.connect(self.delete_product)
        self.details.wrote.connect(self._wrote)
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Undo), self.model.undo_stack.undo),
            (QKeySequence(QKeySequence.StandardKey.Redo), self.model.undo_stack.redo),
            (QKeySequence(QKeySequence.StandardKey.New), self.add_product),
            (QKeySequence(QKeySequence.StandardKey.Open), self.files.choose_sheet),
        ):
            self._shortcut(keys, act)

    def _shortcut(self, keys: QKeySequence, act: Callable[[], object]) -> None:
        shortcut = QShortcut(keys, self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    @property
    def chosen(self) -> Product | None:
        return self.model.product_at(self.table.currentIndex().row())

    def add_product(self) -> NewProduct:
        return NewProduct(self, self.model.products, self._add)

    def delete_product(self) -> None:
        place = self.table.currentIndex().row()
        product = self.model.product_at(place)
        if product is None:
            return
        self.model.delete(place)
        self.table.choose(min(place, self.model.rowCount() - 1))
        sentence = _("“{name}” was deleted.").format(name=product.name)
        if self._context.show is not None:
            sentence += " " + _("In the session that is open it stays until the end.")
        self.bar.tell(sentence, _("Undo"), self._undo, good=True)

    def _choose_picture(self) -> None:
        if self.chosen is not None:
            self.files.choose_picture()

    def _take_all(self, products: tuple[Product, ...]) -> None:
        self.model.replace_all(products)
        self.table.choose(0)
        self.table.setFocus()
        count = len(products)
        now = ngettext("You have {count} product now.", "You have {count} products now.", count)
        said = (now.format(count=count), not_ready_words(products))
        self.bar.tell(
            " ".join(filter(None, said)),
            _("Undo"),
            self._undo,
            good=True,
        )

    def _add(self, product: Product) -> None:
        self.model.add(product)
        self.table.choose(self.model.rowCount() - 1)
        self.table.setFocus()

    def _put_picture(self, name: str | None) -> None:
        product = self.chosen
        if product is not None:
            place = self.table.currentIndex().row()
            self.model.put(place, msgspec.structs.replace(product, picture=name))

    def _wrote(self, key: FieldKey, text: str) -> None:
        place = self.table.currentIndex().row()
        if not self.model.write(place, key, text):
            self._show_details()

    def _undo(self) -> None:
        sku = self.chosen.sku if self.chosen else ""
        self.model.undo_stack.undo()
        self.table.choose(max(0, self.model.row_of(sku)))

    def _refused(self, why: str) -> None:
        self.bar.tell(why)

    def _not_saved(self) -> None:
        self.bar.tell(self._why_not_saved(), _("Save again"), self.model.saving.again)

    def _why_not_saved(self) -> str:
        return _(
            "The last changes could not be saved in {folder}. They stand on the screen and count "
            "for what is sold now, but are lost when the program is closed. Free some space on "
            "the disk or allow writing in that folder, then press “Save again” on the Goods page."
        ).format(folder=self._context.folder.path)

    def _changed(self, products: tuple[Product, ...]) -> None:
        """The show that is open sells what the table says from now on."""
        show = self._context.show
        if show is None:
            return
        for product in products:
            self._context.bridge.when_done(
                show.director.submit(ListProduct(product=product)), self._listed
            )

    def _listed(self, outcome: Outcome) -> None:
        if outcome.refusal is not None:
            from host_assistant.control_room.wording import sentence

            self.bar.tell(sentence(outcome.refusal, outcome.state))

    def _rows_changed(self) -> None:
        count = self.model.rowCount()
        self.count.setText(
            ngettext("{count} product", "{count} products", count).format(count=count)
            if count
            else ""
        )
        self._stack.setCurrentIndex(0 if count else 1)
        for part in (self.export, self.add, self.bring):
            part.setVisible(bool(count))
        if self.model.trouble:
            self.bar.tell(self.model.trouble)
        self.table.fit_columns()
        self._show_details()

    def _show_details(self) -> None:
        chosen = self.chosen
        pool = self.model.pool_of(chosen) if chosen else None
        self.details.show_product(chosen, self._context.settings.value.setup, pool)

    def on_shown(self) -> None:
        """The shelf may have been filled elsewhere, and the look of the cards changed."""
        self.model.load()
        self.details.set_shape(self._context.settings.value.setup.shape)
        self._show_details()
        if self.model.rowCount():
            wanted = self.model.row_of(self._context.wanted_product)
            self.table.choose(wanted if wanted >= 0 else max(self.table.currentIndex().row(), 0))
            self.table.setFocus()
        else:
            self.empty.start.setFocus()
        self._context.wanted_product = ""

    def hideEvent(self, event: QHideEvent) -> None:
        """The other pages read the goods from the shelf: they stand there before it is left."""
        super().hideEvent(event)
        if not self.model.saving.finish():
            self._context.tell(self._why_not_saved())

    def lost_at_close(self) -> str:
        """What would be lost if the program ended now, in words; empty where nothing is."""
        return "" if self.model.saving.finish() else self._why_not_saved()

    def leave(self) -> None:
        """The page is taken down, and the program may end: nothing may be left unwritten."""
        self.model.saving.finish()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW_PX
        self.count.setVisible(not narrow)
        self.table.set_narrow(narrow)
        self.details.set_narrow(narrow)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()
            set_state(self.table, "drop", "true")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        set_state(self.table, "drop", "false")

    def dropEvent(self, event: QDropEvent) -> None:
        set_state(self.table, "drop", "false")
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.files.import_sheet(path)


def _dropped(event: QDropEvent) -> Path | None:
    """The first file that is held over the page."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return files[0] if files else None
