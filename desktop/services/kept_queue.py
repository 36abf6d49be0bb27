"""KeptQueueService: the queue of an account, kept from one run of the program to the next."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.core.call import RECORDING_LIFE
from desktop.core.errors import AppError, DiskFailed, DiskFull
from desktop.core.held_slots import KeptSlot
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import KeptTransfer, TransferState
from desktop.services.clock import ServerClock
from desktop.services.held import unsaved_said
from desktop.store.file_store import FileStore
from desktop.store.transfers_repository import TransfersRepository

log = logging.getLogger("desktop.recordings")

_WITHOUT_PART = (TransferState.DONE, TransferState.CANCELLED, TransferState.GONE)
"""Of what failed, a part may be gone on with when it is tried again."""
_NOT_AWAITED = (TransferState.DONE, TransferState.CANCELLED, TransferState.FAILED)
"""What is gone was asked for until the server deleted it, and that is to be said."""


@dataclass(frozen=True, slots=True)
class KeptQueue:
    """In the order in which they were asked for; times on the clock that was asked with."""

    transfers: Sequence[KeptTransfer]
    paused: bool
    slots: Sequence[KeptSlot] = ()


class KeptQueueService:
    """`take` from the UI thread; the rest blocks, for the TaskPool.

    The queue counts seconds on a clock that begins anew with the computer: `now` is its present time.
    """

    def __init__(
        self,
        transfers: TransfersRepository,
        files: FileStore | None = None,
        clock: ServerClock | None = None,
    ) -> None:
        """`files`: where parts are of what is not wanted any more; `clock`: for what the server may have."""
        self._transfers = transfers
        self._files = files
        self._clock = clock or ServerClock()
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._changed: dict[FileKey, KeptTransfer | None] = {}
        self._unwanted: set[FileKey] = set()
        self._paused: bool | None = None
        self._slots: list[KeptSlot] | None = None
        self._has_forgotten = False

    def take_slots(self, slots: Iterable[KeptSlot], now: float) -> None:
        """What the server may be preparing, before it is asked to: `write` comes first. Takes no time."""
        by = self._clock.now().timestamp() - now
        moved = [replace(slot, asked_at=slot.asked_at + by) for slot in slots]
        with self._lock:
            self._slots = moved

    def take(
        self,
        changed: Mapping[FileKey, KeptTransfer | None],
        paused: bool | None,
        now: float,
        unwanted: Iterable[FileKey] = (),
    ) -> None:
        """What `write` is to write: None for what is forgotten. Of what is `unwanted` no part stays, also
        where nothing of it was written. Takes no time."""
        by = self._clock.now().timestamp() - now
        with self._lock:
            for key, transfer in changed.items():
                self._changed[key] = None if transfer is None else _moved(transfer, by)
            # What is asked for anew meanwhile is wanted again.
            self._unwanted = (self._unwanted - changed.keys()).union(unwanted)
            if paused is not None:
                self._paused = paused

    def write(self) -> None:
        """Writes in one transaction what was taken; what cannot be written waits for the next time.

        Raises DiskFull, DiskFailed, DatabaseDamaged.
        """
        with self._writing:
            with self._lock:
                unwanted, self._unwanted = self._unwanted, set()
                changed, self._changed = self._changed, {}
                paused, self._paused = self._paused, None
                slots, self._slots = self._slots, None
            self._drop_parts(unwanted)
            if changed or paused is not None or slots is not None:
                self._write(changed, paused, slots)
                self._forget_ended()

    def write_slots(self) -> None:
        """`write`, before the server is asked to prepare anything. Where the disk refuses, that is asked all
        the same: whoever writes next says so."""
        with unsaved_said(log, "REC_SLOTS_NOT_WRITTEN"):
            self.write()

    def _write(
        self, changed: dict[FileKey, KeptTransfer | None], paused: bool | None, slots: list[KeptSlot] | None
    ) -> None:
        put = [transfer for transfer in changed.values() if transfer is not None]
        try:
            self._transfers.write(put, [key for key, one in changed.items() if one is None], paused, slots)
        except AppError:
            with self._lock:
                self._changed = changed | self._changed
                self._paused = paused if self._paused is None else self._paused
                self._slots = slots if self._slots is None else self._slots
            raise

    def _drop_parts(self, keys: Iterable[FileKey]) -> None:
        if self._files is not None:
            for key in keys:
                self._files.drop_begun(key)

    def unfinished(self) -> set[FileKey]:
        """What the runs before were asked for and did not bring, as far as is written."""
        return {one.key for one in self._transfers.all() if not one.state.final}

    def asked_recordings(self) -> set[str]:
        """Sids of what the user, not a rule, asked for and may yet get, or cannot get any more, as far as is
        written."""
        mine = (one for one in self._transfers.all() if one.key.is_recording)
        awaited = (one for one in mine if one.state not in _NOT_AWAITED)
        return {one.key.id for one in awaited if one.priority < Priority.BACKGROUND}

    def load(self, now: float) -> KeptQueue:
        """What the runs before left. Raises as `write`."""
        self.write()
        self._transfers.note_came()
        today = self._clock.now()
        self._transfers.want_cut(today.timestamp(), today - RECORDING_LIFE)
        self._forget_ended()
        by = now - today.timestamp()
        transfers = [_moved(transfer, by) for transfer in self._transfers.all()]
        if self._files is not None:
            self._files.drop_begun_but(one.key for one in transfers if one.state not in _WITHOUT_PART)
        return KeptQueue(transfers, self._transfers.paused(), self.load_slots(now))

    def _forget_ended(self) -> None:
        """Once, and by the server's clock alone: this computer's may be ahead by a month."""
        if self._clock.confirmed and not self._has_forgotten:
            self._has_forgotten = True
            self._transfers.forget_ended(self._clock.now().timestamp())

    def load_slots(self, now: float) -> list[KeptSlot]:
        """What the runs before asked the server to prepare, and it may be at still: at the latest now, if
        somebody set a clock back."""
        by = now - self._clock.now().timestamp()
        return [replace(slot, asked_at=min(now, slot.asked_at + by)) for slot in self._transfers.slots()]

    def finish(self) -> None:
        """The last of it, before the database is closed."""
        with unsaved_said(log, "REC_NOT_WRITTEN"):
            try:
                self.write()
            except (DiskFull, DiskFailed):
                # Nobody can be told any more: what a disk refuses once it may well take the second time.
                self.write()


def _moved(transfer: KeptTransfer, by: float) -> KeptTransfer:
    """With its times on another clock."""
    ended_at = None if transfer.ended_at is None else transfer.ended_at + by
    return replace(transfer, wanted_at=transfer.wanted_at + by, ended_at=ended_at)
