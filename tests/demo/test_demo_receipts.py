"""The list of receipts, their files behind signed links, decisions, the server's own ZIP."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from desktop.demo.samples.receipts import HOSTILE_VENDORS, DemoReceipt
from desktop.demo.server import DemoOptions, DemoServer, Fault
from tests.demo.demo_kit import Visitor, fetch_link


def page(visitor: Visitor, query: str = "") -> dict[str, Any]:
    body = visitor.get("/api/receipts" + query).json()
    assert isinstance(body, dict)
    return body


def walk(visitor: Visitor, query: str = "") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    number, pages = 1, 1
    while number <= pages:
        body = page(visitor, f"?per_page=100&page={number}{query}")
        rows += body["items"]
        number, pages = number + 1, body["total_pages"]
    return rows


def with_storage(server: DemoServer, storage: str) -> DemoReceipt:
    return next(r for r in server.world.receipts if r.attachment and r.attachment.storage == storage)


def link(visitor: Visitor, receipt_id: int, which: str = "download") -> str:
    answer = visitor.get(f"/api/receipts/{receipt_id}/{which}")
    assert answer.status_code == 302
    return answer.headers["Location"]


# -- the list ---------------------------------------------------------------------------------------------


def test_pages(visitor: Visitor) -> None:
    body = page(visitor)
    assert set(body) == {"success", "items", "total", "page", "per_page", "total_pages"}
    assert (body["total"], body["page"], body["per_page"], len(body["items"])) == (312, 1, 20, 20)
    body = page(visitor, "?per_page=500&page=4")
    assert (body["per_page"], body["total_pages"], len(body["items"])) == (100, 4, 12)
    past = visitor.get("/api/receipts?page=99")
    assert (past.status_code, past.json()["items"]) == (200, [])


@pytest.mark.parametrize("query", ["?page=0", "?page=-1", "?per_page=-5"])
def test_page_zero_is_a_500(visitor: Visitor, query: str) -> None:
    answer = visitor.get("/api/receipts" + query)
    assert answer.status_code == 500
    assert answer.json()["success"] is False


@pytest.mark.parametrize("query", ["?from_date=yesterday", "?to_date=2026-13-40", "?min_amount=much"])
def test_a_bad_date_is_a_400(visitor: Visitor, query: str) -> None:
    assert visitor.get("/api/receipts" + query).status_code == 400


def test_the_order_is_stable_and_nulls_come_first(visitor: Visitor) -> None:
    rows = walk(visitor)
    assert [row["id"] for row in rows] == [row["id"] for row in walk(visitor)]
    assert len({row["id"] for row in rows}) == 312
    moments = [row["received_at"] for row in rows if "received_at" in row]
    undated = moments.count(None)
    assert undated > 0
    assert moments[:undated] == [None] * undated
    assert moments[undated:] == sorted(moments[undated:], reverse=True)


@pytest.mark.parametrize("name", ["amount", "vendor_name", "created_at", "status"])
def test_other_orders(quick: DemoServer, visitor: Visitor, name: str) -> None:
    for order in ("desc", "asc"):
        ids = [row["id"] for row in walk(visitor, f"&sort={name}&order={order}")]
        values = [getattr(quick.world.receipts.find(i), name) for i in ids]
        known = [value for value in values if value is not None]
        assert known == sorted(known, reverse=order == "desc")
        nulls = len(values) - len(known)
        place = values[:nulls] if order == "desc" else values[len(known) :]
        assert place == [None] * nulls


def test_rows(visitor: Visitor) -> None:
    rows = walk(visitor)
    broken = [row for row in rows if row.get("error")]
    assert broken
    assert set(broken[0]) == {"id", "error", "error_message"}
    sound = [row for row in rows if not row.get("error")]
    assert {"attachment" in row for row in sound} == {True, False}
    assert {"preview_attachment" in row for row in sound} == {True, False}
    assert 0 not in {row["amount"] for row in sound}
    assert None in {row["amount"] for row in sound}
    assert any((row["amount"] or 0) < 0 for row in sound)
    assert {row["currency"] for row in sound} >= {"ILS", "USD", "EUR", "JPY"}
    assert {row["status"] for row in sound} == {
        "pending_review", "approved", "rejected", "not_receipt", "incomplete",
    }  # fmt: skip
    assert {row["preview_status"] for row in sound} == {
        "pending", "generated", "failed", "not_available", "skipped",
    }  # fmt: skip
    for row in sound:
        file = row.get("attachment", {})
        assert set(file) in (set(), {"id", "filename", "mime_type", "size", "signed_url"})
        assert file.get("id") == row["attachment_id"]


def test_hostile_vendors_are_all_there(quick: DemoServer) -> None:
    names = {receipt.vendor_name for receipt in quick.world.receipts}
    assert names >= set(HOSTILE_VENDORS)
    assert max(len(name or "") for name in names) == 255


def test_a_status_that_no_receipt_has(visitor: Visitor) -> None:
    for query in ("?status=all", "?status="):
        assert page(visitor, query)["total"] == 0
    assert 0 < page(visitor, "?status=approved")["total"] < 312


def test_date_filters_include_the_last_day_and_lose_undated_ones(quick: DemoServer, visitor: Visitor) -> None:
    dated = [receipt for receipt in quick.world.receipts if receipt.received_at]
    days = Counter(receipt.received_at.date() for receipt in dated if receipt.received_at)
    day, count = days.most_common(1)[0]
    assert page(visitor, f"?from_date={day}&to_date={day}")["total"] == count
    assert page(visitor, "?from_date=1990-01-01")["total"] == len(dated) < 312


def test_filters_by_vendor_and_amount(visitor: Visitor) -> None:
    found = walk(visitor, "&vendor=HOSTING")
    assert found
    assert {row["vendor_name"] for row in found} == {"Example Hosting"}
    amounts = [row["amount"] for row in walk(visitor, "&min_amount=100&max_amount=200")]
    assert amounts
    assert all(100 <= amount <= 200 for amount in amounts)


def test_a_new_receipt_and_one_that_is_gone(quick: DemoServer, visitor: Visitor) -> None:
    last = page(visitor, "?per_page=100&page=4")["items"][-1]
    added = quick.world.add_receipt(vendor_name="Sample Bakery", status="incomplete")
    assert page(visitor)["total"] == 313
    assert without_links(page(visitor, "?per_page=100&page=4")["items"][-1]) == without_links(last)
    assert visitor.get(f"/api/receipts/{added.id}").json()["receipt"]["vendor_name"] == "Sample Bakery"
    assert added.id == max(row["id"] for row in walk(visitor))
    quick.world.receipts.remove(added.id)
    quick.world.receipts.remove(last["id"])
    assert visitor.get(f"/api/receipts/{added.id}").status_code == 404
    assert visitor.get(f"/api/receipts/{last['id']}/download").status_code == 404
    assert len(walk(visitor)) == 311


def without_links(row: dict[str, Any]) -> dict[str, Any]:
    """Of a row of the list: each answer signs the links of its files anew, by the second."""
    return {name: value for name, value in row.items() if name not in ("attachment", "preview_attachment")}


# -- one receipt -------------------------------------------------------------------------------------------


def test_details(quick: DemoServer, visitor: Visitor) -> None:
    receipt = quick.world.receipts[0]
    body = visitor.get(f"/api/receipts/{receipt.id}").json()["receipt"]
    assert "attachment_id" not in body
    assert receipt.attachment is not None
    assert body["attachment"]["id"] == receipt.attachment.id
    assert {"gmail_thread_id", "raw_extraction_json", "reviewed_by", "reviewed_at", "updated_at"} <= set(body)
    assert visitor.get("/api/receipts/9").status_code == 404


def test_marking(quick: DemoServer, visitor: Visitor) -> None:
    receipt_id = quick.world.receipts[3].id
    for status in ("approved", "rejected", "not_receipt", "pending_review"):
        answer = visitor.ask("PATCH", f"/api/receipts/{receipt_id}/mark", json={"status": status})
        body = answer.json()["receipt"]
        assert set(body) == {"id", "status", "reviewed_at"}
        assert (body["id"], body["status"]) == (receipt_id, status)
        assert visitor.get(f"/api/receipts/{receipt_id}").json()["receipt"]["status"] == status
    for wrong in ("incomplete", "", None, 5):
        answer = visitor.ask("PATCH", f"/api/receipts/{receipt_id}/mark", json={"status": wrong})
        assert answer.status_code == 400
    assert visitor.ask("PATCH", f"/api/receipts/{receipt_id}/mark", data="status=approved").status_code == 500
    assert visitor.ask("PATCH", "/api/receipts/9/mark", json={"status": "approved"}).status_code == 404
    reviewer = visitor.get(f"/api/receipts/{receipt_id}").json()["receipt"]["reviewer"]
    assert reviewer["email"] == "office@sample.example"


def test_stats_count_approved_ones_and_mix_currencies(quick: DemoServer, visitor: Visitor) -> None:
    approved = [receipt for receipt in quick.world.receipts if receipt.status == "approved"]
    body = visitor.get("/api/receipts/stats").json()
    assert body["total"] == len(approved)
    assert body["total_amount"] == pytest.approx(sum((r.amount or 0) / 100 for r in approved))


# -- files -------------------------------------------------------------------------------------------------


def test_every_file_is_what_the_world_says(quick: DemoServer, visitor: Visitor) -> None:
    for receipt in quick.world.receipts[:120]:
        for which, expected in (
            ("download", quick.world.source_bytes(receipt.id)),
            ("preview/download", quick.world.preview_bytes(receipt.id)),
        ):
            answer = visitor.get(f"/api/receipts/{receipt.id}/{which}")
            found = fetch_link(answer.headers["Location"]) if answer.status_code == 302 else answer
            if found.status_code == 200:
                assert found.content == expected
            else:
                odd = receipt.attachment is not None and receipt.attachment.storage in ("stale", "refused")
                assert expected is None or odd
    assert not quick.counters.leaked


def test_no_source_and_no_preview(quick: DemoServer, visitor: Visitor) -> None:
    bare = next(r for r in quick.world.receipts if r.attachment is None and r.preview is None)
    answer = visitor.get(f"/api/receipts/{bare.id}/download")
    assert (answer.status_code, answer.json()["error"]) == (404, "Receipt has no attachment")
    answer = visitor.get(f"/api/receipts/{bare.id}/preview/download")
    assert (answer.status_code, answer.json()) == (404, {"error": "preview_not_available"})
    assert quick.world.source_bytes(bare.id) is None
    assert quick.world.preview_bytes(bare.id) is None


def test_links_live_a_quarter_of_an_hour_by_redirect_and_an_hour_in_json(
    quick: DemoServer, visitor: Visitor
) -> None:
    receipt_id = quick.world.receipts[0].id
    redirect = link(visitor, receipt_id)
    in_json = visitor.get(f"/api/receipts/{receipt_id}").json()["receipt"]["attachment"]["signed_url"]
    quick.world.clock.advance(timedelta(minutes=14))
    assert fetch_link(redirect).status_code == 200
    quick.world.clock.advance(timedelta(minutes=2))
    expired = fetch_link(redirect)
    assert expired.status_code == 403
    assert expired.headers["Content-Type"] == "application/xml"
    assert b"expired" in expired.content
    assert fetch_link(in_json).status_code == 200
    quick.world.clock.advance(timedelta(minutes=45))
    assert fetch_link(in_json).status_code == 403


def test_links_are_signed_letter_by_letter(quick: DemoServer, visitor: Visitor) -> None:
    url = link(visitor, quick.world.receipts[0].id)
    assert url.startswith(quick.files_url)
    assert "%7E" in url
    for changed in (
        url.replace("%7E", "~"),
        url.replace("expires=1", "expires=2"),
        url[:-8],
        url.partition("?")[0],
    ):
        assert fetch_link(changed).status_code == 403
    assert fetch_link(url.replace("/storage/receipts/1/", "/storage/receipts/2/")).status_code == 403


def test_storage_notes_what_it_should_not_have_been_told(quick: DemoServer, visitor: Visitor) -> None:
    url = link(visitor, quick.world.receipts[0].id)
    fetch_link(url, Cookie="al_sess=1", Referer="http://x", **{"X-CSRFToken": "1"})
    assert quick.counters.leaked == {"Cookie": 1, "Referer": 1, "X-CSRFToken": 1}


def test_storage_takes_ranges(quick: DemoServer, visitor: Visitor) -> None:
    receipt_id = quick.world.receipts[0].id
    url, whole = link(visitor, receipt_id), quick.world.source_bytes(receipt_id)
    assert whole is not None
    answer = fetch_link(url, Range="bytes=100-")
    assert (answer.status_code, answer.content) == (206, whole[100:])
    assert answer.headers["Content-Range"] == f"bytes 100-{len(whole) - 1}/{len(whole)}"
    assert fetch_link(url, Range=f"bytes={len(whole)}-").status_code == 416


def test_a_redirect_that_leads_nowhere(quick: DemoServer, visitor: Visitor) -> None:
    absent = with_storage(quick, "absent")
    answer = fetch_link(link(visitor, absent.id))
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/xml")
    assert (
        visitor.get(f"/api/attachments/{absent.attachment and absent.attachment.id}/file").status_code == 404
    )
    assert quick.world.source_bytes(absent.id) is None


def test_a_redirect_that_leads_nowhere_while_the_fresh_link_is_good(
    quick: DemoServer, visitor: Visitor
) -> None:
    stale = with_storage(quick, "stale")
    assert fetch_link(link(visitor, stale.id)).status_code == 404
    fresh = visitor.get(f"/api/receipts/{stale.id}").json()["receipt"]["attachment"]["signed_url"]
    assert fetch_link(fresh).content == quick.world.source_bytes(stale.id)


def test_a_file_that_only_the_api_itself_gives(quick: DemoServer, visitor: Visitor) -> None:
    refused = with_storage(quick, "refused")
    assert refused.attachment is not None
    fresh = visitor.get(f"/api/receipts/{refused.id}").json()["receipt"]["attachment"]["signed_url"]
    assert fetch_link(link(visitor, refused.id)).status_code == 403
    assert fetch_link(fresh).status_code == 403
    answer = visitor.get(f"/api/attachments/{refused.attachment.id}/file")
    assert answer.content == quick.world.source_bytes(refused.id)


def test_a_hebrew_file_name_is_a_400_everywhere(quick: DemoServer, visitor: Visitor) -> None:
    hebrew = next(r for r in quick.world.receipts if r.attachment and not r.attachment.filename.isascii())
    assert hebrew.attachment is not None
    assert fetch_link(link(visitor, hebrew.id)).status_code == 400
    answer = visitor.get(f"/api/attachments/{hebrew.attachment.id}/file")
    assert (answer.status_code, answer.headers["Content-Type"]) == (500, "text/plain; charset=utf-8")


def test_files_that_are_not_what_they_seem(quick: DemoServer, visitor: Visitor) -> None:
    sources = {r.id: quick.world.source_bytes(r.id) for r in quick.world.receipts if r.attachment}
    empty = [receipt_id for receipt_id, data in sources.items() if data == b""]
    assert empty
    assert fetch_link(link(visitor, empty[0])).content == b""
    assert any(
        data and data.startswith(b"%PDF") and not data.rstrip().endswith(b"%%EOF")
        for data in sources.values()
    )
    untyped = next(
        r
        for r in quick.world.receipts
        if r.attachment and r.attachment.mime_type == "application/octet-stream"
    )
    assert untyped.attachment is not None
    assert "." not in untyped.attachment.filename
    answer = fetch_link(link(visitor, untyped.id))
    assert answer.headers["Content-Type"] == "application/octet-stream"


def test_a_pdf_without_a_type_is_among_them(quick: DemoServer) -> None:
    untyped = [r for r in quick.world.receipts if r.attachment and r.attachment.filename == "scan0001"]
    assert any((quick.world.source_bytes(r.id) or b"").startswith(b"%PDF") for r in untyped)


@pytest.mark.parametrize(("kind", "status"), [("expired_link", 403), ("redirect_to_nothing", 404)])
def test_links_made_bad_on_purpose(quick: DemoServer, visitor: Visitor, kind: Any, status: int) -> None:
    receipt_id = quick.world.receipts[0].id
    quick.faults.add(Fault(path="/download$", kind=kind, times=1))
    assert fetch_link(link(visitor, receipt_id)).status_code == status
    assert fetch_link(link(visitor, receipt_id)).status_code == 200


# -- the server's own ZIP ----------------------------------------------------------------------------------


def test_the_zip_of_the_server_loses_the_last_day_and_says_nothing(
    quick: DemoServer, visitor: Visitor
) -> None:
    day = max(r.received_at for r in quick.world.receipts if r.received_at).date()
    inside = {"from_date": str(day - timedelta(days=3)), "to_date": str(day)}
    with zipfile.ZipFile(io.BytesIO(visitor.post("/api/receipts/export", json=inside).content)) as archive:
        ids = {int(name.partition("_")[0]) for name in archive.namelist()}
    found = [quick.world.receipts.find(i) for i in ids]
    assert found
    assert all(r and r.received_at and r.received_at.date() < day for r in found)
    nothing = visitor.post("/api/receipts/export", json={"from_date": "1990-01-01", "to_date": "1990-01-02"})
    assert nothing.status_code == 404


def test_the_zip_of_the_server_stops_at_a_thousand() -> None:
    with DemoServer(DemoOptions(calls=1, receipts=1100)) as server, Visitor(server) as visitor:
        data = visitor.post("/api/receipts/export", json={}).content
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert len({name.partition("_")[0] for name in archive.namelist()}) <= 1000
