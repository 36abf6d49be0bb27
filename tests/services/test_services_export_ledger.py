"""The ledger of exports: what is written down, gone on with after a cut, and asked of it later."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.core.errors import DiskFull, SourceMissing
from desktop.core.export_ledger import (
    TRANSCRIPT,
    ChangedReceipt,
    ExportedCall,
    ExportedFile,
    ExportedReceipt,
    ExportGap,
    ExportKind,
    ExportState,
    JournalEntry,
    Unwritten,
)
from desktop.core.file_key import FileKey
from desktop.core.models import KeptFile, Money, Receipt
from desktop.core.row_fingerprint import ReceiptPart, fingerprint
from desktop.services.account_scope import AccountScope
from desktop.services.export_ledger import ExportLedger
from desktop.store.receipts_repository import ReceiptsRepository
from tests.services.conftest import OpenScope
from tests.store.exports_kit import (
    BOTH,
    PART,
    PREVIEW,
    SOURCE,
    TARGET,
    WALL,
    bytes_of,
    entries,
    export,
    file_of,
    new_export,
)
from tests.store.store_rows import NOW

RECEIPTS = [Receipt(number, NOW, f"ספק {number}", Money(100 * number, "ILS"), "ILS") for number in (7, 9, 8)]
IDS = [receipt.id for receipt in RECEIPTS]
INDEX = ExportedFile("index.csv", 90_000, 5, 1, "ab" * 32, WALL)


@pytest.fixture
def scope(open_scope: OpenScope) -> AccountScope:
    scope = open_scope()
    ReceiptsRepository(scope.database).upsert(RECEIPTS)
    return scope


@pytest.fixture
def ledger(scope: AccountScope) -> ExportLedger:
    return scope.export_ledger


def keep(scope: AccountScope, key: FileKey, content: bytes) -> None:
    """As a finished download does."""
    with scope.files.part(key) as part:
        part.write(content)
        path, size, digest = part.commit("pdf")
    scope.kept_files.record(KeptFile(key, path, size, digest, "pdf", NOW))


def begin(ledger: ExportLedger) -> int:
    return ledger.begin(new_export(), IDS).id


# -- what is written down --------------------------------------------------------------------------


def test_an_export_is_remembered_from_its_beginning_to_its_end(ledger: ExportLedger) -> None:
    begun = ledger.begin(new_export(), IDS)
    assert (begun.state, begun.part, begun.asked, begun.rows) == (ExportState.RUNNING, PART, 3, 0)
    assert ledger.latest(5) == [begun]
    gap = ExportGap(PREVIEW, "8", SourceMissing())
    absent = ExportGap(SOURCE, "8", SourceMissing(), due=False)
    ledger.append(begun.id, [*entries(RECEIPTS[0]), *entries(RECEIPTS[1], [SOURCE])])
    ledger.append(begun.id, [gap, absent, *entries(RECEIPTS[2], []), INDEX])
    ledger.end(begun.id, ExportState.DONE, 4711, TARGET.with_name("receipts (2).zip"))
    [ended] = ledger.latest(5)
    assert ended.ended_at is not None
    expected = replace(begun, state=ExportState.DONE, ended_at=ended.ended_at, part=None)
    named = replace(expected, target=TARGET.with_name("receipts (2).zip"))
    assert ended == replace(named, rows=3, files=3, missing=1, size=4711)
    found = [(one.kind, one.item, type(one.reason), one.due) for one in ledger.gaps(begun.id)]
    assert found == [(PREVIEW, "8", SourceMissing, True), (SOURCE, "8", SourceMissing, False)]


def test_files_come_back_as_they_stand_in_the_zip(ledger: ExportLedger) -> None:
    record = export(ledger, RECEIPTS)
    files = [file_of(number, kind) for number in IDS for kind in BOTH]
    assert list(ledger.files(record.id)) == files
    first = next(ledger.files(record.id))
    assert (first.moment.utcoffset(), first.file_key) == (timedelta(hours=3), FileKey.source(7))
    assert INDEX.file_key is None


def test_receipts_come_back_as_they_were(ledger: ExportLedger, scope: AccountScope) -> None:
    record = export(ledger, RECEIPTS, [SOURCE])
    ReceiptsRepository(scope.database).upsert([replace(RECEIPTS[0], vendor="new")])
    said = [ExportedReceipt(one.id, fingerprint(one), True) for one in RECEIPTS]
    assert list(ledger.receipts(record.id)) == said


def test_more_than_a_page_comes_in_its_order(ledger: ExportLedger) -> None:
    many = [Receipt(number) for number in range(2_500, 0, -1)]
    record = export(ledger, many, [SOURCE])
    assert [file.item for file in ledger.files(record.id)] == [str(receipt.id) for receipt in many]
    assert [one.receipt_id for one in ledger.receipts(record.id)] == [receipt.id for receipt in many]
    batch = ledger.same_batch(record.id)
    assert batch is not None and list(batch.ids) == [receipt.id for receipt in many]
    assert not ledger.new_since_last([receipt.id for receipt in many])


def test_what_another_export_said_the_same_way_is_kept_once(
    ledger: ExportLedger, scope: AccountScope
) -> None:
    export(ledger, RECEIPTS)
    export(ledger, [replace(RECEIPTS[0], vendor="new"), *RECEIPTS[1:]])
    last = export(ledger, [replace(RECEIPTS[0], vendor="new")])
    with scope.database.reader() as connection:
        assert connection.execute("SELECT COUNT(*) FROM exported_rows").fetchone() == (4,)
    [receipt] = ledger.receipts(last.id)
    assert receipt.row is not None and receipt.row.vendor == "new"


def test_what_went_from_the_lists_meanwhile_is_not_in_it(ledger: ExportLedger) -> None:
    export_id = begin(ledger)
    ledger.append(export_id, entries(RECEIPTS[0]))
    ledger.end(export_id, ExportState.DONE)
    assert [one.rows for one in ledger.latest(1)] == [1]
    batch = ledger.same_batch(export_id)
    assert batch is not None and list(batch.ids) == [7]
    assert list(ledger.new_since_last(IDS)) == [9, 8]


@pytest.mark.parametrize("state", [ExportState.CANCELLED, ExportState.FAILED])
def test_what_was_given_up_counts_as_no_export(
    ledger: ExportLedger, scope: AccountScope, state: ExportState
) -> None:
    export_id = begin(ledger)
    ledger.append(export_id, entries(RECEIPTS[0]))
    ledger.end(export_id, state)
    ledger.end(export_id, ExportState.DONE)
    assert [(one.state, one.asked, one.rows, one.files) for one in ledger.latest(5)] == [(state, 3, 1, 2)]
    assert list(ledger.new_since_last(IDS)) == IDS
    assert not ledger.exports_of(7)
    assert not list(ledger.files(export_id))
    batch = ledger.same_batch(export_id)
    assert batch is not None and list(batch.ids) == IDS
    with scope.database.reader() as connection:
        assert connection.execute("SELECT COUNT(*) FROM exported_rows").fetchone() == (0,)


def test_what_was_given_up_takes_no_row_of_another_export_with_it(ledger: ExportLedger) -> None:
    first = export(ledger, RECEIPTS)
    export_id = begin(ledger)
    ledger.append(export_id, [entry for receipt in RECEIPTS for entry in entries(receipt)])
    ledger.end(export_id, ExportState.CANCELLED)
    assert all(one.row is not None for one in ledger.receipts(first.id))


def test_calls_are_exported_too(ledger: ExportLedger) -> None:
    record = ledger.begin(new_export(ExportKind.CALLS), ["CA2", "CA1"])
    recording = replace(file_of(1, SOURCE), kind="recording", item="CA2")
    transcript = replace(recording, kind=TRANSCRIPT)
    ledger.append(record.id, [recording, transcript, ExportedCall("CA2", True, True)])
    assert list(ledger.unwritten(record.id)) == [Unwritten("CA1", frozenset())]
    ledger.append(record.id, [ExportedCall("CA1")])
    ledger.end(record.id, ExportState.DONE)
    batch = ledger.same_batch(record.id)
    assert batch is not None
    assert (batch.record.kind, list(batch.ids), batch.sids) == (ExportKind.CALLS, [], ["CA2", "CA1"])
    assert [file.file_key for file in batch.files] == [FileKey.recording("CA2"), None]


def test_a_batch_is_written_whole_or_not_at_all(ledger: ExportLedger) -> None:
    export_id = begin(ledger)

    def until_it_is_full() -> Iterator[JournalEntry]:
        yield from entries(RECEIPTS[0])
        raise DiskFull("full")

    with pytest.raises(DiskFull):
        ledger.append(export_id, until_it_is_full())
    with pytest.raises(ValueError):
        ledger.append(export_id, [*entries(RECEIPTS[0]), replace(INDEX, sha256="no digest")])
    assert not list(ledger.files(export_id))
    assert [one.item for one in ledger.unwritten(export_id)] == ["7", "9", "8"]


def test_the_log_names_nobody(ledger: ExportLedger, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        record = export(ledger, RECEIPTS)
    assert f"[EXPORT_LEDGER] done export={record.id} bytes=4711" in caplog.text
    assert "ספק" not in caplog.text
    assert "דנה" not in caplog.text


# -- after a cut -----------------------------------------------------------------------------------


def test_what_a_cut_left_is_gone_on_with(open_scope: OpenScope, scope: AccountScope) -> None:
    export_id = begin(scope.export_ledger)
    scope.export_ledger.append(export_id, [*entries(RECEIPTS[0]), file_of(9, SOURCE)])
    scope.close()
    ledger = open_scope().export_ledger
    [left] = ledger.unfinished()
    assert (left.record.id, left.record.part, left.record.target) == (export_id, PART, TARGET)
    assert list(left.files) == [file_of(7, SOURCE), file_of(7, PREVIEW), file_of(9, SOURCE)]
    ledger.cut(export_id, 3)
    assert list(ledger.unwritten(export_id)) == [
        Unwritten("9", frozenset({"source"})),
        Unwritten("8", frozenset()),
    ]
    # Its source stands in an earlier batch.
    ledger.append(export_id, entries(RECEIPTS[1])[1:])
    ledger.append(export_id, entries(RECEIPTS[2]))
    ledger.end(export_id, ExportState.DONE)
    assert not ledger.unfinished()
    assert not list(ledger.changed_since(IDS))
    assert [file.item for file in ledger.files(export_id)] == ["7", "7", "9", "9", "8", "8"]


@pytest.mark.parametrize("held", range(6))
def test_what_the_part_does_not_hold_is_written_again(ledger: ExportLedger, held: int) -> None:
    export_id = begin(ledger)
    gaps = [ExportGap(PREVIEW, str(number), SourceMissing()) for number in IDS]
    for receipt, gap in zip(RECEIPTS, gaps, strict=True):
        ledger.append(export_id, [gap, *entries(receipt)])
    ledger.cut(export_id, held)
    assert len(list(ledger.files(export_id))) == held
    left = [Unwritten(str(number), frozenset()) for number in IDS[held // 2 :]]
    if held % 2:
        left[0] = Unwritten(left[0].item, frozenset({"source"}))
    assert list(ledger.unwritten(export_id)) == left
    assert [gap.item for gap in ledger.gaps(export_id)] == [str(number) for number in IDS[: held // 2]]


def test_a_gap_without_its_receipt_is_told_once(ledger: ExportLedger) -> None:
    export_id = begin(ledger)
    gap = ExportGap(SOURCE, "7", SourceMissing())
    ledger.append(export_id, [gap])
    ledger.cut(export_id, 0)
    ledger.append(export_id, [gap, *entries(RECEIPTS[0], [])])
    assert len(list(ledger.gaps(export_id))) == 1


# -- what is asked of it ---------------------------------------------------------------------------


def test_what_is_new_comes_in_the_order_asked_for(ledger: ExportLedger) -> None:
    export(ledger, RECEIPTS[:1])
    assert list(ledger.new_since_last([99, 7, 8, 9])) == [99, 8, 9]
    assert list(ledger.new_since_last([])) == []


def test_what_has_changed_says_in_what(ledger: ExportLedger, scope: AccountScope) -> None:
    export(ledger, [replace(RECEIPTS[1], vendor="older")])
    last = export(ledger, RECEIPTS)
    assert not list(ledger.changed_since(IDS))
    changed = replace(RECEIPTS[1], vendor="new", amount=Money(5, "USD"), currency="USD")
    ReceiptsRepository(scope.database).upsert([changed, Receipt(99)])
    differs = ChangedReceipt(9, last.id, (ReceiptPart.VENDOR, ReceiptPart.AMOUNT))
    assert list(ledger.changed_since([*IDS, 99, 1000])) == [differs]
    again = export(ledger, [changed])
    assert not list(ledger.changed_since(IDS))
    assert [one.id for one in ledger.exports_of(9)] == [again.id, last.id, last.id - 1]


def test_another_file_is_a_change(ledger: ExportLedger, scope: AccountScope) -> None:
    last = export(ledger, RECEIPTS, [SOURCE])
    keep(scope, FileKey.source(7), bytes_of(FileKey.source(7)))
    assert not list(ledger.changed_since(IDS))
    keep(scope, FileKey.source(7), b"other bytes")
    # It was missing then.
    keep(scope, FileKey.preview(9), bytes_of(FileKey.preview(9)))
    changed = [(7, ReceiptPart.SOURCE_FILE), (9, ReceiptPart.PREVIEW_FILE)]
    assert list(ledger.changed_since(IDS)) == [ChangedReceipt(n, last.id, (part,)) for n, part in changed]


def test_what_the_same_batch_lacks_is_named(ledger: ExportLedger, scope: AccountScope) -> None:
    record = export(ledger, RECEIPTS, [SOURCE])
    keep(scope, FileKey.source(7), bytes_of(FileKey.source(7)))
    keep(scope, FileKey.source(9), b"other bytes")
    found = [(other.file.item, other.here) for other in ledger.other_files(record.id)]
    assert found == [("9", True), ("8", False)]
    assert ledger.same_batch(record.id + 1) is None


def test_the_newest_comes_first(ledger: ExportLedger) -> None:
    exports = [export(ledger, RECEIPTS).id for _ in range(4)]
    assert [one.id for one in ledger.latest(3)] == exports[:0:-1]


def test_names_that_no_text_can_hold_are_kept(ledger: ExportLedger) -> None:
    strange = Path("/home/\udce9/receipts\udcff.zip")
    new = replace(new_export(), target=strange, part=strange.with_suffix(".part"), words=("a\ud800",))
    record = ledger.begin(new, IDS)
    [found] = ledger.latest(1)
    assert (found.target, found.part) == (record.target, record.part) == (strange, new.part)
    assert found.words == ("a?",)
