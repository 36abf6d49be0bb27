"""server_reason: why nothing that needs the server can be done just now, in one sentence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.workers.connection import ConnectionState


def server_reason(state: ConnectionState) -> str:
    """ "" while the server can be reached."""
    sentences = {
        ConnectionState.NO_ACCOUNT: QCoreApplication.translate("ServerReason", "Sign in first."),
        ConnectionState.SIGNED_OUT: QCoreApplication.translate(
            "ServerReason", "You are not signed in, and this needs the server. Sign in first."
        ),
        ConnectionState.CONNECTING: QCoreApplication.translate(
            "ServerReason", "This needs the server, which is just being reached."
        ),
        ConnectionState.OFFLINE: QCoreApplication.translate(
            "ServerReason", "You are offline, and this needs the server."
        ),
        ConnectionState.PORTAL: QCoreApplication.translate(
            "ServerReason",
            "This needs the server, and this network seems to ask you to sign in in a browser first.",
        ),
    }
    return sentences.get(state, "")
