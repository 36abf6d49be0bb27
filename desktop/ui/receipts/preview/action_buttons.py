"""Buttons that are a QAction: they follow its text, tooltip and state, and trigger it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from desktop.ui.widgets.allow import explain


def follow(button: QPushButton, action: QAction, *, words: bool = True) -> None:
    """`button` shows and does what `action` says, as long as both are there; a double click is one click.

    Without `words` somebody else says which of the action's words there is room for.
    """
    _Following(button, action, words=words)


class _Following(QObject):
    """Belongs to the button and goes with it."""

    def __init__(self, button: QPushButton, action: QAction, *, words: bool) -> None:
        super().__init__(button)
        self._button = button
        self._words = words
        self._action = action
        button.clicked.connect(action.trigger)
        action.changed.connect(self._on_changed)
        button.installEventFilter(self)
        # Clicked, it leaves the keyboard where it was: there a space shows the next one, and presses nothing.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._on_changed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever clicks twice out of habit has not seen what is there after the first click."""
        return event.type() == QEvent.Type.MouseButtonDblClick or super().eventFilter(watched, event)

    @Slot()
    def _on_changed(self) -> None:
        button, action = self._button, self._action
        if self._words:
            button.setText(action.text())
        button.setAccessibleName(action.text())
        explain(button, action.isEnabled(), action.toolTip(), action.toolTip())
        button.setVisible(action.isVisible())
        button.updateGeometry()
