"""OutboxRepository: decisions on receipts, from the key that made them until the server has them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from desktop.core.decision_state import DecisionState
from desktop.core.models import ReceiptStatus
from desktop.core.outbox import (
    HISTORY_DAYS,
    HISTORY_KEPT,
    SETTABLE,
    Decided,
    Decision,
    DecisionReason,
    Mark,
    OutboxCounts,
    Review,
)
from desktop.store import receipt_values
from desktop.store.database import Database
from desktop.store.open_decisions import OPEN
from desktop.store.row_values import SqlValue, known_moment, microseconds, moment, text, whole

_FIELDS = (
    "receipt_id, wanted, against, decided_at, state, reason, tried,"
    " their_status, their_id, their_name, their_at"
)
_COLUMNS = f"entry_id, {_FIELDS}"
_INSERT = f"INSERT INTO outbox ({_FIELDS}) VALUES ({', '.join('?' * len(_FIELDS.split(',')))})"

_NOT_KEPT = (
    "SELECT ended_number FROM outbox WHERE ended_number IS NOT NULL"
    " ORDER BY ended_number DESC LIMIT 1 OFFSET ?"
)
_OLD = f"ended_number <= ({_NOT_KEPT}) OR ended_at < ?"
"""What was over first goes first, whenever it was made; what is open has neither number nor time."""


class OutboxRepository:
    """Any thread. What the user decides is on the disk when it returns; what the server answers may be asked
    for again, and is not waited for."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- deciding --------------------------------------------------------------------------------

    def decide(self, marks: Iterable[Mark], now: datetime) -> Decided:
        """Writes this command, all or nothing. Raises DiskFull, DiskFailed."""
        with self._database.transaction(durable=True) as connection:
            return _decide_all(connection, marks, now)

    def take_back(self, entry_ids: Iterable[int], now: datetime) -> Decided:
        """To what the server said before these decisions, but for those whose place a later one has taken.

        All or nothing, as `decide`.
        """
        with self._database.transaction(durable=True) as connection:
            among = json.dumps(list(entry_ids))
            found = _all(connection, "entry_id IN (SELECT value FROM json_each(?))", among)
            marks = (
                Mark(decision.receipt_id, decision.against, decision.wanted, undoes=True)
                for decision in found
                if not _is_overtaken(connection, decision)
            )
            return _decide_all(connection, list(marks), now)

    def shown_as(self, receipt_ids: Iterable[int]) -> dict[int, ReceiptStatus]:
        """What these are shown as; ids that are unknown are left out."""
        sql = "SELECT row_id, status FROM receipts WHERE row_id IN (SELECT value FROM json_each(?))"
        with self._database.reader() as connection:
            found = connection.execute(sql, (json.dumps(list(receipt_ids)),))
            return {row_id: receipt_values.status_of(status) for row_id, status in found}

    def choose(self, entry_ids: Iterable[int], mine: bool) -> list[int]:
        """Ends conflicts: the user's word is sent over the other one, or given up for it.

        Returns the receipts of those that were conflicts still.
        """
        with self._database.transaction(durable=True) as connection:
            among = json.dumps(list(entry_ids))
            found = _all(
                connection, "state = 'conflict' AND entry_id IN (SELECT value FROM json_each(?))", among
            )
            for decision in found:
                if mine:
                    _send_over(connection, decision)
                else:
                    _close(connection, decision.entry_id, DecisionState.DROPPED, DecisionReason.THEIRS)
            return [decision.receipt_id for decision in found]

    # -- sending ---------------------------------------------------------------------------------

    def next_waiting(self, after: int = 0) -> Decision | None:
        """The one that was made first of those that wait, and come after the entry `after`."""
        with self._database.reader() as connection:
            return _first(connection, "state = 'waiting' AND entry_id > ? ORDER BY entry_id", after)

    def begin(self, decision: Decision) -> bool:
        """It goes now; False when the user thought again meanwhile."""
        with self._database.transaction() as connection:
            sql = "UPDATE outbox SET state = 'sending' WHERE entry_id = ? AND state = 'waiting'"
            return connection.execute(sql, (decision.entry_id,)).rowcount > 0

    def note_sent(self, decision: Decision) -> None:
        """The server has it. What was decided since on the same receipt was decided against that."""
        with self._database.transaction() as connection:
            _note_server_status(connection, decision.receipt_id, decision.wanted)
            sql = "UPDATE outbox SET state = 'sent', reason = '' WHERE entry_id = ?"
            connection.execute(sql, (decision.entry_id,))
            _answer_later(connection, decision, against=decision.wanted)

    def note_refused(self, decision: Decision, reason: DecisionReason) -> bool:
        """The server does not take it; False when a later decision has taken its place."""
        with self._database.transaction() as connection:
            later = _later(connection, decision)
            if later is None:
                _close(connection, decision.entry_id, DecisionState.REFUSED, reason)
            else:
                _answer_later(connection, decision, against=None)
            return later is None

    def note_conflict(self, decision: Decision, found: Review) -> bool:
        """Somebody else decided; False when the user thought again meanwhile."""
        with self._database.transaction() as connection:
            _note_server_status(connection, decision.receipt_id, found.status)
            sql = (
                "UPDATE outbox SET state = 'conflict', their_status = ?, their_id = ?, their_name = ?,"
                " their_at = ? WHERE entry_id = ? AND state = 'waiting'"
            )
            return connection.execute(sql, (*_their_values(found), decision.entry_id)).rowcount > 0

    def take_up_begun(self) -> None:
        """While nothing is sent: what was on its way may have arrived or not. It waits again, and the server
        is asked before it is sent."""
        with self._database.reader() as connection:
            begun = _all(connection, "state = 'sending'")
        for decision in begun:
            self._note_unanswered(decision)

    def _note_unanswered(self, decision: Decision) -> None:
        with self._database.transaction() as connection:
            tried = _tried_text(decision.tried | {decision.wanted})
            sql = "UPDATE outbox SET state = 'waiting', tried = ? WHERE entry_id = ? AND state = 'sending'"
            connection.execute(sql, (tried, decision.entry_id))

    # -- reading ---------------------------------------------------------------------------------

    def counts(self) -> OutboxCounts:
        with self._database.reader() as connection:
            sql = f"SELECT COUNT(*), COUNT(CASE state WHEN 'conflict' THEN 1 END) FROM outbox WHERE {OPEN}"
            every, conflicts = connection.execute(sql).fetchone()
            return OutboxCounts(every - conflicts, conflicts)

    def history(self, now: datetime) -> list[Decision]:
        """What is open and what is over, the last one first; those that a later one replaced are left out.

        Not what is too old to be kept by `now`, whether it is forgotten by then or not.
        """
        with self._database.reader() as connection:
            kept = f"reason <> 'replaced' AND ({OPEN} OR ended_at >= ?) ORDER BY entry_id DESC"
            return _all(connection, kept, _oldest_kept(now))

    def forget_old(self, now: datetime) -> int:
        """Of what is over the oldest goes, and all that was over long ago; returns how many went."""
        with self._database.reader() as connection:
            found = connection.execute(f"SELECT EXISTS (SELECT 1 FROM outbox WHERE {_OLD})", _bounds(now))
            if not found.fetchone()[0]:
                return 0
        with self._database.transaction() as connection:
            return connection.execute(f"DELETE FROM outbox WHERE {_OLD}", _bounds(now)).rowcount

    # -- for a backup ----------------------------------------------------------------------------

    def unsent(self) -> list[Decision]:
        """What the server does not have yet, in the order in which it was made, however far it is."""
        with self._database.reader() as connection:
            return [_as_backed_up(one) for one in _all(connection, f"{OPEN} ORDER BY entry_id")]

    def take_up(self, decisions: Iterable[Decision]) -> int:
        """Adds those of a backup, all or none; returns how many. What is decided here meanwhile stays.

        Whatever it was then, by now the server may have it: it is asked first.
        """
        with self._database.transaction(durable=True) as connection:
            return sum(_restore(connection, decision) for decision in decisions)


