"""The command as a script starts it: a process of its own, no screen, a console of Windows' kind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from tests.services.export_kit import content
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
    server.faults.add(Fault(path=r"/source$|/preview$", kind="delay", seconds=30, after=2))
    process = begin(account, "--out", str(folder / "x"), "--language", "en", *more)
    with process:
        wait_until(lambda: bool(list(folder.iterdir())), "its first bytes")
        process.send_signal(CTRL_C)
        out, err = process.communicate(timeout=50)
    assert (process.returncode, out) == (130, b"")
    assert err.splitlines() == [b"The export was cancelled. No partial file was left."]
    assert list(folder.iterdir()) == []
