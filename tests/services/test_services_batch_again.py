"""The same batch again: byte for byte while its files are here, else what keeps it from that is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled
from desktop.core.export import ExportProgress, ExportReport
from desktop.services.account_scope import AccountScope
from desktop.services.export.batch_again import BatchReport
from desktop.services.export.zip_lists import INDEX_CSV, INDEX_XLSX, LIST_NAMES
from tests.services.export_kit import EXPORT_WORDS, export
from tests.sheet_kit import WORDS


@pytest.fixture
def report(synced: AccountScope, tmp_path: Path) -> ExportReport:
    return export(synced, tmp_path / "first.zip")


def again(scope: AccountScope, report: ExportReport, target: Path) -> BatchReport:
    said: list[ExportProgress] = []
    found = scope.batch_again.write(report.export_id, target, EXPORT_WORDS, CancelToken(), said.append)
    assert said[-1].files_done == said[-1].files_total == report.files_written
    return found


def test_it_is_the_same_byte_for_byte_and_replaces_nothing(
    synced: AccountScope, report: ExportReport, tmp_path: Path
) -> None:
    whole = report.target.read_bytes()
    found = again(synced, report, report.target)
    assert found.target == tmp_path / "first_(2).zip" and found.target.read_bytes() == whole
    report.target.unlink()
    found = again(synced, report, report.target)
    assert found.target == report.target and report.target.read_bytes() == whole, "from what is kept alone"
    assert not list(tmp_path.glob(".*.part"))


def test_what_is_not_here_as_it_was_is_named_and_nothing_is_written(
    synced: AccountScope, report: ExportReport, tmp_path: Path
) -> None:
    first, second, *_ = synced.export_ledger.files(report.export_id)
    for file, changed in ((first, True), (second, False)):
        assert file.file_key is not None
        kept = synced.receipts.kept(file.file_key)
        assert kept is not None
        if changed:
            kept.path.write_bytes(bytes(byte ^ 1 for byte in kept.path.read_bytes()))
        else:
            kept.path.unlink()
    whole = report.target.read_bytes()
    assert again(synced, report, tmp_path / "a.zip").target is not None, "the first ZIP has them"
    report.target.write_bytes(whole[:100])
    found = again(synced, report, tmp_path / "b.zip")
    assert found.target is None and found.others_total == 2
    assert [(one.file.name, one.here) for one in found.others] == [(first.name, True), (second.name, False)]
    assert not (tmp_path / "b.zip").exists() and not list(tmp_path.glob(".*.part"))


def test_lists_in_another_language_are_named(
    synced: AccountScope, report: ExportReport, tmp_path: Path
) -> None:
    report.target.unlink()
    words = replace(EXPORT_WORDS, index=replace(WORDS, right_to_left=not WORDS.right_to_left))
    found = synced.batch_again.write(report.export_id, report.target, words, CancelToken(), lambda _: None)
    names = [one.file.name for one in found.others]
    assert INDEX_XLSX in names and INDEX_CSV not in names and set(names) <= set(LIST_NAMES)


def test_a_cancelled_one_leaves_nothing(synced: AccountScope, report: ExportReport, tmp_path: Path) -> None:
    token = CancelToken()
    with pytest.raises(Cancelled):
        synced.batch_again.write(
            report.export_id, tmp_path / "c.zip", EXPORT_WORDS, token, lambda _: token.cancel()
        )
    assert sorted(path.name for path in tmp_path.glob("*.zip")) == ["first.zip"]
    assert not list(tmp_path.glob(".*.part"))


def test_an_export_of_a_backup_is_known_by_its_receipts_alone(
    synced: AccountScope, report: ExportReport, tmp_path: Path
) -> None:
    with synced.database.transaction() as connection:
        connection.execute("DELETE FROM export_files")
    target = tmp_path / "d.zip"
    found = synced.batch_again.write(report.export_id, target, EXPORT_WORDS, CancelToken(), lambda _: None)
    assert not found.known and found.target is None and not target.exists()
