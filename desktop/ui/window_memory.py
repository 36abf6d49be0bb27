"""WindowMemory: what the next start knows of this window: place, columns, page, folders, how it plays."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from desktop.core.errors import AppError
from desktop.services.account import AccountService
from desktop.ui.main_window import FILTERS_HEIGHT, MainWindow
from desktop.ui.widgets.record_table import RecordTable

SECOND_WINDOW = "receipts.second_window"
RECEIPTS_AS, THUMBNAILS = "receipts.as", "thumbnails"
RECEIPT_DETAILS = "receipts.details"


class WindowMemory(QObject):
    """Written to the settings' file at the end, by `keep`."""

    def __init__(self, window: MainWindow, accounts: AccountService) -> None:
        super().__init__(window)
        self._window = window
        self._accounts = accounts
        self._tables: tuple[tuple[str, RecordTable], ...] = (
            ("calls", window.calls_page.table),
            ("receipts", window.receipts_page.table),
        )
        window.player.settings_changed.connect(self._on_player_settings)
        window.receipts_page.folders_changed.connect(self._on_folders_changed)
        window.call_export.folder_changed.connect(self._on_export_folder)

    def recall(self) -> None:
        """Makes the window, which was just built, as the last one was; its place it has already."""
        settings, window = self._accounts.settings, self._window
        for name, table in self._tables:
            table.restore_column_state(settings.window.get(table.column_state_name(name), ""))
        window.receipts_page.set_folders(settings.download_folder, settings.export_folder)
        window.call_export.folder = settings.export_folder
        window.receipts_page.second.set_place(settings.window.get(SECOND_WINDOW, ""))
        thumbnails = settings.window.get(RECEIPTS_AS) == THUMBNAILS
        window.receipts_page.pictures.as_thumbnails.setChecked(thumbnails)
        window.receipts_page.commands.details.setChecked(bool(settings.window.get(RECEIPT_DETAILS)))
        window.player.set_volume(settings.volume)
        window.player.set_speed(settings.speed)
        window.player.choose_output(settings.sound_output)
        window.use_settings(settings)
        window.pages.show_named(settings.last_page)

    def keep(self) -> None:
        """Remembers the window as it is now."""
        window, kept = self._window, dict(self._accounts.settings.window)
        kept["geometry"] = bytes(window.saveGeometry().toBase64().data()).decode()
        kept[FILTERS_HEIGHT] = str(window.calls_page.filter_bar.height())
        kept[SECOND_WINDOW] = window.receipts_page.second.place
        as_thumbnails = window.receipts_page.pictures.as_thumbnails.isChecked()
        kept[RECEIPTS_AS] = THUMBNAILS if as_thumbnails else ""
        kept[RECEIPT_DETAILS] = "1" if window.receipts_page.commands.details.isChecked() else ""
        kept |= {table.column_state_name(name): table.column_state() for name, table in self._tables}
        settings = self._accounts.settings._replace(window=kept, last_page=window.pages.name)
        try:
            self._accounts.save_settings(settings)
        except AppError as error:
            window.say(error)

    @Slot()
    def _on_player_settings(self) -> None:
        player, settings = self._window.player, self._accounts.settings
        self._accounts.settings = settings._replace(
            volume=player.volume, speed=player.speed, sound_output=player.output_id
        )

    @Slot(str, str)
    def _on_folders_changed(self, download: str, export: str) -> None:
        settings = self._accounts.settings
        self._accounts.settings = settings._replace(download_folder=download, export_folder=export)
        self._window.call_export.folder = export

    @Slot(str)
    def _on_export_folder(self, folder: str) -> None:
        """Calls and receipts go into the same folder."""
        page = self._window.receipts_page
        page.set_folders(page.downloads.folder, folder)
        self._on_folders_changed(page.downloads.folder, folder)
