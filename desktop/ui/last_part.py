"""What replaces the first list in one go, loaded while that still answers. Each is used by its own name."""

from __future__ import annotations

import desktop.ui.arrived_files
import desktop.ui.calls.calls_page
import desktop.ui.connection_report
import desktop.ui.earlier_exports.earlier_exports
import desktop.ui.find.find_everything
import desktop.ui.first_sync_report
import desktop.ui.full_screen
import desktop.ui.keeping.keeping
import desktop.ui.notes.unsaved_note
import desktop.ui.opening_report
import desktop.ui.queue_report
import desktop.ui.settings.settings_flow
import desktop.ui.synced_lists
import desktop.ui.window_frame
import desktop.ui.window_memory
import desktop.ui.zip_check.zip_checking  # noqa: F401
