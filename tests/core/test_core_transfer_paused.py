"""One download or all of them paused: what stands still then, what goes on, and what comes next after it."""

from __future__ import annotations

from desktop.core.errors import Cancelled
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Answer, TransferState
from desktop.core.transfer_plan import TransferPlan


class TestPaused:
    def test_all_stop_but_what_is_played_and_what_comes_waits_too(self) -> None:
        plan, keys = TransferPlan(), [FileKey.source(number) for number in range(4)]
        plan.request(keys[0], Priority.NOW, 0.0, kept=True)
        plan.request(keys[1], Priority.ASKED, 0.0, kept=True)
        played, asked = plan.due(0.0)
        assert plan.pause_all(1.0) == [asked.number]
        plan.failed(asked, Cancelled(), 1.0)
        plan.request(keys[2], Priority.ASKED, 2.0, kept=True)
        assert plan.due(2.0) == []
        assert plan.counts().paused == 2
        plan.request(keys[3], Priority.NOW, 3.0, kept=True)
        assert [attempt.key for attempt in plan.due(3.0)] == [keys[3]]
        assert plan.fetched(played, 4.0)
        plan.resume_all(5.0)
        assert [attempt.key for attempt in plan.due(5.0)] == keys[1:3]

    def test_one_keeps_its_place_and_its_slot(self) -> None:
        plan, (first, second) = TransferPlan(), (FileKey.recording("CA1"), FileKey.recording("CA2"))
        plan.request(first, Priority.ASKED, 0.0, kept=True)
        plan.request(second, Priority.ASKED, 0.0, kept=True)
        for answer in (Answer.NOT_ASKED, Answer.PREPARING):
            for attempt in plan.due(0.0):
                plan.ended(attempt, answer, 0.0)
        plan.pause(first, 1.0)
        assert plan.slots_in_use() == 2
        transfer = plan.transfer(first)
        assert transfer is not None and transfer.state is TransferState.PAUSED
        for attempt in plan.due(2_000.0):
            plan.ended(attempt, Answer.PREPARING, 2_000.0)
        assert plan.take_expired() == [second], "patience does not run out while it is paused"
        plan.resume(first, 2_001.0)
        assert [attempt.key for attempt in plan.due(2_001.0)] == [first]

    def test_one_that_goes_on_while_all_are_paused_goes_first(self) -> None:
        plan, key = TransferPlan(), FileKey.source(1)
        plan.request(key, Priority.ASKED, 0.0, kept=True)
        plan.pause_all(0.0)
        assert plan.due(0.0) == []
        plan.resume(key, 1.0)
        assert [attempt.key for attempt in plan.due(1.0)] == [key]
        assert plan.paused

    def test_the_last_bytes_of_one_that_is_paused_are_not_thrown_away(self) -> None:
        plan, key = TransferPlan(), FileKey.source(1)
        plan.request(key, Priority.ASKED, 0.0, kept=True)
        [attempt] = plan.due(0.0)
        plan.pause(key, 1.0)
        assert plan.fetched(attempt, 1.1)
        transfer = plan.transfer(key)
        assert transfer is not None and transfer.state is TransferState.DONE

    def test_an_export_goes_on_and_gets_what_is_paused_too(self) -> None:
        plan, (first, second) = TransferPlan(), (FileKey.source(1), FileKey.source(2))
        plan.request(first, Priority.ASKED, 0.0, kept=True)
        plan.pause_all(0.0)
        plan.request(second, Priority.BACKGROUND, 1.0)
        assert [attempt.key for attempt in plan.due(1.0)] == [second]
        plan.request(first, Priority.BACKGROUND, 2.0)
        assert [attempt.key for attempt in plan.due(2.0)] == [first]
