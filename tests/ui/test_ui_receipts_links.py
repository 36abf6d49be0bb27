"""Nothing in a document is followed or run: links, scripts, programs, forms, files within it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.receipts.document.document_actions import DocumentActions
from desktop.ui.receipts.document.reading_view import ReadingView
from desktop.workers.document_renderer import DocumentRenderer
from tests.double_click import double_click
from tests.workers.pdf_kit import stream, text_stream
from tests.workers.renderer_kit import PATIENT_SECONDS, pdf_of

LEFT = Qt.MouseButton.LeftButton
METHOD: Any = "open"
"""PySide says that it wants bytes, and takes none."""


class Door:
    """A port of this computer that notes whoever knocks."""

    def __init__(self) -> None:
        self.knocks: list[object] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._wait)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}/pixel"

    def _wait(self) -> None:
        while True:
            try:
                knock, address = self._socket.accept()
            except OSError:
                return
            knock.close()
            if self._closing:
                return
            self.knocks.append(address)

    _closing = False

    def close(self) -> None:
        self._closing = True
        socket.create_connection(self._socket.getsockname()).close()
        self._thread.join()
        self._socket.close()


class Opener(QObject):
    """Stands where the system's programs would be started."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.urls.append(url)


@pytest.fixture
def door() -> Iterator[Door]:
    made = Door()
    yield made
    made.close()


@pytest.fixture
def opener(look: QApplication) -> Iterator[Opener]:
    made = Opener()
    for scheme in ("http", "https", "file", "mailto"):
        QDesktopServices.setUrlHandler(scheme, made, METHOD)
    yield made
    for scheme in ("http", "https", "file", "mailto"):
        QDesktopServices.unsetUrlHandler(scheme)


def reaching_out(url: str, target: Path) -> bytes:
    """Whatever a PDF may do when it is opened, seen or clicked; all of the page is one link."""
    script = f"app.launchURL('{url}');this.submitForm('{url}');this.exportDataObject('a')".encode()
    area = b"/Rect[0 0 200 300]/Border[0 0 0]"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/OpenAction 6 0 R/AA<</WC 6 0 R>>/AcroForm<</Fields[9 0 R]>>"
        b"/Names<</EmbeddedFiles<</Names[(a.exe)11 0 R]>>/JavaScript<</Names[(x)6 0 R]>>>>>>",
        b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Contents 5 0 R/AA<</O 6 0 R>>"
        b"/Resources<</Font<</F 3 0 R>>/XObject<</X 12 0 R>>>>/Annots[7 0 R 8 0 R 9 0 R 10 0 R]>>",
        stream(text_stream([(20, 200, 16, f"see {url}")]) + b"\n/X Do"),
        b"<</S/JavaScript/JS(%s)>>" % script,
        b"<</Type/Annot/Subtype/Link%s/A<</S/URI/URI(%s)>>>>" % (area, url.encode()),
        b"<</Type/Annot/Subtype/Link%s/A<</S/Launch/F(%s)/NewWindow true>>>>" % (area, bytes(target)),
        b"<</Type/Annot/Subtype/Widget/FT/Btn/T(b)%s/A<</S/SubmitForm/F(%s)>>>>" % (area, url.encode()),
        b"<</Type/Annot/Subtype/FileAttachment%s/FS 11 0 R>>" % area,
        b"<</Type/Filespec/F(a.exe)/EF<</F 13 0 R>>>>",
        # A picture that lies elsewhere.
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
        b"/F<</FS/URL/F(%s)>>/Length 0>>stream\n\nendstream" % url.encode(),
        stream(b"MZ nothing", b"/Type/EmbeddedFile"),
    ]
    return pdf_of(objects)


def test_a_click_follows_nothing_and_nothing_runs(
    qtbot: QtBot, tmp_path: Path, door: Door, opener: Opener
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    path = folder / "links.pdf"
    path.write_bytes(reaching_out(door.url, path))
    renderer, owner = DocumentRenderer(answer_seconds=PATIENT_SECONDS), QWidget()
    view = ReadingView(renderer, DocumentActions(owner), owner)
    qtbot.addWidget(owner)
    view.resize(500, 700)
    owner.resize(500, 700)
    owner.show()
    try:
        with qtbot.waitSignal(view.opened, timeout=20_000):
            view.show_document(path)
        qtbot.waitUntil(lambda: view.sharp and view.texts.placed(0) is not None, timeout=20_000)
        for at in (QPoint(250, 350), QPoint(80, 230), QPoint(250, 600)):
            QTest.mouseClick(view.viewport(), LEFT, pos=at)
            double_click(view.viewport(), at)
            QTest.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.ControlModifier, at)
            QTest.mouseClick(view.viewport(), Qt.MouseButton.MiddleButton, pos=at)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            QTest.keyClick(view, key)
        view.rotate()
        qtbot.waitUntil(lambda: view.sharp, timeout=20_000)
        assert view.page_count == 1
        assert opener.urls == []
        assert door.knocks == []
        assert [file.name for file in folder.iterdir()] == ["links.pdf"]
        assert QApplication.activeModalWidget() is None
    finally:
        view.clear()
        renderer.close()


@pytest.mark.parametrize("name", ["a.svg", "a.png", "a.pdf"])
def test_a_drawing_that_refers_to_elsewhere_is_not_opened(
    qtbot: QtBot, tmp_path: Path, door: Door, opener: Opener, name: str
) -> None:
    path = tmp_path / name
    path.write_text(
        f"<svg xmlns='http://www.w3.org/2000/svg'><script>x</script><image href='{door.url}'/></svg>"
    )
    renderer = DocumentRenderer(answer_seconds=PATIENT_SECONDS)
    errors: list[object] = []
    try:
        renderer.open(path, errors.append, errors.append)
        qtbot.waitUntil(lambda: bool(errors), timeout=20_000)
        assert type(errors[0]).__name__ == "FormatNotSupported"
        assert (door.knocks, opener.urls) == ([], [])
    finally:
        renderer.close()
