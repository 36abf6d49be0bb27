"""Read ahead: small files that are kept here are read, and hashed beside, while those before are written."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable
from contextlib import closing

from desktop.core.models import KeptFile
from desktop.services.export.cargo import DueFile, DueItem
from desktop.store.hash_beside import HashBeside
from desktop.store.zip_writer import CHUNK_BYTES

_ITEMS_AHEAD = 4
"""Enough that the two threads rarely meet; of each at most two pieces are in memory."""


def read_ahead(items: Iterable[DueItem]) -> Generator[DueItem]:
    """The same, in their order. Behind one of which something is on its way nothing is asked for sooner."""
    ahead: deque[tuple[DueItem, list[DueFile]]] = deque()
    with closing(HashBeside()) as beside:
        for item in items:
            ahead.append((item, _read(item, beside)))
            while len(ahead) > (0 if item.on_their_way else _ITEMS_AHEAD):
                yield _with_hashes(*ahead.popleft(), beside)
        while ahead:
            yield _with_hashes(*ahead.popleft(), beside)


def _read(item: DueItem, beside: HashBeside) -> list[DueFile]:
    """Returns those of its files that are read now."""
    found = [(file, data) for file in item.files if file.kept and (data := _bytes_of(file.kept))]
    if found:
        beside.put([data for _, data in found])
    return [file for file, _ in found]


def _bytes_of(kept: KeptFile) -> bytes | None:
    """None: it is large, or not as it was; whoever writes it says so."""
    if kept.size >= CHUNK_BYTES:
        return None
    try:
        with kept.path.open("rb", buffering=0) as source:
            # One more: a file that grew is seen by that.
            data = source.read(kept.size + 1)
    except OSError:
        return None
    return data if data is not None and len(data) == kept.size else None


def _with_hashes(item: DueItem, files: list[DueFile], beside: HashBeside) -> DueItem:
    if files:
        for file, hashed in zip(files, beside.take(), strict=True):
            file.hashed = hashed
    return item