def _oldest_kept(now: datetime) -> int:
    return microseconds(now - timedelta(days=HISTORY_DAYS))


def _bounds(now: datetime) -> tuple[int, int]:
    """Of what is old: see `_OLD`."""
    return HISTORY_KEPT, _oldest_kept(now)


# -- deciding ------------------------------------------------------------------------------------


class _Shown(NamedTuple):
    """A receipt: what it is shown as, what the server said last where that is something else, since when it
    is gone."""

    status: ReceiptStatus
    server: ReceiptStatus
    gone: bool


def _decide_all(connection: sqlite3.Connection, marks: Iterable[Mark], now: datetime) -> Decided:
    undo: list[Mark] = []
    same = gone = fixed = 0
    for mark in marks:
        shown = _shown(connection, mark.receipt_id)
        if shown is None or shown.gone:
            gone += 1
        elif shown.status is mark.wanted:
            same += 1
        elif _decide(connection, mark, shown, now):
            undo.append(Mark(mark.receipt_id, shown.status, mark.wanted, undoes=True))
        else:
            fixed += 1
    return Decided(tuple(undo), same, gone, fixed)


def _shown(connection: sqlite3.Connection, receipt_id: int) -> _Shown | None:
    sql = "SELECT status, COALESCE(server_status, status), gone_at IS NOT NULL FROM receipts WHERE row_id = ?"
    row = connection.execute(sql, (receipt_id,)).fetchone()
    if row is None:
        return None
    return _Shown(receipt_values.status_of(row[0]), receipt_values.status_of(row[1]), bool(row[2]))


