"""Pictures on disk: whole or not there, for this user only, so many bytes and no more."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.account import Account
from desktop.core.picture import Picture
from desktop.store.app_dirs import AppDirs
from desktop.store.picture_files import PictureFiles

SHA = "ab" * 32
GRAIN = Random(3).randbytes(40 * 30 * 3)


def picture(pixels: bytes = GRAIN, kind: str = "JPEG") -> Picture:
    return Picture(40, 30, pixels, kind, ((400.0, 300.0), (10.5, 20.25)))


def test_what_was_written_is_read(tmp_path: Path) -> None:
    files = PictureFiles(tmp_path / "pictures")
    plain = bytes(40 * 30 * 3)
    files.write(SHA, "page", picture())
    files.write(SHA, "thumbnail-1x1", picture(plain, "PDF"))
    assert PictureFiles(tmp_path / "pictures").read(SHA, "page") == picture()
    assert files.read(SHA, "thumbnail-1x1") == picture(plain, "PDF")
    assert files.read(SHA, "thumbnail-2x2") is None
    assert files.read("cd" * 32, "page") is None
    # Print packs well, grain is left as it is.
    sizes = sorted(path.stat().st_size for path in (tmp_path / "pictures").iterdir())
    assert sizes[0] < 300
    assert len(GRAIN) < sizes[1] < len(GRAIN) + 300


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps them in the user's own folder")
def test_only_this_user_may_read_them(tmp_path: Path) -> None:
    PictureFiles(tmp_path / "pictures").write(SHA, "page", picture())
    folder = tmp_path / "pictures"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()] == [0o600]


@given(data=st.data())
def test_a_damaged_one_is_not_there(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    files = PictureFiles(folder)
    files.write(SHA, "page", picture(data.draw(st.sampled_from([GRAIN, bytes(len(GRAIN))]))))
    (path,) = folder.iterdir()
    whole = path.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    cut = data.draw(st.booleans())
    damaged = whole[:place] if cut else whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]
    path.write_bytes(damaged)
    assert files.read(SHA, "page") is None
    assert not list(folder.iterdir())
    files.write(SHA, "page", picture())
    assert files.read(SHA, "page") == picture()


def test_those_used_longest_ago_make_room(tmp_path: Path) -> None:
    one = len(GRAIN) + 200
    files = PictureFiles(tmp_path, most_bytes=5 * one)
    for number in range(5):
        files.write(f"{number:064}", "page", picture())
        os.utime(tmp_path / f"{number:064}-page.picture", (1000 + number, 1000 + number))
    assert files.read(f"{0:064}", "page") is not None
    files.write(f"{5:064}", "page", picture())
    files.write(f"{6:064}", "page", picture())
    left = {int(path.name[:64]) for path in tmp_path.iterdir()}
    assert {0, 5, 6} <= left
    assert not {1, 2} & left
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 5 * one


def test_writing_the_same_again_takes_no_more_room(tmp_path: Path) -> None:
    files = PictureFiles(tmp_path, most_bytes=3 * len(GRAIN))
    files.write("1" * 64, "page", picture())
    for _ in range(20):
        files.write(SHA, "page", picture())
    assert files.read("1" * 64, "page") is not None


def test_what_a_cut_left_behind_goes(tmp_path: Path) -> None:
    left, going_on = tmp_path / "x.picture.1.part", tmp_path / "y.picture.2.part"
    for path in (left, going_on):
        path.write_bytes(b"half")
    os.utime(left, (1000, 1000))
    PictureFiles(tmp_path).write(SHA, "page", picture())
    assert not left.exists()
    assert going_on.exists()


def test_a_folder_that_somebody_removed_is_made_anew(tmp_path: Path) -> None:
    files = PictureFiles(tmp_path / "pictures")
    files.write(SHA, "page", picture())
    shutil.rmtree(tmp_path / "pictures")
    assert files.read(SHA, "page") is None
    files.write(SHA, "page", picture())
    assert files.read(SHA, "page") == picture()


def test_each_account_has_a_cache_of_its_own(tmp_path: Path) -> None:
    dirs = AppDirs(tmp_path)
    one, other = (Account("https://prosaas.example", 1, user, "a@example.com") for user in (1, 2))
    assert dirs.account_cache(one) != dirs.account_cache(other)
    assert dirs.account_cache(one).is_relative_to(dirs.cache)
    assert not dirs.account_cache(one).exists()
