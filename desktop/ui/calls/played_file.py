"""PlayedFile: what Qt says of the file that one QMediaPlayer plays, as this program's own few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot

from desktop.core.errors import CodecMissing, FileDamaged

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtMultimedia import QMediaPlayer

_NO_CODEC = "Cannot create codec"
"""How Qt begins to say that its FFmpeg was built without what this sound needs."""


class PlayedFile(QObject):
    """Of each file that is opened it says that it is loaded or that it failed, and later that it ended."""

    loaded = Signal()
    ended = Signal()
    failed = Signal(object)
    """AppError."""

    def __init__(self, media: QMediaPlayer, parent: QObject) -> None:
        super().__init__(parent)
        self._media = media
        self._detail = ""
        media.mediaStatusChanged.connect(self._on_status)
        media.errorOccurred.connect(self._on_error)

    def open(self, path: Path) -> None:
        self._detail = ""
        self._media.setSource(QUrl.fromLocalFile(str(path)))

    def let_go(self) -> None:
        """Of the file, which Windows does not let anybody delete before."""
        self._media.stop()
        self._media.setSource(QUrl())

    @Slot(object)
    def _on_status(self, status: QMediaPlayer.MediaStatus) -> None:
        from PySide6.QtMultimedia import QMediaPlayer

        if status == QMediaPlayer.MediaStatus.EndOfMedia:
            self.ended.emit()
        elif status == QMediaPlayer.MediaStatus.InvalidMedia:
            self.failed.emit(FileDamaged(self._detail or "invalid media"))
        elif status == QMediaPlayer.MediaStatus.LoadedMedia and not self._media.hasAudio():
            self.failed.emit(CodecMissing("no sound that can be read"))
        elif status == QMediaPlayer.MediaStatus.LoadedMedia:
            self.loaded.emit()

    @Slot(object, str)
    def _on_error(self, error: QMediaPlayer.Error, detail: str) -> None:
        # Not yet a failure: a bad packet in the middle is left out, the rest is heard.
        self._detail = detail
        if detail.startswith(_NO_CODEC):
            # After this handler: what reported it is still at work.
            QTimer.singleShot(0, self, self._on_codec_missing)

    @Slot()
    def _on_codec_missing(self) -> None:
        # Another file may be open by now.
        if self._detail.startswith(_NO_CODEC):
            self.failed.emit(CodecMissing(self._detail))
