"""The rarer filters, the periods and the sums, as a user meets them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.allocation import AllocationNeed
from desktop.core.models import Money, Receipt, ReceiptStatus
from desktop.core.periods import PeriodName
from desktop.core.query import AmountRange, CallQuery, ConfidenceBand, Period, ReceiptQuery, RecordingFilter
from desktop.demo.server import DemoServer
from desktop.store.receipts_repository import ReceiptsRepository
from desktop.ui.formatting import strip_marks
from desktop.ui.receipts.list_and_preview import LIST_WIDTH_NARROW
from desktop.ui.receipts.more_filters import MoreFilters
from desktop.ui.receipts.rare_filters import RareFilter, rare_words, without
from desktop.ui.widgets.choice_menu import ChoiceMenu
from desktop.ui.widgets.period_dialog import PeriodDialog
from desktop.ui.widgets.period_menu import PeriodMenu
from desktop.ui.widgets.period_words import local_today, period_words
from tests.ui.calls_desk import CallsDesk, calls_desk
from tests.ui.receipts_desk import ReceiptsDesk

TODAY = date(2026, 11, 27)
RARE = ReceiptQuery(
    invoice_period=Period(date(2026, 10, 1), date(2026, 10, 31)),
    amounts=AmountRange(Decimal("-50.5"), Decimal("12000")),
    currencies=("ILS",),
    confidences=(ConfidenceBand.SURE, ConfidenceBand.UNKNOWN),
    least_confidence=70,
    has_source=True,
    has_preview=False,
    has_notes=True,
    tags=("car",),
    has_date=True,
    has_invoice_date=False,
    has_number=False,
    duplicate=True,
    allocation=AllocationNeed.CANNOT_TELL,
    risky=True,
    among=(1, 2),
)


@pytest.fixture
def calls(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    with calls_desk(qtbot, server, data_dir) as made:
        yield made


def opened(desk: ReceiptsDesk) -> MoreFilters:
    """The panel, opened by the key of its chip."""
    bar = desk.page.filter_bar
    bar.more_chip.setFocus()
    QTest.keyClick(bar.more_chip, Qt.Key.Key_Return)
    assert bar.more_filters.isVisible()
    return bar.more_filters


# -- the panel -----------------------------------------------------------------------------------


def test_every_control_of_the_panel_is_reached_by_tab_and_has_a_name(desk: ReceiptsDesk) -> None:
    panel = opened(desk)
    controls: list[QWidget] = [
        panel.invoice_chip,
        panel.least_field,
        panel.most_field,
        panel.unknown_box,
        panel.currency_chip,
        panel.tags_chip,
        *panel.band_boxes.values(),
        panel.percent_field,
        *panel.boxes.values(),
        panel.clear_button,
    ]
    panel.invoice_chip.setFocus()
    reached = []
    for _ in controls:
        reached.append(panel.focusWidget())
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
    assert reached == controls
    for control in controls:
        assert control.accessibleName() or control.property("text")
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_an_amount_is_typed_and_counts_when_the_panel_is_left(desk: ReceiptsDesk) -> None:
    panel = opened(desk)
    QTest.keyClicks(panel.least_field, "100")
    QTest.keyClick(panel.least_field, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: len(desk.page.model.ids) < 40)
    QTest.keyClicks(panel.most_field, "1,000")
    panel.close()
    wanted = AmountRange(Decimal(100), Decimal(1000))
    assert desk.page.filter_bar.query.amounts == wanted
    desk.qtbot.waitUntil(lambda: not desk.tasks.busy)
    rows = desk.listed()
    assert rows
    for row in rows:
        assert row.amount is not None
        assert 100 <= Decimal(row.amount.minor).scaleb(-row.amount.digits) <= 1000
    assert len(rows) == desk.scope.receipts.count_of(ReceiptQuery(amounts=wanted))


def test_what_is_no_amount_filters_nothing_and_is_said(desk: ReceiptsDesk) -> None:
    panel = opened(desk)
    QTest.keyClicks(panel.least_field, "12x")
    QTest.keyClick(panel.least_field, Qt.Key.Key_Return)
    assert "number" in panel.amount_note.text()
    assert not desk.page.filter_bar.query.filters
    panel.least_field.setText("20")
    QTest.keyClicks(panel.most_field, "10")
    QTest.keyClick(panel.most_field, Qt.Key.Key_Return)
    assert "smaller" in panel.amount_note.text()
    panel.close()


def test_no_amount_recognised(desk: ReceiptsDesk) -> None:
    panel = opened(desk)
    panel.unknown_box.click()
    assert not panel.least_field.isEnabled()
    desk.qtbot.waitUntil(lambda: len(desk.page.model.ids) < 40)
    assert all(row.amount is None for row in desk.listed())
    panel.close()


def test_confidence_and_files(desk: ReceiptsDesk) -> None:
    panel = opened(desk)
    panel.band_boxes[ConfidenceBand.SURE].click()
    panel.boxes[RareFilter.PREVIEW].setCurrentIndex(1)
    QTest.keyClicks(panel.percent_field, "85")
    panel.close()
    query = desk.page.filter_bar.query
    assert query == ReceiptQuery(confidences=(ConfidenceBand.SURE,), has_preview=True, least_confidence=85)
    desk.qtbot.waitUntil(lambda: len(desk.page.model.ids) == desk.scope.receipts.count_of(query))
    assert all((row.confidence or 0) >= 85 and row.preview_file for row in desk.listed())


def test_each_active_filter_is_said_and_taken_away_alone(desk: ReceiptsDesk, qtbot: QtBot) -> None:
    bar = desk.page.filter_bar
    bar.take_query(RARE)
    for kind, chip in bar.rare_chips.items():
        assert chip.isVisibleTo(bar)
        assert chip.toolTip() == rare_words(RARE, kind, local_today()) != ""
        assert strip_marks(chip.value) in strip_marks(bar.filters_text()) or "…" in chip.value
    for kind, chip in bar.rare_chips.items():
        before = bar.query
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
        assert bar.query == without(before, kind) != before
        assert not chip.isVisibleTo(bar)
    assert not bar.query.filters


def test_the_panel_shows_and_clears_what_a_view_brought(desk: ReceiptsDesk) -> None:
    bar = desk.page.filter_bar
    bar.take_query(replace(RARE, statuses=(ReceiptStatus.APPROVED,)))
    panel = opened(desk)
    assert strip_marks(panel.least_field.text()) == "\u221250.5"
    assert panel.most_field.text() == "12,000"
    assert panel.percent_field.text() == "70"
    assert [box.currentIndex() for box in panel.boxes.values()] == [1, 2, 1, 1, 2, 2, 1, 2, 1]
    panel.clear_button.click()
    assert bar.query == ReceiptQuery(statuses=(ReceiptStatus.APPROVED,))
    panel.close()
    assert bar.query == ReceiptQuery(statuses=(ReceiptStatus.APPROVED,))


def test_no_chip_leaves_the_narrow_column(either_language: str, desk: ReceiptsDesk) -> None:
    bar = desk.page.filter_bar
    desk.page.resize(1290, 700)
    for query in (ReceiptQuery(), RARE):
        bar.take_query(query)
        desk.qtbot.waitUntil(lambda: not desk.tasks.busy)
        assert bar.width() <= LIST_WIDTH_NARROW
        row = bar.period_chip.parentWidget()
        assert row is not None
        chips = (*bar._chips, bar.more_chip, *bar.rare_chips.values(), bar.sort_button)
        shown = [chip.geometry() for chip in chips if chip.isVisible()]
        assert len(shown) == 5 + (len(RareFilter) if query is RARE else 0)
        assert all(row.rect().contains(place) for place in shown)
        assert not any(one.intersects(two) for one in shown for two in shown if one is not two)
    assert bar.sort_button.isVisible()


# -- periods -------------------------------------------------------------------------------------


def test_presets_stay_what_they_are_called(qtbot: QtBot, look: QApplication) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    menu = PeriodMenu(holder)
    for words, name in (("Last week", PeriodName.LAST_WEEK), ("Previous month", PeriodName.PREVIOUS_MONTH)):
        action = next(one for one in menu.actions() if one.text() == words)
        with qtbot.waitSignal(menu.chosen) as chosen:
            action.trigger()
        assert chosen.args == [Period(relative=name)]
        menu.aboutToShow.emit()
        assert [one.text() for one in menu.actions() if one.isChecked()] == [words]


def test_vat_periods_are_offered_by_their_months(qtbot: QtBot, look: QApplication) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    menu = PeriodMenu(holder)
    offered = [one for one in menu._vat_menu.actions() if one.text()]
    assert [one.text().partition(":")[0] for one in offered] == ["Previous", "Current"] * 2
    with qtbot.waitSignal(menu.chosen) as chosen:
        offered[0].trigger()
    assert chosen.args == [Period(relative=PeriodName.PREVIOUS_VAT_MONTHS)]


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(), ""),
        (Period(relative=PeriodName.LAST_MONTH), "Last month"),
        (Period(relative=PeriodName.THIS_VAT_MONTHS), "VAT November–December 2026"),
        (Period(date(2024, 2, 1), date(2024, 2, 29)), "February 2024"),
        (Period(date(2024, 2, 1), date(2024, 2, 28)), "1 Feb 2024–28 Feb 2024"),
        (Period(date(2024, 2, 5), date(2024, 2, 5)), "5 Feb 2024"),
        (Period(date(2024, 2, 5)), "From 5 Feb 2024"),
        (Period(None, date.max), "Up to 31 Dec 9999"),
        (Period(date.min, date.max), "1 Jan 0001–31 Dec 9999"),
    ],
)
def test_the_words_of_a_period(look: QApplication, period: Period, words: str) -> None:
    assert strip_marks(period_words(period, TODAY)) == words


def test_two_days_are_chosen_in_a_dialog(either_language: str, qtbot: QtBot) -> None:
    dialog = PeriodDialog(Period(date(2024, 2, 1), None))
    qtbot.addWidget(dialog)
    dialog.show()
    assert (dialog.first_box.isChecked(), dialog.last_box.isChecked()) == (True, False)
    dialog.last_box.click()
    dialog.last_field.setDate(QDate(2024, 1, 31))
    assert not dialog.show_button.isEnabled()
    assert dialog.note.text()
    dialog.last_field.setDate(QDate(2024, 2, 29))
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.show_button.click()
    assert chosen.args == [Period(date(2024, 2, 1), date(2024, 2, 29))]


def test_the_dialog_opens_over_the_window_from_the_panel_too(desk: ReceiptsDesk) -> None:
    panel = opened(desk)
    panel.invoice_menu.ask_for_days()
    dialog = panel.invoice_menu.dialog
    assert dialog is not None
    assert dialog.parentWidget() is desk.page.window()
    assert not panel.isVisible()
    dialog.last_box.setChecked(False)
    dialog.first_field.setDate(QDate(2001, 1, 1))
    dialog.show_button.click()
    assert desk.page.filter_bar.query.invoice_period == Period(date(2001, 1, 1))


# -- sums ----------------------------------------------------------------------------------------


def test_sums_of_more_than_ten_thousand_selected_rows(desk: ReceiptsDesk) -> None:
    start = datetime(2020, 1, 1, tzinfo=UTC)
    rows = [
        Receipt(
            10_000 + number,
            received_at=start + timedelta(minutes=number),
            vendor="Many",
            amount=Money(number, "ILS") if number % 3 else None,
            currency="ILS",
        )
        for number in range(12_500)
    ]
    ReceiptsRepository(desk.scope.database).upsert(rows)
    desk.page.filter_bar.take_query(ReceiptQuery(vendors=("Many",)))
    desk.qtbot.waitUntil(lambda: len(desk.page.model.ids) == len(rows), timeout=20_000)
    desk.page.table.selectAll()
    # At this moment the number is known; the sum is being added up elsewhere.
    assert "12,500" in desk.page.foot.selection_label.text()
    assert desk.tasks.busy
    total = sum(row.amount.minor for row in rows if row.amount is not None)
    whole, rest = divmod(total, 100)
    words = f"₪{whole:,}.{rest:02}"
    desk.qtbot.waitUntil(lambda: words in strip_marks(desk.page.foot.selection_label.text()), timeout=20_000)
    desk.page.table.select_ids(row.id for row in rows[:11_000])
    total = sum(row.amount.minor for row in rows[:11_000] if row.amount is not None)
    whole, rest = divmod(total, 100)
    words = f"₪{whole:,}.{rest:02}"
    desk.qtbot.waitUntil(lambda: words in strip_marks(desk.page.foot.selection_label.text()), timeout=20_000)
    assert "11,000" in desk.page.foot.selection_label.text()


def test_the_calls_foot_adds_up_list_and_selection(calls: CallsDesk) -> None:
    foot = calls.page.foot
    lost = calls.scope.calls.lost_soon_count()
    calls.wait(lambda: f"{lost} lost soon" in strip_marks(foot.shown_label.text()))
    rows = [row for row in calls.rows() if row.call.duration_s][:2]
    calls.page.table.select_ids(row.row_id for row in rows)
    seconds = sum(row.call.duration_s or 0 for row in rows)
    words = f"{seconds // 60}:{seconds % 60:02} together"
    calls.wait(lambda: words in strip_marks(foot.selection_label.text()))
    calls.page.table.clearSelection()
    calls.wait(lambda: foot.selection_label.text() == "")


def test_a_zip_is_named_by_the_days_that_a_moving_period_means(desk: ReceiptsDesk) -> None:
    named: list[str] = []

    def choose(suggested: str) -> str:
        named.append(suggested)
        return ""

    desk.page.export.choose_target = choose
    desk.page.filter_bar.take_query(ReceiptQuery(period=Period(relative=PeriodName.LAST_YEAR)))
    desk.qtbot.waitUntil(lambda: not desk.tasks.busy and len(desk.page.model.ids) > 0)
    desk.page.list_export.export_to()
    today = local_today()
    assert f"{today - timedelta(days=364)}_{today}" in named[0]


# -- calls ---------------------------------------------------------------------------------------


def choose(menu: ChoiceMenu, value: object) -> None:
    next(action for action, one in menu._values.items() if one == value).trigger()


def test_calls_with_and_without_a_transcript(calls: CallsDesk) -> None:
    bar = calls.page.filter_bar
    choose(bar.more_menu, ("has_transcript", True))
    calls.wait(lambda: len(calls.page.model.ids) < 60)
    assert all(row.call.has_transcript for row in calls.rows())
    choose(bar.more_menu, ("has_transcript", False))
    assert bar.query == CallQuery(has_transcript=False)
    assert bar.more_chip.value == "Without a transcript"
    calls.wait(lambda: not any(row.call.has_transcript for row in calls.rows()))
    choose(bar.more_menu, ("has_transcript", False))
    assert not bar.query.filters


def test_lost_soon_is_a_choice_of_recordings_too(calls: CallsDesk) -> None:
    bar = calls.page.filter_bar
    choose(bar.recording_menu, "lost_soon")
    assert bar.query == CallQuery(lost_soon=True)
    assert bar.lost_soon_chip.isChecked()
    choose(bar.recording_menu, RecordingFilter.NONE)
    assert bar.query == CallQuery(recording=RecordingFilter.NONE)
    assert not bar.lost_soon_chip.isChecked()
    bar.lost_soon_chip.click()
    assert bar.query == CallQuery(lost_soon=True)
    assert bar.recording_chip.value == "Lost soon"


def test_nothing_of_one_account_is_left_for_the_next(calls: CallsDesk) -> None:
    bar, foot = calls.page.filter_bar, calls.page.foot
    calls.wait(lambda: bar.lost_soon_chip.isVisible() and "together" in foot.shown_label.text())
    calls.page.set_scope(None)
    assert not bar.lost_soon_chip.isVisible()
    assert "together" not in foot.shown_label.text()
