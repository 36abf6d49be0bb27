"""The words of any export into a ZIP: how far it is, what it takes, how it ended."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.core.errors import DiskFull
from desktop.core.export import ExportPlan, ExportProgress, ExportReport
from desktop.services.export.disk_rooms import no_room
from desktop.ui.error_text import error_text
from desktop.ui.formatting import duration_text, file_name_text, number_text, size_text, strip_marks

translate = QCoreApplication.translate


def files_text(progress: ExportProgress) -> str:
    """`1,240 of 2,000 files`."""
    text = translate("ExportWords", "{done} of %Ln file(s)", "", progress.files_total)
    return text.format(done=number_text(progress.files_done))


def share_of(progress: ExportProgress) -> float:
    """How much of it is done, 0..1."""
    return progress.files_done / progress.files_total if progress.files_total else 0.0


def plan_text(plan: ExportPlan, written: int = 0) -> str:
    """`381 MB needed · 12 GB free`: the least that it takes, where nobody knows of some files, and about so
    much where it is estimated; neither once more is `written`, in bytes."""
    if written > plan.needed:
        return translate("ExportWords", "{free} free").format(free=size_text(plan.free - written))
    sizes = {"needed": size_text(plan.needed), "free": size_text(plan.free)}
    text = translate("ExportWords", "{needed} needed · {free} free")
    if plan.sizes.estimated:
        text = translate("ExportWords", "About {needed} needed · {free} free")
    elif plan.sizes.unsized:
        text = translate("ExportWords", "{needed} or more needed · {free} free")
    return text.format(**sizes)


def room_text(full: DiskFull) -> str:
    """As `plan_text`, of what a full disk has said since."""
    sizes = {"needed": size_text(full.needed - full.least), "free": size_text(full.free)}
    return translate("ExportWords", "{needed} needed · {free} free").format(**sizes)


def tight_text(plan: ExportPlan) -> str:
    """That not all of it fits, and what it takes; "" where all does."""
    if plan.tight is None:
        return ""
    missing = translate("ExportWords", "What does not fit is listed as missing.")
    return f"{error_text(no_room(plan.tight)).sentence} {missing}"


def time_left_text(progress: ExportProgress, elapsed_s: float, done_now: int) -> str:
    """`About 1:20 left · 381 MB written`; without the time while nobody can know it.

    So many files were `done_now`, in the time that went by; those that are missing were no work.
    """
    written = written_text(progress)
    seconds = progress.seconds_left(elapsed_s, done_now)
    if seconds is None:
        return written
    about = translate("ExportWords", "About {time} left").format(time=duration_text(max(1.0, seconds)))
    return f"{about} · {written}"


def written_text(progress: ExportProgress) -> str:
    """`381 MB written`."""
    return translate("ExportWords", "{size} written").format(size=size_text(progress.bytes_written))


def title_text(report: ExportReport) -> str:
    if not report.missing_count:
        return translate("ExportWords", "Export finished, everything is there")
    return translate("ExportWords", "Export finished, %Ln file(s) missing", "", report.missing_count)


def other_name_texts(report: ExportReport) -> list[str]:
    """Why it has another name than was asked for, where it has."""
    text = ""
    if report.beside:
        text = translate("ExportWords", "Another program had the file open, so this one is named {name}.")
    elif report.taken:
        text = translate("ExportWords", "Another file has that name by now, so this one is named {name}.")
    return [text.format(name=file_name_text(report.target.name))] if text else []


def zip_text(report: ExportReport) -> str:
    """Name and size of the ZIP."""
    return f"{file_name_text(report.target.name)} · {size_text(report.size)}"


def proof_text(report: ExportReport) -> str:
    """What proves what is in it."""
    if not report.files_written and not (report.calls and report.calls.transcripts):
        return translate("ExportWords", "no file is in it, only the lists")
    return translate("ExportWords", "each file checked as it was written")


def plain(text: str) -> str:
    """For a title bar and a screen reader."""
    return strip_marks(text)
