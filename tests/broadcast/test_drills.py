"""Each harm is found in time with the real parts, and its alarm ends when it is mended.

The limits are those of the drills: 5 s for sound, picture, stream and an OBS that hangs, 10 s for
the disk, 15 s for frames lost on the way, 2 s for an OBS that died.
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from host_assistant.control_room.alarm_mending import alarm_remedy
from host_assistant.show import commands as cmd
from host_assistant.show.events import AlarmCleared, AlarmRaised
from host_assistant.show.vocabulary import AlarmCode
from tests.broadcast.on_air import CAMERA, OnAir, noisy_film, on_air, somebody_speaks, starting
from tests.support.disk import small_disk
from tests.support.line import Line
from tests.support.obs import RealObs
from tests.support.obs_home import MICROPHONE
from tests.support.rtmp import RtmpServer, need_rtmp
from tests.support.sound import Microphone
from tests.support.waiting import wait_until


@pytest.fixture
def broadcast(
    tmp_path: Path, microphone: Microphone, heard_obs: RealObs, rtmp: RtmpServer
) -> Iterator[OnAir]:
    with somebody_speaks(microphone), on_air(tmp_path, heard_obs, rtmp.server) as made:
        yield made


def press(broadcast: OnAir) -> None:
    """The button of the alarm that stands."""
    assert broadcast.alarm is not None
    remedy = alarm_remedy(broadcast.alarm)
    assert remedy is not None
    broadcast.show.mend(remedy)


def test_what_can_be_mended_on_air(
    broadcast: OnAir, microphone: Microphone, tmp_path: Path
) -> None:
    seen: list[AlarmCode] = []
    broadcast.show.director.subscribe(
        lambda snapshot: seen.extend(
            record.event.code
            for record in snapshot.records
            if isinstance(record.event, AlarmRaised | AlarmCleared)
        )
    )
    with broadcast.obs.link() as link:
        link.call("SetInputMute", inputName=MICROPHONE, inputMuted=True)
        broadcast.expect("microphone_muted", 5)
        press(broadcast)
        broadcast.expect_over("microphone_muted")

        microphone.freeze()
        broadcast.expect("microphone_dead", 5)
        microphone.thaw()
        broadcast.expect_over("microphone_dead")

        pause = "OBS_WEBSOCKET_MEDIA_INPUT_ACTION_PAUSE"
        link.call("TriggerMediaInputAction", inputName=CAMERA, mediaAction=pause)
        broadcast.expect("picture_frozen", 5)
        press(broadcast)
        broadcast.expect_over("picture_frozen")

        film = link.call("GetInputSettings", inputName=CAMERA)["inputSettings"]
        dark = noisy_film(tmp_path / "black.mkv", "color=black:size=320x180:rate=15")
        link.call("SetInputSettings", inputName=CAMERA, inputSettings={"local_file": str(dark)})
        broadcast.expect("picture_black", 5)
        link.call("SetInputSettings", inputName=CAMERA, inputSettings=film)
        broadcast.expect_over("picture_black")

        wait_until(lambda: broadcast.show.director.state.recording == "on", 10)
        link.call("StopRecord")
        broadcast.expect("recording_stopped", 10)
        press(broadcast)
        broadcast.expect_over("recording_stopped")
    told = ("microphone_muted", "microphone_dead", "picture_frozen", "picture_black")
    assert seen == [code for alarm in (*told, "recording_stopped") for code in (alarm, alarm)]

    with small_disk(tmp_path / "small", "60m") as disk:
        put_parameter(broadcast.obs, "FilePath", str(disk))
        broadcast.expect("disk_filling", 10)


def test_what_breaks_down_on_air(
    broadcast: OnAir, microphone: Microphone, rtmp: RtmpServer
) -> None:
    director = broadcast.show.director
    rtmp.stop()
    broadcast.expect("stream_dropped", 5)
    press(broadcast)
    wait_until(lambda: director.state.holding, 5)
    director.do(cmd.EndBreak())

    microphone.stop()
    broadcast.expect("microphone_dead", 5)

    broadcast.obs.freeze()
    broadcast.expect("obs_not_answering", 5)
    broadcast.obs.thaw()
    broadcast.expect_over("obs_not_answering")
    broadcast.obs.kill()
    wait_until(lambda: not director.state.link_up, 2)


def test_a_platform_that_takes_nothing(tmp_path: Path, own_obs: RealObs) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = f"rtmp://127.0.0.1:{silent.getsockname()[1]}/live"
        with starting(tmp_path, own_obs, server) as broadcast:
            broadcast.expect("stream_not_arriving", 20)
            broadcast.show.director.do(cmd.AskStream(on=False))
            broadcast.expect_over("stream_not_arriving")


def test_the_internet_slows_down(
    tmp_path: Path, microphone: Microphone, heard_obs: RealObs
) -> None:
    need_rtmp()
    # The system sends on for OBS until its own buffer is full, which holds some 4 MB.
    put_parameter(heard_obs, "VBitrate", "20000")
    with (
        somebody_speaks(microphone),
        Line() as line,
        contextlib.closing(RtmpServer(line)) as rtmp,
        on_air(tmp_path, heard_obs, rtmp.server) as broadcast,
    ):
        wait_until(lambda: rtmp.received_bytes() > 100_000, 20)
        line.narrow(400)
        broadcast.expect("network_slow", 15)
        line.widen()
        # OBS leaves frames out up to the next key frame: at 15 a second one comes in 250 frames.
        broadcast.expect_over("network_slow", 45)


def put_parameter(obs: RealObs, name: str, value: str) -> None:
    """As the user would in OBS's settings of its simple output."""
    with obs.link() as link:
        link.call(
            "SetProfileParameter",
            parameterCategory="SimpleOutput",
            parameterName=name,
            parameterValue=value,
        )
