"""The name of an export that was asked for: what took it since it began is another's, and stays."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from desktop.core.errors import DiskFailed, DiskFull
from desktop.core.export_ledger import ExportRecord, ExportState
from desktop.core.plain_text import strip_marks
from desktop.demo.server import DemoServer
from desktop.services.account_scope import AccountScope
from desktop.services.export.named_zip import own_target, standing
from desktop.services.export_ledger import ExportLedger
from desktop.ui.receipts.export.export_words import report_text
from tests.services.export_kit import content, expected_zip, export
from tests.services.test_services_export_resume import go_on, paused

OTHER, LAST = b"another file altogether", b"last month's"


@pytest.mark.parametrize("stood", [False, True])
def test_what_took_the_name_while_it_was_paused_stays(
    synced: AccountScope, server: DemoServer, target: Path, stood: bool
) -> None:
    """Also where another file was to be replaced, which is not that one."""
    if stood:
        target.write_bytes(LAST)
    record = paused(synced, target, 5)
    target.write_bytes(OTHER)
    report, _ = go_on(synced, record)
    assert target.read_bytes() == OTHER
    assert report.target == target.with_name("receipts_(2).zip") and report.taken
    assert content(report.target) == expected_zip(synced, server)
    assert "Another file has that name by now" in strip_marks(report_text(report))
    [noted] = synced.export_ledger.latest(9)
    assert noted.target == report.target
    assert {path.name for path in target.parent.iterdir()} == {"receipts.zip", "receipts_(2).zip"}


def test_what_stood_there_and_was_to_be_replaced_is(
    synced: AccountScope, server: DemoServer, target: Path
) -> None:
    target.write_bytes(LAST)
    report, _ = go_on(synced, paused(synced, target, 5))
    assert (report.target, report.taken) == (target, False)
    assert content(target) == expected_zip(synced, server)
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_who_asks_for_the_same_once_more_means_what_stands_there_now(
    synced: AccountScope, server: DemoServer, target: Path
) -> None:
    record = paused(synced, target, 5)
    target.write_bytes(OTHER)
    report = export(synced, target)
    assert (report.export_id, report.target, report.taken) == (record.id, target, False)
    assert content(target) == expected_zip(synced, server)
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_what_stood_there_and_went_needs_no_other_name(
    synced: AccountScope, server: DemoServer, target: Path
) -> None:
    target.write_bytes(LAST)
    record = paused(synced, target, 5)
    target.unlink()
    report, _ = go_on(synced, record)
    assert (report.target, report.taken) == (target, False)


def begun_by_an_older_version(scope: AccountScope, record: ExportRecord) -> None:
    with scope.database.transaction() as connection:
        connection.execute("UPDATE exports SET replaces = NULL WHERE export_id = ?", (record.id,))


def test_of_what_an_older_version_began_nobody_knows_what_it_was_to_replace(
    synced: AccountScope, target: Path
) -> None:
    target.write_bytes(LAST)
    record = paused(synced, target, 5)
    begun_by_an_older_version(synced, record)
    report, _ = go_on(synced, record)
    assert target.read_bytes() == LAST and report.taken


@pytest.mark.parametrize("has_both", [False, True])
def test_one_that_was_cut_after_it_had_its_other_name_is_only_noted(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch, has_both: bool
) -> None:
    """`has_both`: for a moment a ZIP has its own name and that of its part."""

    def cut(*_: object) -> None:
        raise DiskFull

    record = paused(synced, target, 5)
    target.write_bytes(OTHER)
    with monkeypatch.context() as patch:
        patch.setattr(synced.export_ledger, "end", cut)
        report, _ = go_on(synced, record)
    [left] = synced.export.unfinished()
    if has_both:
        assert left.part is not None
        os.link(report.target, left.part)
    again, fetched = go_on(synced, left)
    assert (again.target, again.size, fetched) == (report.target, report.size, [])
    assert {path.name for path in target.parent.iterdir()} == {"receipts.zip", "receipts_(2).zip"}
    assert synced.export.unfinished() == []


def test_what_is_written_to_while_it_runs_stays_too(synced: AccountScope, target: Path) -> None:
    target.write_bytes(LAST)

    def write(_: object) -> None:
        target.write_bytes(OTHER)

    report = export(synced, target, on_progress=write)
    assert target.read_bytes() == OTHER and report.taken


def test_what_takes_the_name_at_the_last_moment_stays(
    synced: AccountScope, server: DemoServer, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After it was looked whether anything has it."""

    def looked(record: ExportRecord, ledger: ExportLedger) -> Path:
        found = own_target(record, ledger)
        target.write_bytes(OTHER)
        return found

    monkeypatch.setattr("desktop.services.export.service.own_target", looked)
    report = export(synced, target)
    assert target.read_bytes() == OTHER and report.taken
    assert content(report.target) == expected_zip(synced, server)
    [noted] = synced.export_ledger.latest(9)
    assert noted.target == report.target
    assert {path.name for path in target.parent.iterdir()} == {target.name, report.target.name}


def test_a_whole_zip_gets_its_other_name_where_that_cannot_be_noted(
    synced: AccountScope, server: DemoServer, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise DiskFull

    record = paused(synced, target, 5)
    target.write_bytes(OTHER)
    monkeypatch.setattr(synced.export_ledger, "move", fail)
    monkeypatch.setattr(synced.export_ledger, "replaces", fail)
    report, _ = go_on(synced, record)
    assert target.read_bytes() == OTHER and report.taken
    assert content(report.target) == expected_zip(synced, server)
    [noted] = synced.export_ledger.latest(9)
    assert (noted.target, noted.state) == (report.target, ExportState.DONE)


def test_a_name_that_cannot_be_looked_at_is_not_one_that_is_free(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert standing(target) == ""

    def refuse(path: Path) -> None:
        raise PermissionError(errno.EACCES, "no", str(path))

    monkeypatch.setattr(Path, "lstat", refuse)
    with pytest.raises(DiskFailed):
        standing(target)
