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
from desktop.core.zip_check import Difference, DifferenceKind, ZipCheckProgress, ZipCheckReport
from desktop.services.zip_check import ZipCheckService
from desktop.ui.formatting import number_text

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
    line.say(partial(_progress_text, progress))


def _progress_text(progress: ZipCheckProgress) -> str:
    text = translate("ExportWords", "{done} of %Ln file(s)", "", progress.files_total)
    return text.format(done=number_text(progress.files_done))


def _ending(report: ZipCheckReport) -> Ending:
    code = ExitCode.COMPLETE if report.agrees else ExitCode.INCOMPLETE
    lines = tuple(map(_difference_text, report.differences))
    return Ending(code, " ".join(_sentences(report)), lines, _facts(report))


def _sentences(report: ZipCheckReport) -> list[str]:
    if report.agrees:
        said = [_agrees_text(report.files)]
    else:
        count = report.differences_total
        said = [translate("Console", "The ZIP is not what its manifest says: %Ln file(s) differ.", "", count)]
    if report.missing:
        count = report.missing
        said.append(translate("Console", "When it was made, %Ln file(s) were missing.", "", count))
    return said


def _agrees_text(count: int) -> str:
    return translate(
        "Console", "The ZIP is what its manifest says: %Ln file(s), each checked by its SHA-256.", "", count
    )


def _difference_text(difference: Difference) -> str:
    return f"{_kind_text(difference.kind)}: {one_line(difference.path)}"


def _kind_text(kind: DifferenceKind) -> str:
    return {
        DifferenceKind.MISSING: translate("Console", "Not in the ZIP"),
        DifferenceKind.EXTRA: translate("Console", "Not in the manifest"),
        DifferenceKind.TWICE: translate("Console", "There more than once"),
        DifferenceKind.OUTSIDE: translate("Console", "A name that would leave the folder"),
        DifferenceKind.SIZE: translate("Console", "Of another size"),
        DifferenceKind.CONTENT: translate("Console", "Of other content"),
        DifferenceKind.DAMAGED: translate("Console", "Damaged"),
        DifferenceKind.LOCKED: translate("Console", "Encrypted"),
        DifferenceKind.FOREIGN: translate("Console", "Packed in an unknown way"),
    }[kind]


def _facts(report: ZipCheckReport) -> dict[str, object]:
    return {
        "file": str(report.path),
        "made_at": report.manifest.made_at.isoformat(),
        "server": report.manifest.server,
        "receipts": report.receipts,
        "files": report.files,
        "files_missing": report.missing,
        "without_preview": report.absent,
        "differences": report.differences_total,
        "differs": [{"kind": one.kind.name.lower(), "path": one.path} for one in report.differences],
    }
