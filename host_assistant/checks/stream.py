"""Whether the stream would reach the audience that the host chose, read back from OBS."""

from __future__ import annotations

from urllib.parse import urlsplit

from host_assistant.checks.finding import Figures, Finding, Level, Remedy
from host_assistant.show.vocabulary import Platform, ShowSetup
from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.setup.target import (
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
    """The worst that is wrong with where OBS streams to, or "fine".

    `platform` is what the picture is drawn for: a session that was opened for another audience
    than the stream reaches would show it what it forbids.
    """
    aimed = chosen.platform if chosen else platform
    address = chosen.address if chosen else service.server
    figures: Figures = {"platform": PLATFORMS[aimed].name or _host(address) or "OBS"}
    if not service.server and not (service.kind == FROM_A_LIST and service.service):
        return _finding("bad", "no_server", figures)
    if service.kind == CUSTOM and not _is_spoken(service.server, aimed if chosen else "other"):
        return _finding("bad", "wrong_protocol", figures)
    if not service.key:
        return _finding("bad", "no_key", figures)
    if service.bandwidth_test:
        return _finding("bad", "bandwidth_test_on", figures)
    if aimed != platform:
        return _finding("bad", "other_session", figures)
    if _leads_elsewhere(service, chosen, platform):
        return _finding("bad", "other_than_chosen", figures)
    reached: Figures = {"platform": audience(service, chosen), "key_end": service.key.masked}
    if chosen is not None and chosen.key != service.key:
        # The platform may have given a new key, which was pasted into OBS itself.
        return _finding("doubtful", "other_key", reached)
    return _finding("good", "fine", reached)


def audience(service: StreamService, chosen: StreamTarget | None = None) -> str:
    """Who is reached, by what OBS says: a platform, an entry of its list, or a machine's name.

    Only where the server tells nothing, and is the one that was `chosen`, the choice names it.
    """
    reached = _platform_of(service)
    if reached is None and chosen is not None and chosen.address == service.server:
        reached = chosen.platform
    name = PLATFORMS[reached].name if reached else service.service
    return name or _host(service.server) or "OBS"


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
    reached = _platform_of(service)
    if reached not in (None, platform):
        return True
    if service.kind == FROM_A_LIST:
        another = chosen is not None and chosen.server not in ("", service.server)
        return another or (reached is None and platform != "other")
    if chosen is not None and chosen.address:
        return service.server.rstrip("/") != chosen.address.rstrip("/")
    return False


def _platform_of(service: StreamService) -> Platform | None:
    """The platform that OBS would reach, None where neither name nor server tells."""
    host, listed = _host(service.server), service.service.lower()
    for platform, about in PLATFORMS.items():
        if service.kind == FROM_A_LIST:
            if about.name and about.name.lower() in listed:
                return platform
        elif _ends(host, set(about.hosts)):
            return platform
    return None


def _ends(host: str, names: set[str]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in names)


def _finding(level: Level, code: str, figures: Figures) -> Finding:
    remedy: Remedy | None = None
    # No other choice helps a session that is open: it keeps the picture that it was opened with.
    if level != "good" and code != "other_session" and not code.startswith("kept_off"):
        remedy = "choose_stream"
    return Finding(check="stream", level=level, code=code, figures=figures, remedy=remedy)
