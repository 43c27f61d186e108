"""Cameras and microphones as OBS sees them, on Windows, macOS and Linux."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from host_assistant.stage.obs.errors import RequestRefused
from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.parts import (
    CAMERA,
    MARK,
    MICROPHONE,
    PREFIX,
    InputPlan,
    Inventory,
    forget_removed,
    remove_input,
)
from host_assistant.stage.obs.screenshot import screenshot

Settings = dict[str, str | bool | int]
What = Literal["camera", "microphone"]
PARTS: Final[dict[What, str]] = {"camera": CAMERA, "microphone": MICROPHONE}
PROBE_NAME: Final = f"{PREFIX}Tìm thiết bị"
PROBE: Final = "probe"
FILE_KIND: Final = "ffmpeg_source"
PICTURE_KIND: Final = "image_source"
# What OBS's image source opens (its plugin image-source).
PICTURES: Final = (".jpg", ".jpeg", ".png", ".bmp", ".tga", ".gif", ".webp", ".jxr")
STANDARD: Final = "default"
OPENS_WITHIN_S: Final = 3.0

# OBS's kinds and the setting that holds the device: Windows, macOS (newest first), Linux
# (its plugins win-dshow, win-wasapi, mac-avcapture, mac-capture, linux-v4l2, linux-pulseaudio,
# linux-alsa).
KINDS: Final[dict[What, dict[str, str]]] = {
    "camera": {
        "dshow_input": "video_device_id",
        "macos-avcapture": "device",
        "av_capture_input": "device",
        "v4l2_input": "device_id",
    },
    "microphone": {
        "wasapi_input_capture": "device_id",
        "coreaudio_input_capture": "device_id",
        "pulse_input_capture": "device_id",
        "alsa_input_capture": "device_id",
    },
}
NOISE: Final = (f"{PREFIX}Lọc ồn", "noise_suppress_filter_v2", {"method": "rnnoise"})
LIMITER: Final = (f"{PREFIX}Chặn tiếng quá to", "limiter_filter", {"threshold": -6.0})


class Device(msgspec.Struct, frozen=True):
    """`id` is OBS's own for it, `name` what the user may know it by."""

    id: str
    name: str


class Seen(msgspec.Struct, frozen=True):
    """What a camera shows, as a picture file; None where it gave no picture in time."""

    device: Device
    encoded: bytes | None


class Kind(msgspec.Struct, frozen=True):
    """A kind of input of this OBS, with the version in its name, and where its device stands."""

    name: str
    device_setting: str


def kind_of(link: ObsLink, what: What) -> Kind | None:
    """What this OBS calls such an input, or None where it can have none."""
    there = link.call("GetInputKindList", unversioned=False)["inputKinds"]
    plain = link.call("GetInputKindList", unversioned=True)["inputKinds"]
    versioned = dict(zip(plain, there, strict=True))
    for name, setting in KINDS[what].items():
        if name in versioned:
            return Kind(versioned[name], setting)
    return None


def devices(link: ObsLink, what: What) -> tuple[Device, ...]:
    """Those that OBS can open now, in its order; needs a scene of ours to look from."""
    kind = kind_of(link, what)
    if kind is None:
        return ()
    with _looking_from(link, what, kind) as name:
        listed = link.call(
            "GetInputPropertiesListPropertyItems", inputName=name, propertyName=kind.device_setting
        )["propertyItems"]
    return tuple(
        Device(str(each["itemValue"]), str(each["itemName"]))
        for each in listed
        if each["itemEnabled"] and each["itemValue"] not in (None, "")
    )


def camera_plan(link: ObsLink, wanted: str) -> InputPlan | None:
    """The input for a camera: a device of OBS's, its number, a film or picture, or an address.

    "" is the first device. None where there is no such camera.
    """
    # It runs on while another scene is on air, as a camera does.
    running: Settings = {"restart_on_activate": False, "close_when_inactive": False}
    if "://" in wanted:
        address: Settings = {"is_local_file": False, "input": wanted}
        return InputPlan(
            FILE_KIND, {**running, **address, "buffering_mb": 1, "reconnect_delay_sec": 2}
        )
    if wanted and not wanted.startswith("/dev/") and Path(wanted).is_file():
        if Path(wanted).suffix.lower() in PICTURES:
            # OBS's media source takes a picture for a film of one frame, and shows black.
            return InputPlan(PICTURE_KIND, {"file": str(Path(wanted).absolute())})
        file: Settings = {"is_local_file": True, "local_file": str(Path(wanted).absolute())}
        return InputPlan(FILE_KIND, {**running, **file, "looping": True})
    kind = kind_of(link, "camera")
    found = _chosen(devices(link, "camera"), wanted)
    if kind is None or found is None:
        return None
    return InputPlan(kind.name, {kind.device_setting: found.id})


