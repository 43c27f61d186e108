"""Files that go into the goods and come out of them: sheets and pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from host_assistant.catalog.product import Product
from host_assistant.catalog.sheet_writing import SheetNotWritten, write_sheet
from host_assistant.language import _
from ui.context import Context
from ui.pages.goods.import_sheet import ImportSheet
from ui.pages.goods.model import GoodsModel
from ui.pages.goods.pictures import PictureRefused, take_picture
from ui.widgets.answer_bar import AnswerBar
from ui.widgets.file_dialog import ask_for_file, ask_where_to_write, tell_written


class GoodsFiles(QObject):
    """Asks for files on behalf of `page`, and answers in its bar."""

    def __init__(
        self,
        page: QWidget,
        context: Context,
        model: GoodsModel,
        bar: AnswerBar,
        take_all: Callable[[tuple[Product, ...]], None],
        put_picture: Callable[[str], None],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._bridge = context.bridge
        self._settings = context.settings
        self._pictures = context.folder.pictures
        self._model = model
        self._bar = bar
        self._take_all = take_all
        self._put_picture = put_picture

    def choose_sheet(self) -> None:
        ask_for_file(
            self._page,
            self._settings,
            _("Import a sheet"),
            f"{_('Goods sheets')} (*.xlsx *.csv *.tsv *.txt)",
            self.import_sheet,
        )

    def import_sheet(self, path: Path) -> ImportSheet:
        """Show what this sheet says; its goods are taken once the host agrees."""
        return ImportSheet(
            self._page,
            self._bridge,
            path,
            self._pictures,
            self._model.products,
            self._take_all,
            self.choose_sheet,
        )

    def choose_picture(self) -> None:
        ask_for_file(
            self._page,
            self._settings,
            _("Choose a picture"),
            f"{_('Pictures')} (*.jpg *.jpeg *.png *.webp)",
            self.take_picture,
        )

    def take_picture(self, path: Path) -> None:
        """Give the product that is chosen this picture."""
        try:
            name = take_picture(path, self._pictures)
        except PictureRefused as refused:
            self._bar.tell(str(refused))
        except OSError:
            self._bar.tell(
                _(
                    "The picture could not be copied, so the product keeps the one it had. "
                    "Free some space on the disk, then choose it again."
                )
            )
        else:
            self._put_picture(name)

    def choose_export(self) -> None:
        ask_where_to_write(
            self._page,
            self._settings,
            _("Export sheet"),
            f"{_('Goods')}.xlsx",
            "Excel (*.xlsx);;CSV (*.csv)",
            self.export_to,
        )

    def export_to(self, path: Path) -> None:
        products, pictures = self._model.products, self._pictures

        def work() -> Path:
            write_sheet(products, path, pictures)
            return path

        self._bridge.run(work, self._exported, self._export_failed)

    def _exported(self, path: Path) -> None:
        tell_written(self._bar, _("The goods are in {file}.").format(file=path), path)

    def _export_failed(self, problem: BaseException) -> None:
        if not isinstance(problem, SheetNotWritten):
            raise problem
        self._bar.tell(str(problem))
