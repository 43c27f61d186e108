"""Settings of the window, and of what stands on the viewers' picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPlainTextEdit, QWidget

from host_assistant import language
from host_assistant.language import LANGUAGES, Language, _
from host_assistant.settings import Appearance
from host_assistant.show.vocabulary import Shape
from ui import theme
from ui.context import Context
from ui.pages.settings.parts import Choice, Field, line, section
from ui.pages.settings.work import PREVIEW_PX, theme_previews
from ui.widgets.icons import put_icon
from ui.widgets.parts import column, label, row
from ui.widgets.rich_button import RichButton

NOTICE_PX = 104


class NoticeField(QPlainTextEdit):
    """Up to three short lines. Tab leaves it."""

    def __init__(self, text: str, written: Callable[[str], object]) -> None:
        super().__init__(text)
        self._before = text
        self._written = written
        self.setTabChangesFocus(True)
        self.setFixedHeight(NOTICE_PX)
        self.setAccessibleName(_("How to order"))
        self.setPlaceholderText(_("Comment the code and how much"))

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        text = "\n".join(self.toPlainText().strip().splitlines()[:3])
        if text != self._before:
            self._before = text
            self._written(text)


def program_section(context: Context, save: Callable[..., bool]) -> QWidget:
    """Language and colours of the window; both show at once."""

    def speak(chosen: Language | None) -> None:
        if save(language=chosen):
            language.use(chosen)
            context.refresh()

    def dress(chosen: Appearance) -> None:
        from PySide6.QtWidgets import QApplication

        app = QApplication.instance()
        if save(appearance=chosen) and isinstance(app, QApplication):
            theme.apply(app, chosen)
            context.refresh()

    settings = context.settings.value
    names: dict[Language | None, str] = {None: _("As the computer")}
    names |= {each: {"vi": "Tiếng Việt", "en": "English"}[each] for each in LANGUAGES}
    speech = Choice(_("Language"), names, speak)
    speech.choose(settings.language)
    looks: dict[Appearance, str] = {
        "dark": _("Dark"),
        "light": _("Light"),
        "auto": _("As the computer"),
    }
    colours = Choice(_("Colours"), looks, dress)
    colours.choose(settings.appearance)
    alarms = _(
        "A new alarm also makes a soft sound, into headphones alone. From a loudspeaker, or while "
        "OBS sends out what this computer plays, viewers would hear it: then it only lights up."
    )
    return section(
        _("The program"),
        line(_("Language"), speech),
        line(_("Colours"), colours),
        line(_("Alarms"), label(alarms, "muted", wrap=True)),
    )


class PictureSection(QWidget):
    """Name, notice, theme and shape: fixed for each session when it opens."""

    def __init__(self, context: Context, save: Callable[..., bool]) -> None:
        super().__init__()
        self._context = context
        self._save = save
        setup = context.settings.value.setup
        self.host_name = Field(
            _("Name of the host"),
            setup.host_name,
            lambda text: self._put(host_name=text),
            hint=_("for example Nguyễn Văn An"),
            longest=80,
        )
        self.host_title = Field(
            _("What the host is"),
            setup.host_title,
            lambda text: self._put(host_title=text),
            hint=_("for example chairman of the cooperative"),
            longest=120,
        )
        self.notice = NoticeField(setup.notice, lambda text: self._put(notice=text))
        shapes: dict[Shape, str] = {"wide": _("Wide (16:9)"), "upright": _("Upright (9:16)")}
        self.shape = Choice(_("Shape of the picture"), shapes, self._choose_shape)
        self.shape.choose(setup.shape)
        speech: dict[str, str] = {"vi": "Tiếng Việt", "en": "English"}
        self.language = Choice(
            _("Language of the picture"), speech, lambda to: self._put(language=to)
        )
        self.language.choose(setup.language)
        self.themes: dict[str, RichButton] = {}
        self._group = QButtonGroup(self)
        self._tiles = QHBoxLayout()
        self._tiles.setSpacing(12)
        self._tiles.setContentsMargins(0, 0, 0, 0)
        tiles = QWidget()
        tiles.setLayout(self._tiles)
        self._assemble(tiles)

    def _assemble(self, tiles: QWidget) -> None:
        self.setLayout(
            column(
                section(
                    _("On the picture"),
                    line(_("Name of the host"), self.host_name),
                    line(_("What the host is"), self.host_title),
                    line(
                        _("How to order"),
                        self.notice,
                        _("At most three short lines. Empty: the program writes them itself."),
                    ),
                    line(_("Shape of the picture"), self.shape),
                    line(_("Language of the picture"), self.language),
                    label(_("Look of the cards")),
                    tiles,
                    hint=_("Holds from the next session on: one that is open keeps its look."),
                )
            )
        )

    def paint_themes(self) -> None:
        """The thumbnails, painted elsewhere and put in when they are ready."""
        folder, setup = self._context.folder, self._context.settings.value.setup
        self._context.bridge.run(lambda: theme_previews(folder, setup), self._show_themes)

    def _show_themes(self, images: dict[str, QImage]) -> None:
        while (item := self._tiles.takeAt(0)) is not None:
            tile = item.widget()
            if tile is not None:
                tile.deleteLater()
        self.themes = {}
        chosen = self._context.settings.value.setup
        width, _height = PREVIEW_PX[chosen.shape]
        for name, image in images.items():
            made = self._tile(name, image, width // 2 if chosen.shape == "upright" else width)
            made.setChecked(name == chosen.theme)
            self._tiles.addWidget(made)
        self._tiles.addStretch(1)

    def _tile(self, name: str, image: QImage, width: int) -> RichButton:
        from host_assistant.stage.overlay.theme import load_theme

        described = load_theme(name)
        title = described.title_en if language.current() == "en" else described.title
        tile = RichButton("choice")
        tile.setCheckable(True)
        tile.setAccessibleName(title)
        picture = label()
        ratio = self.devicePixelRatioF()
        shown = QPixmap.fromImage(
            image.scaledToWidth(
                round(min(width, 220) * ratio), Qt.TransformationMode.SmoothTransformation
            )
        )
        shown.setDevicePixelRatio(ratio)
        picture.setPixmap(shown)
        sign = label()
        put_icon(sign, "mdi6.check-circle", size_px=20)
        kept = sign.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        sign.setSizePolicy(kept)
        sign.hide()
        tile.toggled.connect(sign.setVisible)
        tile.set_parts(column(picture, row(label(title, "strong"), None, sign), gap=8, margins=12))
        tile.clicked.connect(lambda _checked=False: self._put(theme=name))
        self._group.addButton(tile)
        self.themes[name] = tile
        return tile

    def _choose_shape(self, shape: Shape) -> None:
        self._put(shape=shape)
        self.paint_themes()

    def _put(self, **fields: Any) -> None:
        self._save(setup=fields)
