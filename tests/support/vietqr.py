"""VietQR's text read as a bank's app reads it, to see whom viewers would pay."""

from __future__ import annotations

from typing import Final

from host_assistant.orders.bank_qr import Transfer, crc16

# Numbers of the specification that `host_assistant.orders.bank_qr` names, written anew: what the
# program gets wrong must not be right here.
NAPAS: Final = "A000000727"
TO_ACCOUNT: Final = "QRIBFTTA"
DONG: Final = "704"
CRC_HEAD: Final = "6304"


class NotVietQr(ValueError):
    """A text that is no transfer to an account by VietQR; `str()` says what is wrong."""


def read_payload(text: str) -> Transfer:
    """What a payload says, whoever made it; fields that concern no transfer are passed over.

    Raises NotVietQr for a wrong checksum, for other fields and for anything unreadable.
    """
    body, crc = text[:-4], text[-4:]
    if not body.endswith(CRC_HEAD) or crc16(body) != crc.upper():
        raise NotVietQr("the checksum is wrong")
    fields = _fields(body[: -len(CRC_HEAD)])
    to = _fields(fields.get("38", ""))
    whom = _fields(to.get("01", ""))
    fixed = (fields.get("00"), fields.get("53"), fields.get("58"), to.get("00"), to.get("02"))
    if fixed != ("01", DONG, "VN", NAPAS, TO_ACCOUNT):
        raise NotVietQr("this is no transfer to an account")
    if fields.get("01") not in ("11", "12") or not {"00", "01"} <= set(whom):
        raise NotVietQr("it is not said who is paid, or how often")
    amount = fields.get("54")
    if amount is not None and not (amount.isascii() and amount.isdigit()):
        raise NotVietQr("the amount is no whole number of đồng")
    return Transfer(
        bin=whom["00"],
        account=whom["01"],
        amount_vnd=None if amount is None else int(amount),
        memo=_fields(fields.get("62", "")).get("08", ""),
    )


def _fields(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    at = 0
    while at < len(text):
        head = text[at : at + 4]
        if len(head) < 4 or not (head.isascii() and head.isdigit()):
            raise NotVietQr("a field has no number and length")
        end = at + 4 + int(head[2:])
        if end > len(text) or head[:2] in found:
            raise NotVietQr("a field is cut off, or stands there twice")
        found[head[:2]] = text[at + 4 : end]
        at = end
    return found
