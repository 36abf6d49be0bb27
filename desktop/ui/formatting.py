"""Dates, times, amounts, sizes and phone numbers as text, in the language of QLocale's default.

Texts for the screen isolate what must read as written (U+2066..U+2069) where it stands in another direction;
the `*_plain` ones, for copying and files, carry no direction marks.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from desktop.core.plain_text import one_line as one_line
from desktop.core.plain_text import phone_plain as phone_plain
from desktop.core.plain_text import strip_marks as strip_marks

if TYPE_CHECKING:
    from desktop.core.models import Money

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
LRM, RLM = "\u200e", "\u200f"
_HEBREW_RUN = re.compile(r"[\u0590-\u08ff](?:[_\-.]*[\u0590-\u08ff])*")
_OTHER_PARTS = re.compile(r"[0-9A-Za-z]")
_SIGNS = {"ILS": "₪", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_MINUS = "\u2212"
_KILO = 1000 if sys.platform == "darwin" else 1024
"""Explorer counts in 1,024, Finder in 1,000; a size here is the one that they show."""


def hebrew() -> bool:
    """Whether texts are Hebrew ones."""
    return QLocale().language() == QLocale.Language.Hebrew


# -- direction ---------------------------------------------------------------------------------------


def isolate(text: str) -> str:
    """`text` in the direction of its own first letter, whatever stands around it."""
    return f"{FSI}{text}{PDI}" if text else ""


def isolate_ltr(text: str) -> str:
    """`text` left to right: phone numbers, times, amounts, addresses."""
    return f"{LRI}{text}{PDI}" if text else ""


def in_reading_order(text: str) -> str:
    """Parts that are isolated each, one after the other as this language reads, whatever they say."""
    return f"{RLI if hebrew() else LRI}{text}{PDI}" if text else ""


def in_own_direction(text: str) -> str:
    """`text` so that Qt's documents give it the direction of its first letter that is no isolated one, as
    Unicode has it: they (6.11.3) look at the letters of a name at its beginning, too."""
    first, own = _direction(text, isolated=True), _direction(text)
    return text if own in ("", first) else (LRM if own == "L" else RLM) + text


def _direction(text: str, *, isolated: bool = False) -> str:
    """Of the first letter that is not isolated, or of the very first: "L" or "R"; "" without any."""
    depth = 0
    for kind in map(unicodedata.bidirectional, text):
        if kind in ("L", "R", "AL") and (isolated or depth == 0):
            return "L" if kind == "L" else "R"
        # One that closes what nobody opened says nothing.
        depth = max(0, depth + (kind in ("LRI", "RLI", "FSI")) - (kind == "PDI"))
    return ""


def is_rtl(text: str) -> bool:
    """Whether a letter of a right-to-left script is in `text`."""
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)


def file_name_text(name: str) -> str:
    """A file name for the screen; a Hebrew one ends in the isolate that holds its extension."""
    name = one_line(name)
    if not is_rtl(name):
        return isolate_ltr(name)
    if " " not in name and _OTHER_PARTS.search(name.rpartition(".")[0]):
        # Made of parts, as those that are saved: they follow each other as they are written.
        return isolate_ltr(_HEBREW_RUN.sub(lambda run: run[0] + LRM, name))
    head, gap, tail = name.rpartition(" ")
    if is_rtl(tail) or not head:
        stem, dot, extension = name.rpartition(".")
        head, gap, tail = (stem, "", dot + extension) if dot else (name, "", "")
    return f"{RLI}{head}{gap}{isolate_ltr(tail)}{PDI}"


def short_file_name(name: str, most: int = 36) -> str:
    """For a sentence: a long name without its middle, so that no line cuts off its beginning or its end."""
    name = one_line(name)
    head = most // 2
    return file_name_text(name if len(name) <= most else f"{name[:head]}…{name[head + 1 - most :]}")


# -- days and times ----------------------------------------------------------------------------------


def local(moment: datetime) -> datetime:
    """`moment` (aware) in this computer's time zone."""
    return moment.astimezone()


def day_plain(day: date, today: date | None = None) -> str:
    """`22 Nov`, `22.11`; with the year when it is not that of `today`, or when `today` is None."""
    year = today is None or day.year != today.year
    if hebrew():
        return f"{day.day}.{day.month}" + (f".{day.year:04}" if year else "")
    # Not `toString`: its first call takes as long as to paint some of the first list's rows.
    month = strip_marks(QLocale().monthName(day.month, QLocale.FormatType.ShortFormat))
    return f"{day.day} {month}" + (f" {day.year:04}" if year else "")


def month_text(day: date) -> str:
    """The month of `day` with its year: `November 2026`."""
    return strip_marks(QLocale().toString(QDate(day.year, day.month, 1), "MMMM yyyy"))


