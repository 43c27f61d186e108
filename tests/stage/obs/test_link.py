"""The link to OBS, on the real OBS wherever OBS can show it."""

import threading
from collections.abc import Iterator

import pytest

from host_assistant.stage.obs.connection import ObsEvent
from host_assistant.stage.obs.errors import (
    BadAddress,
    NobodyThere,
    RequestRefused,
    WrongPassword,
)
from host_assistant.stage.obs.link import ALL_EVENTS, LinkState, ObsLink
from tests.support.obs import RealObs, free_port
from tests.support.obs_home import USER_SCENE, USER_SECOND_SCENE
from tests.support.waiting import wait_until

VOLUME_METERS = 1 << 16


class Heard:
    """A link that notes what it is told."""

    def __init__(self, address: str, password: str, call_timeout_s: float = 5.0) -> None:
        self.events: list[ObsEvent] = []
        self.states: list[LinkState] = []
        self.link = ObsLink(
            address,
            password,
            on_event=self.events.append,
            on_state=self.states.append,
            call_timeout_s=call_timeout_s,
        )

    def named(self, name: str) -> list[ObsEvent]:
        return [event for event in self.events if event.name == name]


@pytest.fixture
def heard(obs: RealObs) -> Iterator[Heard]:
    heard = Heard(obs.address, obs.password)
    heard.link.connect(5.0)
    yield heard
    heard.link.close()


def test_connects_and_answers(heard: Heard) -> None:
    assert [(state.up, state.why) for state in heard.states] == [(True, None)]
    assert heard.states[0].version == heard.link.call("GetVersion")["obsVersion"]


@pytest.mark.parametrize("host", ["localhost", "[::1]"])
def test_the_same_machine_by_other_names(obs: RealObs, host: str) -> None:
    heard = Heard(f"ws://{host}:{obs.port}", obs.password)
    heard.link.connect(5.0)
    assert heard.link.up
    heard.link.close()


def test_a_refused_request_brings_obs_own_comment(heard: Heard) -> None:
    with pytest.raises(RequestRefused) as caught:
        heard.link.call("SetCurrentProgramScene", sceneName="no such scene")
    assert caught.value.status == 600
    assert "No source was found by the name of `no such scene`" in caught.value.comment
    assert caught.value.comment in caught.value.sentence()


def test_events_arrive(heard: Heard) -> None:
    heard.link.call("SetCurrentProgramScene", sceneName=USER_SECOND_SCENE)
    wait_until(lambda: heard.named("CurrentProgramSceneChanged"))
    assert heard.named("CurrentProgramSceneChanged")[0].data["sceneName"] == USER_SECOND_SCENE


def test_extra_event_groups_by_reidentify(heard: Heard) -> None:
    heard.link.reidentify(ALL_EVENTS | VOLUME_METERS)
    wait_until(lambda: heard.named("InputVolumeMeters"))
    heard.link.reidentify(ALL_EVENTS)
    heard.link.call("GetVersion")
    heard.events.clear()
    heard.link.call("SetCurrentProgramScene", sceneName=USER_SECOND_SCENE)
    wait_until(lambda: heard.named("CurrentProgramSceneChanged"))
    assert heard.named("InputVolumeMeters") == []


def test_many_threads_call_at_once(heard: Heard) -> None:
    wrong: list[str] = []

    def ask(scene_name: str) -> None:
        for _ in range(50):
            answer = heard.link.call("GetSceneItemList", sceneName=scene_name)
            version = heard.link.call("GetVersion")
            if "sceneItems" not in answer or "obsVersion" not in version:
                wrong.append(str(answer))

    threads = [
        threading.Thread(target=ask, args=(name,)) for name in (USER_SCENE, USER_SECOND_SCENE) * 4
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_call_from_the_event_thread_is_an_error_and_not_a_deadlock(obs: RealObs) -> None:
    raised: list[BaseException] = []

    def call_back(event: ObsEvent) -> None:
        try:
            link.call("GetVersion")
        except RuntimeError as error:
            raised.append(error)

    link = ObsLink(obs.address, obs.password, on_event=call_back, on_state=lambda _: None)
    link.connect(5.0)
    try:
        link.call("SetCurrentProgramScene", sceneName=USER_SECOND_SCENE)
        wait_until(lambda: raised)
        assert "only post" in str(raised[0])
    finally:
        link.close()


def test_a_listener_that_fails_does_not_end_the_link(
    obs: RealObs, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(event: ObsEvent) -> None:
        raise ValueError(event.name)

    link = ObsLink(obs.address, obs.password, on_event=fail, on_state=lambda _: None)
    link.connect(5.0)
    try:
        link.call("SetCurrentProgramScene", sceneName=USER_SECOND_SCENE)
        wait_until(lambda: "the listener failed" in caplog.text)
        assert link.call("GetVersion")
    finally:
        link.close()


def test_a_wrong_password(obs: RealObs) -> None:
    heard = Heard(obs.address, "wrong")
    with pytest.raises(WrongPassword):
        heard.link.connect(5.0)
    assert not heard.link.up
    heard.link.close()
    assert heard.states == []


def test_nobody_there() -> None:
    heard = Heard(f"ws://127.0.0.1:{free_port()}", "")
    with pytest.raises(NobodyThere):
        heard.link.connect(5.0)
    heard.link.close()


def test_a_name_that_leads_nowhere() -> None:
    heard = Heard("ws://obs.invalid:4455", "")
    with pytest.raises(NobodyThere):
        heard.link.connect(5.0)
    heard.link.close()


@pytest.mark.parametrize(
    "address", ["ws://", "http://127.0.0.1", "ws://127.0.0.1:port", "ws://[::"]
)
def test_an_address_that_is_none(address: str) -> None:
    heard = Heard(address, "")
    with pytest.raises(BadAddress):
        heard.link.connect(1.0)
    heard.link.close()
