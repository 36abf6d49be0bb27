"""CallsFilterBar: the search field and the chips above the calls; together one CallQuery."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.models import CallDirection, CallStatus
from desktop.core.query import CallQuery, CallSort, Period, RecordingFilter
from desktop.ui.calls.call_words import direction_text, status_text
from desktop.ui.formatting import number_text
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.choice_menu import ChoiceMenu
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.filter_chip import FilterChip
from desktop.ui.widgets.period_menu import PeriodMenu
from desktop.ui.widgets.search_field import SearchField

HEIGHT = 48
GAP = 8


class CallsFilterBar(QWidget):
    """`query_changed(CallQuery)` after each choice."""

    query_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.query = CallQuery()
        self._lost_soon_words = ""
        self.setMinimumHeight(HEIGHT)
        find = QKeySequence(QKeySequence.StandardKey.Find)
        self.search_field = SearchField(self.tr("Name, phone, words"), self, key=find)
        self.search_field.search_changed.connect(self._on_search)
        self._make_chips()
        self._count = ElidingLabel("", self, color="text2")
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
        period_menu = PeriodMenu(self.period_chip)
        period_menu.chosen.connect(self.set_period)
        self.period_chip.cleared.connect(self.clear_period)
        self.period_chip.set_menu(period_menu)
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
            (RecordingFilter.NONE, self.tr("No recording")),
        ]

    def _lay_out(self) -> None:
        self.search_field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.search_field.setMinimumWidth(150)
        self.search_field.setMaximumWidth(222)
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        self._first.setSpacing(GAP)
        self._second.setSpacing(GAP)
        self._first.addWidget(self.search_field, 1)
        for chip in (*self.chips(), self.lost_soon_chip):
            self._first.addWidget(chip)
        self._first.addStretch(0)
        for widget in (self._count, self._columns, self.last_control):
            self._first.addWidget(widget)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 8, 10, 8)
        self._column.setSpacing(0)
        self._column.addLayout(self._first)
        self._column.addLayout(self._second)

    def chips(self) -> tuple[FilterChip, ...]:
        return (self.period_chip, self.direction_chip, self.status_chip, self.recording_chip)

    # -- one line or two -------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        """That of two lines, whichever it has now: else it would never become narrow enough for two."""
        margins = self._column.contentsMargins()
        least = [chip.minimumSizeHint().width() for chip in self.chips()]
        first = self._width_beside_chips(self._count.minimumSizeHint().width())
        second = sum(least) + GAP * (len(least) - 1)
        width = margins.left() + max(first, second) + margins.right()
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break_line()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._break_line()
        return super().event(event)

    def _width_beside_chips(self, count: int) -> int:
        """What the first line needs without the chips that may go to the second."""
        others = (self.lost_soon_chip, self._columns, self.last_control)
        shown = [one.sizeHint().width() for one in others if not one.isHidden()]
        wide = [self.search_field.minimumWidth(), count, *shown]
        return sum(wide) + GAP * len(wide)

    def _break_line(self) -> None:
        """The chips stand beside the search, and below it where they would be cut."""
        chips = sum(chip.sizeHint().width() + GAP for chip in self.chips())
        needed = self._width_beside_chips(self._count.sizeHint().width()) + chips
        apart = self._column.contentsRect().width() < needed
        if apart == (self._second.count() > 0):
            return
        here, there = (self._first, self._second) if apart else (self._second, self._first)
        for place, chip in enumerate(self.chips()):
            here.removeWidget(chip)
            there.insertWidget(place if apart else place + 1, chip)
        if apart:
            self._second.addStretch(1)
        else:
            self._second.takeAt(0)
        self._column.setSpacing(6 if apart else 0)

    # -- from outside ----------------------------------------------------------------------------

    def set_columns(self, actions: Sequence[QAction]) -> None:
        self._columns_menu.clear()
        self._columns_menu.addActions(list(actions))

    def set_more(self, actions: Sequence[QAction]) -> None:
        self._more_menu.clear()
        self._more_menu.addActions(list(actions))

    def set_counts(self, selected: int, shown: int) -> None:
        """`1 of 312 selected`, or how many there are."""
        text = self.tr("%n call(s)", "", shown)
        if selected:
            text = self.tr("{selected} of {count} selected")
        self._count.setText(text.format(selected=number_text(selected), count=number_text(shown)))

    @property
    def count_text(self) -> str:
        """What is said of the list's length and the selection."""
        return self._count.text()

    def set_lost_soon(self, count: int) -> None:
        """The chip is there while the count is above 0, or while it filters."""
        self._lost_soon_words = self.tr("Lost soon · {count}").format(count=number_text(count))
        self.lost_soon_chip.set_label(self._lost_soon_words)
        if self.query.lost_soon:
            self.lost_soon_chip.set_value(self._lost_soon_words)
        self.lost_soon_chip.setVisible(count > 0 or self.query.lost_soon)

    def set_sort(self, sort: CallSort, descending: bool) -> None:
        self._change(self.query._replace(sort=sort, descending=descending))

    def show_lost_soon(self) -> None:
        """Filters by what will be lost soon, and by nothing else."""
        self.clear(tell=False)
        self.lost_soon_chip.setChecked(True)

    @Slot()
    def clear(self, tell: bool = True) -> None:
        """Takes every filter away; the order stays."""
        self.search_field.set_text_silently("")
        for chip in self.chips():
            chip.set_value("")
        for menu in (self.direction_menu, self.status_menu, self.recording_menu):
            menu.set_values(())
        blocked = self.lost_soon_chip.blockSignals(True)
        self.lost_soon_chip.setChecked(False)
        self.lost_soon_chip.blockSignals(blocked)
        self.lost_soon_chip.set_value("")
        self.query = CallQuery(sort=self.query.sort, descending=self.query.descending)
        if tell:
            self.query_changed.emit(self.query)

    def filters_text(self) -> str:
        """The filters in words, for an empty list."""
        parts = [self.period_chip.value] if self.period_chip.value else []
        # A chip speaks as `Direction: Outgoing`.
        parts += [chip.accessibleName() for chip in self.chips()[1:] if chip.value]
        if self.query.lost_soon:
            parts.append(self.tr("Lost soon"))
        return ", ".join(parts)

    # -- choices ---------------------------------------------------------------------------------

    def _change(self, query: CallQuery) -> None:
        if query != self.query:
            self.query = query
            self.query_changed.emit(query)

    @Slot(str)
    def _on_search(self, text: str) -> None:
        self._change(self.query._replace(text=text.strip()))

    @Slot(object, str)
    def set_period(self, period: Period, words: str) -> None:
        """Filters by these days, which the chip calls `words`."""
        self.period_chip.set_value(words)
        self._change(self.query._replace(period=period))

    @Slot()
    def clear_period(self) -> None:
        self.set_period(Period(), "")

    @Slot(object, str)
    def _on_directions(self, values: tuple[CallDirection, ...], words: str) -> None:
        self.direction_chip.set_value(words)
        self._change(self.query._replace(directions=values))

    @Slot(object, str)
    def _on_statuses(self, values: tuple[CallStatus, ...], words: str) -> None:
        self.status_chip.set_value(words)
        self._change(self.query._replace(statuses=values))

    @Slot(object, str)
    def _on_recording(self, values: tuple[RecordingFilter, ...], words: str) -> None:
        self.recording_chip.set_value(words)
        self._change(self.query._replace(recording=values[0] if values else None))

    @Slot(bool)
    def _on_lost_soon(self, on: bool) -> None:
        self.lost_soon_chip.set_value(self._lost_soon_words if on else "")
        self._change(self.query._replace(lost_soon=on))

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


def _directions() -> list[tuple[object, str]]:
    return [(direction, direction_text(direction)) for direction in CallDirection]


def _statuses() -> list[tuple[object, str]]:
    common = (CallStatus.COMPLETED, CallStatus.NO_ANSWER, CallStatus.BUSY, CallStatus.CANCELED)
    rest = (CallStatus.FAILED, CallStatus.IN_PROGRESS, CallStatus.RINGING)
    return [(status, status_text(status)) for status in common + rest]
