"""NoticesDialog: whose work the program holds, with the full texts of the licences."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.ui.widgets.buttons import FilledButton
from desktop.ui.widgets.dialog import Dialog
from desktop.ui.widgets.labels import plain_label

_FIRST_SIZE = QSize(760, 560)


class NoticesDialog(Dialog):
    """The texts are English whatever the window speaks: licences hold as they were written."""

    def __init__(self, notices: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, grows=True)
        self.setWindowTitle(self.tr("Third-party notices"))
        self.text = QPlainTextEdit(notices, self, readOnly=True)
        self._set_up_text()
        content = QVBoxLayout()
        content.setContentsMargins(24, 16, 24, 16)
        content.setSpacing(10)
        content.addWidget(plain_label(self.tr("This program holds the work of others, under these terms:")))
        content.addWidget(self.text, 1)
        self.set_content(content)
        self.close_button = FilledButton(self.tr("Close"), self)
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        self.set_foot([], [self.close_button])
        self.resize(_FIRST_SIZE)

    def _set_up_text(self) -> None:
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setStyleHint(QFont.StyleHint.Monospace)
        fixed.setPointSizeF(self.font().pointSizeF())
        self.text.setFont(fixed)
        self.text.setFrameShape(QFrame.Shape.StyledPanel)
        self.text.setAccessibleName(self.windowTitle())
        self.text.setTabChangesFocus(True)
        self.text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        self.text.document().setDefaultTextOption(option)
