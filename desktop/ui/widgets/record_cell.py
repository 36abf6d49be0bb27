"""Cell and Column: what a list shows of a record, and in what."""

# No deferred annotations here: a named tuple compiles each of them when it is loaded, before the first paint.
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop.ui.formatting import isolate, one_line, strip_marks
from desktop.ui.widgets.painting import BadgeKind


class Cell(NamedTuple):
    """What one cell shows. Everything but the text is optional; colours are fields of Theme.

    `numeric` ends at the right in both directions. `sign` is a currency sign with a slot of its own to the
    right of the digits (Hebrew). `dot` is a small round mark before the text. With `badge` the text stands in
    a badge. `progress` is 0..1 or UNKNOWN_PROGRESS: a tiny bar before the text. `plain` is what is copied
    (None: the text without direction marks), `tooltip` what the tooltip says, or what finds its words when
    it is shown (None: the text). `mark` is an icon at the trailing end, `more_icons` are others after
    the first, each with its colour. A text that is `fleeting` is right
    today only: what is copied and printed in its place is the tooltip's. `on_paper` is printed and copied in
    place of a text that leaves out what a reader knows today, such as the year.
    """

    text: str = ""
    plain: str | None = None
    secondary: bool = False
    bold: bool = False
    color: str = ""
    icon: str = ""
    icon_color: str = "text2"
    badge: BadgeKind | None = None
    progress: float | None = None
    dot: str = ""
    sign: str = ""
    numeric: bool = False
    tooltip: str | Callable[[], str] | None = None
    mark: str = ""
    fleeting: bool = False
    more_icons: tuple[tuple[str, str], ...] = ()
    on_paper: str = ""

    @property
    def told(self) -> str:
        """What the tooltip says."""
        if self.tooltip is None:
            return self.text
        return self.tooltip() if callable(self.tooltip) else self.tooltip

    @property
    def lasting(self) -> str:
        """The text, as it is right on any day."""
        return self.told if self.fleeting else self.on_paper or self.text

    @property
    def copied(self) -> str:
        return strip_marks(self.lasting) if self.plain is None else self.plain


def with_note(cell: Cell, note: str) -> Cell:
    """`cell` as it stands in a row on which the user wrote a note that begins like this; "": he did not."""
    return cell._replace(mark="note", tooltip=partial(_told_with_note, cell, note)) if note else cell


def with_bookmark(cell: Cell, bookmark: str | None) -> Cell:
    """`cell` as it stands in a row with a bookmark that says this, perhaps nothing; None: it has none."""
    if bookmark is None:
        return cell
    return cell._replace(mark=cell.mark or "bookmark", tooltip=partial(_told_with_bookmark, cell, bookmark))


def note_said() -> str:
    """What a screen reader says of a row with a note."""
    return QCoreApplication.translate("RecordCell", "has a note")


def bookmark_said() -> str:
    """What a screen reader says of a row with a bookmark."""
    return QCoreApplication.translate("RecordCell", "has a bookmark")


def _told_with_note(cell: Cell, note: str) -> str:
    said = QCoreApplication.translate("RecordCell", "Note: {text}").format(text=isolate(one_line(note)))
    return f"{cell.told}\n{said}".strip()


def _told_with_bookmark(cell: Cell, bookmark: str) -> str:
    said = QCoreApplication.translate("RecordCell", "Bookmark: {text}").format(text=isolate(bookmark))
    if not bookmark:
        said = QCoreApplication.translate("RecordCell", "Has a bookmark")
    return f"{cell.told}\n{said}".strip()


class Column(NamedTuple):
    """A column: `key` names it in the kept column state, `text` stands in the header.

    `width` in px; one column may `stretch`, and while it has less than its `least` px, those that give way
    are not shown, `gives_way` 1 first (0: never). `numeric` aligns the header as its cells.
    `descending_first`: the first click sorts downwards (dates, amounts). A column that is `fixed` cannot
    be hidden. `name` is for menus and screen readers where the header shows no text.
    """

    key: str
    text: str
    width: int = 120
    numeric: bool = False
    stretch: bool = False
    sortable: bool = True
    descending_first: bool = False
    fixed: bool = False
    hidden: bool = False
    name: str = ""
    least: int = 0
    gives_way: int = 0

    @property
    def title(self) -> str:
        return self.name or self.text
