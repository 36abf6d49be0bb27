"""PageMaker: pages of documents as objects of a PDF, made in another process, which may hang or crash."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from array import array
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, Cancelled, DocumentTooHeavy, FileDamaged
from desktop.core.own_command import own_command, own_import_path
from desktop.core.pdf.page_copy import CopiedPages
from desktop.services.export.merged_pdf import MadePages
from desktop.workers.child_process import said_error
from desktop.workers.render_frames import (
    PAGE_SECONDS,
    PAGES_FLAG,
    PREFIX_BYTES,
    frame_head,
    lengths,
    read_head,
)
from desktop.workers.render_limits import MEMORY_BYTES, memory_of

WATCH_SECONDS = 0.1

Frame = tuple[dict[str, Any], bytes]


class PageMaker:
    """Blocking; for one thread. Starts its process when it is needed, and another one when it was lost."""

    def __init__(
        self,
        token: CancelToken,
        *,
        passwords: Mapping[Path, str] | None = None,
        command: tuple[str, list[str]] | None = None,
        patience_seconds: float = PAGE_SECONDS,
        memory_bytes: int = MEMORY_BYTES + (64 << 20),
    ) -> None:
        """`token` ends what is under way at once. `passwords`: of documents that open with them alone."""
        self._token = token
        self._passwords = passwords or {}
        self._command = command or own_command(PAGES_FLAG, console=True)
        self._patience_seconds = patience_seconds
        self._memory_bytes = memory_bytes
        self._child: _Child | None = None

    @property
    def child_pid(self) -> int:
        """Of the process that waits or works; 0: none."""
        return self._child.pid if self._child is not None else 0

    def pages_of(self, path: Path, into: Path, parent: int) -> MadePages:
        """Of a document, into a new file; raises AppError, and Cancelled.

        One that ended the process is tried once more: its pages are drawn then.
        """
        request = {"path": str(path), "password": self._passwords.get(path, "")}
        try:
            return self._asked(request, into, parent)
        except _Lost:
            return self._ask({**request, "draw": True}, into, parent)

    def pages_with(self, lines: list[list[str]], into: Path, parent: int, *, rtl: bool) -> MadePages:
        """Pages that say `lines`, see `missing_pages`. A process that was lost is tried once more."""
        request = {"missing": lines, "rtl": rtl}
        try:
            return self._asked(request, into, parent)
        except _Lost:
            return self._ask(request, into, parent)

    def close(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.end()

    def _ask(self, request: dict[str, Any], into: Path, parent: int) -> MadePages:
        try:
            return self._asked(request, into, parent)
        except _Lost as lost:
            raise lost.error from lost

    def _asked(self, request: dict[str, Any], into: Path, parent: int) -> MadePages:
        """Raises _Lost, too, without a process then."""
        self._token.raise_if_cancelled()
        try:
            if self._child is None:
                self._child = _Child(self._command, self._token, self._patience_seconds, self._memory_bytes)
            head, payload = self._child.answer({**request, "into": str(into), "parent": parent})
            return _made(head, payload, parent + 1)
        except _Lost:
            self.close()
            self._token.raise_if_cancelled()
            raise


class _Lost(Exception):
    """The process is of no use any more."""

    def __init__(self, error: AppError) -> None:
        super().__init__(str(error))
        self.error = error


class _Child:
    """One process, and a thread that ends it when it is to end. Raises _Lost when it did."""

    def __init__(
        self, command: tuple[str, list[str]], token: CancelToken, patience: float, memory_bytes: int
    ) -> None:
        self._token = token
        self._patience = patience
        self._memory_bytes = memory_bytes
        self._why: AppError | None = None
        self._until: float | None = None
        self._ended = threading.Event()
        self._process = _started(command)
        self.pid = self._process.pid
        self._watch = threading.Thread(target=self._run_watch, name="pages-watch", daemon=True)
        self._watch.start()
        try:
            # As it says itself, see ChildProcess.
            self.pid = int(self._within_patience(self._frame)[0]["pid"])
        except _Lost:
            self.end()
            raise

    def answer(self, request: dict[str, Any]) -> Frame:
        """Raises AppError for what is wrong with the document, as it says."""
        frame = self._within_patience(partial(self._answered, request))
        error = said_error(frame[0])
        if error is not None:
            raise error
        return frame

    def _answered(self, request: dict[str, Any]) -> Frame:
        self._send(request)
        while "page" in (frame := self._frame())[0]:
            self._until = time.monotonic() + self._patience
        return frame

    def _within_patience(self, work: Callable[[], Frame]) -> Frame:
        self._until = time.monotonic() + self._patience
        try:
            return work()
        except (OSError, ValueError, KeyError) as error:
            raise _Lost(self._why or FileDamaged("the process ended")) from error
        finally:
            self._until = None

    def end(self) -> None:
        """Nothing of it is left then."""
        self._ended.set()
        with suppress(OSError):
            self._process.kill()
        self._process.wait()
        self._watch.join()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()

    # -- frames ----------------------------------------------------------------------------------

    def _send(self, request: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(frame_head(request))
        self._process.stdin.flush()

    def _frame(self) -> Frame:
        """The next one; raises ValueError for nonsense, and where the process ended."""
        head_bytes, payload_bytes = lengths(self._exactly(PREFIX_BYTES))
        return read_head(self._exactly(head_bytes)), self._exactly(payload_bytes)

    def _exactly(self, count: int) -> bytes:
        assert self._process.stdout is not None
        read = self._process.stdout.read(count)
        if len(read) < count:
            raise ValueError("no more")
        return read

    # -- the watch -------------------------------------------------------------------------------

    def _run_watch(self) -> None:
        while not self._ended.wait(WATCH_SECONDS):
            self._why = self._why or self._fault()
            if self._why is not None:
                with suppress(OSError):
                    self._process.kill()
                return

    def _fault(self) -> AppError | None:
        if self._token.cancelled:
            return Cancelled()
        if (until := self._until) is None:
            return None
        if time.monotonic() > until:
            return DocumentTooHeavy("no answer in time")
        return DocumentTooHeavy("too much memory") if memory_of(self.pid) > self._memory_bytes else None


def _started(command: tuple[str, list[str]]) -> subprocess.Popen[bytes]:
    """Without a window of its own on Windows. Raises _Lost."""
    flags = 0x08000000 if sys.platform == "win32" else 0  # CREATE_NO_WINDOW
    try:
        return subprocess.Popen(  # noqa: S603  # this program itself, see own_command
            [command[0], *command[1]],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": own_import_path()},
            creationflags=flags,
        )
    except OSError as error:
        raise _Lost(AppError(f"the process does not start: {error}")) from error


def _made(head: dict[str, Any], payload: bytes, first: int) -> MadePages:
    """Raises _Lost for what no sound process says."""
    try:
        offsets = array("Q", payload)
        pages = [int(page) for page in head["pages"]]
        if not pages or not all(first <= page < first + len(offsets) for page in pages):
            raise ValueError("pages that are none")  # noqa: TRY301  # nonsense is one kind of error here
        return MadePages(CopiedPages(offsets, pages), bool(head["drawn"]))
    except (ValueError, KeyError, TypeError) as error:
        raise _Lost(FileDamaged("the process answered nonsense")) from error
