"""ExportButtons: the ZIP button with the number of its receipts, and the arrow that opens the choices."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.ui.formatting import isolate, number_text
from desktop.ui.receipts.receipt_actions import ReceiptActions
from desktop.ui.widgets.allow import explain
from desktop.ui.widgets.buttons import PlainButton, control_height

_GAP = 2


class ExportButtons(QWidget):
    """With several receipts selected the button is for those, else for all that the list shows: its number
    says which. `menu_asked`: the arrow was pressed."""

    menu_asked = Signal()

    def __init__(self, commands: ReceiptActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self._room = 0
        self.button = PlainButton(parent=self, icon_name="zip")
        self.button.clicked.connect(self._on_clicked)
        self.arrow = PlainButton(parent=self, icon_name="open-list")
        for button in (self.button, self.arrow):
            # A click leaves the keyboard in the list.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.arrow.setAccessibleName(self.tr("More ways to export"))
        self.arrow.setFixedWidth(control_height())
        self.arrow.clicked.connect(self.menu_asked)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self.button)
        row.addWidget(self.arrow)
        for action in (commands.export, commands.export_selected):
            action.changed.connect(self._on_changed)
        self._on_changed()

    @property
    def action(self) -> QAction:
        """What the button does now."""
        facts = self._commands.facts
        several = facts is not None and facts.selected > 1
        return self._commands.export_selected if several else self._commands.export

    @Slot()
    def _on_clicked(self) -> None:
        self.action.trigger()

    @Slot()
    def _on_changed(self) -> None:
        action, everything = self.action, self._commands.export
        explain(self.button, action.isEnabled(), action.toolTip(), action.toolTip())
        explain(self.arrow, everything.isEnabled(), everything.toolTip(), self.arrow.accessibleName())
        self._say()

    def fit(self, room: int) -> None:
        """Says all that `room` has place for, in px: the number at least."""
        self._room = room
        self._say()

    def _say(self) -> None:
        """The longest words that there is room for."""
        texts = self._texts()
        self.button.setAccessibleName(texts[0])
        for text in texts:
            self._show(text)
            if self.button.sizeHint().width() + _GAP + self.arrow.width() <= self._room:
                return

    def _texts(self) -> tuple[str, ...]:
        """From the longest on; the last one is the number alone."""
        facts = self._commands.facts
        several = facts is not None and facts.selected > 1
        count = 0 if facts is None else facts.selected if several else facts.listed
        if not count:
            return self.tr("Export ZIP"), "ZIP"
        whole = self.tr("Export %Ln selected", "", count)
        if not several:
            whole = self.tr("Export %Ln to ZIP", "", count)
        number = isolate(number_text(count))
        return whole, self.tr("Export {count}").format(count=number), number

    def _show(self, text: str) -> None:
        if self.button.text() != text:
            self.button.setText(text)
            self.button.updateGeometry()
