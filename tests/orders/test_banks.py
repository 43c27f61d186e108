"""The list of banks, how one is found, and which accounts can stand on the picture."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from host_assistant.orders.banks import (
    AccountProblem,
    Payee,
    account_problems,
    bank_of,
    banks,
    find_banks,
    payee_of,
)
from host_assistant.show.vocabulary import ShowSetup

VALID = ShowSetup(bank_bin="970436", bank_account="0123 456 789", bank_holder="Nguyễn Văn Đức")


def test_every_bank_of_the_list_can_stand_in_a_code() -> None:
    assert len(banks()) >= 50
    assert len({bank.bin for bank in banks()}) == len(banks())
    assert len({bank.short for bank in banks()}) == len(banks())
    for bank in banks():
        assert re.fullmatch(r"[0-9]{6}", bank.bin), bank
        assert bank.name, bank
        assert bank.short, bank


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("vietcom", "Vietcombank"),
        ("VCB", "Vietcombank"),
        ("ngoại thương", "Vietcombank"),
        ("mb", "MB Bank"),
        ("MBBank", "MB Bank"),
        ("quan doi", "MB Bank"),
        ("nông nghiệp", "Agribank"),
        ("viettin", None),
        ("vietin", "VietinBank"),
        ("Ngân hàng Á Châu", "ACB"),
        ("acb", "ACB"),
        ("liên việt", "LPBank"),
        ("dong a", "Vikki Bank"),
        ("970405", "Agribank"),
        ("", "Vietcombank"),
        ("ngân hàng", "Vietcombank"),
        ("xyz", None),
    ],
)
def test_a_bank_is_found_by_what_people_call_it(typed: str, first: str | None) -> None:
    found = find_banks(typed)
    assert (found[0].short if found else None) == first


def test_every_bank_is_found_first_by_each_of_its_names() -> None:
    for bank in banks():
        for name in (bank.short, bank.name, bank.bin):
            assert bank in find_banks(name)[:2], (bank, name)


def test_a_whole_setup_names_whom_viewers_pay() -> None:
    bank = bank_of("970436")
    assert bank is not None
    assert payee_of(VALID) == Payee(bank=bank, account="0123456789", holder="NGUYEN VAN DUC")


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({}, ()),
        ({"bank_account": "VAITHIEU88"}, ()),
        ({"bank_account": "0123.456-789"}, ()),
        ({"bank_bin": ""}, ("no_bank",)),
        ({"bank_bin": "999999"}, ("unknown_bank",)),
        ({"bank_account": " "}, ("no_account",)),
        ({"bank_account": "12345"}, ("wrong_account",)),
        ({"bank_account": "1" * 20}, ("wrong_account",)),
        ({"bank_account": "01234567é"}, ("wrong_account",)),
        ({"bank_account": "\u0660123456789"}, ("wrong_account",)),
        ({"bank_holder": "\u200b"}, ("no_holder",)),
        (
            {"bank_bin": "", "bank_account": "", "bank_holder": ""},
            ("no_bank", "no_account", "no_holder"),
        ),
    ],
)
def test_what_is_wrong_keeps_the_account_off_the_picture(
    changes: dict[str, str], problems: tuple[AccountProblem, ...]
) -> None:
    setup = replace(VALID, **changes)
    assert account_problems(setup) == problems
    assert (payee_of(setup) is None) == bool(problems)
