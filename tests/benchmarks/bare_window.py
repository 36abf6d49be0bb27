"""The peer: as little PySide6 as shows a list. Says "painted" once it has, then closes."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QObject, QSize, QStringListModel, QTimer, Slot
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView


class BareWindow(QMainWindow):
    """A table of twenty rows."""

    def __init__(self) -> None:
        super().__init__()
        self.table = QTableView(self)
        self.table.setModel(QStringListModel([f"Row {number}" for number in range(20)], self))
        self.setCentralWidget(self.table)
        # As large as the program's first window, whatever the screen.
        room = self.screen().availableGeometry().size() - QSize(16, 40)
        self.resize(QSize(1440, 900).boundedTo(room).expandedTo(QSize(960, 560)))
        self.table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            # After this paint, not before it.
            QTimer.singleShot(0, self.finish)
        return False

    @Slot()
    def finish(self) -> None:
        print("painted", flush=True)
        self.close()


def main() -> int:
    app = QApplication(sys.argv)
    window = BareWindow()
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
