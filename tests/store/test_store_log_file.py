"""The log: what cannot be written stops nothing."""

from __future__ import annotations

import logging
import os
import sys
import threading
from pathlib import Path

import pytest

from desktop.store import log_file
from desktop.store.log_file import LOG_NAME, move_log, start_log, stop_log

log = logging.getLogger("desktop.test")


def test_lines_are_written(tmp_path: Path) -> None:
    handler = start_log(tmp_path / "logs")
    try:
        log.info("a line")
    finally:
        stop_log(handler)
    assert "INFO desktop.test a line" in (tmp_path / "logs" / LOG_NAME).read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="the device that is always full is /dev/full")
def test_a_full_disk_stops_nothing_and_is_silent(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    (folder / LOG_NAME).symlink_to("/dev/full")
    handler = start_log(folder)
    log.info("a line that is lost")
    stop_log(handler)
    assert capfd.readouterr().err == ""


def test_moved_it_goes_on_elsewhere_and_holds_nothing_open(tmp_path: Path) -> None:
    before, after = tmp_path / "logs", tmp_path / "account" / "logs"
    handler = start_log(before)
    try:
        for folder in (before, after, before, after):
            move_log(handler, folder)
            log.info("in %s", folder.parent.name)
        # As Windows allows it for what nobody holds open alone.
        (before / LOG_NAME).rename(tmp_path / "elsewhere")
    finally:
        stop_log(handler)
    lines = (tmp_path / "elsewhere").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2 and all(line.endswith(f"in {tmp_path.name}") for line in lines)
    assert (after / LOG_NAME).read_text(encoding="utf-8").count("in account") == 2


def test_one_that_cannot_be_turned_over_is_written_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, while another program has it open; here something else is in the way."""
    monkeypatch.setattr(log_file, "MAX_BYTES", 100)
    for number in (1, 2, 3):
        (tmp_path / f"{LOG_NAME}.{number}").mkdir()
    handler = start_log(tmp_path)
    for number in range(9):
        log.info("line %d of this log", number)
    stop_log(handler)
    lines = (tmp_path / LOG_NAME).read_text(encoding="utf-8").splitlines()
    assert [line[-18:] for line in lines] == [f"line {number} of this log" for number in range(9)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights: the folder's count")
def test_it_is_for_this_user_only_turned_over_and_from_before_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_file, "MAX_BYTES", 100)
    folder = tmp_path / "logs"
    folder.mkdir()
    for name in (LOG_NAME, f"{LOG_NAME}.1"):
        (folder / name).write_text("of an earlier version\n")
        (folder / name).chmod(0o644)
    handler = start_log(folder)
    for number in range(4):
        log.info("line %d, long enough to turn the file over each time", number)
    stop_log(handler)
    modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    assert modes == dict.fromkeys([LOG_NAME, *(f"{LOG_NAME}.{number}" for number in (1, 2, 3))], 0o600)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights: the folder's count")
def test_what_lies_there_from_before_is_for_this_user_only_once_it_is_begun(tmp_path: Path) -> None:
    older = tmp_path / f"{LOG_NAME}.3"
    older.write_text("of an earlier version\n")
    older.chmod(0o644)
    handler = start_log(tmp_path)
    log.info("a line")
    stop_log(handler)
    assert older.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="a file that takes nothing for the time being is a pipe")
def test_nobody_waits_for_the_disk(tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    os.mkfifo(folder / LOG_NAME)
    handler = start_log(folder)
    for number in range(3):
        # Whoever wrote this himself would wait here until somebody reads.
        log.info("line %d", number)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.extend((folder / LOG_NAME).read_text().splitlines()))
    reader.start()
    stop_log(handler)
    reader.join()
    assert [line[-6:] for line in read] == ["line 0", "line 1", "line 2"]


def test_what_failed_is_written_with_its_way(tmp_path: Path) -> None:
    handler = start_log(tmp_path)
    try:
        int("no number")
    except ValueError:
        log.exception("a bug")
    stop_log(handler)
    lines = (tmp_path / LOG_NAME).read_text(encoding="utf-8").splitlines()
    assert lines[0].endswith("ERROR desktop.test a bug") and lines[1].startswith("Traceback")
    assert lines[-1].startswith("ValueError: ") and "no number" in lines[-1]
