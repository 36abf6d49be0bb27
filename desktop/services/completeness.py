"""CompletenessService: is every receipt here, and here once; and which may be decided together unseen."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from desktop.core.duplicates import LookingAlike, ToldApart, pairs_of
from desktop.core.models import ReceiptStatus
from desktop.core.outbox import SETTABLE
from desktop.core.query import ReceiptQuery
from desktop.core.risks import Doubts, ReceiptRules, Risk, SortedOut, Standing, risks_against, standing
from desktop.core.search_text import normalise
from desktop.core.vendor_board import (
    MONTHS_LOOKED_BACK,
    Board,
    BoardBy,
    board_row,
    in_order,
    month_name,
    month_number,
    months_back_to,
)
from desktop.services.backup import BackupService
from desktop.services.clock import ServerClock
from desktop.store.board_repository import BoardRepository
from desktop.store.duplicates_repository import DuplicatesRepository
from desktop.store.receipts_repository import ReceiptsRepository

_ROWS_AT_ONCE = 20_000


class CompletenessService:
    """For the TaskPool, `alike` also for the UI thread. What writes raises DiskFull and DiskFailed."""

    def __init__(
        self,
        receipts: ReceiptsRepository,
        duplicates: DuplicatesRepository,
        board: BoardRepository,
        backup: BackupService,
        clock: ServerClock,
    ) -> None:
        self._receipts = receipts
        self._duplicates = duplicates
        self._board = board
        self._backup = backup
        self._clock = clock

    @property
    def rules(self) -> ReceiptRules:
        """By which everything that is asked of the receipts is told."""
        return self._receipts.rules

    def use_rules(self, rules: ReceiptRules) -> None:
        """What the settings say from now on."""
        self._receipts.rules = rules

    # -- duplicates ------------------------------------------------------------------------------

    def alike(self, receipt_id: int) -> LookingAlike:
        """The receipt with those that may be it once more."""
        return self._duplicates.alike(receipt_id)

    def next_alike(self, seen: Collection[int]) -> LookingAlike | None:
        """The newest that may be another once more and was not `seen`, with those that it looks like."""
        ids = self._receipts.ids(ReceiptQuery(duplicate=True), self._clock.today())
        left = next((receipt_id for receipt_id in ids if receipt_id not in seen), None)
        return None if left is None else self._duplicates.alike(left)

    def tell_apart(self, ids: Sequence[int]) -> list[ToldApart]:
        """None of these is another of them; returns what `take_back` takes. Quick for MOST_TOGETHER."""
        new = self._duplicates.tell_apart(pairs_of(tuple(ids)))
        self._backup.due = True
        return new

    def take_back(self, pairs: Iterable[ToldApart]) -> None:
        """They may be one again."""
        self._duplicates.take_back(pairs)
        self._backup.due = True

    # -- what is decided together ----------------------------------------------------------------

    def sort_out(self, ids: Sequence[int], status: ReceiptStatus) -> SortedOut:
        """Which of these may be given `status` unseen, and what speaks against the others; in that order."""
        by = {how: array("q") for how in Standing}
        were = {how: Counter[ReceiptStatus]() for how in Standing}
        risky = {risk: array("q") for risk in Risk}
        for receipt_id, doubts in self._doubts(ids):
            how = standing(doubts, status)
            by[how].append(receipt_id)
            were[how][doubts.status] += 1
            for risk in risks_against(doubts, status):
                risky[risk].append(receipt_id)
        return SortedOut(by, {risk: ids_left for risk, ids_left in risky.items() if ids_left}, were)

    def decidable(self, ids: Sequence[int]) -> dict[ReceiptStatus, int]:
        """To how many of these each status that people can give would be given unseen."""
        counts = Counter[ReceiptStatus]()
        for _, doubts in self._doubts(ids):
            counts.update(status for status in SETTABLE if standing(doubts, status) is Standing.FREE)
        return dict(counts)

    def _doubts(self, ids: Sequence[int]) -> Iterator[tuple[int, Doubts]]:
        for first in range(0, len(ids), _ROWS_AT_ONCE):
            some = ids[first : first + _ROWS_AT_ONCE]
            found = self._receipts.doubts(some)
            yield from ((receipt_id, found[receipt_id]) for receipt_id in some if receipt_id in found)

    # -- the board -------------------------------------------------------------------------------

    def board(self, by: BoardBy, last: int | None = None) -> Board:
        """The months back from `last` (None: the present one); vendors who usually send a receipt."""
        today = self._clock.today()
        months = months_back_to(month_number(today) if last is None else last)
        came = self._board.came(by, range(months[0] - MONTHS_LOOKED_BACK, months[-1] + 1))
        names = {normalise(vendor): vendor for vendor in self._receipts.vendors()}
        none = self._board.none_expected()
        rows = (
            board_row(key, names.get(key, key), of_vendor, months, _months(none, key, months), today)
            for key, of_vendor in came.items()
        )
        found = in_order([row for row in rows if row is not None])
        return Board(by, months, found, self._board.undated(by))

    def expect(self, key: str, month: int, *, none: bool) -> None:
        """Whether a receipt of this vendor is to be missed in this month; `none`: it is not."""
        self._board.expect(key, month_name(month), none=none)
        self._backup.due = True


def _months(none: set[tuple[str, str]], key: str, months: Sequence[int]) -> set[int]:
    return {month for month in months if (key, month_name(month)) in none}
