"""What Windows shows of a program under Properties, Details."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources.bundle.project import Project, numbers

if TYPE_CHECKING:
    from PyInstaller.utils.win32.versioninfo import VSVersionInfo

_US_ENGLISH, _UNICODE = 0x0409, 1200


def version_resource(project: Project, name: str) -> VSVersionInfo:
    """The version resource of the program `name`."""
    from PyInstaller.utils.win32.versioninfo import (
        FixedFileInfo,
        StringFileInfo,
        StringStruct,
        StringTable,
        VarFileInfo,
        VarStruct,
        VSVersionInfo,
    )

    four = numbers(project.version)
    words = [StringStruct(key, value) for key, value in version_words(project, name).items()]
    return VSVersionInfo(
        ffi=FixedFileInfo(filevers=four, prodvers=four),
        kids=[
            StringFileInfo([StringTable(f"{_US_ENGLISH:04X}{_UNICODE:04X}", words)]),
            VarFileInfo([VarStruct("Translation", [_US_ENGLISH, _UNICODE])]),
        ],
    )


def version_words(project: Project, name: str) -> dict[str, str]:
    """The texts of the resource, by Windows' names."""
    return {
        "CompanyName": project.publisher,
        "FileDescription": project.application,
        "FileVersion": project.version,
        "InternalName": name,
        "OriginalFilename": f"{name}.exe",
        "ProductName": project.application,
        "ProductVersion": project.version,
    }
