"""`export` in this process, on the embedded server: what is written, what is said, every exit code."""

from __future__ import annotations

import csv
import hashlib
import io
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile
from zlib import crc32

import pytest
from openpyxl import load_workbook

from desktop.core.call_query import CallQuery
from desktop.core.models import FileKey, ReceiptStatus
from desktop.core.query import Period, ReceiptQuery
from desktop.demo import DEMO_EMAIL
from desktop.demo.server import DemoServer
from desktop.ui.formatting import local
from desktop.workers.open_once import OpenOnce
from tests.app.accounts_kit import OTHER_EMAIL
from tests.conftest import MemoryKeyring
from tests.console.conftest import Run, keep_account, open_lists
from tests.services.export_kit import content


def test_incomplete_then_complete_then_nothing(
    account: Path, server: DemoServer, run: Run, folder: Path
) -> None:
    """The whole list, of which some files are not to be had; a day of it that has all; and what is new."""
    whole = run("export", "--json", "--missing").fields
    assert (whole["result"], whole["exit_code"]) == ("incomplete", 1)
    zip_file = Path(whole["file"])
    assert zip_file.parent == folder and zip_file.name.startswith("receipts_Sample_Business_Ltd_all_2")
    assert len(content(zip_file)) == whole["files"] == whole["files_due"] - whole["files_missing"]
    assert len(whole["missing"]) == whole["files_missing"] > 0
    assert whole["account"]["email"] == DEMO_EMAIL

    missing = {one["receipt_id"] for one in whole["missing"]}
    with closing(open_lists(account)) as scope:
        rows = scope.receipts.rows(list(scope.receipts.ids(ReceiptQuery())))
        assert len(rows) == whole["receipts"]
        days = [local(moment).date() for row in rows if (moment := row.receipt.received_at) is not None]
        of_day = {day: list(scope.receipts.ids(ReceiptQuery(period=Period(day, day)))) for day in days}
    day = next(day for day, ids in of_day.items() if missing.isdisjoint(ids))
    said = run("export", "--from", str(day), "--to", str(day), "--out", "one day")
    assert (said.code, said.err) == (0, "")
    sentence, path, rest = said.out.split("\n")
    count = len(of_day[day])
    assert f" in {count} receipt" in sentence and "missing" not in sentence
    assert (path, rest) == (str(folder / "one day.zip"), "")

    of_one_day = ("--from", str(day), "--to", str(day))
    nothing = run("export", "--new", *of_one_day)
    assert (nothing.code, nothing.out) == (3, "")
    assert nothing.err.startswith("There is nothing to export: no receipt matches")
    assert run("export", "--changed", "--new", *of_one_day, "--json").fields["result"] == "nothing"

    # Those of which something was refused are not exported yet; what is nowhere makes nothing new.
    again = run("export", "--new", "--json", "--missing").fields
    refused = {one["receipt_id"] for one in again["missing"]}
    assert refused and refused < missing
    assert again["receipts"] == len(refused)
    server.world.add_receipt()
    new = run("export", "--new", "--json").fields
    assert new["receipts"] == len(refused) + 1
    assert "_all_new_2" in new["file"]


def test_only_what_changed_since(account: Path, server: DemoServer, run: Run, folder: Path) -> None:
    assert run("export", "--out", "all.zip").code == 1
    pending = next(one for one in server.world.receipts if one.status == "pending_review")
    server.world.decide_elsewhere(pending.id, "approved")
    changed = run("export", "--changed", "--out", "changed.zip", "--json").fields
    assert changed["receipts"] == 1
    assert run("export", "--changed", "--status", "rejected").code == 3


