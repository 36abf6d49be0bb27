"""FetchRoom: what may be fetched, and what leaves the room of what is here."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.core.eviction import least_free
from desktop.core.models import FileKey
from desktop.services.export.fetch_room import FetchRoom, StillToWrite
from tests.full_disk import TOTAL_BYTES, leave_free


def room_for(here: int, folder: Path, *, stays: bool = True) -> FetchRoom:
    return FetchRoom(folder / "x.zip", folder, lambda: StillToWrite(here), stays=stays)


def test_what_was_promised_is_counted_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two, three = (FileKey.source(number) for number in (1, 2, 3))
    least = least_free(TOTAL_BYTES)
    leave_free(monkeypatch, least + 100 + 2 * 50)
    room = room_for(100, tmp_path)
    assert room.promise(one, 30) is None
    # It is on its way: what is free says nothing of it, or too much.
    leave_free(monkeypatch, least + 100 + 2 * 25)
    assert room.promise(two, 20) is None
    full = room.promise(three, 1)
    assert full is not None and full.needed == full.free + 2
    room.over(two, 0)
    assert room.promise(three, 20) is None
    # The list said less of it, and of another one nothing.
    room.over(one, 30)
    room.over(FileKey.preview(1), 5)
    assert room.promise(two, 1) is not None
    room.over(three, 20)
    # Nothing is on its way: it is looked at again.
    assert room.promise(two, 25) is None


def test_what_came_is_not_written_where_that_would_take_the_room_of_what_is_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    least = least_free(TOTAL_BYTES)
    room = room_for(100, tmp_path)
    leave_free(monkeypatch, least + 149)
    full = room.refusal(50)
    assert full is not None and (full.needed, full.least) == (least + 150, least)
    room.no_longer(here=1)
    assert room.refusal(50) is None


def test_of_what_nobody_knows_the_size_none_is_fetched_into_the_room_of_what_is_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, three = (FileKey.preview(number) for number in (1, 2, 3))
    leave_free(monkeypatch, least_free(TOTAL_BYTES) + 100 + 2 * 30)
    room = room_for(100, tmp_path)
    assert room.promise(one, 0) is room.promise(two, 0) is None
    room.over(one, 31)
    assert room.promise(three, 0) is not None


def test_what_goes_again_is_counted_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By what was free at first: what came is still here when the next one is asked for."""
    one, two, three = (FileKey.recording(sid) for sid in ("CA1", "CA2", "CA3"))
    least = least_free(TOTAL_BYTES)
    leave_free(monkeypatch, least + 100 + 50)
    room = room_for(100, tmp_path, stays=False)
    assert room.promise(one, 0) is None
    leave_free(monkeypatch, least)
    assert room.refusal(50) is None
    room.over(one, 50)
    assert room.promise(two, 0) is None
    room.over(two, 1)
    assert room.promise(three, 0) is not None


def test_what_the_user_frees_counts_for_what_goes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, three = (FileKey.recording(sid) for sid in ("CA1", "CA2", "CA3"))
    least = least_free(TOTAL_BYTES)
    room = room_for(100, tmp_path, stays=False)
    leave_free(monkeypatch, least + 99)
    assert room.promise(one, 0) is not None
    leave_free(monkeypatch, least + 100)
    assert room.promise(two, 0) is None
    room.over(two, 1)
    assert room.promise(three, 0) is None
    leave_free(monkeypatch, TOTAL_BYTES // 2)
    assert room.promise(one, 0) is None


def test_what_goes_again_leaves_the_room_of_what_is_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = room_for(least_free(TOTAL_BYTES), tmp_path, stays=False)
    leave_free(monkeypatch, 2 * least_free(TOTAL_BYTES))
    assert room.promise(FileKey.recording("CA1"), 0) is None
    leave_free(monkeypatch, least_free(TOTAL_BYTES) - 1)
    assert room.promise(FileKey.recording("CA2"), 0) is not None


def test_what_an_earlier_run_fetched_and_goes_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a pause: what was fetched before it is still here, and would go."""
    one, two = FileKey.recording("CA1"), FileKey.recording("CA2")
    goes, least = [89], least_free(TOTAL_BYTES)
    leave_free(monkeypatch, least + 100 + 10)
    room = FetchRoom(
        tmp_path / "x.zip", tmp_path, lambda: StillToWrite(200), stays=False, goes=lambda: goes[0]
    )
    assert room.promise(one, 0) is not None
    # Each of thousands that find no room would ask anew.
    goes[0] = 90
    assert room.promise(one, 0) is not None
    room.over(one, 0)
    assert room.promise(one, 0) is None
    # It went: its room is free by now, and is counted once.
    goes[0] = 0
    leave_free(monkeypatch, least + 200)
    assert room.promise(two, 0) is None
    room.over(two, 1)
    leave_free(monkeypatch, least + 199)
    assert room.promise(one, 0) is not None
    # What stays takes its room, whoever else would go.
    assert room_for(200, tmp_path).promise(one, 1) is not None


def test_a_disk_that_does_not_say_is_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = room_for(100, tmp_path)
    leave_free(monkeypatch, 0)
    assert room.promise(FileKey.source(1), 1 << 40) is room.refusal(1 << 40) is None


def test_what_is_written_of_both_leaves_the_larger_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_free(monkeypatch, least_free(TOTAL_BYTES) + 50)
    room = FetchRoom(tmp_path / "x.zip", tmp_path, lambda: StillToWrite(40, 60), stays=True)
    assert room.refusal(1) is not None
    room.no_longer(earlier=30)
    assert room.refusal(10) is None and room.refusal(11) is not None
    room.no_longer(here=20)
    assert room.refusal(20) is None and room.refusal(21) is not None
