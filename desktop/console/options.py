"""What the command line asks for: `export` and `verify`, with their help."""

from __future__ import annotations

from argparse import (
    ArgumentParser,
    ArgumentTypeError,
    Namespace,
    RawDescriptionHelpFormatter,
    _SubParsersAction,
)
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from desktop.core.list_file import ListFormat
from desktop.core.models import ReceiptStatus
from desktop.core.periods import month_of
from desktop.core.query import Period, ReceiptQuery

_STATUSES = tuple(str(status) for status in ReceiptStatus if status is not ReceiptStatus.UNKNOWN)
_EXIT_CODES = """exit codes:
  0    complete: every file that is due stands in the ZIP, or PDF (verify: it is what its manifest says)
  1    incomplete: the file was written, and something is missing (verify: something differs)
  2    failed, no file has the name (verify: it could not be checked); also options that are not understood
  3    nothing to export: no receipt, or call, matches
  130  cancelled by Ctrl+C; nothing is left under the final name
"""


class SpeechOptions(NamedTuple):
    """How what came of it is said. `language` "": as the settings, or the system, have it."""

    language: str = ""
    as_json: bool = False


class ExportOptions(NamedTuple):
    """`out` "": into the current folder, under the usual name; `account` "": the one opened last.

    `new` and `changed`: only those; both: the one or the other. `missing`: each missing file is named.
    `list_form`: the list alone, in this form; None: the ZIP. `pdf`: one PDF in place of the ZIP.
    `calls`: the calls of the query's words and
    days, in place of the receipts.
    """

    query: ReceiptQuery
    out: str = ""
    account: str = ""
    new: bool = False
    changed: bool = False
    offline: bool = False
    missing: bool = False
    list_form: ListFormat | None = None
    pdf: bool = False
    calls: bool = False
    data_dir: Path | None = None
    speech: SpeechOptions = SpeechOptions()


class VerifyOptions(NamedTuple):
    path: Path
    speech: SpeechOptions = SpeechOptions()


def read_options(given: Sequence[str]) -> ExportOptions | VerifyOptions:
    """Ends the program with 2, and a word on standard error, for what it does not understand."""
    parser = _parser()
    found = parser.parse_args(given)
    speech = SpeechOptions(found.language, found.json)
    if found.command == "verify":
        return VerifyOptions(found.zip, speech)
    try:
        period = _period(found)
    except ValueError as error:
        parser.error(str(error))
    query = ReceiptQuery(text=found.vendor.strip(), period=period, statuses=_statuses(found.status))
    if contradiction := _contradiction(found):
        parser.error(contradiction)
    form = ListFormat(found.list) if found.list else None
    ways = (found.new, found.changed, found.offline, found.missing, form, found.pdf, found.calls)
    return ExportOptions(query, found.out, found.account, *ways, found.data_dir, speech)


def _contradiction(found: Namespace) -> str:
    """What does not go together; "" when all of it does."""
    if found.list and found.missing:
        return "--list is the list alone: --missing does not go with it"
    if found.pdf and (found.list or found.calls):
        return "--pdf is one PDF of receipts: neither --list nor --calls goes with it"
    if found.calls and (found.status or found.new or found.changed):
        return "--status, --new and --changed are of receipts: they do not go with --calls"
    return ""


def _statuses(names: Sequence[str]) -> tuple[ReceiptStatus, ...]:
    return tuple(dict.fromkeys(ReceiptStatus(name) for name in names))


def _period(found: Namespace) -> Period:
    """Raises ValueError where the days contradict each other."""
    first, last = found.first, found.last
    if found.month is not None:
        if first is not None or last is not None:
            raise ValueError("--month is one whole month: --from and --to do not go with it")
        return month_of(found.month)
    if first is not None and last is not None and first > last:
        raise ValueError("--from is after --to")
    return Period(first, last)


# -- the parser ------------------------------------------------------------------------------------


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="prosaas-desktop-cli",
        description="ProSaaS Desktop without a window.",
        epilog=_EXIT_CODES,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    _add_export(
        _command(commands, "export", "receipts or calls of an account into one ZIP, or PDF, or their list")
    )
    verify = _command(commands, "verify", "checks a ZIP of an export, file by file, against its own manifest")
    verify.add_argument("zip", type=Path, metavar="FILE.zip", help="the ZIP, wherever it came from")
    return parser


def _command(commands: _SubParsersAction[ArgumentParser], name: str, what: str) -> ArgumentParser:
    parser: ArgumentParser = commands.add_parser(
        name,
        help=what,
        description=f"{what[0].upper()}{what[1:]}.",
        epilog=_EXIT_CODES,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--json", action="store_true", help="say what came of it as one JSON object")
    parser.add_argument(
        "--language",
        "--lang",
        choices=("he", "en"),
        default="",
        help="of what is said, and of the ZIP's lists",
    )
    return parser


def _add_export(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--month", type=_month, metavar="YYYY-MM", help="received in this month")
    add("--from", type=_day, dest="first", metavar="YYYY-MM-DD", help="received on this day or later")
    add(
        "--to", type=_day, dest="last", metavar="YYYY-MM-DD", help="received on this day, included, or before"
    )
    add("--status", action="append", choices=_STATUSES, default=[], help="may be given several times")
    add(
        "--vendor",
        "--search",
        default="",
        metavar="WORDS",
        help="as typed into the search field of the window's list",
    )
    add("--new", action="store_true", help="only receipts that are in no finished export yet")
    add("--changed", action="store_true", help="only receipts that changed since they were exported")
    add(
        "--out",
        default="",
        metavar="FILE|FOLDER",
        help="default: the current folder; takes an old file's place",
    )
    add("--account", default="", metavar="EMAIL", help="default: the account that was opened last")
    add(
        "--offline", action="store_true", help="asks no server: what is on this computer, as it was last seen"
    )
    add("--missing", action="store_true", help="name each file that is missing, and why")
    add("--list", choices=tuple(map(str, ListFormat)), help="no ZIP, but the list alone, in such a file")
    add("--pdf", action="store_true", help="no ZIP, but one PDF of all receipts, with bookmarks")
    add(
        "--calls",
        action="store_true",
        help="the calls, with recordings and transcripts, not the receipts",
    )
    add("--data-dir", type=Path, metavar="DIR", help="where the program keeps everything, if not as usual")


def _month(text: str) -> date:
    try:
        year, month = text.split("-")
        return date(int(year), int(month), 1)
    except ValueError:
        raise ArgumentTypeError(f"no month, such as 2024-01: {text!r}") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"no day, such as 2024-01-31: {text!r}") from None
