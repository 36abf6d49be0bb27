"""The process that plays, told what to do line by line."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from tests.campaigns.pulse import PulseDaemon
from tests.translations import ROOT
from tests.waiting import wait_until

_CHILD = "tests.campaigns.sound_child"


class SoundProcess:
    """Plays `sound` to the sinks of `daemon`; what it says is on disk, so that nobody waits to be read."""

    def __init__(self, daemon: PulseDaemon, folder: Path, sound: Path) -> None:
        self._said, self._log = folder / "said.txt", folder / "log.txt"
        (folder / "account").mkdir()
        with self._said.open("wb") as said, self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", _CHILD, str(folder / "account"), str(sound)],
                cwd=ROOT,
                env={**daemon.environment, "QT_QPA_PLATFORM": "offscreen"},
                stdin=subprocess.PIPE,
                stdout=said,
                stderr=log,
                text=True,
            )
        self._answers = 0

    def _lines(self, kind: str) -> list[str]:
        """What follows `kind`, in the whole lines that begin with it."""
        whole = self._said.read_text(encoding="utf-8").rpartition("\n")[0].splitlines()
        return [line.partition(" ")[2] for line in whole if line.partition(" ")[0] == kind]

    def tell(self, command: str) -> str:
        """Returns its answer. Raises TimeoutError, BrokenPipeError when it lives no more."""
        assert self._process.stdin is not None
        self._process.stdin.write(command + "\n")
        self._process.stdin.flush()
        wait_until(lambda: len(self._lines("ok")) > self._answers, f"{command!r} is answered")
        self._answers += 1
        return self._lines("ok")[-1]

    def wait_for_outputs(self, count: int) -> None:
        """Until it knows so many sound outputs."""
        wait_until(lambda: len(self.tell("outputs").split()) == count, f"{count} sound outputs are known")

    @property
    def position(self) -> int:
        """In ms."""
        return int(self.tell("state").split()[1])

    @property
    def finished(self) -> bool:
        """The recording was played to its end."""
        return self.times_finished > 0

    @property
    def times_finished(self) -> int:
        return len(self._lines("finished"))

    @property
    def sentences(self) -> list[str]:
        """What the user was told."""
        return self._lines("said")

    @property
    def lives(self) -> bool:
        return self._process.poll() is None

    def log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    def end(self) -> int:
        """Its exit code; negative when it crashed, or had to be killed."""
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        try:
            return self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()
