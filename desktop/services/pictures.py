"""PicturesService: how documents look, kept on this computer, so that none is drawn twice for nothing."""

from __future__ import annotations

import logging

from desktop.core.errors import DiskFailed, DiskFull
from desktop.core.picture import Picture
from desktop.store.picture_files import PictureFiles

log = logging.getLogger("desktop.documents")

FIRST_PAGE = "page"
"""The shape of a first page as it was fitted into the window last."""


def thumbnail_shape(width: int, height: int) -> str:
    """The shape of a first page that fits into a box of so many pixels."""
    return f"thumbnail-{width}x{height}"


class PicturesService:
    """Blocking, for the TaskPool; any number of threads. Nothing here fails: a picture is made anew."""

    def __init__(self, files: PictureFiles) -> None:
        self._files = files

    def find(self, sha256: str, shape: str) -> Picture | None:
        """As it was kept; None when it was not, or is damaged."""
        return self._files.read(sha256, shape)

    def keep(self, sha256: str, shape: str, picture: Picture) -> None:
        """In place of the one before of this shape, as far as the disk takes it."""
        try:
            self._files.write(sha256, shape, picture)
        except (DiskFull, DiskFailed) as error:
            log.warning("PICTURE not kept reason=%s", type(error).__name__)
