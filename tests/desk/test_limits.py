"""How often one asker may ask."""

from hypothesis import given
from hypothesis import strategies as st

from host_assistant.desk.limits import MAX_KEYS, Rates


class Clock:
    now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


def test_a_burst_and_then_as_many_as_a_second_allows() -> None:
    clock = Clock()
    rates = Rates(2.0, 5, clock)
    assert [rates.wait_s("a") for _ in range(7)] == [0] * 5 + [1] * 2
    clock.now_s += 1
    assert [rates.wait_s("a") for _ in range(3)] == [0, 0, 1]
    assert rates.wait_s("b") == 0


def test_who_waits_as_long_as_told_is_let_in() -> None:
    clock = Clock()
    rates = Rates(0.1, 1, clock)
    rates.wait_s("a")
    clock.now_s += rates.wait_s("a")
    assert rates.wait_s("a") == 0


def test_askers_without_end_take_no_memory_without_end() -> None:
    clock = Clock()
    rates = Rates(1.0, 2, clock)
    for number in range(3 * MAX_KEYS):
        clock.now_s += 0.001
        assert rates.wait_s(f"{number}") == 0
        assert len(rates._buckets) <= MAX_KEYS


@given(st.lists(st.floats(0, 5), max_size=60))
def test_no_more_pass_in_any_time_than_burst_and_rate_allow(pauses: list[float]) -> None:
    clock = Clock()
    rates = Rates(2.0, 5, clock)
    passed: list[float] = []
    for pause_s in pauses:
        clock.now_s += pause_s
        if not rates.wait_s("a"):
            passed.append(clock.now_s)
        for first in range(len(passed)):
            within = passed[-1] - passed[first]
            assert len(passed) - first <= 5 + within * 2 + 1e-6
