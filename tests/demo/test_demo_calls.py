"""The list of calls with all its quirks."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from desktop.demo.routes.calls import NO_TRANSCRIPT
from desktop.demo.server import DemoServer
from tests.demo.demo_kit import Visitor


def page(visitor: Visitor, query: str = "") -> dict[str, Any]:
    body = visitor.get("/api/calls" + query).json()
    assert isinstance(body, dict)
    return body


def walk(visitor: Visitor, size: int = 50) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    more = True
    while more:
        body = page(visitor, f"?limit={size}&offset={len(rows)}")
        rows += body["calls"]
        more = body["pagination"]["hasMore"]
    return rows


def test_pages(visitor: Visitor) -> None:
    assert page(visitor)["pagination"] == {"total": 312, "limit": 50, "offset": 0, "hasMore": True}
    body = page(visitor, "?limit=1000&offset=300")
    assert body["pagination"] == {"total": 312, "limit": 100, "offset": 300, "hasMore": False}
    assert len(body["calls"]) == 12
    assert page(visitor, "?offset=312")["calls"] == []
    assert page(visitor, "?limit=0")["calls"] == []


@pytest.mark.parametrize(
    "query", ["?limit=abc", "?limit=", "?offset=1.5", "?limit=-1", "?offset=%D7%90", "?limit=+5"]
)
def test_what_is_no_integer_leaks_sql(visitor: Visitor, query: str) -> None:
    answer = visitor.get("/api/calls" + query)
    assert answer.status_code == 500
    assert "SELECT" in answer.json()["error"]


def test_newest_first_with_undated_ones_before_all(visitor: Visitor) -> None:
    moments = [row["created_at"] for row in walk(visitor)]
    undated = moments.count(None)
    assert undated > 0
    assert moments[:undated] == [None] * undated
    assert moments[undated:] == sorted(moments[undated:], reverse=True)


def test_a_walk_over_ties_misses_rows_and_repeats_others(visitor: Visitor) -> None:
    walks = [[row["sid"] for row in walk(visitor, 7)] for _ in range(4)]
    assert {len(sids) for sids in walks} == {312}
    assert min(len(set(sids)) for sids in walks) < 312
    assert len({tuple(sids) for sids in walks}) > 1
    # Whoever asks for all of it often enough has all of it.
    assert len(set().union(*walks)) > min(len(set(sids)) for sids in walks)


def test_bunches_of_ties_are_small_and_some(quick: DemoServer) -> None:
    bunches = Counter(call.created_at for call in quick.world.calls if call.created_at)
    assert 3 <= sum(count > 1 for count in bunches.values()) <= 40
    assert max(bunches.values()) <= 5


def test_a_new_call_shifts_the_offsets(quick: DemoServer, visitor: Visitor) -> None:
    last = page(visitor, "?limit=1&offset=311")["calls"]
    added = quick.world.add_call(transcript="שלום")
    body = page(visitor, "?limit=1&offset=312")
    assert body["calls"] == last
    assert body["pagination"]["total"] == 313
    assert added.sid in {row["sid"] for row in page(visitor, "?limit=10")["calls"]}
    assert visitor.get(f"/api/calls/{added.sid}/details").json()["transcript"] == "שלום"
    quick.world.calls.remove(added.sid)
    assert visitor.get(f"/api/calls/{added.sid}/details").status_code == 404


def test_a_call_that_the_server_lost(quick: DemoServer, visitor: Visitor) -> None:
    lost = quick.world.calls[20].sid
    quick.world.calls.remove(lost)
    assert visitor.get(f"/api/calls/{lost}/details").status_code == 404
    assert lost not in {row["sid"] for row in walk(visitor, 100)}


def test_rows(visitor: Visitor) -> None:
    rows = walk(visitor, 100)
    for row in rows:
        assert row["sid"] == row["call_sid"]
        assert row["at"] == row["created_at"]
        assert row["transcript"] == row["transcription"] == row["final_transcript"]
        assert row["hasTranscript"] == bool(row["transcript"])
        assert (row["expiresAt"] is None) == (not row["hasRecording"] or row["created_at"] is None)
        for name in ("at", "expiresAt"):
            assert not (row[name] or "").endswith(("Z", "+00:00"))
    assert {row["customer_phone"] for row in rows} >= {None, "anonymous"}
    assert {row["direction"] for row in rows} == {"inbound", "outbound", "unknown"}
    assert {"completed", "no-answer", "busy", "failed", "canceled"} <= {row["status"] for row in rows}
    assert {len(row) for row in rows} >= {19, 20}
    assert len({"." in (row["at"] or "") for row in rows}) == 2
    assert max(len(row["transcript"] or "") for row in rows) > 20_000
    assert any(row["lead_name"] is None for row in rows)


def test_long_transcripts_mix_languages_and_stay_in_bounds(quick: DemoServer) -> None:
    longest = max((call.transcript for call in quick.world.calls), key=len)
    assert "\n" in longest
    assert any("א" <= letter <= "ת" for letter in longest)
    assert any(letter.isascii() and letter.isalpha() for letter in longest)
    assert len(longest) <= 33_000


def test_an_empty_filter_matches_nothing(visitor: Visitor) -> None:
    for query in ("?status=", "?direction=", "?status=all"):
        assert page(visitor, query)["pagination"]["total"] == 0
    busy = page(visitor, "?status=busy&limit=100")["calls"]
    assert busy
    assert {row["status"] for row in busy} == {"busy"}
    outgoing = page(visitor, "?direction=outbound")
    assert 0 < outgoing["pagination"]["total"] < 312


def test_search_knows_the_calling_number_the_transcript_and_wildcards(
    quick: DemoServer, visitor: Visitor
) -> None:
    def total(text: str) -> int:
        return int(visitor.get("/api/calls", params={"search": text}).json()["pagination"]["total"])

    assert total("INVOICE") > 0
    assert total("חשבונית") > 0
    assert total("972541234567") > 0
    # Nulls fit no pattern.
    nothing = [c for c in quick.world.calls if not c.transcript and not c.phone and c.direction != "outbound"]
    assert nothing
    assert total("%") == total("_") == 312 - len(nothing)
    assert total("Sample Bakery") == 0
    assert total("inv_ice") == total("invoice")
    assert total("no such words (at all) [") == 0


def test_details(quick: DemoServer, visitor: Visitor) -> None:
    told = next(call for call in quick.world.calls if call.transcript)
    silent = next(call for call in quick.world.calls if not call.transcript)
    body = visitor.get(f"/api/calls/{told.sid}/details").json()
    assert set(body) == {"success", "call", "transcript", "summary", "sentiment"}
    assert body["transcript"] == told.transcript
    assert body["summary"] == told.summary
    body = visitor.get(f"/api/calls/{silent.sid}/details").json()
    assert body["transcript"] == NO_TRANSCRIPT
    assert body["call"]["hasTranscript"] is False
    answer = visitor.get("/api/calls/CA0/details")
    assert (answer.status_code, answer.json()) == (404, {"success": False, "error": "Call not found"})


def test_stats_count_the_newest_by_mistake(quick: DemoServer, visitor: Visitor) -> None:
    stats = visitor.get("/api/calls/stats").json()["stats"]
    assert set(stats) == {"total_calls", "with_recording", "with_transcript", "expiring_soon"}
    assert stats["total_calls"] == 312
    assert stats["expiring_soon"] == sum(call.has_recording for call in quick.world.calls[:10])
