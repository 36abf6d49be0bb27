"""The manifest: what is written is read back, and what anybody may have written is refused in one way."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.manifest import FileStatus, Manifest, ManifestEntry, ManifestReader, manifest_pieces
from desktop.core.zip_errors import ManifestTooNew, ManifestUnreadable
from desktop.core.zip_format import is_plain_path
from tests.zip_kit import MANIFEST, entry_of, manifest_of

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
MOMENTS = st.none() | st.datetimes(datetime(1971, 1, 1), datetime(2999, 1, 1), timezones=st.just(UTC))
IDS = st.none() | st.integers(0, 1 << 62)
INSIDE = st.builds(
    ManifestEntry,
    path=TEXT.filter(is_plain_path),
    size=st.integers(0, 1 << 62),
    sha256=st.binary(min_size=32, max_size=32).map(bytes.hex),
    receipt_id=IDS,
    kind=st.sampled_from(["", "source", "preview"]),
    moment=MOMENTS,
)
OUTSIDE = st.builds(
    ManifestEntry,
    status=st.sampled_from([FileStatus.MISSING, FileStatus.ABSENT]),
    receipt_id=IDS,
    kind=st.sampled_from(["source", "preview"]),
    reason=TEXT,
)
ENTRIES = st.lists(INSIDE | OUTSIDE, max_size=6)
FIRST = b'{"format":1,"program":"P","server":"S","made_at":"2024-02-01T09:00:00+00:00","files":['


def _read(data: bytes, at_once: int = 1 << 20) -> tuple[Manifest, list[ManifestEntry]]:
    pieces = (data[start : start + at_once] for start in range(0, len(data), at_once))
    reader = ManifestReader(pieces)
    return reader.manifest, list(reader.entries())


@given(ENTRIES, st.integers(1, 200))
def test_what_is_written_is_read_back_however_it_comes(entries: list[ManifestEntry], at_once: int) -> None:
    data = manifest_of(entries)
    assert _read(data, at_once) == (MANIFEST, entries)
    assert manifest_of(entries) == data


@given(ENTRIES)
def test_any_reader_of_json_finds_all_files_and_their_number(entries: list[ManifestEntry]) -> None:
    document = json.loads(manifest_of(entries))
    assert document["count"] == len(document["files"]) == len(entries)
    for found, entry in zip(document["files"], entries, strict=True):
        assert found["status"] == entry.status.value
        assert found.get("receipt_id") == entry.receipt_id
        assert ("path" in found) == ("size" in found) == (entry.status is FileStatus.INSIDE)


def test_a_file_has_a_line_for_people() -> None:
    entry = entry_of("קבלה.pdf", b"%PDF", 7)
    assert manifest_of([entry]).decode().splitlines()[1] == (
        '{"receipt_id":7,"status":"inside","path":"קבלה.pdf","size":4,'
        f'"sha256":"{entry.sha256}","moment":"2024-01-15T10:30:20+00:00"}}'
    )


def test_a_moment_of_another_zone_is_the_same_moment() -> None:
    zone = timezone(timedelta(hours=2))
    made = Manifest("P", "S", datetime(2024, 1, 1, 1, 30, tzinfo=zone))
    assert _read(b"".join(manifest_pieces(made, [])))[0] == made


def test_a_cut_anywhere_is_noticed() -> None:
    data = manifest_of([entry_of("a", b"1", 1), ManifestEntry(status=FileStatus.ABSENT, receipt_id=1)])
    for cut in range(len(data) - 1):
        with pytest.raises(ManifestUnreadable):
            _read(data[:cut])
    assert _read(data[:-1]) == _read(data)


def test_a_missing_line_is_noticed() -> None:
    lines = manifest_of([entry_of(name, b"1") for name in "abc"]).splitlines(keepends=True)
    with pytest.raises(ManifestUnreadable):
        _read(b"".join(lines[:2] + lines[3:]))


def test_one_of_a_newer_version_is_said_to_be_that() -> None:
    with pytest.raises(ManifestTooNew):
        ManifestReader([b'{"format":2,"anything":{"else":1},"files":['])


def test_what_a_newer_version_adds_to_this_format_is_passed_over() -> None:
    line = manifest_of([entry_of("a", b"1")]).splitlines()[1]
    data = FIRST + b"\n" + line[:-1] + b',"more":[1]}\n],"count":1}\n'
    assert _read(data)[1] == [entry_of("a", b"1")]


@pytest.mark.parametrize(
    "first",
    [
        b"",
        b"\n",
        b"<html>",
        b"[]",
        b"\xff\xfe{",
        b"[" * 100_000,
        FIRST.replace(b"1", b'"1"', 1),
        FIRST.replace(b"1", b"true", 1),
        FIRST.replace(b"1", b"-1", 1),
        FIRST.replace(b"1", b"9" * 5000, 1),
        FIRST.replace(b'"P"', b"5"),
        FIRST.replace(b"+00:00", b""),
        FIRST.replace(b"2024-02-01T09", b"yesterday"),
        FIRST.replace(b"2024", b"0001"),
        FIRST.replace(b"2024", b"9999"),
        FIRST.replace(b'"made_at"', b'"else"'),
        FIRST.replace(b'"files"', b'"else"'),
        FIRST + b"1",
        FIRST.replace(b'"P"', b'"' + b"x" * 300_000 + b'"'),
    ],
)
def test_a_beginning_that_is_none_is_refused(first: bytes) -> None:
    with pytest.raises(ManifestUnreadable):
        ManifestReader([first + b"\n"])


SHA = b"0" * 64
LINE = b'{"status":"inside","path":"a","size":1,"sha256":"' + SHA + b'"}'


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"5",
        b"null",
        b"{}",
        b"[" * 100_000,
        LINE[:-1],
        LINE + b" x",
        LINE.replace(b"inside", b"else"),
        LINE.replace(b'"inside"', b"1"),
        LINE.replace(b'"a"', b'"../a"'),
        LINE.replace(b'"a"', b'"/a"'),
        LINE.replace(b'"a"', b'"C:\\\\a"'),
        LINE.replace(b'"a"', b'"\\ud800"'),
        LINE.replace(b'"a"', b'""'),
        LINE.replace(b'"a"', b"null"),
        LINE.replace(b'"a"', b'"\xff"'),
        LINE.replace(b'"size":1', b'"size":-1'),
        LINE.replace(b'"size":1', b'"size":1.5'),
        LINE.replace(b'"size":1', b'"size":true'),
        LINE.replace(b'"size":1', b'"size":1e999'),
        LINE.replace(b'"size":1', b'"size":' + b"9" * 5000),
        LINE.replace(b'"size":1', b'"size":18446744073709551616'),
        LINE.replace(b'"size":1,', b""),
        LINE.replace(SHA, b"0" * 63),
        LINE.replace(SHA, b"0" * 63 + b"G"),
        LINE.replace(b"{", b'{"receipt_id":"1",'),
        LINE.replace(b"{", b'{"moment":5,'),
        LINE.replace(b"{", b'{"moment":"",'),
        LINE.replace(b"{", b'{"moment":"0001-01-01T00:00:00+14:00",'),
        LINE.replace(b"{", b'{"moment":"3000-01-01T00:00:00+00:00",'),
        LINE.replace(b"{", b'{"kind":[],'),
        LINE.replace(b'"a"', b'"' + b"x" * 300_000 + b'"'),
    ],
)
def test_a_line_that_is_no_file_is_refused(line: bytes) -> None:
    reader = ManifestReader([FIRST + b"\n" + line + b'\n],"count":1}\n'])
    with pytest.raises(ManifestUnreadable):
        list(reader.entries())


@pytest.mark.parametrize("end", [b'],"count":2}', b"]}", b"", b'],"count":1}\n{}', b'],"count":1} '])
def test_an_end_that_does_not_fit_is_refused(end: bytes) -> None:
    with pytest.raises(ManifestUnreadable):
        _read(FIRST + b"\n" + LINE + b"\n" + end + b"\n")


@given(st.binary(max_size=300))
def test_noise_is_refused_and_nothing_else_happens(noise: bytes) -> None:
    for data in (noise, FIRST + b"\n" + noise):
        with pytest.raises(ManifestUnreadable):
            _read(data)


def test_memory_stays_flat_however_many_there_are() -> None:
    tracemalloc.start()
    try:
        entries = (entry_of(f"{number}.pdf", b"", number) for number in range(10_000))
        reader = ManifestReader(_in_blocks(manifest_pieces(MANIFEST, entries)))
        assert sum(1 for _ in reader.entries()) == 10_000
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def _in_blocks(pieces: Iterator[bytes]) -> Iterator[bytes]:
    block = b""
    for piece in pieces:
        block += piece
        if len(block) > 50_000:
            yield block
            block = b""
    yield block
