"""The index of calls' texts: what is changed is found as it is now, and nothing as it was."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.cancel import CancelToken
from desktop.core.models import Call, CallDirection, CallStatus
from desktop.core.note import NoteKey
from desktop.core.query import CallQuery, Period
from desktop.core.search_text import normalise
from desktop.store import call_search
from desktop.store import database as database_module
from desktop.store.call_search import CallSearch, Rarity, match_of
from desktop.store.calls_repository import CallsRepository
from desktop.store.database import Database
from desktop.store.notes_repository import NotesRepository
from tests.fresh_lists import fresh_database
from tests.store.store_rows import NOW

WORDS = st.lists(
    st.sampled_from(["שלום", "ושלום", "abc", "abcd", "bcd", "054", "חשבונית", "ab", "x"]), max_size=4
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.integers(0, 5), WORDS.map(" ".join), st.integers(0, 3)),
        st.tuples(st.just("take"), st.integers(0, 4), st.just(""), st.just(0)),
    ),
    max_size=25,
)


def call(number: int, transcript: str = "", minutes: int = 0, phone: str = "") -> Call:
    created = NOW - timedelta(minutes=minutes)
    return Call(
        f"CA{number}",
        created,
        CallDirection.INBOUND,
        CallStatus.COMPLETED,
        phone=phone,
        transcript=transcript,
        has_transcript=True,
    )


def found(calls: CallsRepository, text: str) -> set[str]:
    return {row.call.sid for row in calls.rows(calls.ids(CallQuery(text=text), NOW))}


@settings(max_examples=80)
@given(steps=STEPS)
def test_every_search_finds_what_is_there_now(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, str, int]]
) -> None:
    """Texts and times change, before and after they were taken up."""
    database = fresh_database(tmp_path_factory.mktemp("search"))
    calls, search = CallsRepository(database), CallSearch(database)
    now: dict[str, str] = {}
    for what, number, transcript, minutes in steps:
        if what == "take":
            search.take_up(number)
        else:
            calls.upsert([call(number, transcript, minutes)])
            now[f"CA{number}"] = normalise(transcript)
    for text in ("שלום", "לום", "abc", "bcd", "abcd", "ab", "054", "חשבונית שלום", "x", "abc abc"):
        assert found(calls, text) == {sid for sid, there in now.items() if normalise(text) in there}
    database.close()


def test_hundreds_of_one_second_are_all_there_in_their_order(database: Database) -> None:
    """So many that some get the numbers of later seconds, where others have theirs already."""
    calls, search = CallsRepository(database), CallSearch(database)
    later = [call(number, f"word{number:04}", minutes=-number) for number in range(700, 720)]
    calls.upsert([*(call(number, f"word{number:04}") for number in range(700)), *later])
    while search.take_up(100):
        pass
    assert search.waiting() == 0
    everything = list(calls.ids(CallQuery(text="word"), NOW))
    assert len(everything) == 720
    assert found(calls, "word0123") == {"CA123"}
    for most in (1, 19, 20, 21, 300, 719, 720, 800):
        assert list(calls.ids(CallQuery(text="word"), NOW, most)) == everything[:most]
        assert list(calls.ids(CallQuery(text="wo"), NOW, most)) == everything[:most]
    day = NOW.astimezone().date()
    assert len(calls.ids(CallQuery(text="word", period=Period(day, day)), NOW, 1000)) == 720


SID = "CA0123456789abcdef0123456789abcdef"


def test_the_digits_of_a_sid_find_nothing_and_a_whole_one_its_call(database: Database) -> None:
    """Nobody sees it: only letters to the support quote it."""
    calls, search = CallsRepository(database), CallSearch(database)
    one = call(1, "word")._replace(sid=SID)
    calls.upsert([one, one._replace(sid=SID[:-1] + "0")])
    for _ in range(2):
        for part in ("345", "67", "ca0123", SID[:-1], "5"):
            assert found(calls, part) == set()
        for whole in (SID, SID.lower(), f" {SID}\n"):
            assert found(calls, whole) == {SID}
            assert len(calls.ids(CallQuery(text=whole), NOW, 5)) == 1
            assert calls.count_of(CallQuery(text=whole), NOW) == 1
        search.take_up(10)


def test_pieces_of_the_index_become_one_and_a_few_texts_more_do_not_matter(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(call_search, "_LOOSE_PAGES", 1)
    calls, search = CallsRepository(database), CallSearch(database)

    def add(first: int, last: int) -> None:
        calls.upsert([call(n, f"word{n} and other words", minutes=n) for n in range(first, last)])
        search.take_up(1000)

    for first in range(0, 1000, 100):
        add(first, first + 100)
    assert _pieces(database) > 1
    ended = CancelToken()
    ended.cancel()
    search.merge(ended)
    assert _pieces(database) > 1
    search.merge(CancelToken())
    assert _pieces(database) == 1
    assert len(found(calls, "word")) == 1000
    add(1000, 1001)
    search.merge(CancelToken())
    assert _pieces(database) == 2
    assert found(calls, "word1000 a") == {"CA1000"}


def _pieces(database: Database) -> int:
    with database.reader() as connection:
        found = connection.execute("SELECT COUNT(DISTINCT segid) FROM call_search_idx").fetchone()
        return int(found[0])


def test_a_number_is_found_however_it_is_typed(database: Database) -> None:
    calls, search = CallsRepository(database), CallSearch(database)
    calls.upsert([call(1, phone="+972541234567"), call(2, phone="03-555-0101")])
    search.take_up(10)
    for typed in ("054-123", "972-54", "0541234567", "+972 54 123 4567"):
        assert found(calls, typed) == {"CA1"}
    assert found(calls, "035550101") == {"CA2"}


def test_a_text_longer_than_any_search_needs(database: Database) -> None:
    calls, search = CallsRepository(database), CallSearch(database)
    text = " ".join(f"w{number}" for number in range(400))
    calls.upsert([call(1, text), call(2, text.replace("w399", "v399"))])
    search.take_up(10)
    assert found(calls, text) == {"CA1"}


def test_an_entrys_number_follows_its_calls_time(database: Database) -> None:
    calls, search = CallsRepository(database), CallSearch(database)
    calls.upsert([call(number, "word", minutes=(number * 7) % 10) for number in range(10)])
    search.take_up(100)
    with database.reader() as connection:
        sql = "SELECT created_at FROM call_entries JOIN calls USING (row_id) ORDER BY entry_id DESC"
        times = [row[0] for row in connection.execute(sql)]
    assert times == sorted(times, reverse=True)


def test_a_database_of_the_first_version_is_searched_as_it_was(tmp_path: Path) -> None:
    """Its texts, without the number in them, wait; they are found before and after they are taken up."""
    path = tmp_path / "lists.db"
    schema = Path(__file__).parents[2] / "desktop" / "store" / "schema" / "0001_initial.sql"
    _write_first_version(path, schema.read_text(encoding="utf-8"), ["שלום עולם", "good morning"])
    database = Database(path)
    calls, search = CallsRepository(database), CallSearch(database)
    for _ in range(2):
        assert found(calls, "עול") == {"CA0"}
        assert found(calls, "morn") == {"CA1"}
        assert found(calls, "0541234560") == {"CA0"}
        search.take_up(100)
    assert search.waiting() == 0
    database.close()


def test_a_database_with_sids_in_its_texts_is_searched_without_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether they were in the index or waited; in the index all of them come anew."""
    path = tmp_path / "lists.db"
    _write_eighth_version(path, tmp_path / "schema", monkeypatch)
    database = Database(path)
    calls, search = CallsRepository(database), CallSearch(database)
    assert search.waiting() == 2
    for _ in range(2):
        assert found(calls, "word") == {SID, SID.replace("0", "1")}
        assert found(calls, "456789") == found(calls, "ca0123") == set()
        assert found(calls, "97254123") == {SID}
        search.take_up(100)
    assert search.waiting() == 0
    with database.transaction() as connection:
        connection.execute("INSERT INTO call_search (call_search) VALUES ('integrity-check')")
    database.close()