def _decide(connection: sqlite3.Connection, mark: Mark, shown: _Shown, now: datetime) -> bool:
    """Against what the user saw, so that what came in between is a conflict. False: it cannot become that."""
    against = shown.status if mark.seen is None else mark.seen
    new = Decision(0, mark.receipt_id, mark.wanted, against, now)
    before = _first(connection, f"receipt_id = ? AND {OPEN}", mark.receipt_id)
    if before is not None:
        return _replace(connection, before, new, _is_back(before, mark, shown))
    if mark.wanted not in SETTABLE:
        return False
    _insert(connection, new)
    return True


def _is_back(before: Decision, mark: Mark, shown: _Shown) -> bool:
    """Whether nothing is left to be sent with this in the place of `before`."""
    undone = mark.undoes and mark.wanted is before.against
    if before.state is DecisionState.CONFLICT:
        return undone
    return not _maybe_sent(before) and (undone or mark.wanted is shown.server)


def _maybe_sent(decision: Decision) -> frozenset[ReceiptStatus]:
    """What may stand at the server by this computer's doing."""
    return decision.tried | ({decision.wanted} if decision.state is DecisionState.SENDING else set())


def _replace(connection: sqlite3.Connection, before: Decision, new: Decision, back: bool) -> bool:
    """The last wish alone is sent, and nothing where it goes back to the server's word."""
    if not back and new.wanted not in SETTABLE:
        return False
    reason = DecisionReason.UNDONE if back else DecisionReason.REPLACED
    _close(connection, before.entry_id, DecisionState.DROPPED, reason)
    if not back:
        _insert(connection, replace(new, against=before.against, tried=_maybe_sent(before)))
    return True


def _is_overtaken(connection: sqlite3.Connection, decision: Decision) -> bool:
    """Whether it counts no longer, or another one came after it that does."""
    if decision.state in (DecisionState.DROPPED, DecisionState.REFUSED):
        return True
    later = "receipt_id = ? AND entry_id > ? AND state NOT IN ('dropped', 'refused')"
    return _first(connection, later, decision.receipt_id, decision.entry_id) is not None


def _send_over(connection: sqlite3.Connection, decision: Decision) -> None:
    """It waits again, decided against what was found."""
    sql = (
        "UPDATE outbox SET state = 'waiting', against = their_status, their_status = NULL, their_id = NULL,"
        " their_name = NULL, their_at = NULL WHERE entry_id = ?"
    )
    connection.execute(sql, (decision.entry_id,))


# -- what the server answers -----------------------------------------------------------------------


