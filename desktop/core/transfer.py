"""One file on its way to this computer: its state, and what can be done for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from desktop.core.errors import AppError
from desktop.core.models import FileKey, Priority


class TransferState(Enum):
    WAITING = "waiting"
    PAUSED = "paused"
    """By the user: it keeps its place in the line."""
    PREPARING = "preparing"
    TRANSFERRING = "transferring"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    GONE = "gone"
    """The server has it no longer: trying again cannot help."""

    @property
    def final(self) -> bool:
        return self in _FINAL


_FINAL = (TransferState.DONE, TransferState.FAILED, TransferState.CANCELLED, TransferState.GONE)


@dataclass(frozen=True, slots=True)
class Transfer:
    """A snapshot. Bytes in `received` and `total` (None: not known yet); times on the plan's clock, in s."""

    key: FileKey
    priority: Priority
    state: TransferState
    job: int = 0
    """Tells it from every other request for the same file: each has one end of its own."""
    received: int = 0
    total: int | None = None
    since: float = 0.0
    """When it was asked for; when the server began to prepare it, once it does."""
    next_at: float | None = None
    """When the server is asked again."""
    line: int = 0
    """Place in the line of those that wait, from 1; 0 when it does not wait."""
    error: AppError | None = None
    """Why it failed; of one that waits for its next preparation, why the last one failed, or NoSlot while
    the server begins none; of one that is asked for in vain, what came of that; ServerBusy while the server
    is to be left alone."""
    worker_silent: bool = False
    """The server took the request long since, and nobody there began with it."""
    unheard: bool = False
    """It waits while the server may be preparing what it was asked for before, and says nothing of it."""

    @property
    def in_passing(self) -> bool:
        """See `in_passing`."""
        return in_passing(self.key, self.priority)

    def as_known(self, online: bool) -> Transfer:
        """What the server prepares waits while it cannot be asked: perhaps it is at it still."""
        unknown = self.state is TransferState.PREPARING and not online
        return replace(self, state=TransferState.WAITING) if unknown else self


def in_passing(key: FileKey, priority: Priority) -> bool:
    """Whether nobody asked for this file, which takes no slot of the server: that of a receipt which may be
    looked at next. It comes in a moment, and with each key pressed another one: that is no news."""
    return priority is Priority.AHEAD and not key.is_recording


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """`transferring` and `preparing` take the server's time, at most 3 + 3; of `keeping` all is here, and
    is being brought onto the disk itself; `waiting` have nothing of it.

    `held`: the user paused all of them, those that he asks for later as well.
    """

    transferring: int = 0
    preparing: int = 0
    waiting: int = 0
    paused: int = 0
    held: bool = False
    silent: int = 0
    """Of those that are prepared: nobody at the server has begun with them."""
    asking: int = 0
    """Of those that wait: the server is being asked about them."""
    no_room: bool = False
    """The disk is full: what waits, waits for that."""
    refused: bool = False
    """The server begins no more preparations for this business."""
    busy: bool = False
    """The server asked to be left alone for a while."""
    no_session: bool = False
    """The server cannot be reached, or wants a sign-in first; what comes already may come to its end."""
    keeping: int = 0
    unheard: bool = False
    """What waits to be prepared waits for that: see `Transfer.unheard`."""

    @property
    def open(self) -> int:
        """All that are not over."""
        return self.transferring + self.keeping + self.preparing + self.waiting + self.paused

    @property
    def moving(self) -> bool:
        """Whether anything comes nearer just now; trying again whether it can is no news yet."""
        tries = bool(self.asking) and not (self.no_room or self.refused or self.busy or self.unheard)
        goes_on = self.preparing > self.silent or tries
        return bool(self.transferring + self.keeping) or (goes_on and not self.no_session)


@dataclass(frozen=True, slots=True)
class KeptTransfer:
    """What outlives the program of one transfer that the user asked for. Times in s, on one clock.

    `preparations`: how often the server was asked to begin it anew; `order` grows with each request.
    """

    key: FileKey
    priority: Priority
    order: int
    state: TransferState
    wanted_at: float
    paused: bool = False
    preparations: int = 0
    ended_at: float | None = None
    error: AppError | None = None


