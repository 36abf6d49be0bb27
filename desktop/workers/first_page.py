"""FirstPage: opens a document, draws its first page at the size that fits, and lets go of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from desktop.core.errors import AppError
from desktop.workers.document_info import DocumentInfo
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.pictures import ReadyDocument

SizeFor = Callable[[DocumentInfo], QSize]
OnMade = Callable[[ReadyDocument], None]
OnError = Callable[[AppError], None]


class FirstPage:
    """Of one document at a time. Lives on the UI thread and blocks nothing.

    `make` ends in exactly one of its callbacks, or in none when it was cancelled.
    """

    def __init__(self, renderer: DocumentRenderer) -> None:
        self._renderer = renderer
        self._handle: int | None = None
        self._number = 0
        """Of the document that is wanted: answers about others are dropped."""

    def make(self, path: Path, size_for: SizeFor, on_made: OnMade, on_error: OnError) -> None:
        """In place of what is being made; `size_for` says how large, in pixels."""
        self.cancel()
        failed = partial(self._on_failed, self._number, on_error)
        opened = partial(self._on_opened, self._number, size_for, on_made, failed)
        self._handle = self._renderer.open(path, opened, failed)

    def cancel(self) -> None:
        """Nothing is answered any more."""
        self._number += 1
        if self._handle is not None:
            self._renderer.drop(self._handle)
            self._handle = None

    def _on_opened(
        self, number: int, size_for: SizeFor, on_made: OnMade, failed: OnError, info: DocumentInfo
    ) -> None:
        if number == self._number and self._handle is not None:
            done = partial(self._on_image, number, info, on_made)
            self._renderer.render(self._handle, 0, size_for(info), 0, done, failed, visible=False)

    def _on_image(self, number: int, info: DocumentInfo, on_made: OnMade, image: QImage) -> None:
        if number == self._number:
            self.cancel()
            on_made(ReadyDocument(info, image))

    def _on_failed(self, number: int, on_error: OnError, error: AppError) -> None:
        if number == self._number:
            self.cancel()
            on_error(error)
