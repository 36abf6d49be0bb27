"""Which libraries of a Linux bundle lose what only a debugger reads."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from resources.bundle.contents import Entry
from resources.bundle.stripped import stripped


def _entries(folder: Path) -> list[Entry]:
    """No libraries: to strip one of them would fail."""
    names = (
        "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so",
        "libssl.so.3",
    )
    return [(name, str(folder / "missing"), "BINARY") for name in names]


def test_qt_is_left_as_it_is(tmp_path: Path) -> None:
    entries = _entries(tmp_path)
    assert stripped(entries, tmp_path / "made", "linux") == entries


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_elsewhere_nothing_is_stripped(tmp_path: Path, platform: str) -> None:
    entries = [*_entries(tmp_path), ("python3.11/lib-dynload/_json.so", "missing", "EXTENSION")]
    assert stripped(entries, tmp_path / "made", platform) == entries


def test_the_interpreter_is_taken_from_the_folder(tmp_path: Path) -> None:
    # Some of it is built in on some systems, and Windows has no `strip`.
    libraries = sorted(Path(path) for entry in sys.path for path in Path(entry).glob("_json.*linux*.so"))
    entries = [(f"python3.11/lib-dynload/{path.name}", str(path), "EXTENSION") for path in libraries]
    found = stripped(entries, tmp_path / "made", "linux")
    for (name, source, kind), (was, before, _) in zip(found, entries, strict=True):
        assert (name, kind) == (was, "EXTENSION")
        assert Path(source).parent == tmp_path / "made"
        assert Path(source).stat().st_size <= Path(before).stat().st_size
