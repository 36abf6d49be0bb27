"""The words for what a call and its recording are: one place for table, details, player and messages."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.core.call import Call, CallDirection, CallStatus
from desktop.ui.formatting import in_reading_order, isolate, moment_text, one_line, phone_text

translate = QCoreApplication.translate


_STATUS = {
    CallStatus.COMPLETED: QT_TRANSLATE_NOOP("CallWords", "Completed"),
    CallStatus.NO_ANSWER: QT_TRANSLATE_NOOP("CallWords", "No answer"),
    CallStatus.BUSY: QT_TRANSLATE_NOOP("CallWords", "Busy"),
    CallStatus.FAILED: QT_TRANSLATE_NOOP("CallWords", "Failed"),
    CallStatus.CANCELED: QT_TRANSLATE_NOOP("CallWords", "Canceled"),
    CallStatus.IN_PROGRESS: QT_TRANSLATE_NOOP("CallWords", "In progress"),
    CallStatus.RINGING: QT_TRANSLATE_NOOP("CallWords", "Ringing"),
    CallStatus.INITIATED: QT_TRANSLATE_NOOP("CallWords", "Begun"),
    CallStatus.RECEIVED: QT_TRANSLATE_NOOP("CallWords", "Received"),
    CallStatus.UNKNOWN: QT_TRANSLATE_NOOP("CallWords", "Unknown status"),
}
_DIRECTION = {
    CallDirection.INBOUND: QT_TRANSLATE_NOOP("CallWords", "Incoming"),
    CallDirection.OUTBOUND: QT_TRANSLATE_NOOP("CallWords", "Outgoing"),
    CallDirection.UNKNOWN: QT_TRANSLATE_NOOP("CallWords", "Unknown direction"),
}
_MISSED = {CallStatus.NO_ANSWER, CallStatus.CANCELED, CallStatus.BUSY}


def status_text(status: CallStatus) -> str:
    return translate("CallWords", str(_STATUS[status]))


def direction_text(direction: CallDirection) -> str:
    return translate("CallWords", str(_DIRECTION[direction]))


def direction_icon(call: Call) -> tuple[str, str]:
    """Icon and colour: a missed incoming call stands out."""
    if call.direction is CallDirection.INBOUND and call.status in _MISSED:
        return "missed", "danger"
    names = {CallDirection.INBOUND: "incoming", CallDirection.OUTBOUND: "outgoing"}
    return names.get(call.direction, ""), "text2"


def call_name(call: Call) -> str:
    """Who the call was with, for a title: a name, else a number, else that nobody knows."""
    if call.lead_name:
        return one_line(call.lead_name)
    return phone_text(call.phone) if call.phone else translate("CallWords", "Anonymous caller")


def call_and_moment(call: Call) -> str:
    """With whom and when, for the screen."""
    name = isolate(call_name(call))
    if call.created_at is None:
        # Else it would look as if its moment had been forgotten.
        when = translate("CallWords", "date not known")
    else:
        when = moment_text(call.created_at)
    return in_reading_order(f"{name}, {when}")
