"""ViewNameDialog: the name of a saved view."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.core.saved_view import LONGEST_NAME, clean_name
from desktop.ui.widgets.buttons import FilledButton, PlainButton, control_height
from desktop.ui.widgets.dialog import Dialog
from desktop.ui.widgets.labels import leading_alignment, plain_label, text_width


class ViewNameDialog(Dialog):
    """`named(name)`: accepted under it. `warn(name)` says what follows from a name, "" for nothing."""

    named = Signal(str)

    def __init__(
        self, title: str, answer: str, name: str, warn: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._warn = warn
        self.name_field = QLineEdit(self)
        self.name_field.setMaxLength(LONGEST_NAME)
        self.name_field.setAlignment(leading_alignment())
        self.name_field.setMinimumHeight(control_height())
        self.name_field.setAccessibleName(self.tr("Name of the view"))
        self.name_field.textChanged.connect(self._on_typed)
        self.note = plain_label("", secondary=True)
        self.answer_button = FilledButton(answer, self)
        self.answer_button.setDefault(True)
        self.answer_button.clicked.connect(self._on_answer)
        self.cancel_button = PlainButton(self.tr("Cancel"), self)
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        self._lay_out(title)
        self.name_field.setText(clean_name(name))
        self.name_field.selectAll()
        self._on_typed()

    def _lay_out(self, title: str) -> None:
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(8)
        column.addWidget(plain_label(title, "lead"))
        column.addWidget(self.name_field)
        column.addWidget(self.note)
        content.setFixedWidth(text_width(52))
        self.set_content(content)
        self.set_foot([], [self.cancel_button, self.answer_button])

    @Slot()
    def _on_typed(self) -> None:
        name = clean_name(self.name_field.text())
        self.note.setText(self._warn(name) if name else "")
        self.answer_button.setEnabled(bool(name))

    @Slot()
    def _on_answer(self) -> None:
        name = clean_name(self.name_field.text())
        self.accept()
        self.named.emit(name)
