"""A reading as others get it, over HTTP and from the command line.

The names are public (`interfaces.md`): more may be added, none changed.
"""

from __future__ import annotations

from collections.abc import Mapping

from host_assistant.catalog.product import Product
from host_assistant.orders.reading import Reading
from host_assistant.orders.wording import why_text
from host_assistant.show.state_message import units


def reading_message(reading: Reading, products: Mapping[str, Product]) -> dict[str, object]:
    """`quantity` counts selling units, null where the comment leaves it open."""
    return {
        "kind": reading.kind,
        "lines": [
            {
                "sku": line.sku,
                "quantity": None if line.quantity_milli is None else units(line.quantity_milli),
            }
            for line in reading.lines
        ],
        "phone": reading.phone,
        "place": reading.place,
        "sure": reading.sure,
        "why": why_text(reading, products),
    }
