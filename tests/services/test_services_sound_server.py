"""The line to the sound server, as the threads of the process show it."""

from __future__ import annotations

from pathlib import Path

from desktop.services.sound_server import SoundServer


def thread(folder: Path, number: int, name: str) -> Path:
    (folder / str(number)).mkdir()
    path = folder / str(number) / "comm"
    path.write_text(name + "\n")
    return path


def test_a_line_that_was_there_and_is_not_is_lost(tmp_path: Path) -> None:
    server = SoundServer(tmp_path)
    thread(tmp_path, 1, "python")
    assert not server.is_lost(), "there was none: Qt plays by other means, or not at all"
    line = thread(tmp_path, 2, "QPulseAudioEngi")
    server.note()
    assert not server.is_lost()
    line.unlink()
    assert server.is_lost()
    thread(tmp_path, 3, "QPulseAudioEngi")
    assert not server.is_lost(), "Qt found the server again"


def test_where_threads_are_not_listed_nothing_is_lost(tmp_path: Path) -> None:
    assert not SoundServer(tmp_path / "nowhere").is_lost()
