"""The ZIP of calls where recordings have no more room: it is whole, and nothing that was kept goes for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.core.call_query import CallQuery
from desktop.core.export import ExportReport
from desktop.demo.server import DemoServer
from tests.app.conftest import Driver
from tests.app.keeping_kit import FEW_CALLS, keep, kept, message, obtainable, set_gigabyte, set_limit, settle

KILOBYTE = 1_000


@pytest.fixture
def server() -> Iterator[DemoServer]:
    """Few calls, whose recordings are prepared in a moment."""
    with DemoServer(FEW_CALLS) as running:
        yield running


@pytest.fixture
def reviewed(signed_in: Driver, server: DemoServer, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Kept here and reviewed, and the server still has them; the limit leaves room for no others."""
    set_gigabyte(signed_in, monkeypatch, KILOBYTE)
    sids = obtainable(signed_in, server)[-3:]
    keep(signed_in, sids)
    for sid in sids:
        signed_in.calls.marking.mark_heard(sid)
    signed_in.wait(lambda: len(signed_in.scope.calls.ids(CallQuery(reviewed=True))) == len(sids))
    set_limit(signed_in, signed_in.scope.space.room().used // KILOBYTE + 1)
    return sids


def export(driver: Driver, folder: Path) -> ExportReport:
    """All that is listed."""
    exporting, reports = driver.program.window.call_export, list[ExportReport]()
    folder.mkdir()
    exporting.folder = str(folder)
    exporting.ended.connect(reports.append)
    driver.calls.commands.export.trigger()
    driver.wait(lambda: bool(reports))
    return reports[0]


def test_it_is_whole_and_evicts_nothing(
    signed_in: Driver, server: DemoServer, reviewed: list[str], tmp_path: Path
) -> None:
    wanted = obtainable(signed_in, server)
    assert len(wanted) > 3 and not set(wanted) & set(reviewed)
    report = export(signed_in, tmp_path / "exports")
    settle(signed_in)
    assert report.missing_count == 0 and report.files_written >= len(wanted) + len(reviewed)
    assert kept(signed_in, reviewed)
    # What came for it alone goes again, but for what the server promises no longer.
    signed_in.wait(lambda: not any(kept(signed_in, [sid]) for sid in wanted))
    assert message(signed_in, "space") == message(signed_in, "space-removed") == ""


def test_one_that_the_user_keeps_meanwhile_stays(
    signed_in: Driver, server: DemoServer, reviewed: list[str], tmp_path: Path
) -> None:
    set_limit(signed_in, 0)
    other = next(sid for sid in obtainable(signed_in, server) if sid not in reviewed)
    export(signed_in, tmp_path / "exports")
    assert kept(signed_in, [other])
    row = next(row for row in signed_in.calls.model.ids if signed_in.scope.calls.sids_of([row]) == [other])
    signed_in.calls.table.set_current_id(row)
    signed_in.calls.recordings.keep_selected()
    signed_in.wait(lambda: "already" in message(signed_in, "keep"))
    set_limit(signed_in, 1)
    settle(signed_in)
    assert kept(signed_in, [other])


def test_what_is_kept_with_its_whole_list_stays(
    signed_in: Driver, server: DemoServer, reviewed: list[str], tmp_path: Path
) -> None:
    """All of it is here, some for an export alone."""
    set_limit(signed_in, 0)
    # Room that is being made by the limit before would take what the export brings.
    settle(signed_in)
    wanted, page = obtainable(signed_in, server), signed_in.calls
    export(signed_in, tmp_path / "exports")
    assert kept(signed_in, wanted)
    # What the server lost, or is no recording, is asked for and does not come.
    page.commands.keep_all.trigger()
    signed_in.wait(
        lambda: page.whole_list.dialog is not None or "nothing to fetch" in message(signed_in, "keep-list")
    )
    if page.whole_list.dialog is not None:
        page.whole_list.dialog.answer_button.click()
    signed_in.wait(lambda: not signed_in.program.tasks.busy)
    set_limit(signed_in, 1)
    settle(signed_in)
    assert kept(signed_in, wanted)
