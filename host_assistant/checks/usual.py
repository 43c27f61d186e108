"""The checks that a broadcast from this machine needs, put together for a preflight."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from host_assistant.catalog.product import Product
from host_assistant.checks import claims, clock, goods, machine, obs, recording, upload
from host_assistant.checks.claim_answers import ClaimAnswers
from host_assistant.checks.finding import Finding
from host_assistant.checks.preflight import Check
from host_assistant.stage.obs.address import parse_address
from host_assistant.stage.obs.link import ObsLink, linked
from host_assistant.stage.obs.settings_file import is_this_machine
from host_assistant.stage.stage import StageError

Findings = tuple[Finding, ...]


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
        Check("obs", partial(obs.look, plans.obs_url, plans.obs_password, plans.data_dir)),
        Check("goods", partial(goods.look_at_goods, plans.products, plans.pictures)),
        Check("claims", lambda: claims.look_at_claims(plans.products, answers.all())),
        Check("disk", partial(_disk, plans)),
        Check("power", partial(machine.look_at_power, plans.hours)),
        Check("load", partial(_load, plans)),
        Check("upload", partial(_upload, plans)),
        Check("clock", partial(clock.look, plans.data_dir)),
    )


def _disk(plans: Plans) -> Findings:
    log = machine.look_at_log_disk(plans.data_dir)
    if not _obs_is_here(plans):
        far = Finding(check="disk", level="unknown", code="on_another_computer")
        return (*log, far)
    try:
        with linked(plans.obs_url, plans.obs_password) as link:
            records = recording.read_recording(link)
    except StageError:
        records = recording.default_recording(plans.data_dir)
    return (*log, *machine.look_at_disk(records.folder, records.bitrate_kbps, plans.hours))


def _load(plans: Plans) -> Findings:
    late = _asked(plans, recording.look_at_load)
    return late or machine.look_at_load()


def _upload(plans: Plans) -> Findings:
    return _asked(plans, _upload_of) or (
        Finding(check="upload", level="unknown", code="cannot_tell"),
    )


def _upload_of(link: ObsLink) -> Findings:
    settings = link.call("GetStreamServiceSettings")["streamServiceSettings"]
    return upload.look(str(settings.get("server") or ""))


def _asked(plans: Plans, look: Callable[[ObsLink], Findings]) -> Findings:
    """What is found at OBS; nothing where it does not answer, which is another check's to say."""
    try:
        with linked(plans.obs_url, plans.obs_password) as link:
            return look(link)
    except StageError:
        return ()


def _obs_is_here(plans: Plans) -> bool:
    try:
        return is_this_machine(parse_address(plans.obs_url)[0])
    except StageError:
        return True
