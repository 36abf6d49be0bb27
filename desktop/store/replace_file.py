"""replace_file: the one way a finished file takes its final name; and what makes it last."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from io import BufferedWriter, FileIO, IOBase
from itertools import count
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from desktop.core.cancel import CancelToken

PATIENCE_SECONDS = 10.0
MOMENT_SECONDS = 0.5
"""So long a virus scanner or an indexer on Windows may hold what is as good as nobody's."""
_PAUSE_SECONDS = 0.05
_HELD_ON_WINDOWS = {5, 32, 33}
"""ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION: somebody has the file open."""
STALE_PART_SECONDS = 3600.0
_LIST_PART = ".prosaas-list.part"
_LIST_PART_NAME = re.compile(r"\.[0-9a-f]{16}" + re.escape(_LIST_PART))
_HIDDEN_PART_NAME = re.compile(r"\.[0-9a-f]{16}\.part")
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOINHERIT", 0)


def replace_file(
    source: Path,
    target: Path,
    *,
    patience: float = PATIENCE_SECONDS,
    replace: Callable[[Path, Path], None] = os.replace,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
    lasts: bool = True,
    token: CancelToken | None = None,
) -> None:
    """Moves `source` onto `target` in one step; raises OSError.

    `lasts` False: a power cut may undo it until somebody calls `sync_folder`.

    On Windows a player or a virus scanner that has the target open holds it up: tried again for
    `patience` seconds, or until `token` is cancelled. The target is never deleted first, so there is always
    one whole file.
    """
    _once_let_go(partial(replace, source, target), patience, clock, sleep, token)
    if lasts:
        sync_folder(target.parent)


