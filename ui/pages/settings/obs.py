"""Settings of OBS: where it is, which of the user's scenes play a role, the stream, the removal."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import isValid

from host_assistant.control_room.hands import Hands, words_of_trouble
from host_assistant.language import _
from host_assistant.show.vocabulary import SCENE_ROLES, Platform, SceneRole
from host_assistant.stage.obs.errors import ServerOff
from ui.context import Context
from ui.pages.prepare.stream import StreamSheet, words_once_kept
from ui.pages.settings.parts import Choice, Field, line, section
from ui.pages.settings.work import (
    ObsFound,
    Secrets,
    Typed,
    find_obs,
    keep_secret,
    read_secrets,
    scenes_of_the_user,
)
from ui.widgets.answer_bar import AnswerBar
from ui.widgets.ask import Ask
from ui.widgets.parts import button, column, label, row
from ui.words import platform_name, scene_name

if TYPE_CHECKING:
    from host_assistant.secret_store import SecretName
    from host_assistant.stage.obs.setup.undo import Undone

T = TypeVar("T")


class ObsSection(QWidget):
    """What is asked of OBS is answered in a bar under the buttons."""

    def __init__(self, context: Context, save: Callable[..., bool]) -> None:
        super().__init__()
        self._context = context
        self._save = save
        settings = context.settings.value
        self.address = Field(
            _("Address of OBS"), settings.obs_url, lambda text: self._save(obs_url=text)
        )
        self.password = Field(
            _("Password of OBS"), "", partial(self._keep, "obs_password"), secret=True
        )
        self.look = button(_("Find OBS on this computer"), self.look_for_obs, icon="mdi6.magnify")
        self.try_it = button(_("Try the connection"), self.read_scenes, kind="primary")
        self.answer = AnswerBar()
        self.scenes: dict[SceneRole, Choice[str]] = {}
        for role in SCENE_ROLES:
            choice = Choice(scene_name(role), _scene_choices(()), partial(self._choose_scene, role))
            self.scenes[role] = choice
        self.where = label(wrap=True)
        self.stream = button(_("Choose where to stream"), self.choose_stream)
        self.stream_answer = AnswerBar()
        self.remove = button(_("Put OBS back as it was"), self.ask_remove, icon="mdi6.broom")
        self.remove_answer = AnswerBar()
        self._show_scenes(())
        self._assemble()

    def _assemble(self) -> None:
        roles = [line(scene_name(role), choice) for role, choice in self.scenes.items()]
        self.setLayout(
            column(
                section(
                    "OBS",
                    line(_("Address of OBS"), self.address),
                    line(_("Password of OBS"), self.password),
                    row(None, self.look, self.try_it),
                    self.answer,
                ),
                section(
                    _("Scenes"),
                    *roles,
                    hint=_(
                        "Lên Sóng makes its own scenes in OBS and takes the camera from the "
                        "scene of yours that is on air. Choose one of yours where it shall be "
                        "used instead; press “Try the connection” to list them."
                    ),
                ),
                section(
                    _("Stream"),
                    self.where,
                    row(None, self.stream),
                    self.stream_answer,
                    hint=_(
                        "Only where OBS does not know your page yet. Your platform shows the key "
                        "when you create a live video. It is kept like a password."
                    ),
                ),
                section(
                    _("Clean up"),
                    row(None, self.remove),
                    self.remove_answer,
                    hint=_("Takes out what Lên Sóng made in OBS. Your own scenes are not touched."),
                ),
                gap=16,
            )
        )

    def read_kept(self) -> None:
        """Fill in the secrets, which the key store may take its time to give."""
        folder = self._context.folder.path
        self._context.bridge.run_apart(lambda: read_secrets(folder), self._show_secrets)

    def look_for_obs(self) -> None:
        self._busy(self.look, find_obs, self._found, self.answer)

    def read_scenes(self) -> None:
        """Try the connection; when it holds, the user's scenes can be chosen from."""
        obs = self._typed()
        self._busy(self.try_it, lambda: scenes_of_the_user(obs), self._connected, self.answer)

    def choose_stream(self) -> None:
        if self._context.show is not None:
            self.stream_answer.tell(
                _(
                    "A session is open and works with what is set up now. Nothing was changed. "
                    "End the session, then press the button again."
                )
            )
            return
        StreamSheet(self, self._context, self.put_stream, self.leave_stream)

    def put_stream(self, platform: Platform, server: str, key: str) -> None:
        """Keep it, and write it into what Lên Sóng made in OBS; never into the user's own."""
        hands = Hands(self._context.folder, self._context.settings)

        def kept(told: bool) -> None:
            self.stream_answer.tell(words_once_kept(told), good=told)
            self.read_kept()

        self._busy(
            self.stream,
            lambda: hands.choose_stream(platform, server, key),
            kept,
            self.stream_answer,
        )

    def leave_stream(self, platform: Platform) -> None:
        """OBS streams as it was set there; server and key that were kept here are forgotten."""
        hands = Hands(self._context.folder, self._context.settings)

        def left(_nothing: None) -> None:
            self.stream_answer.tell(_("OBS streams where it was set to."), good=True)
            self.read_kept()

        self._busy(
            self.stream,
            lambda: hands.leave_stream_to_obs(platform),
            left,
            self.stream_answer,
        )

    def ask_remove(self) -> None:
        if self._context.show is not None:
            self.remove_answer.tell(
                _("A session is open and uses them. Nothing was removed. End it first.")
            )
            return
        Ask(
            self,
            _("Put OBS back as it was?"),
            _(
                "All that Lên Sóng made in OBS goes, and the stream key kept here. Where OBS's "
                "settings were changed, OBS opens for it and closes. You can set it up again under "
                "Prepare at any time."
            ),
            _("Put it back"),
            self.remove_ours,
        )

    def remove_ours(self) -> None:
        from host_assistant.control_room.obs_removal import remove_ours

        obs, store = self._typed(), self._context.settings
        self._busy(
            self.remove,
            lambda: remove_ours(obs.folder, store, obs.access),
            self._removed,
            self.remove_answer,
        )

    def _typed(self) -> Typed:
        return Typed(self._context.folder, self.address.text(), self.password.text())

    def _busy(
        self,
        pressed: QPushButton,
        work: Callable[[], T],
        done: Callable[[T], None],
        answer: AnswerBar,
    ) -> None:
        """Nothing is asked twice while OBS has not answered."""
        pressed.setEnabled(False)

        def answered(value: T) -> None:
            if isValid(self):
                pressed.setEnabled(True)
                done(value)

        def failed(problem: BaseException) -> None:
            if isValid(self):
                pressed.setEnabled(True)
                answer.tell(words_of_trouble(problem))

        self._context.bridge.run_apart(work, answered, failed)

    def _found(self, found: ObsFound) -> None:
        if not found.installed:
            self.answer.tell(
                _(
                    "No OBS was found on this computer. Rehearsals work without it; to go live, "
                    "install OBS from obsproject.com, start it once, then look again."
                )
            )
        elif not found.url:
            self.answer.tell(
                _(
                    "OBS is installed but was never started, so it has no settings yet. Start it "
                    "once, then look again."
                )
            )
        elif not found.enabled:
            self.answer.tell(ServerOff().sentence())
        else:
            self.address.show_text(found.url)
            self._save(obs_url=found.url)
            self.password.show_text(found.password)
            self._keep("obs_password", found.password)
            self.answer.tell(_("OBS was found. Its address and password are filled in."), good=True)

    def _connected(self, scenes: tuple[str, ...]) -> None:
        self._show_scenes(scenes)
        self.answer.tell(_("OBS answers. Everything is ready to go live."), good=True)

    def _removed(self, undone: Undone) -> None:
        self.read_kept()
        kept = undone.scenes_left
        if undone.collection_left:
            self.remove_answer.tell(
                _(
                    "OBS is as it was before Lên Sóng. The name “{collection}” still stands in its "
                    "list of scene collections: it goes when you close OBS and open this program "
                    "again."
                ).format(collection=undone.collection_left),
                good=True,
            )
        elif kept:
            self.remove_answer.tell(
                _(
                    "Everything of Lên Sóng was taken out of OBS, but these scenes stay, because "
                    "something of yours is in them or OBS needs one: {scenes}."
                ).format(scenes=", ".join(kept)),
                good=True,
            )
        else:
            self.remove_answer.tell(
                _("Nothing of Lên Sóng is left in OBS. Your own scenes are as they were."),
                good=True,
            )

    def _show_secrets(self, secrets: Secrets) -> None:
        # Who types faster than the key store answers is right.
        if not self.password.isModified():
            self.password.show_text(secrets.obs_password)
        platform = self._context.settings.value.stream_platform
        if platform is not None and secrets.stream_key:
            words = _("{platform}, with the key {key}").format(
                platform=platform_name(platform), key=secrets.stream_key
            )
        else:
            words = _("Not chosen here: OBS streams where it was set to.")
        self.where.setText(words)

    def _show_scenes(self, scenes: tuple[str, ...]) -> None:
        kept = self._context.settings.value.scenes
        for role, choice in self.scenes.items():
            mine = kept.get(role, "")
            choice.put(_scene_choices((*scenes, mine) if mine and mine not in scenes else scenes))
            choice.choose(mine)

    def _choose_scene(self, role: SceneRole, name: str) -> None:
        kept = dict(self._context.settings.value.scenes)
        kept.pop(role, None)
        self._save(scenes={**kept, role: name} if name else kept)

    def _keep(self, name: SecretName, secret: str) -> None:
        folder, tell = self._context.folder.path, self._context.tell

        def failed(problem: BaseException) -> None:
            if not isinstance(problem, OSError):
                raise problem
            tell(
                _(
                    "The password could not be kept on the disk, so you would have to type it "
                    "again next time. Free some space, then type it once more."
                )
            )

        self._context.bridge.run(
            lambda: keep_secret(folder, name, secret), lambda _nothing: None, failed
        )


def _scene_choices(scenes: tuple[str, ...]) -> dict[str, str]:
    return {"": _("Made by Lên Sóng"), **{name: name for name in scenes}}
