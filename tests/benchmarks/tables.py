"""The list of many calls: opened, filtered, sorted, held in memory, synced; against what Qt offers for it."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Literal

from PySide6.QtCore import QEvent, QSortFilterProxyModel, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from desktop.services.account_scope import AccountScope
from desktop.ui.calls.calls_table import CallsTable
from desktop.ui.calls.calls_table_model import SORTS, CallColumn
from tests.benchmarks.benchmark import TINY, Benchmark, Judged, Pair, Size
from tests.benchmarks.child import Child, gaps_of, module, number_of
from tests.benchmarks.quit_stalled import KEYRING
from tests.benchmarks.table_desk import (
    ACCOUNT,
    CallsDesk,
    GapWatch,
    PaintWatch,
    PlainModel,
    application,
    bare_view,
    filled,
    plain_rows,
    rest,
    wait,
)
from tests.prepared import open_scope

FEW, FEWER = 40, 1_000
COLUMNS = len(CallColumn)
SEARCHED = ("dana", "yossi", "054123", "invoice", "פגישה", "order")
BETWEEN_KEYS_SECONDS = 0.12
"""A quick typist."""
COMPARED_WORDS = 3
"""The peer takes so long that it is asked for some of them only."""


# -- opening -----------------------------------------------------------------------------------------


@contextmanager
def _opening(size: Size) -> Iterator[Pair]:
    """As the program starts: the list stands in the window, painted, before anything else is there."""
    application()
    scope = AccountScope(ACCOUNT, filled(size.rows))
    # Fonts and icons are there from now on, for both.
    _open_ours(scope)
    _open_peer()
    yield Pair(ours=lambda: _open_ours(scope), peer=_open_peer)
    scope.close()


class _OurTable(CallsTable):
    """Notes when its rows were first painted."""

    painted_at = 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted_at = self.painted_at or time.perf_counter()


class _BareTable(QTableView):
    """Notes it as well."""

    painted_at = 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted_at = self.painted_at or time.perf_counter()


def _open_ours(scope: AccountScope) -> float:
    began = time.perf_counter()
    window = QWidget()
    table = _OurTable(window)
    table.show_at_once(scope)
    return _show(window, table) - began


def _open_peer() -> float:
    model = PlainModel(plain_rows(FEW), COLUMNS)
    began = time.perf_counter()
    window = QWidget()
    view = _BareTable(window)
    view.setModel(model)
    return _show(window, view) - began


def _show(window: QWidget, view: _OurTable | _BareTable) -> float:
    """When the rows of `view` were painted."""
    window.resize(1440, 900)
    view.resize(1440, 900)
    window.show()
    wait(lambda: view.painted_at > 0)
    window.hide()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return view.painted_at


OPEN = Benchmark("tables-open", _opening, 3.0, Judged.RATIO, size=Size(rows=100_000, runs=9))
OPEN_MILLION = Benchmark(
    "tables-open-million", _opening, 3.0, Judged.RATIO, size=Size(rows=1_000_000, runs=9)
)


@contextmanager
def _rest_of_ids(size: Size) -> Iterator[Pair]:
    """How long the UI thread is away at most while all ids follow the first, a call being selected."""
    with CallsDesk(filled(size.rows)) as desk:
        desk.open()

        def ours() -> float:
            desk.page.set_scope(None)
            desk.rest()
            watch = GapWatch()
            desk.page.set_scope(desk.scope)
            wait(lambda: bool(desk.page.model.ids))
            desk.page.table.set_current_id(desk.page.model.id_at(3))
            wait(desk.is_whole)
            rest(0.1)
            assert len(desk.page.model.ids) == size.rows
            return watch.longest

        def peer() -> float:
            watch = GapWatch()
            _open_peer()
            return watch.longest

        yield Pair(ours=ours, peer=peer)


REST = Benchmark("tables-open-rest", _rest_of_ids, 0.1, Judged.OURS, size=Size(rows=1_000_000, runs=3))


# -- filtering and sorting ---------------------------------------------------------------------------


@contextmanager
def _proxy(rows: int) -> Iterator[tuple[QTableView, QSortFilterProxyModel]]:
    proxy = QSortFilterProxyModel()
    model = PlainModel(plain_rows(rows), COLUMNS)
    proxy.setSourceModel(model)
    proxy.setFilterKeyColumn(-1)
    proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    with bare_view(proxy) as view:
        yield view, proxy


def _until_painted(view: QTableView, act: Callable[[], object], done: Callable[[], bool]) -> float:
    """Seconds from `act` until what it led to is `done` and painted."""
    watch = PaintWatch(view)
    began = time.perf_counter()
    act()
    wait(done)
    before = watch.painted
    view.viewport().update()
    # Where nothing is found, a word stands in its place.
    wait(lambda: watch.painted > before or not view.isVisible())
    spent = time.perf_counter() - began
    watch.close()
    return spent


class _User:
    """Types into the search field and clicks headers, and sees how long each takes to be painted."""

    def __init__(self, desk: CallsDesk, words: Sequence[str]) -> None:
        self._desk = desk
        self._words = words
        self._answers = 0
        desk.page.model.ids_changed.connect(self._on_ids_changed)

    def _on_ids_changed(self, _: bool) -> None:
        self._answers += 1

    def _spent(self, act: Callable[[], object]) -> float:
        answers = self._answers
        return _until_painted(self._desk.page.table, act, lambda: self._answers > answers)

    def type_words(self) -> list[float]:
        return [spent for word in self._words for spent in self._type(word)]

    def _type(self, word: str) -> list[float]:
        field = self._desk.page.filter_bar.search_field
        spent = []
        for letter in word:
            spent.append(self._spent(partial(field.insert, letter)))
            rest(BETWEEN_KEYS_SECONDS)
        field.clear_search()
        self._desk.rest()
        return spent

    def sort(self) -> list[float]:
        """By each column, each way."""
        return [self._sort(column, down) for down in (False, True) for column in SORTS]

    def _sort(self, column: CallColumn, down: bool) -> float:
        ask = self._desk.page.table.sort_requested.emit
        spent = self._spent(partial(ask, int(column), down))
        self._desk.rest()
        return spent


def _filter_peer(view: QTableView, proxy: QSortFilterProxyModel) -> float:
    """The third letter of a word, the median of some."""
    spent = []
    for word in SEARCHED[:COMPARED_WORDS]:
        proxy.setFilterFixedString(word[:2])
        act = partial(proxy.setFilterFixedString, word[:3])
        spent.append(_until_painted(view, act, lambda: True))
        proxy.setFilterFixedString("")
    return median(spent)


def _sort_peer(view: QTableView, proxy: QSortFilterProxyModel) -> float:
    """By one column, numbers of which each is another; each of the others would take it seconds, too."""
    proxy.sort(-1)
    return _until_painted(view, partial(proxy.sort, int(CallColumn.PHONE)), lambda: True)


@contextmanager
def _beside_proxy(
    size: Size,
    ours: Callable[[_User], float],
    peer: Callable[[QTableView, QSortFilterProxyModel], float],
    what: Literal["searchable", "worked on"] = "searchable",
) -> Iterator[Pair]:
    with ExitStack() as stack:
        desk = stack.enter_context(CallsDesk(filled(size.rows, what)))
        desk.open()
        view, proxy = stack.enter_context(_proxy(size.rows))
        user = _User(desk, SEARCHED[:1] if size == TINY else SEARCHED)
        yield Pair(ours=lambda: ours(user), peer=lambda: peer(view, proxy))


def _median_key(user: _User) -> float:
    return median(user.type_words())


def _slow_key(user: _User) -> float:
    """So many take at most 95 of 100 keys."""
    return quantiles(user.type_words(), n=20)[-1]


def _slowest_sort(user: _User) -> float:
    return max(user.sort())


_MANY = Size(rows=100_000, runs=3)
_by_proxy = partial(partial, _beside_proxy)
FILTER = Benchmark(
    "tables-filter", _by_proxy(ours=_median_key, peer=_filter_peer), 0.05, Judged.RATIO, size=_MANY
)
FILTER_P95 = Benchmark(
    "tables-filter-p95", _by_proxy(ours=_slow_key, peer=_filter_peer), 0.05, Judged.OURS, size=_MANY
)
SORT = Benchmark(
    "tables-sort",
    _by_proxy(ours=_slowest_sort, peer=_sort_peer, what="worked on"),
    0.02,
    Judged.RATIO,
    size=_MANY,
)


# -- memory and a first sync, in processes of their own ------------------------------------------------


@contextmanager
def _memory(size: Size) -> Iterator[Pair]:
    """How much more many calls take than a thousand, with all of them selected."""
    few, many = filled(FEWER), filled(size.rows)

    def taken(*arguments: str) -> float:
        return number_of("took", Child(*module("tests.benchmarks.table_memory", *arguments)))

    yield Pair(
        ours=lambda: max(0.1, taken(str(many)) - taken(str(few))),
        peer=lambda: max(0.1, taken("--bare", str(size.rows)) - taken("--bare", str(FEWER))),
    )


MEMORY = Benchmark("tables-memory", _memory, 60.0, Judged.OURS, " MB", Size(rows=1_000_000, runs=3))


class _ServerElsewhere:
    """The embedded server in a process of its own: in ours it would take the interpreter's time."""

    def __init__(self, calls: int) -> None:
        self._child = Child(*module("desktop.demo", "--calls", str(calls), "--receipts", "0"))
        self.url = self._child.line_with("http").split()[2]

    def close(self) -> None:
        self._child.__exit__()


@contextmanager
def _first_sync(size: Size) -> Iterator[Pair]:
    with ExitStack() as stack:
        server = _ServerElsewhere(size.rows)
        stack.callback(server.close)
        idle: list[float] = []
        idle_ms = "300" if size == TINY else "2000"

        def ours() -> float:
            with tempfile.TemporaryDirectory() as folder:
                open_scope(Path(folder), server.url).close()
                options = ("--data-dir", folder, "--lang", "en")
                command = module("tests.benchmarks.table_sync", idle_ms, *options)
                longest, idle_gap = gaps_of(Child(*command, keyring=KEYRING))
                idle.append(idle_gap)
                return longest

        yield Pair(ours=ours, peer=lambda: idle[-1])


GAP = Benchmark("tables-gap", _first_sync, 0.1, Judged.OURS, size=Size(rows=100_000, runs=1))

TABLES = (OPEN, OPEN_MILLION, REST, FILTER, FILTER_P95, SORT, MEMORY, GAP)
