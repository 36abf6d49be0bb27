"""Held: what is typed or played until it is written; and what is said when it cannot be, at the end."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from typing import Any, Generic, TypeVar

from desktop.core.errors import AppError, Cancelled, is_in_use

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Held(Generic[_Key, _Value]):
    """The newest value of each key, until it is written. Any thread."""

    def __init__(self) -> None:
        self._values: dict[_Key, _Value] = {}
        self._holding = threading.Lock()
        # One writer at a time: an older value must not be written after a newer one.
        self._writing = threading.Lock()

    def hold(self, key: _Key, value: _Value) -> None:
        """Quick."""
        with self._holding:
            self._values[key] = value

    def get(self, key: _Key) -> _Value | None:
        """What waits to be written; None: nothing does."""
        with self._holding:
            return self._values.get(key)

    def all(self) -> list[_Value]:
        """All that waits to be written."""
        with self._holding:
            return list(self._values.values())

    def __bool__(self) -> bool:
        """Whether anything waits to be written."""
        with self._holding:
            return bool(self._values)

    @contextmanager
    def to_write(self) -> Iterator[dict[_Key, _Value]]:
        """All that is held, for the block to write: when it fails, all is held as before.

        What changed meanwhile stays held.
        """
        with self._writing:
            with self._holding:
                values = dict(self._values)
            yield values
            with self._holding:
                left = {key: value for key, value in self._values.items() if values.get(key) != value}
                self._values = left


class HeldWork:
    """Things to be done in their order, each once: by a thread that is told to, or at the end. Any thread."""

    def __init__(self) -> None:
        self._waiting: deque[_Work[Any]] = deque()
        self._working = threading.Lock()

    def hold(self, work: Callable[[], _Value]) -> Callable[[], _Value]:
        """Quick. What it returns does `work`, after all that was held before, unless `do_all` did; what came
        of it is returned, or raised, either way."""
        held = _Work(work)
        self._waiting.append(held)
        return partial(self._do, held)

    def _do(self, held: _Work[_Value]) -> _Value:
        with self._working:
            while not held.ended.done():
                self._do_next()
        return held.ended.result()

    def __bool__(self) -> bool:
        """Whether anything waits to be done, or is being done."""
        return bool(self._waiting)

    def do_all(self) -> None:
        """Raises the first AppError; what could not be done is not held any more.

        While another program holds the disk, which each one would wait for as long again, one alone is tried.
        """
        failed: list[BaseException] = []
        with self._working:
            while self._waiting:
                held_up = next(filter(is_in_use, failed), None)
                if (error := self._do_next(held_up)) is not None:
                    failed.append(error)
        if failed:
            raise failed[0]

    def _do_next(self, held_up: BaseException | None = None) -> BaseException | None:
        """It waits until it has ended. Returns why it could not be done; `held_up`: why it is not tried."""
        work = self._waiting[0]
        try:
            if held_up is None:
                work.do()
            else:
                work.ended.set_exception(held_up)
        finally:
            self._waiting.popleft()
        return work.ended.exception()


class _Work(Generic[_Value]):
    def __init__(self, work: Callable[[], _Value]) -> None:
        self._work = work
        self.ended: Future[_Value] = Future()

    def do(self) -> None:
        try:
            self.ended.set_result(self._work())
        except AppError as error:
            self.ended.set_exception(error)
        except BaseException as error:
            self.ended.set_exception(error)
            raise


@contextmanager
def unsaved_said(log: logging.Logger, word: str) -> Iterator[None]:
    """At the end nobody can be asked any more: what cannot be written is in the log, after `word`."""
    try:
        yield
    except Cancelled:
        pass
    except AppError as error:
        log.error("%s %s: %s", word, type(error).__name__, error.detail)
