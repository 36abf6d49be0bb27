"""AttemptThreads: carries out the queue's attempts, each on a thread, and says how they go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Slot

from desktop.core.cancel import CancelToken
from desktop.core.models import FileKey
from desktop.core.transfer import Attempt
from desktop.services.transfers import Arrived, Tell
from desktop.workers.attempts import Attempts
from desktop.workers.crew import Crew
from desktop.workers.keepers import Keepers
from desktop.workers.mailbox import Mailbox
from desktop.workers.task import OnEnd, outcome

_LOOKED_FOR_MS = 100
"""As often as something is heard that wakes nobody: how far it is."""


@dataclass(frozen=True, slots=True)
class Running:
    """An attempt on a thread, and the session that it uses."""

    attempt: Attempt
    token: CancelToken
    attempts: Attempts


class AttemptListener(Protocol):
    """Whom the threads tell, on the UI thread. Called, not signalled: each signal lets the other threads have
    the interpreter, and while those have much to do it is long in coming back, with what is to start next."""

    def on_bytes(self, attempt: Attempt, received: int, total: int | None) -> None:
        """So many are here, of so many or of nobody knows how many."""

    def on_went_on(self, attempt: Attempt) -> None:
        """From now on it is one for the file itself, which is ready."""

    def on_arrived(self, attempt: Attempt) -> None:
        """The server has given all of it."""

    def on_ended(self, running: Running, result: object, error: Exception | None) -> None:
        """Told once, or never after `end_all`."""

    def on_all_told(self, moved_on: bool) -> None:
        """Of all that came at once. `moved_on`: something else may start now."""


class _Fetchers(Crew[tuple[Callable[[], object], OnEnd]]):
    """What speaks with the server, and how each of it ended."""

    def _do(self, piece: tuple[Callable[[], object], OnEnd]) -> None:
        work, on_end = piece
        on_end(*outcome(work))


class AttemptThreads(QObject):
    """Lives on the UI thread."""

    def __init__(self, downloads: int, listener: AttemptListener, parent: QObject) -> None:
        """At most so many at the server at once."""
        super().__init__(parent)
        self._listener = listener
        self._fetchers = _Fetchers(downloads, self)
        self._keepers = Keepers(self._comes, self)
        # By numbers of their own, which go on when another account's plan begins to count anew.
        self._running: dict[int, Running] = {}
        self._at_server: set[int] = set()
        self._may_go_on: set[int] = set()
        self._last_task = 0
        self._mailbox = Mailbox(self._on_emptied, self)
        self._unhurried = QTimer(self, interval=_LOOKED_FOR_MS)
        self._unhurried.timeout.connect(self._look)
        self._has_moved_on = False

    @property
    def busy(self) -> bool:
        """Whether an attempt is under way."""
        return bool(self._running)

    def start(self, attempt: Attempt, attempts: Attempts) -> None:
        self._last_task += 1
        token, number = CancelToken(), self._last_task
        self._running[number] = Running(attempt, token, attempts)
        self._at_server.add(number)
        if attempt.may_go_on:
            self._may_go_on.add(number)
        came = partial(self._say_by_and_by, number, self._on_bytes)
        tell = Tell(came, partial(self._goes_on, number))
        work = partial(attempts.attempt, attempt.key, attempt.way, token, tell)
        if not self._unhurried.isActive():
            self._unhurried.start()
        self._fetchers.put((work, partial(self._go_on, number)))

    def hold_back(self) -> None:
        """Those that only ask so far do no more than that: another one goes first."""
        self._may_go_on.clear()

    def stop_for_now(self, *numbers: int | None) -> None:
        """Ends the attempts of these numbers; each still says how it ended, and goes on later."""
        for running in list(self._running.values()):
            if running.attempt.number in numbers:
                running.token.cancel(for_now=True)

    def stop_for_good(self, key: FileKey, number: int | None) -> None:
        """Ends this one, and whatever is at an end on this file for now: nobody goes on with it any more."""
        for running in list(self._running.values()):
            mine = running.attempt.number == number
            if mine or (running.attempt.key == key and running.token.cancelled):
                running.token.cancel()

    def end_all(self) -> None:
        """Nobody hears of them any more. What is here already is kept all the same, as long as its account is
        open: see `AccountScope.keep_and_close`."""
        self._fetchers.clear()
        for running in self._running.values():
            running.token.cancel(for_now=True)
        self._running.clear()
        self._at_server.clear()
        self._may_go_on.clear()

    def wait(self, seconds: float) -> bool:
        """Whether all threads have ended, at the latest after `seconds`."""
        deadline = QDeadlineTimer(max(0, round(seconds * 1000)))
        # What arrives while the first are waited for goes to the second.
        return self._fetchers.wait(deadline) and self._keepers.wait(deadline)

    # -- on the attempts' threads ----------------------------------------------------------------

    def _go_on(self, number: int, result: object, error: Exception | None) -> None:
        """The server has done its part; its thread is free for another one."""
        end = partial(self._say, number, self._on_ended)
        if isinstance(result, Arrived):
            self._say(number, self._on_arrived)
            self._keepers.keep(result, end)
        else:
            end(result, error)

    def _comes(self) -> bool:
        """Whether a file may come at any moment."""
        return bool(self._at_server)

    def _goes_on(self, number: int) -> bool:
        goes_on = number in self._may_go_on
        if goes_on:
            self._say_by_and_by(number, self._on_went_on)
        return goes_on

    def _say(self, number: int, hear: Callable[..., None], *what: object) -> None:
        """`hear` is called on the UI thread, unless the attempt is nobody's by then."""
        self._mailbox.put(partial(self._hear, number, hear, *what))

    def _say_by_and_by(self, number: int, hear: Callable[..., None], *what: object) -> None:
        """As `_say`: before the next that is said so, or a moment later. Woken for it, the UI thread would
        take the interpreter from what brings the next file."""
        self._mailbox.put_by(partial(self._hear, number, hear, *what))

    # -- on the UI thread ------------------------------------------------------------------------

    @Slot()
    def _look(self) -> None:
        self._keepers.look()
        self._mailbox.look()
        if not self._running:
            self._unhurried.stop()

    def _hear(self, number: int, hear: Callable[..., None], *what: object) -> None:
        if number in self._running:
            # Of the bytes of a large file is heard ten times a second, and nothing follows from them.
            self._has_moved_on |= hear != self._on_bytes
            hear(number, *what)

    def _on_emptied(self) -> None:
        moved_on, self._has_moved_on = self._has_moved_on, False
        self._listener.on_all_told(moved_on)

    def _on_bytes(self, number: int, received: int, total: int | None) -> None:
        self._listener.on_bytes(self._running[number].attempt, received, total)

    def _on_went_on(self, number: int) -> None:
        running = self._running[number]
        fetching = running.attempt.to_fetch()
        self._running[number] = Running(fetching, running.token, running.attempts)
        self._listener.on_went_on(fetching)

    def _on_arrived(self, number: int) -> None:
        self._at_server.discard(number)
        self._listener.on_arrived(self._running[number].attempt)

    def _on_ended(self, number: int, result: object, error: Exception | None) -> None:
        self._at_server.discard(number)
        self._may_go_on.discard(number)
        self._listener.on_ended(self._running.pop(number), result, error)
