"""Closing the microphones for a break, and opening again exactly those."""

from __future__ import annotations

from typing import Final

import msgspec

from host_assistant.stage.obs.errors import RequestRefused
from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.parts import read_mark, write_mark

# OBS's inputs that record sound alone, on Linux, Windows and macOS.
SOUND_KINDS: Final = frozenset(
    {
        "pulse_input_capture",
        "alsa_input_capture",
        "jack_output_capture",
        "oss_input_capture",
        "sndio_input_capture",
        "wasapi_input_capture",
        "coreaudio_input_capture",
    }
)
# And those that record what the machine itself plays.
LAPTOP_KINDS: Final = frozenset(
    {
        "pulse_output_capture",
        "wasapi_output_capture",
        "coreaudio_output_capture",
        "sck_audio_capture",
    }
)
SPECIAL: Final = ("mic1", "mic2", "mic3", "mic4")


def mute(link: ObsLink, memory_scene: str) -> None:
    """Mute every open microphone, and note which in the mark of a scene of ours.

    The note is in OBS and not with us, so that a program that crashed during the break still
    knows on the next day which of them the user had closed themselves.
    """
    mark = read_mark(link, memory_scene)
    if mark is None:
        return
    is_open = [name for name in microphones(link) if not is_muted(link, name)]
    muted = tuple(dict.fromkeys((*mark.muted, *is_open)))
    if muted != mark.muted:
        write_mark(link, msgspec.structs.replace(mark, muted=muted))
    for name in is_open:
        link.call("SetInputMute", inputName=name, inputMuted=True)


def open_again(link: ObsLink, memory_scene: str) -> None:
    """Open what `mute` closed; one that is gone by now is no trouble."""
    mark = read_mark(link, memory_scene)
    if mark is None or not mark.muted:
        return
    there = set(microphones(link))
    for name in mark.muted:
        if name in there:
            link.call("SetInputMute", inputName=name, inputMuted=False)
    write_mark(link, msgspec.structs.replace(mark, muted=()))


def microphones(link: ObsLink) -> list[str]:
    special = link.call("GetSpecialInputs")
    names = [special[slot] for slot in SPECIAL if special.get(slot)]
    for each in link.call("GetInputList")["inputs"]:
        if each["unversionedInputKind"] in SOUND_KINDS and each["inputName"] not in names:
            names.append(each["inputName"])
    return names


def laptop_is_heard(link: ObsLink) -> bool:
    """Whether any input records what the laptop plays, and is open."""
    inputs = link.call("GetInputList")["inputs"]
    names = [each["inputName"] for each in inputs if each["unversionedInputKind"] in LAPTOP_KINDS]
    return any(not is_muted(link, name) for name in names)


def is_muted(link: ObsLink, name: str) -> bool:
    try:
        return bool(link.call("GetInputMute", inputName=name)["inputMuted"])
    except RequestRefused:
        # An input without sound, or one that went away since the list was read.
        return True
