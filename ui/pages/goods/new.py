"""A product typed in by hand: the few things without which it cannot be sold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QWidget

from host_assistant.catalog.product import Product
from host_assistant.language import _
from host_assistant.values.vietnamese import fold
from ui.pages.goods.fields import FieldKey, Unwritten, example, heading, read_all
from ui.widgets.parts import button, column, label, row, set_state

FIELDS: Final[tuple[FieldKey, ...]] = ("name", "price", "unit", "sku", "stock")
WIDTH: Final = 480


def free_code(products: Sequence[Product]) -> str:
    """A short code that no product has: "SP1", "SP2", …"""
    used = {fold(product.sku) for product in products}
    number = 1
    while f"sp{number}" in used:
        number += 1
    return f"SP{number}"


class NewProduct(QDialog):
    """Asks for one product and hands it to `add`; a wrong field says what is wrong under it."""

    def __init__(
        self, parent: QWidget, products: Sequence[Product], add: Callable[[Product], object]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Add a product"))
        self.setFixedWidth(WIDTH)
        self._products = tuple(products)
        self._add = add
        self.fields: dict[FieldKey, QLineEdit] = {}
        self.problems: dict[FieldKey, QLabel] = {}
        rows: list[QWidget | int] = []
        for key in FIELDS:
            field = QLineEdit()
            field.setAccessibleName(heading(key))
            field.setPlaceholderText(example(key))
            problem = label(role="wrong", wrap=True)
            problem.hide()
            self.fields[key], self.problems[key] = field, problem
            rows += [label(heading(key), "muted"), field, problem, 4]
        self.fields["sku"].setText(free_code(products))
        self.take = button(_("Add to the goods"), self._take, kind="primary")
        self.take.setDefault(True)
        self.setLayout(
            column(
                label(_("Add a product"), "heading"),
                8,
                *rows,
                8,
                row(None, button(_("Cancel"), self.reject), self.take),
                gap=4,
                margins=24,
            )
        )
        self.fields["name"].setFocus()
        self.open()

    def _take(self) -> None:
        problems: Mapping[FieldKey, str] = {}
        try:
            product = read_all(
                {key: field.text() for key, field in self.fields.items()}, self._products
            )
        except Unwritten as why:
            problems = why.problems
        for key, field in self.fields.items():
            self.problems[key].setText(problems.get(key, ""))
            self.problems[key].setVisible(key in problems)
            set_state(field, "wrong", "true" if key in problems else "false")
        if problems:
            wrong = next(field for key, field in self.fields.items() if key in problems)
            wrong.setFocus()
            wrong.selectAll()
            self.adjustSize()
        else:
            self._add(product)
            self.accept()
