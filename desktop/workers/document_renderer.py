"""DocumentRenderer: opens documents in another process, which may hang or crash as it likes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QRect, QSize, QTimer, Signal, Slot

from desktop.core.errors import AppError
from desktop.workers.child_process import ChildProcess, said_error
from desktop.workers.document_memory import DocumentMemory
from desktop.workers.document_requests import (
    OnError,
    OnFitted,
    OnImage,
    OnOpened,
    Request,
    read_fitted,
    read_image,
    read_opened,
)
from desktop.workers.document_text import OnText, read_page_text, text_wish
from desktop.workers.page_fit import PageFit
from desktop.workers.render_frames import child_command, frame_head
from desktop.workers.render_limits import DOCUMENT_BYTES, memory_of

log = logging.getLogger("desktop.documents")

ANSWER_SECONDS = 4.0
HURRY_MS = 400
"""So long does what is waited for stand behind what nobody sees; then the process is ended for it."""
PLAIN_SECONDS = 2.0
"""For opening alone what was lost with its first page."""
BEHIND_ANSWER_SECONDS = 12.0
START_SECONDS = 30.0
WARM_UP_MS = 3_000
"""After the program: its lists come first, and have the computer for themselves."""
ANSWERS_A_PROCESS = 500
REST_MS = 20_000
"""So long after its last answer does a process that is behind end."""
MOST_STARTS = 3
"""After so many starts that failed, one after the other, it is given up until something else is asked."""


class DocumentRenderer(QObject):
    """Lives on the UI thread and blocks nothing; one request is at the process at a time.

    `open` and `render` end in exactly one of their callbacks, or in none when what was asked for was
    dropped or replaced by a newer wish.
    """

    at_work_changed = Signal(bool)
    """Whether a document is opened or drawn, or is to be."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        is_behind: bool = False,
        command: tuple[str, list[str]] | None = None,
        answer_seconds: float | None = None,
        memory_bytes: int = DOCUMENT_BYTES,
        rest_ms: int = REST_MS,
    ) -> None:
        """`is_behind`: nobody waits for it. Its process lets others go first, has more time for an answer,
        and ends when nothing is asked of it for a while."""
        super().__init__(parent)
        self._child = ChildProcess(command or child_command(is_behind=is_behind), self)
        self._warm_up = self._timer(WARM_UP_MS, self.warm_up)
        self._rest = self._timer(rest_ms, self._end_process) if is_behind else None
        usual = BEHIND_ANSWER_SECONDS if is_behind else ANSWER_SECONDS
        self._answer_seconds = usual if answer_seconds is None else answer_seconds
        self._memory_bytes = memory_bytes
        self._closed = False
        self._ready = False
        self._held_back = False
        self._at_work = False
        self._failed_starts = 0
        self._answered = 0
        """How many requests the process answered."""
        self._own_bytes = 0
        self._paths: dict[int, Path] = {}
        self.memory = DocumentMemory()
        self._last_handle = 0
        self._waiting: list[Request] = []
        self._unwanted: list[int] = []
        """Documents that the process may still hold."""
        self._tidy = self._timer(0, self._on_tidy)
        self._hurry = self._timer(HURRY_MS, self._on_hurry)
        self._current: Request | None = None

    def _timer(self, milliseconds: int, act: Callable[[], object]) -> QTimer:
        """Calls `act` once, so long after it was started."""
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(act)
        return timer

    @property
    def child_pid(self) -> int:
        """Of the process while it takes requests; else 0."""
        return self._child.pid if self._ready else 0

    @property
    def document_bytes(self) -> int:
        """What the process holds of what it is at."""
        return memory_of(self.child_pid) - self._own_bytes if self._current is not None else 0

    # -- what is asked ---------------------------------------------------------------------------

    def warm_up_soon(self) -> None:
        """Starts the process in a while; what is asked for sooner starts it by itself."""
        self._warm_up.start()

    @Slot()
    def warm_up(self) -> None:
        """Starts the process, so that the first document does not wait for it."""
        if not self._child.running and not self._closed:
            self._start()

    def open(self, path: Path, on_opened: OnOpened, on_error: OnError) -> int:
        """Opens the file; returns the handle for `render` and `drop`."""
        handle = self._new_handle(path)
        self._ask(self._opening(handle, on_opened, on_error))
        return handle

    def open_fitted(self, path: Path, fit: PageFit, on_fitted: OnFitted, on_error: OnError) -> int:
        """As `open`, with the first page as it fits: one way there and back instead of two.

        A page at which the process is lost is said to be one that cannot be drawn.
        """
        handle = self._new_handle(path)
        body = {"do": "open", "fit": fit.as_list(), **self._of(handle)}
        request = Request(handle, ("open",), body, partial(read_fitted, on_fitted), on_error)
        request.instead = partial(self._opening_without, handle, on_fitted, on_error)
        self._ask(request)
        return handle

    def _new_handle(self, path: Path) -> int:
        self._last_handle += 1
        self._paths[self._last_handle] = path
        return self._last_handle

    def _opening(self, handle: int, on_opened: OnOpened, on_error: OnError) -> Request:
        body = {"do": "open", **self._of(handle)}
        return Request(handle, ("open",), body, partial(read_opened, on_opened), on_error)

    def _opening_without(
        self, handle: int, on_fitted: OnFitted, on_error: OnError, page_error: AppError
    ) -> Request:
        request = self._opening(handle, lambda info: on_fitted(info, page_error), on_error)
        request.seconds = PLAIN_SECONDS
        return request

    def render(
        self,
        handle: int,
        page: int,
        size: QSize,
        rotation: int,
        on_image: OnImage,
        on_error: OnError,
        *,
        clip: QRect | None = None,
        visible: bool = True,
    ) -> None:
        """Draws a page, turned clockwise by `rotation` degrees, `size` pixels large; of it only `clip`.

        A newer wish for the same page (whole, or a part of it) takes the place of an older one. Nothing is
        drawn of a document that was dropped.
        """
        if handle not in self._paths:
            return
        body = {
            "do": "render", **self._of(handle), "page": page,
            "size": [size.width(), size.height()], "rotation": rotation % 360,
            "clip": [clip.x(), clip.y(), clip.width(), clip.height()] if clip is not None else None,
        }  # fmt: skip
        slot = ("page", page, clip is not None)
        self._ask(Request(handle, slot, body, partial(read_image, on_image, on_error), on_error, visible))

    def ask_text(self, handle: int, page: int, on_text: OnText, on_error: OnError, *, places: bool) -> None:
        """Reads a page's text, after all that is seen was drawn; see `PageText`. A picture has none."""
        if handle not in self._paths:
            return
        body = {**text_wish(page, places=places), **self._of(handle)}
        read = partial(read_page_text, on_text)
        self._ask(Request(handle, ("text", page, places), body, read, on_error, visible=False))

    def _of(self, handle: int) -> dict[str, Any]:
        """Which document: the process opens it again when it has it no longer."""
        path = self._paths[handle]
        return {"handle": handle, "path": str(path), "password": self.memory.password(path)}

    def forget(self, handle: int, page: int) -> None:
        """Drops what is still asked of a page, which went out of sight."""
        self._drop_if(lambda request: request.handle == handle and request.slot[:2] == ("page", page))

    def drop(self, handle: int) -> None:
        """Closes the document; nothing of it is answered any more."""
        if self._paths.pop(handle, None) is None:
            return
        self._drop_if(lambda request: request.handle == handle)
        self._unwanted.append(handle)

    @Slot()
    def _on_tidy(self) -> None:
        self._tell_work()
        self._send_drops()

    def _send_drops(self) -> None:
        """Not before what somebody waits for: closing a document takes its time, too."""
        if self._current is not None or self._waiting or not self._ready:
            return
        for handle in self._unwanted:
            self._child.send(frame_head({"do": "drop", "handle": handle}))
        self._unwanted.clear()

    def close(self) -> None:
        """Ends the process within a moment; nothing is answered any more, what is still asked is not done."""
        self._closed = True
        self._warm_up.stop()
        self.drop_all()

    def drop_all(self) -> None:
        """Drops every document and ends the process; another one is started when something is asked."""
        self._waiting.clear()
        self._paths.clear()
        self._current = None
        self._ready = False
        self._child.close()
        self._tell_work()

    def hold_back(self, held: bool) -> None:
        """While it is held nothing new is begun; what is under way goes on."""
        self._held_back = held
        if not held and self._waiting:
            self.warm_up()
            self._send_next()

    def put_off(self) -> None:
        """What is under way is ended, and begun anew when nothing holds it back."""
        request = self._take_current()
        if request is not None:
            self._waiting.insert(0, request)
        self._end_process()
        if not self._held_back:
            self.warm_up()

    def _ask(self, request: Request) -> None:
        if self._closed:
            return
        same = (request.handle, request.slot)
        self._drop_if(lambda other: (other.handle, other.slot) == same)
        self._waiting.append(request)
        if self._rest is not None:
            self._rest.stop()
        if not self._held_back:
            self.warm_up()
        self._send_next()
        if self._stands_in_the_way() and not self._hurry.isActive():
            self._hurry.start()

    def _stands_in_the_way(self) -> bool:
        """Whether the process is at what nobody sees, and something is waited for."""
        current = self._current
        if self._rest is not None or current is None or not (current.dropped or not current.visible):
            return False
        return any(request.visible for request in self._waiting)

    @Slot()
    def _on_hurry(self) -> None:
        if self._stands_in_the_way():
            log.info("DOCUMENT_PROCESS ended for what is waited for")
            self.put_off()

    def _tell_work(self) -> None:
        asked = [*self._waiting, *([self._current] if self._current is not None else [])]
        at_work = any(request.draws for request in asked)
        if at_work is not self._at_work:
            self._at_work = at_work
            self.at_work_changed.emit(at_work)

    def _drop_if(self, fits: Callable[[Request], bool]) -> None:
        self._waiting = [request for request in self._waiting if not fits(request)]
        if self._current is not None and fits(self._current):
            self._current.dropped = True
        # Later: what takes its place may come in a moment.
        self._tidy.start()

    # -- one request at a time -------------------------------------------------------------------

    def _send_next(self) -> None:
        if self._answered >= ANSWERS_A_PROCESS and self._current is None and not self._waiting:
            # What documents leave behind in it goes with it, while nobody waits.
            self._end_process()
            self._start()
        self._tell_work()
        if self._current is not None or not self._ready or not self._waiting or self._held_back:
            self._send_drops()
            self._rest_when_idle()
            return
        request = next((one for one in self._waiting if one.visible), self._waiting[0])
        self._waiting.remove(request)
        self._current = request
        self._child.send(frame_head(request.body))
        seconds = min(self._answer_seconds, request.seconds or self._answer_seconds)
        self._child.expect(seconds, self._own_bytes + self._memory_bytes)

    def _take_current(self) -> Request | None:
        """The request that is over; None when nobody wants to hear of it any more."""
        self._child.expect_nothing()
        self._hurry.stop()
        request, self._current = self._current, None
        return None if request is None or request.dropped else request

    def _fail_current(self, error: AppError) -> None:
        request = self._take_current()
        if request is None:
            return
        log.warning("DOCUMENT_FAILED do=%s reason=%s", request.body["do"], type(error).__name__)
        if request.instead is not None:
            self._waiting.insert(0, request.instead(error))
        else:
            request.on_error(error)

    # -- the process -----------------------------------------------------------------------------

    def _start(self) -> None:
        self._answered = 0
        self._unwanted.clear()
        self._child.expect(START_SECONDS)
        self._child.start(self._read, self._on_lost)

    def _rest_when_idle(self) -> None:
        if self._rest is not None and self._current is None and not self._waiting:
            self._rest.start()

    @Slot()
    def _end_process(self) -> None:
        if self._rest is not None:
            self._rest.stop()
        self._ready = False
        self._child.end()

    def _restart(self, error: AppError) -> None:
        """Another process in place of this one; the request that it was at fails with `error`."""
        was_ready = self._ready
        self._end_process()
        self._failed_starts = 0 if was_ready else self._failed_starts + 1
        self._fail_current(error)
        if self._child.running:
            return
        if self._failed_starts < MOST_STARTS:
            self._start()
            return
        self._failed_starts = 0
        waiting, self._waiting = self._waiting, []
        for request in waiting:
            request.on_error(AppError("the process does not start"))

    def _read(self, head: dict[str, Any], payload: bytes) -> Callable[[], None]:
        if "ready" in head:
            return self._on_ready
        request, error = self._current, said_error(head)
        if request is None or request.dropped:
            return partial(self._on_answered, None)
        tell = request.read(head, payload) if error is None else partial(request.on_error, error)
        return partial(self._on_answered, tell)

    def _on_answered(self, tell: Callable[[], None] | None) -> None:
        self._answered += 1
        self._take_current()
        if tell is not None:
            tell()
        self._send_next()

    def _on_ready(self) -> None:
        self._ready = True
        self._failed_starts = 0
        self._own_bytes = memory_of(self._child.pid)
        self._child.expect_nothing()
        self._send_next()

    def _on_lost(self, error: AppError, by_itself: bool) -> None:
        if by_itself:
            self._keep_current()
        self._restart(error)

    def _keep_current(self) -> None:
        """What another document left behind may have ended it: this one gets a process of its own, once."""
        log.warning("DOCUMENT_PROCESS ended by itself answered=%d", self._answered)
        request = self._current
        if request is not None and self._answered and not request.asked_again and not request.dropped:
            request.asked_again = True
            self._take_current()
            self._waiting.insert(0, request)
