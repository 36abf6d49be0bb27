"""DecisionState: how far a decision on a receipt is on its way to the server."""

from __future__ import annotations

from enum import StrEnum


class DecisionState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    """The server may have it by now: nobody knows until it answers, or is asked."""
    CONFLICT = "conflict"
    """Somebody else decided meanwhile: the user has to choose."""
    SENT = "sent"
    REFUSED = "refused"
    """The server does not take it."""
    DROPPED = "dropped"
    """It never has to be sent: overtaken, taken back, or given up for what somebody else decided."""

    @property
    def is_open(self) -> bool:
        """Whether it is what the receipt is shown as, whatever the server says."""
        return self in OPEN_STATES


OPEN_STATES = (DecisionState.WAITING, DecisionState.SENDING, DecisionState.CONFLICT)
