"""The child's end of the frames: how one of this program's own processes reads, answers and does not stay."""

from __future__ import annotations

import faulthandler
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from desktop.core.errors import AppError, DocumentTooHeavy
from desktop.workers.render_frames import PREFIX_BYTES, frame_head, lengths, read_head
from desktop.workers.render_limits import MEMORY_BYTES, limit_memory

_PIPE_BYTES = 1 << 20
"""As much as Linux lets anybody have."""


class ChildPipes:
    """Input and output for frames alone: whatever a library prints goes nowhere."""

    def __init__(self) -> None:
        self._requests = os.fdopen(os.dup(0), "rb", buffering=0)
        self._answers = os.fdopen(os.dup(1), "wb", buffering=0)
        _widen(1)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(nowhere, standard)

    def say_ready(self) -> None:
        self.write({"ready": True, "pid": os.getpid()})

    def read(self) -> dict[str, Any] | None:
        """The next request; None when there will be none."""
        prefix = self._read_exactly(PREFIX_BYTES)
        if prefix is None:
            return None
        head = self._read_exactly(lengths(prefix)[0])
        return None if head is None else read_head(head)

    @contextmanager
    def answering(self, seconds: float, most_bytes: int = MEMORY_BYTES) -> Iterator[None]:
        """What goes wrong within is the answer. With a limit of memory, and of time for when the program,
        which ends this process much earlier, is gone."""
        limit_memory(most_bytes)
        with Path(os.devnull).open("w") as nowhere:
            # Its own thread ends this process without asking Python, which may be stuck in a file.
            faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
            try:
                yield
            except AppError as error:
                self.write(error_head(error))
            except MemoryError:
                self.write(error_head(DocumentTooHeavy("no memory")))
            finally:
                faulthandler.cancel_dump_traceback_later()

    def write(self, head: dict[str, Any], payload: bytes | memoryview = b"") -> None:
        rest = memoryview(payload)
        self._write(memoryview(frame_head(head, rest.nbytes)))
        self._write(rest)

    def _write(self, rest: memoryview) -> None:
        while rest:
            rest = rest[self._answers.write(rest) :]

    def _read_exactly(self, count: int) -> bytes | None:
        """`count` bytes; None when the input ends before."""
        pieces = b""
        while len(pieces) < count:
            piece = self._requests.read(count - len(pieces))
            if not piece:
                return None
            pieces += piece
        return pieces


def error_head(error: AppError) -> dict[str, Any]:
    """As `said_error` reads it."""
    return {"error": type(error).__name__, "detail": error.detail}


def _widen(pipe: int) -> None:
    """An image goes through in one or two pieces rather than in fifty, each of which wakes up both sides."""
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
