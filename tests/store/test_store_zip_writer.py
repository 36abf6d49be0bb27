"""ZipWriter: what it writes is read by others, byte for byte, and what cannot be written changes nothing."""

from __future__ import annotations

import io
import os
import tempfile
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.errors import Cancelled, DiskFailed, DiskFull, FileDamaged, FileIncomplete
from desktop.core.filenames import safe_name
from desktop.core.zip_format import ZipRecord
from desktop.store.zip_writer import CHUNK_BYTES, ZipWriter, file_pieces
from tests.store.store_kit import files as files_in
from tests.zip_kit import MOMENT, FullDisk, SlowDisk, add_all, content, write_zip

NAMES = st.text(max_size=40).map(lambda text: safe_name(text, "pdf"))
MOMENTS = st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2200, 1, 1))
PIECES = st.lists(st.binary(max_size=300), max_size=4)
FILES = st.dictionaries(NAMES, st.tuples(PIECES, MOMENTS, st.booleans()), max_size=6)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "קבלות.zip"


# -- what is written -----------------------------------------------------------------------------


@given(FILES)
def test_another_reader_finds_each_file_as_it_was(
    files: dict[str, tuple[list[bytes], datetime, bool]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.zip"
        writer = ZipWriter.begin(path, path)
        records = [
            writer.add(name, moment, iter(pieces), size=sum(map(len, pieces)) if sized else None)
            for name, (pieces, moment, sized) in files.items()
        ]
        assert writer.finish(records) == path.stat().st_size
        assert content(path) == {name: b"".join(pieces) for name, (pieces, _, _) in files.items()}
        _assert_as_recorded(path, records)


def _assert_as_recorded(path: Path, records: list[ZipRecord]) -> None:
    with ZipFile(path) as archive:
        found = archive.infolist()
    assert [(entry.filename, entry.header_offset, entry.file_size, entry.CRC) for entry in found] == [
        (record.name, record.offset, record.size, record.crc32) for record in records
    ]
    for entry, record in zip(found, records, strict=True):
        assert datetime(*entry.date_time) == record.moment
        assert entry.compress_type == ZIP_STORED
        assert entry.flag_bits == 0x800
        assert entry.external_attr >> 16 == 0o100644
        assert (entry.create_system, entry.extract_version, entry.extra) == (3, 20, b"")


def test_the_record_is_of_the_bytes_that_went_by(path: Path) -> None:
    (record,) = write_zip(path, {"a/b.pdf": b"%PDF"})
    assert record == ZipRecord("a/b.pdf", 0, 4, crc32(b"%PDF"), sha256(b"%PDF").hexdigest(), MOMENT)
    assert path.read_bytes()[30 + 7 : record.end] == b"%PDF"


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    files = {f"{number}.pdf": bytes([number]) * 1000 for number in range(20)}
    for name in ("one", "two"):
        write_zip(tmp_path / name, files)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize(
    ("moment", "kept"),
    [
        (datetime(1979, 6, 1, 12), datetime(1980, 1, 1)),
        (datetime(2108, 2, 29, 12), datetime(2107, 12, 31, 23, 59, 58)),
        (datetime(2107, 12, 31, 23, 59, 59), datetime(2107, 12, 31, 23, 59, 58)),
        (datetime(2024, 2, 29, 23, 59, 59, 999_999), datetime(2024, 2, 29, 23, 59, 58)),
        (datetime(2024, 1, 1, 5, tzinfo=timezone(timedelta(hours=14))), datetime(2024, 1, 1, 5)),
        (datetime.min.replace(tzinfo=UTC), datetime(1980, 1, 1)),
    ],
)
def test_a_moment_is_kept_as_a_zip_can(path: Path, moment: datetime, kept: datetime) -> None:
    writer = ZipWriter.begin(path, path)
    record = writer.add("a", moment, [])
    writer.finish([record])
    assert record.moment == kept
    _assert_as_recorded(path, [record])


def test_a_large_file_comes_in_pieces(path: Path) -> None:
    source = path.with_name("source")
    data = bytes(range(256)) * 12_000
    source.write_bytes(data)
    writer = ZipWriter.begin(path, path)
    with source.open("rb") as file:
        record = writer.add("a", MOMENT, file_pieces(file, source), size=len(data))
    writer.finish([record])
    assert content(path) == {"a": data}
    assert record.sha256 == sha256(data).hexdigest()


def test_a_disk_that_takes_a_few_bytes_at_once_gets_all_of_them(path: Path) -> None:
    other = path.with_name("other")
    write_zip(other, {"a": b"x" * 100, "b": b"y" * 100})
    writer = ZipWriter(SlowDisk(path, "xb"), path)
    writer.finish(add_all(writer, {"a": b"x" * 100, "b": b"y" * 100}))
    assert path.read_bytes() == other.read_bytes()


def test_memory_stays_flat_however_many_there_are(path: Path) -> None:
    lines = path.with_name("journal")
    writer = ZipWriter.begin(path, path)
    tracemalloc.start()
    try:
        with lines.open("w") as journal:
            for number in range(10_000):
                record = writer.add(f"{number}.pdf", MOMENT, [], size=0)
                journal.write(f"{record.name} {record.offset} {record.sha256}\n")
        writer.finish(_read_back(lines))
        assert tracemalloc.get_traced_memory()[1] < 1_500_000
    finally:
        tracemalloc.stop()
    with ZipFile(path) as archive:
        assert len(archive.infolist()) == 10_000


def _read_back(lines: Path) -> Iterator[ZipRecord]:
    with lines.open() as journal:
        for line in journal:
            name, offset, digest = line.split()
            yield ZipRecord(name, int(offset), 0, 0, digest, MOMENT)


def test_the_disk_is_told_to_begin_while_more_is_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "POSIX_FADV_DONTNEED", 4, raising=False)
    monkeypatch.setattr(
        os, "posix_fadvise", lambda _, place, size, how: told.append((place, size)), raising=False
    )
    writer = ZipWriter.begin(path, path)
    writer.finish([writer.add(f"{number}", MOMENT, [bytes(1 << 20)] * number) for number in range(8)])
    assert [place for place, _ in told] == [0, *(place + size for place, size in told[:-1])]
    assert 20 << 20 < sum(size for _, size in told) <= path.stat().st_size
    assert max(size for _, size in told) < 6 << 20


def test_a_system_that_cannot_be_told_is_not_asked_for_more(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: int) -> None:
        raise OSError(22, "Invalid argument")

    monkeypatch.setattr(os, "posix_fadvise", refuse, raising=False)
    write_zip(path, {"a": bytes(5 << 20)})
    assert content(path) == {"a": bytes(5 << 20)}


# -- what is not ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pieces", "size", "error"),
    [([b"abc"], 4, FileIncomplete), ([], 1, FileIncomplete), ([b"abc", b"de"], 4, FileDamaged)],
)
def test_a_file_that_is_not_as_long_as_was_said_is_not_in_it(
    path: Path, pieces: list[bytes], size: int, error: type[Exception]
) -> None:
    writer = ZipWriter.begin(path, path)
    first = add_all(writer, {"a": b"first"})
    with pytest.raises(error):
        writer.add("b", MOMENT, pieces, size=size)
    writer.finish(first + add_all(writer, {"c": b""}))
    assert content(path) == {"a": b"first", "c": b""}
    write_zip(path.with_name("other"), {"a": b"first", "c": b""})
    assert path.read_bytes() == path.with_name("other").read_bytes()


