"""A process that is measured: when it says a word, and when it has ended."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Self

from tests.translations import ROOT

LONGEST_SECONDS = 120.0


class ChildFailed(RuntimeError):
    """The process did not say its word, or ended badly: its last words."""


class Child:
    """A program, without a screen and with nobody's keyring but `keyring`."""

    def __init__(self, *command: str, keyring: str = "keyring.backends.fail.Keyring") -> None:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHON_KEYRING_BACKEND": keyring}
        # A program that is installed is compiled; without this, ours would be compiled at each start.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def lines(self) -> Iterator[str]:
        """What the process says, line by line, to its end."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            yield line.strip()

    def wait_for(self, word: str) -> float:
        """The moment when the process said `word` on a line of its own."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.strip() == word:
                return time.perf_counter()
        raise ChildFailed(f"never said {word!r}: {self._last_words()}")

    def line_with(self, words: str) -> str:
        """The first line in which the process said `words`."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if words in line:
                return line.strip()
        raise ChildFailed(f"never said {words!r}: {self._last_words()}")

    def number_after(self, word: str) -> float:
        """The number that the process said after `word` on a line of its own."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            said, _, number = line.strip().partition(" ")
            if said == word and number:
                return float(number)
        raise ChildFailed(f"never said {word!r}: {self._last_words()}")

    def wait(self) -> float:
        """The moment when it ended, well."""
        code = self._process.wait(LONGEST_SECONDS)
        ended = time.perf_counter()
        if code:
            raise ChildFailed(f"ended with {code}: {self._last_words()}")
        return ended

    def _last_words(self) -> str:
        self._process.kill()
        return self._process.communicate()[1][-2000:]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()


def module(name: str, *arguments: str) -> tuple[str, ...]:
    """The command that runs the module `name` as this interpreter does."""
    return (sys.executable, "-m", name, *arguments)


def time_to(word: str, child: Child) -> float:
    """Seconds from the start of `child` to its `word`; it ends by itself afterwards."""
    with child:
        said = child.wait_for(word)
        child.wait()
        return said - child.began


def time_after(word: str, child: Child) -> float:
    """Seconds from the `word` of `child` to its end."""
    with child:
        said = child.wait_for(word)
        return child.wait() - said


def number_of(word: str, child: Child) -> float:
    """What `child` said after `word`; it ends by itself afterwards."""
    with child:
        said = child.number_after(word)
        child.wait()
        return said


def gaps_of(child: Child) -> tuple[float, float]:
    """What `child` said after "took", and then after "idle"; it ends by itself afterwards."""
    with child:
        took, idle = child.number_after("took"), child.number_after("idle")
        child.wait()
        return took, idle
