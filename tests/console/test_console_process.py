"""The command as a script starts it: a process of its own, no screen, a console of Windows' kind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop.core.models import FileKind
from desktop.core.query import ReceiptQuery
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from tests.console.conftest import open_lists
from tests.services.export_kit import RECEIPT_FILES, content
from tests.translations import ROOT
from tests.waiting import wait_until

KEYRING = "tests.benchmarks.open_keyring.OpenKeyring"
if sys.platform == "win32":
    # Ctrl+C reaches whole groups alone, the tests' own too; Ctrl+Break, a group of its own.
    GROUP, CTRL_C = subprocess.CREATE_NEW_PROCESS_GROUP, signal.CTRL_BREAK_EVENT
else:
    GROUP, CTRL_C = 0, signal.SIGINT


def begin(data_dir: Path, *line: str, encoding: str = "utf-8") -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHON_KEYRING_BACKEND": KEYRING, "PYTHONIOENCODING": encoding}
    # Whatever would ask for a screen finds none.
    environment["QT_QPA_PLATFORM"] = "none such"
    command = [sys.executable, "-m", "desktop", "export", "--data-dir", str(data_dir), *line]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        creationflags=GROUP,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_a_console_of_another_alphabet_can_be_written_to(account: Path, folder: Path) -> None:
    """Hebrew it has; of what it has no letter for, the number is written."""
    target = folder / "יצוא 合.zip"
    line = ("--out", str(target), "--language", "he", "--missing")
    out, err = begin(account, *line, encoding="cp862").communicate(timeout=50)
    assert err == b""
    said = out.decode("cp862")
    assert "חסרים" in said
    assert "יצוא \\u5408.zip" in said
    assert content(target)


@pytest.mark.parametrize("more", [(), ("--pdf",)])
def test_ctrl_c_leaves_nothing(
    account: Path, server: DemoServer, folder: Path, more: tuple[str, ...]
) -> None:
    server.faults.add(Fault(path=RECEIPT_FILES, kind="delay", seconds=30, after=2))
    process = begin(account, "--out", str(folder / "x"), "--language", "en", *more)
    with process:
        wait_until(lambda: bool(list(folder.iterdir())), "its first bytes")
        process.send_signal(CTRL_C)
        out, err = process.communicate(timeout=50)
    assert (process.returncode, out) == (130, b"")
    assert err.splitlines() == [b"The export was cancelled. No partial file was left."]
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("named", [True, False])
def test_after_a_kill_the_same_command_goes_on(
    account: Path, server: DemoServer, folder: Path, named: bool
) -> None:
    """And fetches nothing that had come."""
    line = (
        "--out",
        str(folder / "x.zip") if named else str(folder),
        "--language",
        "en",
        "--json",
        "--missing",
    )
    server.faults.add(Fault(path=RECEIPT_FILES, kind="delay", seconds=30, after=30))
    with begin(account, *line) as process:
        wait_until(lambda: server.counters.hits["GET files"] > 12, "more than the first of its files")
        process.kill()
        process.communicate()
    [part] = folder.iterdir()
    with closing(open_lists(account)) as scope:
        [begun] = scope.export.unfinished()
        here = set(scope.receipts.kept_of(scope.receipts.ids(ReceiptQuery())))
    assert here and begun.part == part
    server.faults.clear()
    for key in here:
        way = "download" if key.kind is FileKind.RECEIPT_SOURCE else "preview/download"
        server.faults.add(Fault(path=f"^/api/receipts/{key.id}/{way}", kind="status"))
    out, err = begin(account, *line).communicate(timeout=50)
    assert err == b""
    found = json.loads(out)
    assert found["exit_code"] == 1, "some of the demo's files are not to be had"
    assert Path(found["file"]) == begun.target
    assert [path.name for path in folder.iterdir()] == [begun.target.name]
    missing = {(one["kind"], str(one["receipt_id"])) for one in found["missing"]}
    assert not missing & {(str(key.kind), key.id) for key in here}, "nobody asked for them again"
    with closing(open_lists(account)) as scope:
        assert scope.export.unfinished() == []
        assert [one.id for one in scope.export_ledger.latest(9)] == [begun.id]