WHOLE = b"%PDF-1.4\nas it came"


@pytest.mark.parametrize("crc", [None, crc32(WHOLE)])
@pytest.mark.parametrize("split", [0, 1, 9])
def test_what_is_not_the_file_that_was_promised_is_not_in_it(path: Path, crc: int | None, split: int) -> None:
    digest, size = sha256(WHOLE).hexdigest(), len(WHOLE)
    writer = ZipWriter.begin(path, path)
    other = WHOLE.replace(b"came", b"game")
    with pytest.raises(FileDamaged):
        writer.add("a", MOMENT, [other[:split], other[split:]], size=size, sha256=digest, crc32=crc)
    pieces = [WHOLE[:split], WHOLE[split:]]
    record = writer.add("b", MOMENT, pieces, size=size, sha256=digest, crc32=crc)
    assert (record.sha256, record.crc32) == (digest, crc32(WHOLE))
    writer.finish([record])
    assert content(path) == {"b": WHOLE}


def test_what_is_cancelled_is_not_in_it(path: Path) -> None:
    writer = ZipWriter.begin(path, path)
    looks = iter([None, Cancelled()])

    def look() -> None:
        if error := next(looks):
            raise error

    with pytest.raises(Cancelled):
        writer.add("a", MOMENT, [b"x" * 2_000_000, b"y" * 2_000_000], size=4_000_000, look=look)
    writer.finish(add_all(writer, {"b": b"b"}))
    assert content(path) == {"b": b"b"}


