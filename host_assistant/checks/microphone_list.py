"""The microphones of this computer, by names that a person knows them by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec

from host_assistant.language import _

# PortAudio lists every device once for each of the system's ways to reach it. These are the ways
# that the system mixes itself, best first; MME cuts names off at 31 letters, WDM-KS takes the
# device away from other programs, JACK and OSS are nothing that this program's users have.
WAYS: Final = ("Windows WASAPI", "Core Audio", "PulseAudio", "ALSA", "Windows DirectSound", "MME")

# ALSA's own detours to the same devices, and what plays, heard as if it were a microphone.
_DETOUR: Final = re.compile(
    r"^(pulse|pipewire|sysdefault|front|surround\d*|iec958|hdmi|dmix|dsnoop|lavrate|samplerate"
    r"|speexrate|upmix|vdownmix|jack|oss|speex)\b"
    r"|^Monitor of |\[Loopback\]$|^Stereo Mix|^PC Speaker"
)
_ADDRESS: Final = re.compile(r"\s*\(hw:\d+,\d+\)$|: - $")


class Microphone(msgspec.Struct, frozen=True):
    """`index` is PortAudio's, good until the devices are looked at again; `name` is to be kept."""

    name: str
    index: int
    is_default: bool


def named(
    devices: Iterable[Mapping[str, Any]], ways: Sequence[Mapping[str, Any]]
) -> tuple[Microphone, ...]:
    """What PortAudio tells of devices and host APIs, as a list to choose from; default first."""
    heard = [each for each in devices if each["max_input_channels"] > 0]
    way = next((name for name in WAYS if any(_by(each, ways) == name for each in heard)), None)
    if way is None:
        return ()
    default = next(each["default_input_device"] for each in ways if each["name"] == way)
    found: list[Microphone] = []
    seen: Counter[str] = Counter()
    for each in heard:
        if _by(each, ways) != way or _DETOUR.search(each["name"]):
            continue
        name = _human(each["name"])
        seen[name] += 1
        if seen[name] > 1:
            name = f"{name} ({seen[name]})"
        found.append(Microphone(name, each["index"], each["index"] == default))
    return tuple(sorted(found, key=lambda one: not one.is_default))


def _by(device: Mapping[str, Any], ways: Sequence[Mapping[str, Any]]) -> str:
    return str(ways[device["hostapi"]]["name"])


def _human(name: str) -> str:
    if name == "default":
        return _("The microphone chosen in the computer's sound settings")
    return _ADDRESS.sub("", name).strip()
