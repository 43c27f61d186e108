"""One Chromium and one desk for all tests of the pages; each test has a show of its own."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser

from host_assistant.desk.roles import Role
from host_assistant.show.commands import EndSession
from tests.pages.phone import Phone, chromium, phone
from tests.pages.stand import Stand, a_stand

SignedIn = Callable[..., Phone]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="package")
def one_stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    with a_stand(tmp_path_factory.mktemp("pages")) as stand:
        yield stand


@pytest.fixture
def no_show(one_stand: Stand) -> Iterator[Stand]:
    """The desk without a show; whatever the test opens is ended after it."""
    yield one_stand
    if one_stand.state.is_open:
        one_stand.director.do(EndSession())
    for device in one_stand.desk.devices.all():
        one_stand.desk.devices.throw_out(device.device_id)


@pytest.fixture
def stand(no_show: Stand) -> Stand:
    no_show.open(secrets.token_hex(4))
    return no_show


@pytest.fixture
def signed_in(no_show: Stand, browser: Browser) -> Iterator[SignedIn]:
    """Phones that signed in; after the test their consoles must have said nothing."""
    with ExitStack() as stack:
        phones: list[Phone] = []

        def one_more(role: Role, name: str = "Chị Lan", **how: Any) -> Phone:
            one = stack.enter_context(phone(browser, **how))
            one.sign_in(no_show, role, name)
            phones.append(one)
            return one

        yield one_more
        assert [one.said for one in phones] == [[]] * len(phones)
