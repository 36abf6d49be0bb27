"""ZIP64: over 4 GiB, over 65,535 files, and its fields where the format asks for them and nowhere else."""

from __future__ import annotations

import os
import struct
import tempfile
from datetime import datetime
from pathlib import Path
from unittest.mock import patch
from zipfile import ZipFile
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core import zip_format
from desktop.core.zip_format import (
    END_64_MARK,
    LOCAL,
    ZipRecord,
    central_header,
    end_of_zip,
    header_bytes,
    local_header,
)
from desktop.store.zip_reader import ZipReader
from desktop.store.zip_writer import TAIL_BYTES, ZipWriter
from tests.zip_kit import MOMENT, add_all, content

GIB = 1 << 30
LARGE = 0xFFFFFFFF


def _record(size: int = 0, offset: int = 0) -> ZipRecord:
    return ZipRecord("a", offset, size, 7, "00" * 32, MOMENT)


# -- where the fields stand ----------------------------------------------------------------------


@pytest.mark.parametrize(("size", "extra"), [(LARGE - 1, 0), (LARGE, 20), (LARGE + 1, 20)])
def test_a_header_has_a_field_for_large_sizes_alone(size: int, extra: int) -> None:
    header = local_header(_record(size))
    assert len(header) == header_bytes("a", size) == 30 + 1 + extra
    _, version, _, _, _, _, _, packed, short, _, length = LOCAL.unpack_from(header)
    assert (version, packed, short, length) == (
        45 if extra else 20,
        min(size, LARGE),
        min(size, LARGE),
        extra,
    )
    if extra:
        assert header[31:] == struct.pack("<2H2Q", 1, 16, size, size)


@pytest.mark.parametrize(
    ("size", "offset", "numbers"),
    [
        (LARGE - 1, LARGE - 1, []),
        (LARGE, LARGE - 1, [LARGE, LARGE]),
        (5, LARGE, [LARGE]),
        (6 * GIB, 9 * GIB, [6 * GIB, 6 * GIB, 9 * GIB]),
    ],
)
def test_the_directory_has_a_field_for_large_numbers_alone(
    size: int, offset: int, numbers: list[int]
) -> None:
    field = struct.pack(f"<2H{len(numbers)}Q", 1, 8 * len(numbers), *numbers) if numbers else b""
    assert central_header(_record(size, offset))[47:] == field


@pytest.mark.parametrize(
    ("count", "offset", "size", "is_64"),
    [
        (0xFFFE, LARGE - 1, LARGE - 1, False),
        (0xFFFF, 0, 0, True),
        (0x10000, 0, 0, True),
        (1, LARGE, 0, True),
        (1, 0, LARGE, True),
    ],
)
def test_the_end_has_its_fields_for_many_and_large_alone(
    count: int, offset: int, size: int, is_64: bool
) -> None:
    end = end_of_zip(count, offset, size)
    assert end.startswith(END_64_MARK) is is_64
    assert len(end) == (98 if is_64 else 22)


@given(st.lists(st.integers(0, 60), max_size=12))
def test_another_reader_finds_all_when_nearly_nothing_is_large_already(sizes: list[int]) -> None:
    files = {f"{number}.pdf": os.urandom(size) for number, size in enumerate(sizes)}
    with (
        patch.object(zip_format, "LARGE", 30),
        patch.object(zip_format, "MANY", 5),
        tempfile.TemporaryDirectory() as folder,
    ):
        path = Path(folder) / "x.zip"
        writer = ZipWriter.begin(path, path)
        records = add_all(writer, files)
        writer.close()
        writer, held = ZipWriter.resume(path, path, records)
        assert held == len(files)
        writer.finish(records)
        assert content(path) == files
        assert _by_our_own_reader(path) == files


def _by_our_own_reader(path: Path) -> dict[str, bytes]:
    reader = ZipReader(path)
    found = {member.name: b"".join(reader.pieces(member)) for member in reader.members()}
    reader.close()
    return found


def test_what_comes_without_its_size_is_small(tmp_path: Path) -> None:
    with patch.object(zip_format, "LARGE", 30):
        writer = ZipWriter.begin(tmp_path / "x", tmp_path / "x")
        with pytest.raises(ValueError, match="too large"):
            writer.add("a", MOMENT, [b"x" * 30])
        record = writer.add("b", MOMENT, [b"x" * 29])
    writer.finish([record])
    assert content(tmp_path / "x") == {"b": b"x" * 29}


# -- the real sizes ------------------------------------------------------------------------------


def test_more_files_than_sixteen_bits_count(tmp_path: Path) -> None:
    path, count = tmp_path / "x.zip", 66_000
    writer = ZipWriter.begin(path, path)
    writer.finish([writer.add(f"{number}", MOMENT, [], size=0) for number in range(count)])
    with ZipFile(path) as archive:
        assert archive.namelist() == [str(number) for number in range(count)]
    reader = ZipReader(path)
    assert sum(1 for _ in reader.members()) == count
    reader.close()


def test_more_than_four_gigabytes(tmp_path: Path) -> None:
    """The disk holds nothing of the zeros."""
    part = tmp_path / "x.part"
    large = ZipRecord("large.bin", 0, 4 * GIB + 1, 0, "00" * 32, MOMENT)
    zeros = ZipRecord("zeros.bin", large.end, TAIL_BYTES, crc32(bytes(TAIL_BYTES)), "00" * 32, MOMENT)
    with part.open("xb") as file:
        for record in (large, zeros):
            file.seek(record.offset)
            file.write(local_header(record))
        file.truncate(zeros.end)
    writer, held = ZipWriter.resume(part, part, [large, zeros])
    assert held == 2
    last = writer.add("last.pdf", datetime(2024, 3, 1), [b"%PDF"], size=4)
    writer.finish([large, zeros, last])
    _assert_both_read(part, [large, zeros, last])


def _assert_both_read(path: Path, records: list[ZipRecord]) -> None:
    wanted = [(record.name, record.offset, record.size) for record in records]
    with ZipFile(path) as archive:
        assert [(one.filename, one.header_offset, one.file_size) for one in archive.infolist()] == wanted
        assert archive.read("last.pdf") == b"%PDF"
        with archive.open("large.bin") as large:
            assert large.read(1000) == bytes(1000)
    reader = ZipReader(path)
    members = list(reader.members())
    assert [(one.name, one.offset, one.size) for one in members] == wanted
    assert [b"".join(reader.pieces(one)) for one in members[1:]] == [bytes(TAIL_BYTES), b"%PDF"]
    assert len(next(iter(reader.pieces(members[0])))) > 0
    reader.close()
