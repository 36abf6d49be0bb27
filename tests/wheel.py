"""Builds the wheel, installs it in an empty folder, tries it: `python -m tests.wheel`. Exits 1 on a fault."""

from __future__ import annotations

import configparser
import email
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from desktop.core.version import VERSION
from tests.translations import LANGUAGES, ROOT, release

RESOURCES = "desktop/_resources"
SCRIPTS = {"gui_scripts": "prosaas-desktop", "console_scripts": "prosaas-desktop-cli"}
_WHERE = "import desktop, desktop.core.resources as r; print(desktop.__file__); print(r.resources_dir())"


def build(folder: Path) -> Path:
    """Builds the wheel into `folder` with what is installed here, without a network."""
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT))
    (wheel,) = folder.glob("*.whl")
    return wheel


def problems(wheel: Path) -> list[str]:
    """What is wrong with the wheel, and with the program that is installed from it."""
    with tempfile.TemporaryDirectory() as scratch:
        return [*problems_inside(wheel), *_installed(wheel, Path(scratch).resolve())]


def problems_inside(wheel: Path) -> list[str]:
    """What is wrong with the wheel alone."""
    with zipfile.ZipFile(wheel) as archive:
        return [*_contents(archive), *_translations(archive), *_metadata(archive)]


def _contents(archive: zipfile.ZipFile) -> Iterator[str]:
    names = set(archive.namelist())
    top = {name.split("/")[0] for name in names} - {"desktop", f"prosaas_desktop-{VERSION}.dist-info"}
    yield from (f"{name} stands at the top" for name in sorted(top))
    for folder in ("icons", "translations", "demo"):
        for path in sorted((ROOT / "resources" / folder).rglob("*.*")):
            name = f"{RESOURCES}/{path.relative_to(ROOT / 'resources').as_posix()}"
            if "__pycache__" in path.parts:
                continue
            if name not in names or archive.read(name) != path.read_bytes():
                yield f"{name} is not what the checkout has"
    yield from (f"{name} has no business there" for name in sorted(names) if name.endswith((".pyc", ".part")))


def _translations(archive: zipfile.ZipFile) -> Iterator[str]:
    """The .qm files are those that lrelease makes of the .ts files beside them."""
    with tempfile.TemporaryDirectory() as scratch:
        for language in LANGUAGES:
            compiled = Path(scratch) / f"{language.stem}.qm"
            release(language, compiled)
            name = f"{RESOURCES}/translations/{compiled.name}"
            if name not in archive.namelist() or archive.read(name) != compiled.read_bytes():
                yield f"{name} is not built from the translations"


def _metadata(archive: zipfile.ZipFile) -> Iterator[str]:
    info = f"prosaas_desktop-{VERSION}.dist-info"
    metadata = email.message_from_bytes(archive.read(f"{info}/METADATA"))
    if metadata["Version"] != VERSION:
        yield f"the wheel says version {metadata['Version']}, the program {VERSION}"
    points = configparser.ConfigParser()
    points.read_string(archive.read(f"{info}/entry_points.txt").decode())
    for section, name in SCRIPTS.items():
        if not points.has_option(section, name):
            yield f"{section} lacks {name}"


def _installed(wheel: Path, scratch: Path) -> Iterator[str]:
    target, elsewhere = scratch / "installed", scratch / "elsewhere"
    elsewhere.mkdir()
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    _run(*pip, "--no-deps", "--no-index", "--target", str(target), str(wheel))
    for place in _run(sys.executable, "-c", _WHERE, cwd=elsewhere, path=target).splitlines():
        if not Path(place).is_relative_to(target):
            yield f"found {place}, not what was installed"
    script = next((target / "bin").glob("prosaas-desktop-cli*"), None)
    if script is None:
        yield "prosaas-desktop-cli was not installed"
        return
    for command in ((str(script),), (sys.executable, "-m", "desktop")):
        said = _run(*command, "--version", cwd=elsewhere, path=target)
        if VERSION not in said.split():
            yield f"--version says {said!r}"


def _run(*command: str, cwd: Path = ROOT, path: Path | None = None) -> str:
    environment = {**os.environ, **({"PYTHONPATH": str(path)} if path else {})}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        wheel = build(Path(folder))
        found = problems(wheel)
        closing = f"wheel ok: {wheel.name}, {wheel.stat().st_size:,} bytes, version {VERSION}"
    print("\n".join([*found, f"wheel: {len(found)} faults"]) if found else closing)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
