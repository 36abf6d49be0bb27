"""File names from wild text: legal on Windows, macOS and inside a ZIP, whatever a vendor calls itself."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from pathlib import PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.core.filenames import (
    MAX_NAME_CHARACTERS,
    UniqueNames,
    clean_part,
    recording_file_name,
    safe_name,
    unique_name,
)
from desktop.core.models import Call

MAX_BYTES = 255
"""What APFS and ext4 allow for one name; a few of them are left for `.part` and its like."""

WILD = st.one_of(
    st.text(),
    st.text(st.characters(exclude_categories=())),
    st.text('אבג\u05bc\u05c1\u200f\u202e\u2066\u2069 ._-/\\:*?"<>|\0\n\r\tE\u0301\u200d'),
    st.sampled_from(
        ["CON", "con", "Aux.tar", "NUL.", "COM1", "lpt9.x", "COM¹", "CONIN$", "..", ".", "", "LPT0"]
    ),
    st.text("漢字かな😀\u0301", min_size=60, max_size=200),
)
EXTENSIONS = st.sampled_from(["pdf", "jpg", "bin", ""])


def assert_legal(name: str) -> None:
    """What Windows, macOS and ZIP ask of one name."""
    assert name
    assert len(name) <= MAX_NAME_CHARACTERS
    assert len(name.encode("utf-8")) <= MAX_BYTES - len(".12345678.part")
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f]', name)
    assert not name.endswith((".", " "))
    assert not name.startswith((".", " "))
    assert unicodedata.is_normalized("NFC", name)
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs"} for c in name)
    assert not PureWindowsPath(name).is_reserved()
    assert name.split(".")[0].upper().rstrip() not in {"CON", "PRN", "AUX", "NUL", "COM0", "LPT0", "COM¹"}


@given(WILD, EXTENSIONS)
@example("e\u200d\u0301", "pdf")
@example("\u0301" * 200, "pdf")
@example("NUL" + " " * 300, "pdf")
@example("a" * 115 + "\u0301" * 10, "pdf")
def test_every_text_becomes_a_legal_name_with_its_extension(text: str, extension: str) -> None:
    name = safe_name(text, extension)
    assert_legal(name)
    if extension:
        stem, dot, ending = name.rpartition(".")
        assert stem
        assert dot + ending == f".{extension}"


@given(WILD)
def test_a_clean_part_is_clean_the_second_time(text: str) -> None:
    once = clean_part(text)
    assert clean_part(once) == once


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("בזק בע״מ", "בזק_בע״מ.pdf"),
        ("../../etc/passwd", "etc_passwd.pdf"),
        ("=HYPERLINK(1)", "=HYPERLINK(1).pdf"),
        ("a\r\nb\tc", "a_b_c.pdf"),
        ("\u202egpj.exe", "gpj.exe.pdf"),
        ("con", "_con.pdf"),
        ("Nul.tar.gz", "_Nul.tar.gz.pdf"),
        ("", "file.pdf"),
        ("...", "file.pdf"),
        ("cafe\u0301", "café.pdf"),
    ],
)
def test_names_read_as_expected(text: str, name: str) -> None:
    assert safe_name(text, "pdf") == name


@given(st.lists(st.sampled_from(["a.pdf", "A.PDF", "ß.pdf", "SS.pdf", "é.pdf", "É.pdf", "x" * 116 + ".pdf"])))
def test_unique_names_differ_without_case(names: list[str]) -> None:
    unique = UniqueNames()
    taken = [unique.take(name) for name in names]
    assert len({unicodedata.normalize("NFC", name.casefold()) for name in taken}) == len(names)
    for name, given_name in zip(names, taken, strict=True):
        assert_legal(given_name)
        assert given_name.lower().endswith(".pdf")
        assert given_name[:1] == name[:1]


def test_the_second_of_a_name_says_so_before_its_extension() -> None:
    unique = UniqueNames()
    assert [unique.take("Bezeq.pdf") for _ in range(3)] == ["Bezeq.pdf", "Bezeq_(2).pdf", "Bezeq_(3).pdf"]
    assert unique.take("BEZEQ_(2).pdf") == "BEZEQ_(2)_(2).pdf"


def test_a_name_without_extension_stays_without() -> None:
    assert unique_name("README", {"README"}.__contains__) == "README_(2)"


@given(st.lists(WILD, max_size=20))
def test_a_zip_gives_the_names_back_as_they_went_in(texts: list[str]) -> None:
    unique = UniqueNames()
    names = [unique.take(safe_name(text, "pdf")) for text in texts]
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        for name in names:
            archive.writestr(name, b"")
    with zipfile.ZipFile(stored) as archive:
        assert archive.namelist() == names


@given(WILD, WILD, st.booleans())
def test_a_recordings_name_says_which_call_it_is_of(sid: str, phone: str, dated: bool) -> None:
    name = recording_file_name(Call(sid, None, phone=phone), "2024-01-15" if dated else "", "wav")
    assert_legal(name)
    assert name.startswith("recording")
    assert name.endswith(".wav")
    assert ("2024-01-15" in name) or not dated


def test_a_recordings_name_holds_date_and_number() -> None:
    call = Call("CA12", None, phone="+972-54-555-0123")
    assert recording_file_name(call, "2024-01-15", "mp3") == "recording_CA12_2024-01-15_+972-54-555-0123.mp3"
    assert recording_file_name(call._replace(phone=""), "", "ogg") == "recording_CA12.ogg"
