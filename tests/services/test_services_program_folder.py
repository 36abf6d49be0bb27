"""The program's folder: whether anything can be written there."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from desktop.core.errors import DiskReason, FolderNotWritten
from desktop.services.program_folder import check_written, is_held
from tests.full_disk import write_nothing


def test_what_can_be_written_is_left_as_it_was(tmp_path: Path) -> None:
    check_written(tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("number", "full", "reason"),
    [
        (errno.ENOSPC, True, None),
        (errno.EROFS, False, DiskReason.READ_ONLY),
        (errno.EACCES, False, DiskReason.REFUSED),
    ],
)
def test_why_nothing_can_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, full: bool, reason: DiskReason | None
) -> None:
    write_nothing(monkeypatch, number)
    with pytest.raises(FolderNotWritten) as refused:
        check_written(tmp_path)
    error = refused.value
    assert (error.full, error.reason, error.path) == (full, reason, str(tmp_path))


def test_a_lock_that_is_not_there_is_held_by_nobody(tmp_path: Path) -> None:
    assert not is_held(tmp_path / "open.lock")
