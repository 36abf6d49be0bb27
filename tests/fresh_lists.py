"""Lists without a row at the price of a copy: the program applies its schema once in a process."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

from desktop.services.account_scope import LISTS_NAME
from desktop.store.database import Database


def fresh_database(folder: Path) -> Database:
    """Opens new lists in `folder`, for tests of something else than how they are made."""
    lay_lists(folder)
    return Database(folder / LISTS_NAME)


def lay_lists(folder: Path) -> None:
    """As the program leaves them after its first start, where none are yet."""
    path = folder / LISTS_NAME
    if not path.exists():
        path.write_bytes(_empty_lists())


@functools.cache
def _empty_lists() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / LISTS_NAME
        Database(path).close()
        return path.read_bytes()
