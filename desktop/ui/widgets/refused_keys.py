"""RefusedKeys: the key of a command that cannot be done now says why, as the command's tooltip does."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.messages import Messages

REFUSED_MESSAGE = "refused"


class RefusedKeys(QObject):
    """A disabled QAction is silent, and whoever decides by key would take the silence for done.

    `confirm(action)`: does what its key does where that is done already; False: there is nothing to confirm.
    """

    def __init__(
        self,
        actions: Iterable[QAction],
        messages: Messages,
        parent: QObject,
        confirm: Callable[[QAction], bool] | None = None,
    ) -> None:
        super().__init__(parent)
        self._confirm = confirm
        self._actions = list(actions)
        self._messages = messages
        self._told: QAction | None = None
        self._reason = ""
        for action in self._actions:
            action.changed.connect(self._on_changed)

    def watch(self, widget: QWidget) -> None:
        """Keys that reach this widget count; a field above it keeps its own."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            # The keypad's digits are digits.
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            action = self._refused(QKeySequence(QKeyCombination(held, Qt.Key(event.key()))))
            if action is not None:
                if not event.isAutoRepeat():
                    self._answer(action)
                return True
        return super().eventFilter(watched, event)

    def _answer(self, action: QAction) -> None:
        if self._confirm is None or not self._confirm(action):
            self._tell(action)

    def _refused(self, keys: QKeySequence) -> QAction | None:
        for action in self._actions:
            if not action.isEnabled() and action.statusTip() and keys in action.shortcuts():
                return action
        return None

    def _tell(self, action: QAction) -> None:
        self._told, self._reason = action, action.statusTip()
        self._messages.note(self._reason, key=REFUSED_MESSAGE)

    @Slot()
    def _on_changed(self) -> None:
        """It can be done now, or for another reason not: what was said holds no longer."""
        if self._told is not None and self._told.statusTip() != self._reason:
            self._told = None
            self._messages.dismiss(REFUSED_MESSAGE)
