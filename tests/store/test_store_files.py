"""FileStore: whole under the final name, or not there."""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import stat
import threading
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.errors import AppError, DiskFailed, DiskFull, FileEmpty
from desktop.core.media_type import SNIFF_BYTES
from desktop.core.models import FileKey, FileKind, KeptFile
from desktop.store.file_store import FileStore, file_stem
from desktop.store.part_file import PartFile
from tests.store.store_kit import KEY, POSIX, Child, files, keep

DEV_FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
NOW = datetime(2024, 1, 15, tzinfo=UTC)


# -- writing -------------------------------------------------------------------------------------


@given(st.lists(st.binary(max_size=2000)).filter(any))
def test_what_is_written_in_pieces_is_one_file(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes]
) -> None:
    root, data = tmp_path_factory.mktemp("files"), b"".join(pieces)
    with FileStore(root).part(KEY) as part:
        for piece in pieces:
            part.write(piece)
        assert (part.size, part.sha256()) == (len(data), hashlib.sha256(data).hexdigest())
        assert part.head() == data[:SNIFF_BYTES]
        path, size, sha256 = part.commit("wav")
    assert path.read_bytes() == data
    assert (size, sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert files(root) == [f"recordings/{KEY.id}.wav"]


@given(st.lists(st.binary(max_size=2000)), st.lists(st.binary(max_size=2000)))
def test_of_a_receipts_file_the_crc32_is_reckoned_as_it_comes(
    tmp_path_factory: pytest.TempPathFactory, forgotten: list[bytes], pieces: list[bytes]
) -> None:
    with FileStore(tmp_path_factory.mktemp("files")).part(FileKey.source(7)) as part:
        for piece in forgotten:
            part.write(piece)
        part.restart()
        for piece in pieces:
            part.write(piece)
        assert part.crc32 == crc32(b"".join(pieces))


def test_of_a_recording_it_is_not(store: FileStore) -> None:
    with store.part(KEY) as part:
        part.write(b"RIFF")
        assert part.crc32 is None


def test_a_restart_forgets_what_came_before(store: FileStore) -> None:
    with store.part(KEY) as part:
        part.write(b"x" * 100_000)
        part.restart()
        assert (part.size, part.head()) == (0, b"")
        part.write(b"RIFF")
        path, size, sha256 = part.commit("wav")
    assert path.read_bytes() == b"RIFF"
    assert (size, sha256) == (4, hashlib.sha256(b"RIFF").hexdigest())


def test_while_it_comes_it_has_no_final_name(store: FileStore, tmp_path: Path) -> None:
    with store.part(KEY) as part:
        part.write(b"RIFF")
        (name,) = files(tmp_path)
        assert name.endswith(".part")
    assert files(tmp_path) == []


def test_what_fails_leaves_nothing(store: FileStore, tmp_path: Path) -> None:
    with pytest.raises(ConnectionError), store.part(KEY) as part:
        part.write(b"RIFF")
        raise ConnectionError
    assert files(tmp_path) == []


def test_an_empty_file_is_never_kept(store: FileStore, tmp_path: Path) -> None:
    with pytest.raises(FileEmpty), store.part(KEY) as part:
        part.commit("wav")
    assert files(tmp_path) == []


def test_a_second_one_replaces_the_first_in_one_step(store: FileStore, tmp_path: Path) -> None:
    keep(store, data=b"first")
    with store.part(KEY) as part:
        part.write(b"second")
        assert (tmp_path / f"recordings/{KEY.id}.wav").read_bytes() == b"first"
        part.commit("wav")
    assert (tmp_path / f"recordings/{KEY.id}.wav").read_bytes() == b"second"


def test_two_at_once_for_one_key_do_not_meet(store: FileStore, tmp_path: Path) -> None:
    with store.part(KEY) as first:
        first.write(b"first")
        with store.part(KEY) as second:
            second.write(b"second")
        first.write(b" whole")
        path, _, _ = first.commit("wav")
    assert path.read_bytes() == b"first whole"
    assert files(tmp_path) == [f"recordings/{KEY.id}.wav"]


def test_many_threads_for_one_key_leave_one_whole_file(store: FileStore, tmp_path: Path) -> None:
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for _ in range(10):
                keep(store, data=bytes([number]) * 50_000)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(1, 6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failures == []
    assert files(tmp_path) == [f"recordings/{KEY.id}.wav"]
    data = (tmp_path / f"recordings/{KEY.id}.wav").read_bytes()
    assert data == data[:1] * 50_000


@pytest.mark.parametrize("extension", ["", "../x", "WAV", "a b", "toolongext"])
def test_an_extension_is_a_plain_word(store: FileStore, extension: str) -> None:
    with pytest.raises(ValueError, match="no extension"), store.part(KEY) as part:
        part.write(b"x")
        part.commit(extension)


@POSIX
def test_files_and_folders_are_for_this_user_only(store: FileStore, tmp_path: Path) -> None:
    (tmp_path / "recordings").mkdir(mode=0o755)
    before = os.umask(0)
    try:
        path = keep(store)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


# -- names ---------------------------------------------------------------------------------------

WILD_IDS = st.one_of(
    st.text(st.characters(exclude_categories=())),
    st.sampled_from(
        ["", ".", "..", "../../x", "CON", "a/b", "CA1", "ca1", "CA:1", "0", "-1", "1", "01", "x" * 999]
    ),
    st.from_regex(r"\A[Cc][Aa][0-9a-fA-F]{32}\Z"),
    st.integers(0, 10**20).map(str),
)
KEYS = st.builds(FileKey, st.sampled_from(FileKind), WILD_IDS)


@given(st.lists(KEYS, unique=True, max_size=8))
def test_every_key_has_a_name_of_its_own_that_any_system_takes(keys: list[FileKey]) -> None:
    names = [(key.is_recording, file_stem(key)) for key in keys]
    assert len({(recording, name.casefold()) for recording, name in names}) == len(keys)
    for _, name in names:
        assert name.isascii()
        assert 0 < len(name) <= 48
        assert all(character.isalnum() or character in "_-" for character in name)
        assert name.upper() not in {"CON", "PRN", "AUX", "NUL"}


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (KEY, f"recordings/{KEY.id}.wav"),
        (FileKey.source(123), "receipts/123-source.wav"),
        (FileKey.preview(123), "receipts/123-preview.wav"),
    ],
)
def test_what_the_server_sends_is_named_plainly(
    store: FileStore, tmp_path: Path, key: FileKey, name: str
) -> None:
    keep(store, key)
    assert files(tmp_path) == [name]


