"""A PulseAudio daemon of one's own, with sinks that nobody hears and what is played to them on disk."""

from __future__ import annotations

import os
import shutil
import subprocess
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.campaigns.tone import samples_of
from tests.waiting import wait_until

PROGRAMS = ("pulseaudio", "pactl", "parec")
RATE = 48_000


def missing_programs() -> list[str]:
    """What is not installed of that."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


class PulseDaemon:
    """Reads and writes nothing outside `folder`; speaks through a socket there and no network."""

    def __init__(self, folder: Path, sinks: Sequence[str]) -> None:
        self._folder = folder
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("PULSE_")},
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "XDG_CONFIG_HOME": str(folder),
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_STATE_PATH": str(folder),
            "PULSE_SERVER": f"unix:{folder}/native",
        }
        self._log = (folder / "daemon.log").open("wb")
        self._process = subprocess.Popen(
            self._command(sinks), env=self.environment, stdout=self._log, stderr=self._log
        )

    def _command(self, sinks: Sequence[str]) -> list[str]:
        alone = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes"]
        calm = ["--realtime=no", "--high-priority=no", "--log-target=stderr"]
        modules = [
            f"module-null-sink sink_name={sink} rate={RATE} sink_properties=device.description={sink}"
            for sink in sinks
        ]
        modules.append(f"module-native-protocol-unix auth-anonymous=1 socket={self._folder}/native")
        return ["pulseaudio", *alone, *calm, *(f"--load={module}" for module in modules)]

    def wait(self) -> None:
        """Until it answers. Raises TimeoutError."""
        wait_until(self._answers, "the PulseAudio daemon answers")

    def _answers(self) -> bool:
        return subprocess.run(["pactl", "info"], env=self.environment, capture_output=True).returncode == 0

    def remove(self, sink: str) -> None:
        """As when it is pulled out. Raises StopIteration when it is not there."""
        listed = self._ask("list", "short", "modules").splitlines()
        number = next(line.split()[0] for line in listed if f"sink_name={sink} " in line)
        self._ask("unload-module", number)

    def make_default(self, sink: str) -> None:
        """The system's own output from now on."""
        self._ask("set-default-sink", sink)

    def mute(self, sink: str, on: bool) -> None:
        """As the key of a keyboard does."""
        self._ask("set-sink-mute", sink, str(int(on)))

    def _ask(self, *words: str) -> str:
        asked = subprocess.run(["pactl", *words], env=self.environment, capture_output=True, text=True)
        return asked.stdout

    def kill(self) -> None:
        """At once, whatever plays."""
        self._process.kill()
        self._process.wait()
        self._log.close()


@contextmanager
def pulse_daemon(folder: Path, sinks: Sequence[str]) -> Iterator[PulseDaemon]:
    daemon = PulseDaemon(folder, sinks)
    try:
        daemon.wait()
        yield daemon
    finally:
        daemon.kill()


class Ear:
    """Records all that is played to one sink, from now to `close`."""

    def __init__(self, daemon: PulseDaemon, sink: str, path: Path) -> None:
        self._path = path
        form = ["--raw", "--format=s16le", f"--rate={RATE}", "--channels=1", "--latency-msec=20"]
        with path.open("wb") as file:
            self._process = subprocess.Popen(
                ["parec", f"--device={sink}.monitor", *form],
                env=daemon.environment,
                stdout=file,
                stderr=subprocess.DEVNULL,
            )
        wait_until(lambda: self._bytes() > 0, f"{sink} is recorded")

    def _bytes(self) -> int:
        return self._path.stat().st_size

    def heard(self) -> array[int]:
        """What it recorded so far, `RATE` samples a second."""
        return samples_of(self._path.read_bytes())

    def last(self, seconds: float) -> array[int]:
        """The end of that."""
        size = 2 * round(seconds * RATE)
        with self._path.open("rb") as file:
            file.seek(max(0, self._bytes() // 2 * 2 - size))
            return samples_of(file.read())

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
