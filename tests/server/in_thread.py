"""An application that is served as `serve` does it, by a thread of the tests."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from waitress.wasyncore import close_all

from ssi_server.listener import listener


@contextmanager
def served(app: Flask) -> Iterator[int]:
    """The port. At the end the thread itself closes its sockets: closed by another, they fail it while it waits."""
    server = listener(app, "127.0.0.1", 0)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield int(server.effective_port)
    finally:
        server.task_dispatcher.shutdown()
        server.trigger.pull_trigger(lambda: _close(server))
        thread.join()


def _close(server: Any) -> None:
    for channel in list(server.active_channels.values()):
        channel.handle_close()  # with the answers that wait in files
    close_all(server._map, ignore_all=True)
