"""Goods and quantities as requests name them, and what is wrong with those that cannot be."""

from __future__ import annotations

from host_assistant.catalog.product import Product
from host_assistant.catalog.selling import (
    MAX_QUANTITY_MILLI,
    BadQuantityReason,
    listed_sku,
    unit_weight_g,
)
from host_assistant.desk.errors import DeskError, refused, wrong_field
from host_assistant.language import _
from host_assistant.show import refusals as no
from host_assistant.show.state import ShowState
from host_assistant.values.quantity import format_milli, format_weight_exact


def known_sku(written: str, state: ShowState, field: str) -> str:
    """The code as the show has it, whatever case it was written in. Raises DeskError."""
    # The exact code first and cheaply: a burst of orders names nothing else.
    sku = written if written in state.products else listed_sku(state.skus, written)
    if sku is None:
        raise refused(no.UnknownProduct(written), state, field)
    return sku


def wrong_quantity(
    field: str, reason: BadQuantityReason, product: Product, quoted: str
) -> DeskError:
    """Why what was written is no quantity of this product, and what may be written."""
    said = "{why} {example}".format(
        why=_why(reason, product).format(
            name=product.name,
            unit=product.unit,
            written=quoted,
            most=format_milli(MAX_QUANTITY_MILLI),
            one=format_weight_exact(product.unit_weight_g or 0),
        ),
        example=_("Write for example “2 {unit}” or 2.").format(unit=product.unit),
    )
    return wrong_field(field, said)


def _why(reason: BadQuantityReason, product: Product) -> str:
    match reason:
        case "unreadable" | "other_unit":
            return _("“{name}” is sold by the {unit}; “{written}” is no quantity of it.")
        case "no_weight":
            return _(
                "“{name}” is sold by the {unit}, and what one {unit} weighs is not known; "
                "“{written}” cannot be counted."
            )
        case "not_whole":
            if unit_weight_g(product.unit):
                return _("“{name}” is sold by the {unit}; “{written}” is finer than can be sold.")
            if product.unit_weight_g:
                return _(
                    "“{name}” is sold by whole {unit} of {one}; “{written}” is no whole number "
                    "of them."
                )
            return _("“{name}” is sold by whole {unit}; “{written}” is no whole number of them.")
        case "zero":
            return _("“{name}” is sold by the {unit}; “{written}” is none of it.")
        case "too_large":
            return _(
                "“{name}” is sold by the {unit}; “{written}” is more than one order may hold, "
                "which is {most}."
            )
