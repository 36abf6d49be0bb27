"""What goes into a bundle, and what does not, on each system."""

from __future__ import annotations

import pytest

from resources.bundle.contents import EXCLUDED_MODULES, kept, wanted

NEEDED = [
    # What the sound plug-in links: without one of these the position stays at 0, and nothing is said.
    "PySide6/Qt/lib/libQt6Quick.so.6",
    "PySide6/Qt/lib/libQt6Qml.so.6",
    "PySide6/Qt/lib/libQt6QmlModels.so.6",
    "PySide6/Qt/lib/libQt6QmlMeta.so.6",
    "PySide6/Qt/lib/libQt6OpenGL.so.6",
    "PySide6/Qt/lib/libQt6Concurrent.so.6",
    "PySide6/Qt/lib/libavcodec.so.61",
    "PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so",
    "PySide6/plugins/multimedia/windowsmediaplugin.dll",
    "PySide6/Qt/plugins/multimedia/libdarwinmediaplugin.dylib",
    "PySide6/Qt/lib/QtQuick.framework/Versions/A/QtQuick",
    "PySide6/plugins/platforms/qwindows.dll",
    "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6/plugins/platforms/qoffscreen.dll",
    "PySide6/plugins/styles/qmodernwindowsstyle.dll",
    "PySide6/plugins/imageformats/qjpeg.dll",
    "PySide6/Qt/plugins/imageformats/libqwebp.so",
    "PySide6/Qt/plugins/imageformats/libqmacheif.dylib",
    "PySide6/Qt/translations/qtbase_he.qm",
    "PySide6/translations/qtbase_he.qm",
    "PySide6/QtWidgets.abi3.so",
    # What lists are printed with.
    "PySide6/QtPrintSupport.abi3.so",
    "PySide6/Qt/lib/libQt6PrintSupport.so.6",
    "PySide6/Qt6PrintSupport.dll",
    "PySide6/Qt/lib/QtPrintSupport.framework/Versions/A/QtPrintSupport",
    "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
    "PySide6/plugins/printsupport/windowsprintersupport.dll",
    "PySide6/Qt/plugins/printsupport/libcocoaprintersupport.dylib",
    "libQt6Core.so.6",
    "libcrypto.so.3",
    "libpython3.11.so.1.0",
    "resources/translations/prosaas_he.qm",
    "certifi/cacert.pem",
    "desktop/store/schema/0001_initial.sql",
]
UNUSED = [
    "PySide6/Qt/lib/libQt6VirtualKeyboard.so.6",
    "libQt6VirtualKeyboard.so.6",
    "PySide6/Qt6VirtualKeyboard.dll",
    "PySide6/Qt/lib/QtVirtualKeyboard.framework/Versions/A/QtVirtualKeyboard",
    "PySide6/Qt6WebEngineCore.dll",
    "PySide6/Qt/lib/libQt6Quick3D.so.6",
    "PySide6/Qt6Charts.dll",
    "PySide6/Qt/lib/libQt6WaylandClient.so.6",
    "PySide6/Qt/plugins/wayland-shell-integration/libxdg-shell.so",
    "PySide6/Qt/plugins/platforms/libqvnc.so",
    "PySide6/plugins/platforms/qminimal.dll",
    "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
    "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
    "PySide6/plugins/imageformats/qtga.dll",
    "PySide6/plugins/imageformats/qpdf.dll",
    "PySide6/plugins/tls/qschannelbackend.dll",
    "resources/translations/prosaas_he.ts",
    "PySide6/translations/qtbase_de.qm",
    "PySide6/Qt/translations/qt_help_he.qm",
    "PySide6/opengl32sw.dll",
]


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
@pytest.mark.parametrize("name", NEEDED)
def test_what_is_used_is_kept(name: str, platform: str) -> None:
    assert wanted(name, platform)


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
@pytest.mark.parametrize("name", UNUSED)
def test_what_is_not_used_is_left_out(name: str, platform: str) -> None:
    assert not wanted(name, platform)


@pytest.mark.parametrize(
    "name", ["libglib-2.0.so.0", "libX11.so.6", "libreadline.so.8", "libstdc++.so.6", "libavahi-common.so.3"]
)
def test_a_linux_system_brings_its_own_libraries(name: str) -> None:
    assert not wanted(name, "linux")


def test_windows_writes_names_with_its_own_strokes() -> None:
    entries = [
        ("PySide6\\plugins\\platforms\\qminimal.dll", "C:\\x\\qminimal.dll", "BINARY"),
        ("PySide6\\plugins\\platforms\\qwindows.dll", "C:\\x\\qwindows.dll", "BINARY"),
        ("python311.dll", "C:\\x\\python311.dll", "BINARY"),
    ]
    assert kept(entries, "win32") == entries[1:]


def test_gpl_libraries_of_the_interpreter_stay_out() -> None:
    assert {"readline", "_gdbm"} <= set(EXCLUDED_MODULES)
