"""BulkDialog: before several receipts are decided: how many are, how many are left out, and why."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from desktop.core.models import ReceiptStatus
from desktop.core.risks import Risk, SortedOut
from desktop.ui.formatting import number_text
from desktop.ui.receipts.completeness.doubt_words import (
    decided_text,
    lasting_text,
    overwritten_text,
    risk_text,
    that_already_text,
)
from desktop.ui.receipts.receipt_words import left_out_text
from desktop.ui.widgets.buttons import FilledButton, LinkButton, PlainButton
from desktop.ui.widgets.dialog import Dialog
from desktop.ui.widgets.labels import plain_label, text_width

translate = QCoreApplication.translate

_VERBS = {
    ReceiptStatus.APPROVED: QT_TRANSLATE_NOOP("BulkDialog", "Approve {count}"),
    ReceiptStatus.REJECTED: QT_TRANSLATE_NOOP("BulkDialog", "Reject {count}"),
    ReceiptStatus.NOT_RECEIPT: QT_TRANSLATE_NOOP("BulkDialog", "Not a receipt: {count}"),
    ReceiptStatus.PENDING_REVIEW: QT_TRANSLATE_NOOP("BulkDialog", "Back to review: {count}"),
}


def verb_text(status: ReceiptStatus, count: int) -> str:
    """What the button does, with its number."""
    return translate("BulkDialog", str(_VERBS[status])).format(count=number_text(count))


class BulkDialog(Dialog):
    """`accepted`: decide those that are free. `show_asked`: list those left out; nothing is decided."""

    show_asked = Signal()

    def __init__(
        self, found: SortedOut, status: ReceiptStatus, least_confidence: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Several receipts"))
        self.found = found
        self._status = status
        self._least = least_confidence
        self.then_box = QCheckBox(self.tr("Then list those left out, to be decided one by one"), self)
        self.then_box.setVisible(bool(found.left) and bool(found.free))
        self.set_content(self._make_content())
        self._make_foot()

    @property
    def shows_left(self) -> bool:
        """Whether those left out are to be listed afterwards."""
        return self.then_box.isChecked()

    def _make_content(self) -> QWidget:
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(4)
        question = self._question()
        self.setAccessibleName(question)
        column.addWidget(plain_label(question, "lead"))
        lines = self.lines()
        self.setAccessibleDescription("\n".join(lines))
        for line in lines:
            column.addWidget(plain_label(line, secondary=True))
        column.addSpacing(6)
        column.addWidget(self.then_box)
        content.setFixedWidth(text_width(66))
        return content

    def _question(self) -> str:
        free, left, whole = len(self.found.free), len(self.found.left), self.found.count
        if not free and left:
            return self.tr("Each of these %Ln receipt(s) needs a look of its own.", "", left)
        if not free:
            return self.tr("None of these %Ln receipt(s) is approved together with others.", "", whole)
        text = self.tr("{decision} of %Ln receipt(s)?", "", whole)
        return text.format(decision=verb_text(self._status, free))

    def lines(self) -> list[str]:
        """How many are left out, and why; one may be so for several reasons."""
        left, risky = len(self.found.left), self.found.risky
        lines = [self.tr("%Ln left out:", "", left)] if left else []
        if sum(map(len, risky.values())) > left:
            lines = [self.tr("%Ln left out, some for more than one reason:", "", left)]
        there = (risk for risk in Risk if risk in risky)
        lines += ["• " + risk_text(risk, len(risky[risk]), self._least) for risk in there]
        if self.found.decided:
            lines.append(decided_text(len(self.found.decided)))
        lines += [overwritten_text(status, count) for status, count in self.found.overwritten.items()]
        if self.found.same:
            lines.append(that_already_text(len(self.found.same)))
        if self.found.gone:
            lines.append(left_out_text(len(self.found.gone)))
        if self.found.lasting:
            lines.append(lasting_text(self.found.lasting))
        elif self.found.free:
            lines.append(self.tr("It can be undone as one step."))
        return [line for line in lines if line]

    def _make_foot(self) -> None:
        left = len(self.found.left)
        self.show_button = LinkButton(self.tr("List the %Ln left out", "", left), self)
        self.show_button.setVisible(bool(left))
        self.show_button.clicked.connect(self._on_show)
        self.cancel_button = PlainButton(self.tr("Cancel"), self)
        self.cancel_button.clicked.connect(self.reject)
        for button in (self.show_button, self.cancel_button):
            button.setAutoDefault(False)
        self.answer_button = FilledButton(verb_text(self._status, len(self.found.free)), self)
        self.answer_button.setVisible(bool(self.found.free))
        self.answer_button.clicked.connect(self.accept)
        self.set_foot([self.show_button], [self.cancel_button, self.answer_button])
        main = self._main_button()
        main.setDefault(True)
        main.setFocus()

    def _main_button(self) -> QPushButton:
        """What Enter does: nothing that takes away what somebody decided, or cannot be taken back."""
        if self.found.overwritten or self.found.lasting:
            return self.cancel_button
        if self.found.free:
            return self.answer_button
        return self.show_button if self.found.left else self.cancel_button

    @Slot()
    def _on_show(self) -> None:
        self.reject()
        self.show_asked.emit()
