"""Theme: every colour and font of the program, light and dark; it follows the system unless told."""

# No deferred annotations here: a named tuple compiles each of them when it is loaded, before the first paint.
import sys
from functools import cache
from typing import Literal, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

FontRole = Literal["caption", "body", "lead", "title"]

_POINTS: dict[FontRole, tuple[float, float]] = {
    "caption": (8.5, 11),
    "body": (9.75, 13),
    "lead": (11.25, 15),
    "title": (12.75, 17),
}
_ON_MAC = sys.platform == "darwin"

SPACE = 8
RADIUS = 6


class Theme(NamedTuple):
    """All colours as `#rrggbb`; `color(name)` gives one as a QColor."""

    dark: bool
    window: str
    base: str
    raised: str
    sunken: str
    hairline: str
    border: str
    text: str
    text2: str
    disabled: str
    selected: str
    on_selected: str
    selected_inactive: str
    paper_selected: str
    """On a document, which is white in both themes."""
    hover: str
    accent: str
    accent_hover: str
    on_accent: str
    progress: str
    link: str
    preview: str
    preview_hover: str
    success: str
    success_tint: str
    warning: str
    warning_tint: str
    danger: str
    danger_tint: str
    lost: str
    lost_tint: str
    lost_edge: str
    lost_row: str
    note: str
    note_tint: str
    dot_green: str
    dot_amber: str
    dot_grey: str
    mark: str
    mark_current: str
    on_mark_current: str
    waveform: str
    neutral: str
    track: str

    def color(self, name: str) -> QColor:
        """The colour called `name`, such as `text2`; raises AttributeError for an unknown one."""
        return _color(getattr(self, name))


@cache
def _color(value: str) -> QColor:
    return QColor(value)


LIGHT = Theme(
    dark=False,
    window="#F3F4F6",
    base="#FFFFFF",
    raised="#FFFFFF",
    sunken="#E4E7EB",
    hairline="#E2E5E9",
    border="#828A97",
    text="#1A1D23",
    text2="#555D6A",
    disabled="#9AA1AC",
    selected="#DAE6FB",
    on_selected="#12161D",
    selected_inactive="#E6E9ED",
    paper_selected="#B7D0FA",
    hover="#F3F6FA",
    accent="#1D5FCC",
    accent_hover="#184FA9",
    on_accent="#FFFFFF",
    progress="#1D5FCC",
    link="#1A56BC",
    preview="#7A3FC4",
    preview_hover="#6733A8",
    success="#17703A",
    success_tint="#E0F2E6",
    warning="#805200",
    warning_tint="#FCEFD0",
    danger="#B3261E",
    danger_tint="#FCE7E5",
    lost="#9C4400",
    lost_tint="#FDE3CA",
    lost_edge="#D4690C",
    lost_row="#FFFAF4",
    note="#1A56BC",
    note_tint="#E6EEFC",
    dot_green="#1F8A4C",
    dot_amber="#B57200",
    dot_grey="#828A97",
    mark="#FFE48A",
    mark_current="#FFB02E",
    on_mark_current="#1A1D23",
    waveform="#7A828F",
    neutral="#ECEEF1",
    track="#E1E5EA",
)

DARK = Theme(
    dark=True,
    window="#15171B",
    base="#1B1E23",
    raised="#252A31",
    sunken="#0F1114",
    hairline="#2D323A",
    border="#767F8D",
    text="#E8EAED",
    text2="#A6AEBB",
    disabled="#656D79",
    selected="#1F3B66",
    on_selected="#FFFFFF",
    selected_inactive="#2E343D",
    paper_selected="#B7D0FA",
    hover="#22262D",
    accent="#2E6BDA",
    accent_hover="#2760C8",
    on_accent="#FFFFFF",
    progress="#8AB6FF",
    link="#8AB6FF",
    preview="#8350D8",
    preview_hover="#7645C8",
    success="#74D394",
    success_tint="#193524",
    warning="#EBBB55",
    warning_tint="#3A2F15",
    danger="#FF9A92",
    danger_tint="#442321",
    lost="#FFAE70",
    lost_tint="#472C12",
    lost_edge="#E8853A",
    lost_row="#211E1D",
    note="#8AB6FF",
    note_tint="#1B2D4B",
    dot_green="#4FB676",
    dot_amber="#D9A53F",
    dot_grey="#767F8D",
    mark="#665213",
    mark_current="#F0B440",
    on_mark_current="#15171B",
    waveform="#7C8594",
    neutral="#2A2F36",
    track="#333942",
)


