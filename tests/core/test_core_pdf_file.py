"""PDFs taken apart, object by object, and put together into one: what Qt's reader then finds in it."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterable
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions

from desktop.core.pdf import book as book_module
from desktop.core.pdf.book import PdfBook, alone
from desktop.core.pdf.inflate import MOST_BYTES
from desktop.core.pdf.page_copy import copy_pages
from desktop.core.pdf.page_tree import pages
from desktop.core.pdf.pdf_file import PdfFile
from desktop.core.pdf.syntax import MOST_NESTED, Parser, PdfBroken, PdfFull, Ref
from tests.campaigns.mutation import mutated
from tests.read_pdf import ReadPdf
from tests.workers.pdf_kit import locked_pdf, pdf_page, pdf_pages, stream
from tests.workers.renderer_kit import pdf_of

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


class Seen(ReadPdf):
    """With what lies over a page."""

    def color(self, x: int, y: int) -> str:
        """Of the first page, which is 200 points wide."""
        options = QPdfDocumentRenderOptions()
        options.setRenderFlags(QPdfDocumentRenderOptions.RenderFlag.Annotations)
        image = self.document.render(0, QSize(200, 200), options)
        color: QColor = image.pixelColor(x, y)
        return color.name() if color.alpha() else ""


def copied(data: bytes, parent: int = 7) -> bytes:
    """Its pages alone, as a PDF."""
    content = BytesIO()
    found = copy_pages(PdfFile(data), content.write, parent + 1, parent)
    return alone(found, content.getvalue(), parent)


def merged(parts: Iterable[tuple[bytes, str, str]], title: str = "קבלות") -> bytes:
    """Of PDFs with their bookmarks and those above them."""
    out = BytesIO()
    book = PdfBook(out.write)
    for data, mark, section in parts:
        content = BytesIO()
        found = copy_pages(PdfFile(data), content.write, book.next_node + 1, book.next_node)
        book.take(found, [content.getvalue()], mark, section)
    assert book.finish(title, "tests") == len(out.getvalue())
    return out.getvalue()


# -- how files are written -----------------------------------------------------------------------


def test_pages_come_with_what_they_inherit() -> None:
    kid = b"<</Type/Page/Parent 2 0 R/Contents 5 0 R>>"
    above = (
        b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 200]/Rotate 90/Resources<</Font<</F 4 0 R>>>>>>"
    )
    words = stream(b"BT /F 20 Tf 20 100 Td (Hello) Tj ET")
    seen = Seen(copied(pdf_of([CATALOG, above, kid, FONT, words])))
    assert (seen.pages, seen.text()) == (1, "Hello")


def packed_pdf(words: str, way: int) -> bytes:
    """All but its content is in a stream of objects, and its table in another one, foretold in this `way`."""
    objects = {
        1: CATALOG,
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 200]/Resources<</Font<</F 5 0 R>>>>>>",
        3: b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
        5: FONT,
    }
    data = b"%PDF-1.5\n"
    content = stream(f"BT /F 20 Tf 20 100 Td ({words}) Tj ET".encode())
    begins = {4: len(data)}
    data += b"4 0 obj\n" + content + b"\nendobj\n"
    heads, bodies = b"", b""
    for number, text in objects.items():
        heads += b"%d %d " % (number, len(bodies))
        bodies += text + b" "
    inside = zlib.compress(heads + bodies)
    begins[6] = len(data)
    more = b"/Type/ObjStm/N 4/First %d/Filter/FlateDecode" % len(heads)
    data += b"6 0 obj\n" + stream(inside, more) + b"\nendobj\n"
    begins[7] = len(data)
    places = [(0, 0, 0), (2, 6, 0), (2, 6, 1), (2, 6, 2), (1, begins[4], 0), (2, 6, 3), (1, begins[6], 0)]
    rows = [bytes([kind]) + place.to_bytes(3, "big") + bytes([third]) for kind, place, third in places]
    rows.append(bytes([1]) + begins[7].to_bytes(3, "big") + bytes(1))
    table = zlib.compress(_foretold(rows, way))
    more = b"/Type/XRef/Size 8/W[1 3 1]/Root 1 0 R/Filter[/FlateDecode]"
    more += b"/DecodeParms[<</Predictor 12/Columns 5>>]"
    return data + b"7 0 obj\n" + stream(table, more) + b"\nendobj\nstartxref\n%d\n%%%%EOF" % begins[7]


def _foretold(rows: list[bytes], way: int) -> bytes:
    """Source: PNG 1.2, 6; written from the other end than what is tested."""
    data, above = b"", bytes(5)
    for row in rows:
        data += bytes([way])
        for at, byte in enumerate(row):
            left, corner = (row[at - 1], above[at - 1]) if at else (0, 0)
            paeth = min((left, above[at], corner), key=lambda one: abs(left + above[at] - corner - one))
            guess = (0, left, above[at], (left + above[at]) // 2, paeth)[way]
            data += bytes([(byte - guess) % 256])
        above = row
    return data


@pytest.mark.parametrize("way", range(5))
def test_objects_and_tables_in_streams(way: int) -> None:
    data = packed_pdf("Packed", way)
    assert Seen(data).text() == "Packed", "as others read it"
    assert Seen(copied(data)).text() == "Packed"


def _updated(data: bytes, number: int, text: bytes, *, goes: int = 0) -> bytes:
    """`data` with another object of this number behind it, as programs save what was changed."""
    last = data.rindex(b"startxref")
    before = int(data[last + 9 :].split()[0])
    place = len(data) + 1
    data += b"\n%d 0 obj" % number + text + b"endobj\n"
    at = len(data)
    data += b"xref\n%d 1\n%010d 00000 n \n" % (number, place)
    data += b"%d 1\n0000000000 00001 f \n" % goes if goes else b""
    return data + b"trailer<</Size 9/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF" % (before, at)


def test_what_was_saved_last_holds() -> None:
    data = pdf_page([(20, 100, 20, "Before")])
    words = stream(b"BT /F 20 Tf 20 100 Td (After) Tj ET")
    assert Seen(copied(_updated(data, 5, words))).text() == "After"
    gone = _updated(data, 8, b"null", goes=5)
    assert PdfFile(gone).read(5) == b"null"
    assert Seen(copied(gone)).text() == ""


def test_a_table_for_older_readers_beside_one_in_a_stream() -> None:
    """The table calls free what only the stream knows (7.5.8.4)."""
    data = pdf_page([(20, 100, 20, "Plain")])
    at = len(data) + 1
    rows = zlib.compress(b"".join(bytes([1]) + place.to_bytes(3, "big") for place in (at, at)))
    more = b"/Type/XRef/Size 9/W[1 3 0]/Index[5 1 8 1]/Filter/FlateDecode/Root 1 0 R"
    words = stream(b"BT /F 20 Tf 20 100 Td (Hidden) Tj ET")
    data += b"\n5 0 obj" + words + b"endobj\n"
    table = len(data)
    data += b"8 0 obj" + stream(rows, more) + b"endobj\n"
    before = int(data[data.index(b"startxref") + 9 :].split()[0])
    last = len(data)
    data += b"xref\n5 1\n0000000000 00000 f \n"
    data += b"trailer<</Size 9/Root 1 0 R/Prev %d/XRefStm %d>>\nstartxref\n%d\n%%%%EOF" % (
        before,
        table,
        last,
    )
    assert Seen(copied(data)).text() == "Hidden"


def test_what_stands_before_the_header_does_not_count() -> None:
    assert Seen(copied(b"mail says:\r\n" + pdf_page([(20, 100, 20, "Here")]))).text() == "Here"


def test_strings_names_and_comments() -> None:
    text = rb"<</A (a \) ( b ) \\) % so ] >>" + b"\n/B#20 <48 65>/C[1 0 R 2 0 -.5 true]/D 12 0 R>>"
    assert Parser(text).value() == {
        b"/A": rb"(a \) ( b ) \\)",
        b"/B#20": b"<48 65>",
        b"/C": [Ref(1), b"2", b"0", b"-.5", b"true"],
        b"/D": Ref(12),
    }


# -- what is not taken apart ---------------------------------------------------------------------


def _without(data: bytes, words: bytes, other: bytes) -> bytes:
    assert words in data
    return data.replace(words, other)


SOUND = pdf_page([(20, 100, 20, "Hello")])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7\n",
        b"no PDF",
        _without(SOUND, b"startxref", b"startxrex"),
        _without(SOUND, b"5 0 obj", b"6 0 obj"),
        _without(SOUND, b"/Length ", b"/Length 1"),
        _without(SOUND, b"/Pages 2 0 R", b"/Pages 9 0 R"),
        _without(SOUND, b"/Kids[4 0 R]", b"/Kids[2 0 R]"),
        _without(SOUND, b"/Kids[4 0 R]", b"/Kids[4 0 R 4 0 R]"),
        _without(SOUND, b"/Type/Catalog", b"/Type/Catalog " + b"[" * (MOST_NESTED + 2)),
        locked_pdf("secret", "Hello"),
        _without(SOUND, SOUND[SOUND.rindex(b"startxref") :], b"startxref\n" + b"9" * 30),
        _without(SOUND, b"/Contents 5 0 R", b"/Annots[<</Subtype[/Stamp]>>]"),
        pdf_of([CATALOG, b"<</Type/Pages/Count 0/Kids 3 0 R>>", b" 3 0 R "]),
    ],
)
def test_it_says_that_it_cannot(data: bytes) -> None:
    with pytest.raises(PdfBroken):
        copied(data)


def test_a_structure_that_unpacks_to_too_much() -> None:
    inside = zlib.compress(bytes(MOST_BYTES + 1))
    data = pdf_of([CATALOG, stream(inside, b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode")])
    at = data.rindex(b"xref\n0")
    rows = zlib.compress(b"".join(bytes(one) for one in ((0, 0, 0), (2, 2, 0), (1, 9, 0), (2, 2, 1))))
    table = (
        b"4 0 obj" + stream(rows, b"/Type/XRef/Size 4/W[1 1 1]/Root 3 0 R/Filter/FlateDecode") + b"endobj\n"
    )
    broken = data[:at] + table + b"startxref\n%d\n%%%%EOF" % at
    with pytest.raises(PdfBroken):
        copied(broken)


@pytest.mark.parametrize("seed", range(8))
def test_mutated_ones_are_copied_or_refused(seed: int) -> None:
    """And what is copied opens; whether it looks the same is for whoever has it drawn."""
    dice = random.Random(seed)
    sound = [SOUND, packed_pdf("Packed", 2), pdf_pages([[(20, 100, 20, "One")], [(20, 100, 20, "Two")]])]
    for _ in range(150):
        data = mutated(dice.choice(sound), dice)
        try:
            copy = copied(data)
        except PdfBroken:
            continue
        assert Seen(copy).pages == len(list(pages(PdfFile(data))))


@given(st.binary(max_size=300))
def test_no_bytes_do_it_any_harm(data: bytes) -> None:
    for whole in (data, b"%PDF-1.7\n" + data, b"%PDF-1.7\n" + data + b"startxref\n9\n"):
        with pytest.raises(PdfBroken):
            list(pages(PdfFile(whole)))


# -- what is left out ----------------------------------------------------------------------------


def _with_annotation(subtype: bytes, more: bytes = b"", look: bytes = b"/N 5 0 R") -> bytes:
    blue = b"0 0 1 rg 0 0 100 50 re f"
    annotation = b"<</Type/Annot/Subtype/%b/Rect[50 50 150 100]/AP<<%b>>%b>>" % (subtype, look, more)
    return pdf_of(
        [
            CATALOG,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Annots[4 0 R]/AA<</O 6 0 R>>>>",
            annotation,
            stream(blue, b"/Type/XObject/Subtype/Form/BBox[0 0 100 50]"),
            b"<</S/JavaScript/JS(app.alert(1))>>",
        ]
    )


@pytest.mark.parametrize("subtype", [b"Stamp", b"FreeText", b"Widget"])
def test_what_was_stamped_or_filled_in_is_seen(subtype: bytes) -> None:
    assert Seen(copied(_with_annotation(subtype, b"/F 4"))).color(100, 125) == "#0000ff"


def test_of_several_looks_it_has_that_of_its_state() -> None:
    look = b"/N<</Off 6 0 R/On 5 0 R>>"
    on, off = (_with_annotation(b"Widget", b"/AS/" + state, look) for state in (b"On", b"Off"))
    assert Seen(copied(on)).color(100, 125) == "#0000ff"
    assert Seen(copied(off)).color(100, 125) == ""


@pytest.mark.parametrize(("subtype", "more"), [(b"Link", b"/A 6 0 R"), (b"Text", b""), (b"Stamp", b"/F 2")])
def test_what_is_not_seen_on_paper_is_left_out(subtype: bytes, more: bytes) -> None:
    assert b"/Annots" not in copied(_with_annotation(subtype, more))


def test_nothing_that_acts_comes_with_it() -> None:
    data = _with_annotation(b"Widget", b"/A 6 0 R/AA<</E 6 0 R>>/Parent 3 0 R")
    copy = copied(data)
    assert Seen(copy).pages == 1
    for word in (b"JavaScript", b"/AA", b"/OpenAction", b"/A "):
        assert word not in copy


def test_no_stream_leads_to_another_file() -> None:
    data = _without(SOUND, b"/Length", b"/F(secret.txt)/Length")
    data = data.replace(data[data.index(b"startxref") :], b"startxref\n%d\n" % data.rindex(b"xref\n0"))
    assert b"secret" not in copied(data)


def test_fonts_may_have_any_name() -> None:
    """Also one that elsewhere stands for an action."""
    data = _without(SOUND, b"/Font<</F 3 0 R>>", b"/Font<</A 3 0 R>>")
    assert b"/A 3 0 R" not in copied(data)
    assert b"/Font <</A " in copied(data)


# -- one out of many -----------------------------------------------------------------------------


def test_all_pages_and_bookmarks_are_in_it() -> None:
    """Of more documents than stand below one node."""
    parts = [
        (
            pdf_pages([[(20, 100, 20, f"Page {number}")], []]),
            f"ספק {number}",
            "January" if number < 70 else "March",
        )
        for number in range(150)
    ]
    seen = Seen(merged(parts))
    assert seen.pages == 300
    assert [seen.text(2 * number) for number in (0, 63, 64, 149)] == [
        "Page 0",
        "Page 63",
        "Page 64",
        "Page 149",
    ]
    january, march = seen.marks()
    assert (january[0], len(january[1]), january[1][69]) == ("January", 70, "ספק 69")
    assert (march[0], len(march[1]), march[1][-1]) == ("March", 80, "ספק 149")
    assert seen.document.metaData(QPdfDocument.MetaDataField.Title) == "קבלות"


def test_of_one_section_the_bookmarks_stand_by_themselves() -> None:
    seen = Seen(merged([(SOUND, "First", "January"), (SOUND, "Second", "January")]))
    assert seen.marks() == [("First", []), ("Second", [])]


def test_sections_that_do_not_follow_each_other_are_none() -> None:
    """As in a list that is sorted by vendor, of months."""
    parts = [(SOUND, f"Mark {number}", ("January", "March")[number % 2]) for number in range(4)]
    assert Seen(merged(parts)).marks() == [(f"Mark {number}", []) for number in range(4)]


def test_it_is_the_same_each_time() -> None:
    parts = [(SOUND, "First", "January"), (packed_pdf("Packed", 1), "Second", "March")]
    assert merged(parts) == merged(parts)


@pytest.mark.parametrize("name", ["MOST_OBJECTS", "MOST_BYTES"])
def test_more_than_a_pdf_holds_is_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(book_module, name, 40 if name == "MOST_OBJECTS" else 5_000)
    with pytest.raises(PdfFull):
        merged([(SOUND, "One", "")] * 20)


def test_numbers_far_from_the_beginning_can_be_looked_at() -> None:
    assert Seen(copied(SOUND, parent=1_000_000)).text() == "Hello"
