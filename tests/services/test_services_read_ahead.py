"""What is read ahead of its turn is what it should be, bounded, in order, and asks for nothing early."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from zlib import crc32

import pytest

from desktop.core.export_ledger import ExportedReceipt
from desktop.core.models import FileKey, KeptFile
from desktop.services.export import read_ahead
from desktop.services.export.cargo import DueFile, DueItem
from desktop.services.export.read_ahead import ReadAhead
from desktop.store.read_whole import read_whole

SIZE = 1000


def kept(folder: Path, number: int) -> KeptFile:
    data = bytes([number % 256]) * SIZE
    path = folder / f"{number}.pdf"
    path.write_bytes(data)
    now = datetime(2024, 1, 15, tzinfo=UTC)
    return KeptFile(FileKey.source(number), path, SIZE, sha256(data).hexdigest(), "pdf", now)


def item(number: int, file: KeptFile | None = None, future: Future[KeptFile] | None = None) -> DueItem:
    due = DueFile(FileKey.source(number), lambda ending, mark: f"{number}{mark}.{ending}")
    due.kept, due.future = file, future
    return DueItem(str(number), (due,), lambda *_: ExportedReceipt(number, None))


def test_each_comes_in_its_order_with_what_it_holds(tmp_path: Path) -> None:
    items = [item(number, kept(tmp_path, number)) for number in range(50)]
    for number, one in enumerate(ReadAhead().of(items)):
        [file] = one.files
        assert file.ahead is not None
        whole = file.ahead.result()
        assert whole is not None
        assert (whole.data, whole.crc32) == (bytes([number]) * SIZE, crc32(whole.data))
        assert file.kept is not None and whole.sha256 == file.kept.sha256


def test_no_more_is_held_than_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_ahead, "AHEAD_BYTES", 10 * (SIZE + read_ahead.LEAST_BYTES))
    pulled = 0

    def items() -> Iterator[DueItem]:
        nonlocal pulled
        for number in range(100):
            pulled += 1
            yield item(number, kept(tmp_path, number))

    for done, _ in enumerate(ReadAhead().of(items())):
        assert pulled <= done + 11


def test_behind_one_that_is_on_its_way_nothing_is_asked_for(tmp_path: Path) -> None:
    pulled = list[int]()

    def items() -> Iterator[DueItem]:
        for number in range(6):
            pulled.append(number)
            coming = Future[KeptFile]() if number == 2 else None
            yield item(number, None if coming else kept(tmp_path, number), coming)

    with closing(ReadAhead().of(items())) as ahead:
        first = [next(ahead).item for _ in range(3)]
    assert first == ["0", "1", "2"]
    assert pulled == [0, 1, 2]


def test_what_is_not_what_came_is_left_to_the_one_that_writes(tmp_path: Path) -> None:
    whole, changed, cut, gone = (kept(tmp_path, number) for number in range(4))
    changed.path.write_bytes(b"x" * SIZE)
    cut.path.write_bytes(b"")
    gone.path.unlink()
    items = [item(number, file) for number, file in enumerate((whole, changed, cut, gone))]
    read = [bool(one.files[0].ahead and one.files[0].ahead.result()) for one in ReadAhead().of(items)]
    assert read == [True, False, False, False]


def test_a_large_one_is_read_when_its_turn_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_ahead, "MOST_BYTES", SIZE - 1)
    [one] = ReadAhead().of([item(1, kept(tmp_path, 1))])
    assert one.files[0].ahead is None


def test_a_file_that_grew_is_not_taken(tmp_path: Path) -> None:
    read = partial(read_whole, kept(tmp_path, 1).path)
    assert read(SIZE) is not None
    assert read(SIZE - 1) is None
    assert read(SIZE + 1) is None
