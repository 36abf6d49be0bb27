"""Everything that a list shows, into one ZIP that says exactly what is not in it."""

from __future__ import annotations

from desktop.services.export.held_up import ExportPaused
from desktop.services.export.service import ExportService

__all__ = ["ExportPaused", "ExportService"]
