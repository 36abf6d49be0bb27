"""Which folders lie on another computer; the ways of Windows and macOS tested everywhere."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import pytest

from desktop.store.network_drive import _is_remote_linux, _is_remote_macos, is_network_drive, is_unc

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/dana/local\\040disk ext4 rw 0 0
//nas/office /mnt/office cifs rw 0 0
dana@host: /mnt/ssh fuse.sshfs rw 0 0
garbage
"""


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        ("/var/lib/data", False),
        ("/home/dana/data", True),
        ("/home", True),
        ("/homework", False),
        ("/home/dana/local disk/data", False),
        ("/mnt/office/lists.db", True),
        ("/mnt/ssh/lists.db", True),
        ("/mnt", False),
    ],
)
def test_network_drives_on_linux(path: str, remote: bool) -> None:
    assert _is_remote_linux(Path(path), MOUNTS) is remote


def _statfs_of_a_mac(path: bytes, answer: Any) -> int:
    """A share and a stick, on which nothing of ours is yet."""
    flags = {b"/Volumes/office": 0, b"/Volumes/stick": 0x1000, b"/Volumes": 0x1000, b"/": 0x1000}.get(path)
    if flags is None:
        return -1
    answer[64:68] = flags.to_bytes(4, sys.byteorder)
    return 0


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        ("/Volumes/office", True),
        ("/Volumes/office/not there yet/lists.db", True),
        ("/Volumes/stick/not there yet/lists.db", False),
        ("/Volumes/away/lists.db", False),
        ("/Users/dana/lists.db", False),
    ],
)
def test_network_drives_on_macos(path: str, remote: bool) -> None:
    assert _is_remote_macos(PurePosixPath(path), _statfs_of_a_mac) is remote


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        ("\\\\nas\\office\\data", True),
        ("//nas/office/data", True),
        ("C:\\Users\\dana", False),
        ("\\\\?\\C:\\Users", False),
        ("\\\\.\\C:\\", False),
    ],
)
def test_network_paths_on_windows(path: str, remote: bool) -> None:
    assert is_unc(PureWindowsPath(path)) is remote


def test_this_computers_own_disk_is_none(tmp_path: Path) -> None:
    assert not is_network_drive(tmp_path)
