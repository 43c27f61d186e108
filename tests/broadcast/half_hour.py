"""Half an hour of a good show with every real part, which must raise no alarm.

`python -m tests.broadcast.half_hour [MINUTES]`: too long for the suite, so it is run by hand.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
import threading
from pathlib import Path

from host_assistant.control_room.director import Snapshot
from host_assistant.show import commands as cmd
from host_assistant.show.events import AlarmCleared, AlarmRaised
from tests.broadcast.on_air import on_air, somebody_speaks
from tests.support.obs import RealObs
from tests.support.rtmp import RtmpServer
from tests.support.shows import GOODS
from tests.support.sound import Microphone

MINUTES = 30.0
EVERY_S = 20.0


def main(minutes: float) -> int:
    told: list[str] = []

    def hear(snapshot: Snapshot) -> None:
        for record in snapshot.records:
            if isinstance(record.event, AlarmRaised | AlarmCleared):
                words = f"{record.offset_ms / 1000:.1f} s: {record.event}"
                print(words, flush=True)
                told.append(words)

    with contextlib.ExitStack() as parts:
        folder = Path(parts.enter_context(tempfile.TemporaryDirectory()))
        microphone = parts.enter_context(contextlib.closing(Microphone()))
        parts.enter_context(somebody_speaks(microphone))
        server = microphone.environment["PULSE_SERVER"]
        obs = parts.enter_context(RealObs(microphone=True, pulse_server=server))
        rtmp = parts.enter_context(contextlib.closing(RtmpServer()))
        director = parts.enter_context(on_air(folder, obs, rtmp.server)).show.director
        director.subscribe(hear)
        waiting = threading.Event()
        for turn in range(int(minutes * 60 / EVERY_S)):
            director.do(cmd.ShowProduct(sku=GOODS[turn % len(GOODS)].sku))
            waiting.wait(EVERY_S)
        received_mb = rtmp.received_bytes() / 1e6
        print(f"{minutes:g} minutes, {received_mb:.1f} MB received, {len(told)} alarms")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES))
