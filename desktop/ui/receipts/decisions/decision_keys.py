"""DecisionKeys: where on the page a digit decides: where a receipt is looked at, and nowhere else."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.ui.receipts.receipt_actions import ReceiptActions
from desktop.ui.widgets.messages import Messages
from desktop.ui.widgets.refused_keys import RefusedKeys


class DecisionKeys:
    """On a button or in a field beside it, who types a digit does not mean the receipt."""

    def __init__(self, commands: ReceiptActions, messages: Messages, page: QWidget, table: QWidget) -> None:
        """`table` takes the keys that it could do something with, so that the page never sees them."""
        self._commands = commands
        self._refused = RefusedKeys(commands.decisions, messages, page, commands.confirm)
        self._nothing_undone = RefusedKeys([commands.undo], messages, page)
        self.work_in(table)
        for widget in (page, table):
            self._nothing_undone.watch(widget)

    def work_in(self, *places: QWidget) -> None:
        """In these, and in whatever stands in them."""
        for place in places:
            place.addActions(list(self._commands.decisions))
            self._refused.watch(place)
