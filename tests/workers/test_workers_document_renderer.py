"""Documents in a process of their own: what it shows and what it refuses."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop.core.errors import (
    AppError,
    DiskFailed,
    DocumentLocked,
    DocumentTooHeavy,
    FileDamaged,
    FileEmpty,
    FormatNotSupported,
)
from desktop.core.media_type import MediaType
from desktop.workers.document_renderer import DocumentRenderer
from tests.workers.renderer_kit import (
    Answers,
    drawn,
    failure,
    is_reddish,
    is_whitish,
    one_answer,
    opened,
    pdf_of,
    picture,
    write_pdf,
)

# -- what it shows -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.bmp", "a.webp", "a.tif"])
def test_a_picture_by_content_whatever_its_name(
    qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path, name: str
) -> None:
    saved = tmp_path / name
    assert picture().save(str(saved))
    path = saved.rename(tmp_path / "קבלה.pdf")
    handle, answers = opened(qtbot, renderer, path)
    info = answers.infos[0]
    assert info.kind.extension == name.split(".")[1]
    assert [(size.width(), size.height()) for size in info.page_sizes] == [(60, 40)]
    image = drawn(qtbot, renderer, handle, QSize(120, 80))
    assert image.size() == QSize(120, 80)
    assert is_reddish(image.pixelColor(10, 10))
    assert is_whitish(image.pixelColor(100, 60))


@pytest.mark.parametrize("kind", [b"Stamp", b"FreeText", b"Widget"])
def test_what_was_stamped_on_a_pdf_written_over_it_or_filled_in(
    qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path, kind: bytes
) -> None:
    red = b"1 0 0 rg 0 0 100 50 re f"
    look = b"<</Type/XObject/Subtype/Form/BBox[0 0 100 50]/Length %d>>stream\n%b\nendstream" % (len(red), red)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Annots[4 0 R]>>",
        b"<</Type/Annot/Subtype/%b/Rect[50 50 150 100]/F 4/AP<</N 5 0 R>>>>" % kind,
        look,
    ]
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of(objects))
    image = drawn(qtbot, renderer, opened(qtbot, renderer, path)[0], QSize(200, 200))
    assert is_reddish(image.pixelColor(100, 125))
    assert is_whitish(image.pixelColor(10, 10))


def test_the_pages_of_a_pdf(qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path) -> None:
    handle, answers = opened(qtbot, renderer, write_pdf(tmp_path / "named-as-a-picture.png"))
    info = answers.infos[0]
    assert (info.kind, info.page_count) == (MediaType.PDF, 2)
    assert info.page_sizes[0].width() == pytest.approx(595, abs=1)
    first = drawn(qtbot, renderer, handle, QSize(300, 424))
    second = drawn(qtbot, renderer, handle, QSize(300, 424), page=1)
    assert is_reddish(first.pixelColor(20, 20))
    assert second.pixelColor(20, 20).blue() > 200
    assert is_whitish(first.pixelColor(280, 400))


def document(path: Path) -> Path:
    """The same page as a PDF or as a picture, by its name."""
    if path.suffix == ".pdf":
        write_pdf(path)
    else:
        picture(300, 424).save(str(path))
    return path


@pytest.mark.parametrize(("rotation", "corner"), [(0, 0), (90, 1), (180, 2), (270, 3)])
@pytest.mark.parametrize("name", ["a.pdf", "a.png"])
def test_turned_clockwise(
    qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path, name: str, rotation: int, corner: int
) -> None:
    path = document(tmp_path / name)
    handle, _ = opened(qtbot, renderer, path)
    size = QSize(424, 300) if rotation % 180 else QSize(300, 424)
    image = drawn(qtbot, renderer, handle, size, rotation=rotation)
    assert image.size() == size
    right, bottom = size.width() - 20, size.height() - 20
    corners = [(20, 20), (right, 20), (right, bottom), (20, bottom)]
    assert [is_reddish(image.pixelColor(*place)) for place in corners].index(True) == corner


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("name", ["a.pdf", "a.png"])
def test_a_part_is_that_part_of_the_whole(
    qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path, name: str, rotation: int
) -> None:
    path = document(tmp_path / name)
    handle, _ = opened(qtbot, renderer, path)
    size = QSize(848, 600) if rotation % 180 else QSize(600, 848)
    whole = drawn(qtbot, renderer, handle, size, rotation=rotation)
    clip = QRect(130, 210, 250, 170)
    part = drawn(qtbot, renderer, handle, size, rotation=rotation, clip=clip)
    assert part.size() == clip.size()
    for x, y in ((5, 5), (240, 5), (5, 160), (240, 160), (120, 80)):
        one, other = part.pixelColor(x, y), whole.pixelColor(clip.x() + x, clip.y() + y)
        assert is_reddish(one) == is_reddish(other), (x, y)


def turn_by_exif(path: Path, orientation: int) -> None:
    """As a camera notes how it was held: 1 upright, 6 on its side, 3 upside down, 8 on the other side."""
    content = path.read_bytes()
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0%c\0\0\0\0\0\0" % orientation
    segment = b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif
    path.write_bytes(content[:2] + segment + content[2:])


def test_a_photograph_stands_as_it_was_taken(
    qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path
) -> None:
    path = tmp_path / "photo.jpg"
    picture(300, 200).save(str(path), quality=95)
    turn_by_exif(path, 6)
    handle, answers = opened(qtbot, renderer, path)
    size = answers.infos[0].page_sizes[0]
    assert (size.width(), size.height()) == (200, 300)
    image = drawn(qtbot, renderer, handle, QSize(100, 150))
    assert is_reddish(image.pixelColor(90, 10))
    assert is_whitish(image.pixelColor(10, 140))


@pytest.fixture(scope="module")
def large_photograph(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Too large to be read whole; packing it takes a while."""
    path = tmp_path_factory.mktemp("large") / "large.jpg"
    picture(9_600, 7_200).save(str(path), quality=50)
    return path.read_bytes()


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_part_of_a_photograph_too_large_to_be_read_whole(
    qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path, large_photograph: bytes, orientation: int
) -> None:
    path = tmp_path / "large.jpg"
    path.write_bytes(large_photograph)
    turn_by_exif(path, orientation)
    handle, answers = opened(qtbot, renderer, path)
    size = answers.infos[0].page_sizes[0].toSize()
    whole = drawn(qtbot, renderer, handle, size / 10)
    for place in (QPoint(40, 30), QPoint(600, 40), QPoint(30, 600), QPoint(600, 600)):
        clip = QRect(place * 10, QSize(200, 100))
        part = drawn(qtbot, renderer, handle, size, clip=clip)
        assert part.size() == clip.size()
        if whole.rect().contains(place):
            assert is_reddish(part.pixelColor(3, 3)) == is_reddish(whole.pixelColor(place)), place


