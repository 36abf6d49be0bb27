"""CallsFilterBar: the search field and the chips above the calls; together one CallQuery."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.models import CallDirection, CallStatus
from desktop.core.query import CallQuery, CallSort, Period, RecordingFilter
from desktop.ui.calls.call_words import direction_text, status_text
from desktop.ui.formatting import number_text
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.choice_menu import ChoiceMenu
from desktop.ui.widgets.filter_chip import FilterChip
from desktop.ui.widgets.period_menu import PeriodMenu
from desktop.ui.widgets.period_words import local_today, period_days_words, period_words
from desktop.ui.widgets.search_field import SearchField

HEIGHT = 48
GAP = 8
SMALL_GAP = 6
_LOST_SOON = "lost_soon"
"""Among the choices of recordings: the query keeps it apart, as its own chip does."""


_RARE = ("has_transcript", "has_notes", "reviewed")
"""Filters of the query that say yes or no, behind the last chip."""


class CallsFilterBar(QWidget):
    """`query_changed(CallQuery)` after each choice."""

    query_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.query = CallQuery()
        self.today = local_today
        """Gives the day that moving periods are counted from."""
        self._lost_soon = 0
        self._lost_soon_words = ""
        self.setMinimumHeight(HEIGHT)
        find = QKeySequence(QKeySequence.StandardKey.Find)
        self.search_field = SearchField(self.tr("Name, phone, words"), self, key=find)
        self.search_field.search_changed.connect(self._on_search)
        self.views_button = IconButton("pin", self.tr("Saved views"), self)
        self._make_chips()
        self._columns_menu = QMenu(self)
        self._columns = IconButton("columns", self.tr("Columns"), self)
        self._columns.clicked.connect(self._on_columns)
        self._more_menu = QMenu(self)
        self._more_menu.setToolTipsVisible(True)
        self.last_control = IconButton("more", self.tr("More"), self)
        self.last_control.clicked.connect(self._on_more)
        self._lay_out()

    def _make_chips(self) -> None:
        self.period_chip = FilterChip(
            self.tr("Period"), self, icon_name="calendar", clearable=True, hint=self.tr("Filter by period")
        )
        self.period_menu = PeriodMenu(self.period_chip)
        self.period_menu.chosen.connect(self.set_period)
        self.period_chip.cleared.connect(self.clear_period)
        self.period_chip.set_menu(self.period_menu)
        self.direction_chip, self.direction_menu = self._chip(
            self.tr("Direction"), self.tr("Filter by direction"), _directions()
        )
        self.direction_menu.chosen.connect(self._on_directions)
        self.status_chip, self.status_menu = self._chip(
            self.tr("Status"), self.tr("Filter by status"), _statuses()
        )
        self.status_menu.chosen.connect(self._on_statuses)
        self.recording_chip, self.recording_menu = self._chip(
            self.tr("Recording"), self.tr("Filter by recording"), self._recordings(), single=True
        )
        self.recording_menu.chosen.connect(self._on_recording)
        self.more_chip, self.more_menu = self._chip(
            self.tr("More"), self.tr("Filter by transcript, notes, bookmarks or review"), self._rare_choices()
        )
        self.more_menu.chosen.connect(self._on_more_filters)
        self.lost_soon_chip = FilterChip(
            "",
            self,
            icon_name="waiting",
            warning=True,
            hint=self.tr("Show only recordings that the server will delete soon"),
        )
        self.lost_soon_chip.setCheckable(True)
        self.lost_soon_chip.toggled.connect(self._on_lost_soon)
        self.lost_soon_chip.hide()

    def _chip(
        self, label: str, hint: str, choices: Sequence[tuple[object, str]], single: bool = False
    ) -> tuple[FilterChip, ChoiceMenu]:
        chip = FilterChip(label, self, clearable=True, hint=hint)
        menu = ChoiceMenu(choices, chip, single=single)
        chip.cleared.connect(menu.clear_choice)
        chip.set_menu(menu)
        return chip, menu

    def _recordings(self) -> list[tuple[object, str]]:
        return [
            (RecordingFilter.KEPT_HERE, self.tr("Kept here")),
            (RecordingFilter.ON_SERVER, self.tr("On the server only")),
            (_LOST_SOON, self.tr("Lost soon")),
            (RecordingFilter.NONE, self.tr("No recording")),
        ]

    def _rare_choices(self) -> list[tuple[object, str]]:
        return [
            (("has_transcript", True), self.tr("With a transcript")),
            (("has_transcript", False), self.tr("Without a transcript")),
            (("has_notes", True), self.tr("With notes or bookmarks")),
            (("has_notes", False), self.tr("Without notes or bookmarks")),
            (("reviewed", True), self.tr("Reviewed")),
            (("reviewed", False), self.tr("Not reviewed")),
        ]

    def _lay_out(self) -> None:
        self.search_field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.search_field.setMinimumWidth(150)
        self.search_field.setMaximumWidth(222)
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        self._first.setSpacing(GAP)
        self._second.setSpacing(SMALL_GAP)
        self._first.addWidget(self.search_field, 1)
        self._first.addWidget(self.views_button)
        for chip in (*self.chips(), self.lost_soon_chip):
            self._first.addWidget(chip)
        self._first.addStretch(0)
        for widget in (self._columns, self.last_control):
            self._first.addWidget(widget)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 8, 10, 8)
        self._column.setSpacing(0)
        self._column.addLayout(self._first)
        self._column.addLayout(self._second)

    def chips(self) -> tuple[FilterChip, ...]:
        return (
            self.period_chip,
            self.direction_chip,
            self.status_chip,
            self.recording_chip,
            self.more_chip,
        )

    # -- one line or two -------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        """That of two lines, whichever it has now: else it would never become narrow enough for two."""
        margins = self._column.contentsMargins()
        least = [chip.minimumSizeHint().width() for chip in self.chips()]
        first = self._width_beside_chips()
        second = sum(least) + SMALL_GAP * (len(least) - 1)
        width = margins.left() + max(first, second) + margins.right()
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break_line()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._break_line()
        return super().event(event)

    def _width_beside_chips(self) -> int:
        """What the first line needs without the chips that may go to the second."""
        others = (self.views_button, self.lost_soon_chip, self._columns, self.last_control)
        shown = [one.sizeHint().width() for one in others if not one.isHidden()]
        wide = [self.search_field.minimumWidth(), *shown]
        return sum(wide) + GAP * len(wide)

    def _break_line(self) -> None:
        """The chips stand beside the search, and below it where they would be cut."""
        chips = sum(chip.sizeHint().width() + GAP for chip in self.chips())
        needed = self._width_beside_chips() + chips
        apart = self._column.contentsRect().width() < needed
        if apart == (self._second.count() > 0):
            return
        here, there = (self._first, self._second) if apart else (self._second, self._first)
        for place, chip in enumerate(self.chips()):
            here.removeWidget(chip)
            there.insertWidget(place if apart else place + 2, chip)
        if apart:
            self._second.addStretch(1)
        else:
            self._second.takeAt(0)
        self._column.setSpacing(6 if apart else 0)

    # -- from outside ----------------------------------------------------------------------------

    def follow_day(self, today: Callable[[], date]) -> None:
        """Counts moving periods from `today()`, and says what they mean now."""
        self.today = self.period_menu.today = today
        self._show_query()

    def set_columns(self, actions: Sequence[QAction]) -> None:
        self._columns_menu.clear()
        self._columns_menu.addActions(list(actions))

    def set_more(self, actions: Sequence[QAction]) -> None:
        self._more_menu.clear()
        self._more_menu.addActions(list(actions))

    def offer_more(self, action: QAction) -> None:
        """The window's own, below those of the page."""
        self._more_menu.addAction(action)

    def set_lost_soon(self, count: int) -> None:
        """The chip is there while the count is above 0, or while it filters."""
        self._lost_soon = count
        words = self.tr("Lost soon · {count}") if count else self.tr("Lost soon")
        self._lost_soon_words = words.format(count=number_text(count))
        self.lost_soon_chip.set_warning(count > 0)
        self.lost_soon_chip.set_label(self._lost_soon_words)
        if self.query.lost_soon:
            self.lost_soon_chip.set_value(self._lost_soon_words)
        self.lost_soon_chip.setVisible(count > 0 or self.query.lost_soon)

    def set_sort(self, sort: CallSort, descending: bool) -> None:
        self._change(self.query._replace(sort=sort, descending=descending))

    @property
    def present_query(self) -> CallQuery:
        return self.query

    def take_query(self, query: CallQuery) -> None:
        """Filters and sorts by `query`, as if each of it had been chosen."""
        self.search_field.set_text_silently(query.text)
        self._change(query)

    def show_lost_soon(self) -> None:
        """Filters by what will be lost soon, and by nothing else."""
        self.take_query(CallQuery(lost_soon=True, sort=self.query.sort, descending=self.query.descending))

    @Slot()
    def clear(self, tell: bool = True) -> None:
        """Takes every filter away; the order stays."""
        self.search_field.set_text_silently("")
        self.query = CallQuery(sort=self.query.sort, descending=self.query.descending)
        self._show_query()
        if tell:
            self.query_changed.emit(self.query)

    def filters_text(self) -> str:
        """The filters in words, for an empty list."""
        return ", ".join(words for chip in self.chips() if (words := self._words(chip)))

    def printed_filters_text(self) -> str:
        """As `filters_text`, with the days of moving periods."""
        period = period_days_words(self.query.period, self.today())
        others = (self._words(chip) for chip in self.chips() if chip is not self.period_chip)
        return ", ".join(words for words in (period, *others) if words)

    def _words(self, chip: FilterChip) -> str:
        # Most chips speak as `Direction: Outgoing`; of these two the value says it all.
        plain = (self.period_chip, self.more_chip)
        return chip.value if chip in plain or not chip.value else chip.accessibleName()

    # -- choices ---------------------------------------------------------------------------------

    def _change(self, query: CallQuery) -> None:
        if query != self.query:
            self.query = query
            self._show_query()
            self.query_changed.emit(query)

    def _show_query(self) -> None:
        """Chips and menus say what the query is, wherever it came from."""
        query = self.query
        self.period_menu.period = query.period
        self.period_chip.set_value(period_words(query.period, self.today()))
        chosen: tuple[tuple[ChoiceMenu, tuple[object, ...]], ...] = (
            (self.direction_menu, query.directions),
            (self.status_menu, query.statuses),
            (self.recording_menu, _recording_of(query)),
            (self.more_menu, _rare_of(query)),
        )
        for menu, values in chosen:
            menu.set_values(values)
        # Of a saved view a status may be none of those that the menu offers.
        self.direction_chip.set_value(", ".join(map(direction_text, query.directions)))
        self.status_chip.set_value(", ".join(map(status_text, query.statuses)))
        self.recording_chip.set_value(self.recording_menu.words())
        self.more_chip.set_value(self.more_menu.words())
        blocked = self.lost_soon_chip.blockSignals(True)
        self.lost_soon_chip.setChecked(query.lost_soon)
        self.lost_soon_chip.blockSignals(blocked)
        self.lost_soon_chip.set_value(self._lost_soon_words if query.lost_soon else "")
        self.lost_soon_chip.setVisible(self._lost_soon > 0 or query.lost_soon)

    @Slot(str)
    def _on_search(self, text: str) -> None:
        self._change(self.query._replace(text=text.strip()))

    @Slot(object)
    def set_period(self, period: Period) -> None:
        """Filters by these days."""
        self._change(self.query._replace(period=period))

    @Slot()
    def clear_period(self) -> None:
        self.set_period(Period())

    @Slot(object)
    def _on_directions(self, values: tuple[CallDirection, ...]) -> None:
        self._change(self.query._replace(directions=values))

    @Slot(object)
    def _on_statuses(self, values: tuple[CallStatus, ...]) -> None:
        self._change(self.query._replace(statuses=values))

    @Slot(object)
    def _on_recording(self, values: tuple[object, ...]) -> None:
        one = values[0] if values else None
        recording = one if isinstance(one, RecordingFilter) else None
        self._change(self.query._replace(recording=recording, lost_soon=one == _LOST_SOON))

    @Slot(object)
    def _on_more_filters(self, values: tuple[tuple[str, bool], ...]) -> None:
        """The last choice counts where two exclude each other."""
        before = set(_rare_of(self.query))
        chosen = dict([one for one in values if one in before] + [one for one in values if one not in before])
        query = self.query._replace(
            has_transcript=chosen.get("has_transcript"),
            has_notes=chosen.get("has_notes"),
            reviewed=chosen.get("reviewed"),
        )
        if query == self.query:
            self._show_query()
        self._change(query)

    @Slot(bool)
    def _on_lost_soon(self, on: bool) -> None:
        self._change(self.query._replace(lost_soon=on, recording=None))

    @Slot()
    def _on_columns(self) -> None:
        _open_below(self._columns, self._columns_menu)

    @Slot()
    def _on_more(self) -> None:
        _open_below(self.last_control, self._more_menu)


def _open_below(button: QWidget, menu: QMenu) -> None:
    """Opens `menu` inside the window, whichever side the button stands at."""
    right_to_left = button.layoutDirection() == Qt.LayoutDirection.RightToLeft
    left = 0 if right_to_left else button.width() - menu.sizeHint().width()
    menu.popup(button.mapToGlobal(QPoint(left, button.height() + 4)))


def _recording_of(query: CallQuery) -> tuple[object, ...]:
    if query.lost_soon and query.recording is None:
        return (_LOST_SOON,)
    return () if query.recording is None else (query.recording,)


def _rare_of(query: CallQuery) -> tuple[tuple[str, bool], ...]:
    values = ((name, getattr(query, name)) for name in _RARE)
    return tuple((name, value) for name, value in values if value is not None)


def _directions() -> list[tuple[object, str]]:
    return [(direction, direction_text(direction)) for direction in CallDirection]


def _statuses() -> list[tuple[object, str]]:
    common = (CallStatus.COMPLETED, CallStatus.NO_ANSWER, CallStatus.BUSY, CallStatus.CANCELED)
    rest = (CallStatus.FAILED, CallStatus.IN_PROGRESS, CallStatus.RINGING)
    return [(status, status_text(status)) for status in common + rest]
