"""PasswordForm: asks in place of a document for the password that opens it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.ui.icons import icon
from desktop.ui.theme import font
from desktop.ui.widgets.buttons import FilledButton, LinkButton, control_height
from desktop.ui.widgets.labels import leading_alignment

_ICON = 40
_WIDTH = 320


class PasswordForm(QWidget):
    """`entered`: the password; `other_way`: the link under it. What is typed is kept nowhere here."""

    entered = Signal(str)
    other_way = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter)
        self._icon.setPixmap(icon("lock", "border").pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
        self._lead = self._label()
        self._lead.setFont(font("lead"))
        self._sentence = self._label()
        self.field = QLineEdit(self)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(self.tr("Password of the document"))
        self.field.setPlaceholderText(self.tr("Password of the document"))
        self.field.setAlignment(leading_alignment())
        self.field.setMinimumHeight(control_height())
        self.open_button = FilledButton(self.tr("Open"), self)
        self.link = LinkButton("", self)
        for button in (self.open_button, self.link):
            # In a dialog with several documents Enter belongs to the field that it was pressed in.
            button.setAutoDefault(False)
        self.field.returnPressed.connect(self._on_entered)
        self.open_button.clicked.connect(self._on_entered)
        self.link.clicked.connect(self.other_way)
        self._lay_out()

    def _label(self) -> QLabel:
        label = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFixedWidth(_WIDTH)
        return label

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.field.setFixedWidth(_WIDTH - 90)
        row.addWidget(self.field)
        row.addWidget(self.open_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(0)
        center = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(2)
        for part, gap in ((self._icon, 12), (self._lead, 8), (self._sentence, 16)):
            column.addWidget(part, 0, center)
            column.addSpacing(gap)
        column.addLayout(row)
        column.addSpacing(12)
        column.addWidget(self.link, 0, center)
        column.addStretch(3)

    def ask(self, sentence: str, link: str, *, refused: bool) -> None:
        """`refused`: the one that was given does not open it."""
        self._lead.setText(sentence)
        wrong = self.tr("That password does not open it. Try another one.")
        known = self.tr("It is kept until the program is closed, and never written down.")
        self._sentence.setText(wrong if refused else known)
        for label in (self._lead, self._sentence):
            # In the middle of a column a text of two lines would get the room of one.
            label.setMinimumHeight(label.heightForWidth(_WIDTH))
        self.setAccessibleName(f"{sentence} {self._sentence.text()}")
        self.link.setText(link)
        self.field.clear()
        if refused:
            self.field.setFocus()

    @Slot()
    def _on_entered(self) -> None:
        password = self.field.text()
        self.field.clear()
        if password:
            self.entered.emit(password)
