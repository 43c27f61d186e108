"""VietQR: what a bank's app reads out of the code that viewers scan.

The form is EMVCo's (Merchant-Presented Mode 1.1): fields of a two-digit number, a two-digit length
and a value. Its numbers for Viet Nam are NAPAS's (Technical Specifications on NAPAS QR Switching
1.5.2, part IV).
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from host_assistant.values.vietnamese import fold

MEMO_MAX: Final = 25
"""Letters that the memo's field 62-08, "purpose of transaction", takes."""

AMOUNT_MAX: Final = 10**13 - 1
"""Field 54 takes thirteen digits."""

_NAPAS: Final = "A000000727"
_TO_ACCOUNT: Final = "QRIBFTTA"
_DONG: Final = "704"
_STATIC: Final = "11"  # One code for any number of transfers.
_CRC_HEAD: Final = "6304"
_NOT_FOR_BANKS: Final = re.compile(r"[^A-Z0-9]+")
# Small letters and everything beyond them would need the larger form of a QR code.
_ACCOUNT: Final = re.compile(r"[0-9A-Z]{1,19}")
_BIN: Final = re.compile(r"[0-9]{6}")


class Transfer(msgspec.Struct, frozen=True, kw_only=True):
    """`amount_vnd` None leaves the amount to whoever pays; `memo` is what the bank passes on."""

    bin: str
    account: str
    amount_vnd: int | None = None
    memo: str = ""


def bank_memo(text: str) -> str:
    """`text` as every bank takes it: capitals without diacritics, digits, single spaces."""
    plain = _NOT_FOR_BANKS.sub(" ", fold(text).upper()).strip()
    return plain[:MEMO_MAX].strip()


def payload(transfer: Transfer) -> str:
    """The text of the code. Raises ValueError for what has no place in it."""
    account = transfer.account.upper()
    if not _BIN.fullmatch(transfer.bin) or not _ACCOUNT.fullmatch(account):
        message = f"no account: {transfer.bin!r} {transfer.account!r}"
        raise ValueError(message)
    amount = transfer.amount_vnd
    if amount is not None and not 0 < amount <= AMOUNT_MAX:
        message = f"no amount: {amount}"
        raise ValueError(message)
    if transfer.memo != bank_memo(transfer.memo):
        message = f"not a memo for banks: {transfer.memo!r}"
        raise ValueError(message)
    parts = [
        _field("00", "01"),
        _field("01", _STATIC),
        _field(
            "38",
            _field("00", _NAPAS)
            + _field("01", _field("00", transfer.bin) + _field("01", account))
            + _field("02", _TO_ACCOUNT),
        ),
        _field("53", _DONG),
        _field("54", str(amount)) if amount is not None else "",
        _field("58", "VN"),
        _field("62", _field("08", transfer.memo)) if transfer.memo else "",
    ]
    body = "".join(parts) + _CRC_HEAD
    return body + crc16(body)


def crc16(text: str) -> str:
    """CRC-16/CCITT-FALSE as four capital hexadecimal digits (ISO/IEC 13239; begins with FFFF)."""
    rest = 0xFFFF
    for byte in text.encode():
        rest ^= byte << 8
        for _ in range(8):
            rest = (rest << 1 ^ 0x1021 if rest & 0x8000 else rest << 1) & 0xFFFF
    return f"{rest:04X}"


def _field(number: str, value: str) -> str:
    return f"{number}{len(value):02d}{value}"
