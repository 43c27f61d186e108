"""What PortAudio tells on other systems, as lists to choose from."""

from __future__ import annotations

from typing import Any

from host_assistant.checks.microphone_list import named


def device(name: str, way: int, index: int, channels: int = 2) -> dict[str, Any]:
    return {"name": name, "hostapi": way, "index": index, "max_input_channels": channels}


WINDOWS_WAYS = [
    {"name": "MME", "default_input_device": 0},
    {"name": "Windows DirectSound", "default_input_device": 3},
    {"name": "Windows WASAPI", "default_input_device": 7},
    {"name": "Windows WDM-KS", "default_input_device": 8},
]


def test_windows_names_each_microphone_once_and_in_full() -> None:
    devices = [
        device("Microsoft Sound Mapper - Input", 0, 0),
        device("Microphone Array (Realtek High ", 0, 1),
        device("Primary Sound Capture Driver", 1, 3),
        device("Microphone Array (Realtek High Definition Audio)", 1, 4),
        device("Speakers (Realtek High Definition Audio)", 2, 5, channels=0),
        device("USB Microphone (2- USB PnP Sound Device)", 2, 6, channels=1),
        device("Microphone Array (Realtek High Definition Audio)", 2, 7),
        device("Microphone (Realtek HD Audio Mic input)", 3, 8),
    ]
    assert [(one.name, one.index, one.is_default) for one in named(devices, WINDOWS_WAYS)] == [
        ("Microphone Array (Realtek High Definition Audio)", 7, True),
        ("USB Microphone (2- USB PnP Sound Device)", 6, False),
    ]


def test_windows_without_wasapi_takes_the_next_best() -> None:
    devices = [device("Micro", 0, 0), device("Microphone Array", 1, 3)]
    assert [one.name for one in named(devices, WINDOWS_WAYS)] == ["Microphone Array"]


def test_linux_leaves_out_the_detours() -> None:
    ways: list[dict[str, Any]] = [{"name": "ALSA", "default_input_device": 4}, {"name": "OSS"}]
    names = [
        "HDA Intel PCH: ALC257 Analog (hw:0,0)",
        "USB PnP Sound Device: Audio (hw:1,0)",
        "sysdefault",
        "pulse",
        "default",
        "Monitor of Built-in Audio",
    ]
    devices = [device(name, 0, index) for index, name in enumerate(names)]
    assert [one.name for one in named(devices, ways)] == [
        "The microphone chosen in the computer's sound settings",
        "HDA Intel PCH: ALC257 Analog",
        "USB PnP Sound Device: Audio",
    ]


def test_two_of_a_kind_are_told_apart() -> None:
    ways = [{"name": "Core Audio", "default_input_device": 1}]
    devices = [device("USB Mic", 0, 0), device("USB Mic", 0, 1)]
    assert [(one.name, one.index) for one in named(devices, ways)] == [
        ("USB Mic (2)", 1),
        ("USB Mic", 0),
    ]


def test_nothing_to_speak_into() -> None:
    assert named([device("Speakers", 2, 0, channels=0)], WINDOWS_WAYS) == ()
