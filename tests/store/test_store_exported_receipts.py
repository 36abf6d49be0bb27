"""What became of receipts since their export, told by SQL alone, is what a comparison by hand says."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.export_ledger import ExportState, SinceExport
from desktop.core.models import Receipt
from desktop.core.row_fingerprint import ReceiptPart, RowFingerprint, fingerprint
from desktop.store import export_journal_repository, exported_receipts_repository
from desktop.store.database import Database
from desktop.store.export_journal_repository import ExportJournalRepository
from desktop.store.exported_receipts_repository import (
    EXPORTED_AT_OF_ROW,
    SINCE_EXPORT,
    SINCE_EXPORT_OF_ROW,
    ExportedReceiptsRepository,
)
from desktop.store.exports_repository import ExportsRepository
from desktop.store.receipts_repository import ReceiptsRepository
from desktop.store.row_values import microseconds
from desktop.store.where import Where
from tests.fresh_lists import fresh_database
from tests.store.exports_kit import entries, new_export
from tests.store.store_rows import NOW, RECEIPTS

RunChild = Callable[..., CompletedProcess[str]]
LISTS = st.lists(RECEIPTS, max_size=4, unique_by=lambda receipt: receipt.id)
COLUMNS = {
    ReceiptPart.RECEIVED_AT: ("received_at",),
    ReceiptPart.VENDOR: ("vendor",),
    ReceiptPart.AMOUNT: ("amount_minor", "currency"),
    ReceiptPart.STATUS: ("status",),
    ReceiptPart.INVOICE_NUMBER: ("invoice_number",),
    ReceiptPart.INVOICE_DATE: ("invoice_date",),
    ReceiptPart.CONFIDENCE: ("confidence",),
    ReceiptPart.SOURCE: ("source",),
    ReceiptPart.SENDER: ("from_email",),
    ReceiptPart.SUBJECT: ("subject",),
    ReceiptPart.ERROR: ("error_message",),
    ReceiptPart.SOURCE_FILE: ("source_file_id", "source_file_size"),
    ReceiptPart.PREVIEW_FILE: ("preview_file_id", "preview_file_size"),
}


def differ(before: RowFingerprint, now: RowFingerprint, column: str) -> bool:
    values = getattr(before, column), getattr(now, column)
    return values[0] != values[1] and not (column.endswith("_size") and None in values)


def parts(before: Receipt, now: Receipt) -> tuple[ReceiptPart, ...]:
    rows = fingerprint(before), fingerprint(now)
    return tuple(part for part, names in COLUMNS.items() if any(differ(*rows, name) for name in names))


def export(database: Database, receipts: list[Receipt]) -> None:
    exports = ExportsRepository(database)
    record = exports.begin(new_export(), [receipt.id for receipt in receipts])
    journal = ExportJournalRepository(database)
    journal.append(record.id, [entry for receipt in receipts for entry in entries(receipt)])
    exports.end(record.id, ExportState.DONE, NOW)


@given(LISTS, LISTS, LISTS)
def test_what_differs_is_what_a_comparison_says(
    first: list[Receipt], second: list[Receipt], now: list[Receipt]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = fresh_database(Path(folder))
        receipts = ReceiptsRepository(database)
        exported: dict[int, Receipt] = {}
        for some in (first, second):
            receipts.upsert(some)
            here = [found for one in some if (found := receipts.get(one.id)) is not None]
            export(database, here)
            exported |= {receipt.id: receipt for receipt in here}
        receipts.upsert(now)
        shown = {one: found for one in range(1, 31) if (found := receipts.get(one)) is not None}
        expected = {one: parts(exported[one], shown[one]) for one in shown if one in exported}
        changed = ExportedReceiptsRepository(database).changed_since(list(range(1, 31)))
        assert {one.receipt_id: one.parts for one in changed} == {
            one: differs for one, differs in expected.items() if differs
        }
        states = {one: state(expected.get(one)) for one in shown}
        assert column(database, SINCE_EXPORT_OF_ROW) == states
        for wanted, condition in SINCE_EXPORT.items():
            assert found_by(database, condition) == {one for one in shown if states[one] is wanted}
        database.close()


def state(differs: tuple[ReceiptPart, ...] | None) -> SinceExport:
    if differs is None:
        return SinceExport.NEVER
    return SinceExport.CHANGED if differs else SinceExport.SAME


def column(database: Database, sql: str) -> dict[int, object]:
    with database.reader() as connection:
        return dict(connection.execute(f"SELECT row_id, {sql} FROM receipts"))


def found_by(database: Database, condition: str) -> set[int]:
    """As a list's filter has it."""
    where = Where()
    where.add("1")
    where.add(condition)
    with database.reader() as connection:
        return {row_id for (row_id,) in connection.execute(f"SELECT row_id FROM receipts{where.sql}")}


