"""Whose work a bundle holds: every file has an owner with a licence, and none is under the GPL alone."""

from __future__ import annotations

import sysconfig
from pathlib import Path

import PySide6
import pytest
import requests

from resources.bundle.licence_terms import is_gpl_only
from resources.bundle.notices import NoticesIncomplete, notices_text, parts_of, write_notices
from resources.bundle.project import ROOT

PYSIDE = Path(str(PySide6.__file__)).parent
STDLIB = Path(sysconfig.get_path("stdlib"))


@pytest.mark.parametrize(
    ("expression", "gpl_only"),
    [
        ("GPL-3.0-only", True),
        ("GPL-2.0-or-later", True),
        ("AGPL-3.0-only", True),
        ("MIT AND GPL-3.0-or-later", True),
        ("MIT OR GPL-3.0-or-later", False),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", False),
        ("LGPL-2.1-or-later", False),
        ("GPL-2.0-or-later WITH Bootloader-exception", False),
        ("Apache-2.0 OR BSD-3-Clause", False),
        ("LicenseRef-Microsoft-redistributable", False),
    ],
)
def test_gpl_only(expression: str, gpl_only: bool) -> None:
    assert is_gpl_only(expression) is gpl_only


def test_a_sentence_is_no_licence() -> None:
    with pytest.raises(ValueError, match="no licence expression"):
        is_gpl_only("free for (nearly all of us")


def test_files_are_told_apart() -> None:
    found = {
        part.name.split(",")[0]: part
        for part in parts_of(
            [
                ("PySide6/QtCore.abi3.so", str(PYSIDE / "QtCore.abi3.so"), "EXTENSION"),
                ("PySide6/Qt/lib/libavcodec.so.61", str(PYSIDE / "Qt/lib/libavcodec.so.61"), "BINARY"),
                ("libssl.so.3", "/usr/lib/libssl.so.3", "BINARY"),
                ("requests", str(requests.__file__), "PYMODULE"),
                ("json", str(STDLIB / "json" / "__init__.py"), "PYMODULE"),
                ("desktop", str(ROOT / "desktop" / "__init__.py"), "PYMODULE"),
            ]
        )
    }
    assert set(found) == {
        "Qt and Qt for Python (PySide6",
        "FFmpeg (LGPL build)",
        "OpenSSL",
        "requests",
        "Python",
        "PyInstaller's start of the program",
    }
    assert found["requests"].version == requests.__version__
    assert "Apache License" in found["requests"].own[0]
    assert found["FFmpeg (LGPL build)"].licence == "LGPL-2.1-or-later"


def test_a_file_of_nobody_ends_the_build(tmp_path: Path) -> None:
    entries = [("libmystery.so.1", "/usr/lib/libmystery.so.1", "BINARY")]
    with pytest.raises(NoticesIncomplete, match=r"libmystery\.so\.1"):
        write_notices(tmp_path / "NOTICES.txt", entries)
    assert not list(tmp_path.iterdir())


def test_a_part_under_the_gpl_alone_ends_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("resources.bundle.notices.spdx_licence", lambda _: "GPL-3.0-only")
    entries = [("requests", str(requests.__file__), "PYMODULE")]
    with pytest.raises(NoticesIncomplete, match=r"requests: GPL-3\.0-only"):
        write_notices(tmp_path / "NOTICES.txt", entries)
    assert not list(tmp_path.iterdir())


def test_the_text_holds_every_part_and_each_shared_text_once() -> None:
    parts = parts_of(
        [
            ("PySide6/QtPdf.abi3.so", str(PYSIDE / "QtPdf.abi3.so"), "EXTENSION"),
            ("PySide6/Qt/lib/libQt6Pdf.so.6", str(PYSIDE / "Qt/lib/libQt6Pdf.so.6"), "BINARY"),
            ("libcrypto.so.3", "/usr/lib/libcrypto.so.3", "BINARY"),
        ]
    )
    text = notices_text(parts)
    for part in parts:
        assert f"\n  {part.title}: {part.licence}\n" in text
        assert f"\n{part.title}\n" in text
    assert "PDFium, in Qt's PDF module" in text
    assert text.count("\nText of Apache-2.0\n") == 1
    assert "GNU LESSER GENERAL PUBLIC LICENSE\n                       Version 3, 29 June 2007" in text
    assert "download.qt.io" in text
