"""ZipReader: what others wrote is read, and nothing that a ZIP says of itself is believed."""

from __future__ import annotations

import io
import struct
import tempfile
import tracemalloc
from contextlib import closing
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.errors import AppError, DiskFailed, DocumentLocked, FileDamaged, FormatNotSupported
from desktop.core.zip_errors import ZipTooHeavy, ZipUnreadable
from desktop.core.zip_format import CENTRAL, LOCAL, SEE_64
from desktop.store import zip_reader
from desktop.store.zip_reader import ZipReader
from tests.zip_kit import write_zip

FILES = {"a.pdf": b"first" * 50, "ריק": b"", "b.jpg": bytes(range(256)) * 4}


def read(path: Path) -> dict[str, bytes]:
    with closing(ZipReader(path)) as reader:
        return {member.name: b"".join(reader.pieces(member)) for member in reader.members()}


def _by_python(method: int, files: dict[str, bytes], comment: bytes = b"", large: bool = False) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", method) as archive:
        archive.comment = comment
        for name, data in files.items():
            with archive.open(
                ZipInfo(name) if method == ZIP_STORED else name, "w", force_zip64=large
            ) as file:
                file.write(data)
    return made.getvalue()


class _NoSeek(io.RawIOBase):
    """What a ZIP is streamed into: its sizes stand behind each file."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.data += bytes(data)
        return len(bytes(data))


# -- what is read --------------------------------------------------------------------------------


@given(
    st.sampled_from([ZIP_STORED, ZIP_DEFLATED]),
    st.dictionaries(st.text("abאב/ .", min_size=1, max_size=8), st.binary(max_size=3000), max_size=5),
    st.binary(max_size=60),
    st.booleans(),
)
def test_what_another_writer_packed_is_read(
    method: int, files: dict[str, bytes], comment: bytes, large: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.zip"
        path.write_bytes(_by_python(method, files, comment, large))
        assert read(path) == files


@pytest.mark.parametrize("method", [ZIP_STORED, ZIP_DEFLATED])
def test_sizes_may_stand_behind_a_file(tmp_path: Path, method: int) -> None:
    stream = _NoSeek()
    with ZipFile(stream, "w", method) as archive:
        for name, data in FILES.items():
            archive.writestr(name, data)
    (tmp_path / "x.zip").write_bytes(stream.data)
    assert read(tmp_path / "x.zip") == FILES


def test_a_comment_that_looks_like_an_end_is_none(tmp_path: Path) -> None:
    comment = b"PK\x05\x06" + bytes(18) + b"PK\x05\x06 and more"
    (tmp_path / "x.zip").write_bytes(_by_python(ZIP_STORED, FILES, comment))
    assert read(tmp_path / "x.zip") == FILES


def test_a_file_that_packs_a_thousand_to_one_never_lies_in_memory_whole(tmp_path: Path) -> None:
    data = bytes(60 << 20)
    (tmp_path / "x.zip").write_bytes(_by_python(ZIP_DEFLATED, {"a": data}))
    with closing(ZipReader(tmp_path / "x.zip")) as reader:
        (member,) = reader.members()
        tracemalloc.start()
        try:
            assert sum(len(piece) for piece in reader.pieces(member)) == len(data)
            assert tracemalloc.get_traced_memory()[1] < 6 << 20
        finally:
            tracemalloc.stop()


# -- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"%PDF-1.7 no ZIP at all" * 100,
        b"PK\x05\x06" * 10_000,
        b"PK\x05\x06" + bytes(17),
        bytes(100_000),
        struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, 46, 0, 0),
        struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, SEE_64, SEE_64, 0),
        struct.pack("<4s4H2IH", b"PK\x05\x06", 1, 1, 0, 0, 0, 0, 0),
        struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 2, 0, 0, 0),
        bytes(60) + struct.pack("<4sIQI", b"PK\x06\x07", 0, 1 << 63, 1) + b"PK\x05\x06" + bytes(18),
        bytes(60) + struct.pack("<4sIQI", b"PK\x06\x07", 0, 0, 1) + b"PK\x05\x06" + bytes(18),
    ],
)
def test_what_is_no_zip_is_said_to_be_none(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    with pytest.raises(ZipUnreadable):
        read(path)


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    with pytest.raises(DiskFailed):
        ZipReader(tmp_path / "gone.zip")


@pytest.mark.parametrize("lost", ["end", "beginning"])
def test_a_cut_at_any_byte_is_noticed(tmp_path: Path, lost: str) -> None:
    path = tmp_path / "x.zip"
    write_zip(path, FILES)
    data = path.read_bytes()
    for cut in range(1, len(data)):
        path.write_bytes(data[:cut] if lost == "end" else data[cut:])
        with pytest.raises(AppError):
            read(path)


def test_a_changed_bit_is_noticed_where_it_changes_anything(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    write_zip(path, FILES)
    data = path.read_bytes()
    for place in range(len(data)):
        for bit in (1, 128):
            path.write_bytes(data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :])
            try:
                found = read(path)
            except AppError:
                continue
            # Of moments and rights nobody asked; a name that is not said to be UTF-8 is another name.
            assert list(found.values()) == list(FILES.values())


def _changed(path: Path, files: dict[str, bytes], field: int, value: int, method: int = ZIP_STORED) -> None:
    """A ZIP in whose first directory entry one field says something else."""
    data = bytearray(_by_python(method, files))
    place = data.index(b"PK\x01\x02")
    fields = list(CENTRAL.unpack_from(data, place))
    fields[field] = value
    CENTRAL.pack_into(data, place, *fields)
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        (3, 1, DocumentLocked),
        (3, 1 << 6, DocumentLocked),
        (4, 12, FormatNotSupported),
        (4, 99, FormatNotSupported),
        (4, 8, FileDamaged),
        (7, 5, FileDamaged),
        (8, 3, FileDamaged),
        (9, 3, FileDamaged),
        (9, 1 << 30, FileDamaged),
        (16, 1, FileDamaged),
        (16, 0xFFFFFFFE, FileDamaged),
        (8, 0xFFFFFFF0, ZipUnreadable),
        (10, 60_000, ZipUnreadable),
        (10, 4, FileDamaged),
        (0, b"PKxx", ZipUnreadable),
    ],
)
def test_a_directory_that_lies_is_not_believed(
    tmp_path: Path, field: int, value: int, error: type[AppError]
) -> None:
    path = tmp_path / "x.zip"
    _changed(path, FILES, field, value)
    with pytest.raises(error):
        read(path)


def test_another_packing_is_said_to_be_that(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(_by_python(ZIP_BZIP2, FILES))
    with pytest.raises(FormatNotSupported):
        read(tmp_path / "x.zip")


def test_what_is_locked_in_its_own_header_alone_is_not_unpacked(tmp_path: Path) -> None:
    data = bytearray(_by_python(ZIP_STORED, FILES))
    fields = list(LOCAL.unpack_from(data, 0))
    fields[2] |= 1
    LOCAL.pack_into(data, 0, *fields)
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(DocumentLocked):
        read(tmp_path / "x.zip")


# -- bombs ---------------------------------------------------------------------------------------


def test_a_file_that_says_it_unpacks_to_a_terabyte_is_not_begun(tmp_path: Path) -> None:
    _changed(tmp_path / "x.zip", FILES, 9, 0xFFFFFFFE, ZIP_DEFLATED)
    with pytest.raises(ZipTooHeavy):
        read(tmp_path / "x.zip")


def test_a_file_that_unpacks_to_more_than_it_says_is_not_unpacked_on(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    data = bytearray(_by_python(ZIP_DEFLATED, {"a": bytes(50 << 20)}))
    for mark, layout, size in ((b"PK\x03\x04", LOCAL, 8), (b"PK\x01\x02", CENTRAL, 9)):
        fields = list(layout.unpack_from(data, data.index(mark)))
        fields[size] = 10
        layout.pack_into(data, data.index(mark), *fields)
    path.write_bytes(data)
    with closing(ZipReader(path)) as reader:
        (member,) = reader.members()
        with pytest.raises(FileDamaged):
            next(reader.pieces(member))


def test_files_that_stand_in_one_another_are_not_read(tmp_path: Path) -> None:
    """A small file whose content is named by a thousand entries."""
    data = _by_python(ZIP_STORED, {"a": b"x" * 1000})
    start = data.index(b"PK\x01\x02")
    entry = data[start : data.index(b"PK\x05\x06")]
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1000, 1000, len(entry) * 1000, start, 0)
    (tmp_path / "x.zip").write_bytes(data[:start] + entry * 1000 + end)
    with pytest.raises(ZipUnreadable):
        read(tmp_path / "x.zip")


@pytest.mark.parametrize(("limit", "most"), [("MOST_FILES", 2), ("MOST_DIRECTORY_BYTES", 100)])
def test_more_than_anybody_exports_is_not_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    write_zip(tmp_path / "x.zip", FILES)
    monkeypatch.setattr(zip_reader, limit, most)
    with pytest.raises(ZipTooHeavy):
        read(tmp_path / "x.zip")


def test_a_name_that_the_system_refuses_is_said_as_any_failure_of_the_disk() -> None:
    with pytest.raises(DiskFailed):
        ZipReader(Path("a" * 5_000))
