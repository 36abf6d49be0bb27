"""chosen_file: where the user lets a file go, with an ending that it may have."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from desktop.ui.reveal import is_there


def chosen_file(
    choose: Callable[[str], tuple[str, str]], suggested: str, endings: Collection[str]
) -> Path | None:
    """`choose` gives the path, "" for nothing, and the ending that is meant. A name without one of `endings`
    gets it; the dialog asks about an existing file by its whole name alone."""
    chosen, ending = choose(suggested)
    if not chosen or Path(chosen).suffix.lower().removeprefix(".") in endings:
        return Path(chosen) if chosen else None
    whole = Path(f"{chosen}.{ending}")
    return chosen_file(choose, str(whole), endings) if is_there(whole) else whole
