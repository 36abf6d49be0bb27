"""OpeningReport: says that an account's lists are being opened, while nothing else is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.core.account import Account
from desktop.ui.formatting import isolate, isolate_ltr, one_line
from desktop.ui.widgets.empty_list import EmptyList
from desktop.ui.widgets.messages import MessageKind, Messages
from desktop.ui.widgets.status_bar import StatusBar

KEY = "opening"
QUIET_MS = 300
"""Mostly it is done before: no message comes and goes for that."""


class OpeningReport(QObject):
    """In the places of the empty lists at once; in the messages when it takes its time."""

    def __init__(
        self, messages: Messages, status: StatusBar, places: Sequence[EmptyList], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._messages = messages
        self._status = status
        self._places = places
        self._sentence = ""
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._say)

    def begin(self, account: Account) -> None:
        """Until `end`, or another one."""
        name = isolate(one_line(account.business_name)) or isolate_ltr(one_line(account.email))
        self._sentence = self.tr("Opening the lists of {business}…").format(business=name)
        self._status.set_connection(self.tr("Opening the lists…"), "dot_amber")
        for place in self._places:
            place.show_reason("waiting", self._sentence)
        self._quiet.start()

    def end(self) -> None:
        """They are open, or will not be."""
        self._quiet.stop()
        self._sentence = ""
        self._messages.dismiss(KEY)

    @Slot()
    def _say(self) -> None:
        self._messages.show(MessageKind.NOTE, self._sentence, icon_name="waiting", key=KEY, lasting=True)
