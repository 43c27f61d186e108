"""The code that a bank's app reads: NAPAS's own examples, and everything that may go wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from host_assistant.orders.bank_qr import (
    AMOUNT_MAX,
    MEMO_MAX,
    Transfer,
    bank_memo,
    crc16,
    payload,
)
from tests.support.vietqr import NotVietQr, read_payload

# Examples of the specification, sections 6.1.1 and 6.1.3.
NAPAS_STATIC = (
    "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F"
)
NAPAS_DYNAMIC = (
    "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA"
    "530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E"
)
LYCHEE = Transfer(bin="970436", account="0123456789", amount_vnd=175_000, memo="VT5")

TRANSFERS = st.builds(
    Transfer,
    bin=st.from_regex(r"[0-9]{6}", fullmatch=True),
    account=st.from_regex(r"[0-9A-Z]{6,19}", fullmatch=True),
    amount_vnd=st.none() | st.integers(1, AMOUNT_MAX),
    memo=st.text().map(bank_memo),
)


def test_the_code_of_a_box_of_lychees() -> None:
    assert payload(LYCHEE) == (
        "000201"
        "010211"
        "38540010A00000072701240006970436011001234567890208QRIBFTTA"
        "5303704"
        "5406175000"
        "5802VN"
        "62070803VT5"
        "6304E9E9"
    )


def test_the_specifications_own_examples() -> None:
    static = Transfer(bin="970403", account="0011012345678")
    assert payload(static) == NAPAS_STATIC
    assert read_payload(NAPAS_STATIC) == static
    assert read_payload(NAPAS_DYNAMIC) == Transfer(
        bin="970403",
        account="0011012345678",
        amount_vnd=180_000,
        memo="thanh toan don hang",
    )


def test_the_checksum_is_the_one_with_a_published_check_value() -> None:
    assert crc16("123456789") == "29B1"


@given(TRANSFERS)
def test_what_is_written_is_read_back(transfer: Transfer) -> None:
    text = payload(transfer)
    assert read_payload(text) == transfer
    # The alphanumeric form of a QR code holds these alone, in far fewer modules.
    assert set(text) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


@given(TRANSFERS, st.data())
def test_one_wrong_letter_is_noticed(transfer: Transfer, data: st.DataObject) -> None:
    text = payload(transfer)
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from("0123456789ABCXYZ").filter(lambda c: c != text[place]))
    with pytest.raises(NotVietQr):
        read_payload(text[:place] + other + text[place + 1 :])


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    for tried in (text, f"{text}6304", f"{text}6304{crc16(text + '6304')}"):
        with pytest.raises(NotVietQr):
            read_payload(tried)


@pytest.mark.parametrize(
    "body",
    [
        "000201010211530370458025802VN",
        NAPAS_STATIC[:-8].replace("A000000727", "A000000728"),
        NAPAS_STATIC[:-8].replace("QRIBFTTA", "QRIBFTTC"),
        NAPAS_STATIC[:-8].replace("5303704", "5303840"),
        NAPAS_STATIC[:-8].replace("010211", "010213"),
        NAPAS_STATIC[:-8] + "54051.5E3",
        NAPAS_STATIC[:-8] + "5303704",
        NAPAS_STATIC[:-8] + "5499100",
        "000201",
    ],
)
def test_another_code_with_a_right_checksum_is_refused(body: str) -> None:
    with pytest.raises(NotVietQr):
        read_payload(f"{body}6304{crc16(body + '6304')}")


@pytest.mark.parametrize(
    "wrong",
    [
        Transfer(bin="97043", account="0123456789"),
        Transfer(bin="970436", account=""),
        Transfer(bin="970436", account="0" * 20),
        Transfer(bin="970436", account="01234-5678"),
        Transfer(bin="970436", account="0123456789", amount_vnd=0),
        Transfer(bin="970436", account="0123456789", amount_vnd=-1),
        Transfer(bin="970436", account="0123456789", amount_vnd=AMOUNT_MAX + 1),
        Transfer(bin="970436", account="0123456789", memo="vải thiều"),
        Transfer(bin="970436", account="0123456789", memo="X" * 26),
    ],
)
def test_what_has_no_place_in_a_code_is_refused(wrong: Transfer) -> None:
    with pytest.raises(ValueError, match=r"no account|no amount|not a memo"):
        payload(wrong)


@pytest.mark.parametrize(
    ("text", "memo"),
    [
        ("VT5", "VT5"),
        ("giày-01", "GIAY 01"),
        ("Đường & mật ong!", "DUONG MAT ONG"),
        ("  a\tb ", "A B"),
        ("荔枝", ""),
        ("KHAM-TRAI-TU-BINH-LOAI-MOT-01", "KHAM TRAI TU BINH LOAI MO"),
        ("ABCDEFGHIJKLMNOPQRSTUVWX YZ", "ABCDEFGHIJKLMNOPQRSTUVWX"),
    ],
)
def test_a_memo_is_what_every_bank_takes(text: str, memo: str) -> None:
    assert bank_memo(text) == memo
    assert len(memo) <= MEMO_MAX
