"""Icons: all there, of one style, tinted, mirrored, crisp."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from desktop.core.resources import resource_path
from desktop.ui.icons import MIRRORED, icon, icon_pixmap
from desktop.ui.theme import apply_theme, theme

PICTURE_9 = """
calls receipts downloads settings account menu search clear check open-list next previous incoming outgoing
missed play pause skip-forward skip-back loop-ab bookmark volume kept on-server gone preparing waiting warning
info retry offline pin not-a-receipt zip folder calendar columns grid list copy transcript note zoom-in
zoom-out fit-width fit-page rotate print language keyboard disk show file more
"""
NAMES = PICTURE_9.split()
RED = QColor("#ff0000")


def _colors(image: QImage) -> set[str]:
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_drawn_on_the_grid_in_thin_lines() -> None:
    for name in NAMES:
        root = ElementTree.parse(resource_path("icons", f"{name}.svg")).getroot()
        style = [root.get(key) for key in ("viewBox", "fill", "stroke-width", "stroke-linecap")]
        assert style == ["0 0 24 24", "none", "1.5", "round"], name
        assert not [part for part in root.iter() if part is not root and part.get("fill")], name


@pytest.mark.parametrize("size", [16, 40])
def test_every_icon_draws_something_within_its_edges(look: QApplication, size: int) -> None:
    for name in NAMES:
        inked = _inked(icon_pixmap(name, size, RED, 2.0).toImage())
        edges = {0, 2 * size - 1}
        assert len(inked) > 4, name
        assert not [spot for spot in inked if spot[0] in edges or spot[1] in edges], name


def _inked(image: QImage) -> list[tuple[int, int]]:
    spots = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return [spot for spot in spots if image.pixelColor(*spot).alpha() > 128]


def test_tinted_from_the_theme_and_its_changes(look: QApplication) -> None:
    shown = icon("check", "success")
    light = shown.pixmap(QSize(40, 40), 2.0).toImage()
    assert theme().color("success").name() in _colors(light)
    apply_theme(look, "dark")
    dark = shown.pixmap(QSize(40, 40), 2.0).toImage()
    assert theme().color("success").name() in _colors(dark)
    disabled = shown.pixmap(QSize(40, 40), 2.0, QIcon.Mode.Disabled).toImage()
    assert theme().color("disabled").name() in _colors(disabled)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_as_many_pixels_as_the_screen_has(look: QApplication, ratio: float) -> None:
    pixmap = icon("calls").pixmap(QSize(16, 16), ratio)
    assert pixmap.width() == round(16 * ratio)
    assert pixmap.devicePixelRatio() == pytest.approx(ratio, abs=0.05)


def test_only_what_points_is_mirrored(look: QApplication) -> None:
    before = {name: icon_pixmap(name, 24, RED).toImage() for name in NAMES}
    look.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    for name in NAMES:
        image = icon_pixmap(name, 24, RED).toImage()
        turned = before[name].flipped(Qt.Orientation.Horizontal)
        assert image == (turned if name in MIRRORED else before[name]), name
    assert not MIRRORED & {"play", "skip-forward", "skip-back", "check", "waiting", "search", "loop-ab"}


def test_an_unknown_name_is_an_error_where_it_is_written(look: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-drawing")


def test_copies_of_an_icon_draw_the_same(look: QApplication) -> None:
    first = icon("calls", "danger")
    second = QIcon(first)
    del first
    assert theme().color("danger").name() in _colors(second.pixmap(QSize(40, 40), 2.0).toImage())
