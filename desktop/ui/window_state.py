"""WindowState: what the user has in a window, for the one that takes its place in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Slot

from desktop.ui.calls.call_marking import HandedMarks
from desktop.ui.calls.recording.play_flow import Heard
from desktop.ui.calls.recording.recording_keeper import HandedKeeping
from desktop.ui.calls.recording.whole_list import HandedList
from desktop.ui.keeping.keeping import SaidOfKeeping
from desktop.ui.receipts.decisions.receipt_decisions import HandedDecisions
from desktop.ui.receipts.receipt_downloads import HandedDownloads
from desktop.ui.receipts.receipt_extras import HandedExtras
from desktop.ui.widgets.record_place import RecordPlace
from desktop.ui.widgets.record_table import RecordTable
from desktop.ui.zip_export.handed_export import HandedExport

if TYPE_CHECKING:
    from desktop.ui.calls.calls_page import CallsPage
    from desktop.ui.list_file.list_run import ListRun
    from desktop.ui.main_window import MainWindow
    from desktop.ui.receipts.receipts_page import ReceiptsPage


class ListState(NamedTuple):
    """What a list is filtered and sorted by, and what is current, selected and in view."""

    query: Any
    """CallQuery or ReceiptQuery, as the page has it."""
    place: RecordPlace | None
    printing: bool
    saving: ListRun | None
    """The list that is on its way into a file."""

    @classmethod
    def of(cls, page: CallsPage | ReceiptsPage) -> ListState:
        records = page.table.records
        place = RecordPlace.of(page.table, records) if records is not None else None
        under_way = page.printing.job is not None, page.saving.hand_over()
        return cls(page.filter_bar.query, place, *under_way)

    def give_to(self, page: CallsPage | ReceiptsPage) -> None:
        """The list is read first; what it was printing ends with the window that printed it."""
        page.filter_bar.take_query(self.query)
        if self.place is not None:
            _PlaceLater(page.table, self.place)
        if self.printing:
            page.printing.say_cancelled()
        page.saving.take_over(self.saving)


class WindowState(NamedTuple):
    """Of one account. Place, columns and page go by way of the settings, as from one start to the next."""

    calls: ListState
    receipts: ListState
    large: bool
    """Whether the document is shown alone."""
    second_window: bool
    """Whether the document is in a second window, too."""
    heard: Heard
    keeping: HandedKeeping
    kept_list: HandedList
    said: SaidOfKeeping
    marks: HandedMarks
    export: HandedExport
    merging: ListRun | None
    """Receipts on their way into one PDF."""
    call_export: HandedExport
    decisions: HandedDecisions
    extras: HandedExtras
    downloads: HandedDownloads

    @classmethod
    def taken_from(cls, window: MainWindow) -> WindowState:
        """What goes on elsewhere is let go of: the window is left next."""
        calls, receipts = window.calls_page, window.receipts_page
        # Before the decisions: with these their order goes.
        extras = receipts.extras.hand_over()
        return cls(
            ListState.of(calls),
            ListState.of(receipts),
            receipts.commands.show_large.isChecked(),
            receipts.second.window is not None,
            calls.flow.heard(),
            calls.keeper.hand_over(),
            calls.whole_list.hand_over(),
            window.keeping.said(),
            calls.marking.hand_over(),
            receipts.export.hand_over(),
            receipts.list_export.merging.hand_over(),
            window.call_export.hand_over(),
            receipts.decisions.hand_over(),
            extras,
            receipts.downloads.hand_over(),
        )

    def give_to(self, window: MainWindow) -> None:
        """After the window was given the account."""
        calls, receipts = window.calls_page, window.receipts_page
        self.calls.give_to(calls)
        self.receipts.give_to(receipts)
        receipts.commands.show_large.setChecked(self.large)
        receipts.commands.second_window.setChecked(self.second_window)
        calls.flow.take_up(self.heard)
        calls.recordings.take_over(self.keeping)
        calls.whole_list.take_over(self.kept_list)
        window.keeping.take_over(self.said)
        calls.marking.take_over(self.marks)
        receipts.export.take_over(self.export)
        receipts.list_export.merging.take_over(self.merging)
        window.call_export.take_over(self.call_export)
        receipts.decisions.take_over(self.decisions)
        receipts.extras.take_over(self.extras)
        receipts.downloads.take_over(self.downloads)


class _PlaceLater(QObject):
    """Restores a place in a list that is on its way, unless the user was quicker."""

    def __init__(self, table: RecordTable, place: RecordPlace) -> None:
        super().__init__(table)
        self._table = table
        self._place = place
        if table.records is not None:
            table.records.ids_changed.connect(self._on_ids_changed)

    @Slot(bool)
    def _on_ids_changed(self, _: bool) -> None:
        records = self._table.records
        if records is None or not records.whole:
            return
        records.ids_changed.disconnect(self._on_ids_changed)
        if self._table.current_id() in (None, self._table.taken_id):
            # Else a table that is not on the screen would scroll to its current row as soon as it is.
            self._table.setAutoScroll(False)
            self._place.restore_selection(self._table, records)
            self._table.setAutoScroll(True)
            self._place.restore_scroll(self._table, records)
        self.deleteLater()
