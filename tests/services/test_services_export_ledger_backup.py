"""Exports outlive damaged lists: that they were, what stood in them, and so what is new and what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.core.errors import DiskFull
from desktop.core.export_ledger import ExportedReceipt, ExportRecord, ExportState
from desktop.core.models import Money, Receipt
from desktop.core.note import NoteKey
from desktop.core.row_fingerprint import ReceiptPart, fingerprint
from desktop.services.account_scope import AccountScope
from desktop.store import export_packs
from desktop.store.backup_files import NAMES, BackupFiles
from desktop.store.receipts_repository import ReceiptsRepository
from tests.services.conftest import OpenScope, damage
from tests.store.exports_kit import SOURCE, entries, export, new_export
from tests.store.store_rows import NOW

RECEIPTS = [Receipt(number, NOW, f"ספק {number}", Money(100 * number, "ILS"), "ILS") for number in (7, 9, 8)]
IDS = [receipt.id for receipt in RECEIPTS]


@pytest.fixture
def scope(open_scope: OpenScope) -> AccountScope:
    scope = open_scope()
    scope.backup.restore()
    ReceiptsRepository(scope.database).upsert(RECEIPTS)
    return scope


def made_anew(scope: AccountScope, open_scope: OpenScope) -> AccountScope:
    """The same account after damage, with the server's lists as they were."""
    scope.close()
    damage(scope.folder)
    again = open_scope()
    again.backup.restore()
    ReceiptsRepository(again.database).upsert(RECEIPTS)
    return again


def packs(scope: AccountScope) -> list[str]:
    return sorted(path.name for path in scope.folder.glob("exports/*"))


def records(scope: AccountScope) -> list[ExportRecord]:
    return [replace(record, id=0) for record in scope.export_ledger.latest(9)]


def test_exports_come_back_with_their_receipts(scope: AccountScope, open_scope: OpenScope) -> None:
    first = export(scope.export_ledger, RECEIPTS)
    export(scope.export_ledger, [replace(RECEIPTS[0], vendor="new")], [SOURCE])
    given_up = scope.export_ledger.begin(new_export(), IDS)
    scope.export_ledger.end(given_up.id, ExportState.CANCELLED)
    under_way = scope.export_ledger.begin(new_export(), IDS)
    before = [record for record in records(scope) if record.key != under_way.key]
    again = made_anew(scope, open_scope)
    ledger = again.export_ledger
    assert sorted(records(again), key=lambda one: one.key) == sorted(before, key=lambda one: one.key)
    assert not ledger.unfinished()
    [old] = [one.id for one in ledger.latest(9) if one.key == first.key]
    said = [ExportedReceipt(one.id, fingerprint(one), True, True) for one in RECEIPTS]
    assert list(ledger.receipts(old)) == said
    assert list(ledger.new_since_last([*IDS, 99])) == [99]
    assert [(one.receipt_id, one.parts) for one in ledger.changed_since(IDS)] == [(7, (ReceiptPart.VENDOR,))]
    assert len(ledger.exports_of(7)) == 2
    assert not list(ledger.files(old))
    assert not again.backup.save()


def test_what_was_exported_since_is_newer(scope: AccountScope, open_scope: OpenScope) -> None:
    export(scope.export_ledger, [replace(RECEIPTS[0], vendor="older"), RECEIPTS[1]])
    scope.close()
    damage(scope.folder)
    again = open_scope()
    ReceiptsRepository(again.database).upsert(RECEIPTS)
    export(again.export_ledger, RECEIPTS[:1])
    again.backup.restore()
    assert not list(again.export_ledger.changed_since(IDS))
    assert list(again.export_ledger.new_since_last(IDS)) == [8]
    assert again.backup.save()
    assert len(packs(again)) == 2
    twice = made_anew(again, open_scope)
    assert len(twice.export_ledger.exports_of(7)) == 2
    assert not list(twice.export_ledger.changed_since(IDS))


def test_receipts_are_written_once_and_no_other_backup_carries_them(scope: AccountScope) -> None:
    record = export(scope.export_ledger, RECEIPTS)
    assert scope.backup.due
    assert scope.backup.save()
    assert packs(scope) == [f"{record.key}.pack"]
    [pack] = scope.folder.glob("exports/*")
    written = pack.stat().st_mtime_ns, pack.stat().st_ino
    scope.notes.hold(NoteKey.call("CA1"), "a")
    scope.notes.write()
    assert scope.backup.save()
    assert (pack.stat().st_mtime_ns, pack.stat().st_ino) == written
    newest = BackupFiles(scope.folder).newest()
    assert newest is not None
    [named] = newest.content["exports"]
    assert named["key"] == record.key
    assert "ספק 7" not in (scope.folder / NAMES[0]).read_text(encoding="utf-8")


def test_a_pack_without_room_costs_no_backup_and_is_written_later(
    scope: AccountScope, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(scope.export_ledger, RECEIPTS)
    scope.notes.hold(NoteKey.call("CA1"), "a")
    scope.notes.write()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as no_room:
        no_room.setattr(export_packs, "sync_file", full)
        with pytest.raises(DiskFull):
            scope.backup.save()
    assert packs(scope) == []
    assert scope.backup.due
    newest = BackupFiles(scope.folder).newest()
    assert newest is not None and len(newest.content["notes"]) == 1
    assert not scope.backup.save()
    assert len(packs(scope)) == 1


def cut(pack: Path) -> None:
    pack.write_bytes(pack.read_bytes()[:-5])


@pytest.mark.parametrize("spoil", [cut, Path.unlink, lambda pack: pack.write_bytes(b"")])
def test_a_spoiled_pack_costs_the_receipts_of_its_export_alone(
    scope: AccountScope, open_scope: OpenScope, spoil: Callable[[Path], object]
) -> None:
    first = export(scope.export_ledger, RECEIPTS[:1])
    export(scope.export_ledger, RECEIPTS[1:])
    scope.backup.save()
    spoil(scope.folder / "exports" / f"{first.key}.pack")
    again = made_anew(scope, open_scope)
    assert [record.rows for record in again.export_ledger.latest(9)] == [2, 1]
    assert list(again.export_ledger.new_since_last(IDS)) == [7]


def test_a_key_that_leads_elsewhere_is_none(scope: AccountScope, open_scope: OpenScope) -> None:
    record = export(scope.export_ledger, RECEIPTS)
    scope.close()
    files = BackupFiles(scope.folder)
    newest = files.newest()
    assert newest is not None
    strange = newest.content["exports"][0] | {"key": f"../exports/{record.key}"}
    files.write(newest.content | {"exports": [strange]}, NOW)
    again = made_anew(scope, open_scope)
    assert again.export_ledger.latest(9) == []


def test_an_export_under_way_is_in_no_backup(scope: AccountScope) -> None:
    record = scope.export_ledger.begin(new_export(), IDS)
    scope.export_ledger.append(record.id, entries(RECEIPTS[0]))
    assert not scope.backup.due
    assert not scope.backup.save()
    assert packs(scope) == []
