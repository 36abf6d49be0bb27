"""Block: the server takes no more of something, for a while."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.errors import NoSlot, ServerBusy


@dataclass(slots=True)
class Block:
    """It is waited for without end, and said: others may take all the slots of the business, or all the
    server's time, for as long as they like. Times on the plan's clock, in s."""

    until: float = 0.0
    """Before that it is not asked."""
    error: NoSlot | ServerBusy | None = None
    """What it said; None once it takes something again."""

    @property
    def stands(self) -> bool:
        return self.error is not None

    def begin(self, error: NoSlot | ServerBusy, until: float) -> None:
        """Of several that were refused at once, the longest wait counts."""
        self.error, self.until = error, max(self.until, until)

    def end(self, now: float) -> None:
        """It took one: what was asked for before it refused says nothing."""
        if now >= self.until:
            self.error = None