def _write_eighth_version(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    for file in database_module._SCHEMA.glob("*.sql"):
        if file.name < "0009":
            shutil.copy(file, folder)
    with monkeypatch.context() as earlier:
        earlier.setattr(database_module, "_SCHEMA", folder)
        database = Database(path)
    with database.transaction() as connection:
        for number, sid in enumerate((SID, SID.replace("0", "1"))):
            phone = "" if number else "972541234560"
            found = f"\n{phone}\n\nword\n{sid.lower()}\n{phone}"
            connection.execute(
                "INSERT INTO calls (row_id, sid, direction, status, has_recording, has_transcript, seen_at,"
                " phone, phone_forms, lead_name, error_message, summary, transcript_start)"
                " VALUES (?, ?, 'inbound', 'completed', 0, 1, 0, ?, ?, '', '', '', 'word')",
                (number, sid, phone, phone),
            )
            connection.execute(
                "INSERT INTO call_texts VALUES (?, ?, 'word')", (number, found if number else "")
            )
            if not number:
                connection.execute("INSERT INTO call_entries VALUES (7, ?, ?)", (number, found))
                connection.execute("INSERT INTO call_search (rowid, search_text) VALUES (7, ?)", (found,))
    database.close()


def _write_first_version(path: Path, schema: str, transcripts: Iterable[str]) -> None:
    with sqlite3.connect(path) as connection:
        connection.executescript(schema + ";PRAGMA user_version = 1;")
        for number, transcript in enumerate(transcripts):
            phone = f"+97254123456{number}"
            connection.execute(
                "INSERT INTO calls (sid, direction, status, has_recording, has_transcript, seen_at, phone,"
                " phone_forms, lead_name, error_message, summary, transcript_start)"
                " VALUES (?, 'inbound', 'completed', 0, 1, 0, ?, ?, '', '', '', '')",
                (f"CA{number}", phone, f"{phone[1:]}\n0{phone[4:]}"),
            )
            text = f"\n{phone}\n\n{normalise(transcript)}\nca{number}"
            sql = "INSERT INTO call_texts VALUES (last_insert_rowid(), ?, ?)"
            connection.execute(sql, (text, transcript))
    connection.close()


@pytest.mark.parametrize(
    ("part", "counts", "asked"),
    [
        ("abc", {}, ['"abc"']),
        ("aaaa", {}, ['"aaa"']),
        ("abcdef", {"abc": 90}, ['"bcd"', '"cde"', '"def"']),
        ("abcdef", dict.fromkeys(("abc", "bcd", "cde", "def"), 30), ['"abc"', '"def"', '"bcd"', '"cde"']),
        ("worst", {"wor": 1, "ors": 2, "rst": 90}, ['"wor"', '"ors"']),
        ('a"b"', {}, ['"a""b"', '"""b"""']),
    ],
)
def test_rare_letters_from_all_over_a_word_are_asked_for(
    part: str, counts: dict[str, int], asked: list[str]
) -> None:
    assert sorted(match_of(part, Rarity(100, counts)).split(" AND ")) == sorted(asked)


@pytest.mark.parametrize("indexed", [False, True])
def test_a_number_is_found_without_its_separators(database: Database, indexed: bool) -> None:
    calls = CallsRepository(database)
    calls.upsert([call(1, "the sum is 3,296 shekels"), call(2, "it was 3296 then"), call(3, "it is 3,297")])
    NotesRepository(database).put({NoteKey.call("CA3"): "not 3,296"}, NOW)
    if indexed:
        CallSearch(database).take_up(9)
    assert found(calls, "3296") == {"CA1", "CA2", "CA3"}
    assert found(calls, "is 3296 sh") == {"CA1"}
    assert found(calls, "3,296") == {"CA1", "CA3"}
