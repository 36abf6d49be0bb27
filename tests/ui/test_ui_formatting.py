"""Texts of dates, times, amounts, sizes: as written, in both languages, without marks when copied."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from desktop.core.models import Money
from desktop.ui import formatting as f

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"


def _balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character in (LRI, RLI, FSI)) - (character == PDI)
        if depth < 0:
            return False
    return depth == 0


def _local(*parts: int) -> datetime:
    return datetime(*parts).astimezone().astimezone(UTC)  # type: ignore[arg-type]  # year, month, day ...


def test_moments_in_english(look: QApplication) -> None:
    now = _local(2026, 11, 23, 14, 0)
    assert f.moment_plain(_local(2026, 11, 23, 13, 41), now) == "Today 13:41"
    assert f.moment_plain(_local(2026, 11, 22, 16, 10), now) == "22 Nov 16:10"
    assert f.moment_plain(_local(2025, 3, 1, 9, 5), now) == "1 Mar 2025 09:05"
    assert f.moment_full_plain(_local(2026, 11, 22, 16, 10)) == "22 Nov 2026 16:10"


def test_moments_in_hebrew_are_two_isolates(hebrew: QApplication) -> None:
    now = _local(2026, 11, 23, 14, 0)
    assert f.moment_plain(_local(2026, 11, 22, 16, 10), now) == "22.11 16:10"
    assert f.moment_text(_local(2026, 11, 22, 16, 10), now) == f"{RLI}{FSI}22.11{PDI} {LRI}16:10{PDI}{PDI}"
    assert f.day_plain(date(2026, 1, 3)) == "3.1.2026"
    assert f.day_plain(date(2026, 1, 3), date(2026, 12, 1)) == "3.1"


def test_days_are_local_ones(look: QApplication) -> None:
    late = _local(2026, 11, 22, 23, 59)
    assert f.date_plain(late, _local(2026, 11, 22, 0, 1)) == "Today"
    assert f.date_plain(late, late + timedelta(minutes=2)) == "22 Nov"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0:00"), (-3, "0:00"), (5, "0:05"), (392, "6:32"), (3599.9, "59:59"), (3723, "1:02:03")],
)
def test_durations(seconds: float, shown: str) -> None:
    assert f.duration_plain(seconds) == shown


@pytest.mark.parametrize(
    ("money", "english", "in_hebrew"),
    [
        (Money(148260, "ILS"), "₪1,482.60", "1,482.60 ₪"),
        (Money(-12000, "USD"), "−$120.00", "-120.00 $"),
        (Money(-5, "ILS"), "−₪0.05", "-0.05 ₪"),
        (Money(0, "EUR"), "€0.00", "0.00 €"),
        (Money(123456, "JPY"), "¥123,456", "123,456 ¥"),
        (Money(1234, "KWD"), "KWD 1.234", "1.234 KWD"),
        (Money(500, "CHF"), "CHF 5.00", "5.00 CHF"),
        (Money(-500, "CHF"), "−CHF 5.00", "-5.00 CHF"),
        (Money(12345), "123.45", "123.45"),
    ],
)
def test_money(either_language: str, money: Money, english: str, in_hebrew: str) -> None:
    assert f.money_plain(money) == (in_hebrew if either_language == "he" else english)
    shown = f.money_text(money)
    assert shown[0] == LRI
    assert shown[-1] == PDI
    assert f.strip_marks(shown).replace("\u00a0", " ") == f.money_plain(money)


@given(minor=st.integers(-(10**15), 10**15), currency=st.sampled_from(["ILS", "JPY", "KWD", "", "XYZ"]))
def test_money_keeps_every_digit(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    digits = f.money_digits(money)
    sign = -1 if digits[0] in "-−" else 1
    assert sign * int("".join(c for c in digits if c.isdigit())) == minor


@pytest.mark.parametrize(
    ("size", "shown"),
    [(0, "0 B"), (512, "512 B"), (214 * 1024, "214 KB"), (6 * 1024**2, "6.0 MB"), (612 * 1024**2, "612 MB")],
)
def test_sizes_as_explorer_counts(
    look: QApplication, monkeypatch: pytest.MonkeyPatch, size: int, shown: str
) -> None:
    monkeypatch.setattr(f, "_KILO", 1024)
    assert f.size_plain(size) == shown


def test_sizes_as_finder_counts(look: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f, "_KILO", 1000)
    assert f.size_plain(12_400_000_000) == "12.4 GB"
    assert f.size_plain(999_999) == "1.0 MB"


def test_percent_is_not_100_too_early() -> None:
    assert f.strip_marks(f.percent_text(0.999)) == "99%"
    assert f.strip_marks(f.percent_text(1)) == "100%"
    assert f.strip_marks(f.percent_text(7)) == "100%"


def test_file_names_end_with_their_extension(hebrew: QApplication) -> None:
    assert f.file_name_text("invoice-2026.pdf") == f"{LRI}invoice-2026.pdf{PDI}"
    assert f.file_name_text("קבלה.pdf") == f"{RLI}קבלה{LRI}.pdf{PDI}{PDI}"
    mixed = f.file_name_text("קבלות 2026-10-01 עד 2026-11-22.zip")
    assert mixed.endswith(f"{LRI}2026-11-22.zip{PDI}{PDI}")
    assert f.strip_marks(mixed) == "קבלות 2026-10-01 עד 2026-11-22.zip"


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("+972541234567", "+972-54-123-4567"),
        ("+97235550188", "+972-3-555-0188"),
        ("+972775550160", "+972-77-555-0160"),
        ("+15551234567", "+15551234567"),
        ("054-1234567", "054-1234567"),
        ("+9725412345678", "+9725412345678"),
        ("+972٥41234567", "+972٥41234567"),
    ],
)
def test_israeli_numbers_are_grouped(sent: str, shown: str) -> None:
    assert f.phone_plain(sent) == shown
    assert f.phone_text(sent) == f"{LRI}{shown}{PDI}"


@given(st.text())
def test_whatever_a_name_holds_isolates_are_balanced(name: str) -> None:
    for shown in (f.file_name_text(name), f.phone_text(name), f.isolate(f.one_line(name))):
        assert _balanced(shown)
        assert "\n" not in shown


@given(st.text())
def test_copied_text_carries_no_marks(text: str) -> None:
    marks = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert not marks & set(f.strip_marks(f.isolate(text)))
    assert len(f.one_line(text).splitlines()) <= 1


SAVED = "דלק_הדגמה_2026-11-28_312.40ILS_1311_source.jpg"


def places(text: str, *parts: str) -> list[float]:
    """Where the parts begin on the screen, in a line of a Hebrew paragraph."""
    layout = QTextLayout(text)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(10_000)
    layout.endLayout()
    return [float(line.cursorToX(text.index(part))[0]) for part in parts]  # type: ignore[index]  # (x, position)


def test_the_parts_of_a_saved_name_follow_each_other_as_they_are_written(look: QApplication) -> None:
    text = f.file_name_text(SAVED)
    assert (text[0], text[-1], f.strip_marks(text)) == (LRI, PDI, SAVED)
    parts = places(text, "2026", "312.40", "ILS", "1311", "source", "jpg")
    assert parts == sorted(parts), "from the left to the right"


def test_a_long_name_in_a_sentence_loses_its_middle() -> None:
    short = f.strip_marks(f.short_file_name(SAVED))
    head, gap, tail = short.partition("…")
    assert gap and len(short) == 36
    assert SAVED.startswith(head) and SAVED.endswith(tail) and tail.endswith("_source.jpg")
    assert f.short_file_name("receipt.pdf") == f.file_name_text("receipt.pdf")
