"""A very small picture of what a source shows: is it black, is it the same as before?"""

from __future__ import annotations

import struct
from typing import Final

import msgspec

from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.screenshot import screenshot

WIDTH_PX: Final = 64
HEIGHT_PX: Final = 36
# Of 255. A covered lens has some noise, and a broken cable may leave a shade of grey.
BLACK_MEAN: Final = 12
BLACK_BRIGHTEST: Final = 48
# A BMP's first pixel, and its bits a pixel (BITMAPFILEHEADER, BITMAPINFOHEADER).
_OFFSET_AT, _BITS_AT = 10, 28


class Thumbnail(msgspec.Struct, frozen=True):
    """Its pixels' bytes. The camera's noise changes some of them from one frame to the next."""

    pixels: bytes

    @property
    def is_black(self) -> bool:
        pixels = self.pixels
        dark = sum(pixels) < BLACK_MEAN * len(pixels)
        return dark and max(pixels, default=0) < BLACK_BRIGHTEST


def read_thumbnail(link: ObsLink, source: str) -> Thumbnail:
    """What the source shows now. Raises as `ObsLink.call` does."""
    bmp = screenshot(link, source, "bmp", imageWidth=WIDTH_PX, imageHeight=HEIGHT_PX)
    return Thumbnail(pixels_of(bmp))


def pixels_of(bmp: bytes) -> bytes:
    """Blue, green and red of each pixel, without the opaque fourth byte that OBS may add."""
    (start,) = struct.unpack_from("<I", bmp, _OFFSET_AT)
    (bits,) = struct.unpack_from("<H", bmp, _BITS_AT)
    pixels = bytearray(bmp[start:])
    if bits == 32:
        del pixels[3::4]
    return bytes(pixels)
