"""Visitors of the embedded server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop.demo.server import DemoOptions, DemoServer
from tests.demo.demo_kit import Visitor


@pytest.fixture
def quick() -> Iterator[DemoServer]:
    """A server with all its odd rows, whose worker needs hardly any time."""
    with DemoServer(DemoOptions(prepare_seconds=(0.02, 0.05))) as running:
        yield running


@pytest.fixture
def visitor(quick: DemoServer) -> Iterator[Visitor]:
    with Visitor(quick) as signed_in:
        yield signed_in
