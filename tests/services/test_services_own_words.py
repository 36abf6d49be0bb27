"""What the user writes about receipts is his own: none of it goes into what is given to others."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile, is_zipfile

from desktop.core.cancel import CancelToken
from desktop.core.note import NoteKey
from desktop.core.query import ReceiptQuery
from desktop.core.tag import ReceiptTag, TagChange
from desktop.services.account_scope import AccountScope
from tests.services.export_kit import export
from tests.sheet_kit import TOTALS_WORDS, WORDS

TAG, NOTE = "Tagworthy", "Noteworthy"


def test_no_tag_and_no_note_stands_in_an_export_or_a_list(synced: AccountScope, target: Path) -> None:
    ids = synced.receipts.ids(ReceiptQuery())
    synced.tags.change(TagChange(added=tuple(ReceiptTag(number, TAG) for number in ids)))
    for number in ids:
        synced.notes.hold(NoteKey.receipt(number), NOTE)
    synced.notes.write()
    assert synced.receipts.count_of(ReceiptQuery(text=TAG)) == len(ids)
    export(synced, target)
    lists = [target.with_name("list.xlsx"), target.with_name("list.csv")]
    for one in lists:
        synced.list_files.write_receipts(ids, one, (WORDS, TOTALS_WORDS), CancelToken(), lambda _: None)
    for path in (target, *lists):
        assert path.stat().st_size > 0
        told = "".join(texts_of(path.name, path.read_bytes()))
        assert TAG not in told and NOTE not in told, path.name


def texts_of(name: str, data: bytes) -> list[str]:
    """Its name, and what stands in it, in whatever is packed in it, too."""
    if not is_zipfile(io.BytesIO(data)):
        return [name, data.decode("utf-8", "replace")]
    with ZipFile(io.BytesIO(data)) as packed:
        each = (texts_of(entry, packed.read(entry)) for entry in packed.namelist())
        return [name, *(text for texts in each for text in texts)]
