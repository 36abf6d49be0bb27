"""Lists on paper: printed to PDF and read again: rows, heads, sums, numbers of pages, cancelling."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.models import CallDirection
from desktop.core.periods import PeriodName
from desktop.core.query import CallQuery, Period, ReceiptQuery
from desktop.demo.server import DemoServer
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.ui.formatting import day_plain, local, moment_full_plain, moment_full_text, strip_marks
from desktop.ui.print.list_printing import MESSAGE, ListPrinting
from desktop.ui.print.print_words import heading
from desktop.ui.print.printed_list import PrintedList
from desktop.ui.widgets.messages import Messages
from desktop.ui.widgets.period_words import local_today
from desktop.ui.widgets.record_table import RecordTable
from tests.ui.calls_desk import CallsDesk, calls_desk
from tests.ui.receipts_desk import ReceiptsDesk, receipts_desk
from tests.ui.record_bench import Model


@pytest.fixture
def calls(either_language: str, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    with calls_desk(qtbot, server, data_dir) as made:
        yield made


@pytest.fixture
def receipts(
    either_language: str, qtbot: QtBot, server: DemoServer, data_dir: Path
) -> Iterator[ReceiptsDesk]:
    with receipts_desk(qtbot, server, data_dir) as made:
        yield made


class Paper:
    """A printer that leaves a PDF, and what stands in it."""

    def __init__(self, printing: ListPrinting, path: Path, qtbot: QtBot) -> None:
        self._printing = printing
        self._path = path
        self._bot = qtbot
        self.landscape = False
        self.name = ""
        printing.choose_printer = self._choose

    def _choose(self, printer: QPrinter) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self._path))
        self.name = printer.docName()
        self.landscape = printer.pageLayout().orientation().name == "Landscape"
        return True

    def print(self) -> list[str]:
        """Gives the command; the texts of the pages without direction marks."""
        with self._bot.waitSignal(self._printing.ended, timeout=20_000):
            self._printing.command.trigger()
        return self.pages()

    def pages(self) -> list[str]:
        document = QPdfDocument()
        assert document.load(str(self._path)) is QPdfDocument.Error.None_
        pages = [document.getAllText(number).text() for number in range(document.pageCount())]
        document.close()
        return [strip_marks(page) for page in pages]


def digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def test_all_calls_that_are_listed_are_printed(calls: CallsDesk, tmp_path: Path) -> None:
    paper = Paper(calls.page.printing, tmp_path / "שיחות.pdf", calls.qtbot)
    pages = paper.print()
    assert paper.landscape
    assert paper.name and paper.name == strip_marks(paper.name)
    assert len(pages) > 1
    whole = "\n".join(pages)
    for row in calls.rows():
        if row.call.phone and not row.call.lead_name:
            assert digits(row.call.phone)[-7:] in digits(whole), row.call.phone
    assert str(len(calls.page.model.ids)) in pages[0]
    assert calls.message(MESSAGE) is not None


def test_several_selected_rows_are_printed_alone(calls: CallsDesk, tmp_path: Path) -> None:
    calls.page.table.select_ids(calls.page.model.ids[3:6])
    [page] = Paper(calls.page.printing, tmp_path / "calls.pdf", calls.qtbot).print()
    shown = calls.rows()
    inside, outside = shown[3:6], shown[6:]
    transcripts = {row.call.transcript[:12] for row in outside} - {row.call.transcript[:12] for row in inside}
    assert not [words for words in transcripts if words and words in page]


def test_receipts_are_printed_with_their_sums(receipts: ReceiptsDesk, tmp_path: Path) -> None:
    paper = Paper(receipts.page.printing, tmp_path / "receipts.pdf", receipts.qtbot)
    pages = paper.print()
    summary = receipts.scope.receipts.summary_of(receipts.page.model.ids)
    for money in summary.totals:
        assert str(abs(money.minor))[:4] in digits(pages[0]), money
    assert str(summary.count) in pages[0]
    assert not paper.landscape


def test_selected_receipts_say_how_many_they_are_and_days_have_their_year(
    receipts: ReceiptsDesk, tmp_path: Path
) -> None:
    paper = Paper(receipts.page.printing, tmp_path / "receipts.pdf", receipts.qtbot)
    everything = paper.print()[0]
    receipts.page.table.select_ids(receipts.page.model.ids[:5])
    [page] = paper.print()
    for row in receipts.scope.receipts.rows(receipts.page.model.ids[:5]):
        assert row.receipt.received_at is not None
        # PDFium turns the words of a line that it takes for Hebrew.
        day = set(day_plain(local(row.receipt.received_at).date()).split())
        assert any(day <= set(line.split()) for line in page.splitlines())
    line = everything.splitlines()[1]
    assert line not in page, "no word of filters: they do not say what was picked out by hand"
    assert next(words for words in page.splitlines()[1:4] if "5" in words) != line


def test_the_heading_names_the_filters_of_the_rows_that_are_printed(calls: CallsDesk, tmp_path: Path) -> None:
    paper = Paper(calls.page.printing, tmp_path / "calls.pdf", calls.qtbot)
    bar, count = calls.page.filter_bar, str(len(calls.page.model.ids))
    # The list of these filters is not there yet when the command is given.
    bar.take_query(CallQuery(text="zzz", lost_soon=True))
    first = paper.print()[0]
    assert "zzz" not in first and bar.recording_chip.accessibleName() not in first
    assert count in first
    bar.take_query(CallQuery(directions=(CallDirection.INBOUND,)))
    calls.wait(lambda: not calls.tasks.busy and calls.page.model.whole and len(calls.page.model.ids) > 0)
    assert strip_marks(bar.direction_chip.accessibleName()) in paper.print()[0]


def test_of_receipts_too(receipts: ReceiptsDesk, tmp_path: Path) -> None:
    paper = Paper(receipts.page.printing, tmp_path / "receipts.pdf", receipts.qtbot)
    receipts.page.filter_bar.take_query(ReceiptQuery(text="zzz"))
    assert "zzz" not in paper.print()[0]


def test_moving_periods_are_printed_with_their_days(
    calls: CallsDesk, receipts: ReceiptsDesk, tmp_path: Path
) -> None:
    year, months = Period(relative=PeriodName.LAST_YEAR), Period(relative=PeriodName.THIS_VAT_MONTHS)
    calls.page.filter_bar.take_query(CallQuery(period=year))
    receipts.page.filter_bar.take_query(ReceiptQuery(period=year, invoice_period=months))
    calls.wait(lambda: not calls.tasks.busy and not receipts.tasks.busy and calls.page.model.whole)
    today = local_today()
    printed = Paper(calls.page.printing, tmp_path / "calls.pdf", calls.qtbot).print()[0]
    assert day_plain(today - timedelta(days=364)) in printed and day_plain(today) in printed
    text = receipts.page.filter_bar.printed_filters_text()
    for days in (year.on(today), months.on(today)):
        assert days.first is not None and days.last is not None
        assert day_plain(days.first) in text and day_plain(days.last) in text


def test_neither_paper_nor_the_clipboard_says_today(calls: CallsDesk) -> None:
    page = calls.page
    printed = PrintedList.of(page.table, page.model.ids, heading("", "", "", "")).lines(0, 3)
    for row, line in zip(calls.rows(), printed, strict=False):
        assert row.call.created_at is not None
        cell = page.model.cell(row, CallColumn.DATE)
        assert cell.text not in line and moment_full_text(row.call.created_at) in line
        assert cell.copied == moment_full_plain(row.call.created_at)


def test_the_command_has_the_systems_key(calls: CallsDesk) -> None:
    command = calls.page.printing.command
    assert command.shortcut() == QKeySequence(QKeySequence.StandardKey.Print)
    assert command in calls.page.actions()
    assert command in calls.page.table.context_actions
    calls.page.model.replace_ids(array("q"), anew=True)
    assert not command.isEnabled()
    assert command.toolTip() != command.text()


def test_another_account_ends_the_printing(calls: CallsDesk, tmp_path: Path) -> None:
    Paper(calls.page.printing, tmp_path / "calls.pdf", calls.qtbot)
    calls.page.printing.command.trigger()
    job = calls.page.printing.job
    assert job is not None
    with calls.qtbot.waitSignal(job.destroyed):
        calls.page.set_scope(None)
    assert calls.message(MESSAGE) is None


# -- many rows ---------------------------------------------------------------------------------------


class Desk:
    """A list of nothing but numbers."""

    def __init__(self, qtbot: QtBot, rows: int, path: Path) -> None:
        self.table, self.model = RecordTable(), Model(rows)
        qtbot.addWidget(self.table)
        self.table.setModel(self.model)
        self.messages = Messages(self.table)
        self.printing = ListPrinting(self.table, self.messages, self.table)
        self.printing.asked.connect(self._on_asked)
        self.paper = Paper(self.printing, path, qtbot)

    def _on_asked(self) -> None:
        self.printing.print_rows(self.printing.ids(), heading("Dana & Sons", "Calls", "No filters", "many"))


def test_heads_stand_on_every_page_and_pages_are_numbered(
    look: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = Desk(qtbot, 200, tmp_path / "list.pdf")
    pages = desk.paper.print()
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert "Customer" in page
        assert f"Page {number} of {len(pages)}" in page
    whole = "\n".join(pages)
    assert whole.count("Dana & Sons") == 1
    missing = [number for number in range(200) if f"+972-{number}" not in whole]
    assert not missing


def test_what_is_printed_stays_when_the_list_changes(
    look: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = Desk(qtbot, 200, tmp_path / "list.pdf")
    desk.printing.command.trigger()
    desk.model.replace_ids(array("q", range(500, 510)), anew=True)
    with qtbot.waitSignal(desk.printing.ended):
        pass
    assert "+972-199" in "\n".join(desk.paper.pages())


def test_thousands_of_rows_are_printed_in_slices_and_can_be_cancelled(
    look: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.print.list_printing.QUIET_SECONDS", 0.0)
    desk = Desk(qtbot, 20_000, tmp_path / "list.pdf")
    with qtbot.waitSignal(desk.messages.shown) as shown:
        desk.printing.command.trigger()
    message = shown.args[0]
    assert "page 1 of" in message.sentence
    with qtbot.waitSignal(desk.printing.ended):
        message.action.run()
    [left] = desk.messages.standing
    assert "cancelled" in left.sentence


@pytest.mark.qt_log_ignore("^QPainter::begin\\(\\): Returned false$", extend=True)
def test_a_list_that_nobody_can_write_says_so(look: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(qtbot, 20, tmp_path / "no such folder" / "list.pdf")
    with qtbot.waitSignal(desk.printing.ended):
        desk.printing.command.trigger()
    [left] = desk.messages.standing
    assert "did not take" in left.sentence
