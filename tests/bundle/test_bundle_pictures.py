"""The icons and papers of a bundle: what the scripts make is what lies there, and other readers read it."""

from __future__ import annotations

import plistlib
from pathlib import Path
from statistics import mean

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QImageReader
from pytestqt.qtbot import QtBot

from resources.bundle.draw_app_icon import HERE, ICNS, ICNS_TYPES, ICO, ICO_PIXELS, PICTURE, picture
from resources.bundle.project import numbers, project
from resources.bundle.version_resource import version_words


def _pictures(path: Path) -> list[QImage]:
    reader = QImageReader(str(path))
    found = []
    for number in range(reader.imageCount()):
        reader.jumpToImage(number)
        found.append(reader.read())
    assert all(not image.isNull() for image in found)
    return found


@pytest.mark.parametrize(
    ("path", "sizes"),
    [(ICO, set(ICO_PIXELS)), (ICNS, set(ICNS_TYPES.values())), (PICTURE, {512})],
)
def test_each_file_holds_all_its_sizes(qtbot: QtBot, path: Path, sizes: set[int]) -> None:
    pictures = _pictures(path)
    assert {image.width() for image in pictures} == sizes
    for image in pictures:
        drawn = picture(image.width())
        # Renderers differ by a shade at an edge; another drawing differs by far more.
        assert _difference(image, drawn) < 2.0


def _difference(one: QImage, other: QImage) -> float:
    """The mean difference of the channels (0..255), of both pictures as sixteen by sixteen pixels."""
    small = [_small(image) for image in (one, other)]
    pairs = [[image.pixelColor(x, y).getRgb() for image in small] for x in range(16) for y in range(16)]
    return float(mean(abs(a - b) for pair in pairs for a, b in zip(*pair, strict=True)))


def _small(image: QImage) -> QImage:
    even = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    return even.scaled(16, 16, mode=Qt.TransformationMode.SmoothTransformation)


def test_the_names_come_from_pyproject() -> None:
    about = project()
    assert (about.gui, about.console) == ("prosaas-desktop", "prosaas-desktop-cli")
    words = version_words(about, about.gui)
    assert words["ProductVersion"] == about.version
    assert words["OriginalFilename"] == "prosaas-desktop.exe"


@pytest.mark.parametrize(
    ("version", "four"), [("0.1.0", (0, 1, 0, 0)), ("1.2.3.4", (1, 2, 3, 4)), ("2.0rc1", (2, 0, 0, 0))]
)
def test_windows_counts_four_numbers(version: str, four: tuple[int, int, int, int]) -> None:
    assert numbers(version) == four


def test_no_entitlement_reaches_for_a_device_or_a_file() -> None:
    asked = plistlib.loads((HERE / "entitlements.plist").read_bytes())
    assert set(asked) == {
        "com.apple.security.cs.allow-unsigned-executable-memory",
        "com.apple.security.cs.disable-library-validation",
    }
