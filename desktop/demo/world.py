"""DemoWorld: two invented businesses, everything they have, and how a test changes it."""

from __future__ import annotations

import random
import threading
from dataclasses import replace
from datetime import timedelta
from functools import cached_property
from typing import Any

from desktop.demo.clock import DemoClock
from desktop.demo.counters import Counters
from desktop.demo.options import DemoOptions
from desktop.demo.samples.calls import HTML_RECORDING, CallBook, DemoCall, recording_of
from desktop.demo.samples.documents import Documents, shared_documents
from desktop.demo.samples.receipts import DemoFile, DemoReceipt, ReceiptBook
from desktop.demo.sessions import COLLEAGUE, FIRST_BUSINESS, SECOND_BUSINESS, Sessions
from desktop.demo.worker import RecordingWorker

__all__ = ["Business", "DemoCall", "DemoFile", "DemoReceipt", "DemoWorld"]

OTHER_CALLS, OTHER_RECEIPTS = 24, 18


class Business:
    """One tenant: its calls, its receipts, its worker. Each is made when it is first asked for."""

    def __init__(self, number: int, options: DemoOptions, world: DemoWorld) -> None:
        self._number = number
        self._options = options
        self._world = world
        first = number == FIRST_BUSINESS
        self._counts = (options.calls, options.receipts) if first else (OTHER_CALLS, OTHER_RECEIPTS)
        self.worker = RecordingWorker(self._plan, world.clock, world.counters, options.block_seconds)

    @cached_property
    def calls(self) -> CallBook:
        options = self._options
        return CallBook(
            self._number,
            self._counts[0],
            options.seed,
            self._world.started,
            options.bunches,
            options.transcripts,
        )

    @cached_property
    def receipts(self) -> ReceiptBook:
        world = self._world
        return ReceiptBook(self._number, self._counts[1], self._options.seed, world.started, world.documents)

    def _plan(self, sid: str, fetches: int) -> tuple[float, bool]:
        """How many seconds the next fetch of `sid` takes, and whether it fails."""
        call = self.calls.find(sid)
        seconds = random.Random(f"{self._options.seed} {sid}").uniform(*self._options.prepare_seconds)
        fate = call.fate if call else "fails"
        return seconds, fate == "fails" or (fate == "fails_once" and fetches == 0)


class DemoWorld:
    """All data of the server. `calls` and `receipts` are the first business's, newest first."""

    def __init__(self, options: DemoOptions, counters: Counters) -> None:
        self.options = options
        self.clock = DemoClock(options.now)
        self.counters = counters
        self.started = self.clock.now()
        self.sessions = Sessions(options, self.clock)
        self.dice = random.Random(options.seed)
        """What the database leaves open, such as the order of calls of the same moment."""
        self._lock = threading.Lock()
        self._added = 0
        self.businesses = {
            number: Business(number, options, self) for number in (FIRST_BUSINESS, SECOND_BUSINESS)
        }

    @cached_property
    def documents(self) -> Documents:
        return shared_documents(self.options.resources)

    @property
    def calls(self) -> CallBook:
        return self.businesses[FIRST_BUSINESS].calls

    @property
    def receipts(self) -> ReceiptBook:
        return self.businesses[FIRST_BUSINESS].receipts

    # -- files, for comparison ---------------------------------------------------------------------------

    def recording_bytes(self, sid: str) -> bytes:
        """What the server gives for the recording of `sid`; KeyError when there is no such call."""
        for business in self.businesses.values():
            call = business.calls.find(sid)
            if call is not None:
                return HTML_RECORDING if call.fate == "html" else recording_of(call).all_bytes()
        raise KeyError(sid)

    def source_bytes(self, receipt_id: int) -> bytes | None:
        """The source file that a client can get by any way; None when it can get none."""
        return self._reachable(receipt_id, "attachment")

    def preview_bytes(self, receipt_id: int) -> bytes | None:
        """The preview that a client can get by any way; None when it can get none."""
        return self._reachable(receipt_id, "preview")

    def _reachable(self, receipt_id: int, which: str) -> bytes | None:
        for business in self.businesses.values():
            receipt = business.receipts.find(receipt_id)
            file: DemoFile | None = getattr(receipt, which, None)
            if receipt is None or file is None:
                continue
            if file.storage == "absent" or not file.filename.isascii():
                return None
            return business.receipts.file_bytes(receipt, file)
        return None

    # -- changes -----------------------------------------------------------------------------------------

    def expire_sessions(self, *, refresh_works: bool = False) -> None:
        """Every session answers 401 from now on; unless `refresh_works`, only a new sign-in mends it."""
        self.sessions.expire_all(refresh_works=refresh_works)

    def add_call(self, behind: int = 0, **fields: Any) -> DemoCall:
        """A new call of the first business, at this moment; `fields` are those of DemoCall.

        It stands `behind` so many of those that were added before.
        """
        with self._lock:
            self._added += 1
            number = self._added
        values: dict[str, Any] = {
            "sid": f"CA{number:032d}",
            "created_at": self.clock.now(),
            "direction": "inbound",
            "status": "completed",
            "duration": 30,
            "phone": "+972541234567",
            "lead_name": "Sample Bakery",
            "has_recording": True,
            "fate": "kept",
            "sound_seed": number,
        }
        call = DemoCall(**(values | fields))
        self.calls.add(call, behind)
        return call

    def add_receipt(self, **fields: Any) -> DemoReceipt:
        """A new receipt of the first business, at this moment; `fields` are those of DemoReceipt."""
        return self.receipts.add(self.clock.now(), **fields)

    def decide_elsewhere(self, receipt_id: int, status: str) -> None:
        """Somebody else of the first business decides on the web page what this receipt is."""
        receipt = self.receipts.find(receipt_id)
        if receipt is None:
            raise KeyError(receipt_id)
        now = self.clock.now()
        self.receipts.replace(replace(receipt, status=status, reviewed_by=COLLEAGUE, reviewed_at=now))

    def age(self, days: float) -> None:
        """Lets `days` pass at once."""
        self.clock.advance(timedelta(days=days))