def test_transparent_parts_are_white(qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path) -> None:
    image = QImage(30, 30, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    path = tmp_path / "a.png"
    image.save(str(path))
    handle, _ = opened(qtbot, renderer, path)
    assert is_whitish(drawn(qtbot, renderer, handle, QSize(30, 30)).pixelColor(15, 15))


def test_a_large_photograph_is_scaled_while_it_is_read(
    qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path
) -> None:
    path = tmp_path / "large.jpg"
    large = QImage(12_000, 9_000, QImage.Format.Format_RGB32)
    large.fill(QColor("red"))
    large.save(str(path), quality=60)
    del large
    handle, answers = opened(qtbot, renderer, path)
    assert answers.infos[0].page_sizes[0].width() == 12_000
    image = drawn(qtbot, renderer, handle, QSize(800, 600))
    assert is_reddish(image.pixelColor(400, 300))


def test_several_documents_at_once(qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path) -> None:
    colors = ("red", "lime", "blue", "black", "yellow")
    handles = [opened(qtbot, renderer, write_pdf(tmp_path / f"{c}.pdf", (c,)))[0] for c in colors]
    for handle, color in zip(handles, colors, strict=True):
        image = drawn(qtbot, renderer, handle, QSize(100, 141))
        assert image.pixelColor(10, 10).name() == QColor(color).name()


# -- what it refuses -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("empty.pdf", b"", FileEmpty),
        ("page.pdf", b"<!DOCTYPE html><html><body>Sign in</body></html>", FormatNotSupported),
        ("drawing.png", b"<svg xmlns='http://www.w3.org/2000/svg'><rect/></svg>", FormatNotSupported),
        ("error.pdf", b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", FormatNotSupported),
        ("words.pdf", b"nothing of any kind", FormatNotSupported),
        ("broken.pdf", b"%PDF-1.7\nnothing of a PDF follows", FileDamaged),
        ("broken.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 200, FileDamaged),
        ("broken.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 200, FileDamaged),
        ("sound.jpg", b"RIFF\x10\0\0\0WAVEfmt " + b"\0" * 100, FormatNotSupported),
    ],
)
def test_what_cannot_be_shown_says_why(
    qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path, name: str, content: bytes, kind: type[AppError]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert type(failure(qtbot, renderer, path)) is kind
    _, answers = opened(qtbot, renderer, write_pdf(tmp_path / "next.pdf"))
    assert answers.infos


def test_a_file_that_is_not_there(qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path) -> None:
    error = failure(qtbot, renderer, tmp_path / "gone.pdf")
    assert isinstance(error, DiskFailed)


def test_a_pdf_with_a_password(qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(_locked_pdf())
    assert isinstance(failure(qtbot, renderer, path), DocumentLocked)


def _locked_pdf() -> bytes:
    """A PDF with standard security, whose owner and user entries fit no empty password."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        b"<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -4>>",
    ]
    identity = b"<" + b"43" * 16 + b">"
    return pdf_of(objects, b"/Encrypt 4 0 R/ID[" + identity + identity + b"]")


def test_half_a_photograph_does_no_harm(qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path) -> None:
    path = tmp_path / "half.jpg"
    picture(400, 300).save(str(path))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    handle, answers = opened(qtbot, renderer, path)
    if answers.infos:
        ends = Answers()
        renderer.render(handle, 0, QSize(200, 150), 0, ends.images.append, ends.errors.append)
        qtbot.waitUntil(lambda: ends.count == 1, timeout=20_000)
    assert opened(qtbot, renderer, write_pdf(tmp_path / "next.pdf"))[1].infos


@pytest.mark.parametrize("seed", range(4))
def test_mutated_files_end_one_way_or_the_other(
    qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    picture(200, 100).save(str(tmp_path / "a.jpg"))
    picture(200, 100).save(str(tmp_path / "b.png"))
    write_pdf(tmp_path / "c.pdf")
    for source in sorted(tmp_path.iterdir()):
        content = bytearray(source.read_bytes())
        for _ in range(chance.randrange(1, 40)):
            content[chance.randrange(8, len(content))] = chance.randrange(256)
        source.write_bytes(content)
        handle, answers = opened(qtbot, renderer, source)
        if answers.infos:
            ends = Answers()
            renderer.render(handle, 0, QSize(100, 100), 0, ends.images.append, ends.errors.append)
            one_answer(qtbot, ends)
    assert opened(qtbot, renderer, write_pdf(tmp_path / "next.pdf"))[1].infos


def test_a_page_larger_than_any_screen_is_refused(
    qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path
) -> None:
    handle, _ = opened(qtbot, renderer, write_pdf(tmp_path / "a.pdf"))
    answers = Answers()
    renderer.render(handle, 0, QSize(9000, 9000), 0, answers.images.append, answers.errors.append)
    qtbot.waitUntil(lambda: answers.count == 1)
    assert isinstance(answers.errors[0], DocumentTooHeavy)
