"""Whether each ZIP that an export gave its final name is what its own manifest and the server say of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from desktop.core.manifest import MANIFEST_NAME


class Exported(NamedTuple):
    """What is in them: so many `items`, each named in the manifest by `field`. `at_server`: what the server
    has of one, by what names it and the kind of the file."""

    field: str
    items: int
    at_server: Callable[[Any, str], bytes | None]


def broken_zips(folder: Path, exported: Exported) -> Iterator[str]:
    """Whatever has a final name and is not what it says."""
    for path in folder.glob("*.zip"):
        try:
            with ZipFile(path) as archive:
                yield from (f"{path.name}: {what}" for what in _differences(archive, exported))
        except (BadZipFile, KeyError, ValueError) as error:
            yield f"{path.name} is broken: {error}"


def _differences(archive: ZipFile, exported: Exported) -> Iterator[str]:
    listed = json.loads(archive.read(MANIFEST_NAME))["files"]
    inside = [entry for entry in listed if entry["status"] == "inside"]
    if [entry["path"] for entry in inside] + [MANIFEST_NAME] != archive.namelist():
        yield "the manifest names other files"
    for entry in inside:
        data = archive.read(entry["path"])
        if sha256(data).hexdigest() != entry["sha256"]:
            yield f"{entry['path']} is not what the manifest says"
        item = entry.get(exported.field)
        if item is not None and data != exported.at_server(item, entry["kind"]):
            yield f"{entry['path']} is not what the server has"
    spoken_of = {entry[exported.field] for entry in listed if exported.field in entry}
    if len(spoken_of) != exported.items:
        yield f"the manifest speaks of {len(spoken_of)}, not of {exported.items}"
