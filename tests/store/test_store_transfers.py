"""What the user asked for, as it is kept: all of it comes back, and what is over goes after a while."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.api.foreign import BrokenOff, NoWay
from desktop.core.errors import (
    AppError,
    DiskFull,
    FileIncomplete,
    Offline,
    PreparationFailed,
    RecordingGone,
    ServerBusy,
)
from desktop.core.held_slots import KeptSlot
from desktop.core.kept_error import read_error, written_error
from desktop.core.models import FileKey, KeptFile, Priority
from desktop.core.transfer import KeptTransfer, TransferState
from desktop.services.kept_queue import KeptQueueService
from desktop.store.database import Database
from desktop.store.kept_files_repository import KeptFilesRepository
from desktop.store.transfers_repository import LONG_SECONDS, SHORT_SECONDS, TransfersRepository

SLOT = FileKey.recording("CA1")
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC).timestamp()


@pytest.fixture
def transfers(database: Database) -> TransfersRepository:
    return TransfersRepository(database)


def _transfer(number: int) -> KeptTransfer:
    return KeptTransfer(FileKey.source(number), Priority.ASKED, number, TransferState.WAITING, NOW)


def test_all_of_it_comes_back_in_order(transfers: TransfersRepository) -> None:
    wanted = [
        replace(_transfer(1), paused=True),
        replace(_transfer(2), priority=Priority.NOW, state=TransferState.PREPARING),
        replace(_transfer(3), state=TransferState.CANCELLED, ended_at=NOW + 2),
        replace(_transfer(4), key=FileKey.recording("CA\udcff"), preparations=2),
    ]
    transfers.write(reversed(wanted), [])
    found = transfers.all()
    assert found[:3] == wanted[:3]
    assert found[3].key.id == "CA?"
    assert not transfers.paused()


def test_many_are_one_write_and_the_last_word_counts(transfers: TransfersRepository) -> None:
    transfers.write([_transfer(number) for number in range(2_000)], [], paused=True)
    transfers.write(
        [replace(_transfer(1), paused=True)], [FileKey.source(number) for number in range(2, 2_000)]
    )
    assert transfers.all() == [_transfer(0), replace(_transfer(1), paused=True)]
    assert transfers.paused()
    transfers.write([], [], paused=False)
    assert not transfers.paused()


def test_what_is_over_is_forgotten_after_a_while(transfers: TransfersRepository) -> None:
    states = (TransferState.DONE, TransferState.CANCELLED, TransferState.FAILED, TransferState.GONE)
    ended = [replace(_transfer(number), state=state, ended_at=NOW) for number, state in enumerate(states)]
    transfers.write([*ended, _transfer(9)], [])
    assert transfers.forget_ended(NOW + SHORT_SECONDS - 1) == 0
    assert transfers.forget_ended(NOW + SHORT_SECONDS + 1) == 2
    assert [one.key.id for one in transfers.all()] == ["2", "3", "9"]
    assert transfers.forget_ended(NOW + LONG_SECONDS + 1) == 2
    assert [one.key.id for one in transfers.all()] == ["9"]


def test_what_came_in_the_moment_of_a_crash_is_done(
    transfers: TransfersRepository, database: Database, tmp_path: Path
) -> None:
    files = KeptFilesRepository(database, tmp_path)
    for number, kept_at in ((1, NOW + 1), (2, NOW - 60)):
        moment = datetime.fromtimestamp(kept_at, UTC)
        files.record(KeptFile(FileKey.source(number), tmp_path / f"{number}.pdf", 3, "00", "pdf", moment))
    transfers.write([_transfer(1), _transfer(2)], [])
    assert transfers.note_came() == 1
    states = [one.state for one in transfers.all()]
    # The second one was here before it was asked for: another copy is wanted.
    assert states == [TransferState.DONE, TransferState.WAITING]


def test_rows_of_another_version_are_passed_over(transfers: TransfersRepository, database: Database) -> None:
    transfers.write([_transfer(1), _transfer(2), _transfer(3)], [])
    with database.transaction() as connection:
        connection.execute("UPDATE transfers SET state = 'dreaming' WHERE id = '1'")
        connection.execute("UPDATE transfers SET priority = 99, error = '{' WHERE id = '2'")
        connection.execute("UPDATE transfers SET error = '[]' WHERE id = '3'")
    [left] = transfers.all()
    assert left.key == FileKey.source(3)
    assert isinstance(left.error, AppError)


@pytest.mark.parametrize(
    "error",
    [
        RecordingGone(since=datetime(2026, 11, 14, tzinfo=UTC)),
        FileIncomplete("x", received=3, expected=7),
        DiskFull(needed=5, free=2),
        ServerBusy(retry_after=2.5),
        PreparationFailed(server_text="no", server_text_he="לא"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_reason_is_the_same_when_it_is_read(error: AppError) -> None:
    found = read_error(written_error(error))
    assert type(found) is type(error)
    assert vars(found) == vars(error)


@pytest.mark.parametrize("kind", [NoWay, BrokenOff])
def test_what_the_network_knows_more_precisely_is_read_as_being_offline(kind: type[Offline]) -> None:
    assert type(read_error(written_error(kind("reset")))) is Offline


@given(st.text() | st.dictionaries(st.sampled_from(["kind", "since", "detail"]), st.text()).map(str))
def test_no_text_is_no_error(text: str) -> None:
    assert isinstance(read_error(text), AppError)


@pytest.mark.parametrize("kind", ["datetime", "annotations", "__doc__", "DiskReason", "DoesNotExist"])
def test_only_errors_are_made(kind: str) -> None:
    assert type(read_error(f'{{"kind": "{kind}"}}')) is AppError


def test_what_was_taken_is_written_when_it_ends_and_read_on_another_clock(
    transfers: TransfersRepository,
) -> None:
    service = KeptQueueService(transfers)
    service.take({FileKey.source(1): replace(_transfer(1), wanted_at=100.0)}, True, 200.0)
    service.take_slots([KeptSlot(SLOT, 160.0, anew=True)], 200.0)
    service.finish()
    kept = KeptQueueService(transfers).load(5_000.0)
    [later] = kept.transfers
    assert kept.paused
    [slot] = kept.slots
    assert (slot.key, slot.anew) == (SLOT, True)
    assert slot.asked_at == pytest.approx(4_960.0, abs=5.0)
    assert later.wanted_at == pytest.approx(4_900.0, abs=5.0)


def test_a_clock_that_was_set_back_asks_for_nothing_in_the_future(transfers: TransfersRepository) -> None:
    service = KeptQueueService(transfers)
    service.take_slots([KeptSlot(SLOT, 9_000.0)], 200.0)
    assert service.load(5_000.0).slots == [KeptSlot(SLOT, 5_000.0)]


def test_slots_are_all_that_there_are_and_stay_when_nothing_is_said_of_them(
    transfers: TransfersRepository,
) -> None:
    two = [KeptSlot(FileKey.recording(f"CA{number}"), NOW + number) for number in range(2)]
    transfers.write([], [], slots=two)
    transfers.write([_transfer(1)], [])
    assert transfers.slots() == two
    transfers.write([], [], slots=two[1:])
    assert transfers.slots() == two[1:]
