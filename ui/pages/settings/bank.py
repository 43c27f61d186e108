"""Settings of bank transfers: bank, account and holder, and the code as viewers will see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, QStringListModel, Qt, QTimer
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QSizePolicy, QWidget

from host_assistant.language import _
from host_assistant.orders.banks import (
    AccountProblem,
    Bank,
    account_problems,
    account_without_spaces,
    bank_of,
    find_banks,
)
from host_assistant.show.vocabulary import Platform, ShowSetup
from host_assistant.stage.platforms import PLATFORMS
from ui.context import Context
from ui.pages.settings.parts import Field, line, section
from ui.pages.settings.work import code_preview
from ui.widgets.answer_bar import AnswerBar
from ui.widgets.framed import paint_framed
from ui.widgets.parts import column, label, row, set_state

PREVIEW_PX = {"wide": QSize(232, 316), "upright": QSize(360, 220)}
NO_PREVIEW_PX = 88
SETTLE_MS = 60


class BankField(QLineEdit):
    """A bank, found by typing any of its names; `chosen` gets its number, "" for none."""

    def __init__(self, bin_number: str, chosen: Callable[[str], object]) -> None:
        super().__init__()
        self._chosen = chosen
        self._bin = bin_number
        self.setAccessibleName(_("Bank"))
        self.setPlaceholderText(_("type its name, for example Vietcombank or Agribank"))
        self.setMaxLength(120)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(6)
        choices = QListView()
        choices.setProperty("kind", "choices")
        choices.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        completer.setPopup(choices)
        completer.activated.connect(self._take)
        self.setCompleter(completer)
        self._show_chosen()
        self.textEdited.connect(self._offer)
        # Qt puts the chosen words in once more, after `_take`, and shows their end.
        completer.activated.connect(self._show_beginning, Qt.ConnectionType.QueuedConnection)
        self.editingFinished.connect(self._left)

    def _offer(self, typed: str) -> None:
        self._names.setStringList([_described(bank) for bank in find_banks(typed)])

    def _take(self, words: str) -> None:
        found = [bank for bank in find_banks("") if _described(bank) == words]
        self._choose(found[0].bin if found else "")

    def _left(self) -> None:
        """One that is the only meant is taken as it is; of several, none."""
        text = self.text().strip()
        self._show_beginning()
        if text == self._words_of_chosen():
            return
        found = find_banks(text) if text else ()
        only = len(found) == 1 or (found and text.lower() in _names(found[0]))
        self._choose(found[0].bin if only else "", keep_text=bool(text) and not only)

    def _choose(self, bin_number: str, *, keep_text: bool = False) -> None:
        self._bin = bin_number
        if not keep_text:
            self._show_chosen()
        self._chosen(bin_number)

    def _show_chosen(self) -> None:
        self.setText(self._words_of_chosen())
        self._show_beginning()

    def _show_beginning(self) -> None:
        """The short name, by which people know their bank."""
        self.setCursorPosition(0)

    def _words_of_chosen(self) -> str:
        bank = bank_of(self._bin)
        return "" if bank is None else _described(bank)


class CodePreview(QWidget):
    """The card with the code, drawn by the painter of the viewers' picture."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.image = QImage()
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._draw)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def draw_soon(self) -> None:
        self._settle.start()

    def _draw(self) -> None:
        setup = self._context.settings.value.setup
        self.image = code_preview(self._context.folder, setup)
        size = PREVIEW_PX[setup.shape]
        self.setFixedSize(size.width(), NO_PREVIEW_PX if self.image.isNull() else size.height())
        self.setAccessibleName(
            _("No code yet")
            if self.image.isNull()
            else _("The code of a bank transfer as viewers see it")
        )
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_framed(self, self.image, 8, _("No code yet"))


