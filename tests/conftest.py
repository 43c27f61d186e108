"""What every test stands on: no screen is needed, and the language is English unless said."""

import gc
import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

pytest_plugins = [
    "tests.support.obs",
    "tests.support.fresh_obs",
    "tests.support.rtmp",
    "tests.support.sound",
]

# An OBS that was never set up listens on the one port that is OBS's own.
ONE_AT_A_TIME = (
    "tests/broadcast/test_first_run.py",
    "tests/checks/test_obs.py",
    "tests/control_room/test_obs_opening.py",
    "tests/stage/obs/test_starting.py",
)
# Each group goes to one worker as a whole, the longest first.
TOGETHER = {
    "timed broadcasts": (
        "tests/broadcast/test_drills.py",
        "tests/broadcast/test_from_the_window.py",
        "tests/broadcast/test_going_on_air.py",
        "tests/broadcast/test_many_helpers.py",
        "tests/broadcast/test_over_http.py",
    ),
    # A Chromium and a desk, which each worker that gets some of these would have to start anew.
    "one browser": ("tests/pages/",),
    "one at a time": ONE_AT_A_TIME,
    # Pictures that each worker would have to make anew.
    "one material": ("tests/checks/test_picture.py",),
}
# The longest of the rest: alone at the end, one of them would have all other workers wait.
EARLY = (
    "tests/broadcast/",
    "tests/commands/test_troubles.py::test_a_refused_start_and_a_broken_broadcast_are_told",
    "tests/commands/test_troubles.py::test_a_stop_that_met_nobody_is_told_at_the_end",
    "tests/ground/test_rules.py::test_the_code_keeps_the_rules[types]",
    "tests/stage/obs/test_building.py",
)
IN_ORDER = (*TOGETHER.values(), EARLY)
MUCH_GARBAGE = 10_000  # objects that are there more than at the last look

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Else each worker, and each program that a test starts, translates every file anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

settings.register_profile("suite", deadline=None, max_examples=50)
settings.load_profile("suite")


class InTurn(LoadScopeScheduling):  # type: ignore[misc]  # xdist ships without types
    """Gives each worker one test after another, or a group that belongs together."""

    def _split_scope(self, nodeid: str) -> str:
        groups = (group for group, files in TOGETHER.items() if nodeid.startswith(files))
        return next(groups, nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> InTurn:
    config.option.loadscopereorder = False  # it would begin with the group of the most tests
    return InTurn(config, log)


@pytest.hookimpl(trylast=True)  # after they were put into a random order
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _place(item.nodeid))


def _place(nodeid: str) -> int:
    places = (place for place, files in enumerate(IN_ORDER) if nodeid.startswith(files))
    return next(places, len(IN_ORDER))


@pytest.fixture(scope="session", autouse=True)
def _one_application(qapp: object) -> None:
    """Qt has one application in a process; a painter that came first would make a lesser one."""
    gc.disable()


@pytest.fixture(autouse=True)
def _garbage_of_the_main_thread() -> Iterator[None]:
    """Windows that a test left must not be destroyed on another one's thread: see `ui.garbage`."""
    yield
    if gc.get_count()[0] > MUCH_GARBAGE:
        gc.collect()


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The ids are English, so a new translation breaks no test."""
    from host_assistant import language

    monkeypatch.setenv("LANGUAGE", "en")
    before = language.current()
    language.use("en")
    yield
    language.use(before)