@given(KEYS)
def test_whole_files_lead_back_to_their_keys(tmp_path_factory: pytest.TempPathFactory, key: FileKey) -> None:
    store = FileStore(tmp_path_factory.mktemp("files"))
    path = keep(store, key)
    back = list(store.whole_files())
    assert back == [(key, path)] or (back == [] and "-" in path.stem)


def test_whole_files_are_all_that_are_whole(store: FileStore, tmp_path: Path) -> None:
    assert list(store.whole_files()) == []
    keys = [KEY, FileKey.preview(1), FileKey.source(1), FileKey.source(22)]
    paths = {key: keep(store, key) for key in keys}
    (tmp_path / "recordings" / "notes.txt").write_bytes(b"somebody's")
    (tmp_path / "receipts" / "7-source.pdf.01234567.part").write_bytes(b"half")
    (tmp_path / "receipts" / "8-source.d").mkdir()
    assert dict(store.whole_files()) == paths


def test_a_long_base_and_a_hebrew_one_work(tmp_path: Path) -> None:
    base = tmp_path / "משרד של דנה" / ("ארוך" * 20)
    store = FileStore(base)
    path = keep(store, FileKey.recording("../" * 500 + "😀"))
    assert path.read_bytes() == b"RIFF"
    assert path.is_relative_to(base / "recordings")
    assert len(str(path)) - len(str(base)) <= 80


# -- sweeping, removing --------------------------------------------------------------------------


