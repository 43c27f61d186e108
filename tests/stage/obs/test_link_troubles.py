"""What can go wrong on the way to OBS: each told apart, none of them blocking anybody."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from itertools import pairwise
from typing import Any

import pytest

from host_assistant.stage.obs import connection
from host_assistant.stage.obs.errors import (
    BadAddress,
    BandwidthTestOn,
    CallTimedOut,
    LinkDown,
    LinkError,
    NoAnswer,
    NobodyThere,
    NotObs,
    ObsTooOld,
    RequestRefused,
    ServerOff,
    StreamNotSetUp,
    WrongPassword,
)
from host_assistant.stage.obs.link import ObsLink
from tests.stage.obs.listeners import (
    IDENTIFIED,
    hanging_up,
    hello,
    silent_socket,
    talking,
    version_answer,
    web_server,
    websocket_saying,
)
from tests.stage.obs.test_link import Heard
from tests.support.obs import RealObs, free_port
from tests.support.waiting import wait_until


def refusal(address: str, timeout_s: float = 5.0) -> LinkError:
    """How a link to there fails."""
    heard = Heard(address, "secret")
    try:
        with pytest.raises(LinkError) as caught:
            heard.link.connect(timeout_s)
    finally:
        heard.link.close()
    return caught.value


def link_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("obs-")]


def test_the_server_is_switched_off_in_obs(monkeypatch: pytest.MonkeyPatch) -> None:
    with RealObs(server_enabled=False) as obs:
        monkeypatch.setenv("XDG_CONFIG_HOME", str(obs.home / ".config"))
        assert isinstance(refusal(obs.address), ServerOff)


def test_nobody_there_where_no_obs_was_ever_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert isinstance(refusal(f"ws://127.0.0.1:{free_port()}"), NobodyThere)


@pytest.mark.parametrize(
    ("listener", "error"),
    [
        (silent_socket, NoAnswer),
        (hanging_up, NobodyThere),
        (web_server, NotObs),
        (lambda: talking(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"), NotObs),
        (lambda: talking(b"\x00\xff\xfe\r\n\r\n"), NotObs),
        (lambda: talking(b"HTTP/1.1 302 Found\r\nLocation: ws://127.0.0.1:1/\r\n\r\n"), NotObs),
        (lambda: websocket_saying(b"good morning"), NotObs),
        (lambda: websocket_saying([1, 2]), NotObs),
        (lambda: websocket_saying({"op": 0, "d": {}}), NotObs),
        (lambda: websocket_saying(hello("five")), NotObs),
        (lambda: websocket_saying(hello("4.9.1")), ObsTooOld),
        (lambda: websocket_saying(hello("5.0.0", rpc_version=0)), ObsTooOld),
        (
            lambda: websocket_saying(hello("5.0.0"), IDENTIFIED, version_answer("27.2.4")),
            ObsTooOld,
        ),
    ],
    ids=[
        "silent",
        "hangs up",
        "web server",
        "another greeting",
        "noise",
        "sends elsewhere",
        "no JSON",
        "other JSON",
        "empty greeting",
        "unreadable version",
        "old websocket",
        "old protocol",
        "old OBS",
    ],
)
def test_what_is_not_our_obs_is_told_apart(
    listener: Callable[[], AbstractContextManager[str]], error: type[LinkError]
) -> None:
    with listener() as address:
        asked_at = time.monotonic()
        assert type(refusal(address, 1.0)) is error
        assert time.monotonic() - asked_at < 3.0


def test_a_call_that_obs_does_not_answer_times_out_alone(own_obs: RealObs) -> None:
    heard = Heard(own_obs.address, own_obs.password, call_timeout_s=0.3)
    heard.link.connect(5.0)
    try:
        own_obs.freeze()
        with pytest.raises(CallTimedOut) as caught:
            heard.link.call("GetVersion")
        assert "GetVersion" in caught.value.detail
        own_obs.thaw()
        wait_until(lambda: _answers(heard.link))
        assert heard.link.up
    finally:
        heard.link.close()


def _answers(link: ObsLink) -> bool:
    try:
        return bool(link.call("GetVersion"))
    except CallTimedOut:
        return False


def test_an_obs_that_hangs_for_long_is_taken_for_gone(
    own_obs: RealObs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "QUIET_S", 0.3)
    heard = Heard(own_obs.address, own_obs.password)
    heard.link.connect(5.0)
    try:
        time_of_three_pings_s = 1.0
        threading.Event().wait(time_of_three_pings_s)
        assert heard.link.up, "an OBS that has nothing to tell is not gone"
        own_obs.freeze()
        wait_until(lambda: not heard.states[-1].up, 5.0)
        with pytest.raises(LinkDown):
            heard.link.call("GetVersion")
    finally:
        heard.link.close()


def test_killed_in_the_middle_of_calls_they_fail_at_once_and_the_link_comes_back(
    own_obs: RealObs,
) -> None:
    heard = Heard(own_obs.address, own_obs.password, call_timeout_s=30.0)
    heard.link.start()
    wait_until(lambda: heard.link.up)
    own_obs.freeze()
    with ThreadPoolExecutor(4) as callers:
        calls = [callers.submit(heard.link.call, "GetVersion") for _ in range(4)]
        wait_until(lambda: all(call.running() for call in calls))
        own_obs.kill()
        killed_at = time.monotonic()
        assert {type(call.exception(5.0)) for call in calls} == {LinkDown}
        assert time.monotonic() - killed_at < 5.0, "nobody waits for an answer"
    wait_until(lambda: [state.up for state in heard.states] == [True, False, False])
    assert [type(state.why) for state in heard.states[1:]] == [LinkDown, NobodyThere]
    own_obs.restart()
    wait_until(lambda: heard.states[-1].up, 20.0)
    assert heard.link.call("GetVersion")
    heard.link.close()
    assert link_threads() == []


def test_a_link_that_was_made_before_obs_came_up_finds_it(own_obs: RealObs) -> None:
    own_obs.kill()
    heard = Heard(own_obs.address, own_obs.password)
    heard.link.start()
    wait_until(lambda: heard.states)
    with pytest.raises(LinkDown):
        heard.link.call("GetVersion")
    own_obs.restart()
    wait_until(lambda: heard.link.up, 20.0)
    heard.link.close()
    assert link_threads() == []


def test_the_pauses_between_attempts_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    attempts: list[float] = []

    def connect(link: ObsLink, timeout_s: float) -> None:
        attempts.append(time.monotonic())
        raise NobodyThere

    monkeypatch.setattr(ObsLink, "connect", connect)
    monkeypatch.setattr("host_assistant.stage.obs.link.FIRST_PAUSE_S", 0.02)
    monkeypatch.setattr("host_assistant.stage.obs.link.LONGEST_PAUSE_S", 0.16)
    heard = Heard("ws://127.0.0.1:1", "")
    heard.link.start()
    wait_until(lambda: len(attempts) == 7)
    heard.link.close()
    pauses = [later - earlier for earlier, later in pairwise(attempts)]
    least = [0.02, 0.04, 0.08, 0.16, 0.16, 0.16]
    assert all(pause >= asked for pause, asked in zip(pauses, least, strict=True))
    assert len(heard.states) == 1, "the same trouble is told once"


def test_closing_does_not_wait_for_an_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("host_assistant.stage.obs.link.FIRST_PAUSE_S", 30.0)
    heard = Heard(f"ws://127.0.0.1:{free_port()}", "")
    heard.link.start()
    wait_until(lambda: heard.states)
    closed_at = time.monotonic()
    heard.link.close()
    assert time.monotonic() - closed_at < 10.0
    assert link_threads() == []


def test_closing_ends_a_greeting_that_hangs() -> None:
    with silent_socket() as address:
        heard = Heard(address, "")
        heard.link.start()
        wait_until(lambda: link_threads())
        closed_at = time.monotonic()
        heard.link.close()
        assert time.monotonic() - closed_at < 2.5, "a greeting has three seconds"
        assert link_threads() == []


def test_a_closed_link_calls_and_connects_no_more(obs: RealObs) -> None:
    heard = Heard(obs.address, obs.password)
    heard.link.connect(5.0)
    heard.link.close()
    heard.link.close()
    with pytest.raises(LinkDown):
        heard.link.call("GetVersion")
    with pytest.raises(LinkDown):
        heard.link.connect(1.0)
    assert [state.up for state in heard.states] == [True]


@pytest.mark.parametrize(
    "error",
    [
        BadAddress(),
        NobodyThere(),
        ServerOff(),
        NotObs(),
        NoAnswer(),
        WrongPassword(),
        ObsTooOld(),
        RequestRefused("StartStream", 205, "The output is busy."),
        CallTimedOut(),
        StreamNotSetUp(),
        BandwidthTestOn(),
        LinkDown(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_every_trouble_has_a_code_and_says_what_it_means_and_what_to_do(
    error: LinkError | LinkDown,
) -> None:
    assert error.code
    sentence = error.sentence()
    assert sentence.count(". ") + sentence.endswith(".") >= 3
    for technical in ("websocket://", "port", "exception", "null", "RPC"):
        assert technical not in sentence
