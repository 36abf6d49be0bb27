"""TransfersRepository: what the user asked for, so that a restart goes on where the program stopped."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any

from desktop.core.held_slots import KeptSlot
from desktop.core.kept_error import read_error, written_error
from desktop.core.models import FileKey, FileKind, Priority
from desktop.core.transfer import KeptTransfer, TransferState
from desktop.store.database import Database
from desktop.store.meta_repository import MetaRepository
from desktop.store.row_values import CUT, microseconds, text

_COLUMNS = "kind, id, priority, position, state, paused, preparations, wanted_at, ended_at, error"
_IN_ORDER = f"SELECT {_COLUMNS} FROM transfers ORDER BY position"
# A kill may come between a file's own row and its transfer's.
_CAME = (
    "UPDATE transfers SET state = ?, paused = 0, error = NULL, ended_at ="
    " (SELECT kept_at FROM kept_files WHERE kind = transfers.kind AND id = transfers.id)"
    " WHERE ended_at IS NULL AND EXISTS (SELECT 1 FROM kept_files WHERE kind = transfers.kind"
    f" AND id = transfers.id AND kept_at >= transfers.wanted_at AND shorter <> {CUT})"
)
# What was cut after it came: while the server may have it, and unless that was tried before.
_WANT_CUT = (
    f"INSERT OR REPLACE INTO transfers ({_COLUMNS}) SELECT k.kind, k.id, ?,"
    " (SELECT COALESCE(MAX(position), 0) FROM transfers) + ROW_NUMBER() OVER (ORDER BY c.created_at),"
    " ?, 0, 0, ?, NULL, NULL FROM kept_files k JOIN calls c ON c.sid = k.id"
    f" WHERE k.kind = '{FileKind.RECORDING}' AND k.shorter = {CUT} AND c.has_recording AND c.gone_at IS NULL"
    " AND c.created_at > ? AND NOT EXISTS (SELECT 1 FROM transfers t WHERE t.kind = k.kind AND t.id = k.id"
    " AND t.state <> ?)"
)
_FORGET = "DELETE FROM transfers WHERE ended_at < ? AND state IN (?, ?)"
_MICROSECONDS = 1_000_000
_PAUSED = "downloads_paused"
SHORT_SECONDS = 24 * 3600.0
LONG_SECONDS = 30 * 24 * 3600.0


class TransfersRepository:
    """Times are seconds since 1970."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._meta = MetaRepository(database)

    def write(
        self,
        put: Iterable[KeptTransfer],
        removed: Iterable[FileKey],
        paused: bool | None = None,
        slots: Iterable[KeptSlot] | None = None,
    ) -> None:
        """All of it at once; a transfer that is there already is replaced, `slots` are all there are.
        None: as it was."""
        with self._database.transaction() as connection:
            sql = f"INSERT OR REPLACE INTO transfers ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            connection.executemany(sql, (_row(transfer) for transfer in put))
            sql = "DELETE FROM transfers WHERE kind = ? AND id = ?"
            connection.executemany(sql, [(key.kind, key.id) for key in removed])
            if slots is not None:
                connection.execute("DELETE FROM preparing")
                connection.executemany("INSERT INTO preparing VALUES (?, ?, ?)", map(_slot_row, slots))
            if paused is not None:
                self._meta.set(_PAUSED, "1" if paused else "")

    def all(self) -> list[KeptTransfer]:
        """In the order in which they were asked for; what is no transfer of this version is passed over."""
        with self._database.reader() as connection:
            rows = connection.execute(_IN_ORDER).fetchall()
        found: list[KeptTransfer] = []
        for row in rows:
            with suppress(ValueError):
                found.append(_transfer(row))
        return found

    def slots(self) -> list[KeptSlot]:
        """What the server may be preparing."""
        with self._database.reader() as connection:
            rows = connection.execute("SELECT id, asked_at, anew FROM preparing ORDER BY asked_at").fetchall()
        return [KeptSlot(FileKey.recording(sid), at / _MICROSECONDS, bool(anew)) for sid, at, anew in rows]

    def paused(self) -> bool:
        """Whether the user paused all of them."""
        return bool(self._meta.get(_PAUSED))

    def note_came(self) -> int:
        """Ends what came since it was wanted, as its kept file says; returns how many."""
        with self._database.transaction() as connection:
            return connection.execute(_CAME, (TransferState.DONE.value,)).rowcount

    def want_cut(self, now: float, since: datetime) -> int:
        """Asks for the recordings that were cut on this computer, of calls that were made after `since`;
        returns how many."""
        waiting, done = TransferState.WAITING.value, TransferState.DONE.value
        values = (int(Priority.ASKED), waiting, _micros(now), microseconds(since), done)
        with self._database.transaction() as connection:
            return connection.execute(_WANT_CUT, values).rowcount

    def forget_ended(self, now: float) -> int:
        """What came or was cancelled a day ago, and what failed a month ago; returns how many."""
        over = (TransferState.DONE.value, TransferState.CANCELLED.value)
        failed = (TransferState.FAILED.value, TransferState.GONE.value)
        with self._database.transaction() as connection:
            short = connection.execute(_FORGET, (_micros(now - SHORT_SECONDS), *over)).rowcount
            return short + connection.execute(_FORGET, (_micros(now - LONG_SECONDS), *failed)).rowcount


def _row(transfer: KeptTransfer) -> tuple[str | int | None, ...]:
    return (
        transfer.key.kind,
        text(transfer.key.id),
        int(transfer.priority),
        transfer.order,
        transfer.state.value,
        int(transfer.paused),
        transfer.preparations,
        _micros(transfer.wanted_at),
        None if transfer.ended_at is None else _micros(transfer.ended_at),
        None if transfer.error is None else written_error(transfer.error),
    )


def _transfer(row: tuple[Any, ...]) -> KeptTransfer:
    """Raises ValueError for words of another version."""
    kind, key, priority, order, state, paused, preparations, wanted_at, ended_at, error = row
    return KeptTransfer(
        FileKey(FileKind(kind), key),
        Priority(priority),
        order,
        TransferState(state),
        wanted_at / _MICROSECONDS,
        bool(paused),
        preparations,
        None if ended_at is None else ended_at / _MICROSECONDS,
        None if error is None else read_error(error),
    )


def _slot_row(slot: KeptSlot) -> tuple[str, int, bool]:
    return text(slot.key.id), _micros(slot.asked_at), slot.anew


def _micros(seconds: float) -> int:
    return round(seconds * _MICROSECONDS)
