"""Which decisions of the outbox are open, in SQL."""

from __future__ import annotations

from desktop.core.decision_state import OPEN_STATES

OPEN = "state IN ({})".format(", ".join(f"'{state}'" for state in OPEN_STATES))
"""The condition of the index; and of what a receipt is shown as."""
