"""Are the goods complete enough to be shown, and are their pictures there?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from host_assistant.catalog.product import Product
from host_assistant.catalog.readiness import missing_among, missing_on_air
from host_assistant.checks.finding import Figures, Finding

# More would not be read; the rest is counted.
_NAMED: Final = 5


def look_at_goods(products: Sequence[Product], pictures: Path) -> tuple[Finding, ...]:
    """What the goods lack; `pictures` is the data folder's own."""
    if not products:
        return (Finding(check="goods", level="bad", code="none", remedy="open_goods"),)
    found: list[Finding] = []
    lacking = [product for product in products if missing_on_air(product)]
    if lacking:
        all_of_them = len(lacking) == len(products)
        found.append(
            Finding(
                check="goods",
                level="bad" if all_of_them else "doubtful",
                code="none_complete" if all_of_them else "not_complete",
                figures={**_named(lacking), "missing": missing_among(lacking)},
                remedy="open_goods",
            )
        )
    lost = [one for one in products if one.picture and not (pictures / one.picture).is_file()]
    if lost:
        found.append(_about("picture_lost", lost))
    bare = [one for one in products if not one.picture]
    if bare:
        found.append(_about("no_picture", bare))
    if found:
        return tuple(found)
    return (Finding(check="goods", level="good", code="complete", figures=_counted(products)),)


def _about(code: str, products: Sequence[Product]) -> Finding:
    return Finding(
        check="goods",
        level="doubtful",
        code=code,
        figures=_named(products),
        remedy="open_goods",
    )


def _counted(products: Sequence[Product]) -> Figures:
    return {"count": len(products)}


def _named(products: Sequence[Product]) -> Figures:
    codes = ", ".join(product.sku for product in products[:_NAMED])
    return {**_counted(products), "goods": f"{codes}, …" if products[_NAMED:] else codes}
