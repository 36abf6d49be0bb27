"""What the figures of the tables are measured on: an account full of calls, our page on it, a bare view."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QObject,
    Qt,
    QTimer,
    Slot,
)
from PySide6.QtWidgets import QApplication, QTableView, QVBoxLayout, QWidget

from desktop.core.account import Account
from desktop.services.account_scope import AccountScope
from desktop.store.database import Database
from desktop.ui.application import make_application
from desktop.ui.calls.calls_page import CallsPage
from desktop.ui.calls.calls_table import CallsTable
from desktop.ui.calls.player import Player
from desktop.ui.style_sheet import style_window
from desktop.ui.theme import apply_theme
from desktop.ui.translation import install
from desktop.ui.widgets.messages import Messages
from desktop.ui.widgets.record_table_model import Index
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

LONGEST_SECONDS = 60.0
FIRST_CALL_US = 1_700_000_000_000_000
ACCOUNT = Account("http://127.0.0.1:9", 1, 1, "desk@example.com")
_NAMES = ("Dana", "Omer", "Noa", "Avi", "Tamar", "Yossi", "Ruth", "Eli", "Maya", "Gil")
_STATUSES = ("completed", "completed", "completed", "no-answer", "busy", "failed")
_WORDS = ("invoice", "meeting", "payment", "tomorrow", "חשבונית", "פגישה", "תשלום", "מחר", "order", "branch")
_INSERT = (
    "INSERT INTO calls (sid, created_at, direction, status, duration_s, has_recording, has_transcript,"
    " expires_at, seen_at, phone, phone_forms, lead_name, lead_key, error_message, summary, transcript_start)"
    " VALUES (?, ?, ?, ?, ?, 0, 1, NULL, 1, ?, ?, ?, ?, '', '', ?)"
)
_INDICES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'calls' AND sql <> ''"
_TEXTS = (
    "INSERT INTO call_texts (row_id, search_text, transcript) SELECT row_id, '', transcript_start FROM calls",
    "INSERT INTO call_entries (entry_id, row_id, search_text)"
    " SELECT ((created_at / 1000000) << 8) | (row_id & 0xFF), row_id,"
    " lower(lead_name || char(10) || phone_forms || char(10) || transcript_start) FROM calls",
    "INSERT INTO call_search (rowid, search_text) SELECT entry_id, search_text FROM call_entries",
)


_WEEK_US = 7 * 24 * 3600 * 1_000_000
_WORKED_ON = (
    "UPDATE calls SET created_at = created_at + :now - (SELECT max(created_at) FROM calls),"
    " has_recording = row_id % 10 > 0, has_transcript = row_id % 4 > 0",
    f"UPDATE calls SET expires_at = created_at + {_WEEK_US} WHERE has_recording",
    "INSERT INTO kept_files (kind, id, path, size, sha256, extension, kept_at)"
    " SELECT 'recording', sid, 'recordings/' || sid || '.wav', 1, '00', 'wav', :now FROM calls"
    " WHERE has_recording AND row_id % 3 = 0",
    "INSERT INTO call_marks (sid, reviewed_at) SELECT sid, :now FROM calls WHERE row_id % 5 > 1",
    "INSERT INTO notes SELECT 'call', sid, 'written', 'written', :now FROM calls WHERE row_id % 7 = 0",
    "INSERT INTO bookmarks SELECT sid, :now, 1000, 'said', 'said' FROM calls WHERE row_id % 11 = 0",
)
"""The newest call is of now: a week's recordings may be lost. Some are kept here, most are reviewed."""

_filled: dict[tuple[int, str], tempfile.TemporaryDirectory[str]] = {}


def filled(rows: int, what: Literal["", "searchable", "worked on"] = "") -> Path:
    """A folder with an account's lists, a call a minute; made once, gone with the process.

    `what`: with the search's index, or with all that a list may be sorted by beside what the server says.
    """
    key = (rows, what)
    if key not in _filled:
        _filled[key] = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        _fill(Path(_filled[key].name), rows, what)
    return Path(_filled[key].name)


