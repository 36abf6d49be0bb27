"""Bringing the server's lists to this computer, and keeping them as the server has them."""

from __future__ import annotations

from desktop.services.sync.report import ListReport, SyncProgress, SyncReport
from desktop.services.sync.service import LOOK_AGAIN_EVERY, SyncHow, SyncService
from desktop.services.sync.unseen_check import MAX_ASKED
from desktop.services.sync.walk import MAX_BARREN_PAGES, MAX_WALKS, OVERLAP_ROWS, PAGE_ROWS

__all__ = [
    "LOOK_AGAIN_EVERY",
    "MAX_ASKED",
    "MAX_BARREN_PAGES",
    "MAX_WALKS",
    "OVERLAP_ROWS",
    "PAGE_ROWS",
    "ListReport",
    "SyncHow",
    "SyncProgress",
    "SyncReport",
    "SyncService",
]
