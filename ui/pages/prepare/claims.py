"""What is said of the goods and needs the host's answer, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from host_assistant.checks.claim_answers import AnswerKind, ClaimAnswers
from host_assistant.language import _, current
from ui.context import Context
from ui.pages.prepare.sheet import Sheet
from ui.widgets.parts import button, label, row

if TYPE_CHECKING:
    from host_assistant.checks.claims import Flag

WIDTH_PX: Final = 600


class ClaimsSheet(Sheet):
    """`over` is called when the last one is answered, or the host stops."""

    def __init__(self, parent: QWidget, context: Context, over: Callable[[], object]) -> None:
        super().__init__(
            parent,
            _("What is said of the goods"),
            _("The law wants you to be able to stand by these words."),
            WIDTH_PX,
        )
        self._context = context
        self._answers = ClaimAnswers(context.folder.path)
        self._flags: tuple[Flag, ...] = ()
        self._names: dict[str, str] = {}
        self.place = 0
        self.which = label(role="muted")
        self.product = label(role="strong", wrap=True)
        self.phrase = label(role="heading", wrap=True)
        self.law = label(role="muted", wrap=True)
        self.change = button(_("Change the words"), self._to_the_goods)
        self.stand = button("", self._answer, kind="primary")
        self.finished.connect(lambda _how: over())
        self.fill(
            self.which,
            self.product,
            self.phrase,
            self.law,
            8,
            row(button(_("Later"), self.reject, kind="quiet"), None, self.change, self.stand),
        )
        self._dress()
        context.bridge.run(self._find, self._show)

    def _find(self) -> tuple[tuple[Flag, ...], dict[str, str]]:
        from host_assistant.catalog.shelf import Shelf, ShelfUnreadable
        from host_assistant.checks.claims import flags_of

        try:
            products = Shelf(self._context.folder.path).products()
        except ShelfUnreadable:
            return (), {}
        answered = self._answers.all()
        flags = (flag for product in products for flag in flags_of(product))
        names = {product.sku: product.name for product in products}
        return tuple(flag for flag in flags if flag.key not in answered), names

    def _show(self, found: tuple[tuple[Flag, ...], dict[str, str]]) -> None:
        if isValid(self):
            self._flags, self._names = found
            self._dress()

    @property
    def flag(self) -> Flag | None:
        return self._flags[self.place] if self.place < len(self._flags) else None

    def _dress(self) -> None:
        flag = self.flag
        self.stand.setEnabled(flag is not None)
        if flag is None:
            return
        self.which.setText(
            _("{number} of {count}").format(number=self.place + 1, count=len(self._flags))
        )
        self.which.setVisible(len(self._flags) > 1)
        self.product.setText(f"{flag.sku} · {self._names.get(flag.sku, '')}")
        self.phrase.setText(f"“{flag.phrase}”")
        self.law.setText(flag.rule.law[current()])
        words = _("We have the papers") if flag.rule.proof else _("I stand by it")
        self.stand.setText(words)
        self.stand.setAccessibleName(words)
        self.fit()

    def _answer(self) -> None:
        flag = self.flag
        if flag is None:
            return
        kind: AnswerKind = "have_papers" if flag.rule.proof else "stand_by_it"
        try:
            self._answers.put(
                flag.key,
                kind,
                by=self._context.settings.value.setup.host_name,
                sku=flag.sku,
                rule=flag.rule.code,
                phrase=flag.phrase,
            )
        except OSError:
            self._context.tell(
                _(
                    "The answer could not be kept on the disk, so it will be asked again. Free "
                    "some space, then answer once more."
                )
            )
            self.reject()
            return
        self.place += 1
        if self.flag is None:
            self.accept()
        else:
            self._dress()

    def _to_the_goods(self) -> None:
        flag = self.flag
        self.reject()
        self._context.wanted_product = flag.sku if flag else ""
        self._context.navigate("goods")
