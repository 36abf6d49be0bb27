"""Doorman: one thread that waits at all listening sockets and can be woken at once."""

from __future__ import annotations

import selectors
import socket
import threading

from desktop.demo.transport.listener import Listener


class Doorman:
    """Accepts connections from its start until `stop`."""

    def __init__(self, listeners: list[Listener]) -> None:
        self._listeners = listeners
        self._bell, self._button = socket.socketpair()
        self._thread = threading.Thread(target=self._run, name="demo-doorman", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends the waiting and closes the listening sockets."""
        self._button.close()
        self._thread.join()
        self._bell.close()
        for listener in self._listeners:
            listener.server_close()

    def _run(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._bell, selectors.EVENT_READ)
            for listener in self._listeners:
                selector.register(listener.socket, selectors.EVENT_READ, listener)
            while True:
                for key, _events in selector.select():
                    if key.fileobj is self._bell:
                        return
                    key.data.accept_one()
