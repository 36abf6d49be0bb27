"""Colours: as ui/tokens.md gives them, readable, and following what was chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.style_sheet import rules, style_window
from desktop.ui.theme import (
    DARK,
    LIGHT,
    Theme,
    apply_theme,
    build_palette,
    font,
    text_width,
    theme,
    theme_signals,
)

THEMES = pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
GROUPS = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled)


def _luminance(color: QColor) -> float:
    parts = (color.redF(), color.greenF(), color.blueF())
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(colors: Theme, first: str, second: str) -> float:
    pair = sorted((_luminance(colors.color(first)), _luminance(colors.color(second))), reverse=True)
    return (pair[0] + 0.05) / (pair[1] + 0.05)


TEXTS = [
    ("text", "base"),
    ("text", "window"),
    ("text2", "base"),
    ("text2", "window"),
    ("text2", "selected"),
    ("text2", "hover"),
    ("text2", "neutral"),
    ("text", "selected_inactive"),
    ("on_selected", "selected"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "preview"),
    ("on_accent", "preview_hover"),
    ("link", "base"),
    ("success", "success_tint"),
    ("warning", "warning_tint"),
    ("danger", "danger_tint"),
    ("lost", "lost_tint"),
    ("note", "note_tint"),
    ("text", "mark"),
    ("on_mark_current", "mark_current"),
]
PARTS = [
    ("border", "window"),
    ("accent", "base"),
    ("preview", "base"),
    ("progress", "base"),
    ("progress", "track"),
    ("lost_edge", "lost_row"),
    ("dot_green", "base"),
    ("dot_amber", "base"),
    ("dot_grey", "base"),
    ("waveform", "window"),
]


@THEMES
def test_text_is_readable_and_parts_of_controls_are_seen(colors: Theme) -> None:
    for pairs, least in ((TEXTS, 4.5), (PARTS, 3.0)):
        poor = [pair for pair in pairs if _contrast(colors, *pair) < least]
        assert not poor


@THEMES
def test_palette_has_all_three_groups(colors: Theme) -> None:
    palette = build_palette(colors)
    role = QPalette.ColorRole
    for group in GROUPS:
        assert palette.color(group, role.Window) == colors.color("window")
        assert palette.color(group, role.Base) == palette.color(group, role.AlternateBase)
    active, inactive, disabled = GROUPS
    assert palette.color(active, role.Highlight) == colors.color("selected")
    assert palette.color(inactive, role.Highlight) == colors.color("selected_inactive")
    assert palette.color(disabled, role.Text) == colors.color("disabled")
    assert palette.color(active, role.Accent) == colors.color("accent")


def test_choice_wins_over_the_system(look: QApplication) -> None:
    apply_theme(look, "dark")
    assert theme() is DARK
    assert look.palette().color(QPalette.ColorRole.Base) == DARK.color("base")
    apply_theme(look, "light")
    assert theme() is LIGHT


def test_follows_the_system_while_nothing_is_chosen(look: QApplication) -> None:
    said = look.styleHints().colorSchemeChanged
    apply_theme(look, "")
    said.emit(Qt.ColorScheme.Dark)
    assert theme() is DARK
    said.emit(Qt.ColorScheme.Light)
    assert theme() is LIGHT
    apply_theme(look, "light")
    said.emit(Qt.ColorScheme.Dark)
    assert theme() is LIGHT


def test_windows_are_restyled_when_the_theme_changes(look: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    style_window(window)
    assert window.styleSheet() == rules(LIGHT)
    with qtbot.waitSignal(theme_signals().changed):
        apply_theme(look, "dark")
    assert window.styleSheet() == rules(DARK)
    assert look.styleSheet() == ""


@THEMES
def test_rules_are_few_and_understood(look: QApplication, qtbot: QtBot, colors: Theme) -> None:
    """Qt warns about a sheet it cannot parse, and a warning fails the test."""
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setStyleSheet(rules(colors))
    field.show()
    assert "{" in rules(colors)
    assert colors.border in rules(colors)


def test_widths_are_those_of_the_font_in_use(look: QApplication) -> None:
    """Though they are remembered."""
    usual, wide = look.font(), look.font()
    before = text_width("word")
    wide.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 10)
    look.setFont(wide)
    try:
        assert text_width("word") == QFontMetrics(font()).horizontalAdvance("word") > before + 30
    finally:
        look.setFont(usual)
    assert text_width("word") == before
    assert text_width("word", bold=True) == QFontMetrics(font(bold=True)).horizontalAdvance("word")


def test_fonts_of_one_family_in_four_sizes(look: QApplication) -> None:
    sizes = [font(role).pointSizeF() for role in ("caption", "body", "lead", "title")]
    assert sizes == sorted(set(sizes))
    assert font("lead").weight() == font("body", bold=True).weight() > font().weight()
    assert {font(role).family() for role in ("caption", "title")} == {look.font().family()}
    assert font(table=True).featureTags()
