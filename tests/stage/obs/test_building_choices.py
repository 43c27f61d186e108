"""What is chosen for a laptop, and what is kept of the user's choices."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from host_assistant.stage.obs.setup.before import FILE_NAME, Before, BeforeFile
from host_assistant.stage.obs.setup.building import other
from host_assistant.stage.obs.setup.devices import Device, microphone_called
from host_assistant.stage.obs.setup.encoding import encoding_for


@pytest.mark.parametrize(
    ("cores", "obs_encoder", "size", "bitrate_kbps"),
    [
        (2, "x264", (1280, 720), 2500),
        (4, "x264", (1280, 720), 2500),
        (8, "x264", (1920, 1080), 4000),
        (2, "nvenc", (1920, 1080), 4000),
    ],
)
def test_a_laptop_gets_what_it_carries(
    cores: int, obs_encoder: str, size: tuple[int, int], bitrate_kbps: int
) -> None:
    wide = encoding_for("wide", cores, obs_encoder)
    assert (wide.width_px, wide.height_px) == size
    assert (wide.encoder, wide.bitrate_kbps) == (obs_encoder, bitrate_kbps)
    upright = encoding_for("upright", cores, obs_encoder)
    assert (upright.height_px, upright.width_px) == size


def test_a_microphone_is_known_by_what_the_computer_calls_it() -> None:
    there = (Device("default", "Default"), Device("usb-7", "Micro USB (2- C270)"))
    assert microphone_called("Micro USB (2- C270)", there) == "usb-7"
    assert microphone_called("micro usb", there) == "usb-7"
    assert microphone_called("usb-7", there) == "usb-7"
    assert microphone_called("Tai nghe", there) == ""


def test_nothing_is_remembered_before_anything_was_built(tmp_path: Path) -> None:
    memory = BeforeFile(tmp_path / "data")
    assert memory.read() == Before()
    memory.keep(Before())
    assert not (tmp_path / "data" / FILE_NAME).exists()


@pytest.mark.parametrize("spoiled", [b"", b"{", b'{"profile": 3}', b"\xff\xfe"])
def test_a_memory_that_cannot_be_read_is_none(tmp_path: Path, spoiled: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(spoiled)
    assert BeforeFile(tmp_path).read() == Before()


@given(st.builds(Before, profile=st.text(), our_profile=st.text(), our_collection=st.text()))
def test_what_is_kept_is_read_again(tmp_path_factory: pytest.TempPathFactory, kept: Before) -> None:
    memory = BeforeFile(tmp_path_factory.getbasetemp() / "memory")
    memory.keep(kept)
    assert memory.read() == kept


@pytest.mark.parametrize(
    ("wanted", "there", "expected"),
    [
        ("Của tôi", ["Của tôi", "Lên Sóng"], "Của tôi"),
        ("Đã xoá", ["Khác", "Lên Sóng"], "Khác"),
        ("Đã xoá", ["Lên Sóng"], ""),
        ("Lên Sóng", ["Khác", "Lên Sóng"], "Khác"),
    ],
)
def test_what_was_before_is_chosen_again_or_else_anything_but_ours(
    wanted: str, there: list[str], expected: str
) -> None:
    assert other(wanted, "Lên Sóng", there) == expected