def test_a_broken_row_is_a_change(database: Database) -> None:
    receipts = ReceiptsRepository(database)
    receipts.upsert([Receipt(7, vendor="a")])
    export(database, [Receipt(7, vendor="a")])
    receipts.upsert([Receipt(7, error_message="broken")])
    [changed] = ExportedReceiptsRepository(database).changed_since([7])
    assert changed.parts == (ReceiptPart.ERROR,)


def test_a_list_can_say_when(database: Database) -> None:
    ReceiptsRepository(database).upsert([Receipt(7), Receipt(8)])
    export(database, [Receipt(7)])
    assert column(database, EXPORTED_AT_OF_ROW) == {7: microseconds(NOW), 8: None}


def statements() -> list[tuple[str, str]]:
    modules = (exported_receipts_repository, export_journal_repository)
    found = [(name, value) for module in modules for name, value in vars(module).items()]
    verbs = ("SELECT ", "UPDATE ", "DELETE ", "INSERT ")
    return [(name, value) for name, value in found if isinstance(value, str) and value.startswith(verbs)]


@pytest.mark.parametrize(("name", "sql"), statements())
def test_nothing_is_read_from_its_beginning_to_its_end(database: Database, name: str, sql: str) -> None:
    """Each row is one look into an index; what is scanned is what was asked for."""
    scans = [step for step in plan(database, sql) if step.startswith("SCAN") and "VIRTUAL" not in step]
    assert scans == []


def test_at_the_end_of_an_export_each_file_is_one_look(database: Database) -> None:
    """Not one pass over all files of the export for each receipt."""
    steps = plan(database, exported_receipts_repository._REMEMBER)
    looks = [step for step in steps if step.startswith("SEARCH f ")]
    assert looks == ["SEARCH f USING PRIMARY KEY (export_id=? AND position=?)"] * 2


@pytest.mark.parametrize("name", ["_FILE_OF", "_CHANGED_FILES"])
def test_the_receipt_of_a_file_is_one_look(database: Database, name: str) -> None:
    """Not one pass over all receipts of the export for each file."""
    steps = plan(database, getattr(export_journal_repository, name))
    looks = [step for step in steps if step.startswith("SEARCH i ")]
    assert [step.endswith("INDEX export_items_of (item=? AND export_id=?)") for step in looks] == [True]


def plan(database: Database, sql: str) -> list[str]:
    with database.reader() as connection:
        steps = connection.execute(f"EXPLAIN QUERY PLAN {sql}", [None] * sql.count("?"))
        return [step for *_, step in steps]


CUT = """
import os, sys
from pathlib import Path
from subprocess import CompletedProcess
from desktop.core.models import Receipt
from desktop.store.database import Database
from desktop.store.export_journal_repository import ExportJournalRepository
from desktop.store.exports_repository import ExportsRepository
from tests.store.exports_kit import entries, new_export
from tests.fresh_lists import fresh_database
database = Database(Path(sys.argv[1]))
journal, receipts = ExportJournalRepository(database), [Receipt(number) for number in range(1, 1001)]
record = ExportsRepository(database).begin(new_export(), [receipt.id for receipt in receipts])
written = [entry for receipt in receipts for entry in entries(receipt)]
journal.append(record.id, written[:300])
journal.append(record.id, written[300:600])
with database.transaction():
    journal.append(record.id, written[600:900])
    os._exit(9)
"""


def test_a_journal_outlives_the_program(tmp_path: Path, run_child: RunChild) -> None:
    died = run_child(CUT, tmp_path / "lists.db")
    assert (died.returncode, died.stderr) == (9, "")
    database = Database(tmp_path / "lists.db")
    [record] = ExportsRepository(database).unfinished()
    journal = ExportJournalRepository(database)
    assert (record.asked, len(list(journal.files(record.id)))) == (1000, 400)
    assert next(journal.unwritten(record.id)).item == "201"
    database.close()
