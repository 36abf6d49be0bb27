"""Writing calls and taking their texts into the index, against a bare FTS5 trigram table fed the same.

The same normalised texts, in the same batches of one transaction each.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from desktop.core.call import Call
from desktop.store.call_search import CallSearch, search_text
from desktop.store.calls_repository import CallsRepository
from desktop.store.database import Database
from tests.benchmarks.benchmark import Benchmark, Judged, Pair, Size
from tests.benchmarks.search import Transcripts, made_up_call

PAGE = 100
_TABLE = "CREATE VIRTUAL TABLE bare USING fts5 (text, tokenize = 'trigram case_sensitive 1')"


def _ours(path: Path, pages: Sequence[Sequence[Call]]) -> float:
    """What a sync does with each page that it was given."""
    database = Database(path)
    calls, search = CallsRepository(database), CallSearch(database)
    began = time.perf_counter()
    for page in pages:
        calls.upsert(page)
        search.take_up(PAGE)
    spent = time.perf_counter() - began
    assert search.waiting() == 0
    database.close()
    return spent


def _bare(path: Path, pages: Sequence[Sequence[str]]) -> float:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(_TABLE)
        began = time.perf_counter()
        for page in pages:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT INTO bare (text) VALUES (?)", ((text,) for text in page))
            connection.execute("COMMIT")
        return time.perf_counter() - began


@contextmanager
def _open(size: Size) -> Iterator[Pair]:
    transcripts = Transcripts()
    made = [made_up_call(number, transcripts.text()) for number in range(size.rows)]
    pages = [made[first : first + PAGE] for first in range(0, size.rows, PAGE)]
    texts = [[_text(call) for call in page] for page in pages]
    with tempfile.TemporaryDirectory() as folder:
        paths = (Path(folder) / f"{number}.db" for number in count())
        yield Pair(ours=lambda: _ours(next(paths), pages), peer=lambda: _bare(next(paths), texts))


def _text(call: Call) -> str:
    return search_text(call.lead_name, call.phone, call.summary, call.transcript)


BENCHMARK = Benchmark("sync", _open, limit=1.3, judged=Judged.RATIO, size=Size(rows=10_000, runs=3))
