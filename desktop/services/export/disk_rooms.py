"""Whether a disk has the room that is needed, before anything is written."""

from __future__ import annotations

from pathlib import Path

from desktop.core.errors import DiskFull
from desktop.core.export import DiskRoom
from desktop.store.disk_errors import disk_name, free_bytes


def room_of(path: Path, needed: int) -> DiskRoom:
    """On the disk where `path` is or would be."""
    return DiskRoom(disk_name(path), needed, free_bytes(path), str(path))


def no_room(room: DiskRoom) -> DiskFull:
    """That this disk has too little."""
    return DiskFull(f"on {room.disk}", needed=room.needed, free=room.free, disk=room.disk, path=room.path)