def _fill(folder: Path, rows: int, what: str) -> None:
    """Not by the repository, and indices last: a million would take many minutes."""
    database = Database(folder / "lists.db")
    with database.transaction() as connection:
        indices = connection.execute(_INDICES).fetchall()
        for name, _ in indices:
            connection.execute(f"DROP INDEX {name}")
        connection.executemany(_INSERT, _calls(rows))
        for sql in _WORKED_ON if what == "worked on" else ():
            connection.execute(sql, {"now": time.time_ns() // 1000})
        for sql in [*(_TEXTS if what == "searchable" else _TEXTS[:1]), *(sql for _, sql in indices)]:
            connection.execute(sql)
    database.close()


def _calls(rows: int) -> Iterator[tuple[Any, ...]]:
    dice = random.Random(4)
    for number in range(rows):
        name = f"{dice.choice(_NAMES)} {dice.randrange(5000)}" if dice.random() < 0.5 else ""
        phone = f"97254{dice.randrange(10**7):07}"
        words = " ".join(dice.choices(_WORDS, k=12)) + f" {dice.randrange(rows):06}"
        made = FIRST_CALL_US + number * 60_000_000
        status, length = dice.choice(_STATUSES), dice.randrange(900)
        direction = "inbound" if number % 3 else "outbound"
        forms = f"{phone}\n0{phone[3:]}"
        key = name.lower() or None
        yield (f"CA{number:032}", made, direction, status, length, f"+{phone}", forms, name, key, words)


# -- waiting for paint -------------------------------------------------------------------------------


class PaintWatch(QObject):
    """Notes each paint of `view`'s rows."""

    def __init__(self, view: QTableView) -> None:
        super().__init__()
        self.painted = 0
        self._viewport = view.viewport()
        self._viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.painted += 1
        return False

    def close(self) -> None:
        self._viewport.removeEventFilter(self)


class GapWatch(QObject):
    """The longest time in which the UI thread did not come round, in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self._longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=1)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()

    @property
    def longest(self) -> float:
        """The gap that has not ended yet counts as well."""
        return max(self._longest, time.perf_counter() - self._last)

    @Slot()
    def _on_timeout(self) -> None:
        self._longest = self.longest
        self._last = time.perf_counter()


def wait(condition: Callable[[], bool]) -> None:
    """Lets the UI thread run until `condition`."""
    ends = time.monotonic() + LONGEST_SECONDS
    while not condition():
        assert time.monotonic() < ends
        QApplication.processEvents()


def rest(seconds: float) -> None:
    """Lets the UI thread run for so long, as between two keys of a typist."""
    ends = time.monotonic() + seconds
    wait(lambda: time.monotonic() >= ends)


def application() -> QApplication:
    """In English and the light theme."""
    app = make_application()
    install(app, "en")
    apply_theme(app, "light")
    return app


# -- ours --------------------------------------------------------------------------------------------


class CallsDesk:
    """The calls page in a window, on the account in `folder`."""

    def __init__(self, folder: Path) -> None:
        application()
        self.scope = AccountScope(ACCOUNT, folder)
        self._owner = QObject()
        self.tasks = TaskPool(self._owner)
        self._queue = DownloadQueue(self._owner)
        self.window = QWidget()
        style_window(self.window)
        messages, player = Messages(self._owner), Player(self._owner)
        self.page = CallsPage(self.tasks, self._queue, player, messages, CallsTable(), self.window)
        column = QVBoxLayout(self.window)
        column.addWidget(self.page)
        self.window.resize(1440, 900)
        self.window.show()
        wait(self.window.isVisible)

    def open(self) -> None:
        """Gives the page its account; returns when the whole list is there."""
        self.page.set_scope(self.scope)
        wait(self.is_whole)
        self.rest()

    def is_whole(self) -> bool:
        return self.page.model.whole and bool(self.page.model.ids) and not self.tasks.busy

    def rest(self) -> None:
        wait(lambda: not self.tasks.busy)
        rest(0.02)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.page.set_scope(None)
        self.window.hide()
        self._queue.close(5_000)
        self.tasks.close(5_000)
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.scope.close()


# -- the peer ----------------------------------------------------------------------------------------


class PlainModel(QAbstractTableModel):
    """Rows of texts and numbers in memory, as one writes it for a proxy model to filter and to sort."""

    def __init__(self, rows: Sequence[Sequence[Any]], columns: int) -> None:
        super().__init__()
        self._rows = rows
        self._columns = columns

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        return None


def plain_rows(rows: int) -> list[tuple[Any, ...]]:
    """The same calls as `fill` makes, in the columns of our table, newest first."""
    made = [
        (call[2], "", call[1] // 1_000_000, call[7], call[5], call[4], call[3], "", "", call[9])
        for call in _calls(rows)
    ]
    return made[::-1]


@contextmanager
def bare_view(model: QAbstractItemModel) -> Iterator[QTableView]:
    """A QTableView over `model` in a window of the same size."""
    application()
    window = QWidget()
    view = QTableView(window)
    column = QVBoxLayout(window)
    column.addWidget(view)
    view.setModel(model)
    window.resize(1440, 900)
    watch = PaintWatch(view)
    window.show()
    wait(lambda: watch.painted > 0)
    watch.close()
    yield view
    window.hide()
    view.setModel(None)
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
