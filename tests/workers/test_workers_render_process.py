"""The process that opens documents may hang, crash or never start; and what nobody wants any more."""

from __future__ import annotations

import os
import signal
import sys
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, QSize
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop.core.errors import AppError, DocumentTooHeavy, FileDamaged
from desktop.workers import document_renderer
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.render_frames import FrameReader, child_command, frame_head
from tests.workers.hostile_kit import packed_many_times, pdf_bomb
from tests.workers.renderer_kit import (
    Answers,
    drawn,
    failure,
    is_reddish,
    one_answer,
    opened,
    write_pdf,
)

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="stops a process by a signal")

# -- when it hangs or crashes --------------------------------------------------------------------


@needs_posix
def test_a_hung_process_is_ended_and_the_next_document_opens(qtbot: QtBot, tmp_path: Path) -> None:
    renderer = DocumentRenderer(answer_seconds=0.4)
    try:
        opened(qtbot, renderer, write_pdf(tmp_path / "a.pdf"))
        hung = renderer.child_pid
        os.kill(hung, signal.SIGSTOP)
        assert isinstance(failure(qtbot, renderer, write_pdf(tmp_path / "b.pdf")), DocumentTooHeavy)
        assert opened(qtbot, renderer, write_pdf(tmp_path / "c.pdf"))[1].infos
        assert renderer.child_pid != hung
        assert not _exists(hung)
    finally:
        renderer.close()


@needs_posix
def test_after_a_crash_the_request_is_asked_once_more(
    qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path
) -> None:
    handle, _ = opened(qtbot, renderer, write_pdf(tmp_path / "a.pdf"))
    os.kill(renderer.child_pid, signal.SIGSTOP)
    first, second = Answers(), Answers()
    renderer.render(handle, 0, QSize(100, 141), 0, first.images.append, first.errors.append)
    renderer.render(handle, 1, QSize(100, 141), 0, second.images.append, second.errors.append)
    os.kill(renderer.child_pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: first.count == 1 and second.count == 1, timeout=20_000)
    # The document is opened again by itself in the next process.
    assert is_reddish(first.images[0].pixelColor(10, 10))
    assert second.images[0].pixelColor(10, 10).blue() > 200


@needs_posix
def test_memory_is_watched(qtbot: QtBot, tmp_path: Path) -> None:
    renderer = DocumentRenderer(answer_seconds=20, memory_bytes=-(1 << 40))
    try:
        renderer.warm_up()
        qtbot.waitUntil(lambda: renderer.child_pid > 0, timeout=20_000)
        os.kill(renderer.child_pid, signal.SIGSTOP)
        assert isinstance(failure(qtbot, renderer, write_pdf(tmp_path / "b.pdf")), DocumentTooHeavy)
    finally:
        renderer.close()


def test_a_document_that_wants_all_memory_does_not_get_it(
    qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path
) -> None:
    """Half a megabyte that becomes half a gigabyte."""
    path = pdf_bomb(tmp_path / "bomb.pdf", packed_many_times(b"q Q " * (1 << 18), 500))
    handle, _ = opened(qtbot, renderer, path)
    sound, _ = opened(qtbot, renderer, write_pdf(tmp_path / "sound.pdf"))
    bad, good = Answers(), Answers()
    renderer.render(handle, 0, QSize(200, 200), 0, bad.images.append, bad.errors.append)
    renderer.render(sound, 0, QSize(200, 282), 0, good.images.append, good.errors.append)
    one_answer(qtbot, bad)
    one_answer(qtbot, good)
    assert isinstance(bad.errors[0], FileDamaged | DocumentTooHeavy)
    assert is_reddish(good.images[0].pixelColor(10, 10))


def test_a_process_that_does_not_start_is_an_error(qtbot: QtBot, tmp_path: Path) -> None:
    renderer = DocumentRenderer(command=(str(tmp_path / "nothing"), []))
    assert failure(qtbot, renderer, write_pdf(tmp_path / "a.pdf")).detail
    renderer.close()


def test_a_process_that_ends_at_once_is_an_error(qtbot: QtBot, tmp_path: Path) -> None:
    renderer = DocumentRenderer(command=(sys.executable, ["-c", "pass"]))
    assert failure(qtbot, renderer, write_pdf(tmp_path / "a.pdf")).detail
    renderer.close()


def test_a_process_that_talks_nonsense_is_an_error(qtbot: QtBot, tmp_path: Path) -> None:
    program = "import sys; sys.stdout.write('nonsense' * 100); sys.stdout.flush(); sys.stdin.read()"
    renderer = DocumentRenderer(command=(sys.executable, ["-c", program]))
    assert failure(qtbot, renderer, write_pdf(tmp_path / "a.pdf")).detail
    renderer.close()


