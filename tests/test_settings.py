"""Settings survive everything but their own file's ruin, and that is told."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from host_assistant.settings import Asked, Settings, SettingsStore, read_settings
from host_assistant.show.vocabulary import ShowSetup


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "settings.json"


def test_without_a_file_there_are_the_standard_settings(path: Path) -> None:
    store = SettingsStore(path)
    assert (store.value, store.finding) == (Settings(), "")
    assert not path.exists()


def test_a_change_is_there_at_the_next_start(path: Path) -> None:
    setup = ShowSetup(host_name="Nguyễn Thị Hoa", shape="upright", platform="tiktok")
    changed = SettingsStore(path).change(
        setup=setup, language="en", scenes={"camera": "Vườn vải"}, appearance="auto"
    )
    again = SettingsStore(path)
    assert again.value == changed
    assert again.value.setup == setup
    assert again.finding == ""


@pytest.mark.parametrize(
    "fields", [{"language": "fr"}, {"appearance": "pink"}, {"desk_port": "many"}]
)
def test_a_wrong_value_is_never_kept(path: Path, fields: dict[str, object]) -> None:
    store = SettingsStore(path)
    store.change(camera="2")
    with pytest.raises(msgspec.ValidationError):
        store.change(**fields)
    assert store.value.camera == "2"
    assert read_settings(path) == store.value


def test_what_two_threads_change_at_once_is_all_kept(path: Path) -> None:
    store = SettingsStore(path)
    both = threading.Barrier(2)

    def change(fields: list[dict[str, str]]) -> None:
        both.wait(10)
        for each in fields:
            store.change(setup=each)

    hosts = [{"host_name": f"Hoa {number}"} for number in range(20)]
    notices = [{"notice": f"Còn {number} thùng"} for number in range(20)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(change, [hosts, notices]))
    assert store.value.setup == ShowSetup(host_name="Hoa 19", notice="Còn 19 thùng")
    assert read_settings(path) == store.value


def test_what_was_asked_for_this_run_is_not_kept_by_a_later_change(path: Path) -> None:
    store = SettingsStore(path)
    store.change(desk_port=8800)
    store.asked = Asked(obs_url="ws://10.0.0.2:4455", desk_port=8900)
    store.change(camera="1")
    assert store.desk_port == 8900
    again = SettingsStore(path)
    assert again.value == Settings(camera="1", desk_port=8800)
    assert again.desk_port == 8800


def test_a_free_desk_port_can_be_asked_for(path: Path) -> None:
    store = SettingsStore(path)
    store.change(desk_port=8800)
    store.asked = Asked(desk_port=0)
    assert store.desk_port == 0


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe\x00", b'{"language": "fr"}', b"[" * 100_000, b'"\xff"']
)
def test_an_unreadable_file_is_put_aside_and_told(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    store = SettingsStore(path)
    assert store.value == Settings()
    assert "settings.unreadable" in store.finding
    assert path.with_suffix(".unreadable").read_bytes() == content
    store.change(camera="1")
    assert SettingsStore(path).finding == ""


def test_a_folder_in_the_place_of_the_file_is_survived(path: Path) -> None:
    path.mkdir(parents=True)
    store = SettingsStore(path)
    assert (store.value, bool(store.finding)) == (Settings(), True)


def test_settings_of_a_newer_version_are_read_as_far_as_they_are_known(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b'{"camera": "2", "hologram": true}')
    store = SettingsStore(path)
    assert (store.value, store.finding) == (Settings(camera="2"), "")


def test_a_change_that_cannot_be_written_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SettingsStore(path)
    store.change(camera="1")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("host_assistant.whole_file.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.change(camera="2")
    assert (store.value.camera, read_settings(path).camera) == ("1", "1")
