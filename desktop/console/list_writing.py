"""The list alone, for spreadsheets: what `export --list` writes, and says of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.console.ending import Ending, ExitCode
from desktop.console.progress_line import ProgressLine
from desktop.core.cancel import CancelToken
from desktop.core.errors import NothingToExport
from desktop.core.export import ExportRequest
from desktop.core.list_file import ListFile
from desktop.ui.formatting import file_name_text, number_text

if TYPE_CHECKING:
    from desktop.console.open_account import OpenAccount
    from desktop.services.account_scope import AccountScope

translate = QCoreApplication.translate


def write_list(
    request: ExportRequest, scope: AccountScope, token: CancelToken, line: ProgressLine
) -> ListFile:
    """On a thread of the pool. Raises NothingToExport, SheetFull, DiskFull, DiskFailed, Cancelled."""
    ids = request.ids or (scope.receipts.ids(request.query) if request.query is not None else ())
    if not ids:
        raise NothingToExport

    def said(rows: int) -> None:
        line.say(partial(_progress_text, rows, len(ids)))

    words = request.words.index, request.words.totals
    return scope.list_files.write_receipts(ids, request.target, words, token, said)


def _progress_text(rows: int, count: int) -> str:
    text = translate("ListSaving", "Saving the list: {done} of {count} rows…")
    return text.format(done=number_text(rows), count=number_text(count))


def list_ending(written: ListFile, one: OpenAccount) -> Ending:
    """What came of it."""
    text = translate("ListSaving", "Saved {rows} to {name}.")
    if written.beside:
        text = translate("ListSaving", "Saved {rows} to {name}, since another program had the file open.")
    rows = translate("ExportWords", "%Ln receipt(s)", "", written.rows)
    sentence = text.format(rows=rows, name=file_name_text(written.path.name))
    facts = {"file": str(written.path), "receipts": written.rows, **one.facts()}
    code = ExitCode.INCOMPLETE if one.unseen else ExitCode.COMPLETE
    return Ending(code, " ".join([sentence, *one.unseen_said()]), (str(written.path),), facts)
