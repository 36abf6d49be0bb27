"""TagsService: the user's own words on receipts. They are never sent anywhere."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.core.tag import CountedTag, ReceiptTag, TagChange
from desktop.services.backup import BackupService
from desktop.store.tags_repository import TagsRepository


class TagsService:
    """What writes is for the TaskPool, and raises DiskFull and DiskFailed; then nothing was changed."""

    def __init__(self, tags: TagsRepository, backup: BackupService) -> None:
        self._tags = tags
        self._backup = backup

    def of(self, receipt_ids: Sequence[int]) -> list[CountedTag]:
        """The tags of these receipts, and on how many of them each stands."""
        return self._tags.of(receipt_ids)

    def in_use(self) -> list[CountedTag]:
        """Each tag there is, once."""
        return self._tags.in_use()

    def add(self, receipt_ids: Sequence[int], tags: Sequence[str]) -> TagChange:
        """Each of these receipts has each of these tags afterwards; returns what was new."""
        return self.change(TagChange(added=_each(receipt_ids, tags)))

    def remove(self, receipt_ids: Sequence[int], tags: Sequence[str]) -> TagChange:
        """None of these receipts has any of these tags afterwards; returns what is gone."""
        return self.change(TagChange(removed=_each(receipt_ids, tags)))

    def change(self, wanted: TagChange) -> TagChange:
        """Does it, as far as it is not so already; returns what was done."""
        done = self._tags.change(wanted)
        if done:
            self._backup.due = True
        return done


def _each(receipt_ids: Sequence[int], tags: Sequence[str]) -> tuple[ReceiptTag, ...]:
    return tuple(ReceiptTag(receipt_id, tag) for receipt_id in receipt_ids for tag in tags)
