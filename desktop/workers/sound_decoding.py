"""Peaks of what needs a decoder (MP3, Ogg, FLAC, M4A, coded WAV), by Qt's own; in a process of its own.

For where `ffmpeg_decoding` has no libraries to use: this comes to the same peaks, and takes longer.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, QUrl, Slot
from PySide6.QtMultimedia import QAudioBuffer, QAudioDecoder, QAudioFormat

from desktop.core.errors import FileDamaged, FormatNotSupported
from desktop.core.samples import Coding, PeakBuilder, SoundForm
from desktop.core.waveform import Peaks
from desktop.workers.plain_import import use_plain_import

STALL_MS = 10_000
"""The decoder waits for ever when it comes to something it cannot handle."""
_UNREADABLE = (QAudioDecoder.Error.FormatError, QAudioDecoder.Error.NotSupportedError)


def decoded_peaks(path: Path) -> Peaks:
    """Blocks until the file is decoded; raises FileDamaged, FormatNotSupported, DocumentTooHeavy."""
    use_plain_import()
    app = QCoreApplication.instance() or QCoreApplication([])
    decoding = _Decoding(path)
    # What is no sound at all is said at once: the loop must run by then, else nothing ends it.
    QTimer.singleShot(0, decoding.start)
    app.exec()
    return decoding.result()


class _Decoding(QObject):
    """Twice begun: the first buffer says the rate, then small samples of that rate are asked for.

    Another rate must not be asked for: Qt 6.11 then waits for ever once a buffer came out empty.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._builder: PeakBuilder | None = None
        self._failure: Exception | None = None
        self._decoder = self._new_decoder()
        self._buffers = self._seen = 0
        self._stall = QTimer(self, interval=STALL_MS)
        self._stall.timeout.connect(self._on_look)

    def _new_decoder(self) -> QAudioDecoder:
        decoder = QAudioDecoder(self)
        decoder.setSource(QUrl.fromLocalFile(str(self._path)))
        decoder.bufferReady.connect(self._on_buffer)
        decoder.finished.connect(self._on_finished)
        decoder.error.connect(self._on_error)
        return decoder

    @Slot()
    def start(self) -> None:
        self._stall.start()
        self._decoder.start()

    def result(self) -> Peaks:
        if self._failure is not None:
            raise self._failure
        if self._builder is None:
            raise FileDamaged("no sound in it")
        return self._builder.finish()

    @Slot()
    def _on_buffer(self) -> None:
        self._buffers += 1
        try:
            if self._builder is None:
                self._begin_again(self._decoder.read().format())
                return
            while self._decoder.bufferAvailable():
                self._take(self._builder, self._decoder.read())
        except Exception as error:
            self._end(error)

    def _begin_again(self, found: QAudioFormat) -> None:
        form = SoundForm(Coding.UNSIGNED_8, found.channelCount(), found.sampleRate())
        self._builder = PeakBuilder(form)
        self._decoder.bufferReady.disconnect(self._on_buffer)
        self._decoder.finished.disconnect(self._on_finished)
        self._decoder.error.disconnect(self._on_error)
        self._decoder.stop()
        small = QAudioFormat(found)
        small.setSampleFormat(QAudioFormat.SampleFormat.UInt8)
        self._decoder = self._new_decoder()
        self._decoder.setAudioFormat(small)
        self._decoder.start()

    @staticmethod
    def _take(builder: PeakBuilder, buffer: QAudioBuffer) -> None:
        got = buffer.format()
        if (got.sampleRate(), got.channelCount()) != (builder.form.rate, builder.form.channels):
            raise FormatNotSupported("its form changes on the way")
        builder.feed(buffer.constData())

    @Slot()
    def _on_look(self) -> None:
        if self._buffers == self._seen:
            self._end(FileDamaged("the decoder does not go on"))
        self._seen = self._buffers

    @Slot()
    def _on_finished(self) -> None:
        self._end(None)

    @Slot(object)
    def _on_error(self, error: QAudioDecoder.Error) -> None:
        kind = FormatNotSupported if error in _UNREADABLE else FileDamaged
        self._end(kind(self._decoder.errorString()))

    def _end(self, failure: Exception | None) -> None:
        self._failure = failure
        QCoreApplication.exit()
