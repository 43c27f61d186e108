"""A goods sheet before it is taken: what was read, or every line that is bad. All or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from host_assistant.catalog.pool import pool_key, pools_of
from host_assistant.catalog.product import Product
from host_assistant.catalog.sheet import SheetReading, SheetRefused, read_sheet
from host_assistant.language import _, ngettext
from host_assistant.values.vietnamese import fold
from ui.background import start
from ui.bridge import Bridge
from ui.pages.goods.fields import FieldKey, heading, shown
from ui.theme import tokens
from ui.widgets.icons import icon
from ui.widgets.parts import button, column, label, row
from ui.words import not_ready_words

SIZE: Final = (880, 560)
SHOWN_ROWS: Final = 200
COLUMNS: Final[tuple[FieldKey, ...]] = ("sku", "name", "price", "unit", "stock")


class ImportSheet(QDialog):
    """Reads `path` elsewhere, shows the reading, and hands the goods to `take` when told to."""

    def __init__(
        self,
        parent: QWidget,
        bridge: Bridge,
        path: Path,
        pictures: Path,
        known: Sequence[Product],
        take: Callable[[tuple[Product, ...]], object],
        choose_again: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Import goods"))
        self.resize(*SIZE)
        self._path = path
        self._known = tuple(known)
        self._take = take
        self._choose_again = choose_again
        self._reading = SheetReading()
        self.heading = label(_("Reading “{file}” …").format(file=path.name), "heading", wrap=True)
        self.explanation = label(wrap=True)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName(_("Reading the sheet"))
        self.table = QTableWidget()
        self.findings = label(role="warning", wrap=True)
        self.add_to = QRadioButton(_("Add to my goods; the same code is put in its place"))
        self.put_instead = QRadioButton(_("Put in the place of all my goods"))
        self.put_instead.setChecked(True)
        self.cancel = button(_("Cancel"), self.reject)
        self.act: QPushButton = button(_("Import"), self._accept, kind="primary")
        self._assemble()
        self._job = start(
            bridge,
            lambda steps: read_sheet(path, pictures, lambda done: steps.at(done / 100)),
            done=self._read,
            failed=self._refused,
            progressed=self._progressed,
        )
        self.finished.connect(lambda _result: self._job.cancel())
        self.open()

    def _assemble(self) -> None:
        waiting = QWidget()
        waiting.setLayout(column(None, self.progress, None))
        shown = QWidget()
        shown.setLayout(column(self.table, self.findings, self.add_to, self.put_instead, gap=8))
        self._stack = QStackedLayout()
        self._stack.addWidget(waiting)
        self._stack.addWidget(shown)
        layout = column(
            self.heading,
            self.explanation,
            self._stack,
            row(None, self.cancel, self.act),
            gap=12,
            margins=24,
        )
        layout.setStretch(2, 1)
        self.setLayout(layout)
        for part in (self.explanation, self.findings, self.add_to, self.put_instead, self.act):
            part.hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()

    def _progressed(self, share: float) -> None:
        if share > 0:
            self.progress.setRange(0, 100)
            self.progress.setValue(round(share * 100))

    def _read(self, reading: SheetReading) -> None:
        self._reading = reading
        self._stack.setCurrentIndex(1)
        if reading.errors:
            self._show_errors(reading)
        else:
            self._show_goods(reading)
        self.act.show()
        self.act.setFocus()

    def _refused(self, problem: BaseException) -> None:
        if isinstance(problem, SheetRefused):
            explanation = str(problem)
        elif isinstance(problem, OSError):
            explanation = _(
                "The file could not be read, or its pictures could not be copied. No goods were "
                "taken from it. Check that the file is still there and that the disk has room."
            )
        else:
            raise problem
        self.progress.hide()
        self.heading.setText(_("“{file}” was not imported").format(file=self._path.name))
        self.explanation.setText(explanation)
        self.explanation.show()
        self._offer_another()
        self.act.show()
        self.act.setFocus()

    def _show_errors(self, reading: SheetReading) -> None:
        lines = len({error.line for error in reading.errors})
        self.heading.setText(
            ngettext(
                "{count} line is wrong, so nothing was imported",
                "{count} lines are wrong, so nothing was imported",
                lines,
            ).format(count=lines)
        )
        self.explanation.setText(
            _(
                "Your goods are as they were. Mend these lines in “{file}”, save it, then choose "
                "it again."
            ).format(file=self._path.name)
        )
        self.explanation.show()
        self.findings.hide()
        rows = [
            (str(error.line), error.column, error.message)
            for error in sorted(reading.errors, key=lambda error: error.line)
        ]
        self._fill((_("Line"), _("Column"), _("What is wrong, and what to do")), rows, stretch=2)
        for place in range(self.table.rowCount()):
            first = self.table.item(place, 0)
            if first is not None:
                first.setIcon(icon("mdi6.alert-circle-outline", tokens().brand_ink))
        self._offer_another()

    def _show_goods(self, reading: SheetReading) -> None:
        count = len(reading.products)
        self.heading.setText(
            ngettext("{count} product read", "{count} products read", count).format(count=count)
        )
        said = [_("Nothing is taken yet. Look it over, then press Import.")]
        if count > SHOWN_ROWS:
            said.append(_("The first {count} are shown.").format(count=SHOWN_ROWS))
        if reading.unknown_columns:
            said.append(
                _("Columns without a meaning of their own are kept: {columns}.").format(
                    columns=", ".join(reading.unknown_columns)
                )
            )
        if reading.skipped_lines:
            said.append(
                _("Left out, because these lines are no goods: {lines}.").format(
                    lines=", ".join(map(str, reading.skipped_lines))
                )
            )
        self.explanation.setText(" ".join(said))
        self.explanation.show()
        pools = pools_of(reading.products)
        self._fill(
            tuple(heading(key) for key in COLUMNS),
            [
                tuple(shown(key, product, pools.get(pool_key(product))) for key in COLUMNS)
                for product in reading.products[:SHOWN_ROWS]
            ],
            stretch=1,
            figures=[COLUMNS.index("price"), COLUMNS.index("stock")],
        )
        self.findings.setText(_findings(reading))
        self.findings.setVisible(bool(self.findings.text()))
        self.add_to.setVisible(bool(self._known))
        self.put_instead.setVisible(bool(self._known))
        self.act.setText(
            ngettext("Import {count} product", "Import {count} products", count).format(count=count)
        )
        self.act.setAccessibleName(self.act.text())

    def _fill(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        stretch: int,
        figures: Sequence[int] = (),
    ) -> None:
        table = self.table
        table.setColumnCount(len(headings))
        table.setHorizontalHeaderLabels(list(headings))
        table.setRowCount(len(rows))
        for place, texts in enumerate(rows):
            for across, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setTextAlignment(_alignment(across in figures))
                table.setItem(place, across, item)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for across in figures:
            named = table.horizontalHeaderItem(across)
            if named is not None:
                named.setTextAlignment(_alignment(True))
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().setMinimumSectionSize(44)
        table.resizeRowsToContents()

    def _offer_another(self) -> None:
        self._reading = SheetReading()
        self.cancel.setText(_("Close"))
        self.act.setText(_("Choose the sheet again"))
        self.act.setAccessibleName(self.act.text())

    def _accept(self) -> None:
        products = self._reading.products
        self.accept()
        if not products:
            self._choose_again()
        elif self.add_to.isChecked():
            self._take(merged(self._known, products))
        else:
            self._take(products)


def _alignment(figure: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if figure else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def merged(known: Sequence[Product], read: Sequence[Product]) -> tuple[Product, ...]:
    """The goods that are there with those that were read: the same code takes the old place."""
    news = {fold(product.sku): product for product in read}
    kept = [news.pop(fold(product.sku), product) for product in known]
    return (*kept, *news.values())


def _findings(reading: SheetReading) -> str:
    shown = [
        _("Line {line}, {column}: {message}").format(
            line=finding.line, column=finding.column, message=finding.message
        )
        for finding in reading.findings[:3]
    ]
    more = len(reading.findings) - len(shown)
    if more:
        shown.append(
            ngettext("and {count} more remark", "and {count} more remarks", more).format(count=more)
        )
    if not_ready := not_ready_words(reading.products):
        fill_in = _("They are taken all the same; fill it in on the Goods page or in the sheet.")
        shown.insert(0, f"{not_ready} {fill_in}")
    return "\n".join(shown)
