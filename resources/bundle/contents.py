"""What goes into the bundle: of what PyInstaller finds, the part that this program uses.

Names are destinations in the bundle, with `/` on each system. What the sound plug-in links (Quick, Qml,
OpenGL and others) stays, although nothing of ours uses it: without it no plug-in is loaded, nothing is
said, and a recording's position just stays at 0.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import PurePosixPath

Entry = tuple[str, str, str]
"""PyInstaller's own: destination, source, kind."""

EXCLUDED_MODULES = (
    # GPL-only libraries stand behind these two.
    "readline",
    "_gdbm",
    # What the standard library holds for other programs.
    "asyncio",
    "curses",
    "_curses",
    "_curses_panel",
    "_dbm",
    "doctest",
    "idlelib",
    "lib2to3",
    "multiprocessing",
    "pdb",
    "pydoc",
    "tkinter",
    "unittest",
    "test",
    "_codecs_cn",
    "_codecs_hk",
    "_codecs_iso2022",
    "_codecs_jp",
    "_codecs_kr",
    "_codecs_tw",
    "_multibytecodec",
    "_pydecimal",
    # What hooks and libraries would take along.
    "PySide6.QtConcurrent",
    "PySide6.QtDBus",
    "PySide6.QtMultimediaWidgets",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "setuptools",
    "pip",
    "pytest",
    # Only a Mac's version is read with it.
    *(() if sys.platform == "darwin" else ("plistlib", "xml", "pyexpat")),
)

PLUGINS: dict[str, frozenset[str] | None] = {
    "platforms": frozenset({"qcocoa", "qoffscreen", "qwindows", "qxcb"}),
    "platformthemes": frozenset({"qxdgdesktopportal"}),
    "platforminputcontexts": frozenset(
        {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"}
    ),
    "imageformats": frozenset({"qjpeg", "qwebp", "qtiff", "qsvg", "qmacheif"}),
    "iconengines": frozenset({"qsvgicon"}),
    "styles": None,
    "multimedia": None,
    "printsupport": None,
}
"""Kinds of Qt plug-ins, and of each kind those that are used; None: all of them."""

_UNUSED_QT = re.compile(
    r"(lib)?Qt6?(VirtualKeyboard|Wayland|WlShell|EglF[Ss]|WebEngine|WebView|Quick3D|Charts|DataVisualization|Graphs"
    r"|Designer|MultimediaQuick|MultimediaWidgets|Test|RemoteObjects|3D|Location|Positioning|Sensors|SerialPort"
    r"|Bluetooth|Nfc|WebSockets|WebChannel|Sql|Scxml|StateMachine|Help|UiTools)"
)
_UNUSED_LIBRARIES = re.compile(r"(opengl32sw|d3dcompiler_\d+)\.dll", re.IGNORECASE)
_SYSTEM_LIBRARIES = re.compile(
    r"lib(python3\.\d+|ssl|crypto|sqlite3|ffi|lzma|bz2|z|expat|uuid|mpdec|pyside6\.abi3|shiboken6\.abi3)\.so"
)
"""What the interpreter's own modules need. The rest of a Linux system's libraries comes with the system:
those of another system, such as its glib, would meet those of this one in one process."""
_LINKED = (
    "libQt6",
    "libavcodec",
    "libavdevice",
    "libavfilter",
    "libavformat",
    "libavutil",
    "libsw",
    "libicu",
)
"""Qt's and FFmpeg's; what printing links is the system's, such as libavahi."""
_TRANSLATIONS = frozenset({"qtbase_en.qm", "qtbase_he.qm"})


def kept(entries: Iterable[Entry], platform: str = sys.platform) -> list[Entry]:
    """Those of `entries` that go into the bundle on `platform` (a value of `sys.platform`)."""
    return [entry for entry in entries if wanted(entry[0].replace("\\", "/"), platform)]


def wanted(name: str, platform: str = sys.platform) -> bool:
    """Whether what would lie at `name` in the bundle is used."""
    path = PurePosixPath(name)
    if any(_UNUSED_QT.match(part) for part in path.parts) or _UNUSED_LIBRARIES.fullmatch(path.name):
        return False
    if "plugins" in path.parts[:-2] and "PySide6" in path.parts:
        return _is_wanted_plugin(path)
    if path.suffix == ".qm" and "PySide6" in path.parts:
        return path.name in _TRANSLATIONS
    # What translators write; the program reads what is made of it.
    if path.suffix == ".ts":
        return False
    if platform == "linux" and len(path.parts) == 1 and ".so" in path.name:
        return _is_wanted_library(path.name)
    return True


def _is_wanted_plugin(path: PurePosixPath) -> bool:
    kind = path.parts[path.parts.index("plugins") + 1]
    if kind not in PLUGINS:
        return False
    names = PLUGINS[kind]
    return names is None or path.name.split(".")[0].removeprefix("lib") in names


def _is_wanted_library(name: str) -> bool:
    # Qt's own lie below PySide6; at the top are links to them, and Python's extension modules.
    return name.startswith(_LINKED) or (
        not name.startswith("lib") or _SYSTEM_LIBRARIES.match(name) is not None
    )
