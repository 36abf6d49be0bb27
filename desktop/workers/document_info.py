"""DocumentInfo: what a document turned out to be when it was opened."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSizeF

from desktop.core.media_type import MediaType


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What was opened: `page_sizes` in points of a PDF, in pixels of an image."""

    kind: MediaType
    page_sizes: tuple[QSizeF, ...]

    @property
    def page_count(self) -> int:
        return len(self.page_sizes)
