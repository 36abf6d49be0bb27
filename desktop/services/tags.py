"""TagsService: the user's own words on receipts. They are never sent anywhere."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence

from desktop.core.tag import CountedTag, ReceiptTag, TagChange
from desktop.services.backup import BackupService
from desktop.services.held import unsaved_said
from desktop.store.tags_repository import TagsRepository

log = logging.getLogger("desktop.tags")


class TagsService:
    """What the user wants is held at once and written soon after, so that no end of the program loses it."""

    def __init__(self, tags: TagsRepository, backup: BackupService) -> None:
        self._tags = tags
        self._backup = backup
        self._held: list[TagChange] = []
        self._holding = threading.Lock()

    def of(self, receipt_ids: Sequence[int]) -> list[CountedTag]:
        """The tags of these receipts, and on how many of them each stands."""
        return self._tags.of(receipt_ids)

    def in_use(self) -> list[CountedTag]:
        """Each tag there is, once."""
        return self._tags.in_use()

    def hold(self, wanted: TagChange) -> None:
        """Remembers it until `change` has written it, or `let_go` was told that it cannot be."""
        with self._holding:
            self._held.append(wanted)

    def let_go(self, wanted: TagChange) -> None:
        """It is not to be written any more."""
        with self._holding:
            self._held = [one for one in self._held if one is not wanted]

    def change(self, wanted: TagChange) -> TagChange:
        """Does it, as far as it is not so already; returns what was done. For the TaskPool.

        Raises DiskFull, DiskFailed; then nothing was changed.
        """
        done = self._tags.change(wanted)
        self.let_go(wanted)
        if done:
            self._backup.due = True
        return done

    def finish(self) -> None:
        """Writes all that is held, at the end; what cannot be written is in the log."""
        with unsaved_said(log, "TAGS_UNSAVED"):
            for wanted in tuple(self._held):
                self.change(wanted)


def each(receipt_ids: Sequence[int], tags: Sequence[str]) -> tuple[ReceiptTag, ...]:
    """Each of these tags on each of these receipts."""
    return tuple(ReceiptTag(receipt_id, tag) for receipt_id in receipt_ids for tag in tags)
