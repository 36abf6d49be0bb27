"""The real program on the embedded server, set in a scene and photographed."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

import keyring
import keyring.core
from keyring.backend import KeyringBackend
from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, QThread
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from desktop.app import Program
from desktop.core.models import FileKey
from desktop.core.settings import Settings
from desktop.core.transfer import Transfer, TransferState
from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.server import DemoServer
from desktop.store.app_dirs import AppDirs
from desktop.ui.application import make_application
from desktop.workers.connection import ConnectionState
from tests.benchmarks.quit_stalled import KEYRING
from tests.prepared import account_service

LONGEST_SECONDS = 30.0
FULL, SMALL, LARGE = QSize(1440, 900), QSize(1366, 768), QSize(2560, 1440)


class NeverCame(AssertionError):
    """A state that a scene waits for did not come."""


class Stage(AbstractContextManager["Stage"]):
    """One program in one language and theme, with a data folder of its own."""

    def __init__(self, server: DemoServer, data: Path, pictures: Path, language: str, theme: str) -> None:
        self.server = server
        self.look = f"{language}-{theme}"
        self._pictures = pictures
        account_service(data).save_settings(Settings(language=language, theme=theme))
        self._keyring: KeyringBackend = keyring.get_keyring()
        keyring.set_keyring(keyring.core.load_keyring(KEYRING))
        self.program = Program(make_application(), AppDirs(data))

    def __enter__(self) -> Self:
        self.program.show()
        self.wait("the window", lambda: self.program.is_complete)
        self.size(FULL)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.server.faults.clear()
        self.program.close()
        keyring.set_keyring(self._keyring)

    # -- what a person does ----------------------------------------------------------------------

    def sign_in(self, password: str = DEMO_PASSWORD, email: str = DEMO_EMAIL) -> None:
        """Through the dialog, which has to be open."""
        dialog = self.program.sign_in.dialog
        assert dialog is not None
        dialog.server_field.setText(self.server.url)
        dialog.email_field.setText(email)
        dialog.password_field.setText(password)
        dialog.sign_in_button.click()

    def wait_for_lists(self) -> None:
        self.wait("the lists", lambda: self.program.connection.state is ConnectionState.ONLINE)
        self.wait("the calls", lambda: bool(self.program.window.calls_page.model.ids))

    def size(self, size: QSize) -> None:
        self.program.window.resize(size)
        self.rest()

    def transfers(self, state: TransferState) -> list[Transfer]:
        return [transfer for transfer in self.program.queue.transfers() if transfer.state is state]

    def wait_until_kept(self, key: FileKey) -> None:
        self.wait(f"{key}", lambda: self._is_over(key))

    def _is_over(self, key: FileKey) -> bool:
        transfer = self.program.queue.transfer(key)
        return transfer is not None and transfer.state.final

    # -- waiting and photographing ---------------------------------------------------------------

    def wait(self, what: str, condition: Callable[[], bool]) -> None:
        """Lets the program run until `condition`; raises NeverCame."""
        ends = time.monotonic() + LONGEST_SECONDS
        while not condition():
            if time.monotonic() > ends:
                raise NeverCame(f"{self.look}: {what}")
            QCoreApplication.processEvents()
            QThread.msleep(2)

    def rest(self) -> None:
        """Lets the program come to rest: answers of the pool, layouts, repaints."""
        self.wait("rest", lambda: not (self.program.is_complete and self.program.tasks.busy))
        for _ in range(3):
            QCoreApplication.processEvents()

    def picture(self, name: str, *, at_rest: bool = True) -> None:
        """Saves the window, with the dialog that stands over it, as NAME-LANGUAGE-THEME.png."""
        if at_rest:
            self.rest()
        window = self.program.window
        dialog = self._dialog()
        if not self._popups():
            (dialog or window).activateWindow()
            self.wait("the window in front", (dialog or window).isActiveWindow)
        image = window.grab()
        if dialog is not None:
            self._add(image, dialog.grab())
        self._add_popups(image)
        self.save(name, image)

    def save(self, name: str, image: QPixmap | QImage) -> None:
        """Saves `image` as NAME-LANGUAGE-THEME.png."""
        if not image.save(str(self._pictures / f"{name}-{self.look}.png")):
            raise OSError(f"cannot write to {self._pictures}")

    def _add_popups(self, image: QPixmap) -> None:
        """Menus and tooltips are windows of their own, where they stand over this one."""
        painter = QPainter(image)
        for popup in self._popups():
            painter.drawPixmap(self.program.window.mapFromGlobal(popup.pos()), popup.grab())
        painter.end()

    @staticmethod
    def _popups() -> list[QWidget]:
        kinds = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
        shown = (one for one in QApplication.topLevelWidgets() if one.isVisible())
        return [one for one in shown if one.windowType() in kinds]

    def show_tooltip(self, widget: QWidget) -> None:
        """As when the mouse rests on it."""
        self.rest()
        self.program.window.activateWindow()
        self.wait("the window in front", self.program.window.isActiveWindow)
        QToolTip.showText(widget.mapToGlobal(QPoint(8, -48)), widget.toolTip(), widget)

    @staticmethod
    def _dialog() -> QDialog | None:
        """The one in front, which may stand over another."""
        front = QApplication.activeModalWidget()
        if isinstance(front, QDialog):
            return front
        dialogs = (one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog))
        return next((one for one in dialogs if one.isVisible()), None)

    @staticmethod
    def _add(image: QPixmap, dialog: QPixmap) -> None:
        """In the middle, with a frame in place of the system's."""
        place = dialog.rect()
        place.moveCenter(image.rect().center())
        painter = QPainter(image)
        painter.fillRect(image.rect(), QColor(0, 0, 0, 90))
        painter.drawPixmap(place, dialog)
        painter.setPen(QColor(128, 128, 128))
        painter.drawRect(place)
        painter.end()
