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
    """`accepted`: decide those that are free, and those left out as well where `takes_left`.

    `show_asked`: list those left out; nothing is decided.
    """

    show_asked = Signal()

    def __init__(
        self, found: SortedOut, status: ReceiptStatus, least_confidence: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Several receipts"))
        self.found = found
        self._status = status
        self._least = least_confidence
        self._make_boxes()
        self.set_content(self._make_content())
        self._make_foot()
        self._show()

    def _make_boxes(self) -> None:
        left = len(self.found.left)
        self.include_box = QCheckBox(self.tr("Decide these %Ln as well", "", left), self)
        self.include_box.setVisible(bool(left))
        self.include_box.toggled.connect(self._show)
        self.then_box = QCheckBox(self.tr("Then list those left out, to be decided one by one"), self)
        self.then_box.setVisible(bool(left) and bool(self.found.free))

    @property
    def takes_left(self) -> bool:
        """Whether those left out are decided about after all."""
        return self.include_box.isChecked()

    @property
    def shows_left(self) -> bool:
        """Whether those left out are to be listed afterwards."""
        return self.then_box.isChecked() and not self.takes_left

    def _make_content(self) -> QWidget:
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(4)
        self._lead = plain_label("", "lead")
        column.addWidget(self._lead)
        for line in self._reasons():
            column.addWidget(plain_label(line, secondary=True))
        column.addLayout(self._lay_out_boxes())
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        column.addLayout(self._lines)
        content.setFixedWidth(text_width(66))
        return content

    def _lay_out_boxes(self) -> QVBoxLayout:
        """Both together, apart from what is said above and below; no gap where there are none."""
        boxes = QVBoxLayout()
        boxes.setContentsMargins(0, 8, 0, 8)
        boxes.setSpacing(8)
        boxes.addWidget(self.include_box)
        boxes.addWidget(self.then_box)
        return boxes

    @Slot()
    def _show(self) -> None:
        """Says what will be done, and what that means, as the boxes stand."""
        question, chosen = self._question(), len(self.found.chosen(with_left=self.takes_left))
        self._lead.setText(question)
        self.setAccessibleName(question)
        self.setAccessibleDescription("\n".join(self.lines()))
        self._show_lines(self._meanings())
        self.answer_button.setText(verb_text(self._status, chosen))
        self.answer_button.setVisible(bool(chosen))
        self.then_box.setEnabled(not self.takes_left)
        self.show_button.setEnabled(not self.takes_left)
        self._main_button().setDefault(True)

    def _show_lines(self, lines: list[str]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (label := item.widget()) is not None:
                label.hide()
                label.deleteLater()
        for line in lines:
            self._lines.addWidget(plain_label(line, secondary=True))

    def _question(self) -> str:
        chosen = len(self.found.chosen(with_left=self.takes_left))
        left, whole = len(self.found.left), self.found.count
        if not chosen and left:
            return self.tr("Each of these %Ln receipt(s) needs a look of its own.", "", left)
        if not chosen:
            return self.tr("None of these %Ln receipt(s) is approved together with others.", "", whole)
        text = self.tr("{decision} of %Ln receipt(s)?", "", whole)
        return text.format(decision=verb_text(self._status, chosen))

    def lines(self) -> list[str]:
        """How many are left out, and why, and what else is to be known; one may be so for several reasons."""
        return [*self._reasons(), *self._meanings()]

    def _reasons(self) -> list[str]:
        left, risky = len(self.found.left), self.found.risky
        lines = [self.tr("%Ln left out:", "", left)] if left else []
        if sum(map(len, risky.values())) > left:
            lines = [self.tr("%Ln left out, some for more than one reason:", "", left)]
        there = (risk for risk in Risk if risk in risky)
        return lines + ["• " + risk_text(risk, len(risky[risk]), self._least) for risk in there]

    def _meanings(self) -> list[str]:
        found, with_left = self.found, self.takes_left
        lines = [decided_text(len(found.decided))] if found.decided else []
        overwritten = found.overwritten(with_left=with_left)
        lines += [overwritten_text(status, count) for status, count in overwritten.items()]
        if found.same:
            lines.append(that_already_text(len(found.same)))
        if found.gone:
            lines.append(left_out_text(len(found.gone)))
        if lasting := found.lasting(with_left=with_left):
            lines.append(lasting_text(lasting))
        elif found.chosen(with_left=with_left):
            lines.append(self.tr("It can be undone as one step."))
        return lines

    def _make_foot(self) -> None:
        left = len(self.found.left)
        self.show_button = LinkButton(self.tr("List the %Ln left out", "", left), self)
        self.show_button.setVisible(bool(left))
        self.show_button.clicked.connect(self._on_show)
        self.cancel_button = PlainButton(self.tr("Cancel"), self)
        self.cancel_button.clicked.connect(self.reject)
        for button in (self.show_button, self.cancel_button):
            button.setAutoDefault(False)
        self.answer_button = FilledButton("", self)
        self.answer_button.setVisible(bool(self.found.free))
        self.answer_button.clicked.connect(self.accept)
        self.set_foot([self.show_button], [self.cancel_button, self.answer_button])
        self._main_button().setFocus()

    def _main_button(self) -> QPushButton:
        """What Enter does: nothing that takes away what somebody decided, or cannot be taken back."""
        found, with_left = self.found, self.takes_left
        if found.overwritten(with_left=with_left) or found.lasting(with_left=with_left):
            return self.cancel_button
        if found.chosen(with_left=with_left):
            return self.answer_button
        return self.show_button if found.left else self.cancel_button

    @Slot()
    def _on_show(self) -> None:
        self.reject()
        self.show_asked.emit()
