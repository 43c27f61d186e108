"""The real OBS in a test: its own home folder, its own screen, its own port.

How to start it was measured (see `facts/obs.md` of the project): two files in a fresh home skip
the first-run questions, and software rendering does without a graphics card.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING

import pytest

from host_assistant.stage.obs.connection import ObsEvent
from host_assistant.stage.obs.errors import RequestRefused
from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.parts import remove_input
from tests.support.obs_home import MICROPHONE, USER_SCENE, USER_SECOND_SCENE, write_home
from tests.support.parts import need_programs
from tests.support.screen import START_TIMEOUT_S, end, start_screen
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from tests.support.sound import Microphone

# OBS draws without a pause, and in software: few frames leave the processor to the tests.
FEW_FRAMES = 10


def _ignore(_: object) -> None:
    pass


class RealObs:
    """One OBS under one Xvfb. Use as a context manager, or call `close`."""

    def __init__(
        self,
        *,
        upright: bool = False,
        server_enabled: bool = True,
        microphone: bool = False,
        pulse_server: str = "",
        frames_a_second: int = 30,
    ) -> None:
        self.width, self.height = (720, 1280) if upright else (1280, 720)
        self.password = "vải thiều 2025"
        self.port = free_port()
        self.home = Path(tempfile.mkdtemp(prefix="obs-home-"))
        self._process: subprocess.Popen[bytes] | None = None
        self._pulse_server = pulse_server
        write_home(
            self.home,
            width_px=self.width,
            height_px=self.height,
            server_enabled=server_enabled,
            microphone=microphone,
            frames_a_second=frames_a_second,
        )
        self._screen, self._display = start_screen()
        try:
            self._start(wait=server_enabled)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "RealObs":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def address(self) -> str:
        return f"ws://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process is not None, "OBS is not running"
        return self._process.pid

    @property
    def recordings(self) -> Path:
        return self.home / "recordings"

    def kill(self) -> None:
        """End OBS as a crash or a power cut would: without a word to anybody."""
        self._end(signal.SIGKILL)

    def quit(self) -> None:
        """End OBS as its user does: it saves what it has."""
        self._end(signal.SIGTERM)

    def restart(self) -> None:
        """Start OBS again after `kill`, on the same port with the same home."""
        (self.home / ".config/obs-studio/safe_mode").unlink(missing_ok=True)
        self._start(wait=True)

    def freeze(self) -> None:
        """Stop OBS where it stands: the connection stays open and nothing answers."""
        os.kill(self.pid, signal.SIGSTOP)
        os.waitpid(self.pid, os.WUNTRACED)

    def thaw(self) -> None:
        os.kill(self.pid, signal.SIGCONT)

    def close(self) -> None:
        self._end(signal.SIGKILL)
        end(self._screen, signal.SIGTERM)
        shutil.rmtree(self.home, ignore_errors=True)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            end(self._process, how)
            self._process = None

    def _start(self, *, wait: bool) -> None:
        runtime = self.home / "run"
        runtime.mkdir(mode=0o700, exist_ok=True)
        environment = {
            **os.environ,
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / ".config"),
            "XDG_RUNTIME_DIR": str(runtime),
            "DISPLAY": f":{self._display}",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "QT_QPA_PLATFORM": "xcb",
            "LANG": "C.UTF-8",
        }
        for name in ("QT_QPA_PLATFORM_PLUGIN_PATH", "WAYLAND_DISPLAY", "PULSE_SERVER"):
            environment.pop(name, None)
        if self._pulse_server:
            environment["PULSE_SERVER"] = self._pulse_server
        log = (self.home / "obs.log").open("ab")
        with log:
            self._process = subprocess.Popen(
                [
                    "obs",
                    "--minimize-to-tray",
                    "--disable-updater",
                    "--multi",
                    "--websocket_port",
                    str(self.port),
                    "--websocket_password",
                    self.password,
                ],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        if wait:
            self._wait_until_ready()
        else:
            wait_until(lambda: "Startup complete" in self._said(), START_TIMEOUT_S)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_TIMEOUT_S
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                break
            if self._answers():
                return
            time.sleep(0.1)
        raise AssertionError(f"OBS did not come up; it said:\n{self._said()[-3000:]}")

    def _said(self) -> str:
        return (self.home / "obs.log").read_text(errors="replace")

    def _answers(self) -> bool:
        """OBS listens before its scenes are loaded: ask for the scenes, not for the door."""
        with contextlib.suppress(Exception), self.link() as link:
            return bool(link.call("GetSceneList")["scenes"])
        return False

    @contextlib.contextmanager
    def link(self, on_event: Callable[[ObsEvent], None] = _ignore) -> Iterator[ObsLink]:
        """A connection of the test's own, as a second program beside ours would have one."""
        link = ObsLink(self.address, self.password, on_event=on_event, on_state=_ignore)
        try:
            link.connect(5.0)
            yield link
        finally:
            link.close()


