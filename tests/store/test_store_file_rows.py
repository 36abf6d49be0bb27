"""Several files are noted at once: each keeps its row, and fails alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.core.errors import DiskFull
from desktop.core.models import Call, FileKey, KeptFile, Receipt, ReceiptFile
from desktop.store.calls_repository import CallsRepository
from desktop.store.database import Database
from desktop.store.file_rows import FileRows
from desktop.store.gone_rows import GoneRows
from desktop.store.kept_files_repository import KeptFilesRepository
from desktop.store.receipts_repository import ReceiptsRepository
from tests.full_disk import no_page_left
from tests.store.store_rows import NOW

SMALL, LARGE = FileKey.recording("CA1"), FileKey.recording("CA2")
SOURCE, PREVIEW = FileKey.source(7), FileKey.preview(7)


class Notebook:
    """An account's rows and where its files are noted."""

    def __init__(self, database: Database, root: Path) -> None:
        self._root = root
        self.kept = KeptFilesRepository(database, root)
        self.calls, self.receipts = CallsRepository(database), ReceiptsRepository(database)
        self.rows = FileRows(database, self.kept, self.calls, self.receipts, GoneRows(database))

    def file(self, key: FileKey) -> KeptFile:
        path = self._root / f"{key.kind}-{key.id}.bin"
        path.write_bytes(b"1234")
        return KeptFile(key, path, 4, "00", "bin", NOW)


@pytest.fixture
def notebook(database: Database, tmp_path: Path) -> Notebook:
    return Notebook(database, tmp_path)


@pytest.mark.parametrize("number", [0, 1])
def test_what_does_not_fit_is_no_failure_of_the_others(
    notebook: Notebook, database: Database, number: int
) -> None:
    notebook.calls.upsert([Call(SMALL.id, NOW)])
    small, large = notebook.file(SMALL), notebook.file(LARGE)
    row = Call(LARGE.id, NOW, transcript="x" * 100_000)
    files: list[tuple[KeptFile, Call | Receipt | None]] = [(small, None)]
    files.insert(number, (large, row))
    with no_page_left(database):
        failures = notebook.rows.record(files)
    assert isinstance(failures.pop(number), DiskFull)
    assert failures == [None]
    assert (notebook.kept.find(SMALL), notebook.kept.find(LARGE)) == (small, None)


@pytest.mark.parametrize("number", [0, 1])
def test_a_row_that_one_of_its_files_still_knows_comes_back_whole(notebook: Notebook, number: int) -> None:
    """The other one was asked for when a sync had removed it."""
    row = Receipt(7, vendor="Bezeq", source_file=ReceiptFile(4), preview_file=ReceiptFile(4))
    files: list[tuple[KeptFile, Call | Receipt | None]] = [(notebook.file(SOURCE), None)]
    files.insert(number, (notebook.file(PREVIEW), row))
    assert notebook.rows.record(files) == [None, None]
    back = notebook.receipts.get(7)
    assert back is not None
    assert back.vendor == "Bezeq"
    assert back.gone_at is not None


def test_a_row_of_which_nothing_is_known_has_both_files(notebook: Notebook) -> None:
    assert notebook.rows.record([(notebook.file(key), None) for key in (SOURCE, PREVIEW)]) == [None, None]
    back = notebook.receipts.get(7)
    assert back is not None
    assert None not in (back.source_file, back.preview_file)
