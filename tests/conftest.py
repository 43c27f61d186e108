"""What every test stands on: no screen is needed, and the language is English unless said."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = [
    "tests.support.obs",
    "tests.support.fresh_obs",
    "tests.support.rtmp",
    "tests.support.sound",
]

BROADCASTS = Path(__file__).parent / "broadcast"

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("suite", deadline=None, max_examples=50)
settings.load_profile("suite")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What cannot run beside its like goes to one worker, in turn."""
    for item in items:
        if "fresh" in getattr(item, "fixturenames", ()):
            # An OBS that was never set up listens on the one port that is OBS's own.
            item.add_marker(pytest.mark.xdist_group("fresh OBS"))
        elif BROADCASTS in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("broadcasts"))


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
