"""CallsSaving: the calls of the list in a file for spreadsheets, with their whole texts."""

from __future__ import annotations

from array import array
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.core.export_ledger import Asked
from desktop.services.account_scope import AccountScope
from desktop.ui.calls.calls_sheet_words import calls_words
from desktop.ui.list_file.list_run import WriteList
from desktop.ui.list_file.list_saving import ListSaving


class CallsSaving(ListSaving):
    """What is selected, or the whole list."""

    word = "calls"

    def counted(self, count: int) -> str:
        return QCoreApplication.translate("CallsFilterBar", "%Ln call(s)", "", count)

    def writing(self, scope: AccountScope, ids: array[int], asked: Asked, target: Path) -> WriteList:
        return partial(scope.list_files.write_calls, ids, target, calls_words(), asked=asked)
