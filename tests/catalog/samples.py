"""Small things that the tests of the goods are made of."""

import struct
import unicodedata
import zlib
from pathlib import Path

from host_assistant.catalog.product import Product

DATA = Path(__file__).parent / "data"
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def product(unit: str = "kg", unit_weight_g: int | None = 1000, sku: str = "VT1") -> Product:
    """A product of which only the selling unit matters."""
    return Product(
        sku=sku, name="Vải thiều", price_vnd=35_000, unit=unit, unit_weight_g=unit_weight_g
    )


def png(width_px: int = 2, height_px: int = 2) -> bytes:
    """A whole PNG, grey; beyond a small size only its header is true."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + crc

    header = struct.pack(">IIBBBBB", width_px, height_px, 8, 0, 0, 0, 0)
    rows = b"\0" * (min(height_px, 64) * (min(width_px, 64) + 1))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def windows_1258(text: str) -> bytes:
    """Text as Vietnamese Windows stored it: tones as marks behind their vowel."""
    encoded = b""
    for letter in unicodedata.normalize("NFC", text):
        try:
            encoded += letter.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            shape = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
            tone = "".join(c for c in parts if c in _TONES)
            encoded += (shape + tone).encode("cp1258")
    return encoded
