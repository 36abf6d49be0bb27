"""How an export ends: nothing to do, cancelled, refused by the disk; nothing half-written stays."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled, DiskFailed, NothingToExport, Offline
from desktop.core.export import ExportProgress
from desktop.core.models import FileKey, KeptFile
from desktop.services.account_scope import AccountScope
from desktop.services.export import due_files
from tests.services.export_kit import ALL, DirectSource, NeverSource, asked, content, export


def test_nothing_to_export_is_an_error_of_its_own(
    synced: AccountScope, target: Path, caplog: pytest.LogCaptureFixture
) -> None:
    request = asked(target, query=replace(ALL, text="no such vendor anywhere"))
    with pytest.raises(NothingToExport):
        synced.export.write_zip(request, DirectSource(synced), CancelToken(), lambda _: None)
    assert "[RECEIPTS_EXPORT] failed reason=nothing_to_export" in caplog.text
    assert list(target.parent.iterdir()) == []


@pytest.mark.parametrize("after", [0, 1, 20])
def test_cancel_leaves_nothing_and_what_stood_there_stands(
    synced: AccountScope, target: Path, after: int
) -> None:
    target.write_bytes(b"last month's")
    token = CancelToken()

    def cancel(progress: ExportProgress) -> None:
        if progress.files_done >= after:
            token.cancel()

    with pytest.raises(Cancelled):
        export(synced, target, token=token, on_progress=cancel)
    assert target.read_bytes() == b"last month's"
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_cancel_after_a_pause_leaves_nothing(synced: AccountScope, target: Path) -> None:
    """Before the pause was over."""
    token = CancelToken()

    def pause_and_cancel(progress: ExportProgress) -> None:
        if progress.files_done >= 5:
            token.cancel(for_now=True)
            token.cancel()

    with pytest.raises(Cancelled):
        export(synced, target, token=token, on_progress=pause_and_cancel)
    assert list(target.parent.iterdir()) == []
    assert synced.export.unfinished() == []


def test_cancel_ends_a_wait_at_once_and_no_more_than_nine_are_asked_for(
    synced: AccountScope, target: Path
) -> None:
    source, token = NeverSource(), CancelToken()
    ended: list[BaseException] = []

    def run() -> None:
        try:
            export(synced, target, source, token)
        except Cancelled as error:
            ended.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    assert source.waiting.wait(10)
    token.cancel()
    thread.join(10)
    assert len(ended) == 1
    assert source.asked <= 9
    assert list(target.parent.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(synced: AccountScope, folder: Path) -> None:
    with pytest.raises(DiskFailed) as caught:
        export(synced, folder / "gone" / "receipts.zip")
    assert "gone" in caught.value.path
    assert list(folder.iterdir()) == []


def test_a_target_that_cannot_be_replaced_is_said_by_its_own_name(synced: AccountScope, target: Path) -> None:
    target.mkdir()
    with pytest.raises(DiskFailed) as caught:
        export(synced, target)
    assert Path(caught.value.path) == target
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_what_is_kept_is_written_as_it_is_found(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not after every receipt was looked up: with thousands, the first file would be long in coming."""
    export(synced, target)
    looked_up: list[int] = []
    seen: list[tuple[int, int]] = []
    kept_of = synced.receipts.kept_of

    def kept(ids: Sequence[int]) -> dict[FileKey, KeptFile]:
        looked_up.extend(ids)
        return kept_of(ids)

    def note(progress: ExportProgress) -> None:
        seen.append((progress.files_done, len(looked_up)))

    monkeypatch.setattr(due_files, "ROWS_AT_ONCE", 5)
    monkeypatch.setattr(synced.receipts, "kept_of", kept)
    export(synced, target.with_name("again.zip"), on_progress=note)
    assert next(looked for done, looked in seen if done == 1) == 5
    assert len(looked_up) == len(synced.receipts.ids(ALL))


@pytest.mark.parametrize("crc32_noted", [True, False])
def test_what_was_changed_on_this_computer_is_not_passed_off_as_what_came(
    synced: AccountScope, target: Path, crc32_noted: bool
) -> None:
    """By its bytes: they may be as many as before. It is fetched anew, or missing where that cannot be."""
    export(synced, target)
    if not crc32_noted:
        forget_crc32(synced)
    keys = [FileKey.source(row_id) for row_id in synced.receipts.ids(ALL)]
    kept = next(found for key in keys if (found := synced.kept_files.find(key)) is not None and found.size)
    whole = kept.path.read_bytes()
    changed = bytes(byte ^ 0xFF for byte in whole)
    kept.path.write_bytes(changed)

    def refuse(_: FileKey) -> None:
        raise Offline

    report = export(synced, target, DirectSource(synced, refuse))
    assert kept.key in [FileKey(one.kind, str(one.receipt.id)) for one in report.missing]
    assert changed not in contents(target)
    report = export(synced, target)
    assert kept.key not in [FileKey(one.kind, str(one.receipt.id)) for one in report.missing]
    assert whole in contents(target)


def test_what_is_known_by_its_crc32_stands_in_the_manifest_with_its_sha256(
    synced: AccountScope, target: Path
) -> None:
    """As it does where nobody reckoned a CRC-32: what came before they were noted."""
    export(synced, target)
    export(synced, by_crc32 := target.with_name("crc32.zip"))
    forget_crc32(synced)
    export(synced, by_sha256 := target.with_name("sha256.zip"))
    assert content(by_crc32) == content(by_sha256) == content(target)


def forget_crc32(scope: AccountScope) -> None:
    with scope.database.transaction() as connection:
        assert connection.execute("UPDATE kept_files SET crc32 = NULL WHERE crc32 NOT NULL").rowcount


def contents(target: Path) -> list[bytes]:
    with ZipFile(target) as archive:
        return [archive.read(entry) for entry in archive.infolist()]


def test_cancel_while_the_zip_is_read_back_leaves_nothing(synced: AccountScope, target: Path) -> None:
    token = CancelToken()

    def cancel(progress: ExportProgress) -> None:
        if progress.files_done == progress.files_total:
            token.cancel()

    with pytest.raises(Cancelled):
        export(synced, target, token=token, on_progress=cancel)
    assert list(target.parent.iterdir()) == []
