"""What is asked for and cannot be had: it is named, and no receipt without it passes for exported."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, Cancelled, GoneFromList, NotAllowed, NotFound, ServerFailed
from desktop.core.export import ExportProgress
from desktop.core.export_ledger import ExportState, SinceExport
from desktop.core.manifest import MANIFEST_NAME
from desktop.core.models import FileKey, FileKind
from desktop.demo.server import DemoServer
from desktop.services.account_scope import AccountScope
from desktop.services.export.zip_lists import INDEX_CSV, MISSING_CSV
from tests.services.export_kit import (
    ALL,
    EXPORT_WORDS,
    DirectSource,
    asked,
    content,
    expected_zip,
    export,
    receipts_of,
)


def remove(scope: AccountScope, receipt_id: int) -> None:
    """As a sync does it with what is gone and of which nothing is kept."""
    with scope.database.transaction() as connection:
        connection.execute("DELETE FROM receipts WHERE row_id = ?", (receipt_id,))


def lines(target: Path, name: str) -> list[list[str]]:
    with ZipFile(target) as archive:
        text = archive.read(name).decode("utf-8-sig")
    return [line.split(",") for line in text.split("\r\n")[1:-1]]


# -- gone from the list ----------------------------------------------------------------------------


def test_what_went_from_the_list_after_the_click_is_named(synced: AccountScope, target: Path) -> None:
    request, progress = asked(target), list[ExportProgress]()
    plan = synced.export.plan(request)
    gone = plan.ids[3]
    remove(synced, gone)
    record = synced.export.begin(request, plan)
    report = synced.export.go_on(record, EXPORT_WORDS, DirectSource(synced), CancelToken(), progress.append)
    assert report.again_count == report.missing_count - 1, "no try brings it"
    assert synced.export_ledger.missing_for_good([record.id]) == {record.id: 1}
    named = [one for one in report.missing if isinstance(one.reason, GoneFromList)]
    assert [(one.receipt.id, one.kind) for one in named] == [(gone, FileKind.RECEIPT_SOURCE)]
    assert report.count == len(plan.ids)
    assert [line[0] for line in lines(target, INDEX_CSV)] == [str(one) for one in plan.ids]
    assert [line[0] for line in lines(target, MISSING_CSV) if "GoneFromList" in line] == [str(gone)]
    with ZipFile(target) as archive:
        listed = json.loads(archive.read(MANIFEST_NAME))["files"]
    assert [one["status"] for one in listed if one.get("receipt_id") == gone] == ["missing"]
    assert progress[-1].files_done == progress[-1].files_total == report.files_total
    assert progress[-1].receipts == len(plan.ids)


def test_what_went_from_the_list_is_counted_the_same_when_it_goes_on(
    synced: AccountScope, target: Path
) -> None:
    request, token, progress = asked(target), CancelToken(), list[ExportProgress]()
    plan = synced.export.plan(request)
    remove(synced, plan.ids[0])

    def pause(now: ExportProgress) -> None:
        if now.files_done == 3:
            token.cancel(for_now=True)

    record = synced.export.begin(request, plan)
    with pytest.raises(Cancelled):
        synced.export.go_on(record, EXPORT_WORDS, DirectSource(synced), token, pause)
    again = synced.export.progress(record)
    assert (again.missing, again.files_total) == (1, 2 * len(plan.ids) - 1)
    source = DirectSource(synced)
    report = synced.export.go_on(record, EXPORT_WORDS, source, CancelToken(), progress.append)
    assert progress[-1].files_done == progress[-1].files_total == report.files_total
    assert len(lines(target, INDEX_CSV)) == len(plan.ids)


def test_the_rows_are_those_of_the_click(synced: AccountScope, server: DemoServer, target: Path) -> None:
    """What the list found then, whatever its filter finds by now."""
    every = list(synced.receipts.ids(ALL))
    shown = [every[4], every[2], every[7]]
    request = asked(target, shown=shown)
    assert list(synced.export.ids(request)) == shown
    synced.export.write_zip(request, DirectSource(synced), CancelToken(), lambda _: None)
    assert [line[0] for line in lines(target, INDEX_CSV)] == [str(one) for one in shown]
    assert synced.export_ledger.latest(1)[0].query


# -- what counts as exported -------------------------------------------------------------------------


def refused(scope: AccountScope, target: Path, victim: FileKey, error: AppError) -> int:
    """An export without this file; returns its number."""

    def refuse(key: FileKey) -> None:
        if key == victim:
            raise error

    return export(scope, target, DirectSource(scope, refuse)).export_id


def with_both(scope: AccountScope, server: DemoServer) -> int:
    """A receipt that has a source and a preview."""
    world = server.world
    return next(
        one.id
        for one in receipts_of(scope)
        if world.source_bytes(one.id) and world.preview_bytes(one.id) and one.preview_file
    )


@pytest.mark.parametrize("kind", [FileKind.RECEIPT_SOURCE, FileKind.RECEIPT_PREVIEW])
@pytest.mark.parametrize("error", [NotAllowed(), ServerFailed()])
def test_a_receipt_of_which_a_file_was_refused_is_new_again(
    synced: AccountScope, server: DemoServer, target: Path, kind: FileKind, error: AppError
) -> None:
    victim = with_both(synced, server)
    refused(synced, target, FileKey(kind, str(victim)), error)
    again = asked(target, since=(SinceExport.NEVER,))
    assert victim in list(synced.export.ids(again))
    # It is said once more, and then it is over.
    report = synced.export.write_zip(again, DirectSource(synced), CancelToken(), lambda _: None)
    assert not report.missing_count or victim not in {one.receipt.id for one in report.missing}
    assert victim not in list(synced.export.ids(again))


def test_a_receipt_whose_file_nobody_has_is_exported(
    synced: AccountScope, server: DemoServer, target: Path
) -> None:
    """Else it would be new for ever."""
    victim = with_both(synced, server)
    refused(synced, target, FileKey.source(victim), NotFound())
    assert victim not in list(synced.export.ids(asked(target, since=(SinceExport.NEVER,))))


def test_an_earlier_export_that_has_all_of_it_counts_on(
    synced: AccountScope, server: DemoServer, target: Path
) -> None:
    victim = with_both(synced, server)
    export(synced, target)
    kept = synced.receipts.kept(FileKey.source(victim))
    assert kept is not None
    synced.files.remove(kept)
    synced.kept_files.forget([kept])
    refused(synced, target, FileKey.source(victim), NotAllowed())
    assert victim not in list(synced.export.ids(asked(target, since=(SinceExport.NEVER,))))


def test_what_was_missing_and_is_completed_is_exported(
    synced: AccountScope, server: DemoServer, target: Path
) -> None:
    victim = with_both(synced, server)
    first = refused(synced, target, FileKey.source(victim), NotAllowed())
    record = synced.export.begin_again(first)
    synced.export.go_on(record, EXPORT_WORDS, DirectSource(synced), CancelToken(), lambda _: None)
    assert content(target) == expected_zip(synced, server)
    assert victim not in list(synced.export.ids(asked(target, since=(SinceExport.NEVER,))))
    done = [one.id for one in synced.export_ledger.exports_of(victim)]
    assert [one.state for one in synced.export_ledger.latest(2)] == [ExportState.DONE] * 2
    assert record.id in done
