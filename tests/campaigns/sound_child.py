"""The program's player in a process of its own: `python -m tests.campaigns.sound_child FOLDER SOUND`.

SOUND, a WAV file, is the recording of a call, kept in FOLDER; it is played as the window plays it. Each line
of its input is a command, answered with "ok". Besides, it says "finished" at the end of the recording, and
"said" with each sentence that the user is shown.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Slot

from desktop.ui.calls.shown_waveform import ShownWaveform
from desktop.ui.calls.time_bar import TimeBar
from desktop.ui.widgets.messages import Message
from desktop.workers.waveforms_ahead import WaveformsAhead
from tests.playing_desk import PlayingDesk

SID = "CA" + "7" * 32


class SoundChild(QObject):
    """Does what its input says, until that ends."""

    def __init__(self, folder: Path, sound: Path) -> None:
        super().__init__()
        self.desk = PlayingDesk(folder)
        self.desk.keep(SID, sound.read_bytes())
        player = self._player = self.desk.player
        self._bar = TimeBar()
        self._ahead = WaveformsAhead(self.desk.tasks, self.desk.queue, self)
        self._waveform = ShownWaveform(self.desk.tasks, player, self._bar, self._ahead, self)
        self._waveform.set_scope(self.desk.scope)
        player.warm_up()
        player.finished.connect(self._on_finished)
        self.desk.messages.shown.connect(self._on_said)
        self._commands: dict[str, Callable[[str], object]] = {
            "play": lambda _: self.desk.flow.press(SID),
            "speed": lambda speed: player.set_speed(float(speed)),
            "volume": lambda volume: player.set_volume(int(volume)),
            "output": self._choose_output,
            "skip-silence": lambda _: player.jumps.set_skips_silence(True),
            "leave-pitch": lambda _: player._built().setPitchCompensation(False),
        }
        self._input = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._input.activated.connect(self._on_input)

    @Slot()
    def _on_input(self) -> None:
        """One line: whoever wrote it waits for the answer before the next."""
        line = sys.stdin.readline()
        name, _, value = line.strip().partition(" ")
        if not line:
            self._input.setEnabled(False)
            # Not from within its own notice.
            QTimer.singleShot(0, self.desk.app.quit)
        elif name == "outputs":
            _say("ok " + " ".join(one.name for one in self._player.outputs()))
        elif name == "share":
            place = self.desk.scope.listening.place(SID)
            _say(f"ok {place.share if place is not None else 0.0}")
        elif name == "state":
            used = self._player.used_output
            words = self._player.state.value, str(self._player.position), used.name if used else "none"
            _say("ok " + " ".join(words))
        else:
            self._commands[name](value)
            _say("ok")

    def _choose_output(self, name: str) -> None:
        ids = [one.id for one in self._player.outputs() if one.name == name]
        self._player.choose_output(ids[0] if ids else "")

    @Slot()
    def _on_finished(self) -> None:
        _say("finished")

    @Slot(object)
    def _on_said(self, message: Message) -> None:
        action = f" [{message.action.label}]" if message.action is not None else ""
        _say(f"said {message.sentence}{action}")


def _say(line: str) -> None:
    print(line, flush=True)


def main(folder: str, sound: str) -> int:
    child = SoundChild(Path(folder), Path(sound))
    code = child.desk.app.exec()
    child._waveform.set_scope(None)
    child.desk.close()
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
