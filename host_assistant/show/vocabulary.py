"""The few closed sets of words that events, commands and state share."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

SceneRole = Literal["opening", "camera", "product", "break", "closing"]
SCENE_ROLES: tuple[SceneRole, ...] = get_args(SceneRole)

OverlaySlot = Literal[
    "product_card",
    "order_counter",
    "ticker",
    "host_banner",
    "notice",
    "how_to_order",
    "bank_qr",
]
OVERLAY_SLOTS: tuple[OverlaySlot, ...] = get_args(OverlaySlot)
HIDDEN_AT_FIRST: frozenset[OverlaySlot] = frozenset({"bank_qr"})
"""What stands on the picture only once somebody chose it in this session."""

Mode = Literal["rehearsal", "live"]
Phase = Literal["closed", "open", "break", "ended"]
OrderStatus = Literal["pending", "confirmed", "cancelled"]
OutputState = Literal["off", "asked", "on", "dropped"]
AlarmCode = Literal[
    "obs_not_answering",
    "microphone_muted",
    "microphone_dead",
    "microphone_silent",
    "picture_black",
    "picture_frozen",
    "stream_not_arriving",
    "stream_dropped",
    "network_slow",
    "laptop_slow",
    "recording_stopped",
    "disk_filling",
    "battery_low",
    "picture_still",
]
Platform = Literal["facebook", "youtube", "tiktok", "shopee", "other"]
Shape = Literal["wide", "upright"]


class ShowSetup(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the host chose before the session opened; the picture is drawn from it for good.

    `language` is the language of the viewers' picture, whatever the window speaks. `bank_bin` is
    the bank's number in `assets/banks`; account and holder stand as the host wrote them.
    """

    host_name: str = ""
    host_title: str = ""
    notice: str = ""
    theme: str = "cho-phien"
    shape: Shape = "wide"
    platform: Platform = "facebook"
    language: Literal["vi", "en"] = "vi"
    bank_bin: str = ""
    bank_account: str = ""
    bank_holder: str = ""
