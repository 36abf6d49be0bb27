"""The list alone, for spreadsheets: what `export --list` writes, and says of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop.console.ending import Ending, ExitCode
from desktop.console.progress_line import ProgressLine
from desktop.core.call_query import CallQuery
from desktop.core.cancel import CancelToken
from desktop.core.errors import NothingToExport
from desktop.core.export import ExportRequest, ExportWords
from desktop.core.export_ledger import Asked
from desktop.core.list_file import ListFile, OnRows
from desktop.ui.calls.calls_sheet_words import calls_words
from desktop.ui.calls.search_reach import reach_text
from desktop.ui.formatting import file_name_text, number_text

if TYPE_CHECKING:
    from desktop.console.open_account import OpenAccount
    from desktop.services.account_scope import AccountScope

translate = QCoreApplication.translate


def write_list(
    request: ExportRequest, scope: AccountScope, token: CancelToken, line: ProgressLine
) -> ListFile:
    """On a thread of the pool. Raises NothingToExport, SheetFull, DiskFull, DiskFailed, Cancelled."""
    ids = scope.export.ids(request)
    if not ids:
        raise NothingToExport
    assert isinstance(request.words, ExportWords)
    words = request.words.index, request.words.totals
    own = ids, request.target, words, token, _said(line, len(ids))
    return scope.list_files.write_receipts(*own, asked=request.asked)


class WrittenCalls(NamedTuple):
    """`reached`: transcripts from before then were not searched; None: all were."""

    file: ListFile
    reached: datetime | None


def write_calls(
    query: CallQuery,
    asked: Asked,
    target: Path,
    scope: AccountScope,
    token: CancelToken,
    line: ProgressLine,
) -> WrittenCalls | None:
    """As `write_list`; None: no call matches."""
    found = scope.calls.found(query, token=token)
    if not found.ids:
        return None
    own = found.ids, target, calls_words(), token, _said(line, len(found.ids))
    return WrittenCalls(scope.list_files.write_calls(*own, asked=asked), found.reached)


def _said(line: ProgressLine, count: int) -> OnRows:
    return lambda rows: line.say(partial(_progress_text, rows, count))


def _progress_text(rows: int, count: int) -> str:
    text = translate("ListSaving", "Saving the list: {done} of {count} rows…")
    return text.format(done=number_text(rows), count=number_text(count))


def list_ending(written: ListFile, one: OpenAccount) -> Ending:
    """What came of `write_list`."""
    rows = translate("ExportWords", "%Ln receipt(s)", "", written.rows)
    return _ending(written, rows, "receipts", one)


def calls_ending(written: WrittenCalls | None, one: OpenAccount) -> Ending:
    """What came of `write_calls`."""
    if written is None:
        sentence = translate("Console", "There is nothing to save: no call matches.")
        return Ending(ExitCode.NOTHING, sentence, facts={"error": NothingToExport.__name__})
    rows = translate("CallsFilterBar", "%Ln call(s)", "", written.file.rows)
    more = [] if written.reached is None else [reach_text(written.reached)]
    return _ending(written.file, rows, "calls", one, more)


def _ending(written: ListFile, rows: str, name: str, one: OpenAccount, less: Sequence[str] = ()) -> Ending:
    """`rows` in words, `name` what they are for scripts; `less`: why they may be less than was asked for."""
    text = translate("ListSaving", "Saved {rows} to {name}.")
    if written.beside:
        text = translate("ListSaving", "Saved {rows} to {name}, since another program had the file open.")
    sentence = text.format(rows=rows, name=file_name_text(written.path.name))
    why_less = [*less, *one.unseen_said()]
    facts = {"file": str(written.path), name: written.rows, **one.facts()}
    code = ExitCode.INCOMPLETE if why_less else ExitCode.COMPLETE
    return Ending(code, " ".join([sentence, *why_less]), (str(written.path),), facts)
