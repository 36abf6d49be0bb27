"""Files that have arrived, for tests of those who keep them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from desktop.core.errors import AppError
from desktop.core.models import FileKey, KeptFile
from desktop.services.transfers import Arrived, Settled
from desktop.store.file_rows import InPlace


def kept_file(key: FileKey, extension: str = "pdf") -> KeptFile:
    return KeptFile(key, Path("a"), 1, "", extension, datetime.now(UTC))


def note_nothing(files: Sequence[InPlace]) -> list[AppError | None]:
    """As if all of them were noted."""
    return [None] * len(files)


def arrived(keep: Callable[[], KeptFile]) -> Arrived:
    """`keep` brings it to its place, or says why not."""
    return Arrived(lambda: Settled(keep()), note_nothing, ExitStack())
