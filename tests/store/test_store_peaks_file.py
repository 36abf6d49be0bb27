"""Peaks on disk: those of this very recording, whole, or none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.core.errors import AppError
from desktop.core.models import FileKey, KeptFile
from desktop.core.waveform import Peaks
from desktop.store.peaks_file import MOST_FAILURES, PeaksFiles
from tests.store.store_kit import KEY, POSIX, files
from tests.store.store_rows import NOW

PEAKS = Peaks(8000, 160, 320, bytes((3, 127)), bytes((0, 9)))
SHA256 = "0123456789abcdef" * 4


def kept_file(root: Path, key: FileKey = KEY) -> KeptFile:
    return KeptFile(key, root / "recordings" / "a.wav", 1324, SHA256, "wav", NOW)


@pytest.fixture
def peaks_files(tmp_path: Path) -> PeaksFiles:
    return PeaksFiles(tmp_path)


def test_written_read_and_removed(peaks_files: PeaksFiles, tmp_path: Path) -> None:
    kept = kept_file(tmp_path)
    assert peaks_files.read(kept) is None
    peaks_files.write(kept, PEAKS)
    assert peaks_files.read(kept) == PEAKS
    assert files(tmp_path) == [f"peaks/{KEY.id}.peaks"]
    peaks_files.remove(KEY)
    peaks_files.remove(KEY)
    assert files(tmp_path) == []


def test_another_recording_under_the_same_name_has_none(peaks_files: PeaksFiles, tmp_path: Path) -> None:
    kept = kept_file(tmp_path)
    peaks_files.write(kept, PEAKS)
    assert peaks_files.read(replace(kept, size=kept.size + 1)) is None
    assert peaks_files.read(replace(kept, sha256="f" * 64)) is None
    assert peaks_files.read(kept_file(tmp_path, FileKey.recording("other"))) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.data())
def test_a_damaged_one_counts_as_none(peaks_files: PeaksFiles, tmp_path: Path, data: st.DataObject) -> None:
    kept = kept_file(tmp_path)
    peaks_files.write(kept, PEAKS)
    path = tmp_path / "peaks" / f"{KEY.id}.peaks"
    whole = path.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    if data.draw(st.booleans()):
        path.write_bytes(whole[:place])
    else:
        path.write_bytes(whole[:place] + bytes((whole[place] ^ 1,)) + whole[place + 1 :])
    assert peaks_files.read(kept) is None
    peaks_files.write(kept, PEAKS)
    assert peaks_files.read(kept) == PEAKS


def test_after_some_failures_they_are_not_wanted_any_more(peaks_files: PeaksFiles, tmp_path: Path) -> None:
    kept = kept_file(tmp_path)
    for _ in range(MOST_FAILURES):
        assert peaks_files.are_wanted(kept)
        peaks_files.note_failure(kept)
        assert peaks_files.read(kept) is None
    assert not peaks_files.are_wanted(kept)
    assert peaks_files.are_wanted(replace(kept, sha256="f" * 64)), "another file under its name"
    peaks_files.note_failure(replace(kept, sha256="f" * 64))
    assert peaks_files.are_wanted(replace(kept, sha256="f" * 64)), "whose failures are its own"
    peaks_files.write(kept, PEAKS)
    assert peaks_files.read(kept) == PEAKS
    assert not peaks_files.are_wanted(kept), "they are there"


def test_only_those_of_kept_recordings_stay(peaks_files: PeaksFiles, tmp_path: Path) -> None:
    assert peaks_files.keep_only(lambda: {KEY}) == 0
    other = FileKey.recording("Some other, with / signs")
    for key in (KEY, other):
        peaks_files.write(kept_file(tmp_path, key), PEAKS)
    (tmp_path / "peaks" / "torn.peaks.0badcafe.part").write_bytes(b"PRO")
    assert peaks_files.keep_only(lambda: {KEY, other}) == 1
    assert peaks_files.keep_only(lambda: {KEY}) == 1
    assert files(tmp_path) == [f"peaks/{KEY.id}.peaks"]


@POSIX
def test_for_this_user_only(peaks_files: PeaksFiles, tmp_path: Path) -> None:
    peaks_files.write(kept_file(tmp_path), PEAKS)
    assert (tmp_path / "peaks").stat().st_mode & 0o077 == 0
    assert (tmp_path / "peaks" / f"{KEY.id}.peaks").stat().st_mode & 0o077 == 0


def test_what_is_written_while_others_are_cleared_away_stays(peaks_files: PeaksFiles, tmp_path: Path) -> None:
    """Its recording came after it was asked which are kept."""
    came = kept_file(tmp_path, FileKey.recording("came"))
    writes = Thread(target=peaks_files.write, args=(came, PEAKS))

    def kept_before() -> set[FileKey]:
        writes.start()
        return {KEY}

    peaks_files.keep_only(kept_before)
    writes.join()
    assert peaks_files.read(came) == PEAKS


def test_nothing_that_is_being_written_is_taken_for_left(peaks_files: PeaksFiles, tmp_path: Path) -> None:
    kept = kept_file(tmp_path)
    failed: list[Exception] = []

    def write() -> None:
        for _ in range(50):
            try:
                peaks_files.write(kept, PEAKS)
            except AppError as error:
                failed.append(error)

    writes = Thread(target=write)
    writes.start()
    while writes.is_alive():
        peaks_files.keep_only(lambda: {KEY})
    writes.join()
    assert failed == []
    assert peaks_files.read(kept) == PEAKS
