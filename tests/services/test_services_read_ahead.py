"""What is read ahead is what lies there, in its order; what has to be waited for waits for nobody's turn."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from zlib import crc32

import pytest

from desktop.core.export_ledger import ExportedReceipt
from desktop.core.models import FileKey, KeptFile
from desktop.services.export.cargo import DueFile, DueItem
from desktop.services.export.read_ahead import read_ahead
from desktop.store.hash_beside import Hashed
from desktop.store.zip_writer import CHUNK_BYTES

MOMENT = datetime(2024, 1, 31, tzinfo=UTC)


def kept_item(folder: Path, number: int, data: bytes) -> DueItem:
    path = folder / f"{number}.pdf"
    path.write_bytes(data)
    key = FileKey.source(number)
    kept = KeptFile(key, path, len(data), sha256(data).hexdigest(), "pdf", MOMENT)
    return item(number, DueFile(key, lambda extension, _: f"{number}.{extension}", kept=kept))


def item(number: int, *files: DueFile) -> DueItem:
    return DueItem(str(number), files, lambda *_: ExportedReceipt(number, None, False, False))


def one_on_its_way(number: int) -> DueItem:
    key, future = FileKey.source(number), Future[KeptFile]()
    return item(number, DueFile(key, lambda extension, _: f"{number}.{extension}", future=future))


def test_all_come_in_their_order_each_with_what_proves_it(tmp_path: Path) -> None:
    due = [kept_item(tmp_path, number, b"%d" % number) for number in range(20)]
    with closing(read_ahead(due)) as found:
        for number, (one, wanted) in enumerate(zip(found, due, strict=True)):
            data = b"%d" % number
            assert one is wanted
            assert one.files[0].hashed == Hashed(data, crc32(data), sha256(data).hexdigest())


@pytest.mark.parametrize("data", [b"", b"shorter", b"longer than it was when it was noted", None])
def test_what_is_not_as_it_was_noted_is_left_to_who_says_so(tmp_path: Path, data: bytes | None) -> None:
    due = kept_item(tmp_path, 1, b"as it was noted")
    kept = due.files[0].kept
    assert kept is not None
    if data is None:
        kept.path.unlink()
    else:
        kept.path.write_bytes(data)
    assert [one.files[0].hashed for one in read_ahead([due])] == [None]


def test_a_large_file_is_not_taken_into_memory(tmp_path: Path) -> None:
    due = [kept_item(tmp_path, 1, bytes(CHUNK_BYTES)), kept_item(tmp_path, 2, bytes(CHUNK_BYTES - 1))]
    assert [one.files[0].hashed is None for one in read_ahead(due)] == [True, False]


def test_one_on_its_way_is_handed_on_before_the_next_is_asked_for(tmp_path: Path) -> None:
    asked: list[str] = []

    def items() -> Iterator[DueItem]:
        for one in (kept_item(tmp_path, 1, b"1"), one_on_its_way(2), one_on_its_way(3)):
            asked.append(one.item)
            yield one

    with closing(read_ahead(items())) as found:
        assert [next(found).item, next(found).item] == ["1", "2"]
        assert asked == ["1", "2"]
        assert next(found).item == "3"
