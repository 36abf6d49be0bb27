"""What the bytes are, whatever the label says (api-contract 4 and 5: labels are often wrong)."""

from __future__ import annotations

from enum import Enum
from pathlib import PurePosixPath

from desktop.core.riff_chunks import known_length

SNIFF_BYTES = 1024
"""How much of a file's beginning is enough for `sniff`."""


class MediaType(Enum):
    """A type by content: its extension, and what the program can do with it."""

    WAV = ("wav", "audio")
    MP3 = ("mp3", "audio")
    OGG = ("ogg", "audio")
    FLAC = ("flac", "audio")
    M4A = ("m4a", "audio")
    PDF = ("pdf", "document")
    JPEG = ("jpg", "image")
    PNG = ("png", "image")
    WEBP = ("webp", "image")
    TIFF = ("tif", "image")
    GIF = ("gif", "image")
    BMP = ("bmp", "image")
    HEIC = ("heic", "image")
    HTML = ("html", "text")
    XML = ("xml", "text")
    SVG = ("svg", "text")
    ZIP = ("zip", "other")
    PROGRAM = ("program", "other")
    UNKNOWN = ("bin", "other")

    def __init__(self, extension: str, family: str) -> None:
        self.extension = extension
        self.family = family

    @property
    def is_audio(self) -> bool:
        return self.family == "audio"

    @property
    def is_image(self) -> bool:
        return self.family == "image"


_MAGIC: tuple[tuple[bytes, MediaType], ...] = (
    (b"ID3", MediaType.MP3),
    (b"OggS", MediaType.OGG),
    (b"fLaC", MediaType.FLAC),
    (b"\xff\xd8\xff", MediaType.JPEG),
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
    (b"II*\x00", MediaType.TIFF),
    (b"MM\x00*", MediaType.TIFF),
    (b"GIF8", MediaType.GIF),
    (b"PK\x03\x04", MediaType.ZIP),
)
_NAMED_ZIPS = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp"})
_NAMED_TEXTS = frozenset({"txt", "csv", "eml"})
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f")
_BMP_HEADER_SIZES = {size.to_bytes(4, "little") for size in (12, 16, 40, 52, 56, 64, 108, 124)}
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"}


def claimed_size(head: bytes) -> int | None:
    """How many bytes a RIFF file (WAV, WebP) says that it has; None for others, and when it does not know.

    Source: Microsoft, "Multimedia Programming Interface and Data Specifications 1.0": the length of all that
    follows the first eight bytes.
    """
    if head[:4] != b"RIFF" or len(head) < 8:
        return None
    following = known_length(int.from_bytes(head[4:8], "little"))
    return None if following is None else following + 8


def sniff(head: bytes) -> MediaType:
    """The type of a file that begins with `head` (SNIFF_BYTES are enough); UNKNOWN when nothing fits."""
    if head[:4] == b"RIFF":
        return {b"WAVE": MediaType.WAV, b"WEBP": MediaType.WEBP}.get(head[8:12], MediaType.UNKNOWN)
    if head[4:8] == b"ftyp":
        return MediaType.HEIC if head[8:12] in _HEIC_BRANDS else MediaType.M4A
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if _is_program(head):
        return MediaType.PROGRAM
    if _is_bmp(head):
        return MediaType.BMP
    # Readers accept a PDF whose header stands anywhere in the first kilobyte.
    if b"%PDF-" in head[:SNIFF_BYTES]:
        return MediaType.PDF
    return MediaType.MP3 if _is_mpeg_frame(head) else _sniff_text(head)


def extension_of(head: bytes, filename: str) -> str:
    """By content. Where that leaves several kinds, as a letter is packed as a ZIP, by the name that the file
    came with: never of a kind that the content is not, and of none that may hold macros, as older office
    programs' do. Receipts come with the mails of strangers."""
    kind = sniff(head)
    named = PurePosixPath(filename.strip()).suffix[1:].lower()
    return named if named in _named_kinds(kind, head) else kind.extension


def _named_kinds(kind: MediaType, head: bytes) -> frozenset[str]:
    if kind is MediaType.ZIP:
        return _NAMED_ZIPS
    is_text = kind is MediaType.UNKNOWN and bool(head) and not _CONTROLS.intersection(head)
    return _NAMED_TEXTS if is_text else frozenset()


def _is_program(head: bytes) -> bool:
    """Of Windows or of Linux. Words begin with MZ, too, but have no zeros after it."""
    return head.startswith(b"\x7fELF") or (head[:2] == b"MZ" and b"\0" in head[2:64])


def _is_bmp(head: bytes) -> bool:
    """Two letters are not enough, words begin with them: the next header's size is one of a few, too."""
    return head[:2] == b"BM" and head[14:18] in _BMP_HEADER_SIZES


def _is_mpeg_frame(head: bytes) -> bool:
    """An MPEG audio frame header, layer II or III, with no reserved value in it (ISO 11172-3, 2.4.1.3).

    Nobody sends layer I, and the mark at the beginning of UTF-16 text looks like it.
    """
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    return version != 1 and layer in (1, 2) and head[2] >> 4 != 15 and head[2] >> 2 & 3 != 3


def _sniff_text(head: bytes) -> MediaType:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith((b"<!doctype html", b"<html")):
        return MediaType.HTML
    if b"<svg" in text and text.startswith(b"<"):
        return MediaType.SVG
    return MediaType.XML if text.startswith(b"<?xml") else MediaType.UNKNOWN
