"""TransferPlan: the download queue's rules alone, on any clock (seconds, passed in as `now`).

It knows nothing of threads, Qt or HTTP: `due` says which attempts may start, and whoever carries one out
says how it ended with `ended` or `failed`. The rules are those of the server's worker (api-contract 4):
three preparations of a business at most, or it fails them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from desktop.core.errors import AppError, DiskFull, SignedOut, is_of_the_way
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import (
    WITHOUT_SLOT,
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
    _running: dict[int, Attempt] = field(default_factory=dict)
    _here: set[int] = field(default_factory=set)
    """Numbers of those of them for which the server has done all."""
    _last_number: int = 0
    _alone: int = 0
    """Of a busy server one thing alone is asked at first: the number of that attempt."""

    def __post_init__(self) -> None:
        self._items = TransferItems(self.rules)
        self._steps = TransferSteps(self.rules, self._items)

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

    def restore(self, kept: Sequence[KeptTransfer], now: float, *, paused: bool) -> None:
        """Goes on with what the run before left; what was asked for since comes after it."""
        self._items.paused |= paused
        self._items.restore(kept, now)

    # -- what is to be done ----------------------------------------------------------------------

    def due(self, now: float) -> list[Attempt]:
        """The attempts that may start now; each counts as running until `ended` or `failed`."""
        self._items.note_hold(bool(self.held_for), now)
        if self.held_for or self._is_full() or now < self._items.busy.until:
            # Thousands may wait: they are not gone through for each that is asked for.
            return []
        self._items.held_slots.expire(now)
        attempts: list[Attempt] = []
        for item in self._startable(now):
            if self._is_full():
                break
            if not item.way.needs_slot or self._take_slot(item, now):
                attempts.append(self._start(item))
        return attempts + self._ask_after_held_slots(now)

    def next_at(self, now: float) -> float | None:
        """When `due` should be called again if nothing else happens; None: not before something does."""
        if self.held_for or self._is_full():
            return None
        if self._items.busy.until > now:
            return self._items.busy.until
        # Most of thousands wait for others, not for a time: the question that leaves few comes first.
        later = [
            item.next_at
            for item in self._items.open()
            if item.next_at > now and not item.running and not self._items.holds(item)
        ]
        later += [time for time in self._items.held_slots.next_times() if time > now]
        if self._items.no_slot.until > now:
            later.append(self._items.no_slot.until)
        return min(later, default=None)

    # -- how it went -----------------------------------------------------------------------------

    def progress(self, attempt: Attempt, received: int, total: int | None) -> None:
        """Bytes so far of a running attempt."""
        item = self._current(attempt)
        if item is not None:
            item.state = TransferState.TRANSFERRING
            item.came(received, total)

    def went_on(self, attempt: Attempt, now: float) -> None:
        """The one that asked was told that it is ready, and as `attempt` fetches it: on the same thread, and
        without a word with the plan between."""
        self._running[attempt.number] = attempt
        self._items.note_answered(now)
        item = self._current(attempt)
        if item is None:
            self._items.held_slots.note_answer(attempt.key, Answer.READY, now)
        else:
            self._steps.answered(item, Way.ASK, Answer.READY, now, None)
            item.state = TransferState.TRANSFERRING

    def arrived(self, attempt: Attempt) -> None:
        """All of it is here: from now on it takes the disk's time, and another one the server's."""
        self._here.add(attempt.number)
        item = self._current(attempt)
        if item is not None:
            item.state, item.is_here = TransferState.TRANSFERRING, True

    def fetched(self, attempt: Attempt, now: float) -> bool:
        """The file is here, whole. False when nobody wanted it any more: it came all the same."""
        item = self._finish(attempt) or self._asked_for_anew(attempt.key)
        self._items.held_slots.release(attempt.key)
        self._note_answered(attempt, now)
        if item is None:
            self._items.came_after_all(attempt.key, now)
            return False
        item.slot = False
        self._items.end(item, TransferState.DONE, now)
        return True

    def ended(self, attempt: Attempt, answer: Answer, now: float, after: float | None = None) -> None:
        """The attempt brought `answer`; `after` is the server's Retry-After in s."""
        item = self._finish(attempt)
        self._note_answered(attempt, now)
        if item is None:
            self._items.held_slots.note_answer(attempt.key, answer, now, after)
        else:
            self._steps.answered(item, attempt.way, answer, now, after)

    def failed(self, attempt: Attempt, error: AppError, now: float) -> bool:
        """The attempt ended with `error`: tried again where that can help, else the transfer ends: True."""
        item = self._finish(attempt)
        self._items.note_error(error, now)
        if item is None:
            self._items.held_slots.note_error(attempt.key, attempt.way, error, now)
            return False
        item.received, item.total = 0, None
        if isinstance(error, SignedOut):
            self.held_for.add(Hold.NO_SESSION)
        self._steps.failed(item, attempt.way, error, now)
        return item.state.final

    def note_answered(self, now: float) -> None:
        """The server answers, if not here: what it does not answer for longer than anybody waits is asked for
        once more, and then that is its end."""
        self._items.note_answered(now)
        for item in self._items.open():
            if item.is_overdue(self.rules, now):
                item.next_at = min(item.next_at, now)

    def note_room(self, full: DiskFull | None) -> None:
        """Why what waits waits; None once there is room. `held_for` comes and goes as it is tried."""
        self._items.no_room = full

    @property
    def no_room(self) -> DiskFull | None:
        return self._items.no_room

    # -- what the screens see --------------------------------------------------------------------

    def transfer(self, key: FileKey) -> Transfer | None:
        """A snapshot of one transfer, final ones included; `line` is not filled (see `transfers`)."""
        item = self._items.find(key)
        return None if item is None else self._items.snapshot(item)

    def transfers(self) -> list[Transfer]:
        """Snapshots of all, in the order in which they came; those that wait with their place in the line."""
        line = {item.key: place for place, item in enumerate(self._items.line(), 1)}
        return [self._items.snapshot(item, line.get(item.key, 0)) for item in self._items.all()]

    def line(self) -> Iterator[FileKey]:
        """Those that wait, in the order in which they go, as long as nothing of them changes."""
        return (item.key for item in self._items.line())

    def arriving(self) -> list[Transfer]:
        """Snapshots of those that have an attempt just now, of thousands the few."""
        found = (self._current(attempt) for attempt in self._running.values())
        return [self._items.snapshot(item) for item in found if item is not None]

    def unfinished(self) -> list[FileKey]:
        return [item.key for item in self._items.open()]

    def behind(self) -> int:
        """How many are neither under way nor over; of thousands that takes no longer than of a few."""
        return self._items.behind({attempt.key for attempt in self._running.values()})

    @property
    def last_number(self) -> int:
        """Of the attempt that began last."""
        return self._last_number

    def slots_in_use(self) -> int:
        """Preparations under way at the server, as far as this computer knows."""
        return self._items.slots_in_use()

    @property
    def blocked(self) -> bool:
        """Whether the server said that it can prepare no more, and has taken none since."""
        return self._items.no_slot.error is not None

    @property
    def busy(self) -> bool:
        """Whether the server asked to be left alone, and has answered nothing since."""
        return self._items.busy.error is not None

    @property
    def standstill(self) -> Standstill:
        return self.blocked, self.busy

    def counts(self) -> QueueCounts:
        return replace(self._items.counts(), no_session=Hold.NO_SESSION in self.held_for)

    # -- choosing --------------------------------------------------------------------------------

    def _is_full(self) -> bool:
        """Whether the server is asked for as much at once as it may be, or the disk is as far behind."""
        full = self._at_server() >= self.rules.transfers or len(self._here) >= self.rules.keeping
        return full or (self.busy and self._alone in self._running)

    def _at_server(self) -> int:
        return len(self._running) - len(self._here)

    def _startable(self, now: float) -> Iterator[TransferItem]:
        """By rank; of thousands the first few are looked at when there are some."""
        # Most of thousands wait for a slot: while there is none, they are not even asked about more.
        busy, ways = self._busy(), tuple(Way) if self._may_take_slot(now) else WITHOUT_SLOT
        return (
            item
            for item in self._items.open()
            if item.next_at <= now
            and (item.way in ways or item.slot)
            and item.key not in busy
            and not self._items.holds(item)
        )

    def _busy(self) -> set[FileKey]:
        """Never two attempts at one file: a cancelled one may still be ending."""
        return {attempt.key for attempt in self._running.values()}

    def _start(self, item: TransferItem) -> Attempt:
        attempt = self._begin(item.key, item.way, may_go_on=item.way is Way.ASK)
        item.running = attempt.number
        if item.way is Way.FETCH:
            item.state = TransferState.TRANSFERRING
        return attempt

    def _begin(self, key: FileKey, way: Way, *, may_go_on: bool = False) -> Attempt:
        self._last_number += 1
        attempt = Attempt(self._last_number, key, way, may_go_on)
        self._running[attempt.number] = attempt
        if self.busy:
            self._alone = attempt.number
        return attempt

    def _take_slot(self, item: TransferItem, now: float) -> bool:
        if item.slot:
            return True
        if not self._may_take_slot(now):
            return False
        background = item.priority is Priority.BACKGROUND
        if background and self._items.background_slots() >= self.rules.background_preparing:
            return False
        item.slot, item.slot_at = True, now
        return True

    def _may_take_slot(self, now: float) -> bool:
        if now < self._items.no_slot.until or self._items.slots_in_use() >= self.rules.preparing:
            return False
        # After it refused one alone is asked for: a refused one has failed there.
        return not (self.blocked and any(attempt.way.needs_slot for attempt in self._running.values()))

    # -- after an attempt ------------------------------------------------------------------------

    def _finish(self, attempt: Attempt) -> TransferItem | None:
        """Frees the attempt's thread; its item, or None when it was cancelled or asked for anew."""
        item = self._current(attempt)
        self._running.pop(attempt.number, None)
        self._here.discard(attempt.number)
        if item is not None:
            item.running, item.is_here = 0, False
        return item

    def _note_answered(self, attempt: Attempt, now: float) -> None:
        """The server did as it was asked."""
        self._items.note_answered(now)
        if attempt.way.needs_slot:
            self._items.no_slot.end(now)

    def _current(self, attempt: Attempt) -> TransferItem | None:
        item = self._items.find(attempt.key)
        return item if item is not None and item.running == attempt.number else None

    def _asked_for_anew(self, key: FileKey) -> TransferItem | None:
        """One that was cancelled, and wanted again while its last bytes came: here they are."""
        item = self._items.find(key)
        return None if item is None or item.state.final else item

    def _ask_after_held_slots(self, now: float) -> list[Attempt]:
        held = self._items.held_slots
        # Nobody waits for these: whatever stalls, one thread is left for what somebody does wait for.
        most = max(1, self.rules.transfers - 1) - held.questions()
        free = max(0, min(self.rules.transfers - self._at_server(), most))
        if self.busy:
            free = min(free, 0 if self._alone in self._running else 1)
        return [self._ask_after(key) for key in held.due(now, self._busy())[:free]]

    def _ask_after(self, key: FileKey) -> Attempt:
        attempt = self._begin(key, Way.ASK)
        self._items.held_slots.note_asked(key, attempt.number)
        return attempt
