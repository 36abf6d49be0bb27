"""What was cut on its way: gone on with when it is what it was, and by one attempt alone."""

from __future__ import annotations

import hashlib
import os
from functools import partial
from pathlib import Path

import pytest

from desktop.core.begun_file import OVERLAP_BYTES
from desktop.core.models import FileKey
from desktop.store import begun_files, part_file
from desktop.store.begun_files import KEPT_SECONDS
from desktop.store.file_store import FileStore
from desktop.store.replace_file import replace_file
from tests.store.held_file import windows_error
from tests.store.store_kit import KEY, files

FIRST = os.urandom(100_000)
OTHER_END = FIRST[:-1] + bytes([FIRST[-1] ^ 1])
REST = os.urandom(5_000)
TOTAL = len(FIRST) + len(REST)


def leave(store: FileStore, data: bytes = FIRST, total: int | None = TOTAL, key: FileKey = KEY) -> None:
    with store.part(key) as part:
        part.expect(total)
        part.write(data)
        part.leave()


def begun_size(store: FileStore, key: FileKey = KEY) -> int:
    with store.part(key) as part:
        begun = part.begun()
        assert part.size == (begun.size if begun else 0)
        return part.size


@pytest.fixture(params=["same run", "next run"])
def again(request: pytest.FixtureRequest, store: FileStore, tmp_path: Path) -> FileStore:
    """The store in which it is gone on with, after something was left."""
    leave(store)
    return store if request.param == "same run" else FileStore(tmp_path)


def test_what_was_left_is_gone_on_with(again: FileStore, tmp_path: Path) -> None:
    again.sweep()
    with again.part(KEY) as part:
        begun = part.begun()
        assert begun is not None
        assert (begun.size, begun.total, begun.tail) == (len(FIRST), TOTAL, FIRST[-OVERLAP_BYTES:])
        part.write(REST)
        path, size, sha256 = part.commit("wav")
    assert path.read_bytes() == FIRST + REST
    assert (size, sha256) == (TOTAL, hashlib.sha256(FIRST + REST).hexdigest())
    assert files(tmp_path) == [f"recordings/{KEY.id}.wav"]


def test_what_a_virus_scanner_holds_for_a_moment_is_gone_on_with(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows; both when it is put by and when it is taken up again."""
    names: set[str] = set()

    def held_at_first(source: Path, target: Path) -> None:
        if source.name not in names:
            names.add(source.name)
            raise windows_error(32)
        source.replace(target)

    patient = partial(replace_file, replace=held_at_first, clock=lambda: 0.0, sleep=lambda _: None)
    for module in (begun_files, part_file):
        monkeypatch.setattr(module, "replace_file", patient)
    leave(store)
    assert begun_size(store) == len(FIRST)
    assert len(names) == 2


def test_it_is_gone_on_with_once(again: FileStore) -> None:
    with again.part(KEY) as first, again.part(KEY) as second:
        assert (first.size, second.size) == (len(FIRST), 0)
        second.write(b"another")
    assert begun_size(again) == 0


def test_it_can_be_begun_anew(again: FileStore) -> None:
    with again.part(KEY) as part:
        part.restart()
        part.write(REST)
        assert part.begun() is None
        path, _, _ = part.commit("wav")
    assert path.read_bytes() == REST


@pytest.mark.parametrize("change", [b"", FIRST[:-1], OTHER_END, bytes(len(FIRST)), FIRST + b"x"])
def test_what_is_not_what_it_was_is_deleted(again: FileStore, tmp_path: Path, change: bytes) -> None:
    """As after a power cut, which may leave zeros in the place of what was written."""
    (left,) = (tmp_path / "recordings").iterdir()
    left.write_bytes(change or b"?")
    assert begun_size(again) == 0
    assert files(tmp_path) == []


def test_what_others_deleted_is_begun_anew(again: FileStore, tmp_path: Path) -> None:
    (left,) = (tmp_path / "recordings").iterdir()
    left.unlink()
    assert begun_size(again) == 0


def test_all_of_it_may_be_here_and_have_no_name_yet(store: FileStore, tmp_path: Path) -> None:
    """Another program held what was there before until the program ended."""
    leave(store, FIRST, len(FIRST))
    with FileStore(tmp_path).part(KEY) as part:
        begun = part.begun()
        assert begun is not None
        assert (begun.size, begun.total) == (len(FIRST), len(FIRST))


@pytest.mark.parametrize(("data", "total"), [(b"", 10), (FIRST, None), (FIRST, 10)])
def test_nothing_is_left_where_nothing_is_to_go_on_with(
    store: FileStore, tmp_path: Path, data: bytes, total: int | None
) -> None:
    leave(store, data, total)
    assert files(tmp_path) == []


def test_of_two_the_longer_one_stays(store: FileStore, tmp_path: Path) -> None:
    with store.part(KEY) as longer:
        longer.expect(TOTAL)
        longer.write(FIRST)
        longer.leave()
        leave(store, FIRST[:100])
    assert len(files(tmp_path)) == 1
    assert begun_size(store) == len(FIRST)


def test_each_file_has_its_own(store: FileStore) -> None:
    other = FileKey.recording("CA" + "1" * 32)
    leave(store)
    leave(store, REST, key=other)
    assert begun_size(store, other) == len(REST)


def test_a_receipt_comes_anew(store: FileStore, tmp_path: Path) -> None:
    leave(store, key=FileKey.source(7))
    assert files(tmp_path) == []


def test_after_a_week_it_is_swept(store: FileStore, tmp_path: Path) -> None:
    leave(store)
    assert FileStore(tmp_path).sweep() == 0
    (left,) = (tmp_path / "recordings").iterdir()
    old = left.stat().st_mtime - KEPT_SECONDS
    os.utime(left, (old, old))
    assert FileStore(tmp_path).sweep() == 1
    assert files(tmp_path) == []


def test_what_came_whole_stays_however_much_came_of_it_since(again: FileStore) -> None:
    """It was put by since it is short, what comes in its place is longer, and is cut: the server may have
    nothing more of it by then."""
    with again.part(KEY) as part:
        part.restart()
        part.expect(len(FIRST))
        part.write(FIRST)
        part.leave()
    with again.part(KEY) as part:
        assert part.came_whole
        part.put_by()
        part.expect(TOTAL)
        part.write(FIRST + b"more")
        part.leave()
    with again.part(KEY) as part:
        assert (part.came_whole, part.size) == (True, len(FIRST))


def test_what_came_whole_has_no_age(store: FileStore, tmp_path: Path) -> None:
    leave(store, total=len(FIRST))
    [path] = tmp_path.rglob("*.part")
    os.utime(path, (0, 0))
    assert store.sweep() == 0
    with FileStore(tmp_path).part(KEY) as part:
        assert part.came_whole
