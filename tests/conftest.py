"""What every test stands on: no screen is needed, and the language is English unless said."""

import os
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

# Broadcasts are timed, and an OBS that was never set up listens on the one port that is OBS's own.
ONE_AT_A_TIME = (
    "tests/broadcast/",
    "tests/checks/test_obs.py",
    "tests/control_room/test_obs_opening.py",
    "tests/stage/obs/test_starting.py",
)

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("suite", deadline=None, max_examples=50)
settings.load_profile("suite")


class InTurn(LoadScopeScheduling):  # type: ignore[misc]  # xdist ships without types
    """Gives each worker one test after another, and all that must not overlap to one worker."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "one at a time" if file.startswith(ONE_AT_A_TIME) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> InTurn:
    return InTurn(config, log)


@pytest.fixture(scope="session", autouse=True)
def _one_application(qapp: object) -> None:
    """Qt has one application in a process; a painter that came first would make a lesser one."""


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The ids are English, so a new translation breaks no test."""
    from host_assistant import language

    monkeypatch.setenv("LANGUAGE", "en")
    before = language.current()
    language.use("en")
    yield
    language.use(before)
