"""ExportPacks: the receipts of each finished export in a file of its own, beside the backups that name it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from desktop.core.errors import AppError
from desktop.core.export_ledger import ExportedReceipt, checked_key
from desktop.core.export_pack import pack, unpack
from desktop.store.disk_errors import disk_errors
from desktop.store.replace_file import open_private, private_folder, replace_file, sync_file

_FOLDER = "exports"
_ENDING = ".pack"
_READ_BYTES = 1 << 16


def _go_on() -> None:
    """Nothing ends it."""


class ExportPacks:
    """Below `root`: exports/. For one writer at a time. Raises DiskFull, DiskFailed."""

    def __init__(self, root: Path) -> None:
        self._folder = root / _FOLDER

    def keys(self) -> set[str]:
        """Of the exports that are here."""
        with disk_errors(self._folder):
            return {path.stem for path in self._folder.glob(f"*{_ENDING}")}

    def write(self, key: str, receipts: Iterable[ExportedReceipt], look: Callable[[], None] = _go_on) -> None:
        """Those of this export, for good; raises what `look` raises, which is called now and then."""
        path = self._path(key)
        part = path.with_name(f"{path.name}.part")
        with disk_errors(path):
            private_folder(self._folder)
            # What cut runs left; only one is ever written.
            for left in self._folder.glob(f"*{_ENDING}.part"):
                left.unlink()
            try:
                with open_private(part) as file:
                    for piece in pack(receipts):
                        look()
                        file.write(piece)
                    sync_file(file)
                replace_file(part, path)
            except (OSError, AppError):
                with suppress(OSError):
                    part.unlink(missing_ok=True)
                raise

    def read(self, key: str) -> Iterator[ExportedReceipt]:
        """Raises ValueError where they are not here, or not as they were written."""
        return unpack(_pieces(self._path(key)))

    def _path(self, key: str) -> Path:
        return self._folder / f"{checked_key(key)}{_ENDING}"


def _pieces(path: Path) -> Iterator[bytes]:
    with disk_errors(path):
        if not path.exists():
            raise ValueError(f"not here: {path.name}")
        with path.open("rb") as file:
            while piece := file.read(_READ_BYTES):
                yield piece
