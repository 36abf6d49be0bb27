"""The words for tags: on a row, and of what was done to them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desktop.core.tag import TagChange
from desktop.ui.formatting import isolate, number_text
from desktop.ui.widgets.record_cell import Cell

translate = QCoreApplication.translate


def tags_said(tags: Sequence[str]) -> str:
    """What a screen reader says of a row with these."""
    return translate("TagWords", "tags: {tags}").format(tags=", ".join(tags))


def with_tags(cell: Cell, tags: Sequence[str]) -> Cell:
    """`cell` as it stands in a row with these tags; a note's mark comes first."""
    if not tags:
        return cell
    said = translate("TagWords", "Tags: {tags}").format(tags=", ".join(map(isolate, tags)))
    return cell._replace(mark=cell.mark or "tag", tooltip=f"{cell.told}\n{said}".strip())


def chip_text(tag: str, receipts: int, selected: int) -> str:
    """A tag as its chip shows it; of several selected receipts, on how many of them it stands."""
    if receipts >= selected:
        return isolate(tag)
    text = translate("TagWords", "{tag} · {count} of {selected}")
    counts = {"count": number_text(receipts), "selected": number_text(selected)}
    return text.format(tag=isolate(tag), **counts)


def done_text(change: TagChange) -> str:
    """What was done to several receipts."""
    count = len(change.receipt_ids)
    tags = ", ".join(
        isolate(tag) for tag in dict.fromkeys(one.tag for one in (*change.added, *change.removed))
    )
    if change.added:
        return translate("TagWords", "Tagged %Ln receipt(s): {tags}", "", count).format(tags=tags)
    return translate("TagWords", "Taken off %Ln receipt(s): {tags}", "", count).format(tags=tags)