def test_it_starts_by_itself_a_while_after_the_program(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_renderer, "WARM_UP_MS", 1)
    renderer = DocumentRenderer()
    renderer.warm_up_soon()
    assert not renderer._child.running
    qtbot.waitUntil(lambda: renderer.child_pid > 0, timeout=20_000)
    renderer.close()


@needs_posix
def test_close_ends_the_process(qtbot: QtBot, renderer: DocumentRenderer) -> None:
    renderer.warm_up()
    qtbot.waitUntil(lambda: renderer.child_pid > 0, timeout=20_000)
    pid = renderer.child_pid
    renderer.close()
    assert not _exists(pid)


def test_the_process_ends_when_its_input_does(qtbot: QtBot, renderer: DocumentRenderer) -> None:
    program, arguments = child_command()
    process = QProcess()
    process.setWorkingDirectory(str(Path(__file__).parents[2]))
    process.start(program, arguments)
    assert process.waitForReadyRead(20_000)
    process.closeWriteChannel()
    assert process.waitForFinished(5_000)
    assert process.exitCode() == 0


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


# -- what nobody wants any more ------------------------------------------------------------------


def test_a_newer_wish_for_a_page_replaces_the_older(
    qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path
) -> None:
    handle, _ = opened(qtbot, renderer, write_pdf(tmp_path / "a.pdf"))
    answers = Answers()
    for width in (100, 200, 300):
        renderer.render(handle, 0, QSize(width, 424), 0, answers.images.append, answers.errors.append)
    qtbot.waitUntil(lambda: answers.count >= 1)
    assert drawn(qtbot, renderer, handle, QSize(50, 50), page=1)
    assert [image.width() for image in answers.images] == [300]


def test_nothing_of_a_dropped_document_is_answered(
    qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path
) -> None:
    path = write_pdf(tmp_path / "a.pdf")
    answers = Answers()
    handle = renderer.open(path, answers.infos.append, answers.errors.append)
    renderer.drop(handle)
    renderer.drop(handle)
    assert opened(qtbot, renderer, path)[1].infos
    assert answers.count == 0


def test_an_old_process_is_replaced_while_nobody_waits(
    qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.workers.document_renderer.ANSWERS_A_PROCESS", 3)
    handle, _ = opened(qtbot, renderer, write_pdf(tmp_path / "a.pdf"))
    first = renderer.child_pid
    for _ in range(3):
        assert is_reddish(drawn(qtbot, renderer, handle, QSize(100, 141)).pixelColor(10, 10))
    assert renderer.child_pid != first


def test_after_the_end_nothing_is_done(qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path) -> None:
    handle, _ = opened(qtbot, renderer, write_pdf(tmp_path / "a.pdf"))
    renderer.close()
    answers = Answers()
    renderer.render(handle, 0, QSize(100, 141), 0, answers.images.append, answers.errors.append)
    renderer.open(tmp_path / "a.pdf", answers.infos.append, answers.errors.append)
    renderer.drop(handle)
    renderer.warm_up()
    assert renderer.child_pid == 0
    assert answers.count == 0


def test_what_is_seen_goes_first(qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path) -> None:
    handle, _ = opened(qtbot, renderer, write_pdf(tmp_path / "a.pdf", ("red",) * 4))
    order: list[int] = []
    errors: list[AppError] = []
    for page in range(4):
        note = partial(_note, order, page)
        renderer.render(handle, page, QSize(100, 141), 0, note, errors.append, visible=page == 3)
    renderer.forget(handle, 2)
    qtbot.waitUntil(lambda: len(order) == 3)
    assert order == [0, 3, 1]
    assert not errors


def _note(order: list[int], page: int, _: QImage) -> None:
    order.append(page)


# -- frames --------------------------------------------------------------------------------------


def test_frames_come_whole_from_any_pieces() -> None:
    stream = frame_head({"a": 1}, 5) + b"bytes" + frame_head({"b": "ש"})
    for step in (1, 3, 7, len(stream)):
        reader, found = FrameReader(), []
        for start in range(0, len(stream), step):
            reader.feed(stream[start : start + step])
            while (frame := reader.take()) is not None:
                found.append(frame)
        assert found == [({"a": 1}, b"bytes"), ({"b": "ש"}, b"")]


def test_a_frame_larger_than_any_is_nonsense() -> None:
    reader = FrameReader()
    reader.feed(b"\xff" * 8)
    with pytest.raises(ValueError, match="larger"):
        reader.take()