def day_text(day: date, today: date | None = None) -> str:
    """`day_plain` for the screen."""
    return isolate_ltr(day_plain(day, today))


def date_plain(moment: datetime, now: datetime | None = None) -> str:
    """The local day of `moment`: `Today`, `22 Nov`, or with the year when it is another."""
    day = local(moment).date()
    today = (local(now) if now else datetime.now().astimezone()).date()
    if day == today:
        return QCoreApplication.translate("Formatting", "Today")
    return day_plain(day, today)


def date_text(moment: datetime, now: datetime | None = None) -> str:
    """`date_plain` for the screen."""
    return isolate(date_plain(moment, now))


def time_plain(moment: datetime) -> str:
    """The local time of `moment`: `13:41`."""
    return local(moment).strftime("%H:%M")


def time_text(moment: datetime) -> str:
    """`time_plain` for the screen."""
    return isolate_ltr(time_plain(moment))


def moment_plain(moment: datetime, now: datetime | None = None) -> str:
    """`Today 13:41`, `22 Nov 16:10`."""
    return f"{date_plain(moment, now)} {time_plain(moment)}"


def moment_text(moment: datetime, now: datetime | None = None) -> str:
    """`moment_plain` for the screen: two isolates, so that in Hebrew too the date comes first."""
    return in_reading_order(f"{date_text(moment, now)} {time_text(moment)}")


def moment_full_plain(moment: datetime) -> str:
    """With the year always, for files and tooltips: `22 Nov 2026 16:10`."""
    return f"{day_plain(local(moment).date())} {time_plain(moment)}"


def moment_full_text(moment: datetime) -> str:
    """`moment_full_plain` for the screen."""
    return in_reading_order(f"{day_text(local(moment).date())} {time_text(moment)}")


def time_range_text(first: datetime, last: datetime) -> str:
    """`16:10–16:16`, left to right in Hebrew too."""
    return isolate_ltr(f"{time_plain(first)}–{time_plain(last)}")


def duration_plain(seconds: float) -> str:
    """`6:32`, `1:02:03`."""
    whole = max(0, int(seconds))
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes}:{rest:02d}"
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"


def duration_text(seconds: float) -> str:
    """`duration_plain` for the screen."""
    return isolate_ltr(duration_plain(seconds))


def wait_text(seconds: float) -> str:
    """`duration_text` of what is still to come: never over before it is, so the last second counts as one."""
    return duration_text(seconds + 0.99)


# -- amounts, numbers, sizes -------------------------------------------------------------------------


def number_text(number: int) -> str:
    """`1,998`."""
    return strip_marks(QLocale().toString(number))


def money_digits(money: Money) -> str:
    """The digits of `money` with groups and its minus: `1,482.60`, `−120.00` (Hebrew: `-120.00`)."""
    whole, minor = divmod(abs(money.minor), 10**money.digits)
    digits = strip_marks(QLocale().toString(whole))
    if money.digits:
        digits += QLocale().decimalPoint() + str(minor).zfill(money.digits)
    minus = "-" if hebrew() else _MINUS
    return (minus if money.minor < 0 else "") + digits


def money_sign(money: Money) -> str:
    """`₪`, `$`, or the currency's letters."""
    return _SIGNS.get(money.currency, money.currency)


def money_plain(money: Money) -> str:
    """English `₪1,482.60`, `−$120.00`, `CHF 5.00`; Hebrew `1,482.60 ₪`, `-120.00 $`."""
    digits, sign = money_digits(money), money_sign(money)
    if not sign:
        return digits
    if hebrew():
        return f"{digits} {sign}"
    if len(sign) > 1:
        sign += " "
    return f"{_MINUS}{sign}{digits[1:]}" if money.minor < 0 else sign + digits


def money_text(money: Money) -> str:
    """`money_plain` for the screen."""
    return isolate_ltr(money_plain(money).replace(" ", "\u00a0"))


def size_plain(size: int) -> str:
    """`512 B`, `214 KB`, `6.0 MB`, `12.4 GB`."""
    amount, unit = float(size), "B"
    for unit in ("B", "KB", "MB", "GB", "TB"):
        if round(amount) < 1000 or unit == "TB":
            break
        amount /= _KILO
    decimals = 1 if unit in ("MB", "GB", "TB") and amount < 99.95 else 0
    return f"{strip_marks(QLocale().toString(amount, 'f', decimals))} {unit}"


def size_text(size: int) -> str:
    """`size_plain` for the screen."""
    return isolate_ltr(size_plain(size).replace(" ", "\u00a0"))


def percent_text(share: float) -> str:
    """`64%` of a share of 0.64; never 100% before all is there."""
    return isolate_ltr(f"{int(max(0.0, min(1.0, share)) * 100)}%")


def phone_text(phone: str) -> str:
    """`phone_plain` for the screen, read from its plus."""
    return isolate_ltr(phone_plain(phone))