@pytest.mark.parametrize("size", [0, 1, 1000, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES])
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_file_that_is_longer_or_shorter_than_was_noted_is_seen(path: Path, size: int, more: int) -> None:
    source, length = path.with_name("receipt.pdf"), max(0, size + more)
    source.write_bytes(bytes(length))
    with source.open("rb", buffering=0) as file:
        assert sum(map(len, file_pieces(file, source, size))) == length


def test_a_file_that_cannot_be_read_is_named_and_is_not_in_it(path: Path) -> None:
    class Unreadable(io.BytesIO):
        def read(self, _: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    writer = ZipWriter.begin(path, path)
    with pytest.raises(DiskFailed) as caught:
        writer.add("a", MOMENT, file_pieces(Unreadable(), path.with_name("receipt.pdf")), size=1)
    assert caught.value.path.endswith("receipt.pdf")
    writer.finish([])
    assert content(path) == {}


@pytest.mark.parametrize(
    "name",
    ["", "/a", "a//b", "../a", "a/../b", ".", "a\\b", "C:a", "a\0b", "a\n", "\ud800", "a/", "x" * 65536],
)
def test_a_name_that_leads_elsewhere_is_a_mistake(path: Path, name: str) -> None:
    writer = ZipWriter.begin(path, path)
    with pytest.raises(ValueError, match="no name"):
        writer.add(name, MOMENT, [])
    writer.close()


@pytest.mark.parametrize("wrong", [slice(1, None), slice(0, 1), slice(None, None, -1), slice(0, 0)])
def test_records_of_another_zip_are_a_mistake(path: Path, wrong: slice) -> None:
    writer = ZipWriter.begin(path, path)
    records = add_all(writer, {"a": b"1", "b": b"22"})
    with pytest.raises(ValueError, match=r"stand|records"):
        writer.finish(records[wrong])
    writer.finish(records)
    assert content(path) == {"a": b"1", "b": b"22"}


# -- the disk ------------------------------------------------------------------------------------


@pytest.mark.parametrize("room", [0, 1, 40, 120, 300, 377])
def test_a_full_disk_is_said_and_once_there_is_room_it_goes_on(path: Path, room: int) -> None:
    part, target, files = path.with_name("x.part"), path, {"a": b"x" * 100, "b": b"y" * 100}
    disk = FullDisk(part, room)
    writer = ZipWriter(disk, target)
    records: list[ZipRecord] = []
    with pytest.raises(DiskFull) as caught:
        _write_to_the_end(writer, records, files)
    assert target.name in caught.value.detail
    disk.room = 10_000
    _write_to_the_end(writer, records, files)
    write_zip(target, files)
    assert part.read_bytes() == target.read_bytes()


def _write_to_the_end(writer: ZipWriter, records: list[ZipRecord], files: dict[str, bytes]) -> None:
    for name, data in list(files.items())[len(records) :]:
        records.append(writer.add(name, MOMENT, [data], size=len(data)))
    writer.finish(records)


def test_a_folder_that_is_not_there_is_said_by_the_name_that_the_user_knows(path: Path) -> None:
    target = path.parent / "gone" / "receipts.zip"
    with pytest.raises(DiskFailed) as caught:
        ZipWriter.begin(target.with_name("x.part"), target)
    assert caught.value.path == str(target)


def test_what_is_there_already_is_left_alone(path: Path) -> None:
    path.write_bytes(b"somebody's")
    with pytest.raises(DiskFailed):
        ZipWriter.begin(path, path)
    assert path.read_bytes() == b"somebody's"
    assert files_in(path.parent) == [path.name]
