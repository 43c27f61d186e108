"""The codes by which phones sign in: how long they hold, and what guessing brings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from host_assistant.desk.codes import (
    LIFETIME_S,
    MAX_TRIES_EACH,
    MAX_TRIES_IN_ALL,
    TRIES_WITHIN_S,
    Codes,
    TooManyTries,
    WrongCode,
)
from tests.desk.wifi import ROLES


class Clock:
    def __init__(self) -> None:
        self.now_s = 1_000_000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def codes(clock: Clock) -> Codes:
    return Codes(clock)


def wrong(codes: Codes) -> str:
    taken = {codes.current(role).digits for role in ROLES}
    return next(f"{number:06d}" for number in range(10) if f"{number:06d}" not in taken)


def guesses(codes: Codes, address: str, count: int) -> list[type[Exception]]:
    """What became of so many wrong guesses."""
    outcomes: list[type[Exception]] = []
    for _ in range(count):
        with pytest.raises((WrongCode, TooManyTries)) as told:
            codes.redeem(wrong(codes), address)
        outcomes.append(told.type)
    return outcomes


def test_each_role_has_six_digits_and_a_long_code_of_its_own(codes: Codes) -> None:
    made = [codes.current(role) for role in ROLES]
    assert [codes.redeem(code.digits, "a") for code in made] == list(ROLES)
    assert [codes.redeem(code.long, "a") for code in made] == list(ROLES)
    assert len({code.digits for code in made}) == len({code.long for code in made}) == 3
    assert all(len(code.digits) == 6 and code.digits.isdecimal() for code in made)
    assert all(len(code.long) * 6 >= 128 for code in made)


def test_digits_may_be_typed_with_spaces(codes: Codes) -> None:
    digits = codes.current("helper").digits
    assert codes.redeem(f" {digits[:3]} {digits[3:]} ", "a") == "helper"


def test_there_is_no_code_until_the_host_asks_for_one(codes: Codes) -> None:
    for number in range(MAX_TRIES_EACH):
        with pytest.raises(WrongCode):
            codes.redeem(f"{number:06d}", "a")


def test_the_code_holds_its_time_and_is_another_afterwards(codes: Codes, clock: Clock) -> None:
    first = codes.current("helper")
    clock.now_s += LIFETIME_S - 1
    assert codes.current("helper") == first
    clock.now_s += 1
    for old in (first.digits, first.long):
        with pytest.raises(WrongCode):
            codes.redeem(old, "a")
    second = codes.current("helper")
    assert second.long != first.long
    assert second.expires_ms == int((clock.now_s + LIFETIME_S) * 1000)


def test_the_long_code_lets_one_phone_in(codes: Codes) -> None:
    code = codes.current("helper")
    assert codes.redeem(code.long, "a") == "helper"
    with pytest.raises(WrongCode):
        codes.redeem(code.long, "b")
    after = codes.current("helper")
    assert (after.digits, after.expires_ms) == (code.digits, code.expires_ms)
    assert codes.redeem(after.long, "b") == "helper"


def test_a_renewed_and_a_withdrawn_code_are_good_for_nothing(codes: Codes) -> None:
    first = codes.current("screen")
    second = codes.renew("screen")
    with pytest.raises(WrongCode):
        codes.redeem(first.long, "a")
    codes.withdraw()
    with pytest.raises(WrongCode):
        codes.redeem(second.long, "a")


def test_one_address_has_few_tries_and_others_keep_theirs(codes: Codes) -> None:
    outcomes = guesses(codes, "a", MAX_TRIES_EACH + 1)
    assert outcomes == [WrongCode] * MAX_TRIES_EACH + [TooManyTries]
    with pytest.raises(TooManyTries):
        codes.redeem(codes.current("helper").digits, "a")
    assert codes.redeem(codes.current("helper").digits, "b") == "helper"


def test_put_off_says_for_how_long_and_keeps_to_it(codes: Codes, clock: Clock) -> None:
    guesses(codes, "a", MAX_TRIES_EACH)
    clock.now_s += 100
    with pytest.raises(TooManyTries) as told:
        codes.redeem("000000", "a")
    assert told.value.wait_s == TRIES_WITHIN_S - 100
    clock.now_s += told.value.wait_s
    assert codes.redeem(codes.current("helper").digits, "a") == "helper"


def test_the_picture_lets_phones_in_while_digits_are_put_off(codes: Codes) -> None:
    for number in range(MAX_TRIES_IN_ALL // MAX_TRIES_EACH):
        guesses(codes, f"address {number}", MAX_TRIES_EACH)
    with pytest.raises(TooManyTries):
        codes.redeem(codes.current("helper").digits, "somebody else")
    assert codes.redeem(codes.current("helper").long, "somebody else") == "helper"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 20)), max_size=200))
def test_no_more_is_looked_at_than_may_be_however_many_ask(steps: list[tuple[int, int]]) -> None:
    """Guesses from twenty addresses with any pauses: so many within any five minutes."""
    clock = Clock()
    codes = Codes(clock)
    looked_at: list[float] = []
    for pause_s, address in steps:
        clock.now_s += pause_s
        looked_at += [clock.now_s] * (guesses(codes, f"{address}", 1) == [WrongCode])
        recent = [when for when in looked_at if when > clock.now_s - TRIES_WITHIN_S]
        assert len(recent) <= MAX_TRIES_IN_ALL
