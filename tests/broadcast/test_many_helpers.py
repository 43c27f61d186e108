"""An evening's orders from three phones at once, in a crowd, with a Wi-Fi that comes and goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.broadcast.many_helpers import ORDERS_EACH, PHONES, run
from tests.support.obs import RealObs
from tests.support.parts import need_programs
from tests.support.reading import need_reader


@pytest.mark.timeout(300)
def test_every_order_is_in_the_log_once_and_on_the_picture(
    qapp: QApplication, tmp_path: Path, own_obs: RealObs
) -> None:
    need_reader()
    need_programs("chromium")
    outcome = run(qapp, tmp_path / "data", own_obs)
    assert outcome.errors == []
    assert [len(ids) for ids in outcome.ids] == [ORDERS_EACH] * PHONES
    taken = sorted(order for ids in outcome.ids for order in ids)
    assert sorted(outcome.logged) == taken
    assert len(set(taken)) == len(taken)
    assert outcome.comments_kept == outcome.comments_sent
    assert outcome.on_picture == outcome.confirmed
    assert outcome.whole
    # By its own work, not by the clock: phones and viewers share this machine with it.
    assert outcome.longest_work_ms < 100
