"""LastingDialog: before one receipt is decided that nobody but the server can put back."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.core.models import ReceiptStatus
from desktop.ui.widgets.dialog import QuestionDialog
from desktop.ui.widgets.labels import plain_label

translate = QCoreApplication.translate

_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


def _question(status: ReceiptStatus) -> tuple[str, str]:
    """What is asked, and the verb that answers it."""
    words = {
        ReceiptStatus.APPROVED: (
            translate("LastingDialog", "Approve this incomplete receipt?"),
            translate("LastingDialog", "Approve"),
        ),
        ReceiptStatus.REJECTED: (
            translate("LastingDialog", "Reject this incomplete receipt?"),
            translate("LastingDialog", "Reject"),
        ),
        ReceiptStatus.NOT_RECEIPT: (
            translate("LastingDialog", "Mark this incomplete receipt as not a receipt?"),
            translate("LastingDialog", "Not a receipt"),
        ),
    }
    review = translate("LastingDialog", "Send this incomplete receipt back to review?")
    return words.get(status, (review, translate("LastingDialog", "Back to review")))


class LastingDialog(QuestionDialog):
    """`accepted`: decide it. Enter does not: it may be the next key of whoever decides quickly.

    Such keys decide nothing and are answered: see `refuse_key`.
    """

    def __init__(self, status: ReceiptStatus, parent: QWidget) -> None:
        question, answer = _question(status)
        why = translate(
            "LastingDialog", "It cannot be undone: only the server can make a receipt incomplete again."
        )
        super().__init__(translate("LastingDialog", "Incomplete receipt"), question, why, answer, parent)
        for button in (self.answer_button, self.cancel_button):
            button.installEventFilter(self)
        self.answer_button.setAutoDefault(False)
        self.cancel_button.setDefault(True)
        self.cancel_button.setFocus()

    def _make_content(self, question: str, explanation: str) -> QWidget:
        content = super()._make_content(question, explanation)
        self.refused = plain_label(
            translate(
                "LastingDialog", "That key decided nothing: this comes first. Tab leads to the answers."
            )
        )
        # Its place is kept: nothing moves under a pointer that is about to answer.
        policy = self.refused.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.refused.setSizePolicy(policy)
        self.refused.hide()
        column = content.layout()
        assert column is not None
        column.addWidget(self.refused)
        return content

    def refuse_key(self) -> None:
        """Says that a key which was meant for the list decided nothing."""
        self.refused.show()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.refused.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().strip():
            self.refuse_key()
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """An arrow goes on in the list: here it would lead to the answer, which Space then gives."""
        if isinstance(event, QKeyEvent) and event.key() in _ARROWS:
            if event.type() == QEvent.Type.KeyPress:
                self.refuse_key()
            return True
        return super().eventFilter(watched, event)
