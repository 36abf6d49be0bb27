"""What the store's tests share: a database, children that die, times in other zones."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from desktop.store.database import Database
from desktop.store.file_store import FileStore
from tests.fresh_lists import fresh_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = fresh_database(tmp_path)
    yield database
    database.close()


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path)


@pytest.fixture
def run_child() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs Python source in a process of its own; arguments arrive as sys.argv[1:]."""

    def run(source: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-X", "dev", "-c", source, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, timeout=50, check=False)

    return run


@pytest.fixture
def local_zone() -> Callable[[str], AbstractContextManager[None]]:
    """Puts this process into another time zone; skips where the system cannot."""
    if not hasattr(time, "tzset"):
        pytest.skip("the time zone of a process cannot be set here")

    @contextmanager
    def zone(name: str) -> Iterator[None]:
        before = os.environ.get("TZ")
        os.environ["TZ"] = name
        time.tzset()
        try:
            yield
        finally:
            os.environ.pop("TZ")
            if before is not None:
                os.environ["TZ"] = before
            time.tzset()

    return zone
