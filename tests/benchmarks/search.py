"""A search in calls' transcripts, against SQLite's `LIKE '%x%'` on the same normalised text.

Over many words of 3 to 12 letters, cut anywhere out of the transcripts, each of which stands in at most one
call of a hundred; the newest hundred calls that hold it. The median, and of a million calls the time that 95
of a hundred searches keep.
"""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import accumulate
from pathlib import Path

from desktop.core.call import Call, CallDirection, CallStatus
from desktop.core.call_query import CallQuery
from desktop.core.cancel import CancelToken
from desktop.store.call_search import CallSearch
from desktop.store.calls_repository import CallsRepository
from desktop.store.database import Database
from tests.benchmarks.benchmark import Benchmark, Judged, Pair, Size

NOW = datetime(2026, 11, 1, tzinfo=UTC)
LETTERS = 1000
QUERIES = 200
COMPARED_ROWS = 2_000_000
"""The peer takes so long that it answers some of them only: as many as read so many rows."""
NEWEST = 100
_ALPHABETS = ("אבגדהוזחטיכלמנסעפצקרשת", "abcdefghijklmnopqrstuvwxyz")
_LIKE = (
    "SELECT calls.row_id FROM call_entries JOIN calls USING (row_id) WHERE search_text LIKE '%' || ? || '%'"
    f" ORDER BY created_at DESC, row_id DESC LIMIT {NEWEST}"
)


class Transcripts:
    """Words as often as words are: a few in every text, most of them nearly nowhere."""

    def __init__(self, seed: int = 4) -> None:
        self._dice = random.Random(seed)
        self._words = [self._word(_ALPHABETS[number % 2]) for number in range(30_000)]
        self._weights = list(accumulate(1 / (number + 3) for number in range(len(self._words))))

    def _word(self, letters: str) -> str:
        return "".join(self._dice.choices(letters, k=self._dice.randint(2, 9)))

    def text(self) -> str:
        words = self._dice.choices(self._words, cum_weights=self._weights, k=LETTERS // 4)
        return " ".join(words)[:LETTERS].strip()

    def cut(self, texts: Sequence[str]) -> str:
        """3 to 12 letters from anywhere in one of `texts`."""
        text, length = self._dice.choice(texts), self._dice.randint(3, 12)
        place = self._dice.randrange(max(1, len(text) - length))
        return text[place : place + length].strip()


def _fill(database: Database, rows: int, transcripts: Transcripts) -> list[str]:
    """Writes the calls and takes their texts into the index; returns some of the texts."""
    calls, search = CallsRepository(database), CallSearch(database)
    some: list[str] = []
    for first in range(0, rows, 1000):
        page = [made_up_call(number, transcripts.text()) for number in range(first, min(rows, first + 1000))]
        some += [call.transcript for call in page[:: max(1, rows // 500)]]
        calls.upsert(page)
        search.take_up(len(page))
    # As the program does after a sync.
    search.merge(CancelToken())
    return some


def made_up_call(number: int, transcript: str) -> Call:
    """Calls a minute apart, the newest first."""
    return Call(
        f"CA{number:08}",
        NOW - timedelta(minutes=number),
        CallDirection.INBOUND,
        CallStatus.COMPLETED,
        transcript=transcript,
        has_transcript=True,
    )


def _rare(calls: CallsRepository, rows: int, transcripts: Transcripts, texts: Sequence[str]) -> list[str]:
    """Words that are searched for, each found in at most one row of a hundred."""
    found: list[str] = []
    tries = 0
    while len(found) < min(QUERIES, rows) and tries < 20 * QUERIES:
        tries += 1
        word = transcripts.cut(texts)
        few = max(1, rows // 100)
        if len(word) >= 3 and len(calls.found(CallQuery(text=word), NOW, few + 1).ids) <= few:
            found.append(word)
    return found


def _slowest_of(share: float, ask: Callable[[str], object], words: Sequence[str]) -> float:
    """The seconds that this share of the searches keep: 0.5 is the median."""
    spent = []
    for word in words:
        began = time.perf_counter()
        ask(word)
        spent.append(time.perf_counter() - began)
    return sorted(spent)[round(share * (len(spent) - 1))]


@contextmanager
def _open(share: float, size: Size) -> Iterator[Pair]:
    transcripts = Transcripts()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lists.db"
        database = Database(path)
        texts = _fill(database, size.rows, transcripts)
        calls = CallsRepository(database)
        words = _rare(calls, size.rows, transcripts, texts)
        plain = sqlite3.connect(path)

        def ours(word: str) -> list[int]:
            return list(calls.found(CallQuery(text=word), NOW, NEWEST).ids)

        def peer(word: str) -> list[int]:
            return [row[0] for row in plain.execute(_LIKE, (word,))]

        compared = words[: max(1, COMPARED_ROWS // size.rows)]
        incomplete = [word for word in compared if ours(word) != peer(word)]
        assert not incomplete, incomplete
        yield Pair(partial(_slowest_of, share, ours, words), partial(_slowest_of, share, peer, compared))
        plain.close()
        database.close()


BENCHMARK = Benchmark(
    "search", partial(_open, 0.5), limit=0.01, judged=Judged.RATIO, size=Size(rows=100_000, runs=3)
)
MILLION = replace(
    BENCHMARK,
    name="search-million",
    open=partial(_open, 0.95),
    limit=0.05,
    judged=Judged.OURS,
    size=Size(rows=1_000_000, runs=1),
)