class Hold(Enum):
    """Why nothing new starts; what runs goes on."""

    NO_SESSION = "no_session"
    NO_ROOM = "no_room"
    """The disk is full."""
    NOT_RESTORED = "not_restored"
    """What the run before left is still being read."""


class Way(Enum):
    """What an attempt asks of the server."""

    ASK = "ask"
    """`/status`: starts nothing."""
    FETCH = "fetch"
    """The file, which is said to be ready (or needs no preparing: a receipt's)."""
    START = "start"
    """`/stream`: the file, or the server begins to prepare it; takes a preparing slot."""
    RESTART = "restart"
    """`/prepare`: the one way back after a failure; takes a preparing slot."""
    LAST_RESORT = "last_resort"
    """`/file`: may still hold what the others call gone; takes a preparing slot."""

    @property
    def needs_slot(self) -> bool:
        return self not in WITHOUT_SLOT


WITHOUT_SLOT = (Way.ASK, Way.FETCH)
"""The ways for which the server prepares nothing."""


class Answer(Enum):
    """How an attempt ended, when neither with the file nor with an error."""

    READY = "ready"
    QUEUED = "queued"
    """As PREPARING, but nobody at the server has begun with it."""
    PREPARING = "preparing"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One thing to do now: `way` for `key`. `number` tells it from every other attempt."""

    number: int
    key: FileKey
    way: Way
    may_go_on: bool = False
    """Whether, asked about and ready, the file is fetched at once: see `TransferPlan.went_on`."""
    begins: bool = False
    """Whether the server prepares nothing of it before this one asks: its slot is taken for that alone."""

    def to_fetch(self) -> Attempt:
        """As it goes on where it asked, and was told that the file is ready."""
        return Attempt(self.number, self.key, Way.FETCH, self.may_go_on, self.begins)


@dataclass(frozen=True, slots=True)
class QueueRules:
    """The caps and patience of design 4; all times in seconds."""

    transfers: int = 3
    keeping: int = 12
    """Files that are here already, and on their way to the disk itself while the next ones come."""
    preparing: int = 3
    background_preparing: int = 2
    poll_seconds: float = 3.0
    poll_slowest_seconds: float = 15.0
    give_up_seconds: float = 900.0
    slot_held_seconds: float = 900.0
    unknown_seconds: float = 120.0
    no_slot_seconds: float = 60.0
    busy_seconds: float = 5.0
    """How long a busy server is left alone when it does not say for how long."""
    retry_seconds: tuple[float, ...] = (2.0, 6.0, 15.0)
    retry_slowest_seconds: float = 60.0
    waited_for_seconds: float = 60.0
    """How long one that somebody waits for is asked for in vain, while the server answers others; what was
    asked for to be kept has all of `give_up_seconds`."""
    ready_retry_seconds: float = 1.0
    restart_seconds: float = 330.0
    """How long "failed" is borne after a new fetch was asked for: the server begins five minutes later."""
    failed_wait_seconds: float = 305.0
    """After a preparation failed: the server begins anew five minutes later at the earliest."""
    preparations_anew: int = 3
    """How often the server is asked to begin one anew that failed, before that is its end."""
    worker_silent_seconds: float = 60.0
    """The server's worker begins within seconds: after this it is not there."""
    room_seconds: float = 20.0
    """How long until one for which alone there was no room is tried again: not each time that all are, which
    the others would wait behind."""
    session_seconds: float = 30.0
    """How long an export's files wait for a session that was lost, since the server was heard last."""

    def retry_wait(self, tries: int, age: float) -> float:
        """How long until that is tried again which was tried so often before, and for `age`, in vain."""
        if tries < len(self.retry_seconds):
            return self.retry_seconds[tries]
        return min(self.retry_slowest_seconds, max(self.poll_seconds, *self.retry_seconds[-1:], age / 4))

    def poll_interval(self, age: float) -> float:
        """How long until the server is asked again about what it prepares for `age` already."""
        return min(self.poll_slowest_seconds, max(self.poll_seconds, age / 20))
