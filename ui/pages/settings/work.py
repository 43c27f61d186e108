"""What the settings page asks of OBS and of the key store; slow, so for a worker thread."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtGui import QImage

from host_assistant.data_folder import DataFolder
from host_assistant.settings import Asked, Settings
from host_assistant.show.vocabulary import ShowSetup
from host_assistant.stage.obs.link import ObsLink, linked
from host_assistant.stage.sample import sample_picture

if TYPE_CHECKING:
    from host_assistant.catalog.product import Product
    from host_assistant.control_room.show import ObsAccess
    from host_assistant.secret_store import SecretName

PREVIEW_PX = {"wide": (400, 225), "upright": (225, 400)}


class ObsFound(msgspec.Struct, frozen=True):
    """`installed` says whether there is an OBS; the rest is what its own settings tell."""

    installed: bool
    enabled: bool = False
    url: str = ""
    password: str = ""


class Secrets(msgspec.Struct, frozen=True):
    """The key itself stays where it is kept: `stream_key` is masked."""

    obs_password: str
    stream_key: str


def find_obs() -> ObsFound:
    from host_assistant.stage.obs.program import installed, settings_file
    from host_assistant.stage.obs.program.machine import this_machine

    found = installed.find_obs(this_machine()) is not None
    settings = settings_file.read_settings()
    if settings is None:
        return ObsFound(found)
    return ObsFound(True, settings.enabled, settings.address, settings.password)


def read_secrets(folder: Path) -> Secrets:
    from host_assistant.secret_store import SecretStore
    from host_assistant.stage.obs.setup.target import StreamKey

    store = SecretStore(folder)
    return Secrets(store.get("obs_password"), StreamKey(store.get("stream_key")).masked)


def keep_secret(folder: Path, name: SecretName, secret: str) -> None:
    """Raises OSError."""
    from host_assistant.secret_store import SecretStore

    SecretStore(folder).put(name, secret)


class Typed(msgspec.Struct, frozen=True):
    """What stands on the page about OBS; what is empty there is found as a show finds it."""

    folder: DataFolder
    url: str
    password: str

    @property
    def access(self) -> ObsAccess:
        from host_assistant.control_room.obs_access import access_to_obs

        asked = Asked(obs_password=self.password or None)
        return access_to_obs(self.folder, Settings(obs_url=self.url), asked)

    def linked(self) -> AbstractContextManager[ObsLink]:
        access = self.access
        return linked(access.url, access.password)


def scenes_of_the_user(obs: Typed) -> tuple[str, ...]:
    """The scenes in OBS that are not ours, as OBS lists them. Raises LinkError."""
    from host_assistant.stage.obs.parts import Inventory

    with obs.linked() as link:
        have = Inventory.read(link)
    ours = {mark.name for mark in have.our_scenes.values()}
    return tuple(name for name in have.scenes if name not in ours)


def theme_previews(folder: DataFolder, setup: ShowSetup) -> dict[str, QImage]:
    """Each theme's picture, small: the host's own first product, or one of the samples."""
    from host_assistant.catalog.sheet import read_sheet
    from host_assistant.resources import asset

    if goods := _shelf(folder):
        return _previews(goods[0], setup, folder.pictures)
    with TemporaryDirectory() as beside:
        samples = read_sheet(asset("samples", "goods.csv"), Path(beside)).products
        return _previews(samples[0], setup, Path(beside))


def code_preview(folder: DataFolder, setup: ShowSetup) -> QImage:
    """The bank's code for the host's own first product, at 1080 lines; null where there is none.

    As on a platform that allows it, whichever the host streams to now.
    """
    from host_assistant.stage.overlay.layout import DESIGN_SIZE, layout_for
    from host_assistant.stage.overlay.painter import paint
    from host_assistant.stage.overlay.theme import load_theme_or_default
    from host_assistant.stage.sample import SAMPLE, bank_qr_of

    card = bank_qr_of((*_shelf(folder), SAMPLE)[0], setup)
    if card is None:
        return QImage()
    theme, _lost = load_theme_or_default(setup.theme)
    return paint(card, layout_for(setup.shape, *DESIGN_SIZE[setup.shape]), theme, folder.pictures)


def _shelf(folder: DataFolder) -> tuple[Product, ...]:
    from host_assistant.catalog.shelf import Shelf, ShelfUnreadable

    try:
        return Shelf(folder.path).products()
    except ShelfUnreadable:
        return ()


def _previews(product: Product, setup: ShowSetup, pictures: Path) -> dict[str, QImage]:
    from host_assistant.stage.overlay.layout import layout_for
    from host_assistant.stage.overlay.painter import compose
    from host_assistant.stage.overlay.scenery import paint_orchard
    from host_assistant.stage.overlay.theme import load_theme, theme_names

    width, height = PREVIEW_PX[setup.shape]
    layout = layout_for(setup.shape, width * 2, height * 2)
    cards = sample_picture(product, setup).overlays
    ground = paint_orchard(width * 2, height * 2)
    return {
        name: compose(cards, layout, load_theme(name), pictures, ground) for name in theme_names()
    }