def test_what_the_server_changed_since_the_list_is_said_and_named(
    account: Path, server: DemoServer, run: Run, folder: Path
) -> None:
    """Here the list is of before, as no server is asked for it; the file came when somebody looked at it."""
    assert run("export", "--out", "all.zip").code == 1
    receipt = next(one for one in server.world.receipts if server.world.source_bytes(one.id))
    with closing(open_lists(account)) as scope:
        kept = scope.receipts.kept(FileKey.source(receipt.id))
        assert kept is not None
        path, sha256 = kept.path, hashlib.sha256(other := kept.path.read_bytes() + b" ").hexdigest()
        path.write_bytes(other)
        scope.kept_files.record(replace(kept, size=len(other), sha256=sha256, crc32=crc32(other)))
    found = run("export", "--out", "again.zip", "--offline", "--missing", "--json").fields
    assert found["receipts_changed"] == 1
    [changed] = found["changed"]
    assert (changed["receipt_id"], changed["bytes"]) == (receipt.id, changed["bytes_in_list"] + 1)
    assert content(folder / "again.zip")[changed["path"]] == other
    said = run("export", "--out", "third.zip", "--offline", "--missing").out
    assert "1 receipt was changed on the server since the list was fetched." in said
    assert f"{changed['path']}: {len(other):,} bytes, {len(other) - 1:,} in the list" in said


def test_a_month_and_words_find_what_the_window_finds(account: Path, run: Run, folder: Path) -> None:
    assert run("export", "--out", "all.zip").code == 1
    with closing(open_lists(account)) as scope:
        rows = scope.receipts.rows(list(scope.receipts.ids(ReceiptQuery())))
        receipt = next(row.receipt for row in rows if row.receipt.vendor and row.receipt.received_at)
        assert receipt.received_at is not None and receipt.vendor is not None
        day = local(receipt.received_at).date()
        first = day.replace(day=1)
        month = Period(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
        due = len(scope.receipts.ids(ReceiptQuery(text=receipt.vendor, period=month)))
    found = run("export", "--month", f"{day:%Y-%m}", "--vendor", receipt.vendor, "--offline", "--json")
    assert found.fields["receipts"] == due > 0
    assert f"_{month.first}_{month.last}_" in found.fields["file"]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "No kept password"), ("he", "אין סיסמה שמורה שמתחברת לשרת של חשבון זה.")]
)
def test_without_a_password_nothing_is_written(
    account: Path, run: Run, folder: Path, memory_keyring: MemoryKeyring, language: str, words: str
) -> None:
    memory_keyring.kept.clear()
    said = run("export", "--language", language)
    assert (said.code, said.out) == (2, "")
    assert words in said.err and "--offline" in said.err
    assert run("export", "--json").fields["error"] == "PasswordNotKept"
    assert list(folder.iterdir()) == []


def test_without_a_server_only_what_is_here_when_that_is_asked_for(
    account: Path, server: DemoServer, run: Run, folder: Path
) -> None:
    assert run("export", "--out", "all.zip").code == 1
    server.stop()
    said = run("export", "--out", "later.zip")
    assert said.code == 2
    assert said.err.startswith("The server does not answer. With --offline")
    found = run("export", "--out", "later.zip", "--offline", "--missing", "--language", "he")
    assert found.code == 1
    assert "חסרים" in found.out
    assert content(folder / "later.zip") == content(folder / "all.zip")


def test_of_what_is_not_here_it_is_said_that_nobody_was_asked(account: Path, run: Run, folder: Path) -> None:
    """The server would answer: that it does not would send people looking for what is not broken."""
    assert run("export", "--status", "approved", "--list", "csv").code == 0
    said = run("export", "--offline", "--missing", "--out", "none.zip")
    assert said.code == 1
    assert "does not answer" not in said.out
    assert "It is not on this computer, and with --offline the server was not asked." in said.out
    with ZipFile(folder / "none.zip") as archive:
        missing = archive.read("missing.csv").decode("utf-8-sig")
    assert "does not answer" not in missing and "No connection" not in missing
    assert "Not asked for" in missing and "with --offline the server was not asked." in missing


def test_which_account(account: Path, server: DemoServer, run: Run, folder: Path) -> None:
    keep_account(account, server, OTHER_EMAIL)
    assert run("export", "--json").fields["account"]["email"] == OTHER_EMAIL
    named = run("export", "--json", "--account", DEMO_EMAIL.upper()).fields
    assert named["account"]["email"] == DEMO_EMAIL
    unknown = run("export", "--account", "nobody@a.example")
    assert (unknown.code, unknown.err) == (2, "nobody@a.example is not signed in on this computer.\n")
    assert len(list(folder.iterdir())) == 2, "within one minute, too, none takes another one's place"
    with closing(open_lists(account)) as scope:
        assert scope.account.email == OTHER_EMAIL, "the window opens the one that it had open"


