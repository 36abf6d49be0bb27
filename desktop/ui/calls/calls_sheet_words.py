"""The words of a list of calls in a spreadsheet: made on the UI thread, and read by another."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.core.call import CallDirection, CallStatus
from desktop.core.calls_sheet import CallsWords
from desktop.ui.calls.call_words import direction_text, status_text
from desktop.ui.formatting import hebrew

translate = QCoreApplication.translate


def calls_words() -> CallsWords:
    """In the language of the program."""
    directions = [one for one in CallDirection if one is not CallDirection.UNKNOWN]
    statuses = [one for one in CallStatus if one is not CallStatus.UNKNOWN]
    return CallsWords(
        right_to_left=hebrew(),
        calls=translate("CallsPrinting", "Calls"),
        directions={one: direction_text(one) for one in directions},
        statuses={one: status_text(one) for one in statuses},
        kept=translate("CallsFilterBar", "Kept here"),
        on_server=translate("RecordingWords", "On server"),
        no_recording=translate("RecordingWords", "No recording"),
        gone=translate("ExportLists", "Gone from the server"),
        broken=translate("CallsTableModel", "The server could not give this call"),
        date=translate("CallsTableModel", "Date"),
        direction=translate("CallsTableModel", "Direction"),
        customer=translate("CallsTableModel", "Customer"),
        phone=translate("CallsTableModel", "Phone"),
        length=translate("CallsTableModel", "Length"),
        status=translate("CallsTableModel", "Status"),
        recording=translate("CallsTableModel", "Recording"),
        summary=translate("CallsSheet", "Summary"),
        transcript=translate("CallsTableModel", "Transcript"),
        remark=translate("ExportLists", "Remark"),
        sid=translate("CallsSheet", "Call no."),
    )
