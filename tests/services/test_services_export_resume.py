"""An export that was paused, cut, or lacked something goes on in the same ZIP, and fetches nothing twice."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled, DiskFailed, DiskFull, DiskReason, Offline
from desktop.core.eviction import least_free
from desktop.core.export import ExportProgress, ExportReport, ExportRequest, ExportSizes, lists_bytes
from desktop.core.export_ledger import ExportRecord, ExportState
from desktop.core.manifest import MANIFEST_NAME
from desktop.core.models import FileKey
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.services.account_scope import AccountScope
from desktop.services.export import ExportPaused
from desktop.services.export.zip_lists import INDEX_CSV, MISSING_CSV
from tests.full_disk import TOTAL_BYTES, leave_free
from tests.services.conftest import sync_all
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


def go_on(
    scope: AccountScope, record: ExportRecord, hook: Callable[[FileKey], None] = lambda _: None
) -> tuple[ExportReport, list[FileKey]]:
    """Also what was asked of the server for it."""
    source = DirectSource(scope, hook)
    return scope.export.go_on(record, EXPORT_WORDS, source, CancelToken(), lambda _: None), source.asked


def paused(scope: AccountScope, target: Path, after: int) -> ExportRecord:
    """One that was paused when so many of its files were written."""
    token = CancelToken()

    def pause(progress: ExportProgress) -> None:
        if progress.files_done >= after:
            token.cancel(for_now=True)

    with pytest.raises(Cancelled):
        export(scope, target, token=token, on_progress=pause)
    [record] = scope.export.unfinished()
    return record


@pytest.mark.parametrize("after", [0, 1, 30, 10**9])
def test_what_was_paused_goes_on_and_nothing_is_fetched_twice(
    synced: AccountScope, server: DemoServer, target: Path, after: int
) -> None:
    files = len(expected_zip(synced, server)) if after == 10**9 else after
    record = paused(synced, target, min(after, files))
    assert not target.exists()
    done = synced.export.progress(record)
    assert done.files_done >= min(after, files)
    before = set(synced.receipts.kept_of(synced.receipts.ids(ALL)))
    report, fetched = go_on(synced, record)
    assert content(target) == expected_zip(synced, server)
    assert not before & set(fetched)
    assert report.summary.count == len(receipts_of(synced))
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert synced.export.unfinished() == []
    [noted] = synced.export_ledger.latest(9)
    assert (noted.state, noted.files, noted.size) == (
        ExportState.DONE,
        report.files_written,
        target.stat().st_size,
    )
    with pytest.raises(Cancelled):
        go_on(synced, record)


@pytest.mark.parametrize("killed", [False, True])
def test_what_came_for_it_before_a_pause_or_a_kill_was_not_on_this_computer(
    synced: AccountScope, target: Path, killed: bool
) -> None:
    first = asked(target.with_name("some.zip"), ids=tuple(synced.receipts.ids(ALL)[:3]))
    synced.export.write_zip(first, DirectSource(synced), CancelToken(), lambda _: None)
    here = len(synced.receipts.kept_of(synced.receipts.ids(ALL)))
    record = paused(synced, target, 20)
    before = synced.export.progress(record)
    assert before.kept_here <= here and before.fetched > 0
    kept = len(synced.receipts.kept_of(synced.receipts.ids(ALL)))
    assert kept > before.kept_here + before.fetched, "some came that are not written yet"
    if killed:
        # Of what was written last, the journal knows nothing.
        synced.export_ledger.cut(record.id, before.kept_here + before.fetched - 3)
    said = list[ExportProgress]()
    synced.export.go_on(record, EXPORT_WORDS, DirectSource(synced), CancelToken(), said.append)
    assert said[0].kept_here + said[0].fetched > 0
    assert (said[-1].kept_here, said[-1].fetched) == (here, len(content(target)) - here)


def again(scope: AccountScope, request: ExportRequest) -> tuple[ExportReport, list[FileKey]]:
    """The same command once more; also what was asked of the server for it."""
    source = DirectSource(scope)
    return scope.export.write_zip(request, source, CancelToken(), lambda _: None), source.asked


@pytest.mark.parametrize("unasked", [False, True])
def test_the_same_request_goes_on_with_what_it_began(
    synced: AccountScope, server: DemoServer, target: Path, unasked: bool
) -> None:
    """Where nobody names the file, its usual name says when, and is another one by then."""
    record = paused(synced, target, 30)
    before = set(synced.receipts.kept_of(synced.receipts.ids(ALL)))
    later = target.with_name("later.zip") if unasked else target
    report, fetched = again(synced, asked(later, unasked=unasked))
    assert (report.export_id, report.target) == (record.id, target)
    assert not before & set(fetched)
    assert content(target) == expected_zip(synced, server)
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert synced.export.unfinished() == []


def test_another_request_leaves_it_as_it_is(synced: AccountScope, target: Path) -> None:
    record = paused(synced, target, 5)
    for other in (
        asked(target.with_name("other.zip")),
        asked(target, filters=("those",)),
        asked(target, ids=tuple(synced.receipts.ids(ALL)[:3])),
    ):
        assert again(synced, other)[0].export_id != record.id
    assert synced.export.unfinished() == [record]


def test_of_other_rows_it_begins_anew(synced: AccountScope, server: DemoServer, target: Path) -> None:
    """Complete is what is complete now; what took the same name before is given up."""
    record = paused(synced, target, 5)
    server.world.add_receipt()
    sync_all(synced)
    report, _ = again(synced, asked(target))
    assert report.export_id != record.id
    assert report.count == record.asked + 1
    assert synced.export.unfinished() == []
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_what_is_given_up_leaves_nothing(synced: AccountScope, target: Path) -> None:
    record = paused(synced, target, 5)
    synced.export.give_up(record)
    assert list(target.parent.iterdir()) == []
    assert synced.export.unfinished() == []


def test_what_was_cut_after_it_had_its_name_is_only_noted(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object) -> None:
        raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr(synced.export_ledger, "end", cut)
        report = export(synced, target)
    inode = target.stat().st_ino
    [record] = synced.export.unfinished()
    again, fetched = go_on(synced, record)
    assert (again.files_written, again.size, fetched) == (report.files_written, report.size, [])
    assert target.stat().st_ino == inode
    assert synced.export.unfinished() == []


@pytest.mark.parametrize("after", [0, 5])
def test_where_the_place_of_its_part_is_away_it_can_still_go_on_later(
    synced: AccountScope, server: DemoServer, target: Path, after: int
) -> None:
    record = paused(synced, target, after)
    away = target.parent.rename(target.parent.with_name("unplugged"))
    with pytest.raises(ExportPaused) as paused_again:
        go_on(synced, record)
    why = paused_again.value.reason
    assert isinstance(why, DiskFailed) and why.reason is DiskReason.NO_FOLDER
    assert synced.export.unfinished() == [record]
    away.rename(target.parent)
    go_on(synced, record)
    assert content(target) == expected_zip(synced, server)


# -- what was missing ------------------------------------------------------------------------------


def refuse_all(_: FileKey) -> None:
    raise Offline


def test_what_was_missing_completes_the_same_zip(
    synced: AccountScope, server: DemoServer, target: Path
) -> None:
    """Of what stands in it already, nothing is lost: not even where nobody else has it any more."""
    victims = [one.id for one in receipts_of(synced) if server.world.source_bytes(one.id)][:3]
    for victim in victims:
        server.faults.add(Fault(path=rf"^/api/receipts/{victim}\b", kind="status", status=404))
    first = export(synced, target)
    server.faults.clear()
    shutil.rmtree(synced.folder / "receipts")

    def refuse_others(key: FileKey) -> None:
        if int(key.id) not in victims:
            raise Offline

    record = synced.export.begin_again(first.export_id)
    report, _ = go_on(synced, record, refuse_others)
    assert content(target) == expected_zip(synced, server)
    assert report.files_written == first.files_written + first.missing_count - report.missing_count
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_what_was_changed_in_the_zip_is_not_taken_from_it(
    synced: AccountScope, server: DemoServer, target: Path
) -> None:
    first = export(synced, target)
    shutil.rmtree(synced.folder / "receipts")
    whole, victim = target.read_bytes(), max(expected_zip(synced, server).values(), key=len)
    target.write_bytes(whole.replace(victim, victim[::-1]))
    record = synced.export.begin_again(first.export_id)
    report, _ = go_on(synced, record, refuse_all)
    assert victim[::-1] not in content(target).values()
    assert report.missing_count > first.missing_count


# -- what stands beside the files -------------------------------------------------------------------


def test_the_lists_say_what_is_in_it_and_what_is_not(
    synced: AccountScope, target: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "desktop.receipts")
    report = export(synced, target)
    ids = [str(receipt.id) for receipt in receipts_of(synced)]
    with ZipFile(target) as archive:
        index = archive.read(INDEX_CSV).decode("utf-8-sig").split("\r\n")[1:-1]
        missing = archive.read(MISSING_CSV).decode("utf-8-sig").split("\r\n")[1:-1]
        manifest = json.loads(archive.read(MANIFEST_NAME))
    assert [line.split(",")[0] for line in index] == ids
    assert len(missing) == report.missing_count + report.absent_count
    assert all("PreviewMissing" in line or "SourceMissing" in line or "Storage" in line for line in missing)
    listed = manifest["files"]
    assert {str(one["receipt_id"]) for one in listed if "receipt_id" in one} == set(ids)
    statuses = [one["status"] for one in listed]
    assert (statuses.count("missing"), statuses.count("absent")) == (
        report.missing_count,
        report.absent_count,
    )
    assert manifest["server"] == synced.account.server
    said = f"done receipts={len(ids)} files={report.files_written} of={report.files_total} "
    assert said + f"missing={report.missing_count} " in caplog.text


def test_files_are_named_by_the_users_template(synced: AccountScope, target: Path) -> None:
    words = replace(EXPORT_WORDS, template="{kind} {invoice_date} {vendor}")
    request = ExportRequest(target, query=ALL, words=words)
    synced.export.write_zip(request, DirectSource(synced), CancelToken(), lambda _: None)
    names = list(content(target))
    assert all(name.startswith(("source_", "preview_")) for name in names)
    assert len({name.casefold() for name in names}) == len(names)


# -- before it begins --------------------------------------------------------------------------------


def test_the_room_that_it_takes_is_known_before_it_begins(synced: AccountScope, target: Path) -> None:
    first = synced.export.plan(asked(target))
    receipts = receipts_of(synced)
    files = [file for one in receipts for file in (one.source_file, one.preview_file) if file is not None]
    sizes = sum(file.size or 0 for file in files)
    unsized = sum(file.size is None for file in files)
    assert first.sizes == ExportSizes(len(receipts), len(files), 0, 0, sizes, unsized)
    # It comes to this disk, and into the ZIP on the same.
    lists = lists_bytes(len(receipts))
    assert (first.needed, first.short) == (2 * sizes + lists, None)
    written = sum(map(len, content(export(synced, target).target).values()))
    then = synced.export.plan(asked(target))
    assert then.sizes.here_bytes == written
    assert then.needed == written + lists + 2 * then.sizes.to_fetch_bytes


def test_without_the_room_it_does_not_begin(
    synced: AccountScope, target: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = export(synced, target).export_id
    plan = synced.export.plan(asked(target))
    # What is fetched must leave some.
    needed, here = plan.needed + least_free(TOTAL_BYTES), plan.sizes.least_bytes
    leave_free(monkeypatch, here - 1)
    with pytest.raises(DiskFull) as caught:
        export(synced, target)
    assert (caught.value.needed, caught.value.free) == (needed, here - 1)
    assert "failed reason=disk_full" in caplog.text
    assert [one.id for one in synced.export_ledger.latest(9)] == [first]
    leave_free(monkeypatch, here)
    assert synced.export.plan(asked(target)).short is None
