"""The few style rules that Fusion needs; macOS draws its own controls and gets none."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.core.resources import resource_path
from desktop.ui.theme import Theme, theme, theme_signals

_RULES = """
QLineEdit, QComboBox, QPushButton {{
    background: {raised}; border: 1px solid {border}; border-radius: 6px; padding: 5px 9px; }}
QLineEdit {{ background: {base}; lineedit-password-character: 8226; }}
QLineEdit:focus, QComboBox:focus {{ border: 2px solid {progress}; padding: 4px 8px; }}
QLineEdit:disabled, QComboBox:disabled, QPushButton:disabled {{
    background: {window}; border-color: {hairline}; color: {disabled}; }}
SearchField {{ padding: 5px 4px; }}
SearchField:focus {{ padding: 4px 3px; }}
BookmarkList QLineEdit {{ padding: 0 2px; }}
BookmarkList QLineEdit:focus {{ padding: 0 1px; }}
NoteEditor, QPlainTextEdit {{
    background: {base}; border: 1px solid {border}; border-radius: 6px; padding: 1px 4px; }}
NoteEditor:focus, QPlainTextEdit:focus {{ border: 2px solid {progress}; padding: 0px 3px; }}
NoteEditor:disabled {{ background: {window}; border-color: {hairline}; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {border}; padding: 1px 2px; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox::drop-down {{ border: none; width: 26px; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: 14px; height: 14px; }}
QComboBox QAbstractItemView, QMenu {{ background: {raised}; border: 1px solid {border}; padding: 4px; }}
QComboBox QAbstractItemView {{ outline: none; }}
QComboBox QAbstractItemView::item {{ min-height: 26px; padding: 0 6px; }}
QMenu::item {{ padding: 5px 20px 5px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {selected}; color: {on_selected}; }}
QMenu::item:disabled {{ color: {disabled}; }}
QMenu::icon {{ padding-left: 12px; padding-right: 12px; }}
QMenu::separator {{ height: 1px; background: {hairline}; margin: 4px 8px; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed {{ background: {selected_inactive}; }}
QCheckBox, QRadioButton {{ spacing: 8px; }}
QCheckBox::indicator, QRadioButton::indicator {{
    width: 14px; height: 14px; border: 1px solid {border}; border-radius: 8px; background: {base}; }}
QCheckBox::indicator {{ border-radius: 4px; }}
QCheckBox::indicator:checked {{
    background: {accent}; border-color: {accent}; image: url("{check}"); }}
QRadioButton::indicator:checked {{
    width: 6px; height: 6px; border: 5px solid {accent}; background: {on_accent}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{
    background: {window}; border-color: {hairline}; }}
QProgressBar {{
    background: {track}; border: none; border-radius: 4px; max-height: 8px; color: transparent; }}
QProgressBar::chunk {{ background: {progress}; border-radius: 4px; }}
QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {track}; }}
QSlider::{filled}:horizontal {{ border-radius: 2px; background: {progress}; }}
QSlider::handle:horizontal {{
    width: 12px; margin: -5px 0; border: 1px solid {border}; border-radius: 7px; background: {raised}; }}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {border}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 36px; }}
QScrollBar::handle:horizontal {{ min-width: 36px; }}
QScrollBar::handle:hover {{ background: {text2}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QHeaderView {{ background: {window}; border: none; }}
"""


def style_window(window: QWidget) -> None:
    """Styles the controls in `window`, now and after each change of theme."""
    if sys.platform != "darwin":
        _WindowStyle(window)


def rules(colors: Theme) -> str:
    """The style sheet in the colours of a theme."""
    arrow = resource_path("icons", f"field-arrow-{'dark' if colors.dark else 'light'}.svg")
    check = resource_path("icons", "field-check.svg")
    # Qt mirrors a slider's handle, but not what its sheet calls before and behind it.
    right_to_left = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    filled = "add-page" if right_to_left else "sub-page"
    return _RULES.format(**colors._asdict(), arrow=arrow.as_posix(), check=check.as_posix(), filled=filled)


class _WindowStyle(QObject):
    """Belongs to its window and goes with it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        theme_signals().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @Slot()
    def _on_theme_changed(self) -> None:
        self._window.setStyleSheet(rules(theme()))
