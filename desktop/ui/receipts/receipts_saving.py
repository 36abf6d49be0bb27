"""ReceiptsSaving: the receipts of the list in a file for spreadsheets, with their totals."""

from __future__ import annotations

from array import array
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.core.export_ledger import Asked
from desktop.services.account_scope import AccountScope
from desktop.ui.list_file.list_run import WriteList
from desktop.ui.list_file.list_saving import ListSaving
from desktop.ui.receipts.export.list_words import export_words


class ReceiptsSaving(ListSaving):
    """In the words of the lists in a ZIP."""

    word = "receipts"

    def counted(self, count: int) -> str:
        return QCoreApplication.translate("ExportWords", "%Ln receipt(s)", "", count)

    def writing(self, scope: AccountScope, ids: array[int], asked: Asked, target: Path) -> WriteList:
        words = export_words()
        sheets = words.index, words.totals
        return partial(scope.list_files.write_receipts, ids, target, sheets, asked=asked)
