"""TransferPlan: the download queue's rules alone, on any clock (seconds, passed in as `now`).

It knows nothing of threads, Qt or HTTP: `due` says which attempts may start, and whoever carries one out
says how it ended with `ended` or `failed`. The rules are those of the server's worker (api-contract 4):
three preparations of a business at most, or it fails them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from desktop.core.errors import AppError, DiskFull, SignedOut, is_of_the_way
from desktop.core.held_slots import KeptSlot
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import (
    Answer,
    Attempt,
    Hold,
    KeptTransfer,
    QueueCounts,
    QueueRules,
    Transfer,
    TransferState,
    Way,
)
from desktop.core.transfer_item import TransferItem
from desktop.core.transfer_items import TransferItems
from desktop.core.transfer_steps import TransferSteps
from desktop.core.transfer_turns import TransferTurns
from desktop.core.transfer_view import TransferView

Standstill = tuple[bool, bool]
"""Whether nothing more is prepared, and whether nothing more is asked for at all."""


@dataclass(slots=True)
class TransferPlan:
    """All transfers of one account. Not thread-safe: one thread owns it."""

    rules: QueueRules = field(default_factory=QueueRules)
    held_for: set[Hold] = field(default_factory=set)
    """While there is a reason nothing new starts; each comes and goes without the others."""
    _items: TransferItems = field(init=False)
    _steps: TransferSteps = field(init=False)
    _view: TransferView = field(init=False)
    _turns: TransferTurns = field(init=False)

    def __post_init__(self) -> None:
        self._items = TransferItems(self.rules)
        self._steps = TransferSteps(self.rules, self._items)
        self._view = TransferView(self.rules, self._items)
        self._turns = TransferTurns(self.rules, self._items)

    # -- what the user wants ---------------------------------------------------------------------

    def request(self, key: FileKey, priority: Priority, now: float, *, kept: bool = False) -> bool:
        """Asks for a file; one that is on its way already only rises. True when it is new.

        `kept`: it outlives the program, see `kept_transfer`.
        """
        return self._items.request(key, priority, now, kept=kept)

    def request_unanswered(self, now: float) -> list[FileKey]:
        """Asks again for what the user asked for and the server did not answer; an export was told, and waits
        no longer. Returns which."""
        lost = [one for one in self.transfers() if one.state.final and is_of_the_way(one.error)]
        mine = [one for one in lost if self.kept_transfer(one.key) is not None]
        for transfer in mine:
            self.request(transfer.key, transfer.priority, now, kept=True)
        return [transfer.key for transfer in mine]

    def cancel(self, key: FileKey, now: float) -> int | None:
        """Ends a transfer; returns the number of its running attempt, if there is one."""
        item = self._items.find(key)
        if item is None or item.state.final:
            return None
        running = item.running or None
        self._items.end(item, TransferState.CANCELLED, now)
        return running

    def put_back(self, before: KeptTransfer, now: float) -> None:
        """Asks again for one that was cancelled, at the place where it was `before`."""
        self._items.put_back(before, now)

    def pause(self, key: FileKey, now: float) -> int | None:
        """It keeps its place, and nothing is done for it; returns the number of its running attempt."""
        return self._items.pause(key, now) or None

    def resume(self, key: FileKey, now: float) -> None:
        """Goes on with one; while all are paused it goes before them."""
        self._items.resume(key, now)

    def pause_all(self, now: float) -> list[int]:
        """Only what is played, shown or exported goes on; returns the numbers of what is to stop."""
        return self._items.pause_all(now)

    def resume_all(self, now: float) -> None:
        """Those that were paused alone, too."""
        self._items.resume_all(now)

    @property
    def paused(self) -> bool:
        return self._items.paused

    def clear_final(self, states: Iterable[TransferState]) -> list[FileKey]:
        """Forgets what ended in one of `states`; returns which."""
        return self._items.clear_final(states)

    def forget(self, key: FileKey) -> None:
        """Forgets one that has ended."""
        self._items.forget(key)

    def take_expired(self) -> list[FileKey]:
        """What was given up since the last call, not because of an error but for taking too long."""
        return self._steps.take_expired()

    def take_doubt(self) -> bool:
        """Whether it is time to look whether the server answers anybody: see `note_answered`."""
        return self._steps.take_doubt()

    # -- from one run of the program to the next -------------------------------------------------

    def kept_transfer(self, key: FileKey) -> KeptTransfer | None:
        """What outlives the program; None when nothing of it does."""
        return self._items.kept(key)

    def kept_slots(self) -> tuple[KeptSlot, ...]:
        """What the server may be preparing, whoever asked for it: that outlives the program, too."""
        return self._items.kept_slots()

    def restore(
        self, kept: Sequence[KeptTransfer], now: float, *, paused: bool, slots: Iterable[KeptSlot] = ()
    ) -> None:
        """Goes on with what the run before left; what was asked for since comes after it."""
        self._items.paused |= paused
        self._items.restore(kept, slots, now)

    # -- what is to be done ----------------------------------------------------------------------

    def due(self, now: float) -> list[Attempt]:
        """The attempts that may start now; each counts as running until `ended` or `failed`."""
        self._items.note_hold(bool(self.held_for), now)
        return [] if self.held_for else self._turns.due(now)

    def next_at(self, now: float) -> float | None:
        """When `due` should be called again if nothing else happens; None: not before something does."""
        return None if self.held_for else self._turns.next_at(now)

    # -- how it went -----------------------------------------------------------------------------

    def progress(self, attempt: Attempt, received: int, total: int | None) -> None:
        """Bytes so far of a running attempt."""
        item = self._turns.current(attempt)
        if item is not None:
            item.state = TransferState.TRANSFERRING
            item.came(received, total)

    def went_on(self, attempt: Attempt, now: float) -> None:
        """The one that asked was told that it is ready, and as `attempt` fetches it: on the same thread, and
        without a word with the plan between."""
        self._turns.running[attempt.number] = attempt
        self._items.note_answered(now)
        item = self._turns.current(attempt)
        if item is None:
            self._items.held_slots.note_answer(attempt.key, Answer.READY, now)
        else:
            self._steps.answered(item, Way.ASK, Answer.READY, now, None)
            item.state = TransferState.TRANSFERRING

    def arrived(self, attempt: Attempt) -> None:
        """All of it is here: from now on it takes the disk's time, and another one the server's."""
        self._turns.here.add(attempt.number)
        item = self._turns.current(attempt)
        if item is not None:
            item.state, item.is_here = TransferState.TRANSFERRING, True

    def fetched(self, attempt: Attempt, now: float) -> bool:
        """The file is here, whole. False when nobody wanted it any more: it came all the same."""
        item = self._turns.finish(attempt) or self._asked_for_anew(attempt.key)
        self._items.held_slots.release(attempt.key)
        self._note_answered(attempt, now)
        if item is None:
            # What is over keeps its end, though the file is here after all.
            return False
        item.slot = False
        self._items.end(item, TransferState.DONE, now)
        return True

    def ended(self, attempt: Attempt, answer: Answer, now: float, after: float | None = None) -> None:
        """The attempt brought `answer`; `after` is the server's Retry-After in s."""
        item = self._turns.finish(attempt)
        self._note_answered(attempt, now)
        if item is None:
            self._items.held_slots.note_answer(attempt.key, answer, now, after)
        else:
            self._steps.answered(item, attempt.way, answer, now, after)

    def failed(self, attempt: Attempt, error: AppError, now: float) -> bool:
        """The attempt ended with `error`: tried again where that can help, else the transfer ends: True."""
        item = self._turns.finish(attempt)
        self._items.note_error(error, now)
        if item is None:
            self._items.held_slots.note_error(attempt.key, attempt.way, error, now)
            return False
        item.received, item.total = 0, None
        if isinstance(error, SignedOut):
            self.held_for.add(Hold.NO_SESSION)
        self._steps.failed(item, attempt.way, error, now)
        return item.state.final

    def not_begun(self, attempt: Attempt) -> None:
        """It found no room, or was cancelled before it asked, and ends with that next: the server prepares
        nothing of what this one was to ask for, whoever waits for it by now."""
        if not attempt.begins:
            return
        self._items.held_slots.release(attempt.key)
        item = self._items.find(attempt.key)
        if item is not None and not item.state.final:
            item.not_prepared(Way.ASK if attempt.way is Way.START else attempt.way)
            item.preparations = max(0, item.preparations - (attempt.way is Way.RESTART))

    def is_current(self, attempt: Attempt) -> bool:
        """Whether its transfer waits for it still: what was cancelled, and asked for anew, does not."""
        return self._turns.current(attempt) is not None

    def note_answered(self, now: float) -> None:
        """The server answers, if not here: what it does not answer for longer than anybody waits is asked for
        once more, and then that is its end."""
        self._items.note_answered(now)
        for item in self._items.open():
            if item.is_overdue(self.rules, now):
                item.next_at = min(item.next_at, now)

    def lose_session(self, now: float) -> float:
        """Nothing new starts; returns how long an export's files wait for a session yet, in s.

        Since the server was heard last it was asked in vain for the first time: a try that finds nobody makes
        nobody wait longer."""
        self.held_for.add(Hold.NO_SESSION)
        return max(0.0, self.rules.session_seconds - self._items.note_unheard(now))

    def note_room(self, full: DiskFull | None) -> None:
        """Why what waits waits; None once there is room. `held_for` comes and goes as it is tried."""
        self._items.no_room = full

    def too_large(self) -> dict[FileKey, DiskFull]:
        """What waits alone, since there was no room for it, and why."""
        waiting = ((item.key, item.trouble) for item in self._items.open() if not self._items.holds(item))
        return {key: why for key, why in waiting if isinstance(why, DiskFull)}

    @property
    def no_room(self) -> DiskFull | None:
        return self._items.no_room

    # -- what the screens see --------------------------------------------------------------------

    def transfer(self, key: FileKey) -> Transfer | None:
        """A snapshot of one transfer, final ones included; `line` is not filled (see `transfers`)."""
        item = self._items.find(key)
        return None if item is None else self._view.snapshot(item)

    def transfers(self) -> list[Transfer]:
        """Snapshots of all, in the order in which they came; those that wait with their place in the line."""
        line = {item.key: place for place, item in enumerate(self._view.line(), 1)}
        return [self._view.snapshot(item, line.get(item.key, 0)) for item in self._items.all()]

    def line(self) -> Iterator[FileKey]:
        """Those that wait, in the order in which they go, as long as nothing of them changes."""
        return (item.key for item in self._view.line())

    def arriving(self) -> list[Transfer]:
        """Snapshots of those that have an attempt just now, of thousands the few."""
        found = (self._turns.current(attempt) for attempt in self._turns.running.values())
        return [self._view.snapshot(item) for item in found if item is not None]

    def unfinished(self) -> list[FileKey]:
        return [item.key for item in self._items.open()]

    def behind(self) -> int:
        """How many are neither under way nor over; of thousands that takes no longer than of a few."""
        return self._items.behind({attempt.key for attempt in self._turns.running.values()})

    @property
    def last_number(self) -> int:
        """Of the attempt that began last."""
        return self._turns.last_number

    def slots_in_use(self) -> int:
        """Preparations under way at the server, as far as this computer knows."""
        return self._items.slots_in_use()

    @property
    def blocked(self) -> bool:
        """Whether the server said that it can prepare no more, and has taken none since."""
        return self._items.no_slot.stands

    @property
    def busy(self) -> bool:
        """Whether the server asked to be left alone, and has answered nothing since."""
        return self._items.busy.stands

    @property
    def standstill(self) -> Standstill:
        return self.blocked, self.busy

    def counts(self) -> QueueCounts:
        return replace(self._view.counts(), no_session=Hold.NO_SESSION in self.held_for)

    # -- after an attempt ------------------------------------------------------------------------

    def _note_answered(self, attempt: Attempt, now: float) -> None:
        """The server did as it was asked."""
        self._items.note_answered(now)
        if attempt.way.needs_slot:
            self._items.no_slot.end(now)

    def _asked_for_anew(self, key: FileKey) -> TransferItem | None:
        """One that was cancelled, and wanted again while its last bytes came: here they are."""
        item = self._items.find(key)
        return None if item is None or item.state.final else item
