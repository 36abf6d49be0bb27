"""`verify`: whether a ZIP is still what its own manifest says. It needs no account."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication

from desktop.console.console import Console
from desktop.console.ending import Ending, ExitCode, ending_of
from desktop.console.options import VerifyOptions
from desktop.console.progress_line import ProgressLine
from desktop.core.errors import AppError, Cancelled
from desktop.core.plain_text import one_line
from desktop.core.zip_check import Difference, ZipCheckProgress, ZipCheckReport
from desktop.services.zip_check import ZipCheckService
from desktop.ui.zip_check.zip_check_words import check_sentences, checked_text, difference_text

translate = QCoreApplication.translate


def verify(options: VerifyOptions) -> Ending:
    """What came of it; raises nothing that the world does."""
    line = ProgressLine()
    with Console(options.speech.language) as console:
        check = partial(ZipCheckService().check, options.path, console.token, partial(_say, line))
        try:
            return _ending(console.run(check))
        except Cancelled:
            return Ending(ExitCode.CANCELLED, translate("Console", "The check was cancelled."))
        except AppError as error:
            return ending_of(error)
        finally:
            line.clear()


def _say(line: ProgressLine, progress: ZipCheckProgress) -> None:
    line.say(partial(checked_text, progress))


def _ending(report: ZipCheckReport) -> Ending:
    code = ExitCode.COMPLETE if report.agrees else ExitCode.INCOMPLETE
    lines = tuple(map(_difference_line, report.differences))
    return Ending(code, " ".join(check_sentences(report)), lines, _facts(report))


def _difference_line(difference: Difference) -> str:
    return f"{difference_text(difference.kind)}: {one_line(difference.path)}"


def _facts(report: ZipCheckReport) -> dict[str, object]:
    return {
        "file": str(report.path),
        "made_at": report.manifest.made_at.isoformat(),
        "server": report.manifest.server,
        "receipts": report.receipts,
        "calls": report.calls,
        "files": report.files,
        "files_missing": report.missing,
        "without_preview": report.absent,
        "differences": report.differences_total,
        "differs": [{"kind": one.kind.name.lower(), "path": one.path} for one in report.differences],
    }
