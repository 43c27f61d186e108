"""What is being presented: picture, name, price, what is left; and the buttons for its price."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from host_assistant.catalog.selling import unit_weight_g, weight_g
from host_assistant.language import _
from host_assistant.show.commands import ChooseScene, ShowProduct
from host_assistant.show.state import OnSale, ShowState
from host_assistant.show.vocabulary import SceneRole
from host_assistant.values.money import format_vnd
from host_assistant.values.quantity import format_milli, format_weight
from ui.pages.live.hand import Hand
from ui.pages.live.price import PriceDialog
from ui.theme import FAR_PX, FARTHEST_PX
from ui.widgets.figure import Figure
from ui.widgets.parts import button, column, label, row, set_state
from ui.widgets.product_picture import ProductPicture
from ui.widgets.tips import as_tip
from ui.words import scene_name

PICTURE_PX, PRICE_PX = 104, 68
# Narrower, and the words of the three buttons have no room beside their signs.
NARROW_PX = 480
LONGEST_NAME = 90
# As stage.picture has it: all other scenes show the card.
CARDLESS: tuple[SceneRole, ...] = ("opening", "break", "closing")


def left_sentence(on_sale: OnSale) -> str:
    """ "27,4 tấn left": empty where stock is not counted."""
    if on_sale.left_milli is None:
        return ""
    if on_sale.left_milli <= 0:
        return _("sold out")
    if unit_weight_g(on_sale.product.unit) is not None:
        weight = weight_g(on_sale.product, on_sale.left_milli) or 0
        return _("{amount} left").format(amount=format_weight(weight))
    return _("{number} {unit} left").format(
        number=format_milli(on_sale.left_milli), unit=on_sale.product.unit
    )


class Presenting(QFrame):
    """Empty until a product is shown; then the largest thing on it is the price."""

    def __init__(self, hand: Hand, pictures: Path, offset_ms: Callable[[], int]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._hand = hand
        self._offset_ms = offset_ms
        self._on_sale: OnSale | None = None
        self.picture = ProductPicture(PICTURE_PX, pictures)
        self.name = label("", "heading", wrap=True)
        # Beside an open inbox the longest prices are a little smaller than what is read from afar.
        self.price = Figure(PRICE_PX, FAR_PX - 8)
        self.unit = label("", "strong")
        self.left = label("", "strong")
        self.regular = label("", "muted")
        font = self.regular.font()
        font.setStrikeOut(True)
        self.regular.setFont(font)
        self.countdown = Figure(18, 12, colour="gold_ink", flashes=False, tight=False)
        self.change = button(_("Set price"), self.ask_price, icon="mdi6.tag-outline")
        self.special = button(_("Flash sale"), self.ask_special, icon="mdi6.sale-outline")
        self.hide_card = button(_("Hide card"), self.hide_it, icon="mdi6.eye-off-outline")
        self.unseen = label("", "warning", wrap=True)
        self.to_camera = button(f"F2 {scene_name('camera')}", self._choose_camera, kind="small")
        self._unseen = QWidget()
        unseen = row(self.unseen, self.to_camera)
        unseen.setStretch(0, 1)
        self._unseen.setLayout(unseen)
        self._hint = label("", wrap=True)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty())
        self._pages.addWidget(self._full())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 10, 12, 12)
        outer.setSpacing(4)
        outer.addWidget(self._pages)

    def show_state(self, state: ShowState) -> None:
        on_sale = state.products.get(state.product) if state.product else None
        self._pages.setCurrentIndex(1 if on_sale else 0)
        self._hint.setText(
            _("The show is in a break, so no card is shown. COME BACK brings back what was there.")
            if state.phase == "break"
            else _("No card is on the picture. Press a key from 1 to 9, or one of the goods below.")
        )
        self._say_unseen(state)
        if on_sale == self._on_sale:
            return
        self._on_sale = on_sale
        if on_sale is None:
            return
        product = on_sale.product
        self.picture.set_product(product)
        name = product.name
        self.name.setText(name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…")
        self.name.setToolTip(as_tip(name))
        self.price.set_text(
            format_vnd(on_sale.price_vnd),
            _("Price: {price} for one {unit}").format(
                price=format_vnd(on_sale.price_vnd), unit=product.unit
            ),
        )
        self.price.set_colour("gold_ink" if on_sale.is_reduced else "ink")
        self.unit.setText(f"/{product.unit}")
        self.left.setText(left_sentence(on_sale))
        out = on_sale.left_milli is not None and on_sale.left_milli <= 0
        set_state(self.left, "role", "wrong" if out else "strong")
        self.regular.setText(format_vnd(on_sale.regular_price_vnd) if on_sale.is_reduced else "")
        self.tick()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW_PX
        for made in (self.change, self.special, self.hide_card):
            set_state(made, "kind", "small" if narrow else "")
            made.setIconSize(QSize(18, 18) if narrow else QSize(24, 24))

    def set_vast(self, vast: bool) -> None:
        """Where there is much room the price is read from farther away."""
        self.price.set_largest(FARTHEST_PX if vast else PRICE_PX)

    def tick(self) -> None:
        """Move the special price's countdown on."""
        until_ms = self._on_sale.special_until_ms if self._on_sale else None
        if until_ms is None:
            self.countdown.set_text("")
            return
        seconds = max(0, (until_ms - self._offset_ms() + 999) // 1000)
        self.countdown.set_text(
            _("special price for {time} more").format(time=f"{seconds // 60}:{seconds % 60:02d}")
        )

    def ask_price(self) -> None:
        self._ask(special=False)

    def ask_special(self) -> None:
        self._ask(special=True)

    def hide_it(self) -> None:
        """What the key 0 does too."""
        self._hand.do(ShowProduct(sku=None))

    def _choose_camera(self) -> None:
        self._hand.do(ChooseScene(scene="camera"))

    def _say_unseen(self, state: ShowState) -> None:
        """A card that the scene does not show: say so where the host looks for it."""
        unseen = state.scene in CARDLESS and state.product is not None
        self._unseen.setVisible(unseen)
        if unseen and state.scene is not None:
            self.unseen.setText(
                _("The scene “{scene}” shows no card.").format(scene=scene_name(state.scene))
            )

    def _ask(self, *, special: bool) -> None:
        if self._on_sale is not None:
            PriceDialog(self, self._hand, self._on_sale, special=special)

    def _empty(self) -> QWidget:
        page = QWidget()
        page.setLayout(column(label(_("NOW PRESENTING"), "muted"), None, self._hint, None))
        return page

    def _full(self) -> QWidget:
        page = QWidget()
        special = row(self.countdown, self.regular, None, gap=12)
        head = label(_("NOW PRESENTING"), "muted")
        words = column(head, self.name, self.left, special, self._unseen, None, gap=2)
        top = row(self.picture, words, gap=16)
        top.setStretch(1, 1)
        price = row(self.price, self.unit, None, gap=4)
        buttons = row(self.change, self.special, self.hide_card)
        page.setLayout(column(top, price, buttons, gap=8))
        return page
