"""The checks that a broadcast from this machine needs, put together for a preflight."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import Final

import msgspec

from host_assistant.catalog.product import Product
from host_assistant.checks import (
    claims,
    clock,
    goods,
    machine,
    obs,
    recording,
    scenes,
    stream,
    upload,
)
from host_assistant.checks.claim_answers import ClaimAnswers
from host_assistant.checks.eye import PATIENCE_S as EYE_S
from host_assistant.checks.eye import Eye, Picture
from host_assistant.checks.finding import Finding
from host_assistant.checks.preflight import Check
from host_assistant.show.vocabulary import ShowSetup
from host_assistant.stage.obs.address import parse_address
from host_assistant.stage.obs.link import ObsLink, linked
from host_assistant.stage.obs.program.settings_file import is_this_machine
from host_assistant.stage.obs.setup.before import BeforeFile
from host_assistant.stage.obs.setup.target import StreamTarget
from host_assistant.stage.stage import StageError

Findings = tuple[Finding, ...]
_HEAR_S: Final = 1.0


class Plans(msgspec.Struct, frozen=True, kw_only=True):
    """What the host is about to do, and with what.

    `data_dir` and `pictures` are the data folder's own; `obs_url` and `obs_password` are how OBS
    is reached; `target` is where to stream, None where that was not chosen in this program.
    `camera` and `microphone` are as in the settings, "" for the computer's own choice. `heard` is
    what the host's own voice was found to be, empty before anybody listened. `seen` is called
    with each picture that was looked at, in the thread of its check. `enough` is set once nobody
    waits for what is found, so that the camera is free for the next look.
    """

    data_dir: Path
    pictures: Path
    products: tuple[Product, ...]
    hours: float
    obs_url: str
    obs_password: str
    setup: ShowSetup = ShowSetup()
    target: StreamTarget | None = None
    camera: str = ""
    microphone: str = ""
    heard: Findings = ()
    seen: Callable[[Picture], None] | None = None
    enough: Event | None = None


def usual_checks(plans: Plans) -> tuple[Check, ...]:
    """All that can be looked at before going on air."""
    answers = ClaimAnswers(plans.data_dir)
    eye = Eye(
        plans.obs_url,
        plans.obs_password,
        plans.camera,
        plans.seen or _nobody_looks,
        plans.enough,
    )
    return (
        Check("obs", partial(obs.look, plans.obs_url, plans.obs_password, plans.data_dir)),
        Check("scenes", partial(_scenes, plans)),
        Check("stream", partial(_stream, plans)),
        Check("camera", partial(eye.findings, "camera"), EYE_S),
        Check("picture", partial(eye.findings, "picture"), EYE_S),
        Check("microphone", partial(_microphone, plans)),
        Check("sound", partial(_sound, plans)),
        Check("goods", partial(goods.look_at_goods, plans.products, plans.pictures)),
        Check("claims", lambda: claims.look_at_claims(plans.products, answers.all())),
        Check("disk", partial(_disk, plans)),
        Check("power", partial(machine.look_at_power, plans.hours)),
        Check("load", partial(_load, plans)),
        Check("upload", partial(_upload, plans)),
        Check("clock", partial(clock.look, plans.data_dir)),
    )


def _nobody_looks(_: Picture) -> None:
    """At a terminal there is nothing to show a picture on."""


def _scenes(plans: Plans) -> Findings:
    before, shape = BeforeFile(plans.data_dir).read(), plans.setup.shape
    found = _asked(plans, lambda link: scenes.look(link, before, shape))
    return found or (Finding(check="scenes", level="unknown", code="waits_for_obs"),)


def _stream(plans: Plans) -> Findings:
    waits = Finding(check="stream", level="unknown", code="waits_for_obs", remedy="choose_stream")
    target, platform = plans.target, plans.setup.platform
    found = _asked(plans, lambda link: (stream.look(link, target, platform),))
    return (*(found or (waits,)), *stream.judge_picture(plans.setup))


def _microphone(plans: Plans) -> Findings:
    # Loaded when first looked at, as all that hears and sees.
    from host_assistant.checks import microphone, obs_sound

    found = microphone.look(plans.microphone or None)
    if not plans.microphone or any(finding.level == "bad" for finding in found):
        return found
    return (*found, *_asked(plans, partial(obs_sound.look_at_choice, chosen=plans.microphone)))


def _sound(plans: Plans) -> Findings:
    """What the host's sentence told; before that, whether OBS could hear anything at all."""
    from host_assistant.checks import obs_sound
    from host_assistant.stage.obs.health.meters import hear

    try:
        hearing = hear(plans.obs_url, plans.obs_password, _HEAR_S)
    except StageError:
        now: Findings = ()
    else:
        now = obs_sound.judge(hearing, laptop_hears=False)
    not_heard = Finding(check="sound", level="unknown", code="not_heard", remedy="listen")
    return obs_sound.renewed(plans.heard, now) or (not_heard,)


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
