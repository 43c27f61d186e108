"""Size, encoder and bitrate of the picture that goes out, as this laptop can carry it."""

from __future__ import annotations

from typing import Final

import msgspec

from host_assistant.show.vocabulary import Shape
from host_assistant.stage.obs.link import ObsLink

FPS: Final = 30
# Facebook: "Recommended 2 seconds. Do not exceed 4 seconds" (developers.facebook.com, Live Video
# API, Reference). OBS's own choice for a server that it does not know is 250 frames.
KEY_FRAME_S: Final = 2
SOUND_KBPS: Final = 128
LOWEST_KBPS: Final = 600
# As OBS fills it in (InitBasicConfigDefaults in its frontend).
OBS_BITRATE_KBPS: Final = 2500
SOFTWARE: Final = "x264"

Parameter = tuple[str, str]
MODE: Final[Parameter] = ("Output", "Mode")
ENCODER: Final[Parameter] = ("SimpleOutput", "StreamEncoder")
BITRATE: Final[Parameter] = ("SimpleOutput", "VBitrate")
# Holds the name of the profile that we made: a name alone proves nothing, and OBS copies the mark
# into a duplicate, which is the user's.
MARK: Final[Parameter] = ("LenSong", "Made")
# OBS reads these when it loads a profile, the others when an output starts.
READ_ON_LOADING: Final = (MODE, ENCODER)


class Encoding(msgspec.Struct, frozen=True, kw_only=True):
    """What OBS shall make of the picture. `encoder` is a name of OBS's simple output mode."""

    width_px: int
    height_px: int
    encoder: str
    bitrate_kbps: int


def encoding_for(shape: Shape, cores: int, obs_encoder: str) -> Encoding:
    """What a laptop with so many logical processors carries.

    `obs_encoder` is what OBS itself would take: it looks for a chip that encodes before it falls
    back on the processor. Where the processor encodes, a picture of less than half the pixels of
    Full HD leaves an old laptop time for everything else.
    """
    hardware = obs_encoder != SOFTWARE
    strong = hardware or cores >= 8
    long_px, short_px, bitrate_kbps = (1920, 1080, 4000) if strong else (1280, 720, 2500)
    width_px, height_px = (long_px, short_px) if shape == "wide" else (short_px, long_px)
    return Encoding(
        width_px=width_px,
        height_px=height_px,
        encoder=obs_encoder or SOFTWARE,
        bitrate_kbps=bitrate_kbps,
    )


def obs_encoder(link: ObsLink) -> str:
    """The encoder that OBS takes where nobody chose one, as its simple output mode names it."""
    category, name = ENCODER
    told = link.call("GetProfileParameter", parameterCategory=category, parameterName=name)
    return told["defaultParameterValue"] or SOFTWARE


def profile_parameters(encoding: Encoding, recordings: str, profile: str) -> dict[Parameter, str]:
    """The lines of our profile of that name.

    MKV outlives a power cut; it costs no second encoding.
    """
    return {
        MARK: profile,
        MODE: "Simple",
        ENCODER: encoding.encoder,
        BITRATE: str(encoding.bitrate_kbps),
        ("SimpleOutput", "Preset"): "veryfast",
        ("SimpleOutput", "UseAdvanced"): "true",
        ("SimpleOutput", "x264Settings"): f"keyint={KEY_FRAME_S * FPS}",
        ("SimpleOutput", "ABitrate"): str(SOUND_KBPS),
        ("SimpleOutput", "FilePath"): recordings,
        # The name up to OBS 29, and since.
        ("SimpleOutput", "RecFormat"): "mkv",
        ("SimpleOutput", "RecFormat2"): "mkv",
        ("SimpleOutput", "RecQuality"): "Stream",
        ("Output", "Reconnect"): "true",
        # A hotspot's upload comes and goes: a coarser picture is better than a halting one.
        ("Output", "DynamicBitrate"): "true",
    }


def put_parameters(link: ObsLink, wanted: dict[Parameter, str]) -> bool:
    """Write what differs into the current profile; tell whether OBS must load it again."""
    changed = {each for each, value in wanted.items() if _parameter(link, each) != value}
    for category, name in sorted(changed):
        link.call(
            "SetProfileParameter",
            parameterCategory=category,
            parameterName=name,
            parameterValue=wanted[category, name],
        )
    return not changed.isdisjoint(READ_ON_LOADING)


def put_canvas(link: ObsLink, encoding: Encoding) -> None:
    """Canvas and output of the current profile; refused by OBS while an output runs."""
    wanted = {
        "baseWidth": encoding.width_px,
        "baseHeight": encoding.height_px,
        "outputWidth": encoding.width_px,
        "outputHeight": encoding.height_px,
        "fpsNumerator": FPS,
        "fpsDenominator": 1,
    }
    now = link.call("GetVideoSettings")
    if any(now[name] != value for name, value in wanted.items()):
        link.call("SetVideoSettings", **wanted)


def profile_is_ours(link: ObsLink) -> bool:
    """Whether the current profile is one that we made, and no copy of it."""
    current: str = link.call("GetProfileList")["currentProfileName"]
    return _parameter(link, MARK) == current


def bitrate_kbps(link: ObsLink) -> int:
    """The current profile's bitrate of the picture; OBS's own standard where it has none."""
    return int(_parameter(link, BITRATE) or OBS_BITRATE_KBPS)


def lower_bitrate(link: ObsLink) -> int:
    """Take a third off the current profile's bitrate, from the next start on; give it in kbit/s."""
    lower = max(LOWEST_KBPS, bitrate_kbps(link) * 2 // 3)
    put_parameters(link, {BITRATE: str(lower)})
    return lower


def _parameter(link: ObsLink, parameter: Parameter) -> str | None:
    category, name = parameter
    told = link.call("GetProfileParameter", parameterCategory=category, parameterName=name)
    value: str | None = told["parameterValue"]
    return value
