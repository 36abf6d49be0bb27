"""Of a name that is too long the vendor is cut; and once they are cut, names differ, too."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.core.filenames import MAX_NAME_BYTES, MAX_NAME_CHARACTERS, UniqueNames
from desktop.core.models import FileKind, Money, Receipt
from desktop.core.name_template import DEFAULT_TEMPLATE, PARTS, NameTemplate, receipt_file_name
from tests.core.test_core_filenames import assert_legal

LONGEST = Receipt(
    2**63 - 1,
    vendor="בזק " * 80,
    amount=Money(-(2**63) + 1, "ILS"),
    invoice_number="7" * 40,
    invoice_date=date(2024, 2, 1),
)
KEPT = ("_2024-01-15_", "_2024-02-01_", "_-92233720368547758.07ILS_", f"_{2**63 - 1}_", "_preview_")
ALL_PARTS = st.permutations(PARTS).map(lambda parts: "".join(f"_{{{part}}}_" for part in parts))
WORDS = st.text("אx😀", max_size=26)
MARKS = st.sampled_from(["", "_(2)", "_(100000)"])


@given(ALL_PARTS, WORDS, MARKS)
@example("_{vendor}_{number}_{date}_{invoice_date}_{amount}_{id}_{kind}_", "😀" * 26, "_(100000)")
def test_what_tells_receipts_apart_is_never_cut(template: str, words: str, mark: str) -> None:
    made = NameTemplate(words + template)
    name = made.of(LONGEST, "2024-01-15").name(FileKind.RECEIPT_PREVIEW, "jpeg", mark)
    assert_legal(name)
    assert name.endswith(f"{mark}.jpeg")
    around = f"_{name.removesuffix(f'{mark}.jpeg')}_"
    assert all(part in around for part in KEPT)


@given(st.text("אבגxyz漢", min_size=1, max_size=5), st.sampled_from(FileKind))
def test_a_vendor_gives_way_by_no_more_than_it_must(vendor: str, kind: FileKind) -> None:
    receipt = Receipt(7, vendor=vendor * 120, amount=Money(15_000, "ILS"))
    name = receipt_file_name(receipt, "2024-01-15", kind, "pdf")
    assert name.endswith(f"_2024-01-15_150.00ILS_7_{kind}.pdf")
    # One stands free for what a device's name needs; the last sign may have three bytes.
    assert len(name) >= MAX_NAME_CHARACTERS - 1 or len(name.encode()) >= MAX_NAME_BYTES - 3


@pytest.mark.parametrize(
    "vendor",
    [
        "\u200b",
        "\u3164\u115f",
        "\u2800",
        "\u034f\u180b",
        "\ufe0f",
        "\U000e0101",
        "\u202e \u2066\t",
        "\uffa0",
        " ",
    ],
)
def test_a_vendor_whom_nobody_sees_is_unknown(vendor: str) -> None:
    name = receipt_file_name(Receipt(7, vendor=vendor), "", FileKind.RECEIPT_SOURCE, "pdf")
    assert name == "unknown_undated_noamount_7_source.pdf"


@given(st.lists(st.sampled_from(["בזק", "Bezeq", "BEZEQ", "x" * 300, "X" * 299, "ß" * 200, "SS" * 100])))
def test_names_that_are_cut_differ_without_case(vendors: list[str]) -> None:
    """The number that tells them apart costs the vendor some more letters, and nothing else."""
    made, unique, names = NameTemplate("{vendor}_{amount}_{date}"), UniqueNames(), list[str]()
    for vendor in vendors:
        receipt = Receipt(7, vendor=vendor, amount=Money(15_000, "ILS"))
        ask = partial(made.of(receipt, "2024-01-15").name, FileKind.RECEIPT_SOURCE, "pdf")
        names.append(unique.free_of(ask))
        unique.hold(names[-1])
    for name in names:
        assert_legal(name)
        assert name.split("_(")[0].removesuffix(".pdf").endswith("_150.00ILS_2024-01-15")
    for fold in (str.casefold, str.upper, str.lower):
        assert len(set(map(fold, names))) == len(names)


def test_of_thousands_of_the_same_name_each_is_found_at_once() -> None:
    """Not by trying all numbers before it."""
    unique, asked = UniqueNames(), list[str]()

    def ask(mark: str) -> str:
        asked.append(mark)
        return f"source{mark}.pdf"

    for _ in range(2000):
        unique.hold(unique.free_of(ask))
    assert len(asked) < 3 * 2000
    assert asked[-1] == "_(2000)"


def test_the_usual_name_has_room_for_a_vendor() -> None:
    name = NameTemplate(DEFAULT_TEMPLATE).of(LONGEST, "2024-01-15").name(FileKind.RECEIPT_SOURCE, "pdf")
    assert name.startswith("בזק_בזק_בזק")
