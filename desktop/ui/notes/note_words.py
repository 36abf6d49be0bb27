"""The words for what came back from a backup."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.core.backed_up import Restored
from desktop.ui.formatting import moment_text


def restored_text(restored: Restored) -> str:
    """What came back, and as of when."""
    what = QLocale().createSeparatedList(_parts(restored))
    text = QCoreApplication.translate("NoteWords", "{what} came back from the backup of {moment}.")
    return text.format(what=what, moment=moment_text(restored.written_at))


def _parts(restored: Restored) -> list[str]:
    notes, views, rows = restored.notes, restored.views, restored.rows
    bookmarks, marks = restored.bookmarks, restored.marks
    of_notes = QCoreApplication.translate("NoteWords", "%Ln note(s)", "", notes)
    of_marks = QCoreApplication.translate("NoteWords", "%Ln bookmark(s)", "", bookmarks)
    of_views = QCoreApplication.translate("NoteWords", "%Ln saved view(s)", "", views)
    of_rows = QCoreApplication.translate("NoteWords", "%Ln row(s) only on this computer", "", rows)
    of_calls = QCoreApplication.translate("NoteWords", "%Ln call(s) reviewed or pinned", "", marks)
    decisions = restored.decisions
    of_decisions = QCoreApplication.translate("NoteWords", "%Ln decision(s) on receipts", "", decisions)
    of_receipts = QCoreApplication.translate("NoteWords", "%Ln answer(s) about receipts", "", restored.words)
    theirs = ((of_notes, notes), (of_marks, bookmarks), (of_views, views), (of_calls, marks))
    of_tags = QCoreApplication.translate("NoteWords", "%Ln tag(s) on receipts", "", restored.tags)
    of_exports = QCoreApplication.translate("NoteWords", "%Ln earlier export(s)", "", restored.exports)
    on_receipts = ((of_tags, restored.tags), (of_decisions, decisions), (of_receipts, restored.words))
    parts = (*theirs, *on_receipts, (of_exports, restored.exports), (of_rows, rows))
    return [part for part, count in parts if count]
