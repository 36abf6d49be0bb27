"""The words of a check of a ZIP: how far it is, what came of it, and what is wrong with a file."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.core.zip_check import DifferenceKind, ZipCheckProgress, ZipCheckReport
from desktop.ui.formatting import number_text

translate = QCoreApplication.translate


def checked_text(progress: ZipCheckProgress) -> str:
    """`1,240 of 2,000 files`."""
    text = translate("ExportWords", "{done} of %Ln file(s)", "", progress.files_total)
    return text.format(done=number_text(progress.files_done))


def check_sentences(report: ZipCheckReport) -> list[str]:
    """The numbers of what came of it, and of what was missing from the beginning."""
    if report.agrees:
        said = [_empty_text(report.lists) if report.is_empty else _agrees_text(report.files)]
    else:
        count = report.differences_total
        said = [
            translate(
                "ZipCheckWords", "The ZIP is not what its manifest says: %Ln file(s) differ.", "", count
            )
        ]
    if report.missing:
        count = report.missing
        said.append(translate("ZipCheckWords", "When it was made, %Ln file(s) were missing.", "", count))
    return said


def _empty_text(lists: int) -> str:
    """Of no file anybody can say that it was checked."""
    if not lists:
        return translate("ZipCheckWords", "The ZIP is what its manifest says: there is no file in it.")
    return translate(
        "ZipCheckWords",
        "The ZIP is what its manifest says: no file of a receipt or a call is in it, only its lists.",
    )


def _agrees_text(count: int) -> str:
    return translate(
        "ZipCheckWords",
        "The ZIP is what its manifest says: %Ln file(s), each checked by its SHA-256.",
        "",
        count,
    )


def _differs_text(count: int) -> str:
    return translate("ZipCheckWords", "The ZIP is not what its manifest says: %Ln file(s) differ.", "", count)


def difference_text(kind: DifferenceKind) -> str:
    """In which way a file is not as the manifest says."""
    return {
        DifferenceKind.MISSING: translate("ZipCheckWords", "Not in the ZIP"),
        DifferenceKind.EXTRA: translate("ZipCheckWords", "Not in the manifest"),
        DifferenceKind.TWICE: translate("ZipCheckWords", "There more than once"),
        DifferenceKind.OUTSIDE: translate("ZipCheckWords", "A name that would leave the folder"),
        DifferenceKind.SIZE: translate("ZipCheckWords", "Of another size"),
        DifferenceKind.CONTENT: translate("ZipCheckWords", "Of other content"),
        DifferenceKind.DAMAGED: translate("ZipCheckWords", "Damaged"),
        DifferenceKind.LOCKED: translate("ZipCheckWords", "Encrypted"),
        DifferenceKind.FOREIGN: translate("ZipCheckWords", "Packed in an unknown way"),
    }[kind]