def free_port() -> int:
    """One of those that the system gives to nobody unasked: it is still free when OBS takes it."""
    chance = SystemRandom()
    while True:
        port = chance.randrange(20_000, 32_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def _require_obs() -> None:
    need_programs("obs", "Xvfb")


@pytest.fixture(scope="session")
def shared_obs() -> Iterator[RealObs]:
    """The one OBS that most tests share; ask for `obs` instead, which cleans up behind you."""
    _require_obs()
    with RealObs(microphone=True, frames_a_second=FEW_FRAMES) as running:
        yield running


@pytest.fixture
def obs(shared_obs: RealObs) -> Iterator[RealObs]:
    """A real OBS with two scenes of a user and a microphone, the same at every test's start."""
    yield shared_obs
    told: list[ObsEvent] = []
    with shared_obs.link(told.append) as link:
        _clean(link, told)


@pytest.fixture
def own_obs() -> Iterator[RealObs]:
    """A real OBS of this test's own, to be killed or spoiled."""
    _require_obs()
    with RealObs(microphone=True, frames_a_second=FEW_FRAMES) as running:
        yield running


@pytest.fixture
def heard_obs(microphone: "Microphone") -> Iterator[RealObs]:
    """A real OBS of this test's own, which hears what is played into the sink `mic`."""
    _require_obs()
    server = microphone.environment["PULSE_SERVER"]
    with RealObs(microphone=True, pulse_server=server, frames_a_second=FEW_FRAMES) as running:
        yield running


def _clean(link: ObsLink, told: list[ObsEvent]) -> None:
    """Bring a shared OBS back to where it started."""
    for kind in ("Stream", "Record"):
        status = f"Get{kind}Status"
        if link.call(status)["outputActive"]:
            with contextlib.suppress(RequestRefused):  # It is stopping already.
                link.call(f"Stop{kind}")
        while link.call(status)["outputActive"]:
            time.sleep(0.05)
    link.call("SetStudioModeEnabled", studioModeEnabled=False)
    link.call(
        "SetStreamServiceSettings",
        streamServiceType="rtmp_custom",
        streamServiceSettings={"server": "", "key": "", "bwtest": False},
    )
    if link.call("GetCurrentProgramScene")["currentProgramSceneName"] != USER_SCENE:
        link.call("SetCurrentProgramScene", sceneName=USER_SCENE)
        # The transition ends with this event, which must not fall into the next test.
        wait_until(lambda: any(_says_user_scene(event) for event in told))
    for scene in link.call("GetSceneList")["scenes"]:
        if scene["sceneName"] not in (USER_SCENE, USER_SECOND_SCENE):
            link.call("RemoveScene", sceneName=scene["sceneName"])
    for scene_name in (USER_SCENE, USER_SECOND_SCENE):
        for item in link.call("GetSceneItemList", sceneName=scene_name)["sceneItems"]:
            link.call("RemoveSceneItem", sceneName=scene_name, sceneItemId=item["sceneItemId"])
    for heard in link.call("GetInputList")["inputs"]:
        if heard["inputName"] != MICROPHONE:
            remove_input(link, heard["inputName"])
    link.call("SetInputMute", inputName=MICROPHONE, inputMuted=False)
    wait_until(lambda: _is_clean(link))


def _is_clean(link: ObsLink) -> bool:
    """OBS takes things off its lists a little later than it answers."""
    scenes = {scene["sceneName"] for scene in link.call("GetSceneList")["scenes"]}
    inputs = {each["inputName"] for each in link.call("GetInputList")["inputs"]}
    return scenes == {USER_SCENE, USER_SECOND_SCENE} and inputs == {MICROPHONE}


def _says_user_scene(event: ObsEvent) -> bool:
    is_switch = event.name == "CurrentProgramSceneChanged"
    return is_switch and event.data["sceneName"] == USER_SCENE
