"""A list alone in a file for spreadsheets: what is listed, or selected, as values to reckon with."""

from __future__ import annotations

import csv
import threading
from codecs import BOM_UTF8
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from desktop.core.errors import DiskFailed
from desktop.core.export_ledger import ExportKind
from desktop.core.list_file import ListFile, ListFormat
from desktop.core.models import ReceiptStatus
from desktop.core.query import ReceiptQuery
from desktop.demo.server import DemoServer
from desktop.services import list_files
from desktop.ui.formatting import hebrew, local, strip_marks
from desktop.ui.list_file.list_saving import MESSAGE, ListSaving
from tests.ui.calls_desk import CallsDesk, calls_desk
from tests.ui.receipts_desk import ReceiptsDesk, receipts_desk


@pytest.fixture
def calls(either_language: str, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    with calls_desk(qtbot, server, data_dir) as made:
        yield made


@pytest.fixture
def receipts(
    either_language: str, qtbot: QtBot, server: DemoServer, data_dir: Path
) -> Iterator[ReceiptsDesk]:
    with receipts_desk(qtbot, server, data_dir) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the user lets lists go."""
    made = tmp_path / "רשימות"
    made.mkdir()
    return made


def saved(saving: ListSaving, name: Path, qtbot: QtBot, form: ListFormat = ListFormat.XLSX) -> object:
    """Gives the command, with this name chosen; how it ended."""
    saving.choose_target = lambda _: (str(name), form)
    with qtbot.waitSignal(saving.ended, timeout=20_000) as ended:
        saving.command.trigger()
    assert ended.args is not None
    return ended.args[0]


def table(path: Path) -> list[dict[str, str]]:
    """The lines of a CSV by their headings."""
    data = path.read_bytes()
    assert data.startswith(BOM_UTF8) and data.count(b"\n") == data.count(b"\r\n")
    return list(csv.DictReader(data.decode("utf-8-sig").splitlines(keepends=True)))


def test_receipts_go_into_a_workbook_with_their_totals(receipts: ReceiptsDesk, folder: Path) -> None:
    path = folder / "קבלות.xlsx"
    path.write_bytes(b"what was here before")
    assert saved(receipts.page.saving, path, receipts.qtbot) == ListFile(path, 40)
    listed = receipts.listed()
    lines, totals = load_workbook(path).worksheets
    rows = list(lines.iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == [receipt.id for receipt in listed]
    assert bool(lines.sheet_view.rightToLeft) is hebrew()
    for row, receipt in zip(rows, listed, strict=True):
        assert receipt.received_at is not None
        assert row[1] == local(receipt.received_at).replace(tzinfo=None, second=0, microsecond=0)
        amount = None if receipt.amount is None else receipt.amount.minor / 10**receipt.amount.digits
        assert row[3] == amount
    assert totals.max_row > 2
    message = receipts.message(MESSAGE)
    assert message is not None and message.action is not None
    assert "40" in strip_marks(message.sentence) and path.name in strip_marks(message.sentence)
    assert [one.name for one in folder.iterdir()] == [path.name], "no partial file"


def test_the_filter_and_the_selection_say_which_receipts(receipts: ReceiptsDesk, folder: Path) -> None:
    page, saving = receipts.page, receipts.page.saving
    page.filter_bar.take_query(ReceiptQuery(statuses=(ReceiptStatus.APPROVED,)))
    receipts.qtbot.waitUntil(lambda: not receipts.tasks.busy and 0 < len(page.model.ids) < 40)
    path = folder / "receipts.csv"
    saved(saving, path, receipts.qtbot)
    found = table(path)
    number = next(iter(found[0]))
    assert [int(line[number]) for line in found] == [receipt.id for receipt in receipts.listed()]
    chosen = page.model.ids[1:4]
    page.table.select_ids(chosen)
    # A name without an ending gets that of the kind that was chosen.
    written = saved(saving, folder / "selected", receipts.qtbot, ListFormat.CSV)
    assert written == ListFile(folder / "selected.csv", 3)
    assert [int(line[number]) for line in table(folder / "selected.csv")] == list(chosen)
    selected, filtered = receipts.scope.export_ledger.latest(9)
    assert (selected.words, selected.query, selected.rows) == ((), "", 3)
    assert filtered.kind is ExportKind.RECEIPTS_LIST and filtered.target == path
    assert filtered.words == (page.filter_bar.all_filters_text(),) and filtered.query


def test_calls_go_into_a_table_with_their_whole_texts(calls: CallsDesk, folder: Path) -> None:
    path = folder / "calls.csv"
    saved(calls.page.saving, path, calls.qtbot)
    found, rows = table(path), calls.rows()
    whole = [calls.scope.calls.call(row.call.sid) for row in rows]
    assert any(call is not None and len(call.transcript) > 200 for call in whole)
    for line, call in zip(found, whole, strict=True):
        assert call is not None and call.created_at is not None
        values = list(line.values())
        assert values[-1] == call.sid
        assert values[8] == " ".join(strip_marks(call.transcript).split())
        assert datetime.fromisoformat(values[0]) == local(call.created_at).replace(
            tzinfo=None, second=0, microsecond=0
        )
        # A phone number is no formula: it begins with a plus.
        assert not values[3].startswith("+")
    assert len(found) == len(rows)


def test_what_is_cancelled_or_fails_leaves_what_was_there(
    receipts: ReceiptsDesk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saving, path = receipts.page.saving, folder / "receipts.xlsx"
    path.write_bytes(b"before")
    monkeypatch.setattr(list_files, "ROWS_AT_ONCE", 10)
    saving.choose_target = lambda _: (str(path), ListFormat.XLSX)
    cancelled, rows = threading.Event(), list_files._Counted.rows

    def rows_once_it_is_cancelled(*given: Any) -> Iterator[Any]:
        # Else a quick computer has written all of them by then.
        assert cancelled.wait(20)
        yield from rows(*given)

    monkeypatch.setattr(list_files._Counted, "rows", rows_once_it_is_cancelled)
    with receipts.qtbot.waitSignal(saving.ended, timeout=20_000) as ended:
        saving.command.trigger()
        assert saving.run is not None
        saving.run.cancel()
        cancelled.set()
    assert ended.args == [None]
    assert path.read_bytes() == b"before" and len(list(folder.iterdir())) == 1
    assert receipts.message(MESSAGE) is not None
    assert isinstance(saved(saving, folder / "none" / "a.xlsx", receipts.qtbot), DiskFailed)
    assert len(list(folder.iterdir())) == 1
