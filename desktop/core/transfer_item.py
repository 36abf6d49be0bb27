"""TransferItem: what the plan knows of one transfer."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.errors import AppError, ServerBusy
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import QueueRules, Transfer, TransferState, Way


@dataclass(slots=True, eq=False)
class TransferItem:
    """Changed by the plan alone. Times on the plan's clock, in s; `running` numbers its attempt, 0: none.

    `slots` is the plan's own: the transfers that hold a preparing slot, counted at every line of the log.
    """

    key: FileKey
    priority: Priority
    order: int
    way: Way
    since: float
    slots: dict[FileKey, TransferItem]
    job: int = 0
    """Tells it from every other request for the same file."""
    state: TransferState = TransferState.WAITING
    next_at: float = 0.0
    running: int = 0
    is_here: bool = False
    """All that its attempt was for came, and is being brought onto the disk itself."""
    kept: bool = False
    """Asked for by the user, not by an export: it outlives the program."""
    paused: bool = False
    wanted_at: float = 0.0
    ended_at: float | None = None
    slot_at: float = 0.0
    """When the server was asked last to prepare it."""
    asked_at: float | None = None
    started_at: float | None = None
    begun: bool = False
    """The server's worker has begun with it."""
    worker_silent: bool = False
    borne_until: float | None = None
    """Until then "failed" is said of the preparation before the one that was asked for last."""
    failed_at: float | None = None
    """When the last preparation failed, or was first seen to have."""
    preparations: int = 0
    """How often the server was asked to begin it anew after a failure."""
    tries: int = 0
    unanswered: int = 0
    """How often it was asked for in vain since anything came of it."""
    unanswered_since: float | None = None
    """The first of these times."""
    unanswered_at: float = 0.0
    """The last of them."""
    trouble: AppError | None = None
    """What came of that."""
    received: int = 0
    total: int | None = None
    furthest: int = 0
    """The most bytes that any attempt came to."""
    error: AppError | None = None

    @property
    def slot(self) -> bool:
        """Whether the server may be preparing this recording for us."""
        return self.slots.get(self.key) is self

    @slot.setter
    def slot(self, taken: bool) -> None:
        if taken:
            self.slots[self.key] = self
        elif self.slot:
            del self.slots[self.key]

    @property
    def slot_asked_at(self) -> float:
        """When the server was asked for what holds its slot; before it has answered, when that was sent."""
        unheard = self.asked_at is None or self.way is Way.RESTART
        return self.slot_at if unheard or self.asked_at is None else self.asked_at

    def came(self, received: int, total: int | None) -> None:
        """Bytes so far. Each attempt goes on where the last one was cut: while they get further, patience
        begins anew."""
        self.received, self.total = received, total
        if received > self.furthest:
            self.furthest = received
            self.be_patient_anew()

    def be_patient_anew(self) -> None:
        """The server does something for it."""
        self.tries, self.unanswered = 0, 0
        self.unanswered_since = self.trouble = None

    def asked_in_vain(self, error: AppError, now: float) -> None:
        """Nobody answered, or nobody who knows of it; a server that is busy does not count."""
        self.unanswered += not isinstance(error, ServerBusy)
        self.unanswered_at, self.trouble = now, error
        if self.unanswered_since is None:
            self.unanswered_since = now

    def look_again(self) -> None:
        """After a wait it may be ready no longer, or perhaps it was begun: that is asked first, for it starts
        nothing."""
        starts = self.way is Way.FETCH or (self.slot and self.way is Way.START)
        if starts and self.key.is_recording:
            self.way = Way.ASK

    def note_pause(self, since: float, now: float) -> None:
        """Nothing could be asked of the server since then."""
        if self.started_at is not None:
            self.started_at = min(now, self.started_at + now - since)
        if self.unanswered_since is not None:
            self.unanswered_since = min(now, self.unanswered_since + now - since)
        if not self.running:
            self.look_again()

    def lay_down(self, now: float) -> None:
        """Nothing is done for it any more; when it is taken up, that is from the beginning."""
        self.slot, self.running, self.state = False, 0, TransferState.WAITING
        self.is_here = False
        self.way = Way.ASK if self.key.is_recording else Way.FETCH
        self.since = self.next_at = now
        self.asked_at = self.started_at = self.borne_until = None
        self.begun = self.worker_silent = False
        self.received, self.total = 0, None
        self.be_patient_anew()

    def refused(self, way: Way) -> None:
        """The server prepares nothing of it: patience begins anew with what it takes next, on `way`."""
        self.be_patient_anew()
        self.not_prepared(way)

    def not_prepared(self, way: Way) -> None:
        """Nobody asked the server to after all; patience is what it was."""
        self.slot, self.way = False, way
        self.asked_at = self.started_at = self.borne_until = None
        self.begun = self.worker_silent = False

    def patience(self, rules: QueueRules) -> float:
        """How long it is asked for in vain while the server answers others, in s."""
        waited_for = self.priority is Priority.NOW or not self.kept
        return rules.waited_for_seconds if waited_for else rules.give_up_seconds

    def is_overdue(self, rules: QueueRules, now: float) -> bool:
        """Whether it was asked for in vain for longer than that."""
        since = self.unanswered_since
        return since is not None and now - since >= self.patience(rules)

    def begins_anew_at(self, rules: QueueRules, now: float) -> float:
        """Only when asked to, and five minutes after its failure, the server begins anew (api-contract 4):
        asked earlier it says "queued", and "failed" still is what the fetch before came to."""
        sure = self.failed_at is not None and now - self.failed_at >= rules.failed_wait_seconds
        return now if sure else now + rules.restart_seconds

    def failed_before(self, now: float) -> bool:
        """Whether "failed" is what an earlier fetch came to, not the one that was asked for last."""
        return now < self.borne_until if self.borne_until is not None else self.started_at is None

    def snapshot(self, line: int, *, paused: bool) -> Transfer:
        """As the screens see it; `line` is its place among those that wait, 0 when it does not."""
        state = TransferState.PAUSED if paused and not self.state.final else self.state
        return Transfer(
            self.key,
            self.priority,
            state,
            self.job,
            received=self.received,
            total=self.total,
            since=self.since,
            next_at=None if state.final or state is TransferState.PAUSED else self.next_at,
            line=line,
            error=self._why,
            worker_silent=self.worker_silent,
        )

    @property
    def _why(self) -> AppError | None:
        if self.state.final:
            return self.error if self.state in (TransferState.FAILED, TransferState.GONE) else None
        return self.error if self.failed_at is not None else self.trouble
