"""DemoServer: the API on one port, the file storage on another, both on loopback only."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import TYPE_CHECKING, Self

from desktop.demo.counters import Counters
from desktop.demo.faults import Fault, Faults
from desktop.demo.options import DemoOptions
from desktop.demo.routes.app import route_of, the_api
from desktop.demo.routes.backend import Backend, with_backend
from desktop.demo.routes.links import Links
from desktop.demo.routes.storage import Storage
from desktop.demo.transport.doorman import Doorman
from desktop.demo.transport.front_door import FrontDoor
from desktop.demo.transport.gate import Gate
from desktop.demo.transport.listener import AddressTaken, Listener, join_all, listen_on_loopback
from desktop.demo.world import DemoWorld

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

__all__ = ["AddressTaken", "DemoOptions", "DemoServer", "Fault"]

STOP_SECONDS = 0.9


class DemoServer:
    """May be started and stopped again and again; address, data, sessions and faults stay the same."""

    def __init__(self, options: DemoOptions | None = None) -> None:
        self.options = options or DemoOptions()
        self.counters = Counters()
        self.faults = Faults()
        self.faults.slow_seconds = self.options.slow_seconds
        self.world = DemoWorld(self.options, self.counters)
        self._gate = Gate()
        self._links = Links(self.world.clock, self.options.seed)
        self._api, self._storage = self._doors()
        self._ports = (self.options.port, self.options.files_port)
        self._lock = threading.Lock()
        self._listeners: list[Listener] = []
        self._doorman: Doorman | None = None

    @property
    def url(self) -> str:
        """Address of the API, without a slash at its end."""
        return f"{self._scheme}://127.0.0.1:{self._ports[0]}"

    @property
    def files_url(self) -> str:
        """Address of the storage: another host by name."""
        return f"{self._scheme}://localhost:{self._ports[1]}"

    @property
    def running(self) -> bool:
        return self._doorman is not None

    def start(self) -> None:
        """Listens; raises AddressTaken when a port is in use."""
        with self._lock:
            if self._doorman is not None:
                return
            api = listen_on_loopback(self._ports[0], self._api, self.options.tls)
            try:
                files = listen_on_loopback(self._ports[1], self._storage, self.options.tls)
            except AddressTaken:
                for listener in api:
                    listener.server_close()
                raise
            self._ports = (api[0].port, files[0].port)
            self._links.base_url = self.files_url
            self._gate.reopen()
            self.faults.reopen()
            self._listeners = [*api, *files]
            self._doorman = Doorman(self._listeners)

    def stop(self) -> None:
        """Ends every connection, also those that wait or are stalled, in less than a second."""
        with self._lock:
            if self._doorman is None:
                return
            self._doorman.stop()
            self._doorman = None
            self._gate.close()
            self.faults.close()
            threads = [thread for listener in self._listeners for thread in listener.end_connections()]
            join_all(threads, STOP_SECONDS)
            self._listeners = []

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def _scheme(self) -> str:
        return "https" if self.options.tls else "http"

    def _doors(self) -> tuple[FrontDoor, FrontDoor]:
        world, counters, faults = self.world, self.counters, self.faults
        api = with_backend(the_api().wsgi_app, Backend(world, self._links, faults))
        storage = Storage(world, self._links, counters)
        return (
            FrontDoor(api, route_of, world.clock, counters, faults, self._gate),
            FrontDoor(storage, _storage_route, world.clock, counters, faults, None),
        )


def _storage_route(environ: WSGIEnvironment) -> tuple[str, bool]:
    return f"{environ['REQUEST_METHOD']} files", True
