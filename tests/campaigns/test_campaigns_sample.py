"""A small, seeded sample of every campaign, so that none rots; the full ones are run by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.campaigns.__main__ import main
from tests.campaigns.campaign import Campaign, Outcome, Plan
from tests.campaigns.registry import CAMPAIGNS

SAMPLED = [name for name, campaign in CAMPAIGNS.items() if campaign.sample]


@pytest.mark.parametrize("name", SAMPLED)
def test_a_sample_keeps_every_promise(qapp: QApplication, name: str) -> None:
    outcome, done = Outcome(), list[int]()
    campaign = CAMPAIGNS[name]
    campaign.run(Plan(campaign.sample, seed=7, say=done.append, small=True), outcome)
    assert outcome.failures == []
    assert outcome.tally
    assert len(done) == campaign.sample


def test_a_case_is_the_same_whichever_went_before() -> None:
    alone = [dice.random() for _, dice in Plan(count=1, first=5).cases()]
    among = [dice.random() for _, dice in Plan(count=6).cases()]
    assert alone == among[5:]


@pytest.mark.parametrize(("failures", "code", "verdict"), [([], 0, "ok"), (["case 3: torn"], 1, "BROKEN")])
def test_a_broken_promise_fails_the_command(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    failures: list[str],
    code: int,
    verdict: str,
) -> None:
    def run(plan: Plan, outcome: Outcome) -> None:
        outcome.tally["image"] = plan.count
        outcome.failures += failures

    monkeypatch.setitem(CAMPAIGNS, "kills", Campaign("kills", run, count=9, sample=1))
    assert main(["kills", "--count", "4"]) == code
    out = capsys.readouterr().out
    assert "kills count=4 seed=1 image=4" in out
    assert out.rstrip().endswith(verdict)
    assert all(failure in out for failure in failures)


def test_a_campaign_that_cannot_run_says_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["sound"]) == 2
    assert "apt-get install pulseaudio pulseaudio-utils" in capsys.readouterr().err