def test_nobody_was_ever_here(run: Run, folder: Path) -> None:
    assert run("export", "--json").fields["error"] == "NoAccount"


def test_the_program_is_open_with_this_folder(account: Path, run: Run, folder: Path) -> None:
    once = OpenOnce(account)
    assert once.take()
    try:
        said = run("export")
    finally:
        once.release()
    assert said.code == 2
    assert said.err.startswith("ProSaaS Desktop is open with this folder, and only one program can be.")
    assert run("export", "--offline").code == 3, "the folder is free again"


def test_a_folder_that_is_not_there_is_said_with_its_whole_path(
    account: Path, run: Run, folder: Path
) -> None:
    said = run("export", "--out", str(folder / "אין" / "x.zip"))
    assert said.code == 2
    assert str(folder / "אין") in said.err
    assert list(folder.iterdir()) == []


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_name_that_the_system_does_not_take_is_said(account: Path, run: Run, folder: Path) -> None:
    """As is a drive on Windows that does not even say whether the folder is there."""
    refused = run("export", "--json", "--list", "csv", "--out", str(folder / ("a" * 300)))
    assert (refused.code, refused.fields["error"]) == (2, "DiskFailed")


def test_a_terminal_sees_how_far_it_is(
    account: Path, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert run("export").code == 1
    lines = terminal.getvalue().split("\r")
    assert any(" of " in line and " files · " in line for line in lines)
    assert lines[-1] == "" and lines[-2].strip() == ""


def test_the_list_alone(account: Path, run: Run, folder: Path) -> None:
    """As a workbook under the usual name, or as CSV under one that was asked for."""
    written = run("export", "--list", "xlsx", "--json").fields
    assert (written["result"], written["receipts"]) == ("complete", 40)
    path = Path(written["file"])
    assert path.name.startswith("receipts_Sample_Business_Ltd_all_2") and path.suffix == ".xlsx"
    assert load_workbook(path).worksheets[0].max_row == 41
    said = run("export", "--list", "csv", "--status", "approved", "--out", "approved", "--offline")
    with closing(open_lists(account)) as scope:
        ids = scope.receipts.ids(ReceiptQuery(statuses=(ReceiptStatus.APPROVED,)))
    assert (said.code, said.err) == (0, "")
    assert said.out == f"Saved {len(ids)} receipts to approved.csv.\n{folder / 'approved.csv'}\n"
    lines = (folder / "approved.csv").read_text("utf-8-sig").splitlines()
    assert [int(line.split(",")[0]) for line in lines[1:]] == list(ids)
    assert run("export", "--list", "csv", "--vendor", "no such vendor", "--offline").code == 3
    assert len(list(folder.iterdir())) == 2


def test_the_list_of_calls(account: Path, run: Run, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = run("export", "--calls", "--list", "csv", "--json").fields
    assert written["result"] == "complete"
    path = Path(written["file"])
    assert path.name.startswith("calls_Sample_Business_Ltd_all_2") and path.suffix == ".csv"
    lines = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    with closing(open_lists(account)) as scope:
        rows = scope.calls.rows(scope.calls.ids(CallQuery()))
        name = next(row.call.lead_name for row in rows if len(row.call.lead_name) > 3)
        found = scope.calls.rows(scope.calls.ids(CallQuery(name)))
    assert [line[-1] for line in lines[1:]] == [row.call.sid for row in rows]
    assert written["calls"] == len(rows) > len(found)
    said = run("export", "--calls", "--list", "xlsx", "--search", name, "--offline", "--out", "some")
    assert (said.code, said.err) == (0, "")
    sheet = load_workbook(folder / "some.xlsx").worksheets[0]
    assert sheet.max_row == 1 + len(found)
    nothing = run("export", "--calls", "--list", "csv", "--search", "no such words", "--offline")
    assert (nothing.code, nothing.err) == (3, "There is nothing to save: no call matches.\n")
    for line in (
        ["--calls", "--changed"],
        ["--calls", "--list", "csv", "--new"],
        ["--list", "csv", "--missing"],
    ):
        with pytest.raises(SystemExit) as ended:
            run("export", *line)
        assert ended.value.code == 2
        capsys.readouterr()
