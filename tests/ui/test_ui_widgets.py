"""Chips, fields, switches, buttons, rail, status bar: by mouse and key, in both directions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.receipts.sort_button import SortButton
from desktop.ui.style_sheet import style_window
from desktop.ui.theme import LIGHT
from desktop.ui.widgets.buttons import FilledButton, IconButton, LinkButton, PlainButton
from desktop.ui.widgets.empty_list import EmptyList
from desktop.ui.widgets.filter_chip import FilterChip
from desktop.ui.widgets.focus_ring import focus_ring
from desktop.ui.widgets.hairline import HairlineSplitter
from desktop.ui.widgets.navigation_rail import NavigationRail
from desktop.ui.widgets.painting import UNKNOWN_PROGRESS
from desktop.ui.widgets.search_field import SearchField
from desktop.ui.widgets.segment_switch import Segment, SegmentSwitch
from desktop.ui.widgets.status_bar import StatusBar

LEFT = Qt.MouseButton.LeftButton


def _shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()


def _draws(widget: QWidget, color: str) -> bool:
    # The pointer of the offscreen platform stands where windows open.
    widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    image, wanted = widget.grab().toImage(), color.lower()
    pixels = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return any(image.pixelColor(x, y).name() == wanted for x, y in pixels)


# -- filter chip -------------------------------------------------------------------------------------


def _cross(chip: FilterChip) -> QPoint:
    right_to_left = chip.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return QPoint(15 if right_to_left else chip.width() - 15, chip.height() // 2)


def test_chip_is_cleared_by_its_cross(either_language: str, qtbot: QtBot) -> None:
    chip = FilterChip("Direction", clearable=True)
    _shown(qtbot, chip)
    with qtbot.waitSignal(chip.clicked), qtbot.assertNotEmitted(chip.cleared):
        qtbot.mouseClick(chip, LEFT, pos=_cross(chip))
    chip.set_value("Incoming")
    chip.adjustSize()
    with qtbot.waitSignal(chip.cleared), qtbot.assertNotEmitted(chip.clicked):
        qtbot.mouseClick(chip, LEFT, pos=_cross(chip))
    with qtbot.waitSignal(chip.clicked), qtbot.assertNotEmitted(chip.cleared):
        qtbot.mouseClick(chip, LEFT, pos=chip.rect().center())
    assert chip.accessibleName() == "Direction: Incoming"


def test_chip_by_keys(look: QApplication, qtbot: QtBot) -> None:
    chip = FilterChip("Status", clearable=True)
    menu = QMenu()
    menu.addAction("Completed")
    chip.set_menu(menu)
    _shown(qtbot, chip)
    chip.set_value("Completed")
    with qtbot.waitSignal(chip.cleared):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    chip.set_value("")
    with qtbot.assertNotEmitted(chip.cleared):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    with qtbot.waitSignal(menu.aboutToShow):
        qtbot.keyClick(chip, Qt.Key.Key_Down)
    menu.close()


def test_chip_looks_on_when_it_is(look: QApplication, qtbot: QtBot) -> None:
    chip = FilterChip("Status")
    _shown(qtbot, chip)
    assert _draws(chip, LIGHT.neutral)
    chip.set_value("Completed")
    chip.adjustSize()
    assert _draws(chip, LIGHT.selected)
    warning = FilterChip("Lost soon · 3", warning=True, icon_name="waiting")
    _shown(qtbot, warning)
    assert _draws(warning, LIGHT.lost_tint)


# -- search field ------------------------------------------------------------------------------------


def test_search_waits_for_the_last_letter(look: QApplication, qtbot: QtBot) -> None:
    field = SearchField("Search", key=QKeySequence(QKeySequence.StandardKey.Find))
    _shown(qtbot, field)
    asked: list[str] = []
    field.search_changed.connect(asked.append)
    with qtbot.waitSignal(field.search_changed):
        qtbot.keyClicks(field, "invoice")
    assert asked == ["invoice"]


def test_a_letter_alone_is_searched_at_once(look: QApplication, qtbot: QtBot) -> None:
    field = SearchField("Search")
    _shown(qtbot, field)
    asked: list[str] = []
    field.search_changed.connect(asked.append)
    qtbot.keyClick(field, "i")
    QApplication.processEvents()
    assert asked == ["i"]


def test_enter_searches_at_once_and_escape_clears(look: QApplication, qtbot: QtBot) -> None:
    field = SearchField("Search")
    _shown(qtbot, field)
    asked: list[str] = []
    field.search_changed.connect(asked.append)
    qtbot.keyClicks(field, "a")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked == ["a"]
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked == ["a"], "nothing new, nothing asked"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert asked == ["a", ""]
    assert field.text() == ""


def test_a_text_shown_silently_is_not_searched(look: QApplication, qtbot: QtBot) -> None:
    field = SearchField("Search")
    _shown(qtbot, field)
    field.set_text_silently("kept")
    with qtbot.assertNotEmitted(field.search_changed):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    field.set_note("2 of 5")
    field.grab()


# -- segments, buttons -------------------------------------------------------------------------------


def test_segments(either_language: str, qtbot: QtBot) -> None:
    switch = SegmentSwitch([Segment("source", "Source"), Segment("preview", "Preview", "show")], name="File")
    _shown(qtbot, switch)
    buttons = {button.text(): button for button in switch.findChildren(type(switch._buttons["source"]))}
    assert switch.current() == "source"
    with qtbot.assertNotEmitted(switch.changed):
        switch.set_current("preview")
    with qtbot.waitSignal(switch.changed) as taken:
        qtbot.mouseClick(buttons["Source"], LEFT)
    assert taken.args == ["source"]
    buttons["Source"].setFocus()
    key = Qt.Key.Key_Left if either_language == "he" else Qt.Key.Key_Right
    with qtbot.waitSignal(switch.changed) as taken:
        qtbot.keyClick(buttons["Source"], key)
    assert taken.args == ["preview"]
    switch.set_segment_enabled("source", False, "This receipt has no source file.")
    assert buttons["Source"].toolTip() == "This receipt has no source file."


def test_buttons_draw_their_kind(either_language: str, qtbot: QtBot) -> None:
    source = FilledButton("Download source", icon_name="downloads")
    preview = FilledButton("Download preview", icon_name="downloads", kind="preview")
    plain = PlainButton("Approve", icon_name="check", icon_color="success", key_hint="1")
    for button in (source, preview, plain, LinkButton("Undo", key_hint="Ctrl Z")):
        _shown(qtbot, button)
        assert button.width() >= button.fontMetrics().horizontalAdvance(button.text()), "no text is cut"
        with qtbot.waitSignal(button.clicked):
            qtbot.keyClick(button, Qt.Key.Key_Space)
    assert _draws(source, LIGHT.accent)
    assert _draws(preview, LIGHT.preview)
    assert _draws(plain, LIGHT.border)
    source.setEnabled(False)
    assert not _draws(source, LIGHT.accent)


def test_icon_buttons_have_names(look: QApplication, qtbot: QtBot) -> None:
    action = QAction("&Next page", look)
    button = IconButton.of_action(action)
    _shown(qtbot, button)
    assert button.accessibleName() == "Next page"
    with qtbot.waitSignal(action.triggered):
        qtbot.mouseClick(button, LEFT)
    named = IconButton("more", "More")
    _shown(qtbot, named)
    assert (named.toolTip(), named.accessibleName()) == ("More", "More")


# -- focus ring --------------------------------------------------------------------------------------


def test_ring_only_after_a_key(look: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    style_window(window)
    row = QHBoxLayout(window)
    buttons = [PlainButton("One"), PlainButton("Two")]
    field = SearchField("Search")
    for widget in (*buttons, field):
        row.addWidget(widget)
    _shown(qtbot, window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    ring = focus_ring().frame
    qtbot.mouseClick(window.windowHandle(), LEFT, pos=buttons[0].geometry().center())
    buttons[0].setFocus()
    assert ring.widget() is None
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: ring.widget() is buttons[1])
    assert ring.isVisible()
    assert ring.geometry().contains(buttons[1].geometry())
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    qtbot.waitUntil(field.hasFocus)
    assert ring.widget() is None, "a field thickens its border instead"
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Backtab)
    qtbot.waitUntil(lambda: ring.widget() is buttons[1])
    qtbot.mouseClick(window.windowHandle(), LEFT, pos=QPoint(2, 2))
    assert ring.widget() is None


# -- rail and status bar -----------------------------------------------------------------------------


def test_rail_shows_its_actions(either_language: str, qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    rail = NavigationRail()
    column.addWidget(rail)
    group = QActionGroup(window)
    pages = [QAction(text, window, checkable=True) for text in ("Calls", "Receipts")]
    for page, icon_name in zip(pages, ("calls", "receipts"), strict=True):
        group.addAction(page)
        rail.add_page(page, icon_name)
    settings = QAction("Settings…", window)
    rail.add_foot(settings, "settings")
    _shown(qtbot, window)
    qtbot.mouseClick(rail.item(pages[1]), LEFT)
    assert pages[1].isChecked()
    assert rail.item(pages[1]).isChecked()
    pages[0].trigger()
    assert not rail.item(pages[1]).isChecked()
    rail.set_badge(pages[1], 10, "10 are waiting")
    assert rail.item(pages[1]).accessibleName() == "Receipts, 10 are waiting"
    assert _draws(rail.item(pages[1]), LIGHT.accent)
    rail.set_badge(pages[1], 2, "2 failed", True)
    assert _draws(rail.item(pages[1]), LIGHT.danger)
    rail.set_badge(pages[1], 0, "0 failed")
    assert rail.item(pages[1]).accessibleName() == "Receipts"
    with qtbot.waitSignal(settings.triggered):
        qtbot.mouseClick(rail.item(settings), LEFT)
    assert rail.width() == 72
    assert rail.item(settings).y() > rail.item(pages[1]).y()


def test_rail_menu(look: QApplication, qtbot: QtBot) -> None:
    rail = NavigationRail()
    menu = QMenu(rail)
    menu.addAction("Quit")
    rail.set_menu(menu)
    _shown(qtbot, rail)
    with qtbot.waitSignal(menu.aboutToShow):
        qtbot.mouseClick(rail.menu_button, LEFT)
    menu.close()


def test_status_bar_says_what_it_is_told(either_language: str, qtbot: QtBot) -> None:
    bar = StatusBar()
    _shown(qtbot, bar)
    bar.set_connection("Online, synced 14:02", "dot_green")
    assert bar.texts() == ("Online, synced 14:02",)
    bar.set_downloads("3 of 3 active, 7 waiting", 0.4)
    bar.set_lost_soon("3 recordings will be lost within 1 day")
    bar.set_space("12.4 GB kept on this computer")
    assert len(bar.texts()) == 4
    assert bar.sizeHint().height() >= 24
    bar.set_downloads("1 of 3 active", UNKNOWN_PROGRESS)
    bar.grab()
    bar.resize(220, 24)
    bar.grab()
    player = QLabel("player")
    bar.set_middle(player)
    assert player.parent() is bar
    bar.set_middle(None)


# -- the rest ----------------------------------------------------------------------------------------


def test_empty_list_says_why_and_what_to_do(either_language: str, qtbot: QtBot) -> None:
    empty = EmptyList()
    _shown(qtbot, empty)
    empty.show_reason(
        "search", "Nothing matches", "in the last 30 days", action="Clear filters", link="All dates"
    )
    for text, signal in (("Clear filters", empty.action_clicked), ("All dates", empty.link_clicked)):
        button = next(
            b for b in empty.findChildren(PlainButton) + empty.findChildren(LinkButton) if b.text() == text
        )
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, LEFT)
    empty.show_reason("calls", "No calls yet")
    assert not [b for b in empty.findChildren(PlainButton) if b.isVisible()]
    assert empty.accessibleName() == "No calls yet"


@pytest.mark.parametrize("orientation", [Qt.Orientation.Horizontal, Qt.Orientation.Vertical])
def test_hairline_can_be_gripped(look: QApplication, qtbot: QtBot, orientation: Qt.Orientation) -> None:
    splitter = HairlineSplitter(orientation)
    for _ in range(2):
        splitter.addWidget(QWidget())
    splitter.resize(400, 400)
    _shown(qtbot, splitter)
    handle = splitter.handle(1)
    before = splitter.sizes()
    assert min(handle.width(), handle.height()) == 7
    assert sum(before) == 399
    qtbot.mousePress(handle, LEFT, pos=QPoint(1, 1))
    qtbot.mouseMove(handle, QPoint(41, 41))
    qtbot.mouseRelease(handle, LEFT, pos=QPoint(41, 41))
    assert splitter.sizes() != before
    assert min(splitter.sizes()) > 0


def _edges(parts: list[QWidget]) -> list[int]:
    """Where those that are seen begin and end, from the left."""
    places = [part.geometry() for part in parts if part.isVisible()]
    return sorted(edge for place in places for edge in (place.left(), place.right()))


def _are_side_by_side(edges: list[int], count: int) -> bool:
    """With a line of a pixel between each two."""
    return len(edges) == 2 * count and all(edges[n + 1] - edges[n] == 2 for n in range(1, 2 * count - 1, 2))


def test_parts_fill_their_splitter_to_the_pixel(either_language: str, qtbot: QtBot) -> None:
    splitter, parts = HairlineSplitter(), [QWidget() for _ in range(3)]
    for part in parts:
        part.setMinimumWidth(40)
        splitter.addWidget(part)
    splitter.resize(400, 100)
    parts[2].hide()
    _shown(qtbot, splitter)
    splitter.setSizes([100, 299, 0])
    inner = (298, 300) if splitter.isRightToLeft() else (99, 101)
    assert _edges(parts) == [0, *inner, 399]
    assert splitter.handle(1).geometry().center().x() == inner[0] + 1
    splitter.resize(500, 100)
    first, _, _, last = _edges(parts)
    assert (first, last) == (0, 499)
    splitter.moveSplitter(150, 1)
    inner = (348, 350) if splitter.isRightToLeft() else (149, 151)
    assert _edges(parts) == [0, *inner, 499]
    parts[2].show()
    qtbot.waitUntil(lambda: _are_side_by_side(_edges(parts), 3) and _edges(parts)[::5] == [0, 499])


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_whatever_has_the_focus(look: QApplication, qtbot: QtBot, key: Qt.Key) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    made = (FilledButton("Do it"), PlainButton("Or that"), LinkButton("More"), IconButton("more", "More"))
    buttons: list[QAbstractButton] = [*made, SortButton()]
    for button in buttons:
        row.addWidget(button)
    _shown(qtbot, window)
    for button in buttons:
        with qtbot.waitSignal(button.clicked):
            qtbot.keyClick(button, key)
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        button.setEnabled(False)
        with qtbot.assertNotEmitted(button.clicked):
            button.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))
