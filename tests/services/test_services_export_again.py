"""What was missing is tried again: nothing of others is replaced, and no whole ZIP by one that has less."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import Offline
from desktop.core.export import ExportReport
from desktop.core.export_ledger import ExportRecord
from desktop.core.models import FileKey
from desktop.demo.server import DemoServer
from desktop.services.account_scope import AccountScope
from desktop.ui.formatting import strip_marks
from desktop.ui.receipts.export.export_words import report_text
from tests.services.export_kit import EXPORT_WORDS, DirectSource, asked, content, expected_zip, export

FEBRUARY = b"another ZIP, exported under the same name"


def refuse_all(_: FileKey) -> None:
    raise Offline


def lacking(scope: AccountScope, target: Path) -> ExportReport:
    """An export that came without some files."""
    refused = list[FileKey]()

    def refuse_some(key: FileKey) -> None:
        if len(refused) < 3:
            refused.append(key)
            raise Offline

    report = export(scope, target, DirectSource(scope, refuse_some))
    assert report.missing_count >= 3
    return report


def go_on(scope: AccountScope, record: ExportRecord, source: DirectSource | None = None) -> ExportReport:
    made = source or DirectSource(scope)
    return scope.export.go_on(record, EXPORT_WORDS, made, CancelToken(), lambda _: None)


def test_another_file_that_has_its_name_by_now_stays(
    synced: AccountScope, server: DemoServer, target: Path
) -> None:
    first = lacking(synced, target)
    target.write_bytes(FEBRUARY)
    record = synced.export.begin_again(first.export_id)
    report = go_on(synced, record)
    assert target.read_bytes() == FEBRUARY
    assert report.target == record.target == target.with_name("receipts_(2).zip")
    assert content(report.target) == expected_zip(synced, server)
    assert report.taken and not report.beside
    assert "Another file has that name by now" in strip_marks(report_text(report))


def test_another_export_that_has_its_name_by_now_stays(synced: AccountScope, target: Path) -> None:
    """A ZIP of the program's own, and a whole one."""
    first = lacking(synced, target)
    february = export(synced, target)
    before = target.read_bytes()
    report = go_on(synced, synced.export.begin_again(first.export_id))
    assert report.export_id != february.export_id
    assert report.target != target and target.read_bytes() == before


@pytest.mark.parametrize("moved", [False, True])
def test_a_file_that_takes_the_name_meanwhile_stays(
    synced: AccountScope, server: DemoServer, target: Path, moved: bool
) -> None:
    """Between the click and the end hours may lie."""
    first = lacking(synced, target)
    if moved:
        target.unlink()
    record = synced.export.begin_again(first.export_id)
    assert record.target == target
    target.write_bytes(FEBRUARY)
    report = go_on(synced, record)
    assert target.read_bytes() == FEBRUARY
    assert report.target == target.with_name("receipts (2).zip") and report.taken
    assert content(report.target) == expected_zip(synced, server)
    assert {path.name for path in target.parent.iterdir()} == {"receipts.zip", "receipts (2).zip"}


def test_where_its_zip_went_the_next_has_its_name(
    synced: AccountScope, server: DemoServer, target: Path
) -> None:
    first = lacking(synced, target)
    target.unlink()
    report = go_on(synced, synced.export.begin_again(first.export_id))
    assert (report.target, report.taken) == (target, False)
    assert content(target) == expected_zip(synced, server)


def test_one_that_was_completed_later_loses_nothing(
    synced: AccountScope, server: DemoServer, target: Path
) -> None:
    first = lacking(synced, target)
    second = go_on(synced, synced.export.begin_again(first.export_id))
    completed = content(target)
    # Nobody else has these files any more.
    shutil.rmtree(synced.folder / "receipts")
    record = synced.export.begin_again(first.export_id)
    earlier = synced.export_ledger.completed_by(record.id)
    assert earlier is not None and earlier.id == second.export_id
    third = go_on(synced, record, DirectSource(synced, refuse_all))
    assert content(target) == completed == expected_zip(synced, server)
    assert third.files_written == second.files_written


def test_a_report_says_that_it_was_completed_later(synced: AccountScope, target: Path) -> None:
    first = lacking(synced, target)
    ledger = synced.export_ledger
    noted = ledger.get(first.export_id)
    assert noted is not None
    synced.export.give_up(synced.export.begin_again(first.export_id))
    assert synced.export.report_of(noted).again_count == first.missing_count > 0, "nothing came of it"
    second = go_on(synced, synced.export.begin_again(first.export_id))
    third = go_on(synced, synced.export.begin_again(second.export_id))
    report = synced.export.report_of(noted)
    assert (report.missing_count, report.again_count) == (first.missing_count, 0)
    last = ledger.completion(first.export_id)
    assert last is not None and last.id == third.export_id


def test_two_that_complete_the_same_one_do_not_replace_each_other(
    synced: AccountScope, server: DemoServer, target: Path
) -> None:
    """One of them waited paused meanwhile."""
    first = lacking(synced, target)
    slow = synced.export.begin_again(first.export_id)
    go_on(synced, synced.export.begin_again(first.export_id))
    completed = target.read_bytes()
    report = go_on(synced, slow)
    assert target.read_bytes() == completed
    assert report.target != target and content(report.target) == expected_zip(synced, server)


def test_what_is_asked_for_anew_takes_the_place_that_was_chosen(synced: AccountScope, target: Path) -> None:
    """The user was asked."""
    target.write_bytes(FEBRUARY)
    request = asked(target)
    record = synced.export.begin(request, synced.export.plan(request))
    assert go_on(synced, record).target == target
    assert content(target)