class _ThemeState(QObject):
    """The theme in use and the choice behind it; lives as long as the application."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("theme")
        self._app = app
        self.choice = ""
        self.theme = LIGHT
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    def choose(self, choice: str) -> None:
        if choice and choice == self.choice:
            # Nothing looks different, and to dress every window anew takes a while.
            return
        self.choice = choice
        hints = self._app.styleHints()
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        hints.setColorScheme(schemes.get(choice, Qt.ColorScheme.Unknown))
        self._rebuild(hints.colorScheme())

    @Slot(Qt.ColorScheme)
    def _on_scheme_changed(self, scheme: Qt.ColorScheme) -> None:
        self._rebuild(scheme)

    def _rebuild(self, scheme: Qt.ColorScheme) -> None:
        # What was chosen wins: not every platform takes setColorScheme.
        dark = self.choice == "dark" if self.choice else scheme == Qt.ColorScheme.Dark
        self.theme = DARK if dark else LIGHT
        self._app.setPalette(build_palette(self.theme))
        self.changed.emit()


_state: _ThemeState | None = None
_NO_FONT: tuple[QFont | None, QFont | None] = None, None
_fonts: dict[tuple[FontRole, bool, bool], tuple[QFont, QFont]] = {}
"""What `font` made, and of which font: a list that is painted asks four times for each cell."""


class _Metrics:
    """What was measured in one font, made of `base`."""

    def __init__(self, base: QFont, made: QFont) -> None:
        self.base = base
        self.of_font = QFontMetrics(made)
        self.height = self.of_font.height()
        self.widths: dict[str, int] = {}


_measured: dict[tuple[FontRole, bool], _Metrics] = {}
_WIDTHS_REMEMBERED = 1_000


def style_arguments() -> list[str]:
    """What QApplication is told of the style when it is made; macOS keeps its own.

    `setStyle` would say the same later, but it answers with a QStyle, and to make that class known to Python
    takes as long as to read the first list.
    """
    return [] if _ON_MAC else ["-style", "Fusion"]


def apply_theme(app: QApplication, choice: str = "") -> None:
    """Sets fonts and colours of `app`. `choice`: `light`, `dark`, or "" to follow the system."""
    global _state
    if _state is None or _state.parent() is not app:
        app.setFont(font("body"))
        _state = _ThemeState(app)
    _state.choose(choice)


def theme() -> Theme:
    """The theme in use; the light one before `apply_theme`."""
    return LIGHT if _state is None else _state.theme


def theme_signals() -> _ThemeState:
    """Where `changed` is emitted after each change of colours; `apply_theme` comes first."""
    if _state is None:
        raise RuntimeError("apply_theme was not called")
    return _state


def font(role: FontRole = "body", *, bold: bool = False, table: bool = False) -> QFont:
    """The application's font in one of four sizes; lead and title are semibold. `table`: even digits."""
    base = QGuiApplication.font()
    made, of = _fonts.get((role, bold, table), _NO_FONT)
    if made is None or of != base:
        made = _make_font(base, role, bold, table)
        _fonts[role, bold, table] = made, base
    # Its own, to do with as it likes.
    return QFont(made)


def text_width(text: str, role: FontRole = "body", *, bold: bool = False) -> int:
    """Pixels that `text` takes in one line of that font. Layouts ask for the same few words all the time."""
    metrics = _metrics(role, bold)
    width = metrics.widths.get(text)
    if width is None:
        if len(metrics.widths) >= _WIDTHS_REMEMBERED:
            metrics.widths.clear()
        width = metrics.widths[text] = metrics.of_font.horizontalAdvance(text)
    return width


def line_height(role: FontRole = "body") -> int:
    """Pixels that one line of that font is high."""
    return _metrics(role, False).height


def _metrics(role: FontRole, bold: bool) -> _Metrics:
    base = QGuiApplication.font()
    known = _measured.get((role, bold))
    if known is None or known.base != base:
        known = _measured[role, bold] = _Metrics(base, font(role, bold=bold))
    return known


def _make_font(base: QFont, role: FontRole, bold: bool, table: bool) -> QFont:
    made = QFont(base)
    made.setPointSizeF(_POINTS[role][_ON_MAC])
    heavy = bold or role in ("lead", "title")
    made.setWeight(QFont.Weight.DemiBold if heavy else QFont.Weight.Normal)
    if table:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def build_palette(colors: Theme) -> QPalette:
    """The QPalette of `colors`, in all three groups."""
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, colors.color(name))
    for role in _TEXT_ROLES:
        palette.setColor(QPalette.ColorGroup.Disabled, role, colors.color("disabled"))
    for group in (QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        palette.setColor(group, QPalette.ColorRole.Highlight, colors.color("selected_inactive"))
    palette.setColor(QPalette.ColorGroup.Inactive, QPalette.ColorRole.HighlightedText, colors.color("text"))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Accent, colors.color("disabled"))
    return palette


_R = QPalette.ColorRole
_ROLES = {
    _R.Window: "window",
    _R.WindowText: "text",
    _R.Base: "base",
    _R.AlternateBase: "base",
    _R.ToolTipBase: "raised",
    _R.ToolTipText: "text",
    _R.Text: "text",
    _R.PlaceholderText: "text2",
    _R.Button: "raised",
    _R.ButtonText: "text",
    _R.BrightText: "on_accent",
    _R.Highlight: "selected",
    _R.HighlightedText: "on_selected",
    _R.Accent: "accent",
    _R.Link: "link",
    _R.LinkVisited: "link",
    _R.Light: "raised",
    _R.Midlight: "hairline",
    _R.Mid: "hairline",
    _R.Dark: "border",
    _R.Shadow: "border",
}
_TEXT_ROLES = (
    _R.WindowText,
    _R.Text,
    _R.ButtonText,
    _R.PlaceholderText,
    _R.HighlightedText,
    _R.BrightText,
    _R.ToolTipText,
    _R.Link,
    _R.LinkVisited,
)
