"""A plain, fast server on loopback: every path but a question gives the same file, sent by the system itself.
A receipt's files are led to, as the real one does.

`python -m tests.benchmarks.file_server FILE` says "port" and its number, and runs until it is killed.
"""

from __future__ import annotations

import socket
import sys
import threading
from contextlib import suppress
from pathlib import Path

_READY = b'{"success": true, "status": "ready"}'


def _answer(kind: str, length: int) -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n".encode()


_LED_ON = b"HTTP/1.1 302 Found\r\nLocation: /file\r\nContent-Length: 0\r\n\r\n"


def _serve(connection: socket.socket, path: Path) -> None:
    """One connection, kept alive until the client ends it."""
    waiting = b""
    sound = _answer("audio/mpeg", path.stat().st_size)
    status = _answer("application/json", len(_READY)) + _READY
    with connection, path.open("rb") as file, suppress(OSError):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while data := connection.recv(65536):
            waiting += data
            while b"\r\n\r\n" in waiting:
                head, _, waiting = waiting.partition(b"\r\n\r\n")
                path_asked = head.split(b" ", 2)[1]
                if path_asked.endswith(b"/status"):
                    connection.sendall(status)
                elif path_asked.endswith(b"/download"):
                    connection.sendall(_LED_ON)
                else:
                    connection.sendall(sound)
                    connection.sendfile(file, 0)


def main(arguments: list[str]) -> int:
    path = Path(arguments[0])
    with socket.create_server(("127.0.0.1", 0)) as listener:
        print(f"port {listener.getsockname()[1]}", flush=True)
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=_serve, args=(connection, path), daemon=True).start()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
