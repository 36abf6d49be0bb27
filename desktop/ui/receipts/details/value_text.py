"""ValueText: a value to read, select and copy, as high as it needs; copies carry no direction marks."""

from __future__ import annotations

import math

from PySide6.QtCore import QMimeData, QSize, Qt, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontDatabase,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QTextEdit, QWidget

from desktop.ui.formatting import strip_marks
from desktop.ui.theme import font, theme, theme_signals


class ValueText(QTextEdit):
    """With nothing selected the key for copying takes the whole value; of what is unknown there is none.

    `is_code`: text for machines, left to right in every language.
    """

    def __init__(self, name: str, parent: QWidget | None = None, *, is_code: bool = False) -> None:
        super().__init__(parent)
        self._known = False
        self._is_code = is_code
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(1)
        self._set_direction()
        theme_signals().changed.connect(self._color_text)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)

    def _set_direction(self) -> None:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        direction = Qt.LayoutDirection.LeftToRight if self._is_code else QGuiApplication.layoutDirection()
        option.setTextDirection(direction)
        self.document().setDefaultTextOption(option)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(font("caption").pointSizeF())
        self.document().setDefaultFont(fixed if self._is_code else font(table=True))

    def show_value(self, text: str, *, known: bool, of_same: bool = False) -> None:
        """`text` for the screen; not `known`: words in place of a value.

        `of_same`: of the same receipt as before; what is selected stays so.
        """
        if (text, known) == (self.toPlainText(), self._known):
            return
        self._known = known
        self._color_text()
        anchor, position = self.textCursor().anchor(), self.textCursor().position()
        self.setPlainText(text)
        if of_same:
            self._select(anchor, position)
        self.setAccessibleDescription(strip_marks(text))

    def _select(self, anchor: int, position: int) -> None:
        """As it was before another value came, as far as that reaches."""
        end = self.document().characterCount() - 1
        cursor = self.textCursor()
        cursor.setPosition(min(anchor, end))
        cursor.setPosition(min(position, end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    @Slot()
    def _color_text(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, theme().color("text" if self._known else "text2"))
        self.setPalette(palette)

    @property
    def value(self) -> str:
        """As it is copied; "" for what is unknown."""
        return strip_marks(self.toPlainText()) if self._known else ""

    # -- copying ---------------------------------------------------------------------------------

    @Slot()
    def copy_value(self) -> None:
        """What is selected, else the whole value."""
        selected = self.textCursor().hasSelection()
        text = strip_marks(self.textCursor().selection().toPlainText()) if selected else self.value
        if text:
            QGuiApplication.clipboard().setText(text)

    def createMimeDataFromSelection(self) -> QMimeData:
        """For a drag."""
        data = QMimeData()
        data.setText(strip_marks(self.textCursor().selection().toPlainText()))
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_value()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        copy = menu.addAction(self.tr("Copy"))
        copy.setEnabled(self._known)
        copy.triggered.connect(self.copy_value)
        menu.addAction(self.tr("Select all")).triggered.connect(self.selectAll)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    # -- its height ------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(120, math.ceil(self.document().size().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    @Slot()
    def _on_size_changed(self) -> None:
        self.updateGeometry()
