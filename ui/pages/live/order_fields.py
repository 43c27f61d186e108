"""The fields of the order form, and the further lines of an order of several goods."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from host_assistant.catalog.selling import BadQuantity, amount_vnd, quantity_milli_for
from host_assistant.language import _
from host_assistant.show.commands import Wanted
from host_assistant.show.comment import Line
from host_assistant.show.state import OnSale, ShowState
from host_assistant.values.quantity import format_milli
from ui.widgets.parts import button, label, row, set_state
from ui.widgets.tips import as_tip

MOST_HIGH_PX = 150


def field(name: str, hint: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    made.setMaxLength(200)
    return made


def label_for(buddy: QWidget, word: str) -> QWidget:
    made = label(word, "muted")
    made.setBuddy(buddy)
    return made


def goods_box(watcher: QObject) -> QComboBox:
    """What is chosen among the goods; `watcher` hears of the keys pressed there."""
    made = QComboBox()
    made.setAccessibleName(_("Goods"))
    made.setMinimumContentsLength(12)
    made.installEventFilter(watcher)
    return made


def fill_goods(box: QComboBox, state: ShowState, sku: str | None) -> None:
    box.blockSignals(True)
    box.clear()
    for on_sale in state.on_sale():
        box.addItem(on_sale.product.name, on_sale.product.sku)
    box.setCurrentIndex(state.skus.index(sku) if sku in state.skus else 0)
    box.blockSignals(False)


def written(line: Line) -> str:
    """How much a line holds, as it is typed."""
    return "" if line.quantity_milli is None else format_milli(line.quantity_milli)


def fields_grid(
    product: QWidget,
    quantity: QWidget,
    more: QWidget,
    name: QWidget,
    phone: QWidget,
    place: QWidget,
) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(2)
    for one, word, line, side, across in (
        (product, _("Goods"), 0, 0, 2),
        (quantity, _("How much"), 0, 2, 1),
        (name, _("Name"), 3, 0, 1),
        (phone, _("Phone"), 3, 1, 1),
        (place, _("Place"), 3, 2, 1),
    ):
        grid.addWidget(label_for(one, word), line, side, 1, across)
        grid.addWidget(one, line + 1, side, 1, across)
    grid.addWidget(more, 2, 0, 1, 3)
    for side in range(3):
        grid.setColumnStretch(side, 1)
    return grid


class _OneMore(QWidget):
    def __init__(self, watcher: QObject, changed: Callable[[], object]) -> None:
        super().__init__()
        self.product = goods_box(watcher)
        self.quantity = field(_("How much"), "")
        self.remove = button("", self._remove, kind="tiny", icon="mdi6.close")
        self.remove.setAccessibleName(_("Take these goods off the order"))
        self.remove.setToolTip(as_tip(self.remove.accessibleName()))
        self._changed = changed
        line = row(self.product, self.quantity, self.remove)
        line.setStretch(0, 2)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.product.currentIndexChanged.connect(lambda _place: changed())
        self.quantity.textChanged.connect(lambda _text: changed())

    def _remove(self) -> None:
        self.hide()
        self._changed()


class MoreLines(QScrollArea):
    """The second line of an order and those after it; gone while there is none."""

    changed = Signal()

    def __init__(self, watcher: QObject) -> None:
        super().__init__()
        self._watcher = watcher
        self.lines: list[_OneMore] = []
        inside = QWidget()
        inside.setProperty("kind", "clear")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(4)
        self.setWidgetResizable(True)
        self.setWidget(inside)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def fill(self, state: ShowState, lines: Sequence[Line]) -> None:
        for gone in self.lines:
            gone.deleteLater()
        self.lines = []
        for line in lines:
            made = _OneMore(self._watcher, self._one_changed)
            fill_goods(made.product, state, line.sku)
            made.quantity.setText(written(line))
            self._column.addWidget(made)
            self.lines.append(made)
        self._one_changed()

    def wanted(self, products: Mapping[str, OnSale]) -> tuple[Wanted, ...] | None:
        """The lines that were not taken off; None where one cannot be read, which is marked."""
        found = []
        for line in self._standing():
            sku = str(line.product.currentData())
            try:
                milli = quantity_milli_for(products[sku].product, line.quantity.text())
            except BadQuantity:
                set_state(line.quantity, "wrong", "true")
                line.quantity.setFocus()
                return None
            found.append(Wanted(sku, milli))
        return tuple(found)

    def amount_vnd(self, products: Mapping[str, OnSale]) -> int | None:
        """What they cost together, None while one of them cannot be read."""
        total = 0
        for line in self._standing():
            on_sale = products.get(str(line.product.currentData()))
            if on_sale is None:
                return None
            try:
                milli = quantity_milli_for(on_sale.product, line.quantity.text())
            except BadQuantity:
                return None
            total += amount_vnd(on_sale.price_vnd, milli)
        return total

    @property
    def any(self) -> bool:
        return bool(self._standing())

    def _standing(self) -> list[_OneMore]:
        return [line for line in self.lines if not line.isHidden()]

    def _one_changed(self) -> None:
        standing = self._standing()
        for line in standing:
            set_state(line.quantity, "wrong", "false")
        self.setVisible(bool(standing))
        self.setFixedHeight(min(MOST_HIGH_PX, 50 * len(standing)))
        self.changed.emit()
