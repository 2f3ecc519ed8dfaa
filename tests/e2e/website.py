"""A small web server whose pages the test chooses and whose requests it can read."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


@dataclass(frozen=True)
class Page:
    html: str
    seconds: float = 0  # the answer is held back this long
    status: int = HTTPStatus.OK
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    query: str = ""


class Website:
    """What is served on a port of 127.0.0.1, and what was asked for; other paths answer 404."""

    def __init__(self, port: int = 0) -> None:
        """`port`: 0 for any that is free."""
        self.pages: dict[str, Page | Callable[[Request], Page]] = {}
        self.requests: list[Request] = []
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.website = self

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def serve(self, path: str, html: str, *, seconds: float = 0) -> None:
        """Show `html` at `path`, each answer held back for so many seconds."""
        self.pages[path] = Page(html, seconds)

    def asked(self, method: str) -> list[str]:
        """The paths that were asked for by this method, in order."""
        return [request.path for request in self.requests if request.method == method]

    def forget(self) -> None:
        """No pages and no requests, as at the start."""
        self.pages.clear()
        self.requests.clear()

    @contextmanager
    def running(self) -> Iterator[Self]:
        thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()


class _Server(ThreadingHTTPServer):
    website: Website

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a dropped connection, as browsers do drop them; anything else is our own mistake."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 30

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._answer()

    def _answer(self) -> None:
        path, _, query = self.path.partition("?")
        request = Request(self.command, path, query)
        self.server.website.requests.append(request)
        page = self.server.website.pages.get(path)
        if page is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        if not isinstance(page, Page):
            page = page(request)
        time.sleep(page.seconds)
        body = page.html.encode()
        self.send_response(page.status)
        for name, value in {**page.headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the requests are kept in `Website.requests`."""
