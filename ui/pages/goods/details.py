"""Beside the table: the card of the product that is chosen, and what the table has no room for."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from host_assistant.catalog.pool import Pool
from host_assistant.catalog.product import Product
from host_assistant.catalog.readiness import missing_on_air
from host_assistant.language import _
from host_assistant.show.vocabulary import Shape, ShowSetup
from ui.pages.goods.fields import (
    IN_DETAILS,
    WIDE_ONLY,
    FieldKey,
    example,
    heading,
    pool_words,
    written,
)
from ui.pages.goods.preview import CardPreview
from ui.widgets.parts import button, column, label, row
from ui.widgets.tips import as_tip
from ui.words import lacks_words

WIDTH = 328
PREVIEW_PX = 272
NARROW_WIDTH = 296
NARROW_PREVIEW_PX = 144
LONG: frozenset[FieldKey] = frozenset({"story", "story_en"})


class LongField(QPlainTextEdit):
    """A few lines of text; Tab leaves it, and leaving it says that writing is done."""

    editing_finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(96)

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.editing_finished.emit()


class GoodsDetails(QFrame):
    """Fields of one product. Whatever was written is told by `wrote`; nothing is kept here."""

    wrote = Signal(str, str)
    picture_wanted = Signal()
    picture_unwanted = Signal()
    deletion_wanted = Signal()

    def __init__(self, pictures: Path) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setFixedWidth(WIDTH)
        self._product: Product | None = None
        self.preview = CardPreview(pictures, PREVIEW_PX)
        self.fields: dict[FieldKey, QLineEdit | LongField] = {}
        self.pick = button(
            _("Picture…"),
            self.picture_wanted.emit,
            icon="mdi6.image-plus",
            name=_("Choose a picture for this product"),
        )
        self.drop = button(
            "",
            self.picture_unwanted.emit,
            kind="quiet",
            icon="mdi6.image-off-outline",
            name=_("Take the picture away"),
        )
        self.delete = button(
            "",
            self.deletion_wanted.emit,
            kind="quiet",
            icon="mdi6.trash-can-outline",
            name=_("Delete this product"),
        )
        shapes = self._shape_buttons()
        self.extra = label(role="muted", wrap=True)
        self.pool = label(role="muted", wrap=True)
        self.pool.setContentsMargins(0, 0, 0, 8)
        self.lacks = label(role="warning", wrap=True)
        self.lacks.setContentsMargins(0, 0, 0, 8)
        form = column(
            row(label(_("On the picture"), "strong"), None, *shapes, gap=4),
            8,
            self.preview,
            8,
            row(self.pick, self.drop, None, self.delete, gap=4),
            8,
            self.lacks,
            gap=0,
        )
        form.setContentsMargins(16, 16, 8, 16)
        self._narrow_only: list[QWidget] = []
        for key in (*WIDE_ONLY, *IN_DETAILS):
            part = QWidget()
            part.setLayout(column(label(heading(key), "muted"), self._field(key), 8, gap=4))
            form.addWidget(part)
            if key == "pool":
                form.addWidget(self.pool)
            if key in WIDE_ONLY:
                self._narrow_only.append(part)
                part.hide()
        form.addWidget(self.extra)
        form.addStretch(1)
        held = QWidget()
        held.setLayout(form)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(held)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setObjectName("bare")
        scroll.setStyleSheet("#bare, #bare > QWidget > QWidget { background: transparent; }")
        self.setLayout(column(scroll))

    def show_product(
        self, product: Product | None, setup: ShowSetup, pool: Pool | None = None
    ) -> None:
        self._product = product
        self.preview.set_product(product, setup)
        self.setEnabled(product is not None)
        self.drop.setVisible(bool(product and product.picture))
        lacks = lacks_words(missing_on_air(product)) if product else ""
        self.lacks.setText(_("Not shown on air yet: {lacks}.").format(lacks=lacks))
        self.lacks.setVisible(bool(lacks))
        for key, field in self.fields.items():
            text = written(key, product) if product else ""
            if isinstance(field, QLineEdit):
                if field.text() != text:
                    field.setText(text)
                    field.setCursorPosition(0)
            elif field.toPlainText() != text:
                field.setPlainText(text)
        self.pool.setText("" if pool is None else pool_words(pool))
        self.pool.setVisible(pool is not None)
        extra = product.extra if product else {}
        self.extra.setText(
            _("Other columns of the sheet: {columns}").format(
                columns="; ".join(f"{name}: {value}" for name, value in extra.items())
            )
            if extra
            else ""
        )

    def set_narrow(self, narrow: bool) -> None:
        """Where there is little room: less of the card, and the fields that the table hides."""
        self.setFixedWidth(NARROW_WIDTH if narrow else WIDTH)
        self.preview.setFixedHeight(NARROW_PREVIEW_PX if narrow else PREVIEW_PX)
        for part in self._narrow_only:
            part.setVisible(narrow)

    def set_shape(self, shape: Shape) -> None:
        self._shapes[shape].setChecked(True)
        self.preview.set_shape(shape)

    def _shape_buttons(self) -> list[QPushButton]:
        self._shapes: dict[Shape, QPushButton] = {}
        group = QButtonGroup(self)
        names: tuple[tuple[Shape, str, str], ...] = (
            ("wide", "16:9", _("Wide 16:9")),
            ("upright", "9:16", _("Upright 9:16")),
        )
        for shape, ratio, name in names:
            made = button(ratio, partial(self.preview.set_shape, shape), kind="pill", name=name)
            made.setToolTip(as_tip(name))
            made.setCheckable(True)
            group.addButton(made)
            self._shapes[shape] = made
        self._shapes["wide"].setChecked(True)
        return list(self._shapes.values())

    def _field(self, key: FieldKey) -> QLineEdit | LongField:
        field: QLineEdit | LongField
        if key in LONG:
            field = LongField()
            field.editing_finished.connect(lambda: self._wrote(key))
        else:
            field = QLineEdit()
            field.editingFinished.connect(lambda: self._wrote(key))
        field.setAccessibleName(heading(key))
        field.setPlaceholderText(example(key))
        self.fields[key] = field
        return field

    def _wrote(self, key: FieldKey) -> None:
        if self._product is None:
            return
        field = self.fields[key]
        text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        if text != written(key, self._product):
            self.wrote.emit(key, text)
