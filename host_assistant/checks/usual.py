"""The checks that a broadcast from this machine needs, put together for a preflight."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import msgspec

from host_assistant.catalog.product import Product
from host_assistant.checks import claims, goods, machine
from host_assistant.checks.claim_answers import ClaimAnswers
from host_assistant.checks.preflight import Check


class Plans(msgspec.Struct, frozen=True, kw_only=True):
    """What the host is about to do, and with what.

    `data_dir` and `pictures` are the data folder's own; `obs_url` and `obs_password` are how OBS
    is reached.
    """

    data_dir: Path
    pictures: Path
    products: tuple[Product, ...]
    hours: float
    obs_url: str
    obs_password: str


def usual_checks(plans: Plans) -> tuple[Check, ...]:
    """All that can be looked at before going on air."""
    answers = ClaimAnswers(plans.data_dir)
    return (
        Check("goods", partial(goods.look_at_goods, plans.products, plans.pictures)),
        Check("claims", lambda: claims.look_at_claims(plans.products, answers.all())),
        Check("disk", partial(machine.look_at_disk, plans.data_dir, 6160, plans.hours)),
        Check("power", partial(machine.look_at_power, plans.hours)),
        Check("load", machine.look_at_load),
    )
