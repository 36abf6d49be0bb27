"""ZIPs of wild names and sizes, cut anywhere and gone on with, are whole for the programs that people use.

Case 0 has more files than 16 bits count, case 1 one of more than 4 GiB.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from io import FileIO
from pathlib import Path

from desktop.core.cancel import CancelToken
from desktop.core.filenames import UniqueNames, safe_name
from desktop.services.zip_check import ZipCheckService
from desktop.store.zip_writer import ZipWriter
from tests.campaigns.campaign import Campaign, Outcome, Plan
from tests.zip_kit import MOMENT, add_all, with_manifest, write_zip

PROGRAMS = ("unzip", "7z", "bsdtar")
MANY = 66_000
LARGE_BYTES = (4 << 30) + 5
_ZEROS = bytes(1 << 20)
_LETTERS = "אבגדהוזחטיךםןףץ ABCxyz019._-()&'\"/\\:*?<>|€漢😀e\u0301\u202e\u200f\t"
_ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8"}


def missing() -> str:
    """What is to be installed first; "" when nothing is."""
    names = [name for name in PROGRAMS if shutil.which(name) is None]
    if not names:
        return ""
    how = "On Debian: apt-get install unzip p7zip-full libarchive-tools."
    return (
        f"This campaign opens ZIPs with other programs, of which {', '.join(names)} is not installed. {how}"
    )


def run(plan: Plan, outcome: Outcome) -> None:
    for number, dice in plan.cases():
        with tempfile.TemporaryDirectory() as made:
            path = Path(made) / "x.zip"
            kind = _KINDS.get(number, _wild)
            for what in kind(path, dice):
                outcome.fail(number, what)
            outcome.tally[kind.__name__.strip("_")] += 1


def _wild(path: Path, dice: random.Random) -> Iterator[str]:
    files = with_manifest(_files(dice))
    records = write_zip(path, files)
    whole = path.read_bytes()
    path.write_bytes(whole[: dice.randint(0, len(whole))])
    writer, held = ZipWriter.resume(path, path, records)
    writer.finish(records[:held] + add_all(writer, dict(list(files.items())[held:])))
    if path.read_bytes() != whole:
        yield "gone on with, it is another one"
    if not ZipCheckService().check(path, CancelToken(), lambda _: None).agrees:
        yield "it is not what its manifest says"
    yield from refused(path, list(files))
    yield from unpacked_otherwise(path, files)


def _files(dice: random.Random) -> dict[str, bytes]:
    names = UniqueNames()
    folders = ("", "", "", "קבלות/", "2024/01/")
    return {
        dice.choice(folders) + names.take(_name(dice)): dice.randbytes(_size(dice))
        for _ in range(dice.randint(0, 60))
    }


def _name(dice: random.Random) -> str:
    return safe_name("".join(dice.choices(_LETTERS, k=dice.randint(0, 130))), dice.choice(("pdf", "jpg", "")))


def _size(dice: random.Random) -> int:
    return dice.choice((0, 1, dice.randint(0, 5000), dice.randint(0, 300_000)))


def _many(path: Path, _: random.Random) -> Iterator[str]:
    files = {f"{number}.txt": b"" for number in range(MANY)}
    write_zip(path, files)
    yield from refused(path, list(files))


def _large(path: Path, _: random.Random) -> Iterator[str]:
    writer = ZipWriter(_SparseDisk(path, "xb"), path)
    zeros = (_ZEROS[: min(len(_ZEROS), LARGE_BYTES - at)] for at in range(0, LARGE_BYTES, len(_ZEROS)))
    records = [writer.add("large.bin", MOMENT, zeros, size=LARGE_BYTES)]
    records += add_all(writer, {"behind it.pdf": b"%PDF"})
    writer.finish(records)
    yield from refused(path, [record.name for record in records])


class _SparseDisk(FileIO):
    """A file that keeps nothing of zeros."""

    def write(self, data: memoryview) -> int:  # type: ignore[override]
        if data == _ZEROS:
            self.seek(len(data), os.SEEK_CUR)
            return len(data)
        return super().write(data)


def refused(path: Path, names: list[str]) -> Iterator[str]:
    """What each of the programs has to say against it."""
    for command in (["unzip", "-tq"], ["7z", "t", "-bd"], ["bsdtar", "-tf"]):
        done = subprocess.run([*command, path], capture_output=True, env=_ENVIRONMENT, check=False)
        said = (done.stdout + done.stderr).decode(errors="replace")
        if done.returncode or "arning" in said:
            yield f"{command[0]} ends with {done.returncode}: {said[-300:]}"
        if command[0] == "bsdtar" and said.splitlines() != names:
            yield "bsdtar lists other names"


def unpacked_otherwise(path: Path, files: dict[str, bytes]) -> Iterator[str]:
    for number, command in enumerate((["bsdtar", "-xf"], ["unzip", "-q"], ["7z", "x", "-bd"])):
        folder = path.with_name(str(number))
        folder.mkdir()
        subprocess.run([*command, path], cwd=folder, capture_output=True, env=_ENVIRONMENT, check=False)
        found = {
            one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()
        }
        if found != files:
            yield f"{command[0]} unpacks something else"


_KINDS = {0: _many, 1: _large}
CAMPAIGN = Campaign("zips", run, count=200, sample=0, missing=missing)
