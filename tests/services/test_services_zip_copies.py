"""A finished ZIP once more, where the user says."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import DiskFull
from desktop.services.zip_copies import CopyProgress, ZipCopies
from tests.full_disk import leave_free

SIZE = 3_000_000


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    path = tmp_path / "finished.zip"
    path.write_bytes(bytes(SIZE))
    return path


def test_too_little_room_is_said_with_numbers_before_anything_is_written(
    finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_free(monkeypatch, SIZE - 1)
    said = list[CopyProgress]()
    with pytest.raises(DiskFull) as raised:
        ZipCopies().copy(finished, tmp_path / "stick" / "copy.zip", CancelToken(), said.append)
    assert (raised.value.needed, raised.value.free) == (SIZE, SIZE - 1)
    assert said == [] and [path.name for path in tmp_path.iterdir()] == [finished.name]


def test_just_enough_room_is_enough_and_a_disk_that_does_not_say_is_tried(
    finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for free in (SIZE, 0):
        leave_free(monkeypatch, free)
        copy = ZipCopies().copy(finished, tmp_path / "copy.zip", CancelToken(), lambda _: None)
        assert copy.read_bytes() == finished.read_bytes()
