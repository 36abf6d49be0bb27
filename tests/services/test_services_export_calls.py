"""Calls as a ZIP: recordings and transcripts, an index, and what is missing with its reason."""

from __future__ import annotations

import csv
import io
import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from desktop.core.call import RECORDING_DELETED_AFTER
from desktop.core.call_query import CallQuery
from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled, DiskFull, GoneFromList, NothingToExport, Offline
from desktop.core.eviction import least_free
from desktop.core.export import ExportProgress, ExportReport, ExportRequest, lists_bytes
from desktop.core.models import Call, FileKey
from desktop.demo.options import DemoOptions
from desktop.services.account_scope import AccountScope
from desktop.services.transfers import FileSource
from desktop.services.zip_check import ZipCheckService
from desktop.store.calls_repository import CallsRepository
from tests.core.test_core_calls_sheet import WORDS as CALLS_WORDS
from tests.full_disk import TOTAL_BYTES, leave_free
from tests.prepared import sync
from tests.services.call_export_kit import WORDS, RecordingSource
from tests.services.conftest import account_of
from tests.services.disk_of_its_own import fill_as_it_is_written


@pytest.fixture
def synced(data_dir: Path) -> Iterator[AccountScope]:
    """An account whose server prepares recordings at once."""
    with account_of(data_dir, DemoOptions(calls=24, prepare_seconds=(0.0, 0.01))) as (scope, _):
        sync(scope)
        yield scope


@pytest.fixture
def target(folder: Path) -> Path:
    return folder / "calls.zip"


def asked(target: Path, **which: Any) -> ExportRequest:
    return ExportRequest(target, **({"query": CallQuery()} | which), words=WORDS)


def export(scope: AccountScope, target: Path, source: FileSource | None = None, **which: Any) -> ExportReport:
    request = asked(target, **which)
    return scope.call_export.write_zip(
        request, source or RecordingSource(scope), CancelToken(), lambda _: None
    )


def calls(scope: AccountScope) -> dict[str, Call]:
    ids = scope.calls.ids(CallQuery())
    return scope.calls.whole(scope.calls.sids_of(ids))


def table(target: Path, name: str) -> list[list[str]]:
    with ZipFile(target) as archive:
        text = archive.read(name).decode("utf-8-sig")
    assert "\r\n" in text
    return list(csv.reader(io.StringIO(text)))


def manifest(target: Path) -> list[dict[str, Any]]:
    with ZipFile(target) as archive:
        files: list[dict[str, Any]] = json.loads(archive.read("manifest.json"))["files"]
    return files


