"""`export --calls` in this process, on the embedded server: the ZIP, what is said, the exit codes."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from desktop.core.call_query import CallQuery
from desktop.core.query import Period
from desktop.store import call_lookup
from desktop.ui.formatting import local
from tests.console.conftest import Run, open_lists


def test_the_calls_of_a_day_with_their_recordings(account: Path, run: Run, folder: Path) -> None:
    written = run("export", "--calls", "--list", "csv", "--json").fields
    with closing(open_lists(account)) as scope:
        rows = scope.calls.rows(scope.calls.ids(CallQuery()))
        moment = next(row.call.created_at for row in rows if row.call.has_recording and row.call.created_at)
        day = local(moment).date()
        due = len(scope.calls.ids(CallQuery(period=Period(day, day))))
    assert written["calls"] >= due > 0
    of_day = ("--calls", "--from", str(day), "--to", str(day))
    found = run("export", *of_day, "--json", "--missing").fields
    assert found["exit_code"] == (1 if found["recordings_missing"] else 0)
    assert found["calls"] == due
    assert found["recordings"] == found["recordings_due"] - found["recordings_missing"] > 0
    assert len(found["missing"]) == found["recordings_missing"]
    path = Path(found["file"])
    assert path.parent == folder and path.name.startswith(f"calls_Sample_Business_Ltd_{day}_{day}_2")
    checked = run("verify", str(path), "--json").fields
    assert (checked["exit_code"], checked["calls"], checked["receipts"]) == (0, due, 0)

    said = run("export", *of_day, "--offline", "--out", "again.zip")
    assert said.code == found["exit_code"]
    assert f" in {due} call" in said.out.splitlines()[0]
    assert said.out.splitlines()[1] == str(folder / "again.zip")


def test_of_a_server_that_nobody_asked_nothing_is_said(account: Path, run: Run, folder: Path) -> None:
    run("export", "--calls", "--list", "csv", "--out", "list.csv")
    said = run("export", "--calls", "--offline", "--missing", "--json").fields
    assert Path(said["file"]).parent == folder
    reasons = {one["reason"] for one in said["missing"] if one["error"] == "Offline"}
    assert reasons == {"It is not on this computer, and with --offline the server was not asked."}


def test_no_call_matches(account: Path, run: Run, folder: Path) -> None:
    run("export", "--calls", "--list", "csv", "--out", "list.csv")
    nothing = run("export", "--calls", "--search", "no such words", "--offline", "--out", "none.zip")
    assert (nothing.code, nothing.out) == (3, "")
    assert nothing.err == "There is nothing to export: no call matches “no such words”.\n"
    assert not (folder / "none.zip").exists()


def test_a_search_that_did_not_reach_all_says_so(
    account: Path, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It gives up at once, after the newest few; so it is no complete list, as `--list` says too."""
    run("export", "--calls", "--list", "csv", "--out", "list.csv")
    monkeypatch.setattr(call_lookup, "WALK_SECONDS", -1.0)
    monkeypatch.setattr(call_lookup, "_CHUNK_ROWS", 5)
    of_few = ("export", "--calls", "--offline", "--search", "th")
    said = run(*of_few, "--out", "few.zip")
    assert said.code == 1
    assert "Transcripts searched back to " in said.out.splitlines()[0]
    found = run(*of_few, "--out", "more.zip", "--json").fields
    assert found["transcripts_searched_back_to"]
    checked = run("verify", found["file"], "--json").fields
    assert checked["calls"] == found["calls"] > 0
