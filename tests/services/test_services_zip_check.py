"""ZipCheckService: a ZIP that is what its manifest says agrees; whatever else it is, is named."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, Cancelled, DiskFailed
from desktop.core.manifest import MANIFEST_NAME, FileStatus, ManifestEntry
from desktop.core.zip_check import Difference, DifferenceKind, ZipCheckProgress, ZipCheckReport
from desktop.core.zip_errors import ManifestMissing, ManifestTooNew, ManifestUnreadable, ZipUnreadable
from desktop.core.zip_format import CENTRAL, LOCAL
from desktop.services import zip_check
from desktop.services.zip_check import ZipCheckService
from tests.campaigns.mutation import mutated
from tests.zip_kit import MANIFEST, content, entry_of, manifest_of, with_manifest, write_zip

FILES = {"a_source.pdf": b"%PDF first", "קבלה.jpg": bytes(range(256)) * 8, "index.csv": b""}


@pytest.fixture
def path(folder: Path) -> Path:
    return folder / "receipts.zip"


def check(path: Path, token: CancelToken | None = None) -> ZipCheckReport:
    return ZipCheckService().check(path, token or CancelToken(), lambda _: None)


def found(report: ZipCheckReport) -> list[tuple[str, str]]:
    return [(difference.kind.name, difference.path) for difference in report.differences]


# -- what agrees ---------------------------------------------------------------------------------


def test_a_zip_as_it_was_written_agrees(path: Path) -> None:
    write_zip(path, with_manifest(FILES))
    bytes_read = sum(map(len, FILES.values()))
    assert check(path) == ZipCheckReport(path, MANIFEST, 3, 3, 0, 0, bytes_read, lists=1)
    assert check(path).agrees


def test_what_the_manifest_says_is_not_inside_is_counted_and_no_difference(path: Path) -> None:
    entries = [
        entry_of("a", b"1", 1),
        ManifestEntry(status=FileStatus.ABSENT, receipt_id=1, kind="preview"),
        ManifestEntry(status=FileStatus.MISSING, receipt_id=2, kind="source", reason="RecordingGone"),
        entry_of("index.csv", b"2"),
    ]
    write_zip(path, {"a": b"1", "index.csv": b"2", MANIFEST_NAME: manifest_of(entries)})
    report = check(path)
    assert report.agrees
    assert (report.receipts, report.files, report.missing, report.absent) == (2, 2, 1, 1)


@pytest.mark.parametrize("backwards", [False, True])
def test_what_somebody_unpacked_and_packed_again_agrees(path: Path, backwards: bool) -> None:
    files = list(with_manifest(FILES).items())
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, data in files[::-1] if backwards else files:
            archive.writestr(name, data)
    assert check(path).agrees


# -- what does not -------------------------------------------------------------------------------


def _differ(path: Path, files: Mapping[str, bytes], manifest: bytes) -> list[tuple[str, str]]:
    write_zip(path, {**files, MANIFEST_NAME: manifest})
    report = check(path)
    assert not report.agrees
    assert report.differences_total == len(report.differences)
    return found(report)


def test_each_difference_is_named(path: Path) -> None:
    names = ["right", "changed", "longer", "lost"]
    manifest = manifest_of(entry_of(name, b"data", number) for number, name in enumerate(names))
    files = {"right": b"data", "changed": b"Data", "longer": b"data and more", "extra": b""}
    write_zip(path, {**files, MANIFEST_NAME: manifest})
    assert check(path).differences == (
        Difference(DifferenceKind.CONTENT, "changed", 1, 4, 4),
        Difference(DifferenceKind.SIZE, "longer", 2, 4, 13),
        Difference(DifferenceKind.MISSING, "lost", 3, 4, 4),
        Difference(DifferenceKind.EXTRA, "extra"),
    )


def test_a_file_that_the_manifest_names_twice_is_named(path: Path) -> None:
    entry = entry_of("a", b"1")
    assert _differ(path, {"a": b"1"}, manifest_of([entry, entry])) == [("TWICE", "a")]


def test_a_name_in_other_letters_is_another_file(path: Path) -> None:
    differences = _differ(path, {"A.pdf": b"1"}, manifest_of([entry_of("a.pdf", b"1")]))
    assert differences == [("MISSING", "a.pdf"), ("EXTRA", "A.pdf")]


def test_a_manifest_that_names_itself_is_wrong_about_it(path: Path) -> None:
    assert _differ(path, {}, manifest_of([entry_of(MANIFEST_NAME, b"")])) == [("MISSING", MANIFEST_NAME)]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a_source.pdf", "TWICE"),
        (MANIFEST_NAME, "TWICE"),
        ("../up.pdf", "OUTSIDE"),
        ("/etc/passwd", "OUTSIDE"),
        ("C:\\Windows\\x.dll", "OUTSIDE"),
        ("a\\..\\..\\b", "OUTSIDE"),
        ("x/../../y", "OUTSIDE"),
        ("", "OUTSIDE"),
        ("folder/", "EXTRA"),
        ("\u202efdp.exe", "EXTRA"),
    ],
)
def test_what_somebody_put_into_it_is_named(path: Path, name: str, kind: str) -> None:
    write_zip(path, with_manifest(FILES))
    with ZipFile(path, "a") as archive:
        archive.writestr(ZipInfo(name), b"")
    assert found(check(path)) == [(kind, name)]


def test_one_packed_in_another_way_is_named(path: Path) -> None:
    files = with_manifest(FILES)
    with ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data, ZIP_BZIP2 if name == "a_source.pdf" else None)
    assert found(check(path)) == [("FOREIGN", "a_source.pdf")]


def _spoil(path: Path, name: str, layout_field: int, change: int) -> None:
    """Another number in one file's header and in what the directory says of it."""
    data = bytearray(path.read_bytes())
    raw = name.encode()
    for layout, field in ((LOCAL, layout_field), (CENTRAL, layout_field + 1)):
        at = (data.find if layout is LOCAL else data.rfind)(raw) - layout.size
        fields = list(layout.unpack_from(data, at))
        fields[field] ^= change
        layout.pack_into(data, at, *fields)
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("field", "change", "kind"), [(2, 1, "LOCKED"), (6, 1, "DAMAGED"), (3, 9, "FOREIGN")]
)
def test_one_that_cannot_be_unpacked_is_named_and_the_rest_is_checked(
    path: Path, field: int, change: int, kind: str
) -> None:
    manifest = manifest_of(entry_of(name, b"data") for name in ("first", "second", "third"))
    write_zip(path, {"first": b"data", "second": b"data", "third": b"Data", MANIFEST_NAME: manifest})
    _spoil(path, "second", field, change)
    assert found(check(path)) == [(kind, "second"), ("CONTENT", "third")]


