"""LastingDialog: before one receipt is decided that nobody but the server can put back."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.core.models import ReceiptStatus
from desktop.ui.widgets.dialog import QuestionDialog

translate = QCoreApplication.translate


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
    """`accepted`: decide it. Enter does not: it may be the next key of whoever decides quickly."""

    def __init__(self, status: ReceiptStatus, parent: QWidget) -> None:
        question, answer = _question(status)
        why = translate(
            "LastingDialog", "It cannot be undone: only the server can make a receipt incomplete again."
        )
        super().__init__(translate("LastingDialog", "Incomplete receipt"), question, why, answer, parent)
        self.answer_button.setAutoDefault(False)
        self.cancel_button.setDefault(True)
        self.cancel_button.setFocus()
