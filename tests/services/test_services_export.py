"""The ZIP against what the server holds, and what is not in it."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled, Offline, PreviewMissing, SourceMissing, StorageRefused
from desktop.core.export import ExportProgress, is_due
from desktop.core.models import FileKey, FileKind, PreviewStatus, Receipt, ReceiptFile
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.services.account_scope import AccountScope
from desktop.store.replace_file import replace_or_stand_beside
from desktop.ui.formatting import strip_marks
from desktop.ui.receipts.export.export_words import report_text
from tests.services.export_kit import DirectSource, asked, content, expected_zip, export, receipts_of
from tests.store.held_file import windows_error

# -- what is in it -------------------------------------------------------------------------------


def test_every_name_and_byte_is_as_the_server_has_it(
    synced: AccountScope, server: DemoServer, target: Path
) -> None:
    progress: list[ExportProgress] = []
    report = export(synced, target, on_progress=progress.append)
    due = expected_zip(synced, server)
    assert content(target) == due
    assert len(due) > 40
    assert report.files_written == len(due)
    assert report.files_total == len(due) + len(report.missing)
    assert report.files_total + len(report.absent) == 2 * len(receipts_of(synced))
    assert report.size == target.stat().st_size
    assert report.summary.count == len(receipts_of(synced))
    last = progress[-1]
    assert (last.files_done, last.missing) == (report.files_total, len(report.missing))
    assert last.bytes_written == sum(map(len, due.values()))
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_the_second_time_nothing_is_asked_for_that_is_here(synced: AccountScope, target: Path) -> None:
    first = export(synced, target)
    again = DirectSource(synced)
    second = export(synced, target.with_name("again.zip"), again)
    assert content(target) == content(second.target)
    reasons = {(gone.receipt.id, gone.kind) for gone in first.missing}
    assert {(int(key.id), key.kind) for key in again.asked} <= reasons


def test_a_chosen_few_are_exported_alone(synced: AccountScope, server: DemoServer, target: Path) -> None:
    some = tuple(receipt.id for receipt in receipts_of(synced)[3:6])
    request = asked(target, ids=some)
    report = synced.export.write_zip(request, DirectSource(synced), CancelToken(), lambda _: None)
    assert report.files_total + len(report.absent) == 6
    worlds = [server.world.source_bytes(number) for number in some]
    worlds += [server.world.preview_bytes(number) for number in some]
    assert sorted(content(target).values()) == sorted(data for data in worlds if data is not None)


# -- what is missing -----------------------------------------------------------------------------


def test_what_the_server_has_not_is_told_apart_named_and_logged(
    synced: AccountScope, server: DemoServer, target: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A receipt without a source misses it; one that never had a preview is as the server made it."""
    caplog.set_level(logging.INFO, "desktop.receipts")
    receipts = receipts_of(synced)
    without = {one.id for one in receipts if server.world.preview_bytes(one.id) is None}
    no_source = {one.id for one in receipts if server.world.source_bytes(one.id) is None}
    assert without
    report = export(synced, target)
    missing = {(gone.receipt.id, gone.kind) for gone in report.missing}
    assert missing == {(number, FileKind.RECEIPT_SOURCE) for number in no_source}
    absent = {(gone.receipt.id, gone.kind) for gone in report.absent}
    assert absent == {(number, FileKind.RECEIPT_PREVIEW) for number in without}
    for number in without:
        assert f"[RECEIPTS_EXPORT] preview_missing receipt_id={number} " in caplog.text
    for number in no_source:
        assert f"[RECEIPTS_EXPORT] source_missing receipt_id={number} " in caplog.text
    assert {type(gone.reason) for gone in report.absent} == {PreviewMissing}
    assert {type(gone.reason) for gone in report.missing} == {SourceMissing, StorageRefused}
    assert f"missing={len(no_source)} without_preview={len(without)} " in caplog.text


@pytest.mark.parametrize(
    ("receipt", "due"),
    [
        (Receipt(1), False),
        (Receipt(1, preview_status=PreviewStatus.PENDING), False),
        (Receipt(1, preview_status=PreviewStatus.FAILED, preview_failure_reason="timeout"), False),
        (Receipt(1, preview_status=PreviewStatus.NOT_AVAILABLE), False),
        (Receipt(1, preview_status=PreviewStatus.GENERATED), True),
        (Receipt(1, preview_file=ReceiptFile(2)), True),
        (Receipt(1, error_message="broken row"), True),
    ],
)
def test_which_previews_should_be_there(receipt: Receipt, due: bool) -> None:
    assert is_due(receipt, FileKind.RECEIPT_PREVIEW) is due
    assert is_due(receipt, FileKind.RECEIPT_SOURCE)


