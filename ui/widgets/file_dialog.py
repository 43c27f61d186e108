"""Which file to open or to write: it begins where the host's files are, and speaks as we do."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QIdentityProxyModel, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLineEdit, QToolButton, QWidget

from host_assistant.language import _
from host_assistant.settings import SettingsStore
from host_assistant.values.vietnamese import clean_text
from ui.widgets.answer_bar import AnswerBar
from ui.widgets.ask import Ask
from ui.widgets.icons import put_icon
from ui.widgets.tips import as_tip

LONGEST_NAME: Final = 80
SIZE: Final = (860, 540)
# No system takes all of these in a file's name; Windows takes none of them.
_UNFIT: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')

Then = Callable[[Path], object]


def ask_for_file(
    parent: QWidget, settings: SettingsStore, title: str, kinds: str, then: Then
) -> QFileDialog:
    """Ask for a file that is there; `then` gets it. `kinds` is written as Qt wants its filters."""
    dialog = _dialog(parent, settings, title, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _speak(dialog, _("Open"))

    def chosen(file: str) -> None:
        _remember(settings, Path(file))
        then(Path(file))

    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def ask_where_to_write(
    parent: QWidget, settings: SettingsStore, title: str, name: str, kinds: str, then: Then
) -> QFileDialog:
    """Ask for the file to write, `name` suggested; one that stands there is asked about first."""
    dialog = _dialog(parent, settings, title, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(_suffix(kind)))
    dialog.setDefaultSuffix(_suffix(kinds))
    dialog.selectFile(name)
    _speak(dialog, _("Save"))
    asks_itself = not _is_qts_own(dialog)
    if not asks_itself:
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)

    def chosen(file: str) -> None:
        path = Path(file)

        def go_on() -> None:
            _remember(settings, path)
            then(path)

        if asks_itself or not path.exists():
            go_on()
            return
        Ask(
            parent,
            _("Write over this file?"),
            _("{file} is there already. What is in it now would be lost.").format(file=path),
            _("Write over it"),
            go_on,
        )

    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def file_name(words: str, date: str, suffix: str) -> str:
    """A name that every system takes: "Vải thiều đêm nay 29-06-2025.xlsx"."""
    plain = " ".join(_UNFIT.sub(" ", clean_text(words)).split())[:LONGEST_NAME].strip(" .")
    return f"{plain or 'Lên Sóng'} {_UNFIT.sub('-', date)}.{suffix}"


def tell_written(bar: AnswerBar, sentence: str, path: Path) -> None:
    """Say that the file was written, with a button that shows it in its folder."""

    def show_folder() -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))):
            bar.tell(_("This computer cannot show folders. The file is {file}.").format(file=path))

    bar.tell(sentence, _("Open the folder"), show_folder, good=True)


def start_folder(settings: SettingsStore) -> Path:
    """The folder that was used last, else the user's documents, else the user's own folder."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    for folder in (settings.value.last_folder, documents):
        if folder and Path(folder).is_dir():
            return Path(folder)
    return Path.home()


def _remember(settings: SettingsStore, path: Path) -> None:
    folder = str(path.parent)
    if folder != settings.value.last_folder:
        try:
            settings.change(last_folder=folder)
        except OSError:
            return  # the next dialog begins elsewhere; nothing else hangs on it


class _OurHeadings(QIdentityProxyModel):
    """Heads the list of Qt's own dialog in our words."""

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        headings = (_("Name"), _("Size"), _("Kind"), _("Last change"))
        if role == Qt.ItemDataRole.DisplayRole and section < len(headings):
            return headings[section]
        return super().headerData(section, orientation, role)


def _dialog(parent: QWidget, settings: SettingsStore, title: str, kinds: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(start_folder(settings)), kinds)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.resize(*SIZE)
    return dialog


def _speak(dialog: QFileDialog, accept: str) -> None:
    """Qt brings no Vietnamese for its own dialog; the system's speaks for itself."""
    if not _is_qts_own(dialog):
        return
    dialog.setProxyModel(_OurHeadings(dialog))
    for part, words in (
        (QFileDialog.DialogLabel.LookIn, _("Look in:")),
        (QFileDialog.DialogLabel.FileName, _("File name:")),
        (QFileDialog.DialogLabel.FileType, _("Kind of file:")),
        (QFileDialog.DialogLabel.Accept, accept),
        (QFileDialog.DialogLabel.Reject, _("Cancel")),
    ):
        dialog.setLabelText(part, words)
    for name, icon, words in (
        ("backButton", "mdi6.arrow-left", _("The folder from before")),
        ("forwardButton", "mdi6.arrow-right", _("The next folder")),
        ("toParentButton", "mdi6.arrow-up", _("One folder up")),
        ("newFolderButton", "mdi6.folder-plus-outline", _("New folder")),
        ("listModeButton", "mdi6.view-grid-outline", _("Names only")),
        ("detailModeButton", "mdi6.format-list-bulleted", _("With size and date")),
    ):
        tool = dialog.findChild(QToolButton, name)
        if isinstance(tool, QToolButton):
            put_icon(tool, icon)  # Qt's own are black, on a dark ground too
            tool.setStyleSheet("padding: 0;")  # they are too small for ours
            tool.setToolTip(as_tip(words))
            tool.setAccessibleName(words)


def _is_qts_own(dialog: QFileDialog) -> bool:
    """Qt makes its parts at once where the system has no dialog to lend."""
    return dialog.findChild(QLineEdit) is not None


def _suffix(kind: str) -> str:
    """The first suffix of a filter: "xlsx" of "Excel (*.xlsx)"."""
    found = re.search(r"\*\.(\w+)", kind)
    return found[1] if found else ""
