"""Waiters: who waits for which file, and how that ends for them."""

from __future__ import annotations

from concurrent.futures import Future, InvalidStateError
from contextlib import suppress

from desktop.core.errors import AppError
from desktop.core.models import FileKey, KeptFile


class Waiters:
    """Futures by key. A cancel on another thread may have ended one first, which is no error."""

    def __init__(self) -> None:
        self._futures: dict[FileKey, list[Future[KeptFile]]] = {}

    def keys_waited_for(self) -> list[FileKey]:
        return list(self._futures)

    def add(self, key: FileKey, future: Future[KeptFile]) -> None:
        self._futures.setdefault(key, []).append(future)

    def drop(self, key: FileKey, future: Future[KeptFile]) -> bool:
        """One waits no longer; whether it was the last one that did."""
        waiting = self._futures.get(key, [])
        if future in waiting:
            waiting.remove(future)
        return not waiting and self._futures.pop(key, None) is not None

    def give(self, key: FileKey, kept: KeptFile) -> None:
        for future in self._futures.pop(key, []):
            set_result(future, kept)

    def fail(self, key: FileKey, error: AppError) -> None:
        for future in self._futures.pop(key, []):
            set_error(future, error)


def set_result(future: Future[KeptFile], kept: KeptFile) -> None:
    with suppress(InvalidStateError):
        future.set_result(kept)


def set_error(future: Future[KeptFile], error: AppError) -> None:
    with suppress(InvalidStateError):
        future.set_exception(error)