def test_a_preview_that_was_there_and_is_not_given_is_missing(
    synced: AccountScope, server: DemoServer, target: Path
) -> None:
    victim = next(one.id for one in receipts_of(synced) if one.preview_file and one.source_file)
    server.faults.add(Fault(path=rf"^/api/receipts/{victim}/preview", kind="status", status=404))
    server.faults.add(Fault(path=rf"^/api/receipts/{victim}$", kind="status", status=404))
    request = asked(target, ids=(victim,))
    report = synced.export.write_zip(request, DirectSource(synced), CancelToken(), lambda _: None)
    assert [(gone.receipt.id, gone.kind) for gone in report.missing] == [(victim, FileKind.RECEIPT_PREVIEW)]
    assert report.absent == ()


def test_offline_the_rest_is_missing_and_said(synced: AccountScope, server: DemoServer, target: Path) -> None:
    server.stop()
    report = export(synced, target)
    assert content(target) == {}
    assert len(report.missing) == report.files_total
    assert any(isinstance(gone.reason, Offline) for gone in report.missing)


def test_a_file_that_somebody_else_cancelled_is_missing_and_the_rest_is_there(
    synced: AccountScope, server: DemoServer, target: Path
) -> None:
    """The user cancels one download in the list of downloads, not the export."""
    victim = next(one.id for one in receipts_of(synced) if server.world.source_bytes(one.id))

    def cancel_one(key: FileKey) -> None:
        if key == FileKey.source(victim):
            raise Cancelled

    report = export(synced, target, DirectSource(synced, cancel_one))
    assert (victim, FileKind.RECEIPT_SOURCE) in {(gone.receipt.id, gone.kind) for gone in report.missing}
    assert len(content(target)) == len(expected_zip(synced, server)) - 1


def test_a_kept_file_that_vanishes_meanwhile_is_fetched_anew(
    synced: AccountScope, server: DemoServer, target: Path
) -> None:
    export(synced, target)
    kept = [synced.receipts.kept(FileKey.source(one.id)) for one in receipts_of(synced)]
    victims = [one for one in kept[1:] if one is not None]

    def vanish(progress: ExportProgress) -> None:
        if progress.files_done == 1:
            for one in victims:
                one.path.unlink()

    second = target.with_name("again.zip")
    export(synced, second, on_progress=vanish)
    assert content(second) == expected_zip(synced, server)


def test_a_file_that_the_server_changed_since_the_list_is_exported_as_it_is_now(
    synced: AccountScope, server: DemoServer, target: Path
) -> None:
    """Whatever its row says of it: the manifest speaks of the bytes that came."""
    with_file = (receipt for receipt in server.world.receipts if server.world.source_bytes(receipt.id))
    receipt = next(receipt for receipt in with_file if receipt.attachment is not None)
    assert receipt.attachment is not None
    changed = replace(receipt.attachment, wrong=b"%PDF-1.4\nanother one than was listed")
    server.world.receipts.replace(replace(receipt, attachment=changed))
    export(synced, target)
    assert content(target) == expected_zip(synced, server)
    assert changed.wrong in content(target).values()


def test_a_kept_file_of_another_length_is_not_exported(
    synced: AccountScope, server: DemoServer, target: Path
) -> None:
    export(synced, target)
    kept = next(one for r in receipts_of(synced) if (one := synced.receipts.kept(FileKey.source(r.id))))
    kept.path.write_bytes(b"")
    second = target.with_name("again.zip")
    export(synced, second)
    assert content(second) == expected_zip(synced, server)


def test_a_part_file_of_the_users_own_is_left_alone(synced: AccountScope, target: Path) -> None:
    own = target.with_name(f"{target.name}.part")
    own.write_bytes(b"the user's")
    export(synced, target)
    assert own.read_bytes() == b"the user's"
    assert {path.name for path in target.parent.iterdir()} == {own.name, target.name}


def test_a_held_target_is_left_and_the_file_stands_beside_it(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where a ZIP that is open in another program cannot be replaced."""
    target.write_bytes(b"open elsewhere")
    target.with_name("receipts (2).zip").write_bytes(b"taken")

    def held(source: Path, onto: Path) -> None:
        raise windows_error(32)

    stand = partial(replace_or_stand_beside, replace=held)
    monkeypatch.setattr("desktop.services.export.named_zip.replace_or_stand_beside", stand)
    report = export(synced, target)
    assert report.beside
    assert report.target.name == "receipts (3).zip"
    assert len(content(report.target)) == report.files_written
    assert target.read_bytes() == b"open elsewhere"
    assert "receipts (3).zip" in strip_marks(report_text(report))
