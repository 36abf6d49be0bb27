"""A small disk that has nothing on it but an export."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop.services.export import export_plans, fetch_room
from tests.full_disk import usage


def fill_as_it_is_written(monkeypatch: pytest.MonkeyPatch, folder: Path, size: int) -> None:
    """A disk of the ZIP's own has so many bytes; what is in `folder` is taken off them."""

    def free(path: Path) -> int:
        taken = sum(one.stat().st_size for one in folder.iterdir())
        return size - taken if Path(path).is_relative_to(folder) else 1 << 40

    for module in (export_plans, fetch_room):
        monkeypatch.setattr(module, "on_one_disk", lambda *_: False)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(free(path)))
