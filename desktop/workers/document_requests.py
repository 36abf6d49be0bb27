"""Requests to the process that opens documents, and how its answers are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from desktop.core.errors import AppError, FileDamaged
from desktop.core.media_type import MediaType
from desktop.workers.child_process import ReadFrame, said_error
from desktop.workers.document_info import DocumentInfo

OnOpened = Callable[[DocumentInfo], None]
OnFitted = Callable[[DocumentInfo, QImage | AppError], None]
"""With the first page, or why it cannot be drawn."""
OnImage = Callable[[QImage], None]
OnError = Callable[[AppError], None]


@dataclass(slots=True, eq=False)
class Request:
    """One thing to ask of the process, and who wants to hear of it."""

    handle: int
    slot: tuple[object, ...]
    """Of two requests of one handle with the same slot, the newer takes the other's place."""
    body: dict[str, Any]
    read: ReadFrame
    on_error: OnError
    visible: bool = True
    dropped: bool = False
    asked_again: bool = False
    instead: Callable[[AppError], Request] | None = None
    """What is asked in its place when the process is lost at it."""
    seconds: float | None = None
    """It has less time than others."""

    @property
    def draws(self) -> bool:
        """Whether it takes a document's pictures into memory."""
        return bool(self.body["do"] != "text")


def read_opened(on_opened: OnOpened, head: dict[str, Any], _: bytes) -> Callable[[], None]:
    return partial(on_opened, _info(head))


def read_fitted(on_fitted: OnFitted, head: dict[str, Any], payload: bytes) -> Callable[[], None]:
    return partial(on_fitted, _info(head), said_error(head["page"]) or _image(head["page"], payload))


def read_image(
    on_image: OnImage, on_error: OnError, head: dict[str, Any], payload: bytes
) -> Callable[[], None]:
    drawn = _image(head, payload)
    return partial(on_image, drawn) if isinstance(drawn, QImage) else partial(on_error, drawn)


def _info(head: dict[str, Any]) -> DocumentInfo:
    sizes = tuple(QSizeF(width, height) for width, height in head["sizes"])
    return DocumentInfo(MediaType[head["kind"]], sizes)


def _image(head: dict[str, Any], payload: bytes) -> QImage | AppError:
    width, height, line = int(head["width"]), int(head["height"]), int(head["line"])
    if len(payload) < line * height or line < width * 4:
        return FileDamaged("an image that is not whole")
    # The image refers to the bytes: a copy owns its own.
    return QImage(payload, width, height, line, QImage.Format.Format_RGB32).copy()
