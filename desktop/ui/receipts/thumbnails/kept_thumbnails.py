"""Thumbnails as they are looked for on this computer: on threads, several receipts at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from desktop.core.models import FileKey, FileKind, KeptFile, Receipt, ReceiptRow
from desktop.services.account_scope import AccountScope
from desktop.services.pictures import FIRST_PAGE, thumbnail_shape
from desktop.services.receipts import has_file
from desktop.workers.pictures import ReadyDocument, picture_of, ready_document

_KINDS = (FileKind.RECEIPT_PREVIEW, FileKind.RECEIPT_SOURCE)
"""The preview first: it is the smaller one, and made to be looked at."""


@dataclass(frozen=True, slots=True)
class Found:
    """What there is of a receipt: its `image`, or the `kept` file to draw one of, or the `key` to fetch."""

    row_id: int
    image: QImage | None = None
    kept: KeptFile | None = None
    key: FileKey | None = None


def find_thumbnails(scope: AccountScope, rows: Sequence[ReceiptRow], box: QSize) -> list[Found]:
    """One for each of `rows`; for the TaskPool. Raises AppError."""
    return [_find(scope, row, box) for row in rows]


def keep_thumbnail(scope: AccountScope, kept: KeptFile, box: QSize, ready: ReadyDocument) -> None:
    """For the TaskPool."""
    scope.pictures.keep(kept.sha256, _shape(box), picture_of(ready))


def fitted(size: QSize, box: QSize) -> QSize:
    """A page of `size` as large as fits into `box`."""
    within = size.scaled(box, Qt.AspectRatioMode.KeepAspectRatio)
    return within.expandedTo(QSize(1, 1))


def _find(scope: AccountScope, row: ReceiptRow, box: QSize) -> Found:
    keys = _keys(row.receipt)
    for key in keys:
        kept = scope.receipts.kept(key)
        if kept is not None:
            image = _image(scope, kept, box)
            return Found(row.row_id, image, kept if image is None else None)
    gone = row.receipt.gone_at is not None
    return Found(row.row_id, key=keys[0] if keys and not gone else None)


def _keys(receipt: Receipt) -> list[FileKey]:
    return [FileKey(kind, str(receipt.id)) for kind in _KINDS if has_file(receipt, kind)]


def _image(scope: AccountScope, kept: KeptFile, box: QSize) -> QImage | None:
    picture = scope.pictures.find(kept.sha256, _shape(box))
    if picture is not None:
        return ready_document(picture).image
    page = scope.pictures.find(kept.sha256, FIRST_PAGE)
    if page is None:
        return None
    # It was looked at before, larger: no document needs to be opened for a smaller picture.
    ready = ready_document(page)
    size = fitted(ready.image.size(), box)
    small = ready.image.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    keep_thumbnail(scope, kept, box, ReadyDocument(ready.info, small))
    return small


def _shape(box: QSize) -> str:
    return thumbnail_shape(box.width(), box.height())
