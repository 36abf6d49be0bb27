"""Builds the bundle and tries it: `python -m tests.bundle [DIR]`. Exits 1 on a fault.

It is left in DIR; without one it is tried in a folder with an odd name, and gone afterwards.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from resources.bundle.contents import wanted
from resources.bundle.project import project
from tests.bundle.frozen_program import BuildFailed, bare_environment, build, megabytes, program, run

PLACE = "חשבונות של ProSaaS"
"""A folder with spaces and a Hebrew name: not everybody's programs lie in C:\\Program Files."""
PASSED = "self-test passed"
LONGEST_MEGABYTES = 200.0


def problems(folder: Path, scratch: Path) -> Iterator[str]:
    """What is wrong with the bundle in `folder`; `scratch` takes the homes of the programs that are run."""
    yield from _contents(folder)
    yield from _libraries(folder)
    before = _listing(folder)
    for language in ("en", "he"):
        yield from _self_test(folder, scratch / language, language)
    if _listing(folder) != before:
        yield "the programs wrote into their own folder"


def _contents(folder: Path) -> Iterator[str]:
    about = project()
    for name in (about.gui, about.console, "NOTICES.txt"):
        path = folder / name if name.endswith(".txt") else program(folder, name)
        if not path.is_file() and sys.platform != "darwin":
            yield f"{path.name} is not there"
    for path in sorted(folder.rglob("*")):
        inner = folder / "_internal"
        place = path.relative_to(inner if inner in path.parents else folder)
        if path.is_file() and not wanted(place.as_posix()):
            yield f"{place} has no business there"
    size = megabytes(folder)
    if size > LONGEST_MEGABYTES:
        yield f"{size:.1f} MB, more than {LONGEST_MEGABYTES:.0f}"
    said = run([str(program(folder, about.console)), "--version"], environment=bare_environment(folder))
    if about.version not in said.split():
        yield f"--version says {said!r}"


def _libraries(folder: Path) -> Iterator[str]:
    """On Linux: libraries that something here needs and nobody has."""
    if sys.platform != "linux":
        return
    for path in sorted(path for path in folder.rglob("*.so*") if not path.is_symlink()):
        told = subprocess.run(["ldd", str(path)], capture_output=True, text=True, check=False).stdout
        lines = (line.split()[0] for line in told.splitlines() if "not found" in line)
        yield from (f"{path.name} wants {name}, which nobody has" for name in lines)


def _self_test(folder: Path, home: Path, language: str) -> Iterator[str]:
    """The program tries itself, with a home and a folder for temporary files that are empty and stay so."""
    home.mkdir()
    temporary = home / "temporary"
    temporary.mkdir()
    environment = {**bare_environment(home), **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))}
    command = [str(program(folder, project().console)), "--self-test", "--lang", language]
    try:
        said = run(command, cwd=home, environment=environment)
    except BuildFailed as failed:
        yield f"--self-test --lang {language}: {failed}"
        return
    if PASSED not in said:
        yield f"--self-test --lang {language} says {said!r}"
    print(said, end="")
    left = {path.relative_to(home).as_posix() for path in home.rglob("*") if path != temporary}
    yield from (f"--self-test left {name} behind" for name in sorted(left - set(_systems_own(left))))


def _systems_own(names: Iterable[str]) -> Iterator[str]:
    """What the system's sound client leaves of itself on Linux, for whatever program."""
    for name in names:
        if name == ".config" or any(part.startswith("pulse") for part in name.split("/")):
            yield name


def _listing(folder: Path) -> dict[str, tuple[int, int]]:
    found = ((path, os.lstat(path)) for path in folder.rglob("*"))
    return {str(path): (state.st_size, state.st_mtime_ns) for path, state in found if not path.is_dir()}


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory() as scratch:
        target = Path(arguments[0]).resolve() if arguments else Path(scratch) / PLACE
        folder = build(target, Path(scratch) / "work")
        found = list(problems(folder, Path(scratch)))
        closing = f"bundle ok: {megabytes(folder):.1f} MB, version {project().version}"
    print("\n".join([*found, f"bundle: {len(found)} faults"]) if found else closing)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
