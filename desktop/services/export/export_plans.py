"""ExportPlans: what an export takes, and whether its disks have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from desktop.core.errors import DiskFull
from desktop.core.export import ExportPlan, ExportSizes
from desktop.core.export_ledger import ExportRecord
from desktop.services.export.cargo import Cargo
from desktop.services.export.disk_rooms import no_room, on_one_disk, room_of
from desktop.services.export.export_report import log_failed
from desktop.services.export_ledger import ExportLedger


class ExportPlans:
    """Blocking. `folder`: where what is fetched comes to lie."""

    def __init__(self, cargo: Cargo, ledger: ExportLedger, folder: Path) -> None:
        self._cargo = cargo
        self._ledger = ledger
        self._folder = folder

    def of(self, ids: Sequence[int], target: Path) -> ExportPlan:
        """Of all of these receipts, or calls."""
        return self._plan(ids, self._cargo.sizes(ids), target)

    def left_of(self, record: ExportRecord) -> ExportPlan:
        """What one still takes: also what had no room before, and the lists at the end of all."""
        left = {one.item for one in self._ledger.unwritten(record.id)}
        left |= {gap.item for gap in self._ledger.gaps(record.id) if isinstance(gap.reason, DiskFull)}
        ids = self._cargo.ids_of(list(left))
        return self._plan(ids, replace(self._cargo.sizes(ids), receipts=record.asked), record.target)

    def _plan(self, ids: Sequence[int], sizes: ExportSizes, target: Path) -> ExportPlan:
        fetches = sizes.to_fetch > 0
        # What is fetched stays here, too; but for recordings, which go again where there is no room for both.
        if on_one_disk(self._folder, target.parent):
            both = sizes.zip_bytes + sizes.to_fetch_bytes
            return ExportPlan(ids, sizes, room_of(target, both, fetches=fetches))
        store = room_of(self._folder, sizes.to_fetch_bytes, fetches=fetches)
        return ExportPlan(ids, sizes, room_of(target, sizes.zip_bytes), store)

    def check_room(self, plan: ExportPlan, at_least: int = 0) -> None:
        """Raises DiskFull, which names the disk. What is to be fetched comes as far as there is room for it.

        `at_least`: so large it will be anyhow, in bytes."""
        if plan.short is not None or 0 < plan.free < at_least:
            error = no_room(plan.room._replace(needed=max(plan.room.needed, at_least)))
            log_failed(error, self._cargo.kind)
            raise error
