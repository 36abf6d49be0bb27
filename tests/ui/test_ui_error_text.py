"""Errors in words: every kind its own, with a way on, and the server's text as plain text only."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.core import errors
from desktop.core.errors import AppError
from desktop.core.resources import resource_path
from desktop.store.disk_errors import disk_error
from desktop.ui.error_text import error_text, has_own_words, server_words
from desktop.ui.formatting import strip_marks


def _kinds(kind: type[AppError] = AppError) -> Iterator[type[AppError]]:
    for child in kind.__subclasses__():
        # A layer may have kinds of its own, which are what they derive from for everybody else.
        if child.__module__.startswith("desktop.core."):
            yield child
            yield from _kinds(child)


@pytest.mark.parametrize("kind", list(_kinds()))
def test_every_kind_has_its_own_sentence(look: QApplication, kind: type[AppError]) -> None:
    assert has_own_words(kind)
    words = error_text(kind("detail for the log"))
    assert words.sentence[0].isupper()
    assert words.sentence[-1] in ".}" or ":" in words.sentence
    assert "detail for the log" not in words.sentence
    assert "{" not in words.sentence
    assert resource_path("icons", f"{words.icon}.svg").is_file()


def test_sentences_differ() -> None:
    sentences = [error_text(kind()).sentence for kind in _kinds()]
    assert len(set(sentences)) == len(sentences)


def test_an_error_from_elsewhere_is_still_a_sentence(look: QApplication) -> None:
    class Odd(AppError):
        pass

    assert error_text(Odd()).sentence == "Something went wrong. The log file says more."
    del Odd


@pytest.mark.parametrize(
    ("error", "sentence", "remedy"),
    [
        (errors.StillPreparing(), "The server is still preparing this recording.", "Try again"),
        (
            errors.DiskFull(needed=1_288_490_189, free=858_993_459),
            "Not enough room: 1.2 GB needed, 819 MB free.",
            "Try again",
        ),
        (
            errors.TooLittleLeft(needed=2 * 1024**3, free=2 * 1024**3 - 4096),
            "This disk is nearly full: 2.0 GB must always stay free on it, just under that are free now.",
            "Try again",
        ),
        (
            errors.TooLittleLeft(needed=3 * 1024**3, free=5 * 1024**3 // 2, least=2 * 1024**3, disk="D"),
            "Not enough room on the disk D: 1.0 GB needed, 2.5 GB free, of which 2.0 GB must always stay"
            " free.",
            "Try again",
        ),
        (errors.FileIncomplete(), "The file arrived incomplete.", "Try again"),
        (errors.SignedOut(), "Your session has ended. Nothing that waits is lost.", "Sign in"),
        (errors.ServerFailed(status=502), "The server failed (error 502).", "Try again"),
        (
            errors.NotAllowed(reason="page_not_enabled"),
            "This page is not switched on for your business.",
            "",
        ),
    ],
)
def test_product_words(
    look: QApplication, monkeypatch: pytest.MonkeyPatch, error: AppError, sentence: str, remedy: str
) -> None:
    monkeypatch.setattr("desktop.ui.formatting._KILO", 1024)
    words = error_text(error)
    assert strip_marks(words.sentence).replace("\u00a0", " ") == sentence
    assert words.remedy == remedy


def test_a_deleted_recording_names_the_day(look: QApplication) -> None:
    words = error_text(errors.RecordingGone(since=datetime(2020, 11, 14, 12, tzinfo=UTC)))
    assert strip_marks(words.sentence) == "The recording was deleted from the server on 14 Nov 2020."


def test_server_text_is_one_plain_line(look: QApplication) -> None:
    error = errors.ServerFailed(status=500, server_text="No\nroom \u202efor\u202c <b>you</b>" + "!" * 500)
    said = server_words(error)
    assert said.startswith("No room for <b>you</b>!")
    assert len(said) <= 200
    assert said in error_text(error).sentence


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "the system refused permission"),
        (OSError(errno.EROFS, "Read-only file system"), "it may only be read"),
        (FileNotFoundError(errno.ENOENT, "No such file or directory"), "it is no longer there"),
        (OSError(errno.EIO, "Input/output error"), "its disk does not answer"),
        (OSError(errno.ELOOP, "Too many levels of symbolic links"), "Too many levels of symbolic links"),
    ],
)
def test_a_failing_disk_names_the_file_and_the_reason(
    look: QApplication, tmp_path: Path, error: OSError, words: str
) -> None:
    said = strip_marks(error_text(disk_error(error, tmp_path / "call.mp3")).sentence)
    assert said == f"“call.mp3” cannot be read or written: {words}."


def test_a_failing_disk_without_a_reason_gives_none(look: QApplication) -> None:
    said = error_text(disk_error(OSError("from /home/dana"), Path("/home/dana/call.mp3"))).sentence
    assert strip_marks(said) == "“call.mp3” cannot be read or written."


def test_every_reason_of_a_disk_has_its_words(look: QApplication) -> None:
    said = {error_text(errors.DiskFailed(path="a", reason=reason)).sentence for reason in errors.DiskReason}
    assert len(said) == len(errors.DiskReason)


def test_server_speaks_hebrew_to_hebrew_users(either_language: str) -> None:
    error = errors.WorkerDown(server_text="worker", server_text_he="השירות אינו זמין")
    assert (error_text(error).sentence == "השירות אינו זמין") == (either_language == "he")
