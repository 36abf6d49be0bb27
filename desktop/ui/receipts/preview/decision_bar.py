"""DecisionBar: under the document: download source, download preview, then the decisions."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.core.models import FileKind
from desktop.ui.receipts.preview.action_buttons import follow
from desktop.ui.receipts.receipt_actions import ReceiptActions
from desktop.ui.receipts.receipt_words import kind_text
from desktop.ui.theme import line_height
from desktop.ui.widgets.buttons import FilledButton, PlainButton

BAR_HEIGHT = 44
_MARGIN = 10
_GAP = 8
_APART = 16
"""Least room between the downloads and the decisions."""
_WHOLE, _SHORT, _NONE = 2, 1, 0
_STEPS = (
    (True, True, True, _WHOLE),
    (True, True, True, _SHORT),
    (True, True, True, _NONE),
    (True, True, False, _NONE),
    (False, True, True, _NONE),
    (False, False, True, _NONE),
)
"""Words, keys and icons of the decisions, words of the downloads: what is given up first comes first."""


class DecisionBar(QWidget):
    """Where it is too narrow for all, the downloads lose their words first: a decision is what it is for."""

    def __init__(self, actions: ReceiptActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAutoFillBackground(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.source_button = FilledButton(parent=self, icon_name="downloads")
        self.preview_button = FilledButton(parent=self, icon_name="downloads", kind="preview")
        self.approve_button = PlainButton(parent=self)
        self.reject_button = PlainButton(parent=self)
        self.not_receipt_button = PlainButton(parent=self)
        self._icons = {
            self.approve_button: ("check", "success"),
            self.reject_button: ("clear", "danger"),
            self.not_receipt_button: ("not-a-receipt", "text2"),
        }
        self._decisions = {
            self.approve_button: actions.approve,
            self.reject_button: actions.reject,
            self.not_receipt_button: actions.not_receipt,
        }
        self._downloads = (
            (self.source_button, actions.download_source, kind_text(FileKind.RECEIPT_SOURCE)),
            (self.preview_button, actions.download_preview, kind_text(FileKind.RECEIPT_PREVIEW)),
        )
        for button, action, _ in self._downloads:
            follow(button, action, words=False)
            action.changed.connect(self._fit)
        for decision, action in self._decisions.items():
            follow(decision, action, words=False)
            action.changed.connect(self._fit)
        self._fitted: tuple[object, ...] = ()
        self._lay_out()
        self.setMinimumWidth(320)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        row.setSpacing(_GAP)
        row.addWidget(self.source_button)
        row.addWidget(self.preview_button)
        row.addStretch(1)
        for button in self._decisions:
            row.addWidget(button)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(BAR_HEIGHT, line_height() + 24))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._fitted = ()
            self._fit()

    def _fit(self) -> None:
        wanted = self._wanted()
        if wanted == self._fitted:
            # An action says each change of its tooltip, too.
            return
        self._fitted = wanted
        for words, keys, icons, length in _STEPS:
            for decision, action in self._decisions.items():
                decision.setText(action.text() if words else "")
                decision.set_icon_name(*(self._icons[decision] if icons else ("",)))
                decision.set_key_hint(action.shortcut().toString() if keys else "")
            for button, action, short in self._downloads:
                button.setText({_WHOLE: action.text(), _SHORT: short, _NONE: ""}[length])
            if self._needed() <= self.width():
                return

    def _wanted(self) -> tuple[object, ...]:
        """What the words are chosen by."""
        actions = (*self._decisions.values(), *(action for _, action, _ in self._downloads))
        words = ((action.text(), action.shortcut().toString()) for action in actions)
        return (self.width(), self.preview_button.isHidden(), *words)

    def _needed(self) -> int:
        shown = [self.source_button, *self._decisions]
        if not self.preview_button.isHidden():
            shown.append(self.preview_button)
        widths = [button.sizeHint().width() for button in shown]
        return sum(widths) + _GAP * len(widths) + 2 * _MARGIN + _APART
