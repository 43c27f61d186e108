"""Cài đặt: what is chosen once. Every field is kept as soon as it is left."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QWidget

from host_assistant.language import _
from ui.context import Context
from ui.pages.settings.bank import BankSection
from ui.pages.settings.comments import CommentsSection
from ui.pages.settings.looks import PictureSection, program_section
from ui.pages.settings.obs import ObsSection
from ui.pages.settings.parts import Field, line, section
from ui.widgets.file_dialog import ask_for_file
from ui.widgets.parts import button, column, label, row

MARGIN = 24
NARROW_PX = 1040


class SettingsPage(QWidget):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self.program = program_section(context, self.save)
        self.picture = PictureSection(context, self.save)
        self.bank = BankSection(context, self.save)
        self.obs = ObsSection(context, self.save)
        self.comments = CommentsSection(context, self.save)
        self.camera = Field(
            _("Camera"),
            context.settings.value.camera,
            lambda text: self.save(camera=text),
            hint=_("empty: a drawn orchard"),
            longest=500,
        )
        self.choose = button(_("Picture or film…"), self.choose_camera)
        self.folder = button(
            _("Open the folder"), self.open_folder, icon="mdi6.folder-open-outline"
        )
        self._assemble()

    def _assemble(self) -> None:
        camera = QWidget()
        beside = row(self.camera, self.choose)
        beside.setStretch(0, 1)
        camera.setLayout(beside)
        where = label(str(self._context.folder.path), wrap=True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        left = column(
            self.program,
            self.picture,
            self.bank,
            section(
                _("Rehearsal"),
                line(
                    _("Camera"),
                    camera,
                    _(
                        "Number 0 is the first camera of this computer. Or choose a picture or a "
                        "film that stands in for it."
                    ),
                ),
            ),
            section(
                _("Your data"),
                where,
                row(None, self.folder),
                hint=_("Sessions, goods and pictures lie in this folder. Copy it to keep them."),
            ),
            None,
            gap=16,
        )
        right = column(self.comments, self.obs, None, gap=16)
        self._body = row(left, right, gap=16)
        self._body.setStretch(0, 1)
        self._body.setStretch(1, 1)
        held = QWidget()
        held.setLayout(column(label(_("Settings"), "title"), 8, self._body, margins=MARGIN))
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(held)
        self.setLayout(column(scroll))

    def on_shown(self) -> None:
        self.obs.read_kept()
        self.comments.read_kept()
        # The platform is chosen on another page.
        self.bank.refresh()
        if not self.picture.themes:
            self.picture.paint_themes()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW_PX
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._body.setDirection(way)

    def save(self, **fields: Any) -> bool:
        """Keep these settings on disk; False, with a sentence, where that cannot be."""
        try:
            self._context.settings.change(**fields)
        except OSError:
            self._context.tell(
                _(
                    "The setting could not be kept, so the old one holds. Free some space on the "
                    "disk, or allow writing in the data folder, then choose it again."
                )
            )
            return False
        if "setup" in fields:
            self.bank.refresh()
        return True

    def choose_camera(self) -> None:
        ask_for_file(
            self,
            self._context.settings,
            _("Choose a picture or a film"),
            f"{_('Pictures and films')} (*.jpg *.jpeg *.png *.webp *.mp4 *.mkv *.mov *.avi)",
            self.take_camera_file,
        )

    def take_camera_file(self, path: Path) -> None:
        self.camera.show_text(str(path))
        self.save(camera=str(path))

    def open_folder(self) -> None:
        path: Path = self._context.folder.path
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._context.tell(
                _("This computer cannot show folders. Your data lies in {folder}.").format(
                    folder=path
                )
            )
