"""What is done for the host about OBS and devices; slow, so for a worker thread."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from threading import Event
from typing import TYPE_CHECKING

from host_assistant.checks.eye import shot, source_in_obs
from host_assistant.control_room import obs_opening, obs_setup
from host_assistant.control_room.obs_access import access_to_obs
from host_assistant.control_room.obs_opening import ObsStaysOpen
from host_assistant.language import _
from host_assistant.show.vocabulary import Platform
from host_assistant.stage.obs.health import mending
from host_assistant.stage.obs.link import linked
from host_assistant.stage.obs.parts import Inventory
from host_assistant.stage.obs.setup.before import BeforeFile
from host_assistant.stage.obs.setup.devices import Device, Seen, look_through_each
from host_assistant.stage.obs.setup.target import TargetIsTheUsers
from host_assistant.stage.stage import StageError

if TYPE_CHECKING:
    from host_assistant.control_room.show import ObsAccess
    from host_assistant.data_folder import DataFolder
    from host_assistant.settings import SettingsStore

TILE_PX = 480


class Hands:
    """All that is done for the host, on one data folder and its settings."""

    def __init__(self, folder: DataFolder, store: SettingsStore) -> None:
        self._folder = folder
        self._store = store
        # In the order in which they were met; a dict, for it keeps that.
        self._known_to_obs: dict[str, None] = {}

    @property
    def access(self) -> ObsAccess:
        return access_to_obs(self._folder, self._store.value, self._store.asked)

    def start_obs(self) -> None:
        """Raises LinkError."""
        obs_opening.open_users_obs(self._folder, self._store, let_us_in=False)
        # In a set-up of the user's own, the check of the stream says what OBS does instead.
        with suppress(TargetIsTheUsers):
            obs_setup.tell_target(self._folder, self._store, self.access)

    def set_up(self, *, close_first: bool) -> None:
        """Let ourselves into OBS, start it, and build in it. Raises LinkError, SwitchRefused."""
        if close_first and not obs_opening.close_users_obs():
            raise ObsStaysOpen
        obs_opening.open_users_obs(self._folder, self._store, let_us_in=True)
        self.build()

    def close_other_obs(self) -> None:
        if not obs_opening.close_other_obs(self.access.url):
            raise ObsStaysOpen

    def build(self) -> None:
        """Build in OBS with the camera and the microphone that the host chose."""
        settings, access = self._store.value, self.access
        obs_setup.build_obs(self._folder, settings, access)
        obs_setup.tell_target(self._folder, self._store, access)

    def choose_stream(self, platform: Platform, server: str, key: str) -> bool:
        """Keep where to stream; say whether OBS knows. An empty key is the one that is kept.

        An OBS that does not answer is told once it is started or built in. Raises OSError where
        it cannot be kept, LinkError where OBS does not take it.
        """
        obs_setup.keep_target(self._folder, self._store, platform, server, key)
        if not self.answers():
            return False
        obs_setup.tell_target(self._folder, self._store, self.access)
        return True

    def leave_stream_to_obs(self, platform: Platform) -> None:
        """OBS streams to this platform as it was set there by hand. Raises OSError."""
        obs_setup.forget_target(self._folder, self._store, platform)

    def choose_camera(self, camera: str) -> bool:
        """Keep it, and have OBS take it; False where that needs the host's consent."""
        self._store.change(camera=camera)
        return self._build_again()

    def choose_microphone(self, name: str) -> bool:
        """As `choose_camera`."""
        self._store.change(microphone=name)
        return self._build_again()

    def restart_camera(self) -> None:
        if self.answers():
            access = self.access
            with linked(access.url, access.password) as link:
                mending.restart_camera(link)

    def unmute(self, microphones: Collection[str]) -> None:
        """Open these; where none is named, the first."""
        access = self.access
        with linked(access.url, access.password) as link:
            mending.unmute(link, microphones)

    def answers(self) -> bool:
        access = self.access
        try:
            with linked(access.url, access.password):
                return True
        except StageError:
            return False

    def cameras(self, enough: Event) -> Iterator[Seen]:
        """Each camera with a picture of it, as OBS sees them; without OBS, as we do.

        One that OBS has shown keeps the id that it has there, so that none stands there twice
        where OBS goes away in between. Once it is `enough`, no further one of ours is opened.
        """
        access = self.access
        try:
            with linked(access.url, access.password) as link:
                have = Inventory.read(link)
                if have.our_scenes:
                    source = source_in_obs(link)
                    now = shot(link, source.name, TILE_PX) if source else None
                    yield from self._seen_by_obs(look_through_each(link, TILE_PX), now)
                    return
        except StageError:
            pass
        yield from cameras_of_ours((self._store.value.camera, *self._known_to_obs), enough)

    def _seen_by_obs(self, each: Iterator[Seen], now: bytes | None) -> Iterator[Seen]:
        chosen = self._store.value.camera
        met = False
        for seen in each:
            is_it = seen.device.id in (chosen, f"/dev/video{chosen or 0}")
            met = met or is_it
            self._known_to_obs[seen.device.id] = None
            # A camera that OBS shows already is not opened a second time.
            yield Seen(seen.device, seen.encoded or (now if is_it else None))
        if chosen and not met:
            yield Seen(Device(chosen, ""), now)

    def _build_again(self) -> bool:
        """Only where it was built before, and where OBS works with that just now.

        Without having been asked nothing is built, and no set-up of the user's is left.
        """
        if not BeforeFile(self._folder.path).read().our_profile or not self.answers():
            return True
        if not obs_setup.works_with_ours(self._folder, self.access):
            return False
        self.build()
        return True


def cameras_of_ours(known: Iterable[str], enough: Event) -> Iterator[Seen]:
    """The cameras without OBS, one opened after the other; what is `known` by an id of OBS's, or
    was chosen in place of one, goes by that."""
    from host_assistant.checks.camera import look_through
    from host_assistant.stage.camera_devices import cameras, opencv_source
    from host_assistant.stage.opencv import opencv

    named = {each.source: each.name for each in cameras()} or {"0": "", "1": "", "2": ""}
    for each in filter(None, known):
        named = {each: named.pop(opencv_source(each), ""), **named}
    for source, name in named.items():
        looked = look_through(source, 0.5, host=False, enough=enough)
        if enough.is_set():
            return
        if looked.picture is None:
            if name:
                yield Seen(Device(source, name), None)
            continue
        png = opencv().imencode(".png", looked.picture)[1].tobytes()
        yield Seen(Device(source, name), png)


def words_of_trouble(problem: BaseException) -> str:
    """Raises what nobody foresaw."""
    says = getattr(problem, "sentence", None)
    if callable(says):
        return str(says())
    if isinstance(problem, OSError):
        return _(
            "This could not be kept on the disk, so nothing was changed. Free some space, or "
            "allow writing in the data folder, then press the button again."
        )
    raise problem