class BankSection(QWidget):
    """Bank, account and holder: fixed for each session when it opens, as all of the picture."""

    def __init__(self, context: Context, save: Callable[..., bool]) -> None:
        super().__init__()
        self._context = context
        self._save = save
        setup = context.settings.value.setup
        self.bank = BankField(setup.bank_bin, lambda number: self._put(bank_bin=number))
        self.account = Field(
            _("Account number"),
            setup.bank_account,
            lambda text: self._put(bank_account=account_without_spaces(text)),
            hint=_("as your bank's app shows it"),
            longest=40,
        )
        self.holder = Field(
            _("Account holder"),
            setup.bank_holder,
            lambda text: self._put(bank_holder=text),
            hint=_("for example NGUYEN VAN AN"),
            longest=80,
        )
        self.preview = CodePreview(context)
        self.answer = AnswerBar()
        self.says = label("", "muted", wrap=True)
        beside = row(self.preview, self.says, gap=16)
        beside.setAlignment(self.preview, Qt.AlignmentFlag.AlignTop)
        beside.setAlignment(self.says, Qt.AlignmentFlag.AlignTop)
        beside.setStretch(1, 1)
        self.setLayout(
            column(
                section(
                    _("Bank transfer"),
                    line(_("Bank"), self.bank),
                    line(_("Account number"), self.account),
                    line(_("Account holder"), self.holder),
                    self.answer,
                    beside,
                    hint=_(
                        "A code on the picture that viewers scan with their bank's app. Holds from "
                        "the next session on."
                    ),
                )
            )
        )
        self.refresh()

    def refresh(self) -> None:
        """Say and show what the settings amount to now."""
        setup = self._context.settings.value.setup
        problems = account_problems(setup)
        typed = bool(self.bank.text().strip())
        untouched = not (typed or setup.bank_account or setup.bank_holder)
        wrong = bool(problems) and not untouched
        for field, of in (
            (self.bank, ("no_bank", "unknown_bank")),
            (self.account, ("no_account", "wrong_account")),
            (self.holder, ("no_holder",)),
        ):
            bad = wrong and any(problem in of for problem in problems)
            set_state(field, "wrong", "true" if bad else "false")
        if wrong:
            words = _words(problems[0], setup, self.bank.text().strip())
            self.answer.tell(words, stays=True)
        else:
            self.answer.hide()
        self.says.setText(_where_it_shows(setup.platform, ready=not problems))
        self.preview.draw_soon()

    def _put(self, **fields: Any) -> None:
        if self._save(setup=fields) and "bank_account" in fields:
            self.account.show_text(fields["bank_account"])


def _described(bank: Bank) -> str:
    return f"{bank.short} – {bank.name}"


def _names(bank: Bank) -> tuple[str, ...]:
    return tuple(name.lower() for name in (bank.short, bank.name, bank.bin, *bank.also))


def _words(problem: AccountProblem, setup: ShowSetup, typed: str) -> str:
    match problem:
        case "no_bank" | "unknown_bank" if typed:
            return _(
                "No one bank is called “{name}”. Viewers see no code. Type the name again and "
                "choose the bank from the list."
            ).format(name=typed)
        case "no_bank" | "unknown_bank":
            return _(
                "No bank is chosen. Viewers see no code. Type the name of the bank and choose it "
                "from the list."
            )
        case "no_account":
            return _(
                "The account number is missing. Viewers see no code. Write it as your bank's app "
                "shows it."
            )
        case "wrong_account":
            return _(
                "“{account}” can be no account: it takes 6 to 19 digits or letters without marks. "
                "Viewers see no code. Compare it with your bank's app."
            ).format(account=setup.bank_account)
        case "no_holder":
            return _(
                "The account holder is missing. Viewers see no code. Write the name as your "
                "bank's app shows it: they compare it before they pay."
            )


def _where_it_shows(platform: Platform, *, ready: bool) -> str:
    free = [each.name for each in PLATFORMS.values() if each.name and not each.keeps_buyers_in]
    kept = [each.name for each in PLATFORMS.values() if each.keeps_buyers_in]
    where = _("The code shows on {platforms}, never on {others}, which punish it.").format(
        platforms=_(" and ").join(free), others=_(" and ").join(kept)
    )
    if not ready:
        return where
    if PLATFORMS[platform].keeps_buyers_in:
        now = _("You stream to {platform} now, so nobody sees it.").format(
            platform=PLATFORMS[platform].name
        )
    else:
        now = _("It stays off until you press “Transfer code” on the page Live.")
    amount = _(
        "With goods on the card it asks for the price of one unit, and their code stands in the "
        "memo; without, the buyer writes the amount."
    )
    tried = _("Scan it once with a telephone: only the bank knows whose account it is.")
    return "\n\n".join((where, now, amount, tried))
