"""The check of the wheel does find what is wrong with one."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from desktop.core.version import VERSION
from tests.wheel import RESOURCES, build, problems, problems_inside

INFO = f"prosaas_desktop-{VERSION}.dist-info"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("wheel"))


def test_the_wheel_is_sound(wheel: Path) -> None:
    assert problems(wheel) == []


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        (f"{RESOURCES}/icons/play.svg", None, "icons/play.svg is not what the checkout has"),
        (f"{RESOURCES}/translations/prosaas_he.qm", None, "prosaas_he.qm is not built"),
        (f"{RESOURCES}/translations/prosaas_he.qm", b"old", "prosaas_he.qm is not built"),
        ("resources/icons/play.svg", b"", "resources stands at the top"),
        (f"{INFO}/METADATA", b"Version: 0.0.1\n", "the wheel says version 0.0.1"),
        (f"{INFO}/entry_points.txt", b"[gui_scripts]\nprosaas-desktop = x\n", "console_scripts lacks"),
    ],
)
def test_a_fault_is_named(
    wheel: Path, tmp_path: Path, name: str, content: bytes | None, complaint: str
) -> None:
    spoilt = tmp_path / wheel.name
    with zipfile.ZipFile(wheel) as archive, zipfile.ZipFile(spoilt, "w") as other:
        for entry in archive.namelist():
            if entry != name:
                other.writestr(entry, archive.read(entry))
        if content is not None:
            other.writestr(name, content)
    assert any(complaint in problem for problem in problems_inside(spoilt))
