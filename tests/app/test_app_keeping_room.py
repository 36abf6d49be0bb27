"""The room that kept recordings take: how long they stay, what goes over the limit, what is asked before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from desktop.core.call_query import CallQuery
from desktop.demo.server import DemoServer
from desktop.services.retention import EVERY_RECORDING
from desktop.ui.widgets.message_bar import MessageBar
from tests.app.conftest import Driver
from tests.app.keeping_kit import (
    FEW_CALLS,
    choose,
    keep,
    kept,
    message,
    obtainable,
    set_gigabyte,
    set_limit,
    sync,
)


@pytest.fixture
def server() -> Iterator[DemoServer]:
    """Few calls, whose recordings are prepared in a moment."""
    with DemoServer(FEW_CALLS) as running:
        yield running


def test_how_long_recordings_stay_is_said_with_the_first_one(signed_in: Driver, server: DemoServer) -> None:
    sids = obtainable(signed_in, server)[:2]
    keep(signed_in, sids[:1])
    signed_in.wait(
        lambda: message(signed_in, "policy").startswith("Recordings are kept on this computer until")
    )
    window = signed_in.program.window
    # At the receipts nobody asked about recordings.
    assert all(bar.is_silent for bar in window.receipts_page.findChildren(MessageBar))
    assert not signed_in.calls.message_bar.is_silent
    window.messages.dismiss("policy")
    keep(signed_in, sids[1:])
    assert message(signed_in, "policy") == ""
    status = signed_in.program.window.status
    signed_in.wait(lambda: any(text.endswith("of 50 GB kept on this computer") for text in status.texts()))


def test_how_long_recordings_stay_is_not_said_again_at_the_next_start(
    signed_in: Driver, server: DemoServer, start: Callable[[str], Driver]
) -> None:
    sids = obtainable(signed_in, server)[:2]
    keep(signed_in, sids[:1])
    signed_in.wait(lambda: message(signed_in, "policy") != "")
    signed_in.program.window.close()
    again = start("en")
    again.wait_for_lists()
    keep(again, sids[1:])
    assert message(again, "policy") == ""


def test_over_the_limit_only_what_may_go_goes(
    signed_in: Driver, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A limit of bytes in place of gigabytes, so that little is over it."""
    set_gigabyte(signed_in, monkeypatch, 1)
    reviewed, other = obtainable(signed_in, server)[-2:]
    keep(signed_in, [reviewed, other])
    signed_in.calls.marking.mark_heard(reviewed)
    signed_in.wait(lambda: bool(signed_in.scope.calls.ids(CallQuery(reviewed=True))))
    set_limit(signed_in, 1)
    signed_in.wait(lambda: signed_in.scope.calls.kept(reviewed) is None)
    assert signed_in.scope.calls.kept(other) is not None
    signed_in.wait(lambda: "1 reviewed recording was removed" in message(signed_in, "space-removed"))
    signed_in.wait(lambda: "1 not reviewed" in message(signed_in, "space"))
    # The rule does not fetch it again, nor others: there is no room, which is said.
    choose(signed_in, EVERY_RECORDING)
    signed_in.wait(lambda: "not kept by themselves any more" in message(signed_in, "guard"))
    assert signed_in.scope.calls.kept(reviewed) is None
    # More room: it goes on by itself, and does not bring again what is reviewed.
    others = [sid for sid in obtainable(signed_in, server) if sid != reviewed]
    set_limit(signed_in, 0)
    signed_in.wait(lambda: kept(signed_in, others))
    assert signed_in.scope.calls.kept(reviewed) is None
    assert message(signed_in, "space") == message(signed_in, "guard") == ""


def test_what_went_is_counted_as_long_as_it_stands(
    signed_in: Driver, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_gigabyte(signed_in, monkeypatch, 1_000)
    sids = obtainable(signed_in, server)[-2:]
    keep(signed_in, sids)
    for sid in sids:
        signed_in.calls.marking.mark_heard(sid)
    signed_in.wait(lambda: len(signed_in.scope.calls.ids(CallQuery(reviewed=True))) == 2)
    set_limit(signed_in, signed_in.scope.space.room().used // 1_000 - 1)
    signed_in.wait(lambda: message(signed_in, "space-removed").startswith("1 reviewed recording was removed"))
    set_limit(signed_in, 1)
    signed_in.wait(
        lambda: message(signed_in, "space-removed").startswith("2 reviewed recordings were removed")
    )


@pytest.mark.parametrize("busy", [False, True])
def test_what_only_this_computer_has_goes_when_the_user_says_so(
    signed_in: Driver, server: DemoServer, monkeypatch: pytest.MonkeyPatch, busy: bool
) -> None:
    """Also while it is measured just then, as it is after every few files that come."""
    set_gigabyte(signed_in, monkeypatch, 1)
    [sid] = obtainable(signed_in, server)[-1:]
    keep(signed_in, [sid])
    signed_in.calls.marking.mark_heard(sid)
    signed_in.wait(lambda: bool(signed_in.scope.calls.ids(CallQuery(reviewed=True))))
    server.world.clock.advance(timedelta(days=9))
    sync(signed_in)
    space = signed_in.program.window.keeping.space
    set_limit(signed_in, 1)
    signed_in.wait(lambda: "1 only on this computer" in message(signed_in, "space"))
    assert kept(signed_in, [sid])
    space.ask_to_let_go()
    signed_in.wait(lambda: space.dialog is not None)
    assert space.dialog is not None
    # Enter keeps it.
    assert space.dialog.answer_button.text() == "Keep them"
    if busy:
        space.look()
    space.dialog.other_button.click()
    signed_in.wait(lambda: signed_in.scope.calls.kept(sid) is None)
    signed_in.wait(lambda: message(signed_in, "space") == "")
