"""What the bytes are: by their beginning alone, whatever the label says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.media_type import SNIFF_BYTES, MediaType, extension_of, sniff

BMP = b"BM" + (70).to_bytes(4, "little") + b"\0" * 4 + (54).to_bytes(4, "little") + (40).to_bytes(4, "little")


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"RIFF\x24\x08\0\0WAVEfmt ", MediaType.WAV),
        (b"RIFF\x24\x08\0\0WEBPVP8 ", MediaType.WEBP),
        (b"RIFF\x24\x08\0\0AVI LIST", MediaType.UNKNOWN),
        (b"ID3\x04\0\0\0\0\0\0", MediaType.MP3),
        (b"\xff\xfb\x90\x64\0\0", MediaType.MP3),
        (b"\xff\xf3\x40\xc4\0\0", MediaType.MP3),
        (b"\xff\xe3\x18\xc4\0\0", MediaType.MP3),
        (b"OggS\0\x02", MediaType.OGG),
        (b"fLaC\0\0\0\x22", MediaType.FLAC),
        (b"\0\0\0\x20ftypM4A \0\0\0\0", MediaType.M4A),
        (b"\0\0\0\x18ftypheic\0\0\0\0", MediaType.HEIC),
        (b"%PDF-1.4\n", MediaType.PDF),
        (b"\xef\xbb\xbf\r\n junk %PDF-1.7", MediaType.PDF),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", MediaType.JPEG),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", MediaType.PNG),
        (b"II*\0\x08\0\0\0", MediaType.TIFF),
        (b"MM\0*\0\0\0\x08", MediaType.TIFF),
        (b"GIF89a", MediaType.GIF),
        (BMP, MediaType.BMP),
        (b"PK\x03\x04\x14\0", MediaType.ZIP),
        (b"<!DOCTYPE html><html>", MediaType.HTML),
        (b"\xef\xbb\xbf  \r\n<HTML lang=he>", MediaType.HTML),
        (b'<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', MediaType.XML),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">', MediaType.SVG),
        (b"<svg onload=alert(1)>", MediaType.SVG),
        (b'{"status": "ready"}', MediaType.UNKNOWN),
        (b"BMW of Haifa, invoice 7", MediaType.UNKNOWN),
        ("\ufeffhtml".encode("utf-16-le"), MediaType.UNKNOWN),
        (b"\xff\xff\xff\xff", MediaType.UNKNOWN),
        (b"\xff\xf1\x50\x80", MediaType.UNKNOWN),
        (b"", MediaType.UNKNOWN),
    ],
)
def test_the_beginning_tells_the_type(head: bytes, kind: MediaType) -> None:
    assert sniff(head) is kind


def test_a_pdf_header_counts_in_the_first_kilobyte_only() -> None:
    assert sniff(b"x" * (SNIFF_BYTES - 5) + b"%PDF-1.4") is MediaType.PDF
    assert sniff(b"x" * SNIFF_BYTES + b"%PDF-1.4") is MediaType.UNKNOWN


@given(st.binary(max_size=64))
def test_no_bytes_are_too_wild(head: bytes) -> None:
    assert sniff(head) in MediaType


@given(
    st.sampled_from([b"<!doctype html>", b"<html>", b"<?xml ", b"{", b"Not found"]), st.binary(max_size=64)
)
def test_no_page_is_ever_a_recording(start: bytes, rest: bytes) -> None:
    assert not sniff(start + rest).is_audio


def test_no_two_types_share_an_extension() -> None:
    assert len({kind.extension for kind in MediaType}) == len(MediaType)
    assert (MediaType.WAV.is_audio, MediaType.PDF.is_audio, MediaType.PNG.is_image) == (True, False, True)


ZIP = b"PK\x03\x04\x14\0"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
LETTER = "שלום".encode("cp1255") + b"\r\nthe invoice is attached"


@pytest.mark.parametrize(
    ("head", "filename", "extension"),
    [
        (ZIP, "Invoice 7.DOCX ", "docx"),
        (ZIP, "prices.xlsx", "xlsx"),
        (ZIP, "prices.ods", "ods"),
        (ZIP, "prices.zip", "zip"),
        (ZIP, "", "zip"),
        (LETTER, "letter.eml", "eml"),
        (LETTER, "letter.txt", "txt"),
        # Not what it says it is, or what runs.
        (ZIP, "prices.docm", "zip"),
        (ZIP, "prices.pdf", "zip"),
        (ZIP, "prices.txt", "zip"),
        (ZIP, "docx", "zip"),
        (OLE, "prices.docx", "bin"),
        (OLE, "prices.xls", "bin"),
        (LETTER, "letter.rtf", "bin"),
        (LETTER, "letter.bat", "bin"),
        (LETTER, "letter.docx", "bin"),
        (LETTER + b"\0", "letter.txt", "bin"),
        (b"MZ\x90\0\x03", "letter.txt", "program"),
        (b"%PDF-1.7", "letter.docx", "pdf"),
        (b"<html>", "letter.eml", "html"),
        (b"", "letter.txt", "bin"),
    ],
)
def test_a_name_tells_more_only_where_the_content_leaves_several_kinds(
    head: bytes, filename: str, extension: str
) -> None:
    assert extension_of(head, filename) == extension