def _note_server_status(connection: sqlite3.Connection, receipt_id: int, status: ReceiptStatus) -> None:
    sql = "UPDATE receipts SET server_status = ? WHERE row_id = ? AND server_status IS NOT NULL"
    connection.execute(sql, (status, receipt_id))


def _later(connection: sqlite3.Connection, decision: Decision) -> Decision | None:
    """What was decided on the same receipt while this one was on its way."""
    of_it = f"receipt_id = ? AND entry_id > ? AND {OPEN}"
    return _first(connection, of_it, decision.receipt_id, decision.entry_id)


def _answer_later(connection: sqlite3.Connection, decision: Decision, against: ReceiptStatus | None) -> None:
    """What comes after it is known by now to be decided against that; None: against what it was before."""
    later = _later(connection, decision)
    if later is None:
        return
    sent = against is not None or decision.wanted not in decision.tried
    against = later.against if against is None else against
    tried = later.tried - {decision.wanted} if sent else later.tried
    sql = "UPDATE outbox SET against = ?, tried = ? WHERE entry_id = ?"
    connection.execute(sql, (against, _tried_text(tried), later.entry_id))
    if later.wanted is against and not tried and later.state is not DecisionState.CONFLICT:
        _close(connection, later.entry_id, DecisionState.DROPPED, DecisionReason.UNDONE)


def _close(
    connection: sqlite3.Connection, entry_id: int, state: DecisionState, reason: DecisionReason
) -> None:
    sql = f"UPDATE outbox SET state = ?, reason = ? WHERE entry_id = ? AND {OPEN}"
    connection.execute(sql, (state, reason, entry_id))


def _restore(connection: sqlite3.Connection, decision: Decision) -> bool:
    if _first(connection, f"receipt_id = ? AND {OPEN}", decision.receipt_id) is not None:
        return False
    _insert(connection, replace(decision, tried=decision.tried | {decision.wanted}))
    return True


def _as_backed_up(decision: Decision) -> Decision:
    """A backup is as old as it is: by then it may have been sent."""
    tried = _maybe_sent(decision)
    return replace(decision, entry_id=0, state=DecisionState.WAITING, tried=tried, theirs=None)


# -- rows ----------------------------------------------------------------------------------------


def _insert(connection: sqlite3.Connection, decision: Decision) -> None:
    connection.execute(
        _INSERT,
        (
            decision.receipt_id,
            decision.wanted,
            decision.against,
            microseconds(decision.decided_at),
            decision.state,
            decision.reason,
            _tried_text(decision.tried),
            *(_their_values(decision.theirs) if decision.theirs is not None else (None,) * 4),
        ),
    )


def _their_values(found: Review) -> tuple[SqlValue, ...]:
    return found.status, whole(found.by_id), text(found.by), microseconds(found.at)


def _tried_text(tried: Iterable[ReceiptStatus]) -> str:
    return ",".join(sorted(tried))


def _first(connection: sqlite3.Connection, where: str, *values: SqlValue) -> Decision | None:
    return next(iter(_all(connection, f"{where} LIMIT 1", *values)), None)


def _all(connection: sqlite3.Connection, where: str, *values: SqlValue) -> list[Decision]:
    """What is no decision of this version is passed over."""
    found: list[Decision] = []
    for row in connection.execute(f"SELECT {_COLUMNS} FROM outbox WHERE {where}", values).fetchall():
        with suppress(ValueError):
            found.append(_decision(row))
    return found


def _decision(row: Sequence[Any]) -> Decision:
    """Raises ValueError for words of another version."""
    entry_id, receipt_id, wanted, against, decided_at, state, reason, tried, *theirs = row
    status, by_id, name, at = theirs
    return Decision(
        entry_id,
        receipt_id,
        ReceiptStatus(wanted),
        ReceiptStatus(against),
        known_moment(decided_at),
        DecisionState(state),
        DecisionReason(reason),
        frozenset(ReceiptStatus(one) for one in tried.split(",") if one),
        None if status is None else Review(receipt_values.status_of(status), by_id, name or "", moment(at)),
    )
