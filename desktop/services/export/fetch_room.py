"""FetchRoom: how much an export may fetch: not what is needed for what is here, nor what must stay free."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from desktop.core.errors import DiskFull
from desktop.core.eviction import least_free
from desktop.core.file_key import FileKey
from desktop.services.export.disk_rooms import on_one_disk
from desktop.store.disk_errors import disk_name, disk_room


@dataclass(slots=True)
class _Disk:
    """`copies` of each file come to it. `least` is left free there: always, and for what is here already.

    `left` of that for more, as it was read last and promised since; None: the disk does not say.
    """

    path: Path
    copies: int
    keeps_free: bool
    least: int = 0
    left: int | None = None

    def read(self, reserved: int) -> None:
        """`reserved`: so many bytes of what is free are not for these files."""
        free, total = disk_room(self.path)
        self.least = least_free(total) if self.keeps_free else 0
        self.left = free - self.least - reserved if free else None

    def read_again(self, reserved: int) -> None:
        """What was freed meanwhile counts. What has come and goes again is taken for used: it is no less than
        it was."""
        before = self.left
        self.read(reserved)
        if self.left is not None and before is not None:
            self.left = max(before, self.left)

    def take(self, size: int) -> None:
        if self.left is not None:
            self.left -= self.copies * size

    def full(self, size: int) -> DiskFull | None:
        """Why so many bytes have no room."""
        lacks = 0 if self.left is None else self.copies * size - self.left
        if lacks <= 0:
            return None
        free = disk_room(self.path)[0]
        name, where = disk_name(self.path), str(self.path)
        return DiskFull(f"on {name}", needed=free + lacks, free=free, least=self.least, disk=name, path=where)


class StillToWrite(NamedTuple):
    """So many bytes that an export writes whatever comes: `here` on this computer and the `texts` of calls,
    `earlier` in the ZIP that it completes, which may be the same; its `lists`, without which it is none."""

    here: int
    earlier: int = 0
    lists: int = 0
    texts: int = 0

    @property
    def size(self) -> int:
        return max(self.here + self.texts, self.earlier) + self.lists


class _Going(NamedTuple):
    """So many bytes that go where their room is needed, as they were counted while so many were `free`."""

    size: int
    free: int


class FetchRoom:
    """Used by one thread. What it promised is counted once: while it comes, what is free says little."""

    def __init__(
        self,
        target: Path,
        folder: Path,
        still_here: Callable[[], StillToWrite],
        *,
        stays: bool,
        goes: Callable[[], int] = int,
    ) -> None:
        """`target` of the ZIP; into `folder` files are fetched. `still_here`: what comes from no server and
        is not in the ZIP yet; asked for when anything is to be fetched at all.

        `stays`: what is fetched does, else it goes again where its room is needed, and is counted once.
        `goes`: so many bytes in `folder` were fetched so, by an earlier run too: their room is free."""
        one = on_one_disk(folder, target.parent)
        self._stays = stays
        self._zip = _Disk(target, 2 if one and stays else 1, keeps_free=one)
        self._disks = [self._zip] if one or not stays else [_Disk(folder, 1, keeps_free=True), self._zip]
        self._folder = folder
        self._goes = goes if one and not stays else int
        self._going: _Going | None = None
        self._count_here = still_here
        self._here: StillToWrite | None = None
        self._is_read = False
        self._promised: dict[FileKey, int] = {}

    def promise(self, key: FileKey, size: int) -> DiskFull | None:
        """It may come, and so many bytes with it, 0 where nobody knows; else why not."""
        if not self._is_read or (self._stays and not self._promised):
            self._read()
        full = self._full(size)
        if full is not None and not self._stays:
            self._read_again()
            full = self._full(size)
        if full is None and not self._stays:
            full = self.refusal(size)
        if full is None:
            self._take(size)
            self._promised[key] = size
        return full

    def _full(self, size: int) -> DiskFull | None:
        return next((full for disk in self._disks if (full := disk.full(size)) is not None), None)

    def over(self, key: FileKey, size: int) -> None:
        """So many bytes of it came; 0: it did not."""
        self._going = None
        self._take(size - self._promised.pop(key, 0))

    def no_longer(self, *, here: int = 0, earlier: int = 0, texts: int = 0) -> None:
        """So much of it is in the ZIP, or cannot be read."""
        if (now := self._here) is not None:
            left = max(0, now.here - here), max(0, now.earlier - earlier)
            self._here = StillToWrite(*left, now.lists, max(0, now.texts - texts))

    def refusal(self, size: int) -> DiskFull | None:
        """Why what came, and is so large, is not to be written."""
        now = _Disk(self._zip.path, 1, self._zip.keeps_free and self._stays)
        now.read(self._still_here())
        return now.full(size)

    def _read(self) -> None:
        self._is_read = True
        for disk in self._disks:
            disk.read(self._still_here() - self._bytes_that_go() if disk is self._zip else 0)

    def _read_again(self) -> None:
        for disk in self._disks:
            disk.read_again(self._still_here() - self._bytes_that_go())

    def _bytes_that_go(self) -> int:
        """Counted anew where something came, or went, alone: each of thousands that find no room asks."""
        free = disk_room(self._folder)[0]
        if self._going is None or free > self._going.free:
            self._going = _Going(self._goes(), free)
        return self._going.size

    def _take(self, size: int) -> None:
        for disk in self._disks:
            disk.take(size)

    def _still_here(self) -> int:
        if self._here is None:
            self._here = self._count_here()
        return self._here.size