def remove_file(
    path: Path,
    *,
    remove: Callable[[Path], None] | None = None,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Deletes it; one that is not there is fine. Raises OSError, also where another program keeps it open."""
    work = partial(path.unlink, missing_ok=True) if remove is None else partial(remove, path)
    _once_let_go(work, MOMENT_SECONDS, clock, sleep)


def _once_let_go(
    work: Callable[[], None],
    patience: float,
    clock: Callable[[], float],
    sleep: Callable[[float], None],
    token: CancelToken | None = None,
) -> None:
    """Does it, again and again while another program has the file open."""
    give_up_at = clock() + patience
    while True:
        try:
            work()
            return
        except OSError as error:
            over = clock() >= give_up_at or (token is not None and token.cancelled)
            if over or not is_held(error):
                raise
        sleep(_PAUSE_SECONDS)


def is_held(error: OSError) -> bool:
    """Whether another program has the file open, which on Windows forbids to replace it."""
    return getattr(error, "winerror", None) in _HELD_ON_WINDOWS


def replace_or_stand_beside(
    source: Path, target: Path, replace: Callable[[Path, Path], None] = replace_file
) -> Path:
    """Onto `target`, or, while another program holds that, under a free name beside it; raises OSError."""
    try:
        replace(source, target)
        return target
    except OSError as error:
        if not is_held(error) or not target.is_file():
            raise
    return _stand_beside(source, target, 2)


def stand_beside(source: Path, target: Path) -> Path:
    """As `target`, or under a free name beside it: nothing is replaced; raises OSError."""
    return _stand_beside(source, target, 1)


def _stand_beside(source: Path, target: Path, first: int) -> Path:
    """`name.zip`, `name (2).zip`, from number `first`."""
    for number in count(first):
        beside = target if number == 1 else target.with_name(f"{target.stem} ({number}){target.suffix}")
        with suppress(FileExistsError):
            replace_file(source, beside, replace=_take_free_name)
            return beside
    raise AssertionError


def _take_free_name(source: Path, target: Path) -> None:
    """In one step: at no moment something else has the name; raises FileExistsError where something has."""
    if os.name == "nt":
        # Which replaces nothing there.
        source.rename(target)
        return
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        _take_claimed_name(source, target)
    else:
        source.unlink()


def _take_claimed_name(source: Path, target: Path) -> None:
    """Where a file has one name alone, as on exFAT and some network drives: claimed by an empty one first."""
    open_private(target).close()
    try:
        source.replace(target)
    except OSError:
        target.unlink(missing_ok=True)
        raise


def hidden_part(folder: Path) -> Path:
    """A name for what is not whole yet: no target's with an ending, as one that is just short enough for the
    system would be too long."""
    return folder / f".{os.urandom(8).hex()}.part"


def is_hidden_part(path: Path) -> bool:
    """Whether `hidden_part` gave this name."""
    return _HIDDEN_PART_NAME.fullmatch(path.name) is not None


def list_part(folder: Path) -> Path:
    """As `hidden_part`, of a list: by its name `remove_stale_parts` knows it."""
    return hidden_part(folder).with_suffix(_LIST_PART)


def remove_stale_parts(part: Path) -> None:
    """Removes what a kill left of lists in the folder of `part`, which was made just now.

    Only what is named as `list_part` names them and was not written for an hour: another program of ours may
    be at its own. By the times of the folder alone, whose clock may be another one than this computer's.
    """
    with suppress(OSError):
        now = part.stat().st_mtime
        # A folder of the user's may hold anything: what cannot be looked at or removed stays.
        for path in part.parent.glob(f".*{_LIST_PART}"):
            with suppress(OSError):
                found = path.lstat()
                stale = S_ISREG(found.st_mode) and now - found.st_mtime > STALE_PART_SECONDS
                if stale and _LIST_PART_NAME.fullmatch(path.name):
                    path.unlink()


def write_whole(path: Path, data: bytes, *, patience: float = PATIENCE_SECONDS) -> None:
    """Writes a small private file so that at any moment the old or the new one is there; raises OSError."""
    part = path.with_name(f"{path.name}.{os.urandom(4).hex()}.part")
    try:
        with open_private(part) as file:
            file.write(data)
            sync_file(file)
        replace_file(part, path, patience=patience)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def open_private(path: Path) -> BufferedWriter:
    """Opens a new file for writing that only this user may read; raises FileExistsError."""
    # Opened by `fdopen`, each would be asked whether it is a terminal.
    return BufferedWriter(FileIO(os.open(path, _NEW_FILE, 0o600), "wb"))


def make_private(path: Path) -> None:
    """A file that is there is for this user only from now on, as far as the system lets it be."""
    if os.name == "posix":
        with suppress(OSError):
            mode = path.stat().st_mode
            # A device or a pipe is not ours alone.
            if S_ISREG(mode) and mode & 0o077:
                path.chmod(0o600)


def private_folder(path: Path) -> Path:
    """Makes the folder, for this user only, and those above it that are not there; raises OSError."""
    if _is_private_folder(path):
        # As for each file but the first.
        return path
    # With `parents` the mode would hold for the last one alone: names of folders tell of accounts.
    for missing in reversed([one for one in path.parents if not one.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)
    path.mkdir(mode=0o700, exist_ok=True)
    if os.name == "posix" and path.stat().st_mode & 0o077:
        path.chmod(0o700)
    return path


def _is_private_folder(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return S_ISDIR(mode) and not (os.name == "posix" and mode & 0o077)


def sync_file(file: IOBase) -> None:
    """Returns when the bytes are on the disk itself; raises OSError."""
    file.flush()
    if sys.platform == "darwin":
        import fcntl

        # fsync on macOS stops at the drive's own cache. Network drives do not know the stronger call.
        with suppress(OSError):
            fcntl.fcntl(file.fileno(), fcntl.F_FULLFSYNC)
            return
    os.fsync(file.fileno())


def begin_sync(file: IOBase, place: int, size: int) -> None:
    """Asks the system to begin with so many bytes, where it can be asked; returns at once.

    Else they pile up in memory, and `sync_file` waits for all of them.
    """
    if hasattr(os, "posix_fadvise"):
        # What is not on the disk yet stays in memory: it goes only when it is no longer needed there.
        with suppress(OSError):
            os.posix_fadvise(file.fileno(), place, size, os.POSIX_FADV_DONTNEED)


def sync_folder(path: Path) -> None:
    """Makes a new name in the folder last; Windows cannot and need not."""
    if os.name != "posix":
        return
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except PermissionError:
        # Into some one may only put things, as into a Mac's Drop Box: the file has its name there.
        return
    try:
        # Some file systems refuse this for folders; the file itself is safe already.
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
