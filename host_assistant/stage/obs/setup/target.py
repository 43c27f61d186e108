"""Where OBS streams to: written into its own settings, and read back before going on air.

The key is a secret: it stands in the key store and in OBS, and never in a log, a message or a
printed value, which is why it has a type of its own.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec

from host_assistant.language import _
from host_assistant.show.vocabulary import Platform
from host_assistant.stage.obs.errors import LinkError, RequestRefused
from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.setup.encoding import profile_is_ours
from host_assistant.stage.platforms import PLATFORMS

CUSTOM: Final = "rtmp_custom"
FROM_A_LIST: Final = "rtmp_common"
SHOWN: Final = 4
DOTS: Final = "••••"
# A shorter key would be given away by its end.
LONG_ENOUGH: Final = 3 * SHOWN


class StreamKey:
    """A stream key that prints as its last four letters; `reveal` gives it away."""

    __slots__ = ("_key",)

    def __init__(self, key: str) -> None:
        self._key = key.strip()

    def reveal(self) -> str:
        return self._key

    @property
    def masked(self) -> str:
        """For the screen: "" where there is none, its end where that says little."""
        if not self._key:
            return ""
        return DOTS + (self._key[-SHOWN:] if len(self._key) >= LONG_ENOUGH else "")

    def __bool__(self) -> bool:
        return bool(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StreamKey) and other._key == self._key

    def __hash__(self) -> int:
        return hash(self._key)

    def __repr__(self) -> str:
        return f"StreamKey({self.masked!r})"

    __str__ = __repr__

    def __reduce__(self) -> Any:
        raise TypeError("a stream key is kept in the key store only")


class StreamTarget(msgspec.Struct, frozen=True, kw_only=True):
    """Where the host chose to stream. `server` is as typed, "" for the platform's own."""

    platform: Platform
    key: StreamKey
    server: str = ""

    @property
    def address(self) -> str:
        """The server, or "" where the platform has none of its own and none was pasted."""
        return self.server.strip() or PLATFORMS[self.platform].server


class StreamService(msgspec.Struct, frozen=True, kw_only=True):
    """What OBS says of where it streams. `service` names an entry of OBS's own list, or is ""."""

    kind: str
    server: str
    key: StreamKey
    service: str = ""
    bandwidth_test: bool = False


class TargetNotTaken(LinkError):
    """OBS refused the new target: a stream runs. OBS's own words are left out, key and all."""

    CODE = "obs_target_not_taken"

    def sentence(self) -> str:
        return _(
            "OBS did not take where to broadcast to; most likely it is broadcasting right now. "
            "The broadcast stays as it is. End it, then choose again."
        )


class TargetIsTheUsers(LinkError):
    """The profile in use is the user's own, whose stream settings nothing here may change."""

    CODE = "obs_target_is_users"

    def sentence(self) -> str:
        return _(
            "OBS works with your own set-up, so where it broadcasts to was not changed there. "
            "Choose the platform in OBS under Settings, Stream; or choose it once more under "
            "Prepare, and let Lên Sóng make a set-up of its own."
        )


def put_target(link: ObsLink, target: StreamTarget) -> None:
    """Write the target into the profile that we made, never into the user's.

    obs-websocket 5, SetStreamServiceSettings. Raises TargetIsTheUsers while another profile is
    in use, TargetNotTaken while OBS streams, `LinkError` or `LinkDown`.
    """
    if not profile_is_ours(link):
        raise TargetIsTheUsers
    settings = {"server": target.address, "key": target.key.reveal(), "bwtest": False}
    service = "" if target.server else PLATFORMS[target.platform].service
    if service:
        kind, settings["service"] = FROM_A_LIST, service
    else:
        kind, settings["use_auth"] = CUSTOM, False
    try:
        link.call(
            "SetStreamServiceSettings", streamServiceType=kind, streamServiceSettings=settings
        )
    except RequestRefused as refused:
        raise TargetNotTaken(str(refused.status)) from None


def read_target(link: ObsLink) -> StreamService:
    """What stands in OBS now. Raises `LinkError` or `LinkDown`."""
    told = link.call("GetStreamServiceSettings")
    settings = told["streamServiceSettings"]
    key = str(settings.get("key") or settings.get("bearer_token") or "")
    return StreamService(
        kind=told["streamServiceType"],
        server=str(settings.get("server") or "").strip(),
        key=StreamKey(key),
        service=str(settings.get("service") or ""),
        bandwidth_test=bool(settings.get("bwtest")) or "bandwidthtest=true" in key.lower(),
    )
