"""What every test stands on: no screen is needed, and the language is English unless said."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

pytest_plugins = [
    "tests.support.obs",
    "tests.support.fresh_obs",
    "tests.support.rtmp",
    "tests.support.sound",
]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("suite", deadline=None, max_examples=50)
settings.load_profile("suite")


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
