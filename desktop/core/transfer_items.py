"""TransferItems: all transfers of one account: what was asked for, in which order, and what holds them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from math import inf
from operator import attrgetter

from desktop.core.block import Block
from desktop.core.errors import (
    AppError,
    DiskFull,
    NoSlot,
    PreparationFailed,
    ServerBusy,
    ServerFailed,
    ends_preparing,
    is_of_the_way,
)
from desktop.core.held_slots import HeldSlots, KeptSlot
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import (
    KeptTransfer,
    QueueRules,
    TransferState,
    Way,
)
from desktop.core.transfer_item import TransferItem

RANK = attrgetter("priority", "order")
"""By priority, then in the order in which they were asked for."""
DONE_REMEMBERED = 500
_UNDER_WAY = (TransferState.PREPARING, TransferState.TRANSFERRING)
_ON_THE_SCREEN_AGAIN = (TransferState.FAILED, TransferState.GONE)
"""What ended in the run before and still wants a decision; the rest of it is over."""


class TransferItems:
    """Times on the plan's clock, in s. What is paused keeps its place, and a slot that the server fills."""

    def __init__(self, rules: QueueRules) -> None:
        self._rules = rules
        self._items: dict[FileKey, TransferItem] = {}
        self._open: list[TransferItem] = []
        """Those of them that are not over, by rank: looked through whenever an attempt ends."""
        self._done: dict[FileKey, None] = {}
        """Those of them that came, oldest first."""
        self.slots: dict[FileKey, TransferItem] = {}
        self.held_slots = HeldSlots(rules)
        self.no_slot, self.busy = Block(), Block()
        """The server prepares no more; it is to be left alone altogether."""
        self.answered_at = -inf
        """When the server last said anything to anybody here."""
        self._unheard_since = self._unheard_at = -inf
        """When nobody answered for the first time after that, and for the last, whoever asked."""
        self.no_room: DiskFull | None = None
        """Why what waits waits, while the disk is full."""
        self.paused = False
        """All of them, those to come too; what is played, shown or exported now goes on."""
        self._last_order = self._last_job = 0
        self._held_since: float | None = None

    def find(self, key: FileKey) -> TransferItem | None:
        return self._items.get(key)

    def all(self) -> list[TransferItem]:
        return list(self._items.values())

    def open(self) -> Sequence[TransferItem]:
        """Those that are not over, by rank; not to be gone through while one of them ends or rises."""
        return self._open

    def holds(self, item: TransferItem) -> bool:
        """Whether the user paused it, alone or with all the others; an export has a window of its own."""
        return item.paused or (self.paused and item.kept and item.priority is not Priority.NOW)

    def behind(self, running: set[FileKey]) -> int:
        """How many that are not over are neither prepared nor arrive."""
        going = (self._items.get(key) for key in running | self.slots.keys())
        states = [item.state for item in going if item is not None]
        return len(self._open) - sum(state in _UNDER_WAY for state in states)

    def slots_in_use(self) -> int:
        return len(self.slots) + len(self.held_slots)

    def kept_slots(self) -> tuple[KeptSlot, ...]:
        """What the server may be preparing, whether anybody waits for it or not."""
        own = (KeptSlot(one.key, one.slot_asked_at, one.way is Way.RESTART) for one in self.slots.values())
        return (*own, *self.held_slots.kept())

    def background_slots(self) -> int:
        return sum(item.priority is Priority.BACKGROUND for item in self.slots.values())

    # -- asked for -------------------------------------------------------------------------------

    def request(self, key: FileKey, priority: Priority, now: float, *, kept: bool) -> bool:
        """One that is on its way already only rises, and goes on when it was paused. True when it is new."""
        item = self._items.get(key)
        if item is not None and not item.state.final:
            if self.paused and kept is not item.kept:
                # An export waits for it, too.
                priority = Priority.NOW
            self._raise(item, min(item.priority, priority), now)
            item.kept |= kept
            return False
        way = Way.ASK if key.is_recording else Way.FETCH
        if item is not None and isinstance(item.error, PreparationFailed):
            way = Way.RESTART
        self._last_order += 1
        self._drop(key)
        fresh = TransferItem(key, priority, self._last_order, way, now, self.slots, self._next_job())
        fresh.next_at, fresh.wanted_at, fresh.kept = now, now, kept
        self._items[key] = fresh
        insort(self._open, fresh, key=RANK)
        self._take_slot_back(fresh)
        return True

    def _next_job(self) -> int:
        self._last_job += 1
        return self._last_job

    def put_back(self, before: KeptTransfer, now: float) -> None:
        """As if it had not been cancelled, but for what has come of it."""
        if self.request(before.key, before.priority, now, kept=True):
            item = self._items[before.key]
            self._leave_open(item)
            item.order = before.order
            # The server was asked for it so often already.
            item.preparations = before.preparations
            insort(self._open, item, key=RANK)
            if before.paused:
                self.pause(before.key, now)

    def _raise(self, item: TransferItem, priority: Priority, now: float) -> None:
        was_held = self.holds(item)
        if priority is not item.priority:
            self._leave_open(item)
            item.priority = priority
            insort(self._open, item, key=RANK)
        item.paused = False
        if was_held and not self.holds(item):
            self._take_up(item, now)
        elif priority is Priority.NOW and item.failed_at is not None and item.way is Way.RESTART:
            # Somebody sits before the screen: he does not wait for the five minutes to pass.
            item.next_at = now

    def _take_up(self, item: TransferItem, now: float) -> None:
        item.since = item.next_at = now
        self._take_slot_back(item)

    def _take_slot_back(self, item: TransferItem) -> None:
        """The server prepares it already: it was cancelled or paused meanwhile.

        A question about it that is under way is its own from now on: it is answered, and ends with it.
        """
        held = self.held_slots.release(item.key)
        if held is not None:
            item.slot, item.way = True, Way.ASK
            item.slot_at = item.asked_at = held.asked_at
            item.running = held.question or item.running

    # -- paused ----------------------------------------------------------------------------------

    def pause(self, key: FileKey, now: float) -> int:
        """Returns the number of its running attempt, 0 when it has none."""
        item = self._items.get(key)
        if item is None or item.state.final or item.paused:
            return 0
        was_held, item.paused = self.holds(item), True
        return 0 if was_held else self._lay_down(item, now)

    def resume(self, key: FileKey, now: float) -> None:
        """Goes on with one; while all are paused it goes first, as what is played does."""
        item = self._items.get(key)
        if item is not None and not item.state.final and self.holds(item):
            self._raise(item, Priority.NOW if self.paused else item.priority, now)

    def pause_all(self, now: float) -> list[int]:
        """Returns the numbers of the attempts that are to stop."""
        going = [item for item in self.open() if not self.holds(item)]
        self.paused = True
        stopped = [self._lay_down(item, now) for item in going if self.holds(item)]
        return [number for number in stopped if number]

    def resume_all(self, now: float) -> None:
        """Those that were paused alone, too."""
        held = [item for item in self.open() if self.holds(item)]
        self.paused = False
        for item in held:
            item.paused = False
            self._take_up(item, now)

    def _lay_down(self, item: TransferItem, now: float) -> int:
        running = item.running
        self.leave_slot(item, now)
        item.lay_down(now)
        return running

    def leave_slot(self, item: TransferItem, now: float) -> None:
        """Nobody waits for it here; the server goes on preparing it."""
        if item.slot:
            anew = item.way is Way.RESTART
            asked_at = now if anew or item.asked_at is None else item.asked_at
            self.held_slots.hold(item.key, asked_at, now, anew=anew)
            item.slot = False

    def note_hold(self, held: bool, now: float) -> None:
        """While nothing may be asked of the server, nobody's patience with it runs out, and what was ready
        need not be any longer."""
        if held:
            self._held_since = now if self._held_since is None else self._held_since
        elif self._held_since is not None:
            for item in self.open():
                item.note_pause(self._held_since, now)
            self._held_since = None

    def note_answered(self, now: float) -> None:
        """The server said something to somebody."""
        self.answered_at, self._unheard_at = now, -inf
        self.busy.end(now)

    def note_unheard(self, now: float) -> float:
        """Nobody answers, once more or for the first time; returns for how long that has been so."""
        if now - self._unheard_at > 2 * self._rules.retry_slowest_seconds:
            # Since then nobody asked any more: it may have answered all the time.
            self._unheard_since = now
        self._unheard_at = now
        return now - self._unheard_since

    # -- over ------------------------------------------------------------------------------------

    def end(self, item: TransferItem, state: TransferState, now: float) -> None:
        """Its one end."""
        self.leave_slot(item, now)
        item.running, item.state, item.ended_at, item.paused = 0, state, now, False
        self._leave_open(item)
        if state is TransferState.DONE:
            self._done[item.key] = None
            self._forget_oldest()

    def note_error(self, error: AppError, now: float) -> None:
        """What it says of the server, not of the file."""
        if isinstance(error, NoSlot):
            self.no_slot.begin(error, now + self._rules.no_slot_seconds)
        if isinstance(error, ServerBusy):
            after = self._rules.busy_seconds if error.retry_after is None else error.retry_after
            self.busy.begin(error, now + after)
        elif ends_preparing(error):
            # Of the recording it says something: the server is there.
            self.note_answered(now)
        elif is_of_the_way(error) and not isinstance(error, ServerFailed):
            self.note_unheard(now)

    def _leave_open(self, item: TransferItem) -> None:
        place = bisect_left(self._open, RANK(item), key=RANK)
        assert self._open[place] is item
        del self._open[place]

    def clear_final(self, states: Iterable[TransferState]) -> list[FileKey]:
        wanted = set(states)
        keys = [key for key, item in self._items.items() if item.state.final and item.state in wanted]
        for key in keys:
            self._drop(key)
        return keys

    def forget(self, key: FileKey) -> None:
        """One that has ended."""
        item = self._items.get(key)
        if item is not None and item.state.final:
            self._drop(key)

    def _forget_oldest(self) -> None:
        """A long day's finished transfers are not kept for ever."""
        while len(self._done) > DONE_REMEMBERED:
            self._drop(next(iter(self._done)))

    def _drop(self, key: FileKey) -> None:
        self._items.pop(key, None)
        self._done.pop(key, None)

    # -- from one run of the program to the next -------------------------------------------------

    def kept(self, key: FileKey) -> KeptTransfer | None:
        """What outlives the program; None when nothing of it does."""
        item = self._items.get(key)
        if item is None or not item.kept:
            return None
        return KeptTransfer(
            key,
            item.priority,
            item.order,
            item.state,
            item.wanted_at,
            item.paused,
            item.preparations,
            item.ended_at,
            item.error,
        )

    def restore(self, kept: Sequence[KeptTransfer], slots: Iterable[KeptSlot], now: float) -> None:
        """What the run before left, in its order, before all that was asked for since; slots stay taken."""
        for slot in slots:
            if slot.key not in self.slots:
                self.held_slots.restore(slot, now)
        asked_since, self._items = self._items, {}
        last = max((transfer.order for transfer in kept), default=0)
        for item in asked_since.values():
            item.order += last
        self._last_order += last
        for transfer in kept:
            self._restore(transfer, asked_since.pop(transfer.key, None), now)
        for item in asked_since.values():
            self._take_restored_slot(item)
        self._items |= asked_since
        self._open = sorted((item for item in self._items.values() if not item.state.final), key=RANK)

    def _restore(self, transfer: KeptTransfer, asked_since: TransferItem | None, now: float) -> None:
        if asked_since is not None:
            asked_since.kept, asked_since.order = True, transfer.order
            if not transfer.state.final:
                # It is the same request, which only rose.
                asked_since.preparations = max(asked_since.preparations, transfer.preparations)
            self._items[transfer.key] = asked_since
            self._take_restored_slot(asked_since, transfer)
        elif not transfer.state.final or transfer.state in _ON_THE_SCREEN_AGAIN:
            self._items[transfer.key] = self._restored(transfer, now)

    def _restored(self, transfer: KeptTransfer, now: float) -> TransferItem:
        # Nobody sits before what was played or shown then.
        priority = max(transfer.priority, Priority.ASKED)
        item = TransferItem(transfer.key, priority, transfer.order, Way.ASK, now, self.slots)
        item.lay_down(now)
        item.job, item.kept = self._next_job(), True
        item.paused, item.preparations = transfer.paused, transfer.preparations
        item.wanted_at, item.error = transfer.wanted_at, transfer.error
        if transfer.state.final:
            item.state, item.ended_at = transfer.state, transfer.ended_at
        else:
            self._take_restored_slot(item, transfer)
        return item

    def _take_restored_slot(self, item: TransferItem, transfer: KeptTransfer | None = None) -> None:
        if item.slot or item.state.final or self.holds(item):
            return
        self._take_slot_back(item)
        if transfer is not None and transfer.state is not TransferState.PREPARING:
            # The server was being asked when the end came, and perhaps never heard of it.
            item.asked_at = None
