"""HeldSlots: preparations that go on at the server although nobody here waits for them any more."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from desktop.core.errors import AppError, PreparationFailed, RecordingGone, RecordingMissing, ends_preparing
from desktop.core.models import FileKey
from desktop.core.transfer import Answer, QueueRules, Way


@dataclass(frozen=True, slots=True)
class KeptSlot:
    """What outlives the program of a preparation at the server; as in `HeldSlot`."""

    key: FileKey
    asked_at: float
    anew: bool = False


@dataclass(slots=True)
class HeldSlot:
    """`asked_at`: when the server was asked to prepare it. Times on the plan's clock, in s."""

    asked_at: float
    until: float
    next_at: float
    question: int = 0
    """The number of the attempt that asks the server about it just now; 0: none does."""
    anew: bool = False
    """The server was told to begin it anew after a failure, and has not answered that yet."""


class HeldSlots:
    """Each keeps its slot until the server says that it is ready or failed, or its time is over."""

    def __init__(self, rules: QueueRules) -> None:
        self._rules = rules
        self._slots: dict[FileKey, HeldSlot] = {}

    def __len__(self) -> int:
        return len(self._slots)

    def hold(self, key: FileKey, asked_at: float, now: float, *, anew: bool = False) -> None:
        """`asked_at`: when the server was asked to prepare it; `anew`: see `HeldSlot`."""
        until = asked_at + self._rules.slot_held_seconds
        self._slots[key] = HeldSlot(asked_at, until, now + self._rules.poll_seconds, anew=anew)

    def restore(self, kept: KeptSlot, now: float) -> None:
        """One of an earlier run. However long ago that is, by a clock that may have been set meanwhile: it is
        held until the server says what became of it, or as long again."""
        self.hold(kept.key, kept.asked_at, now, anew=kept.anew)
        if (slot := self._slots[kept.key]).until <= now:
            slot.until = now + self._rules.slot_held_seconds

    def kept(self) -> Iterable[KeptSlot]:
        """What outlives the program."""
        return (KeptSlot(key, slot.asked_at, slot.anew) for key, slot in self._slots.items())

    def release(self, key: FileKey) -> HeldSlot | None:
        """Frees it; returns what was known of it, None when there was no slot."""
        return self._slots.pop(key, None)

    def expire(self, now: float) -> None:
        for key in [key for key, slot in self._slots.items() if slot.until <= now]:
            del self._slots[key]

    def due(self, now: float, busy: Container[FileKey]) -> list[FileKey]:
        """Those that the server may be asked about now, `busy` ones aside."""
        return [key for key, slot in self._slots.items() if slot.next_at <= now and key not in busy]

    def next_times(self) -> Iterable[float]:
        return (slot.next_at for slot in self._slots.values() if not slot.question)

    def questions(self) -> int:
        """About so many the server is being asked just now."""
        return sum(slot.question > 0 for slot in self._slots.values())

    def note_asked(self, key: FileKey, number: int) -> None:
        """`number`: of the attempt that asks."""
        self._slots[key].question = number

    def note_answer(self, key: FileKey, answer: Answer, now: float, after: float | None = None) -> None:
        """`after`: the server's Retry-After in s."""
        slot = self._slots.get(key)
        if slot is not None and answer is not Answer.NOT_ASKED:
            slot.anew = False
        if answer is Answer.READY or (answer is Answer.NOT_ASKED and self._is_lost(key, now)):
            self.release(key)
        else:
            self._ask_again(key, now + max(after or 0.0, self._rules.poll_seconds))

    def _is_lost(self, key: FileKey, now: float) -> bool:
        """The server may say "unknown" for a while after it was asked; later it means what it says."""
        slot = self._slots.get(key)
        return slot is not None and now - slot.asked_at >= self._rules.unknown_seconds

    def note_error(self, key: FileKey, way: Way, error: AppError, now: float) -> None:
        """Only what says that the server prepares it no longer frees the slot: after all else it is asked
        again."""
        if ends_preparing(error) and not (way is Way.ASK and self._leaves_open(key, error, now)):
            self.release(key)
        else:
            self._ask_again(key, now + self._rules.poll_slowest_seconds)

    def _leaves_open(self, key: FileKey, error: AppError, now: float) -> bool:
        """Whether the server may be at it nonetheless: when it is only asked, it calls gone what it may still
        hold by the last resort; and what it was told to begin anew has failed until it comes to that."""
        if isinstance(error, PreparationFailed):
            slot = self._slots.get(key)
            return slot is not None and slot.anew and not self._is_lost(key, now)
        return isinstance(error, RecordingGone | RecordingMissing)

    def _ask_again(self, key: FileKey, at: float) -> None:
        slot = self._slots.get(key)
        if slot is not None:
            slot.question, slot.next_at = 0, at
