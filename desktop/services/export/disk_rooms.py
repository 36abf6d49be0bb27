"""Whether a disk has the room that is needed, before anything is written."""

from __future__ import annotations

from pathlib import Path

from desktop.core.errors import DiskFull
from desktop.core.eviction import least_free
from desktop.core.export import DiskRoom
from desktop.store.disk_errors import disk_name, disk_room


def room_of(path: Path, needed: int, *, fetches: bool = False) -> DiskRoom:
    """On the disk where `path` is or would be. `fetches`: files come to it from the server, none of which is
    taken when less than `least_free` would be left."""
    free, total = disk_room(path)
    least = least_free(total) if fetches and total else 0
    return DiskRoom(disk_name(path), needed + least, free, str(path), least)


def on_one_disk(folder: Path, other: Path) -> bool:
    """Whether both are on the same one, as far as can be told."""
    try:
        return folder.stat().st_dev == other.stat().st_dev
    except OSError:
        return False


def no_room(room: DiskRoom) -> DiskFull:
    """That this disk has too little."""
    sizes = {"needed": room.needed, "free": room.free, "least": room.least}
    return DiskFull(f"on {room.disk}", **sizes, disk=room.disk, path=room.path)
