"""TransferView: transfers as the screens see them: what each waits for, and how many there are of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desktop.core.transfer import QueueCounts, QueueRules, Transfer, TransferState, in_passing
from desktop.core.transfer_item import TransferItem
from desktop.core.transfer_items import TransferItems


class TransferView:
    """Changes nothing."""

    def __init__(self, rules: QueueRules, items: TransferItems) -> None:
        self._rules = rules
        self._items = items

    @property
    def all_unheard(self) -> bool:
        """Whether all slots are held by what the server was asked for before, in another run perhaps, without
        its saying that it prepares any of it."""
        full = self._items.slots_in_use() >= self._rules.preparing
        return full and all(map(_is_unheard_of, self._items.slots.values()))

    def snapshot(self, item: TransferItem, line: int = 0) -> Transfer:
        found = item.snapshot(line, paused=self._items.holds(item))
        if self._items.no_room is not None and self._state_of(item) is TransferState.WAITING:
            return replace(found, state=TransferState.WAITING, next_at=None, error=self._items.no_room)
        if self._items.busy.error is not None and found.next_at is not None:
            # All wait for that, unless they wait for longer for a reason of their own.
            why = self._items.busy.error if found.state is TransferState.WAITING else None
            return replace(found, error=found.error or why, next_at=max(item.next_at, self._items.busy.until))
        if found.state is not TransferState.WAITING:
            return found
        if self._items.no_slot.error is None:
            waits = _is_unheard_of(item) if item.slot else item.way.needs_slot and self.all_unheard
            return replace(found, unheard=waits)
        if not item.way.needs_slot:
            return found
        if item.next_at > self._items.no_slot.until:
            return found
        return replace(found, error=self._items.no_slot.error, next_at=self._items.no_slot.until)

    def _state_of(self, item: TransferItem) -> TransferState:
        """As it is seen: what is only tried, while there is no room, still waits."""
        if self._items.holds(item) and not item.state.final:
            return TransferState.PAUSED
        tried = item.state is TransferState.TRANSFERRING and item.total is None and not item.received
        return TransferState.WAITING if self._items.no_room is not None and tried else item.state

    def line(self) -> Iterator[TransferItem]:
        """Those that wait, in the order in which they go."""
        waiting = (item for item in self._items.open() if item.state is TransferState.WAITING)
        return (item for item in waiting if not self._items.holds(item))

    def counts(self) -> QueueCounts:
        waiting, coming = TransferState.WAITING, TransferState.TRANSFERRING
        opened = (item for item in self._items.open() if not in_passing(item.key, item.priority))
        seen = [(self._state_of(item), item) for item in opened]
        states = [state for state, _ in seen]
        keeping = sum(item.is_here for state, item in seen if state is coming)
        return QueueCounts(
            transferring=states.count(coming) - keeping,
            keeping=keeping,
            preparing=states.count(TransferState.PREPARING),
            waiting=states.count(waiting),
            paused=states.count(TransferState.PAUSED),
            held=self._items.paused,
            silent=sum(item.worker_silent for state, item in seen if state is TransferState.PREPARING),
            asking=sum(bool(item.running) for state, item in seen if state is waiting),
            no_room=self._items.no_room is not None,
            refused=self._items.no_slot.stands,
            busy=self._items.busy.stands,
            unheard=self.all_unheard,
        )


def _is_unheard_of(item: TransferItem) -> bool:
    """Whether the server, which was asked for it, says nothing of it."""
    return item.state is TransferState.WAITING and item.asked_at is not None
