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
    if not service.server and not (service.kind == FROM_A_LIST and service.service):
        return _finding("bad", "no_server", platform)
    if service.kind == CUSTOM and not _is_spoken(service.server, platform):
        return _finding("bad", "wrong_protocol", platform)
    if not service.key:
        return _finding("bad", "no_key", platform)
    if service.bandwidth_test:
        return _finding("bad", "bandwidth_test_on", platform)
    if _leads_elsewhere(service, chosen, platform):
        return _finding("bad", "other_than_chosen", platform)
    if chosen is not None and chosen.key != service.key:
        # The platform may have given a new key, which was pasted into OBS itself.
        return _finding("doubtful", "other_key", platform, service)
    return _finding("good", "fine", platform, service)


def judge_picture(setup: ShowSetup) -> tuple[Finding, ...]:
    """One finding for each reason for which words of the host stay off the picture."""
    reasons = dict.fromkeys(
        reason for reasons in kept_off_picture(setup).values() for reason in reasons
    )
    return tuple(_finding("doubtful", f"kept_off_{reason}", setup.platform) for reason in reasons)


def _is_spoken(server: str, platform: Platform) -> bool:
    """Whether the address begins as the platform's do, and names a machine."""
    try:
        parts = urlsplit(server)
        return parts.scheme in PLATFORMS[platform].protocols and bool(parts.hostname)
    except ValueError:
        return False


def _leads_elsewhere(
    service: StreamService, chosen: StreamTarget | None, platform: Platform
) -> bool:
    about = PLATFORMS[platform]
    if service.kind == FROM_A_LIST:
        another = chosen is not None and chosen.server not in ("", service.server)
        return another or about.name.lower() not in service.service.lower()
    if chosen is not None and chosen.address:
        return service.server.rstrip("/") != chosen.address.rstrip("/")
    host = urlsplit(service.server).hostname or ""
    known = {each for one in PLATFORMS.values() for each in one.hosts}
    return _ends(host, known) and not _ends(host, set(about.hosts))


def _ends(host: str, names: set[str]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in names)


def _finding(
    level: Level, code: str, platform: Platform, service: StreamService | None = None
) -> Finding:
    remedy: Remedy | None = None
    if level != "good" and not code.startswith("kept_off"):
        remedy = "choose_stream"
    figures: Figures = {"platform": PLATFORMS[platform].name or "OBS"}
    if service is not None:
        figures["key_end"] = service.key.masked
    return Finding(check="stream", level=level, code=code, figures=figures, remedy=remedy)
