"""The two lists of the server, as a walk needs them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from desktop.core.cancel import CancelToken
from desktop.core.models import Call
from desktop.services.sync.walk import OVERLAP_ROWS, PAGE_ROWS, TakenPage
from desktop.store.call_search import CallSearch
from desktop.store.calls_repository import CallsRepository
from desktop.store.gone_rows import GoneRows, ListName
from desktop.store.receipts_repository import ReceiptsRepository

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.api.client import ApiClient

STILL_CHANGES = timedelta(days=2)
"""So long after a call its status, its transcript and its summary may still come."""


class CallList:
    """Newest first, those without a date before all; pages by offset, so that they can overlap."""

    name: ListName = "calls"
    step = PAGE_ROWS - OVERLAP_ROWS

    def __init__(self, client: ApiClient, calls: CallsRepository, search: CallSearch, gone: GoneRows) -> None:
        self._client = client
        self._calls = calls
        self._search = search
        self._gone = gone

    def take(self, place: int, token: CancelToken) -> TakenPage:
        page = self._client.calls(PAGE_ROWS, place, token)
        changed = self._calls.upsert(page.rows)
        self._search.take_up(PAGE_ROWS)
        keys = [call.sid for call in page.rows]
        self._gone.note_seen(self.name, keys)
        return TakenPage(keys, changed, page.total, *self._age(page.rows))

    def _age(self, rows: Sequence[Call]) -> tuple[bool, bool]:
        """Whether calls after these may still change, and whether any of these has a date."""
        moments = [call.created_at for call in rows if call.created_at is not None]
        now = datetime.now(UTC) + (self._client.session.clock_offset or timedelta())
        return not moments or min(moments) > now - STILL_CHANGES, bool(moments)

    def keys(self) -> set[str]:
        return self._calls.sids()

    def count(self) -> int:
        return self._calls.known_count()


class ReceiptList:
    """The last to reach the server first, in a stable order; pages by number, without an overlap."""

    name: ListName = "receipts"
    step = PAGE_ROWS

    def __init__(self, client: ApiClient, receipts: ReceiptsRepository, gone: GoneRows) -> None:
        self._client = client
        self._receipts = receipts
        self._gone = gone

    def take(self, place: int, token: CancelToken) -> TakenPage:
        sent = self._receipts.last_sent()
        page = self._client.receipts(place // PAGE_ROWS + 1, PAGE_ROWS, token)
        changed = self._receipts.upsert(page.rows, sent)
        keys = [str(receipt.id) for receipt in page.rows]
        self._gone.note_seen(self.name, keys)
        return TakenPage(keys, changed, page.total)

    def keys(self) -> set[str]:
        return self._receipts.keys()

    def count(self) -> int:
        return self._receipts.known_count()
