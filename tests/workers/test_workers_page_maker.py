"""Pages of documents as objects of a PDF, made by the real process: what comes, and what is refused."""

from __future__ import annotations

import os
import random
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QImageReader

from desktop.core.cancel import CancelToken
from desktop.core.errors import (
    AppError,
    Cancelled,
    DiskFailed,
    DocumentTooHeavy,
    FileDamaged,
    FileEmpty,
    FormatNotSupported,
    PasswordWanted,
)
from desktop.core.pdf.book import alone
from desktop.services.export.merged_pdf import MadePages
from desktop.workers.page_maker import PageMaker
from desktop.workers.render_documents import MAX_PAGES
from tests.campaigns.mutation import mutated
from tests.campaigns.seeds import sound_files
from tests.read_pdf import ReadPdf
from tests.waiting import wait_until
from tests.workers.hostile_kit import png_bomb
from tests.workers.pdf_kit import locked_pdf, pdf_page, pdf_pages
from tests.workers.renderer_kit import picture, write_pdf

PARENT = 40


@pytest.fixture(scope="module")
def maker() -> Iterator[PageMaker]:
    """Its process has been started: that is nothing that a test leaves behind."""
    with closing(PageMaker(CancelToken())) as made, TemporaryDirectory() as folder:
        made.pages_with([["Words"]], Path(folder) / "made.pages", PARENT, rtl=False)
        yield made


def whole_of(made: MadePages, into: Path) -> ReadPdf:
    return ReadPdf(alone(made.copied, into.read_bytes(), PARENT))


class Made:
    """The pages of one document, as Qt's reader shows them."""

    def __init__(self, maker: PageMaker, path: Path, folder: Path) -> None:
        into = folder / "made.pages"
        into.unlink(missing_ok=True)
        self.made: MadePages = maker.pages_of(path, into, PARENT)
        self.read = whole_of(self.made, into)
        self.document = self.read.document

    @property
    def sizes(self) -> list[tuple[int, int]]:
        sizes = map(self.document.pagePointSize, range(self.document.pageCount()))
        return [(round(size.width()), round(size.height())) for size in sizes]

    def drawn(self, page: int = 0) -> QImage:
        size = self.document.pagePointSize(page)
        return self.document.render(page, QSize(round(size.width()), round(size.height())))


def test_a_pdf_is_copied_with_its_words(maker: PageMaker, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_page([(20, 100, 20, "Hello")]))
    made = Made(maker, path, tmp_path)
    assert not made.made.is_drawn
    assert made.document.getAllText(0).text() == "Hello"


