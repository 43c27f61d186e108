"""Whether OBS sends out what the laptop plays: then an alarm must stay silent."""

from __future__ import annotations

from host_assistant.stage.obs.link import ObsLink
from tests.stage.obs.conftest import Staged
from tests.support.obs_home import USER_SCENE


def test_the_laptop_is_heard_while_an_input_records_it(staged: Staged, link: ObsLink) -> None:
    assert not staged.stage.laptop_is_heard()
    link.call(
        "CreateInput",
        sceneName=USER_SCENE,
        inputName="Tiếng máy",
        inputKind="pulse_output_capture",
        inputSettings={},
    )
    try:
        assert staged.stage.laptop_is_heard()
        link.call("SetInputMute", inputName="Tiếng máy", inputMuted=True)
        assert not staged.stage.laptop_is_heard()
    finally:
        link.call("RemoveInput", inputName="Tiếng máy")
