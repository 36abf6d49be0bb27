"""The seek bar as a waveform: what it draws, and what mouse and wheel do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.waveform import Peaks
from desktop.ui.calls.time_bar import TimeBar
from desktop.ui.theme import DARK, LIGHT, apply_theme

WIDTH, HEIGHT = 300, 70
MIDDLE = HEIGHT // 2
PEAKS = Peaks(8000, 160, 160 * 500, bytes([60]) * 500, bytes([60]) * 250 + bytes(250))
"""Ten seconds; the lower channel is silent in the second half."""


@pytest.fixture
def bar(look: QApplication, qtbot: QtBot) -> Iterator[TimeBar]:
    made = TimeBar()
    qtbot.addWidget(made)
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    made.resize(WIDTH, HEIGHT)
    made.set_duration(10_000)
    made.set_peaks(PEAKS)
    made.show()
    yield made


def colors_at(image: QImage, xs: range, y: int) -> set[str]:
    """The colours of these places, in logical px."""
    ratio = image.width() / WIDTH
    return {image.pixelColor(int((x + 0.5) * ratio), int((y + 0.5) * ratio)).name().upper() for x in xs}


def test_both_channels_and_what_is_played_from_the_left(bar: TimeBar) -> None:
    bar.set_position(5_000)
    image = bar.grab().toImage()
    assert LIGHT.progress in colors_at(image, range(30, 60), MIDDLE - 10)
    assert LIGHT.progress in colors_at(image, range(30, 60), MIDDLE + 9)
    assert colors_at(image, range(200, 230), MIDDLE - 10) >= {LIGHT.waveform}
    assert LIGHT.waveform not in colors_at(image, range(200, 230), MIDDLE + 9), "nobody speaks there"
    assert colors_at(image, range(150, 151), MIDDLE - 15) <= {LIGHT.text, LIGHT.progress, LIGHT.waveform}


def test_it_follows_the_theme(bar: TimeBar, look: QApplication) -> None:
    bar.grab()
    apply_theme(look, "dark")
    try:
        assert DARK.waveform in colors_at(bar.grab().toImage(), range(200, 230), MIDDLE - 10)
    finally:
        apply_theme(look, "light")


def test_bars_are_crisp_at_every_scale(bar: TimeBar) -> None:
    for ratio in (1.0, 1.25, 1.5, 2.0):
        image = QImage(round(WIDTH * ratio), round(HEIGHT * ratio), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(0xFFFFFF)
        bar.render(image)
        row = round((MIDDLE - 10) * ratio)
        places = range(round(200 * ratio), round(280 * ratio))
        seen = {image.pixelColor(x, row).name() for x in places}
        assert len(seen) == 2, f"{ratio}: bars and what is between them, nothing blurred: {seen}"


def test_silences_are_faint(bar: TimeBar) -> None:
    before = bar.grab().toImage()
    bar.set_silences(((6_000, 9_000),))
    after = bar.grab().toImage()
    assert LIGHT.waveform not in colors_at(after, range(200, 250), MIDDLE - 10)
    assert colors_at(after, range(160, 178), MIDDLE - 10) == colors_at(before, range(160, 178), MIDDLE - 10)


def test_a_range_and_marks_are_drawn_where_they_are(bar: TimeBar) -> None:
    bar.set_range(6_000, 8_000)
    bar.set_marks([2_000])
    image = bar.grab().toImage()
    assert LIGHT.selected in colors_at(image, range(190, 230), MIDDLE + 15)
    assert LIGHT.progress in colors_at(image, range(178, 183), MIDDLE + 20)
    assert LIGHT.text2 in colors_at(image, range(57, 64), HEIGHT - 6)
    bar.set_range(None, None)
    bar.set_marks([])
    image = bar.grab().toImage()
    assert LIGHT.selected not in colors_at(image, range(190, 230), MIDDLE + 15)
    assert LIGHT.text2 not in colors_at(image, range(57, 64), HEIGHT - 6)


def test_a_recording_shorter_than_its_header_says_ends_earlier(bar: TimeBar) -> None:
    bar.set_duration(20_000)
    assert LIGHT.waveform in colors_at(bar.grab().toImage(), range(100, 140), MIDDLE - 10)
    assert LIGHT.waveform not in colors_at(bar.grab().toImage(), range(160, 290), MIDDLE - 10)


def test_without_peaks_it_is_a_plain_bar_that_says_when_they_come(bar: TimeBar) -> None:
    bar.set_peaks(None)
    plain = bar.grab().toImage()
    assert colors_at(plain, range(100, 290), MIDDLE) == {LIGHT.track}
    bar.set_waiting(True)
    assert bar.toolTip()
    assert bar.grab().toImage() != plain
    bar.set_waiting(False)
    assert not bar.toolTip()
    assert bar.grab().toImage() == plain


def rest_in_the_middle(bar: TimeBar, qtbot: QtBot) -> None:
    # Qt tells nobody of a mouse that stays where it was; and the bar's own window is to be told, whatever
    # window lies over it.
    for x in (WIDTH // 3, WIDTH // 2):
        QTest.mouseMove(bar.window().windowHandle(), bar.mapTo(bar.window(), QPoint(x, 12)))
    qtbot.waitUntil(lambda: bar.hover_text == "0:05")


def test_the_mouse_is_told_the_time_under_it(bar: TimeBar, qtbot: QtBot) -> None:
    assert bar.hover_text == ""
    rest_in_the_middle(bar, qtbot)
    assert LIGHT.raised in colors_at(bar.grab().toImage(), range(135, 165), 3)


def test_the_compact_one_tells_the_time_in_its_tooltip(bar: TimeBar, qtbot: QtBot) -> None:
    rest_in_the_middle(bar, qtbot)
    assert not bar.toolTip()
    bar.resize(WIDTH, 30)
    rest_in_the_middle(bar, qtbot)
    assert bar.toolTip() == "0:05"


def test_it_says_its_place_to_a_screen_reader(bar: TimeBar) -> None:
    bar.set_position(4_000)
    assert bar.accessibleName()
    assert "0:04" in bar.accessibleDescription()
    assert (bar.value(), bar.maximum()) == (4_000, 10_000)


def turn(bar: TimeBar, notches: float) -> None:
    place = QPointF(WIDTH / 2, MIDDLE)
    none = Qt.MouseButton.NoButton
    event = QWheelEvent(
        place, QPointF(bar.mapToGlobal(place.toPoint())), QPoint(), QPoint(0, round(notches * 120)),
        none, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(bar, event)


def test_the_wheel_seeks_where_the_mouse_is(bar: TimeBar, qtbot: QtBot) -> None:
    asked: list[int] = []
    bar.seek_requested.connect(asked.append)
    turn(bar, 1)
    assert not asked, "the mouse never came here"
    rest_in_the_middle(bar, qtbot)
    turn(bar, 1)
    assert asked == [5_000]
    turn(bar, -0.5)
    assert asked == [5_000], "half a notch of a fine wheel"
    turn(bar, -0.5)
    turn(bar, -1)
    assert asked == [5_000, 0, 0]


def test_the_time_under_a_resting_mouse_is_of_the_recording_that_is_loaded(bar: TimeBar) -> None:
    QTest.mouseMove(bar, QPoint(WIDTH // 2, MIDDLE))
    assert bar.hover_text == "0:05"
    bar.set_duration(3_600_000)
    assert bar.hover_text == "30:00"
    bar.set_duration(0)
    assert bar.hover_text == ""
