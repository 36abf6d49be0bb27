"""ReceiptCopies: files of receipts for other programs, each under a name that says what it is."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from desktop.core.errors import AppError
from desktop.core.filenames import UniqueNames
from desktop.core.media_type import SNIFF_BYTES, MediaType, sniff
from desktop.core.models import FileKey, FileKind, KeptFile, Receipt
from desktop.services.receipts import copy_name, has_file
from desktop.store.copy_file import copy_over_or_beside, remove_older
from desktop.store.disk_errors import disk_errors
from desktop.store.kept_files_repository import KeptFilesRepository

log = logging.getLogger("desktop.copies")

KEPT_SECONDS = 3 * 24 * 3600

OPENED_OUTSIDE = frozenset(
    {
        MediaType.PDF,
        MediaType.JPEG,
        MediaType.PNG,
        MediaType.WEBP,
        MediaType.TIFF,
        MediaType.GIF,
        MediaType.BMP,
        MediaType.HEIC,
    }
)
"""What the system's programs are asked to open, by content: kinds that show something and run nothing."""


class HandedFiles(NamedTuple):
    """`paths`: of the copies; `missing`: files that the receipts have and this computer does not."""

    paths: list[Path]
    missing: list[FileKey]


class ReceiptCopies:
    """Blocking; for the TaskPool. What is kept here is never handed out itself: others would change it."""

    def __init__(self, kept: KeptFilesRepository, folder: Path) -> None:
        """`folder`: of the account."""
        self._kept = kept
        self._folder = folder / "handed-out"

    def hand_out(
        self, receipts: Sequence[Receipt], kind: FileKind | None = None, template: str = ""
    ) -> HandedFiles:
        """A copy of that file of each receipt; of the source, else of the preview, where `kind` is None.

        `template`: of their names, see NameTemplate. Raises DiskFull, DiskFailed.
        """
        handed, names = HandedFiles([], []), UniqueNames()
        for receipt in receipts:
            named = [one for one in _kinds(kind) if has_file(receipt, one)]
            keys = [FileKey(one, str(receipt.id)) for one in named]
            kept = next((found for key in keys if (found := self._kept.find(key)) is not None), None)
            if kept is not None:
                handed.paths.append(self._copy(kept, names.take(copy_name(receipt, kept, template))))
            elif keys:
                handed.missing.append(keys[0])
        return handed

    def to_open(self, receipt: Receipt, kept: KeptFile, template: str = "") -> Path | None:
        """A copy for the system's program of its kind; None where its bytes are of no kind on the list.

        Raises DiskFull, DiskFailed.
        """
        with disk_errors(kept.path), kept.path.open("rb") as file:
            found = sniff(file.read(SNIFF_BYTES))
        # The extension is what the system goes by: it has to be that of the content.
        if found not in OPENED_OUTSIDE or found.extension != kept.extension:
            return None
        return self._copy(kept, copy_name(receipt, kept, template))

    def _copy(self, kept: KeptFile, name: str) -> Path:
        return copy_over_or_beside(kept.path, self._folder, name)

    def sweep_left(self) -> None:
        """Removes the copies of some days ago. Those of today may lie in the clipboard, which outlives the
        program: who pastes after its end gets them."""
        try:
            remove_older(self._folder, KEPT_SECONDS)
        except AppError as error:
            log.warning("COPIES not removed: %s", error.detail)


def _kinds(kind: FileKind | None) -> tuple[FileKind, ...]:
    return (kind,) if kind is not None else (FileKind.RECEIPT_SOURCE, FileKind.RECEIPT_PREVIEW)
