"""PDFs for tests, written letter by letter: text, pages, passwords, and what tries to reach out of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from tests.workers.renderer_kit import pdf_of

Piece = tuple[float, float, float, str]
"""Left and bottom of the text, how large it is, in points, and the words: Latin letters alone."""

_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def text_stream(pieces: Sequence[Piece]) -> bytes:
    """What draws the pieces."""
    parts = [f"BT /F {size} Tf {x} {y} Td ({words}) Tj ET" for x, y, size, words in pieces]
    return "\n".join(parts).encode("latin-1")


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), more, content)


def pdf_page(pieces: Sequence[Piece], more: bytes = b"", box: bytes = b"[0 0 200 300]") -> bytes:
    """One page; `more` is what else stands in its dictionary."""
    return pdf_pages([pieces], more, box)


def pdf_pages(pages: Sequence[Sequence[Piece]], more: bytes = b"", box: bytes = b"[0 0 200 300]") -> bytes:
    """A page for each list of pieces."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        _FONT,
    ]
    for number, pieces in enumerate(pages):
        head = b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents %d 0 R" % (box, 5 + 2 * number)
        objects += [head + b"/Resources<</Font<</F 3 0 R>>>>" + more + b">>", stream(text_stream(pieces))]
    return pdf_of(objects)


# -- passwords -----------------------------------------------------------------------------------


def locked_pdf(password: str, words: str) -> bytes:
    """A page that opens with the password alone: the standard security of PDF 1.4, revision 2, 40 bits."""
    word = (password.encode() + _PADDING)[:32]
    owner = _rc4(hashlib.md5(word).digest()[:5], word)
    identity = bytes(range(16))
    rights = (-4).to_bytes(4, "little", signed=True)
    key = hashlib.md5(word + owner + rights + identity).digest()[:5]
    user = _rc4(key, _PADDING)
    content = _rc4(
        hashlib.md5(key + (5).to_bytes(3, "little") + b"\0\0").digest()[:10],
        text_stream([(20, 200, 20, words)]),
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
        _FONT,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Contents 5 0 R/Resources<</Font<</F 3 0 R>>>>>>",
        stream(content),
        b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % (_hex(owner), _hex(user)),
    ]
    name = b"<" + _hex(identity) + b">"
    return pdf_of(objects, b"/Encrypt 6 0 R/ID[" + name + name + b"]")


def _hex(content: bytes) -> bytes:
    return content.hex().encode()


def _rc4(key: bytes, content: bytes) -> bytes:
    state, other = list(range(256)), 0
    for place in range(256):
        other = (other + state[place] + key[place % len(key)]) % 256
        state[place], state[other] = state[other], state[place]
    out, place, other = bytearray(), 0, 0
    for byte in content:
        place = (place + 1) % 256
        other = (other + state[place]) % 256
        state[place], state[other] = state[other], state[place]
        out.append(byte ^ state[(state[place] + state[other]) % 256])
    return bytes(out)
