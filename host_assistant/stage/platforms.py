"""Where a broadcast may go, as data: the address, and what may not stand on the picture there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal

import msgspec

from host_assistant.show.vocabulary import Platform
from host_assistant.values.vietnamese import fold

Forbidden = Literal["phone", "qr", "website", "other_platform"]

STREAM_PROTOCOLS: Final = ("rtmp", "rtmps")


class StreamPlatform(msgspec.Struct, frozen=True, kw_only=True):
    """`server` is "" where the platform gives each host another one, to be pasted like the key.

    `hosts` are the ends of the names of its servers. `protocols` are the beginnings of an address.
    `service` is its name in OBS's own list, from which OBS takes its rules for an encoder.
    `keeps_buyers_in` says that the platform punishes what leads buyers away from it.
    """

    name: str
    server: str = ""
    service: str = ""
    hosts: tuple[str, ...] = ()
    protocols: tuple[str, ...] = STREAM_PROTOCOLS
    keeps_buyers_in: bool = False


# The servers as OBS's own list has them (plugins/rtmp-services/data/services.json). TikTok and
# Shopee give a server together with each key, in TikTok LIVE Producer and in Shopee Live for PC.
PLATFORMS: Final[Mapping[Platform, StreamPlatform]] = {
    "facebook": StreamPlatform(
        name="Facebook",
        server="rtmps://rtmp-api.facebook.com:443/rtmp/",
        service="Facebook Live",
        hosts=("facebook.com", "fbcdn.net"),
    ),
    "youtube": StreamPlatform(
        name="YouTube",
        server="rtmps://a.rtmps.youtube.com:443/live2",
        service="YouTube - RTMPS",
        hosts=("youtube.com",),
    ),
    "tiktok": StreamPlatform(
        name="TikTok",
        hosts=("tiktok.com", "tiktokcdn.com", "tiktokcdn-us.com", "tiktokv.com"),
        keeps_buyers_in=True,
    ),
    "shopee": StreamPlatform(
        name="Shopee",
        hosts=("shopee.vn", "shopee.com", "livetech.shopee.vn", "shopeemobile.com"),
        keeps_buyers_in=True,
    ),
    "other": StreamPlatform(name="", protocols=(*STREAM_PROTOCOLS, "srt", "rist", "http", "https")),
}

# Words that name a place where people sell or talk, as `fold` writes them.
_NAMES: Final[Mapping[str, Platform | None]] = {
    "facebook": "facebook",
    "fanpage": "facebook",
    "fb": "facebook",
    "messenger": "facebook",
    "youtube": "youtube",
    "tiktok": "tiktok",
    "tik tok": "tiktok",
    "shopee": "shopee",
    "zalo": None,
    "lazada": None,
    "tiki": None,
    "sendo": None,
    "instagram": None,
    "telegram": None,
    "viber": None,
    "whatsapp": None,
    "wechat": None,
}
_NAME: Final = re.compile(rf"(?<![a-z0-9])({'|'.join(_NAMES)})(?![a-z0-9])")
# What people put between the digits; a free number (1800, 1900) has fewer of them.
_GAP: Final = r"[\s.()_-]{0,2}"
_NUMBER: Final = re.compile(
    rf"(?<!\d)(?:(?:\+|0|84)(?:{_GAP}\d){{8,11}}|1[89]00(?:{_GAP}\d){{4,6}})(?!\d)"
)
_QR: Final = re.compile(r"(?<![a-z0-9])(?:qr|vietqr|quet ma)(?![a-z0-9])")
_WEBSITE: Final = re.compile(
    r"https?:|(?<![a-z0-9])www\.|[a-z0-9-]+\.(?:com|vn|net|org|shop|store|info|me|ly)(?![a-z0-9])"
)


@lru_cache(maxsize=256)
def forbidden_on_picture(platform: Platform, text: str) -> tuple[Forbidden, ...]:
    """Why this platform would punish a picture with this text on it; nothing where it may stand.

    TikTok Shop and Shopee take QR codes, telephone numbers, websites and other platforms' names
    for leading buyers away; Facebook and YouTube allow them.
    """
    if not PLATFORMS[platform].keeps_buyers_in:
        return ()
    plain = fold(text)
    reasons: list[Forbidden] = []
    if _NUMBER.search(plain):
        reasons.append("phone")
    if _QR.search(plain):
        reasons.append("qr")
    if _WEBSITE.search(plain):
        reasons.append("website")
    if any(_NAMES[match[1]] != platform for match in _NAME.finditer(plain)):
        reasons.append("other_platform")
    return tuple(reasons)