def microphone_plan(link: ObsLink, wanted: str) -> InputPlan | None:
    """The input for a microphone, by what the computer or OBS calls it.

    "" is the system's standard one, which also stands in for one that OBS knows by no such name:
    see `hears_another`.
    """
    kind = kind_of(link, "microphone")
    if kind is None:
        return None
    found = wanted and microphone_called(wanted, devices(link, "microphone"))
    return InputPlan(kind.name, {kind.device_setting: found or STANDARD})


def hears_another(link: ObsLink, wanted: str) -> bool:
    """Whether our microphone stands in OBS, and is set to another device than this one."""
    kind = kind_of(link, "microphone")
    have = Inventory.read(link)
    ours = have.our_inputs.get(MICROPHONE, "")
    if kind is None or have.inputs.get(ours) != kind.name:
        return False
    settings = link.call("GetInputSettings", inputName=ours)["inputSettings"]
    found = microphone_called(wanted, devices(link, "microphone"))
    return bool(settings.get(kind.device_setting) != found)


def microphone_called(name: str, there: Sequence[Device]) -> str:
    """OBS's id of the microphone that the computer calls so; "" where OBS knows none like it."""
    wanted = name.casefold()
    for each in there:
        if wanted in (each.name.casefold(), each.id.casefold()):
            return each.id
    for each in there:
        known = each.name.casefold()
        if known and (known in wanted or wanted in known):
            return each.id
    return ""


def put_filters(link: ObsLink, microphone: str) -> None:
    """Noise suppression, then a limiter, on our microphone; what is there stays as it is."""
    there = {
        each["filterName"]
        for each in link.call("GetSourceFilterList", sourceName=microphone)["filters"]
    }
    for name, kind, settings in (NOISE, LIMITER):
        if name in there:
            continue
        # An OBS that was built without this filter says no, and the sound goes out without it.
        with contextlib.suppress(RequestRefused):
            link.call(
                "CreateSourceFilter",
                sourceName=microphone,
                filterName=name,
                filterKind=kind,
                filterSettings=settings,
            )


def look_through_each(link: ObsLink, width_px: int) -> Iterator[Seen]:
    """Open one camera after the other and give its picture, so that the host can point at one.

    OBS looks, because a camera that OBS holds can mostly not be opened by another program.
    """
    kind = kind_of(link, "camera")
    if kind is None:
        return
    found = devices(link, "camera")
    with _probe(link, kind) as name:
        for device in found:
            link.call(
                "SetInputSettings",
                inputName=name,
                inputSettings={kind.device_setting: device.id},
            )
            yield Seen(device, _first_picture(link, name, width_px))


def _first_picture(link: ObsLink, source: str, width_px: int) -> bytes | None:
    """A camera takes a moment to open; until then OBS refuses to make a picture of it."""
    deadline = time.monotonic() + OPENS_WITHIN_S
    while time.monotonic() < deadline:
        with contextlib.suppress(RequestRefused):
            return screenshot(link, source, imageWidth=width_px)
        time.sleep(0.05)
    return None


def _chosen(found: Sequence[Device], wanted: str) -> Device | None:
    """By id; a number is the system's own of a Linux camera, else the place in the list."""
    for each in found:
        if each.id in (wanted, f"/dev/video{wanted}"):
            return each
    place = int(wanted or "0") if (wanted or "0").isdecimal() else len(found)
    return found[place] if place < len(found) else None


@contextmanager
def _looking_from(link: ObsLink, what: What, kind: Kind) -> Iterator[str]:
    """An input of that kind: ours if it stands, else one made for the moment."""
    have = Inventory.read(link)
    ours = have.our_inputs.get(PARTS[what])
    if ours is not None and have.inputs[ours] == kind.name:
        yield ours
        return
    with _probe(link, kind) as name:
        yield name


@contextmanager
def _probe(link: ObsLink, kind: Kind) -> Iterator[str]:
    """A hidden input of that kind for the moment, in a scene of ours."""
    have = Inventory.read(link)
    scene = next(iter(have.our_scenes.values())).name
    left_by_a_crash = have.our_inputs.get(PROBE)
    if left_by_a_crash is not None:
        remove_input(link, left_by_a_crash)
        forget_removed(link, scene)
        del have.inputs[left_by_a_crash]
    name = have.free_name(PROBE_NAME)
    settings: dict[str, Any] = {MARK: PROBE}
    link.call(
        "CreateInput",
        sceneName=scene,
        inputName=name,
        inputKind=kind.name,
        inputSettings=settings,
        sceneItemEnabled=False,
    )
    try:
        yield name
    finally:
        remove_input(link, name)
        forget_removed(link, scene)
