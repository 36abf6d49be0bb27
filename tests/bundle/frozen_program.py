"""Builds the bundle, and runs its programs as on a computer that knows nothing of Python."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from resources.bundle.project import ROOT, project

LONGEST_SECONDS = 600
_KEPT = ("SYSTEMROOT", "WINDIR", "TEMP", "TMP", "LANG", "LC_ALL", "DBUS_SESSION_BUS_ADDRESS")
"""Without the first two Windows cannot open a socket."""


class BuildFailed(RuntimeError):
    """PyInstaller's last words."""


def build(target: Path, work: Path) -> Path:
    """The bundle's folder, made below `target`; `work` takes what is only needed for building."""
    folders = ("--distpath", str(target), "--workpath", str(work))
    run([sys.executable, "-m", "PyInstaller", "--noconfirm", *folders, "build.spec"])
    folder = target / project().application
    if sys.platform == "darwin":
        return target / f"{project().application}.app" / "Contents" / "MacOS"
    return folder


def program(folder: Path, name: str) -> Path:
    """The program `name` of the bundle in `folder`."""
    return folder / (f"{name}.exe" if sys.platform == "win32" else name)


def bare_environment(home: Path) -> dict[str, str]:
    """What a program of the bundle is started with: a home of its own, and no way to any interpreter."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    homes = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), str(home))
    return {**kept, **homes, "PATH": "", "QT_QPA_PLATFORM": "offscreen"}


def run(command: list[str], *, cwd: Path = ROOT, environment: dict[str, str] | None = None) -> str:
    """What it said on standard output; raises BuildFailed with its last words."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=LONGEST_SECONDS,
        check=False,
    )
    if done.returncode:
        last = (done.stdout + done.stderr)[-4000:]
        raise BuildFailed(f"{Path(command[0]).name} ended with {done.returncode}:\n{last}")
    return done.stdout


def megabytes(folder: Path) -> float:
    """The size of all files in `folder`, in millions of bytes; a link counts as nothing."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6
