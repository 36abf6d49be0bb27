"""TransferTurns: which attempts are under way, and which may start within the caps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from desktop.core.models import FileKey, Priority
from desktop.core.transfer import WITHOUT_SLOT, Attempt, QueueRules, TransferState, Way
from desktop.core.transfer_item import TransferItem
from desktop.core.transfer_items import TransferItems


class TransferTurns:
    """Times on the plan's clock, in s."""

    def __init__(self, rules: QueueRules, items: TransferItems) -> None:
        self._rules = rules
        self._items = items
        self.running: dict[int, Attempt] = {}
        """By number."""
        self.here: set[int] = set()
        """Numbers of those of them for which the server has done all."""
        self.last_number = 0
        """Of the attempt that began last."""
        self._alone = 0
        """Of a busy server one thing alone is asked at first: the number of that attempt."""

    def due(self, now: float) -> list[Attempt]:
        """See `TransferPlan.due`; nothing holds it."""
        if self._is_full() or now < self._items.busy.until:
            # Thousands may wait: they are not gone through for each that is asked for.
            return []
        self._items.held_slots.expire(now)
        attempts: list[Attempt] = []
        for item in self._startable(now):
            if self._is_full():
                break
            if not item.way.needs_slot or self._take_slot(item, now):
                attempts.append(self._start(item, now))
        return attempts + self._ask_after_held_slots(now)

    def next_at(self, now: float) -> float | None:
        """See `TransferPlan.next_at`; nothing holds it."""
        if self._is_full():
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

    def finish(self, attempt: Attempt) -> TransferItem | None:
        """Frees the attempt's thread; its item, or None when it was cancelled or asked for anew."""
        item = self.current(attempt)
        self.running.pop(attempt.number, None)
        self.here.discard(attempt.number)
        if item is not None:
            item.running, item.is_here = 0, False
        return item

    def current(self, attempt: Attempt) -> TransferItem | None:
        """The item that this attempt is for still."""
        item = self._items.find(attempt.key)
        return item if item is not None and item.running == attempt.number else None

    # -- choosing --------------------------------------------------------------------------------

    def _is_full(self) -> bool:
        """Whether the server is asked for as much at once as it may be, or the disk is as far behind."""
        full = self._at_server() >= self._rules.transfers or len(self.here) >= self._rules.keeping
        return full or (self._items.busy.stands and self._alone in self.running)

    def _at_server(self) -> int:
        return len(self.running) - len(self.here)

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
        return {attempt.key for attempt in self.running.values()}

    def _start(self, item: TransferItem, now: float) -> Attempt:
        goes_on = item.way is Way.ASK and not self._gives_way(item, now)
        begins = item.way.needs_slot and item.asked_at is None
        attempt = self._begin(item.key, item.way, may_go_on=goes_on, begins=begins)
        item.running = attempt.number
        if item.way.needs_slot:
            item.slot_at = now
        # Now, not when it is answered: nobody may hear the answer.
        item.preparations += item.way is Way.RESTART
        if item.way is Way.FETCH:
            item.state = TransferState.TRANSFERRING
        return attempt

    def _gives_way(self, item: TransferItem, now: float) -> bool:
        """Whether one before it that is played or shown waits for its turn: that comes first, also when this
        one is ready."""
        before = takewhile(lambda one: one is not item, self._items.open())
        urgent = takewhile(lambda one: one.priority is Priority.NOW, before)
        waiting = (one for one in urgent if not one.running and one.next_at <= now)
        return any(not self._items.holds(one) for one in waiting)

    def _begin(self, key: FileKey, way: Way, *, may_go_on: bool = False, begins: bool = False) -> Attempt:
        self.last_number += 1
        attempt = Attempt(self.last_number, key, way, may_go_on, begins)
        self.running[attempt.number] = attempt
        if self._items.busy.stands:
            self._alone = attempt.number
        return attempt

    def _take_slot(self, item: TransferItem, now: float) -> bool:
        if item.slot:
            return True
        if not self._may_take_slot(now):
            return False
        background = item.priority is Priority.BACKGROUND
        if background and self._items.background_slots() >= self._rules.background_preparing:
            return False
        item.slot = True
        return True

    def _may_take_slot(self, now: float) -> bool:
        if now < self._items.no_slot.until or self._items.slots_in_use() >= self._rules.preparing:
            return False
        # After it refused one alone is asked for: a refused one has failed there.
        asked = any(attempt.way.needs_slot for attempt in self.running.values())
        return not (self._items.no_slot.stands and asked)

    def _ask_after_held_slots(self, now: float) -> list[Attempt]:
        held = self._items.held_slots
        # Nobody waits for these: whatever stalls, one thread is left for what somebody does wait for.
        most = max(1, self._rules.transfers - 1) - held.questions()
        free = max(0, min(self._rules.transfers - self._at_server(), most))
        if self._items.busy.stands:
            free = min(free, 0 if self._alone in self.running else 1)
        return [self._ask_after(key) for key in held.due(now, self._busy())[:free]]

    def _ask_after(self, key: FileKey) -> Attempt:
        attempt = self._begin(key, Way.ASK)
        self._items.held_slots.note_asked(key, attempt.number)
        return attempt
