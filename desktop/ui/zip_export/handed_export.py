"""HandedExport: what one window leaves to the next."""

from __future__ import annotations

from typing import NamedTuple

from desktop.core.export import ExportReport
from desktop.ui.zip_export.export_run import ExportRun
from desktop.workers.watched_task import WatchedTask


class HandedExport(NamedTuple):
    """The export under way, and what the last one came to, while that is still said. `seen`: the user is
    looking at the dialog of the one under way; `result`: at what one came to, the last or an earlier one."""

    run: ExportRun | None = None
    told: ExportReport | None = None
    seen: bool = False
    result: ExportReport | None = None
    copy: WatchedTask | None = None
    batch: WatchedTask | None = None
    """A copy of a ZIP, and the same batch again, that are under way."""
    set_aside: bool = False
    """Whether one that is paused is to be offered once more after the one under way."""
