"""What the store costs the start of the program, and what a kill at any moment costs the user: nothing."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.core.models import FileKey
from desktop.store.calls_repository import CallsRepository
from desktop.store.database import Database
from desktop.store.file_store import FileStore
from desktop.store.kept_files_repository import KeptFilesRepository

Child = Callable[..., subprocess.CompletedProcess[str]]

LOADS = """
import sys
from pathlib import Path
from desktop.core.query import CallQuery
from desktop.store.app_dirs import AppDirs
from desktop.store.calls_repository import CallsRepository
from desktop.store.credentials import Credentials
from desktop.store.database import Database
from desktop.store.file_store import FileStore
from desktop.store.kept_files_repository import KeptFilesRepository
from desktop.store.meta_repository import MetaRepository
from desktop.store.receipts_repository import ReceiptsRepository
from desktop.store.settings_file import SettingsFile
dirs, credentials = AppDirs(Path(sys.argv[1])), Credentials()
SettingsFile(dirs.settings_path).load()
database = Database(dirs.data / "lists.db")
FileStore(dirs.data)
MetaRepository(database).get("synced_at")
database.close()
print(*sorted(sys.modules))
"""
HEAVY = {
    "ctypes",
    "decimal",
    "hashlib",
    "keyring",
    "platformdirs",
    "random",
    "requests",
    "secrets",
    "shutil",
    "tempfile",
}


def test_the_start_loads_nothing_that_it_does_not_need(tmp_path: Path, run_child: Child) -> None:
    child = run_child(LOADS, tmp_path)
    assert child.returncode == 0, child.stderr
    assert HEAVY & set(child.stdout.split()) == set()


WORKS_UNTIL_KILLED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from desktop.core.models import Call, FileKey, KeptFile
from desktop.store.calls_repository import CallsRepository
from desktop.store.database import Database
from desktop.store.file_store import FileStore
from desktop.store.kept_files_repository import KeptFilesRepository
root = Path(sys.argv[1])
database, store = Database(root / "lists.db"), FileStore(root)
calls, kept = CallsRepository(database), KeptFilesRepository(database, root)
number = 0
while True:
    number += 1
    key = FileKey.source(number)
    with store.part(key) as part:
        part.write(str(number).encode() * 50_000)
        kept_file = KeptFile(key, *part.commit("pdf"), "pdf", datetime.now(UTC))
    kept.record(kept_file)
    calls.upsert(Call(f"{number}-{row}", None, transcript="word " * 100) for row in range(20))
    print(number, flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("rounds", [1, 2, 3, 5, 8, 13])
def test_killed_at_work(tmp_path: Path, rounds: int) -> None:
    command = [sys.executable, "-c", WORKS_UNTIL_KILLED, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for _ in range(rounds):
            child.stdout.readline()
        child.send_signal(signal.SIGKILL)
    FileStore(tmp_path).sweep()
    database = Database(tmp_path / "lists.db")
    kept = KeptFilesRepository(database, tmp_path)
    for number in range(1, rounds + 1):
        found = kept.find(FileKey.source(number))
        assert found is not None
        assert found.sha256 == hashlib.sha256(found.path.read_bytes()).hexdigest()
    for key, path in FileStore(tmp_path).whole_files():
        assert path.read_bytes() == key.id.encode() * 50_000
    assert CallsRepository(database).count() >= rounds * 20
    assert CallsRepository(database).count() % 20 == 0
    assert {path.suffix for path in (tmp_path / "receipts").iterdir()} == {".pdf"}
    database.close()
