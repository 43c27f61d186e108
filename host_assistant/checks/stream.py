"""Whether the stream would reach the audience that the host chose, read back from OBS."""

from __future__ import annotations

from urllib.parse import urlsplit

from host_assistant.checks.finding import Figures, Finding, Level, Remedy
from host_assistant.show.vocabulary import Platform, ShowSetup
from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.target import (
    CUSTOM,
    FROM_A_LIST,
    StreamService,
    StreamTarget,
    read_target,
)
from host_assistant.stage.picture import kept_off_picture
from host_assistant.stage.platforms import PLATFORMS


def look(link: ObsLink, chosen: StreamTarget | None, platform: Platform) -> Finding:
    """What OBS is set to; never the key itself.

    `chosen` is None where the host chose nothing in this program and set OBS up by hand. Raises
    `LinkError` or `LinkDown`.
    """
    return judge(read_target(link), chosen, platform)


def judge(service: StreamService, chosen: StreamTarget | None, platform: Platform) -> Finding:
    """The worst that is wrong with where OBS streams to, or "fine"."""
    name = PLATFORMS[platform].name or _host(chosen.address if chosen else service.server) or "OBS"
    figures: Figures = {"platform": name}
    with_key: Figures = {**figures, "key_end": service.key.masked}
    if not service.server and not (service.kind == FROM_A_LIST and service.service):
        return _finding("bad", "no_server", figures)
    if service.kind == CUSTOM and not _is_spoken(service.server, platform if chosen else "other"):
        return _finding("bad", "wrong_protocol", figures)
    if not service.key:
        return _finding("bad", "no_key", figures)
    if service.bandwidth_test:
        return _finding("bad", "bandwidth_test_on", figures)
    if _leads_elsewhere(service, chosen, platform):
        # Who set OBS up by hand may mean it; then the platform here is what was never chosen.
        return _finding("bad" if chosen else "doubtful", "other_than_chosen", figures)
    if chosen is not None and chosen.key != service.key:
        # The platform may have given a new key, which was pasted into OBS itself.
        return _finding("doubtful", "other_key", with_key)
    return _finding("good", "fine", with_key)


def judge_picture(setup: ShowSetup) -> tuple[Finding, ...]:
    """One finding for each reason for which words of the host stay off the picture."""
    figures: Figures = {"platform": PLATFORMS[setup.platform].name}
    found = dict.fromkeys(why for whys in kept_off_picture(setup).values() for why in whys)
    return tuple(_finding("doubtful", f"kept_off_{why}", figures) for why in found)


def _is_spoken(server: str, platform: Platform) -> bool:
    """Whether the address begins as the platform's do, and names a machine."""
    return server.partition("://")[0] in PLATFORMS[platform].protocols and bool(_host(server))


def _host(server: str) -> str:
    try:
        return urlsplit(server).hostname or ""
    except ValueError:
        return ""


def _leads_elsewhere(
    service: StreamService, chosen: StreamTarget | None, platform: Platform
) -> bool:
    about = PLATFORMS[platform]
    if service.kind == FROM_A_LIST:
        another = chosen is not None and chosen.server not in ("", service.server)
        return another or about.name.lower() not in service.service.lower()
    if chosen is not None and chosen.address:
        return service.server.rstrip("/") != chosen.address.rstrip("/")
    host = _host(service.server)
    known = {each for one in PLATFORMS.values() for each in one.hosts}
    return _ends(host, known) and not _ends(host, set(about.hosts))


def _ends(host: str, names: set[str]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in names)


def _finding(level: Level, code: str, figures: Figures) -> Finding:
    remedy: Remedy | None = None
    if level != "good" and not code.startswith("kept_off"):
        remedy = "choose_stream"
    return Finding(check="stream", level=level, code=code, figures=figures, remedy=remedy)