@pytest.mark.parametrize(("field", "change"), [(2, 1), (6, 1), (3, 9)])
def test_a_manifest_that_cannot_be_unpacked_is_said(path: Path, field: int, change: int) -> None:
    write_zip(path, with_manifest(FILES))
    _spoil(path, MANIFEST_NAME, field, change)
    with pytest.raises(ManifestUnreadable):
        check(path)


@pytest.mark.parametrize(
    ("manifest", "error"),
    [
        (None, ManifestMissing),
        (b"", ManifestUnreadable),
        (b"{}", ManifestUnreadable),
        (manifest_of([entry_of("a", b"1")])[:-20], ManifestUnreadable),
        (manifest_of([replace(entry_of("a", b"1"), path="../a")]), ManifestUnreadable),
        (manifest_of([]).replace(b'"format":1', b'"format":2'), ManifestTooNew),
    ],
)
def test_without_a_sound_manifest_nothing_is_checked(
    path: Path, manifest: bytes | None, error: type[AppError], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    write_zip(path, {"a": b"1"} if manifest is None else {"a": b"1", MANIFEST_NAME: manifest})
    with pytest.raises(error):
        check(path)
    assert f"[RECEIPTS_EXPORT] verify_failed reason={error.__name__}" in caplog.text


def test_so_many_are_named_and_all_are_counted(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_check, "MOST_NAMED", 5)
    write_zip(path, {MANIFEST_NAME: manifest_of(entry_of(f"{number}", b"1") for number in range(9))})
    report = check(path)
    assert (len(report.differences), report.differences_total) == (5, 9)


@pytest.mark.parametrize("data", [b"", b"<html>not here</html>", b"%PDF-1.7" * 1000])
def test_what_is_no_zip_is_said_to_be_none(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with pytest.raises(ZipUnreadable):
        check(path)


def test_a_file_that_is_not_there_is_said(path: Path) -> None:
    with pytest.raises(DiskFailed):
        check(path)


# -- whatever becomes of it ----------------------------------------------------------------------


def _agrees(path: Path) -> bool:
    """Or is refused, or differs: nothing else ever comes of it."""
    try:
        return check(path).agrees
    except AppError:
        return False


def test_a_cut_at_any_byte_is_noticed(path: Path) -> None:
    write_zip(path, with_manifest(FILES))
    data = path.read_bytes()
    for cut in range(0, len(data), 7):
        path.write_bytes(data[:cut])
        assert not _agrees(path)


def test_whatever_is_spoiled_is_noticed_unless_all_files_are_as_they_were(path: Path) -> None:
    files = with_manifest(FILES)
    write_zip(path, files)
    data, dice = path.read_bytes(), random.Random(7)
    agreed = 0
    for _ in range(600):
        path.write_bytes(mutated(data, dice))
        if _agrees(path):
            agreed += 1
            assert FILES.items() <= content(path).items()
    assert agreed < 300


def test_a_changed_byte_of_a_manifest_is_noticed(path: Path) -> None:
    """With its CRC-32 right again, as somebody would make it who means harm."""
    manifest = with_manifest(FILES)[MANIFEST_NAME]
    dice = random.Random(5)
    for _ in range(300):
        changed = bytearray(manifest)
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
        path.unlink(missing_ok=True)
        write_zip(path, {**FILES, MANIFEST_NAME: bytes(changed)})
        if _agrees(path):
            # A name, a number or a moment that nothing in the ZIP can gainsay.
            assert check(path).files == len(FILES)


# -- how far it is, and its end ------------------------------------------------------------------


def test_progress_ends_with_all_of_it(path: Path) -> None:
    files = {f"{number}.pdf": bytes(number * 1000) for number in range(20)}
    write_zip(path, with_manifest(files))
    seen: list[ZipCheckProgress] = []
    ZipCheckService().check(path, CancelToken(), seen.append)
    assert [one.bytes_done for one in seen] == sorted(one.bytes_done for one in seen)
    assert (seen[0].files_total, seen[0].bytes_total) == (20, sum(map(len, files.values())))
    assert (seen[-1].files_done, seen[-1].bytes_done) == (20, seen[0].bytes_total)
    assert seen[-1].current == "19.pdf"


def test_cancel_ends_it_wherever_it_is(path: Path) -> None:
    write_zip(path, with_manifest(FILES))
    seen: list[ZipCheckProgress] = []
    ZipCheckService().check(path, CancelToken(), seen.append)
    # Of the last file, which is empty, nothing is read any more.
    for after in range(len(seen) - 2):
        ending = _EndAfter(after)
        with pytest.raises(Cancelled):
            ZipCheckService().check(path, ending.token, ending.hear)
        assert ending.heard <= after + 3


class _EndAfter:
    """Cancels when it has heard so much."""

    def __init__(self, most: int) -> None:
        self.token = CancelToken()
        self.heard = 0
        self._most = most

    def hear(self, _: ZipCheckProgress) -> None:
        self.heard += 1
        if self.heard > self._most:
            self.token.cancel()


def test_one_that_is_cancelled_before_reads_nothing(path: Path) -> None:
    write_zip(path, with_manifest(FILES))
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        check(path, token)
