"""Third-party notices: whose work a bundle holds, under what licence, where its source is, all texts.

What a file belongs to is asked of `parts.toml` (libraries), then of the Python packages installed here, then
of the interpreter. A file that nobody owns, and a part that can be had under the GPL alone, end the build.
"""

from __future__ import annotations

import sys
import sysconfig
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path

from resources.bundle.contents import Entry
from resources.bundle.licence_terms import is_gpl_only, spdx_licence
from resources.bundle.part import Part
from resources.bundle.project import ROOT, project

_HERE = Path(__file__).resolve().parent
_LIBRARY_SUFFIXES = (".so", ".dll", ".dylib", ".pyd")
_OWN = "prosaas-desktop"
_RULE = "=" * 80
_OFFER = (
    "Qt and FFmpeg are used under the GNU Lesser General Public License. They lie in this program's folder",
    "as libraries of their own: whoever puts another build of the same version in their place runs the",
    "program with that one. Their source is to be had where their sections below say.",
)


class NoticesIncomplete(Exception):
    """What the bundle holds and must not, or what nobody knows the licence of; one line for each."""


def write_notices(file: Path, *listings: Iterable[Entry]) -> Path:
    """Writes the notices of what is in `listings` to `file` and returns it. Raises NoticesIncomplete."""
    parts = parts_of(entry for listing in listings for entry in listing)
    refused = [f"{part.name}: {part.licence}" for part in parts if is_gpl_only(part.licence)]
    if refused:
        raise NoticesIncomplete("to be had under the GPL alone:\n" + "\n".join(refused))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(notices_text(parts), encoding="utf-8")
    return file


def parts_of(entries: Iterable[Entry]) -> list[Part]:
    """The parts that `entries` belong to, by name; raises NoticesIncomplete for a file that is nobody's."""
    found: dict[str, Part] = {part.name: part for part in _known_parts() if part.always}
    strays: list[str] = []
    for name, source, _ in entries:
        owners = list(_owners(name.replace("\\", "/"), source))
        found.update((part.name, part) for part in owners)
        if not owners and not _is_own(source):
            strays.append(f"{name} ({source})")
    if strays:
        raise NoticesIncomplete("nobody knows the licence of:\n" + "\n".join(sorted(strays)))
    return sorted(found.values(), key=lambda part: part.name.casefold())


def notices_text(parts: Iterable[Part]) -> str:
    """A list of all parts, a section for each, and then each text that parts share."""
    parts = list(parts)
    listed = [f"  {part.title}: {part.licence}" for part in parts]
    head = "\n".join(
        [
            f"{project().application} {project().version} contains the work of others.",
            "",
            *_OFFER,
            "",
            *listed,
        ]
    )
    shared = sorted({name for part in parts for name in part.shared_texts})
    texts = [f"{_RULE}\nText of {name}\n\n{_text(name)}" for name in shared]
    return "\n\n\n".join([head, *(f"{_RULE}\n{part.section()}" for part in parts), *texts]) + "\n"


def _owners(name: str, source: str) -> Iterator[Part]:
    file = name.rsplit("/", 1)[-1]
    named = [part for part in _known_parts() if part.holds(file)]
    yield from named
    path = Path(source)
    distribution = _distribution_of(path)
    if distribution is not None:
        yield _part_of(distribution)
    elif not named and _is_pythons(path):
        yield _known("Python")


def _part_of(distribution: Distribution) -> Part:
    name = distribution.metadata["Name"].lower().replace("_", "-")
    for part in _known_parts():
        if name in part.distributions:
            return part._replace(version=distribution.version)
    return _package(distribution)


def _package(distribution: Distribution) -> Part:
    metadata = distribution.metadata
    texts = tuple(text for text in map(_read, _licence_files(distribution)) if text)
    if not texts:
        raise NoticesIncomplete(f"{metadata['Name']} comes without its licence")
    said = [*(metadata.get_all("Home-page") or ()), *(metadata.get_all("Project-URL") or ())]
    source = said[0].split(", ")[-1] if said else ""
    licence = spdx_licence(metadata)
    return Part(metadata["Name"], licence, source=source, version=distribution.version, own=texts)


def _licence_files(distribution: Distribution) -> list[Path]:
    words = ("licen", "copying", "notice")
    names = (file for file in distribution.files or () if ".dist-info" in str(file))
    found = [file for file in names if any(word in file.name.lower() for word in words)]
    return [Path(str(distribution.locate_file(file))) for file in sorted(found)]


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace").strip()


@cache
def _known_parts() -> tuple[Part, ...]:
    said = tomllib.loads((_HERE / "parts.toml").read_text(encoding="utf-8"))
    return tuple(Part.known(table) for table in said["part"])


def _known(name: str) -> Part:
    return next(part for part in _known_parts() if part.name == name)


@cache
def _text(name: str) -> str:
    if name == "python":
        # The interpreter that is bundled brings its own.
        return _read(_python_licence())
    return (_HERE / "licences" / f"{name}.txt").read_text(encoding="utf-8").strip()


def _python_licence() -> Path:
    places = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix), Path(sys.base_prefix, "Resources"))
    for place in (*places, *places[0].parents):
        for name in ("LICENSE.txt", "LICENSE"):
            if (place / name).is_file():
                return place / name
    raise NoticesIncomplete("the interpreter comes without its licence")


@cache
def _files() -> dict[Path, Distribution]:
    owned: dict[Path, Distribution] = {}
    for distribution in distributions():
        for file in distribution.files or ():
            owned[Path(str(distribution.locate_file(file)))] = distribution
    return owned


def _distribution_of(path: Path) -> Distribution | None:
    found = _files().get(path)
    # An editable install lists its loader alone.
    return None if found is None or found.metadata["Name"] == _OWN else found


@cache
def _pythons_places() -> tuple[Path, ...]:
    names = ("stdlib", "platstdlib")
    return (*(Path(sysconfig.get_path(name)) for name in names), Path(sys.base_prefix, "DLLs"))


def _is_pythons(path: Path) -> bool:
    return (
        any(path.is_relative_to(place) for place in _pythons_places()) and "site-packages" not in path.parts
    )


def _is_own(source: str) -> bool:
    """Whether the project, or the build itself (PyInstaller's own loaders, generated files), made it."""
    path = Path(source)
    if path.is_absolute() and any(suffix in path.name for suffix in _LIBRARY_SUFFIXES):
        return False
    return path.is_relative_to(ROOT) or "PyInstaller" in path.parts or not path.is_absolute()