def test_one_that_is_not_understood_is_drawn(maker: PageMaker, tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf")
    path.write_bytes(path.read_bytes().replace(b"startxref", b"startxrex"))
    made = Made(maker, path, tmp_path)
    assert made.made.is_drawn and made.sizes == [(595, 842)] * 2
    assert made.drawn(0).pixelColor(100, 100).red() > 200 > 100 > made.drawn(1).pixelColor(100, 100).red()


def test_a_photograph_stays_as_it_is(maker: PageMaker, tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    picture(600, 400).save(str(path))
    made = Made(maker, path, tmp_path)
    assert path.read_bytes() in (tmp_path / "made.pages").read_bytes()
    assert made.sizes == [(842, 561)] and not made.made.is_drawn
    assert made.drawn().pixelColor(20, 20).red() > 180 > 80 > made.drawn().pixelColor(20, 20).green()


def test_one_that_a_camera_turned_stands_upright(maker: PageMaker, tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    picture(600, 400).save(str(path))
    data, turned = path.read_bytes(), b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"
    exif = b"Exif\0\0" + turned
    path.write_bytes(data[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + data[2:])
    assert QImageReader(str(path)).transformation().value, "as others see it"
    made = Made(maker, path, tmp_path)
    assert made.sizes == [(561, 842)]
    assert made.drawn().pixelColor(540, 20).green() < 80, "the red block is at the right upper corner"


@pytest.mark.parametrize("ending", ["png", "webp", "bmp", "tif"])
def test_other_pictures_are_pages_too(maker: PageMaker, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    assert picture(600, 400).save(str(path))
    made = Made(maker, path, tmp_path)
    assert made.sizes == [(842, 561)] and not made.made.is_drawn
    assert made.drawn().pixelColor(20, 20).green() < 80 < made.drawn().pixelColor(800, 500).green()


def test_a_scan_in_grey_stays_grey(maker: PageMaker, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    picture(60, 40).convertToFormat(QImage.Format.Format_Grayscale8).save(str(path))
    Made(maker, path, tmp_path)
    assert b"/DeviceGray" in (tmp_path / "made.pages").read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("empty.pdf", b"", FileEmpty),
        ("page.pdf", b"<!doctype html><html>", FormatNotSupported),
        ("broken.pdf", b"%PDF-1.7\nnothing", FileDamaged),
        ("broken.jpg", b"\xff\xd8\xff\xe0nothing", FileDamaged),
        ("locked.pdf", locked_pdf("secret", "Hello"), PasswordWanted),
    ],
)
def test_what_cannot_be_shown_says_why(
    maker: PageMaker, tmp_path: Path, name: str, content: bytes, error: type[AppError]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(error):
        Made(maker, path, tmp_path)


def test_a_password_that_was_given_opens_it(tmp_path: Path) -> None:
    """Its pages are pictures then: as they are they would need the password still."""
    path, other = tmp_path / "locked.pdf", tmp_path / "other.pdf"
    for one in (path, other):
        one.write_bytes(locked_pdf("secret", "Hello"))
    with closing(PageMaker(CancelToken(), passwords={path: "secret"})) as maker:
        made = Made(maker, path, tmp_path)
        assert made.made.is_drawn and len(made.sizes) == 1
        with pytest.raises(PasswordWanted):
            Made(maker, other, tmp_path)


def test_a_bomb_is_refused_and_the_next_one_comes(maker: PageMaker, tmp_path: Path) -> None:
    with pytest.raises(DocumentTooHeavy):
        Made(maker, png_bomb(tmp_path / "bomb.png"), tmp_path)
    assert len(Made(maker, write_pdf(tmp_path / "a.pdf"), tmp_path).sizes) == 2


def test_what_the_one_before_left_half_written_is_in_nobodys_way(maker: PageMaker, tmp_path: Path) -> None:
    into = tmp_path / "made.pages"
    into.write_bytes(b"half of a document that could not be drawn to its end")
    made = maker.pages_of(write_pdf(tmp_path / "a.pdf"), into, PARENT)
    read = whole_of(made, into)
    assert read.pages == 2


def test_one_of_more_pages_than_are_shown_is_refused(maker: PageMaker, tmp_path: Path) -> None:
    """Rather than cut: nobody would see that some are missing."""
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf_pages([[]] * (MAX_PAGES + 1)))
    with pytest.raises(DocumentTooHeavy):
        Made(maker, path, tmp_path)


def test_a_file_that_is_gone(maker: PageMaker, tmp_path: Path) -> None:
    with pytest.raises(DiskFailed):
        Made(maker, tmp_path / "gone.pdf", tmp_path)


def test_where_nothing_can_be_written(maker: PageMaker, tmp_path: Path) -> None:
    with pytest.raises(DiskFailed):
        maker.pages_of(write_pdf(tmp_path / "a.pdf"), tmp_path / "none" / "made.pages", PARENT)


@pytest.mark.parametrize("rtl", [True, False])
def test_pages_that_say_what_is_missing(maker: PageMaker, tmp_path: Path, rtl: bool) -> None:
    lines = [["Not in this PDF"], *([f"Vendor {number}", "why not " * 30] for number in range(60))]
    into = tmp_path / "made.pages"
    made = maker.pages_with(lines, into, PARENT, rtl=rtl)
    read = whole_of(made, into)
    assert read.pages > 2
    assert "Vendor 59" in read.text(read.pages - 1)
    page = read.document.render(0, QSize(200, 283))
    ink = [x for x in range(200) for y in range(20, 25) if page.pixelColor(x, y).alpha() > 100]
    assert (min(ink) > 100) is rtl


# -- the process ---------------------------------------------------------------------------------


def test_when_it_was_lost_another_one_is_started(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf")
    with closing(PageMaker(CancelToken())) as maker:
        Made(maker, path, tmp_path)
        os.kill(maker.child_pid, signal.SIGTERM)
        made = Made(maker, path, tmp_path)
        assert len(made.sizes) == 2
        assert made.made.is_drawn, "whatever it was in the document that ended it is not tried again"
        assert not Made(maker, path, tmp_path).made.is_drawn


def _silent(tmp_path: Path, answers: str) -> tuple[str, list[str]]:
    """A process that says what it is, and to each request these words."""
    program = tmp_path / "child.py"
    program.write_text(
        "import os, sys, time\n"
        "from desktop.workers.render_frames import frame_head\n"
        "sys.stdout.buffer.write(frame_head({'ready': True, 'pid': os.getpid()}))\n"
        "sys.stdout.flush()\n"
        "sys.stdin.buffer.read(8)\n"
        f"{answers}\n"
        "sys.stdout.flush()\n"
        "time.sleep(600)\n"
    )
    return sys.executable, [str(program)]


def test_one_that_does_not_answer_is_ended(tmp_path: Path) -> None:
    with (
        closing(PageMaker(CancelToken(), command=_silent(tmp_path, ""), patience_seconds=3.0)) as maker,
        pytest.raises(DocumentTooHeavy),
    ):
        maker.pages_of(write_pdf(tmp_path / "a.pdf"), tmp_path / "made.pages", PARENT)


@pytest.mark.parametrize(
    "answers",
    [
        "sys.stdout.buffer.write(b'nonsense' * 4)",
        "sys.stdout.buffer.write(frame_head({'drawn': False}))",
        "sys.stdout.buffer.write(frame_head({'pages': [], 'drawn': False}))",
        "sys.stdout.buffer.write(frame_head({'pages': [99], 'drawn': False}, 8) + bytes(8))",
        "sys.stdout.buffer.write(frame_head({'pages': [41], 'drawn': False}, 7) + bytes(7))",
    ],
)
def test_nonsense_is_no_answer(tmp_path: Path, answers: str) -> None:
    with (
        closing(PageMaker(CancelToken(), command=_silent(tmp_path, answers))) as maker,
        pytest.raises(FileDamaged),
    ):
        maker.pages_of(write_pdf(tmp_path / "a.pdf"), tmp_path / "made.pages", PARENT)


@pytest.mark.parametrize("when", ["it starts", "it works"])
def test_a_cancel_ends_it_in_the_middle(tmp_path: Path, when: str) -> None:
    token, begun = CancelToken(), tmp_path / "begun"
    says = f"open({str(begun)!r}, 'w').close()"
    waits = sys.executable, ["-c", f"import time\n{says}\ntime.sleep(600)"]
    ended: list[Exception] = []
    with closing(
        PageMaker(token, command=waits if when == "it starts" else _silent(tmp_path, says))
    ) as maker:

        def work() -> None:
            try:
                maker.pages_of(write_pdf(tmp_path / "a.pdf"), tmp_path / "made.pages", PARENT)
            except Cancelled as error:
                ended.append(error)

        thread = threading.Thread(target=work)
        thread.start()
        wait_until(begun.exists, when)
        token.cancel()
        thread.join()
    assert len(ended) == 1


def test_a_program_that_is_not_there(tmp_path: Path) -> None:
    with (
        closing(PageMaker(CancelToken(), command=(str(tmp_path / "none"), []))) as maker,
        pytest.raises(AppError, match="does not start"),
    ):
        maker.pages_of(write_pdf(tmp_path / "a.pdf"), tmp_path / "made.pages", PARENT)


@pytest.mark.parametrize("seed", range(4))
def test_of_mutated_files_comes_what_can_be_read(maker: PageMaker, tmp_path: Path, seed: int) -> None:
    dice, seeds = random.Random(seed), tmp_path / "seeds"
    seeds.mkdir()
    samples = [path.read_bytes() for path in sound_files(seeds)]
    for number in range(10):
        path = tmp_path / f"{number}.bin"
        path.write_bytes(mutated(dice.choice(samples), dice))
        try:
            made = Made(maker, path, tmp_path)
        except AppError:
            continue
        assert made.document.pageCount() == len(made.made.copied.pages)
