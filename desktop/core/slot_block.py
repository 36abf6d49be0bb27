"""SlotBlock: the server prepares nothing more for this business, for a while."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.errors import NoSlot


@dataclass(slots=True)
class SlotBlock:
    """Others of the business may take all the slots there are, for as long as they like: it is waited for
    without end, and said. Times on the plan's clock, in s."""

    until: float = 0.0
    """Before that the server is not asked to prepare anything."""
    error: NoSlot | None = None
    """What it said; None once it prepares again."""

    def begin(self, error: NoSlot, until: float) -> None:
        self.error, self.until = error, until

    def end(self, now: float) -> None:
        """It took one: what was asked for before it refused says nothing."""
        if now >= self.until:
            self.error = None
