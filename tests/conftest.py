"""What all tests share: a screen that is none, a keyring in memory, no leaked threads, the real program."""

from __future__ import annotations

import gc
import importlib
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.pop("QT_STYLE_OVERRIDE", None)

import keyring
import keyring.backend
import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.demo.server import DemoOptions, DemoServer
from desktop.workers.plain_import import use_plain_import
from tests.lost_soon import let_one_be_lost_soon
from tests.waiting import PatientBot

_MEMORY = Path("/dev/shm")
_ROOM_BYTES = 4_000_000_000
_TESTS = Path(__file__).resolve().parent
_BYTECODE = _TESTS.parent / ".pytest_cache" / "bytecode"


def _has_room_in_memory() -> bool:
    """Whether files of tests can be kept, and programs started from there."""
    if sys.platform != "linux" or not os.access(_MEMORY, os.W_OK):
        return False
    may_start = not os.statvfs(_MEMORY).f_flag & os.ST_NOEXEC
    return may_start and shutil.disk_usage(_MEMORY).free > _ROOM_BYTES


# A thousand databases are made here, and a disk takes ten times as long to say that one is written.
if _has_room_in_memory():
    os.environ.setdefault("TMPDIR", str(_MEMORY))
    tempfile.tempdir = None

# Where nothing is to be compiled beside the sources, all processes of the tests would compile everything.
if sys.dont_write_bytecode:
    sys.dont_write_bytecode = False
    sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(_BYTECODE)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# As the program does.
use_plain_import()

# How fast the computer is at this moment is no matter of tests.
# The same examples each time: what a run finds is of its change. Others: `--hypothesis-profile=wild`.
settings.register_profile("wild", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("any speed", settings.get_profile("wild"), derandomize=True)
settings.load_profile("any speed")


def pytest_collection(session: pytest.Session) -> None:
    """On a fresh checkout each process loads another part of the tests first: what it compiles is there for
    the others when they come to it, where else each would compile everything."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker and [Path(given).resolve() for given in session.config.args] == [_TESTS]:
        first, every = int(worker.removeprefix("gw")), int(os.environ["PYTEST_XDIST_WORKER_COUNT"])
        for path in sorted(_TESTS.rglob("test_*.py"))[first::every]:
            # Whatever is wrong with it is said when it is collected.
            with suppress(Exception):
                importlib.import_module(".".join(path.relative_to(_TESTS.parent).with_suffix("").parts))


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A keyring as the systems offer it, for one test. `broken` makes it refuse, as a locked one does."""

    priority = 5

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.writes = 0

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.writes += 1
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture(autouse=True)
def memory_keyring() -> Iterator[MemoryKeyring]:
    """No test touches the keyring of the computer it runs on."""
    before = keyring.get_keyring()
    memory = MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture(autouse=True, scope="session")
def collect_on_the_main_thread_only() -> Iterator[None]:
    """As in the program: a cyclic collection on a worker thread destroys widgets there and crashes."""
    gc.disable()
    # What is loaded by now stays: without it each test's collection goes through all of that again.
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()
    gc.enable()


@pytest.fixture(autouse=True, scope="session")
def empty_the_clipboard() -> Iterator[None]:
    """The offscreen clipboard lives until after Python has ended, and would call back into it."""
    yield
    app = QGuiApplication.instance()
    if isinstance(app, QGuiApplication):
        app.clipboard().clear()


@pytest.fixture(autouse=True)
def no_leaks() -> Iterator[None]:
    """Names each thread that a test left behind; collects what it left in cycles, here and now."""
    before = set(threading.enumerate())
    yield
    gc.collect()
    # What stays after that is the worker's own: the next test's collection need not go through it again.
    gc.freeze()
    left = [thread for thread in set(threading.enumerate()) - before if _is_left(thread)]
    assert not left, f"threads left behind: {left}"


def _is_left(thread: threading.Thread) -> bool:
    # Qt's pool threads show up in Python as dummies once they ran Python code; Qt ends them by itself.
    if isinstance(thread, threading._DummyThread):
        return False
    thread.join(timeout=20)
    return thread.is_alive()


@pytest.fixture(autouse=True)
def mouse_let_go() -> Iterator[None]:
    """A button left down, or a menu left open, takes each move of the mouse from the tests that follow."""
    yield
    assert QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton
    assert QApplication.activePopupWidget() is None


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """In place of the one that gives up after five seconds."""
    return PatientBot(request)


@pytest.fixture
def server() -> Iterator[DemoServer]:
    """The embedded server with a small world, fresh for each test."""
    with DemoServer(DemoOptions(calls=60, receipts=40)) as running:
        let_one_be_lost_soon(running.world)
        yield running


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A folder with a space and a Hebrew name in its path, as users have them."""
    folder = tmp_path / "My תיקייה"
    folder.mkdir()
    return folder


@pytest.fixture
def uncaught(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[BaseException]]:
    """Exceptions that reached the program's last resort; a test that wants none asserts that it is empty."""
    seen: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _, error, __: seen.append(error))
    yield seen
