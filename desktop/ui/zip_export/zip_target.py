"""Where the user lets a ZIP go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

translate = QCoreApplication.translate


def chosen_zip(choose: Callable[[str], str], suggested: str) -> Path | None:
    """A name without `.zip` gets it; the dialog asks about an existing file by its whole name alone."""
    chosen = choose(suggested)
    if not chosen or chosen.lower().endswith(".zip"):
        return Path(chosen) if chosen else None
    whole = Path(f"{chosen}.zip")
    return chosen_zip(choose, str(whole)) if _stands(whole) else whole


def _stands(path: Path) -> bool:
    """What cannot be looked at, whoever writes there says."""
    try:
        return path.exists()
    except OSError:
        return False


def ask_target(window: QWidget, suggested: str) -> str:
    """The path that the user chose, or ""."""
    title, kinds = translate("ReceiptExport", "Export ZIP"), translate("ReceiptExport", "ZIP files (*.zip)")
    return QFileDialog.getSaveFileName(window, title, suggested, kinds)[0]
