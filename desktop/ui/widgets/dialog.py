"""Dialog: what our dialogs share: ground, foot with its buttons, rules of style; and the question."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop.ui.style_sheet import style_window
from desktop.ui.widgets.buttons import FilledButton, LinkButton, PlainButton
from desktop.ui.widgets.hairline import Hairline
from desktop.ui.widgets.labels import plain_label, text_width


class Dialog(QDialog):
    """A dialog on the ground of panes. `grows`: the user may size it; else it is as large as its content."""

    def __init__(self, parent: QWidget | None = None, *, grows: bool = False) -> None:
        super().__init__(parent)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        style_window(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        if not grows:
            self._column.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)

    def set_content(self, content: QWidget | QLayout) -> None:
        """What stands above the foot."""
        if isinstance(content, QWidget):
            self._column.addWidget(content, 1)
        else:
            self._column.addLayout(content, 1)

    def set_searched(self, field: QWidget, found: QWidget) -> QWidget:
        """A field at the head, and below it what it finds; returns both, as one content."""
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(12, 12, 12, 12)
        head.addWidget(field)
        column.addLayout(head)
        column.addWidget(Hairline(self))
        column.addWidget(found, 1)
        self.set_content(content)
        return content

    def set_foot(self, leading: Sequence[QWidget], trailing: Sequence[QWidget]) -> None:
        """The strip of buttons: what leads, and at the other end the answers, the main one last."""
        self._column.addWidget(Hairline(self))
        self._column.addWidget(_Foot(leading, trailing, self))


class _Foot(QWidget):
    """The strip on the ground of the window."""

    def __init__(self, leading: Sequence[QWidget], trailing: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAutoFillBackground(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        for widget in leading:
            row.addWidget(widget)
        row.addSpacing(24)
        row.addStretch(1)
        for widget in trailing:
            row.addWidget(widget)


class QuestionDialog(Dialog):
    """A decision: a question, what follows from it, and answers that are verbs.

    `accepted`: `answer`, which is the safe one and taken by Enter. `rejected`: Cancel or Escape. Where
    there is no `answer`, Cancel is the safe one.
    `other_chosen`: the third answer, which stands apart; the dialog is closed before.
    """

    other_chosen = Signal()

    def __init__(
        self,
        title: str,
        question: str,
        explanation: str,
        answer: str,
        parent: QWidget | None = None,
        *,
        other: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(question)
        self.setAccessibleDescription(explanation)
        self.answer_button = FilledButton(answer, self)
        self.answer_button.setVisible(bool(answer))
        self.answer_button.clicked.connect(self.accept)
        self.cancel_button = PlainButton(self.tr("Cancel"), self)
        self.cancel_button.clicked.connect(self.reject)
        self.other_button = LinkButton(other, self, color="danger")
        self.other_button.setVisible(bool(other))
        self.other_button.clicked.connect(self._on_other)
        for button in (self.cancel_button, self.other_button):
            button.setAutoDefault(False)
        self.set_content(self._make_content(question, explanation))
        self.set_foot([self.other_button], [self.cancel_button, self.answer_button])
        safe = self.answer_button if answer else self.cancel_button
        safe.setDefault(True)
        safe.setFocus()

    def _make_content(self, question: str, explanation: str) -> QWidget:
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(4)
        column.addWidget(plain_label(question, "lead"))
        column.addWidget(plain_label(explanation, secondary=True))
        content.setFixedWidth(text_width(64))
        return content

    @Slot()
    def _on_other(self) -> None:
        self.reject()
        self.other_chosen.emit()
