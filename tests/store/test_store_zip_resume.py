"""ZipWriter.resume: wherever it was cut, what comes of it is what would have come without the cut."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.core.errors import DiskFailed
from desktop.core.zip_format import ZipRecord
from desktop.store import zip_writer
from desktop.store.zip_writer import ZipWriter
from tests.zip_kit import MOMENT, add_all, write_zip

FILES = {"a.pdf": b"first", "ריק": b"", "b.jpg": b"\0" * 40, "folder/c.pdf": b"the last one" * 3}


@pytest.fixture
def whole(tmp_path: Path) -> tuple[bytes, list[ZipRecord]]:
    """The ZIP without a cut."""
    records = write_zip(tmp_path / "whole.zip", FILES)
    return (tmp_path / "whole.zip").read_bytes(), records


def _gone_on(part: Path, records: list[ZipRecord]) -> tuple[bytes, int]:
    """What comes of it, and how many files were there."""
    writer, held = ZipWriter.resume(part, part, iter(records))
    rest = dict(list(FILES.items())[held:])
    writer.finish(records[:held] + add_all(writer, rest))
    return part.read_bytes(), held


def test_a_cut_at_any_byte_changes_nothing(tmp_path: Path, whole: tuple[bytes, list[ZipRecord]]) -> None:
    data, records = whole
    part = tmp_path / "x.part"
    for cut in range(len(data) + 1):
        part.write_bytes(data[:cut])
        assert _gone_on(part, records) == (data, sum(record.end <= cut for record in records))


@pytest.mark.parametrize("known", range(len(FILES) + 1))
def test_what_nobody_wrote_down_is_written_again(
    tmp_path: Path, whole: tuple[bytes, list[ZipRecord]], known: int
) -> None:
    data, records = whole
    part = tmp_path / "x.part"
    part.write_bytes(data)
    assert _gone_on(part, records[:known]) == (data, known)


def test_a_hole_that_a_power_cut_left_is_written_again(
    tmp_path: Path, whole: tuple[bytes, list[ZipRecord]]
) -> None:
    data, records = whole
    part = tmp_path / "x.part"
    for begins in range(records[-1].end):
        part.write_bytes(data[:begins] + bytes(records[-1].end - begins))
        found, held = _gone_on(part, records)
        assert found == data
        assert held <= sum(record.offset < begins or record.size == 0 for record in records)


def test_far_from_the_end_the_header_is_enough(
    tmp_path: Path, whole: tuple[bytes, list[ZipRecord]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_writer, "TAIL_BYTES", 10)
    data, records = whole
    part = tmp_path / "x.part"
    changed = bytearray(data)
    changed[records[0].end - 1] ^= 1
    part.write_bytes(changed)
    writer, held = ZipWriter.resume(part, part, records)
    writer.close()
    assert held == len(records)


@pytest.mark.parametrize(
    "changed",
    [{"name": "b.pdf"}, {"size": 4}, {"crc32": 1}, {"offset": 1}, {"moment": datetime(2024, 1, 16)}],
)
def test_records_of_another_file_hold_nothing(
    tmp_path: Path, whole: tuple[bytes, list[ZipRecord]], changed: dict[str, Any]
) -> None:
    data, records = whole
    part = tmp_path / "x.part"
    part.write_bytes(data)
    others = [replace(records[0], **changed), *records[1:]]
    assert _gone_on(part, others) == (data, 0)


def test_without_a_part_it_begins_anew(tmp_path: Path, whole: tuple[bytes, list[ZipRecord]]) -> None:
    data, records = whole
    assert _gone_on(tmp_path / "x.part", records) == (data, 0)


def test_a_part_that_cannot_be_opened_is_said_by_the_targets_name(tmp_path: Path) -> None:
    (tmp_path / "x.part").mkdir()
    with pytest.raises(DiskFailed) as caught:
        ZipWriter.resume(tmp_path / "x.part", tmp_path / "receipts.zip", [])
    assert caught.value.path == str(tmp_path / "receipts.zip")


def test_it_may_be_cut_again_and_again(tmp_path: Path, whole: tuple[bytes, list[ZipRecord]]) -> None:
    data, _ = whole
    part, records = tmp_path / "x.part", list[ZipRecord]()
    for name, content in FILES.items():
        writer, held = ZipWriter.resume(part, part, records)
        assert held == len(records)
        records.append(writer.add(name, MOMENT, [content]))
        writer.sync()
        writer.close()
        part.write_bytes(part.read_bytes() + b"half of the next")
    assert _gone_on(part, records) == (data, len(FILES))
