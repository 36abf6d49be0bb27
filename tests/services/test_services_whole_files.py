"""Exports that are no ZIPs are remembered too: one PDF with its receipts, a list alone without."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.export_ledger import Asked, ExportedReceipt, ExportKind, ExportState, WholeFile
from desktop.core.models import Money, Receipt
from desktop.core.query import ReceiptQuery
from desktop.core.saved_view import query_text
from desktop.services.account_scope import AccountScope
from desktop.store.receipts_repository import ReceiptsRepository
from tests.services.conftest import OpenScope, damage
from tests.sheet_kit import TOTALS_WORDS, WORDS
from tests.store.exports_kit import export
from tests.store.store_rows import NOW

RECEIPTS = [Receipt(number, NOW, f"ספק {number}", Money(100 * number, "ILS"), "ILS") for number in (7, 9, 8)]
IDS = [receipt.id for receipt in RECEIPTS]
ASKED = Asked(("January",), query_text(ReceiptQuery()))


@pytest.fixture
def scope(open_scope: OpenScope) -> AccountScope:
    scope = open_scope()
    scope.backup.restore()
    ReceiptsRepository(scope.database).upsert(RECEIPTS)
    return scope


def pdf(folder: Path, receipts: list[int], missing: int = 0) -> WholeFile:
    """Of these, as it has its name."""
    target = folder / "ינואר.pdf"
    target.write_bytes(b"%PDF-")
    count = len(receipts)
    return WholeFile(ExportKind.PDF, target, NOW, ASKED, count + missing, count, receipts, missing)


def test_a_pdf_is_remembered_with_its_receipts(scope: AccountScope, tmp_path: Path) -> None:
    ledger, whole = scope.export_ledger, pdf(tmp_path, [7, 8], missing=1)
    scope.backup.save()
    ledger.note(whole)
    [record] = ledger.latest(9)
    assert (record.kind, record.state, record.target) == (ExportKind.PDF, ExportState.DONE, whole.target)
    assert (record.words, record.query) == ASKED
    assert (record.started_at, record.part) == (NOW, None) and record.ended_at is not None
    assert (record.asked, record.rows, record.files, record.missing, record.size) == (3, 2, 0, 1, 5)
    assert [ledger.exports_of(one) for one in IDS] == [[record], [], [record]]
    assert scope.backup.due


def test_what_is_new_is_new_until_a_zip_has_it(scope: AccountScope, tmp_path: Path) -> None:
    """A PDF holds neither the files as they came nor their previews."""
    ledger = scope.export_ledger
    ledger.note(pdf(tmp_path, IDS))
    assert list(ledger.new_since_last(IDS)) == IDS
    export(ledger, RECEIPTS[:1])
    ledger.note(pdf(tmp_path, IDS))
    assert list(ledger.new_since_last(IDS)) == IDS[1:]
    assert not list(ledger.changed_since(IDS))
    assert [one.kind for one in ledger.latest_finished(9)] == [ExportKind.RECEIPTS]
    assert not ledger.unfinished()


def test_it_comes_back_with_a_backup(scope: AccountScope, open_scope: OpenScope, tmp_path: Path) -> None:
    scope.export_ledger.note(pdf(tmp_path, [7, 8]))
    [before] = scope.export_ledger.latest(9)
    scope.close()
    damage(scope.folder)
    again = open_scope()
    again.backup.restore()
    ledger = again.export_ledger
    [record] = ledger.latest(9)
    assert (record.key, record.kind, record.target) == (before.key, ExportKind.PDF, before.target)
    assert list(ledger.receipts(record.id)) == [ExportedReceipt(one, None, True) for one in (7, 8)]
    assert ledger.exports_of(8) == [record] and not ledger.exports_of(9)
    assert list(ledger.new_since_last(IDS)) == IDS


@pytest.mark.parametrize("name", ["רשימה.xlsx", "list.csv"])
def test_a_list_alone_is_remembered_and_no_receipt_is_in_it(
    scope: AccountScope, tmp_path: Path, name: str
) -> None:
    words, token, target = (WORDS, TOTALS_WORDS), CancelToken(), tmp_path / name
    scope.list_files.write_receipts([*IDS, 99], target, words, token, lambda _: None, asked=ASKED)
    [record] = scope.export_ledger.latest(9)
    assert (record.kind, record.state) == (ExportKind.RECEIPTS_LIST, ExportState.DONE)
    assert (record.target, record.size) == (target, target.stat().st_size)
    assert (record.asked, record.rows, record.missing, record.words) == (4, 3, 0, ASKED.words)
    assert not scope.export_ledger.exports_of(7)


def test_the_file_does_not_hang_on_the_ledger(
    scope: AccountScope, open_scope: OpenScope, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ledger, whole = scope.export_ledger, pdf(tmp_path, IDS)
    scope.close()
    ledger.note(whole)
    assert "[EXPORT_LEDGER] pdf not noted reason=" in caplog.text
    assert not open_scope().export_ledger.latest(9)
