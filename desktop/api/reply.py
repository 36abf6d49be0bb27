"""Reply: an answer whose body is still on its way, read with a limit and a stall rule."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property

from urllib3 import BaseHTTPResponse

from desktop.api.foreign import BrokenOff, foreign_errors
from desktop.api.wire import Wire
from desktop.core.errors import AnswerNotUnderstood, Offline

READ_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Patience in seconds. `read` waits for the headers, as the server may be busy with somebody's export;
    `headers` is how long they may take from the first byte sent to the last one of them, however they come.

    A body that brings fewer than `stall_bytes` in `stall_seconds` is given up: a time limit from byte to
    byte would let a drip go on for ever.
    """

    connect: float = 10.0
    read: float = 60.0
    stall_seconds: float = 30.0
    stall_bytes: int = 4096
    headers: float = 120.0


class Reply:
    """Status and headers at once, the body once: as a whole or in chunks. Used by one thread."""

    def __init__(
        self, response: BaseHTTPResponse, wire: Wire, timeouts: Timeouts, expect: Callable[[float], None]
    ) -> None:
        """`expect` is told, at each sign of life, how many seconds the next one may take."""
        self.status = response.status
        self.content_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        self.received = 0
        """Bytes that came over the wire so far."""
        self._response = response
        chunked = "chunked" in self.header("Transfer-Encoding").lower()
        length = self.header("Content-Length").strip()
        self.length = int(length) if not chunked and re.fullmatch(r"[0-9]{1,18}", length) else None
        """Bytes that are to come over the wire; None when the server does not say."""
        self.says_its_end = chunked or self.length is not None
        """Whether a body that was cut short can be told from a whole one."""
        self.encoded = self.header("Content-Encoding").strip().lower() not in ("", "identity")
        """Whether the bytes on the wire are not the file's own."""
        self._wire = wire
        self._timeouts = timeouts
        self._expect = expect

    def header(self, name: str) -> str:
        return self._response.headers.get(name, "")

    @property
    def location(self) -> str:
        """Where a redirect leads; what http.client took for Latin-1 is UTF-8."""
        return self.header("Location").encode("latin-1", "replace").decode("utf-8", "replace")

    @cached_property
    def date(self) -> datetime | None:
        """The server's clock."""
        return http_date(self.header("Date"))

    def body(self, limit: int) -> bytes:
        """The whole body, decoded; raises AnswerNotUnderstood when it is larger than `limit` bytes."""
        body = bytearray()
        for chunk in self.chunks():
            body += chunk
            if len(body) > limit:
                raise AnswerNotUnderstood(f"an answer of more than {limit} bytes")
        return bytes(body)

    def chunks(self) -> Iterator[bytes]:
        """The body as it comes, decoded; BrokenOff when it ends early, Offline when it stands still."""
        pace = _Pace(self._timeouts)
        self._wire.set_patience(min(self._timeouts.read, self._timeouts.stall_seconds))
        self._expect(2 * self._timeouts.stall_seconds)
        while chunk := self._read():
            pace.count(self.received)
            yield chunk
            if self.received == self.length and not self.encoded:
                return
            self._expect(2 * self._timeouts.stall_seconds)
        if self.length is not None and self.received < self.length:
            raise BrokenOff(f"{self.received} of {self.length} bytes")

    def close(self) -> None:
        """Gives the connection back when the body has been read, and closes it otherwise."""
        self._response.close()

    def _read(self) -> bytes:
        left = self._response.length_remaining
        most = min(READ_BYTES, left) if left else READ_BYTES
        with foreign_errors(self._wire, in_body=True):
            # Where nothing is to be unpacked, unpacking still copies.
            chunk = self._response.read1(most, decode_content=self.encoded)
        self.received = self._response.tell()
        return chunk


class _Pace:
    """The stall rule."""

    def __init__(self, timeouts: Timeouts) -> None:
        self._timeouts = timeouts
        self._since = time.monotonic()
        self._before = 0

    def count(self, received: int) -> None:
        """Raises Offline when a window ends in which too few bytes came."""
        now = time.monotonic()
        if now - self._since < self._timeouts.stall_seconds:
            return
        if received - self._before < self._timeouts.stall_bytes:
            raise Offline("the answer stands still")
        self._since, self._before = now, received


def http_date(text: str) -> datetime | None:
    """A date as headers have it, in UTC; None for anything else."""
    try:
        date = parsedate_to_datetime(text)
        return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