def test_all_calls_with_their_recordings_and_texts(
    synced: AccountScope, target: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    known = calls(synced)
    report = export(synced, target)
    assert report.calls is not None and report.calls.asked == len(known) == report.count
    assert report.files_total == report.calls.recordings + report.missing_count
    assert report.calls.transcripts == sum(bool(call.transcript.strip()) for call in known.values()) > 0
    assert report.calls.recordings > 0 and report.absent_count > 0

    inside = {file["call_sid"]: file for file in manifest(target) if file.get("kind") == "recording"}
    assert len(inside) == len(known)
    here = {sid: file for sid, file in inside.items() if file["status"] == "inside"}
    with ZipFile(target) as archive:
        for sid, file in here.items():
            kept = synced.calls.kept(sid)
            assert kept is not None and archive.read(file["path"]) == kept.path.read_bytes()
            assert file["path"] == synced.copies.name(known[sid], kept)
        for file in manifest(target):
            if file.get("kind") == "transcript":
                assert archive.read(file["path"]).decode() == known[file["call_sid"]].transcript
                assert file["path"].endswith("_transcript.txt")
    checked = ZipCheckService().check(target, CancelToken(), lambda _: None)
    assert checked.agrees and checked.missing == report.missing_count

    told = [record.getMessage() for record in caplog.records if "[CALLS_EXPORT]" in record.getMessage()]
    assert told[-1].startswith(f"[CALLS_EXPORT] done calls={len(known)} files={report.files_written} ")
    named = [line for line in told if "recording_missing call_sid=" in line]
    assert len(named) == report.missing_count + report.absent_count


def test_the_index_says_of_each_call_which_files_are_its(synced: AccountScope, target: Path) -> None:
    export(synced, target)
    rows = table(target, "index.csv")
    order = synced.calls.sids_of(synced.calls.ids(CallQuery()))
    assert [row[-1] for row in rows[1:]] == order
    paths = {
        (file["call_sid"], file["kind"]): file["path"]
        for file in manifest(target)
        if file.get("path") and "call_sid" in file
    }
    heads = rows[0]
    recording, transcript = heads.index(CALLS_WORDS.recording), heads.index(CALLS_WORDS.transcript)
    for row in rows[1:]:
        assert row[recording] == paths.get((row[-1], "recording"), "")
        assert row[transcript] == paths.get((row[-1], "transcript"), "")
    with ZipFile(target) as archive:
        book = load_workbook(io.BytesIO(archive.read("index.xlsx")))
    sheet = book.worksheets[0]
    assert sheet.max_row == len(rows)
    linked = [row[0].value for row in sheet.iter_rows(min_row=2, min_col=recording + 1)]
    assert sum(str(value).startswith("=HYPERLINK(") for value in linked if value) == len(
        [1 for row in rows[1:] if row[recording]]
    )


def test_what_is_gone_says_since_when(synced: AccountScope, target: Path) -> None:
    known = calls(synced)
    gone = {
        sid: call.expires_at + RECORDING_DELETED_AFTER
        for sid, call in known.items()
        if call.has_recording and call.expires_at is not None
    }
    synced.clock.offset += timedelta(days=60)
    source = RecordingSource(synced)
    report = export(synced, target, source)
    assert not {key.id for key in source.asked} & set(gone)
    rows = table(target, "missing.csv")
    why, since = rows[0].index("why"), rows[0].index("gone since")
    told = {row[-1]: row[since] for row in rows[1:] if row[why] == "RecordingGone"}
    assert told == {sid: moment.astimezone().date().isoformat() for sid, moment in gone.items()}
    assert report.missing_count >= len(gone)
    assert {row[why] for row in rows[1:] if not row[since]} >= {"RecordingMissing"}


def test_offline_what_is_here_is_written_and_the_rest_is_named(synced: AccountScope, target: Path) -> None:
    first = export(synced, target.with_name("first.zip"))
    assert first.calls is not None
    sid = next(file["call_sid"] for file in manifest(target.with_name("first.zip")) if file.get("path"))
    lost = synced.calls.kept(sid)
    assert lost is not None
    lost.path.unlink()

    def nobody(_: FileKey) -> None:
        raise Offline

    report = export(synced, target, RecordingSource(synced, nobody))
    assert report.calls is not None and report.calls.recordings == first.calls.recordings - 1
    mine = next(missing for missing in report.missing_calls if missing.call.sid == sid)
    assert isinstance(mine.reason, Offline)

    record = synced.call_export.begin_again(report.export_id)
    again = synced.call_export.go_on(record, WORDS, RecordingSource(synced), CancelToken(), lambda _: None)
    assert again.target == target and again.calls == first.calls


def test_the_soonest_lost_is_fetched_first(synced: AccountScope, target: Path) -> None:
    source, known = RecordingSource(synced), calls(synced)
    export(synced, target, source)
    moments = [moment for key in source.asked if (moment := known[key.id].expires_at) is not None]
    assert len(moments) > 2 and moments == sorted(moments)


def test_cancelled_leaves_nothing(synced: AccountScope, folder: Path, target: Path) -> None:
    token = CancelToken()

    def cancel(progress: ExportProgress) -> None:
        if progress.files_done == 2:
            token.cancel()

    with pytest.raises(Cancelled):
        synced.call_export.write_zip(asked(target), RecordingSource(synced), token, cancel)
    assert list(folder.iterdir()) == []


def test_paused_it_goes_on(synced: AccountScope, target: Path) -> None:
    token, source = CancelToken(), RecordingSource(synced)
    service = synced.call_export

    def pause(progress: ExportProgress) -> None:
        if progress.files_done == 2:
            token.cancel(for_now=True)

    request = asked(target)
    record = service.begin(request, service.plan(request))
    with pytest.raises(Cancelled):
        service.go_on(record, WORDS, source, token, pause)
    assert [one.id for one in service.unfinished()] == [record.id] and not synced.export.unfinished()
    assert service.progress(record).files_done == 2
    # As a command does that is given once more.
    report = service.write_zip(request, source, CancelToken(), lambda _: None)
    assert report.export_id == record.id
    assert report.calls == export(synced, target.with_name("whole.zip")).calls
    assert ZipCheckService().check(target, CancelToken(), lambda _: None).agrees


def test_nothing_to_export(synced: AccountScope, target: Path) -> None:
    with pytest.raises(NothingToExport):
        export(synced, target, query=CallQuery("nobody says this"))
    assert not target.exists()


def test_the_room_for_what_is_not_here_yet_is_estimated_by_what_is(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = synced.call_export.plan(asked(target)).sizes
    # Nothing is here to tell by.
    assert (first.here, first.estimated) == (0, 0) and first.unsized
    words = sum(
        len(one.transcript.encode()) + 3 * len(one.summary.encode()) for one in calls(synced).values()
    )
    assert first.receipts and words and first.text_bytes == words
    assert first.zip_bytes == lists_bytes(first.receipts) + words
    some = [call.sid for call in calls(synced).values() if call.has_recording and call.duration_s][:4]
    export(synced, target.with_name("some.zip"), ids=tuple(synced.calls.row_ids(some).values()))
    plan, rate = synced.call_export.plan(asked(target)), synced.space.room().bytes_a_second
    left = [call for call in calls(synced).values() if call.has_recording and not synced.calls.kept(call.sid)]
    seconds = sum(call.duration_s or 0 for call in left)
    assert plan.sizes.estimated + plan.sizes.unsized == len(left)
    assert plan.sizes.estimated_bytes == pytest.approx(seconds * rate, abs=1)
    assert plan.needed == plan.sizes.least_bytes + plan.sizes.estimated_bytes
    assert plan.sizes.here_bytes
    leave_free(monkeypatch, plan.sizes.least_bytes - 1)
    with pytest.raises(DiskFull):
        synced.call_export.begin(asked(target), synced.call_export.plan(asked(target)))
    assert synced.call_export.unfinished() == []


def test_without_room_for_any_recording_the_transcripts_are_exported(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_free(monkeypatch, least_free(TOTAL_BYTES) - 1)
    report = export(synced, target)
    written = sum(bool(call.transcript.strip()) for call in calls(synced).values())
    assert report.calls is not None
    assert (report.calls.recordings, report.calls.transcripts) == (0, written) and written
    assert any(isinstance(missing.reason, DiskFull) for missing in report.missing_calls)


@pytest.mark.parametrize("tenths", [6, 7, 9])
def test_long_transcripts_have_their_room_too(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch, tenths: int
) -> None:
    """Else all of it would be lost for them, after the recordings came."""
    long = [call._replace(transcript="ארוך מאוד " * 2_000) for call in calls(synced).values()]
    CallsRepository(synced.database).upsert(long)
    some = [call.sid for call in long if call.has_recording][:6]
    export(synced, target.with_name("some.zip"), ids=tuple(synced.calls.row_ids(some).values()))
    target.with_name("some.zip").unlink()
    size = synced.call_export.plan(asked(target)).sizes.zip_bytes * tenths // 10
    fill_as_it_is_written(monkeypatch, target.parent, size)
    report = export(synced, target)
    assert report.calls is not None and report.calls.transcripts
    assert 0 < report.size <= size


def test_a_call_that_went_from_the_list_after_the_click_is_named(synced: AccountScope, target: Path) -> None:
    request = asked(target)
    plan = synced.call_export.plan(request)
    record = synced.call_export.begin(request, plan)
    [gone] = synced.calls.sids_of(plan.ids[:1])
    with synced.database.transaction() as connection:
        connection.execute("DELETE FROM calls WHERE sid = ?", (gone,))
    source = RecordingSource(synced)
    report = synced.call_export.go_on(record, WORDS, source, CancelToken(), lambda _: None)
    named = [one.call.sid for one in report.missing_calls if isinstance(one.reason, GoneFromList)]
    assert named == [gone]
    assert report.count == len(plan.ids)
    assert [row[-1] for row in table(target, "missing.csv") if "GoneFromList" in row] == [gone]
