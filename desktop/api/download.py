"""Download: one file on its way into a sink, whichever of several answers brings it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desktop.api.foreign import BrokenOff
from desktop.api.reply import Reply
from desktop.core.begun_file import BegunFile
from desktop.core.errors import AppError, FileEmpty, FileIncomplete
from desktop.core.media_type import SNIFF_BYTES, MediaType, sniff
from desktop.core.models import RecordingStatus

WRITE_BYTES = 64 * 1024
"""Small pieces are gathered until there are as many bytes as this for the sink."""

TELL_SECONDS = 0.1
"""How often `on_bytes` is called at most."""

OnBytes = Callable[[int, int | None], None]
"""Bytes received so far, and how many there are in all; None while nobody knows."""

Refuse = Callable[[MediaType, bytes, int | None], None]
"""Raises when a file that begins with these bytes, and is so long, is not what was asked for."""


class FileSink(Protocol):
    """Where a file's bytes go."""

    def write(self, data: bytes | memoryview) -> object:
        """Takes the next bytes; a view is not to be kept."""

    def restart(self) -> object:
        """Drops what was written: the file comes anew, from its beginning."""

    def expect(self, total: int | None) -> object:
        """How many bytes the whole file has; None when nobody knows. Told before the first of them."""

    def begun(self) -> BegunFile | None:
        """What is here of an earlier attempt; None: nothing."""


@dataclass(frozen=True, slots=True)
class Received:
    """A file came whole. `size` in bytes; `content_type` is the server's claim.

    `length_known` is False when the server did not say how long the file is: then nobody can tell
    whether it is whole.
    """

    size: int
    content_type: str
    length_known: bool = True


@dataclass(frozen=True, slots=True)
class NotReady:
    """An answer in place of the recording. `retry_after` in seconds; None when the server named none."""

    status: RecordingStatus
    retry_after: float | None = None


class OtherFile(FileIncomplete):
    """The rest that came belongs to another file than what is here: it has to come anew."""


class Download:
    """Takes one file, or the rest of it, or after a failure another version from the start. One thread.

    `begun` is what is here already, for a request with `range_header`.
    """

    def __init__(
        self, sink: FileSink, on_bytes: OnBytes | None, refuse: Refuse, begun: BegunFile | None = None
    ) -> None:
        self.size = 0
        """Bytes of this file that came; whatever fails after the first one is no reason to look elsewhere."""
        self._sink = sink
        self._on_bytes = on_bytes
        self._refuse = refuse
        self._begun = begun
        self._used = False
        self._total: int | None = None
        self._overlap = b""
        self._gathered = bytearray()
        self._told_at = 0.0
        if begun is not None and not begun.is_told_apart:
            self.begin_anew()

    @property
    def range_header(self) -> dict[str, str]:
        """Asks for the rest; empty when all of it is to come."""
        return {"Range": f"bytes={self._begun.start}-"} if self._begun else {}

    def begin_anew(self) -> None:
        """What is here is of no use."""
        if self._begun is not None:
            self._begun, self._used = None, True

    def receive(self, reply: Reply) -> Received:
        """Streams the body into the sink. Raises AppError: FileIncomplete, FileEmpty, and `refuse`'s.

        OtherFile before anything was written: what came is not the rest of what is here.
        """
        total = self._begin(reply)
        self._tell(total, now=True)
        try:
            for chunk in reply.chunks():
                self._take(chunk, total)
        except AppError as error:
            self._save()
            if not isinstance(error, BrokenOff):
                raise
            raise FileIncomplete(error.detail, received=self.size, expected=total or 0) from error
        self._raise_if_short(reply, total)
        self._flush()
        self._tell(total or self.size, now=True)
        return Received(self.size, reply.content_type, length_known=reply.says_its_end)

    def _begin(self, reply: Reply) -> int | None:
        """Returns how many bytes the whole file has, if that is known."""
        self._gathered.clear()
        if self._begun is not None and reply.status == 206:
            return self._go_on(self._begun, reply)
        self._raise_if_part(reply)
        self.begin_anew()
        if self._used:
            self._sink.restart()
        self._used, self._overlap, self.size = False, b"", 0
        total = None if reply.encoded else reply.length
        self._total = total
        self._sink.expect(total)
        return total

    def _go_on(self, begun: BegunFile, reply: Reply) -> int:
        """A part has no ETag and If-Range is ignored (api-contract 4): total and overlap must do."""
        fits = begun.continued_by(reply.header("Content-Range")) and not reply.encoded
        if not fits or reply.length not in (None, begun.total - begun.start):
            raise OtherFile("the rest of another file")
        self._used, self._overlap, self.size = True, begun.tail, begun.size
        return begun.total

    def _take(self, chunk: bytes, total: int | None) -> None:
        if self._overlap:
            chunk = self._past_overlap(chunk)
        self.size += len(chunk)
        self._gather(chunk)
        self._tell(total)

    def _gather(self, chunk: bytes) -> None:
        rest = memoryview(chunk)
        if self._gathered:
            # Filled up first: joined with the whole of a large one, a megabyte would be copied for each file.
            missing = max(0, WRITE_BYTES - len(self._gathered))
            self._gathered += rest[:missing]
            rest = rest[missing:]
            if len(self._gathered) >= WRITE_BYTES:
                self._flush()
        if len(rest) >= WRITE_BYTES:
            self._write(rest)
        else:
            self._gathered += rest

    def _past_overlap(self, chunk: bytes) -> bytes:
        common = min(len(chunk), len(self._overlap))
        if chunk[:common] != self._overlap[:common]:
            raise OtherFile("as long, and yet another file")
        self._overlap = self._overlap[common:]
        return chunk[common:]

    def _save(self) -> None:
        """What came before the line broke is worth keeping, once it is known to be of the right kind."""
        if self._gathered and (self._used or len(self._gathered) >= SNIFF_BYTES):
            self._flush()

    def _raise_if_short(self, reply: Reply, total: int | None) -> None:
        if not self.size:
            raise FileEmpty(reply.content_type)
        if total is not None and self.size != total:
            self._save()
            raise FileIncomplete("the rest is short", received=self.size, expected=total)

    def _flush(self) -> None:
        if not self._gathered:
            return
        self._write(bytes(self._gathered))
        self._gathered.clear()

    def _write(self, data: bytes | memoryview) -> None:
        if not self._used:
            head = bytes(data[:SNIFF_BYTES])
            self._refuse(sniff(head), head, self._total)
        self._used = True
        self._sink.write(data)

    def _tell(self, total: int | None, *, now: bool = False) -> None:
        moment = time.monotonic()
        if self._on_bytes and (now or moment - self._told_at >= TELL_SECONDS):
            self._told_at = moment
            self._on_bytes(self.size, total)

    @staticmethod
    def _raise_if_part(reply: Reply) -> None:
        """A 206 that nobody asked for is a file only when it holds all of it."""
        if reply.status != 206:
            return
        found = re.fullmatch(r"bytes 0-([0-9]{1,18})/([0-9]{1,18})", reply.header("Content-Range").strip())
        if not found or int(found[1]) + 1 != int(found[2]):
            raise FileIncomplete("a part where the whole was asked for")