def test_a_sweep_removes_what_an_unclean_end_left_and_nothing_else(store: FileStore, tmp_path: Path) -> None:
    assert store.sweep() == 0
    keep(store)
    for name in ("recordings/CA1.0123.part", "receipts/7-source.89ab.part"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"half")
    with store.part(FileKey.source(9)) as part:
        part.write(b"under way")
        assert store.sweep() == 2
        part.commit("pdf")
    assert files(tmp_path) == ["receipts/9-source.pdf", f"recordings/{KEY.id}.wav"]


def test_removing_is_done_once(store: FileStore) -> None:
    path = keep(store)
    kept = KeptFile(KEY, path, 4, "", "wav", NOW)
    store.remove(kept)
    store.remove(kept)
    assert not path.exists()
    assert 0 < store.disk_room()[0] < store.disk_room()[1]


# -- a disk that fails ---------------------------------------------------------------------------


def point_at_dev_full(part: PartFile) -> None:
    """From now on the part's own descriptor leads to a disk without room."""
    full = os.open("/dev/full", os.O_WRONLY)
    os.dup2(full, part._file.fileno())
    os.close(full)


@DEV_FULL
def test_a_disk_that_fills_while_it_comes(store: FileStore, tmp_path: Path) -> None:
    keep(store, data=b"before")
    with pytest.raises(DiskFull) as caught, store.part(KEY) as part:
        point_at_dev_full(part)
        part.write(b"x" * 1_000_000)
    assert caught.value.free > 0
    assert files(tmp_path) == [f"recordings/{KEY.id}.wav"]
    assert (tmp_path / f"recordings/{KEY.id}.wav").read_bytes() == b"before"


@DEV_FULL
def test_a_disk_that_is_full_at_the_last_byte(store: FileStore, tmp_path: Path) -> None:
    """Few bytes wait in memory until the file is committed."""
    with pytest.raises(DiskFull), store.part(KEY) as part:
        part.write(b"few")
        point_at_dev_full(part)
        part.commit("wav")
    assert files(tmp_path) == []


@pytest.mark.parametrize(
    ("number", "kind"),
    [(errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EIO, DiskFailed), (errno.EACCES, DiskFailed)],
)
def test_a_file_that_cannot_be_synced_is_not_kept(
    store: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[AppError]
) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(kind), store.part(KEY) as part:
        part.write(b"RIFF")
        part.commit("wav")
    assert files(tmp_path) == []


def test_a_folder_that_cannot_be_says_which(store: FileStore, tmp_path: Path) -> None:
    (tmp_path / "recordings").write_bytes(b"in the way")
    with pytest.raises(DiskFailed) as caught, store.part(KEY):
        pass
    assert caught.value.path.startswith(str(tmp_path / "recordings"))


MAY_WRITE_LITTLE = """
import resource, sys
from pathlib import Path
from desktop.core.errors import DiskFailed
from desktop.core.models import FileKey
from desktop.store.file_store import FileStore
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    with FileStore(Path(sys.argv[1])).part(FileKey.source(1)) as part:
        while True:
            part.write(b"x" * 30_000)
except DiskFailed as error:
    print("failed as it should", part.size)
"""

DIES_HALF_WAY = """
import os, signal, sys
from pathlib import Path
from desktop.core.models import FileKey
from desktop.store.file_store import FileStore
with FileStore(Path(sys.argv[1])).part(FileKey.source(1)) as part:
    part.write(b"x" * 1_000_000)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@POSIX
def test_a_file_that_may_not_grow(tmp_path: Path, run_child: Child) -> None:
    child = run_child(MAY_WRITE_LITTLE, tmp_path)
    assert child.stdout.startswith("failed as it should"), child.stderr
    assert files(tmp_path) == []


@POSIX
def test_killed_half_way_leaves_no_final_name(tmp_path: Path, run_child: Child) -> None:
    child = run_child(DIES_HALF_WAY, tmp_path)
    assert child.returncode == -signal.SIGKILL, child.stderr
    (name,) = files(tmp_path)
    assert name.endswith(".part")
    assert FileStore(tmp_path).sweep() == 1
    assert files(tmp_path) == []
