"""One piece of work: how it ended is said, and what it held is let go."""

from __future__ import annotations

import logging
import weakref

import pytest

from desktop.core.errors import AppError, FileIncomplete
from desktop.workers.task import Task


class Chunk:
    """The last bytes that came."""


class Breaking:
    """Work that fails while it holds a chunk, for a reason that holds another."""

    def __init__(self, error: Exception) -> None:
        self._error = error
        self.chunks: list[weakref.ref[Chunk]] = []

    def _chunk(self) -> Chunk:
        chunk = Chunk()
        self.chunks.append(weakref.ref(chunk))
        return chunk

    def _break(self) -> None:
        chunk = self._chunk()
        try:
            raise ConnectionResetError(id(chunk))
        finally:
            del chunk

    def _read(self) -> None:
        chunk = self._chunk()
        try:
            self._break()
        except OSError:
            # While that is handled another thing fails, too.
            raise ValueError(id(chunk)) from None

    def __call__(self) -> None:
        chunk = self._chunk()
        try:
            self._read()
        except ValueError as error:
            raise self._error from error
        finally:
            assert chunk


def ended(work: Breaking) -> Exception:
    errors: list[Exception | None] = []
    Task(work, lambda _, error: errors.append(error)).run()
    [error] = errors
    assert error is not None
    return error


def test_a_failure_that_is_kept_keeps_nothing_else() -> None:
    failure = FileIncomplete("cut", received=1, expected=2)
    work = Breaking(failure)
    error = ended(work)
    assert error is failure
    assert isinstance(error.__cause__, ValueError), "what it says of its reason stays"
    assert [chunk() for chunk in work.chunks] == [None] * 3


def test_of_a_bug_it_is_known_where_it_was(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.CRITICAL, "desktop.task"):
        error = ended(Breaking(RuntimeError("bug")))
    assert not isinstance(error, AppError)
    assert error.__traceback__ is not None
