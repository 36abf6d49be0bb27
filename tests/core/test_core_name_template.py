"""The names of receipts' files: by the product or the user's template; legal everywhere, fit to be linked."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.core.filenames import UniqueNames
from desktop.core.models import FileKind, Money, Receipt
from desktop.core.name_template import (
    DEFAULT_TEMPLATE,
    PARTS,
    NameTemplate,
    TemplateError,
    TemplateFault,
    receipt_file_name,
)
from tests.core.test_core_filenames import EXTENSIONS, WILD, assert_legal

MONEY = st.builds(
    Money, st.integers(-(2**63) + 1, 2**63 - 1), st.one_of(st.sampled_from(["ILS", "JPY", ""]), WILD)
)


@given(WILD, st.none() | MONEY, st.integers(1, 2**63 - 1), st.sampled_from(FileKind), st.booleans())
@example("0" + "\u0300" * 120, Money(-(10**14), "ILS"), 10**15, FileKind.RECEIPT_PREVIEW, False)
def test_a_receipts_name_keeps_its_id_and_kind(
    vendor: str, amount: Money | None, receipt_id: int, kind: FileKind, dated: bool
) -> None:
    receipt = Receipt(receipt_id, vendor=vendor, amount=amount)
    name = receipt_file_name(receipt, "2024-01-15" if dated else "", kind, "pdf")
    assert_legal(name)
    assert name.endswith(f"_{receipt_id}_{kind.value}.pdf")
    assert ("_2024-01-15_" if dated else "_undated_") in name


@pytest.mark.parametrize(
    ("amount", "part"),
    [
        (Money(15000, "ILS"), "150.00ILS"),
        (Money(-5, "ILS"), "-0.05ILS"),
        (Money(1500, "JPY"), "1500JPY"),
        (Money(1234, "KWD"), "1.234KWD"),
        (None, "noamount"),
    ],
)
def test_a_receipts_name_is_the_products(amount: Money | None, part: str) -> None:
    receipt = Receipt(123, vendor="Vendor", amount=amount)
    name = receipt_file_name(receipt, "2024-01-15", FileKind.RECEIPT_SOURCE, "pdf")
    assert name == f"Vendor_2024-01-15_{part}_123_source.pdf"


KINDS = st.sampled_from(FileKind)
RECEIPTS = st.builds(
    Receipt,
    st.integers(1, 2**63 - 1),
    vendor=WILD,
    amount=st.none() | MONEY,
    invoice_number=WILD,
    invoice_date=st.none() | st.dates(),
)


@st.composite
def templates(draw: st.DrawFn) -> str:
    """Any that is one, with wild words between its parts."""
    parts = draw(st.lists(st.sampled_from(PARTS), min_size=1, unique=True))
    words = draw(st.lists(st.text("אב #%._-/\\:CONaux\u202e\u0301", max_size=4), min_size=8, max_size=8))
    return words[-1] + "".join(f"{{{part}}}{word}" for part, word in zip(parts, words, strict=False))


@given(templates(), st.lists(st.tuples(RECEIPTS, KINDS, EXTENSIONS), max_size=5))
def test_by_any_template_names_are_legal_linkable_and_unique(
    template: str, files: list[tuple[Receipt, FileKind, str]]
) -> None:
    made, unique = NameTemplate(template), UniqueNames()
    names = [
        unique.take(made.of(receipt, "2024-01-15").name(kind, ending)) for receipt, kind, ending in files
    ]
    for name, (_, _, ending) in zip(names, files, strict=True):
        assert_legal(name)
        assert not set("#%") & set(name)
        assert not ending or name.endswith(f".{ending}")
    assert len({name.casefold() for name in names}) == len({name.upper() for name in names}) == len(names)


@given(st.lists(st.tuples(RECEIPTS, KINDS), unique_by=lambda one: (one[0].id, one[1])))
def test_the_usual_names_of_any_two_files_differ(files: list[tuple[Receipt, FileKind]]) -> None:
    names = [receipt_file_name(receipt, "", kind, "pdf").casefold() for receipt, kind in files]
    assert len(set(names)) == len(names)


RECEIPT = Receipt(
    7, vendor="בזק #1", amount=Money(0, "ILS"), invoice_date=date(2024, 2, 1), invoice_number="A/7"
)


@pytest.mark.parametrize(
    ("template", "name"),
    [
        (DEFAULT_TEMPLATE, "בזק_1_2024-01-15_0.00ILS_7_preview.jpg"),
        ("", "בזק_1_2024-01-15_0.00ILS_7_preview.jpg"),
        ("{invoice_date} {vendor}", "2024-02-01_בזק_1.jpg"),
        ("con", (TemplateFault.NO_PART, "")),
        ("{id}{id}", (TemplateFault.TWICE, "id")),
        ("{vendor", (TemplateFault.BRACE, "")),
        ("{what}", (TemplateFault.UNKNOWN_PART, "what")),
        ("{id}" + "x" * 41, (TemplateFault.TOO_LONG, "")),
        ("{number}. {kind} 50%", "A_7._preview_50.jpg"),
    ],
)
def test_a_template_reads_as_expected(template: str, name: str | tuple[TemplateFault, str]) -> None:
    if isinstance(name, tuple):
        with pytest.raises(TemplateError) as caught:
            NameTemplate(template)
        assert (caught.value.fault, caught.value.part) == name
        name = "בזק_1_2024-01-15_0.00ILS_7_preview.jpg"
    made = NameTemplate.usable(template)
    assert made.of(RECEIPT, "2024-01-15").name(FileKind.RECEIPT_PREVIEW, "jpg") == name


def test_what_is_not_known_is_said_and_never_nought() -> None:
    made = NameTemplate("{vendor}_{date}_{invoice_date}_{amount}_{number}")
    name = made.of(Receipt(1), "").name(FileKind.RECEIPT_SOURCE, "pdf")
    assert name == "unknown_undated_undated_noamount_nonumber.pdf"
