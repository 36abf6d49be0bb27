"""A start on a disk that takes nothing: what is kept is shown, and it is said why nothing can be saved."""

from __future__ import annotations

import errno
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.app import Program
from desktop.core.errors import OnlyReadable
from desktop.demo.server import DemoServer
from desktop.launch import LaunchOptions, _take, run
from desktop.store.app_dirs import AppDirs
from desktop.store.database import Database
from desktop.ui.application import make_application
from desktop.ui.formatting import strip_marks
from desktop.workers.open_once import OpenOnce
from tests.app.conftest import Driver
from tests.full_disk import leave_a_lock, write_nothing


def _what_is_said(data_dir: Path) -> list[str]:
    """By a start that ends with it."""
    said: list[str] = []

    def acknowledge() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(strip_marks(box.text()))
        box.accept()

    QTimer.singleShot(0, acknowledge)
    assert run(LaunchOptions(data_dir, "en")) == 1
    return said


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (
            errno.ENOSPC,
            "There is no room left on the disk of the program's folder {}."
            " Make room there, and start the program again.",
        ),
        (
            errno.EROFS,
            "Nothing can be written in the program's folder {}: it may only be read."
            " Allow it, and start the program again.",
        ),
    ],
    ids=["full", "read only"],
)
def test_where_nothing_is_kept_yet_the_folder_is_named_and_what_to_do(
    qapp: QApplication,
    data_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    number: int,
    sentence: str,
) -> None:
    leave_a_lock(data_dir)
    write_nothing(monkeypatch, number)
    assert _what_is_said(data_dir) == [sentence.format(data_dir)]
    assert capsys.readouterr().err.count(str(data_dir)) == 1


@pytest.fixture
def start_locked_out(
    qapp: QApplication, show: Callable[[Program], Driver], data_dir: Path
) -> Callable[[], Driver]:
    """As `run` starts it where no lock can be made."""

    def begin() -> Driver:
        dirs = AppDirs(data_dir)
        alone, refused = _take(OpenOnce(dirs.data), dirs)
        assert alone and refused is not None
        return show(Program(make_application(), dirs, "en", refused=refused))

    return begin


def test_what_is_kept_is_shown_and_never_written(
    signed_in: Driver,
    server: DemoServer,
    start_locked_out: Callable[[], Driver],
    data_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also when there is room again a moment later: another start may have the lock by then."""
    lists = signed_in.scope.folder / "lists.db"
    ids = list(signed_in.calls.model.ids)
    signed_in.program.close()
    leave_a_lock(data_dir)
    with monkeypatch.context() as full:
        write_nothing(full)
        later = start_locked_out()
    later.wait(lambda: list(later.calls.model.ids) == ids)
    later.wait(lambda: any("no room left on this disk" in text for text in later.texts()))
    assert later.scope.only_readable is not None and later.scope.only_readable.full
    with pytest.raises(OnlyReadable), later.scope.database.transaction():
        pass
    with closing(Database(lists)) as other, other.transaction() as connection:
        assert connection.execute("SELECT count(*) FROM calls").fetchone()[0] >= len(ids)
