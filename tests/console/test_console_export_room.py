"""A disk that fills while a command writes: it says so, and what is written is gone on with."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.console.conftest import Run
from tests.services.export_kit import content


def test_a_disk_that_fills_fails_it_and_the_same_command_goes_on(
    account: Path, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr("desktop.store.write_behind.sync_file", full)
        said = run("export", "--out", "all.zip")
        found = run("export", "--out", "all.zip", "--json").fields
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("There is no room left on the disk ")
    assert said.err.endswith(" What is written so far is kept: the same command goes on with it.\n")
    assert (found["result"], found["error"]) == ("failed", "DiskFull")
    [part] = folder.iterdir()
    written = part.stat()
    assert part.name.startswith(".") and written.st_size
    assert run("export", "--out", "all.zip").code == 1
    [whole] = folder.iterdir()
    assert (whole.name, whole.stat().st_ino) == ("all.zip", written.st_ino)
    assert content(whole)
