"""The banks that a transfer by QR can go to, and whether an account can be what the host typed."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

import msgspec

from host_assistant.resources import asset
from host_assistant.show.vocabulary import ShowSetup
from host_assistant.values.vietnamese import clean_text, fold

# What VietQR's field 38 takes as a beneficiary, and the least that a bank gives.
_ACCOUNT: Final = re.compile(r"[0-9A-Za-z]{6,19}")
_SPACING: Final = re.compile(r"[\s.\-]+")
_WORD: Final = re.compile(r"[a-z0-9]+")
# Words of nearly every bank's full name: they tell none from another.
_COMMON: Final = frozenset({"ngan", "hang", "tmcp", "tnhh", "mtv", "bank"})

AccountProblem = Literal["no_bank", "unknown_bank", "no_account", "wrong_account", "no_holder"]


class Bank(msgspec.Struct, frozen=True):
    """`bin` is the number that NAPAS gave it; `also` are other names that people type."""

    bin: str
    short: str
    name: str
    also: tuple[str, ...] = ()


class Payee(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a transfer goes to; the account as the code holds it, without spaces."""

    bank: Bank
    account: str
    holder: str


class _File(msgspec.Struct, frozen=True):
    banks: tuple[Bank, ...]


@cache
def banks() -> tuple[Bank, ...]:
    """Those of `assets/banks/banks.json`, in its order: the most used first."""
    return msgspec.json.decode(asset("banks", "banks.json").read_bytes(), type=_File).banks


def bank_of(bin_number: str) -> Bank | None:
    return next((bank for bank in banks() if bank.bin == bin_number), None)


def find_banks(typed: str) -> tuple[Bank, ...]:
    """The banks that somebody may mean by this, likeliest first; all for nothing typed.

    Case, diacritics and spaces do not matter: "vietin", "quan doi" and "MB" find theirs.
    """
    telling = _telling(typed)
    ranked = [(rank, bank) for bank in banks() if (rank := _rank(bank, telling)) is not None]
    return tuple(bank for _rank_of_it, bank in sorted(ranked, key=lambda found: found[0]))


def _rank(bank: Bank, wanted: list[str]) -> int | None:
    """0 for one of its names as a whole, then its beginning, then words of the full name."""
    if not wanted:
        return 0
    typed = "".join(wanted)
    names = ["".join(_WORD.findall(fold(name))) for name in (bank.short, *bank.also)]
    if (
        bank.bin == typed
        or wanted == _telling(bank.name)
        or any(name in (typed, f"{typed}bank") for name in names)
    ):
        return 0
    if any(name.startswith(typed) for name in names):
        return 1
    full = _WORD.findall(fold(" ".join((bank.name, *bank.also))))
    return 2 if all(any(word.startswith(each) for word in full) for each in wanted) else None


def _telling(text: str) -> list[str]:
    words = _WORD.findall(fold(text))
    return [word for word in words if word not in _COMMON] or words


def account_without_spaces(typed: str) -> str:
    """An account as people read it out in groups, put together."""
    return _SPACING.sub("", clean_text(typed))


def account_problems(setup: ShowSetup) -> tuple[AccountProblem, ...]:
    """What keeps this setup's account off the picture; nothing where the code can be made."""
    found: list[AccountProblem] = []
    account = account_without_spaces(setup.bank_account)
    if not setup.bank_bin:
        found.append("no_bank")
    elif bank_of(setup.bank_bin) is None:
        found.append("unknown_bank")
    if not account:
        found.append("no_account")
    elif not _ACCOUNT.fullmatch(account):
        found.append("wrong_account")
    if not clean_text(setup.bank_holder):
        found.append("no_holder")
    return tuple(found)


def payee_of(setup: ShowSetup) -> Payee | None:
    """Whom viewers may pay, None unless bank, account and holder are all there and possible."""
    bank = bank_of(setup.bank_bin)
    if bank is None or account_problems(setup):
        return None
    return Payee(
        bank=bank,
        account=account_without_spaces(setup.bank_account),
        holder=fold(clean_text(setup.bank_holder)).upper(),
    )
