"""ListSaving: the list in a file for spreadsheets; the same for calls and receipts."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog

from desktop.core.list_file import ListFile, ListFormat
from desktop.ui.formatting import file_name_text, number_text
from desktop.ui.list_file.list_to_file import ListToFile

MESSAGE = "list-file"


class ListSaving(ListToFile):
    """A page's own says how many rows there are (`counted`), and what writes them."""

    message = MESSAGE
    endings = (ListFormat.XLSX, ListFormat.CSV)

    def counted(self, count: int) -> str:
        """So many rows, in words."""
        raise NotImplementedError

    def title(self) -> str:
        return self.tr("Save the list for Excel…")

    def ask_target(self, suggested: str) -> tuple[str, str]:
        csv = self.tr("CSV text (*.csv)")
        kinds = f"{self.tr('Excel workbook (*.xlsx)')};;{csv}"
        title = self.tr("Save the list")
        chosen, kind = QFileDialog.getSaveFileName(self._window, title, suggested, kinds)
        return chosen, ListFormat.CSV if kind == csv else ListFormat.XLSX

    def progress_text(self, progress: int, asked: int) -> str:
        words = self.tr("Saving the list: {done} of {count} rows…")
        return words.format(done=number_text(progress), count=number_text(asked))

    def say_written(self, written: ListFile) -> None:
        words = self.tr("Saved {rows} to {name}.")
        if written.beside:
            words = self.tr("Saved {rows} to {name}, since another program had the file open.")
        sentence = words.format(rows=self.counted(written.rows), name=file_name_text(written.path.name))
        self._messages.success(sentence, self.show_action(written.path), key=self.message)

    def cancelled_text(self) -> str:
        return self.tr("The list was not saved. No partial file was left.")
