"""What a check of a ZIP against its own manifest says: how far it is, and what differs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from desktop.core.manifest import Manifest


class DifferenceKind(Enum):
    """In which way a file is not as the manifest says."""

    MISSING = auto()
    """The manifest has it, the ZIP has not."""
    EXTRA = auto()
    """The ZIP has it, the manifest has not."""
    TWICE = auto()
    """The ZIP, or the manifest, has it more than once: what unpacks it decides which one it is."""
    OUTSIDE = auto()
    """Unpacked, it would leave the folder, or has a name that is none."""
    SIZE = auto()
    CONTENT = auto()
    """As long, and of another SHA-256."""
    DAMAGED = auto()
    """It cannot be unpacked, or would be something else than the ZIP itself says."""
    LOCKED = auto()
    """It is encrypted."""
    FOREIGN = auto()
    """Packed in a way that this program does not know."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One file. `receipt_id` None: of no receipt, or of one that is not known. Sizes in bytes."""

    kind: DifferenceKind
    path: str
    receipt_id: int | None = None
    expected_size: int = 0
    found_size: int = 0


@dataclass(frozen=True, slots=True)
class ZipCheckProgress:
    """How far it is, of what the manifest says is inside. `current`: the file that is read."""

    files_total: int
    bytes_total: int
    files_done: int = 0
    bytes_done: int = 0
    differences: int = 0
    current: str = ""


@dataclass(frozen=True, slots=True)
class ZipCheckReport:
    """What came of it. `receipts`: how many the manifest speaks of; `files`: how many it says are inside.

    `missing` and `absent`: how many it says itself are not, the latter since the server had none.
    `differences`: the first ones of `differences_total`.
    """

    path: Path
    manifest: Manifest
    receipts: int
    files: int
    missing: int
    absent: int
    bytes_read: int
    differences: tuple[Difference, ...] = ()
    differences_total: int = 0
    calls: int = 0
    """As `receipts`: a ZIP is of the ones or of the others."""
    lists: int = 0
    """So many of its `files` are lists of what it is about."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it but lists."""
        return self.files == self.lists

    @property
    def agrees(self) -> bool:
        """Whether the ZIP is what its manifest says, to the last byte."""
        return not self.differences_total
