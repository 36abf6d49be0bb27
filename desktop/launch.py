"""One start of the program: its options, its folder, and that it is the only one on it."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from desktop.app import Program
from desktop.core.errors import AppError, FolderNotWritten, OpenElsewhere
from desktop.store.app_dirs import AppDirs
from desktop.ui.application import make_application
from desktop.workers.open_once import OpenOnce

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop.demo.server import DemoServer
    from desktop.ui.main_window import MainWindow


class LaunchOptions(NamedTuple):
    """What the command line chose. `data_dir` None: where the system wants it; `language` "": as settings."""

    data_dir: Path | None = None
    language: str = ""
    demo: bool = False
    measure_start: bool = False


def run(options: LaunchOptions) -> int:
    """Runs the program until its window is closed; returns the exit code."""
    app = make_application()
    with ExitStack() as stack:
        base = options.data_dir
        if options.demo and base is None:
            import tempfile

            base = Path(
                stack.enter_context(
                    tempfile.TemporaryDirectory(prefix="prosaas-demo-", ignore_cleanup_errors=True)
                )
            )
        dirs = AppDirs(base)
        try:
            once = OpenOnce(dirs.data)
            alone, refused = _take(once, dirs)
        except AppError as error:
            return _fail(app, options, error)
        if not alone:
            return _call_the_other(app, options, once)
        stack.callback(once.release)
        server = _start_demo(stack, dirs) if options.demo else None
        program = Program(app, dirs, options.language, server, refused=refused)
        stack.callback(_end, program, once)
        program.completed.connect(once.listen)
        once.called.connect(program.come_to_front)
        if options.measure_start:
            program.window.first_painted.connect(partial(_end_of_start, program.window))
        program.show()
        return app.exec()


def _take(once: OpenOnce, dirs: AppDirs) -> tuple[bool, FolderNotWritten | None]:
    """Whether this is the only one here, and why nothing can be written if so.

    What is kept here is to be seen and heard on a full disk too: without a lock, since nothing is written
    to the lists. Raises FolderNotWritten where nothing is kept yet.
    """
    try:
        return once.take(), None
    except FolderNotWritten as error:
        if not dirs.account_names():
            raise
        return not once.is_heard(), error


def _end(program: Program, once: OpenOnce) -> None:
    """Another start has the folder only when no thread of this one writes there any more: one database has
    one writer."""
    if not program.close():
        once.stop_listening()
        program.see_out()


def _call_the_other(app: QApplication, options: LaunchOptions, once: OpenOnce) -> int:
    """The one that is open comes to the front; that is what a second start is meant for."""
    if not once.call():
        _fail(app, options, OpenElsewhere())
    else:
        sys.stderr.write("ProSaaS Desktop is already open with this folder.\n")
    return 2


def _fail(app: QApplication, options: LaunchOptions, error: AppError) -> int:
    from desktop.ui.start_failure import say_why_not

    say_why_not(app, options.language, error)
    return 1


def _end_of_start(window: MainWindow) -> None:
    """For whoever measures from outside: the first list is on the screen, and that was all."""
    sys.stdout.write("painted\n")
    sys.stdout.flush()
    window.close()


def _start_demo(stack: ExitStack, dirs: AppDirs) -> DemoServer:
    """At the address of the last demo in this folder: another one would be another account, and all anew."""
    from dataclasses import replace

    from desktop.demo.server import AddressTaken, DemoOptions, DemoServer

    # Slow enough to see that the server prepares a recording, as the real one does.
    options = DemoOptions(port=_last_demo_port(dirs), prepare_seconds=(1.0, 4.0))
    try:
        return stack.enter_context(DemoServer(options))
    except AddressTaken:
        return stack.enter_context(DemoServer(replace(options, port=0)))


def _last_demo_port(dirs: AppDirs) -> int:
    """0 when there was none here, or when it was a server that only looks like it."""
    from urllib.parse import urlsplit

    from desktop.demo import DEMO_EMAIL
    from desktop.store.settings_file import SettingsFile

    server = SettingsFile(dirs.settings_path).load().last_server
    accounts = map(dirs.load_account, dirs.account_names())
    known = any(one is not None and (one.server, one.email) == (server, DEMO_EMAIL) for one in accounts)
    parts = urlsplit(server)
    return parts.port or 0 if known and parts.hostname == "127.0.0.1" else 0
