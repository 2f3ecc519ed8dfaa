"""Where the time of a capture goes: `PYTHONPATH=tests python -m bench.parts [PAGE]`.

Captures are sent to the application in this process, one after the other, into a SQLite file, and the time of the
processor that each part of their path takes for itself is added up. The watch costs some microseconds a part.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ssi_parser.page
from ssi_server import body
from ssi_server.app import create_app
from ssi_server.captures import api, intake, store
from ssi_server.captures.pages import PackedPage
from ssi_server.captures.quota import Quota
from ssi_server.captures.request import CaptureRequest
from ssi_server.config import Settings
from ssi_server.people import bearer, devices, persons
from ssi_server.storage import Database

from .page import bodies, page_of
from .say import say

WARM, CAPTURES = 30, 300
PARTS: dict[str, tuple[Any, str]] = {
    "the token is looked up": (bearer, "_recognised"),
    "the body becomes JSON": (body, "json_of"),
    "its digest": (CaptureRequest, "digest"),
    "was it sent before?": (intake, "_kept"),
    "lxml: the page becomes a tree": (intake, "load"),
    "what identifies the member is taken out": (intake, "scrub"),
    "whose account it is": (intake, "account_of"),
    "BeautifulSoup: what is left becomes a tree": (ssi_parser.page, "BeautifulSoup"),
    "the figures are found and weighed": (intake, "read"),
    "the page is compressed": (PackedPage, "of"),
    "the day's quota": (Quota, "take"),
    "the page's row": (PackedPage, "keep"),
    "the capture's row": (store, "add_capture"),
    "the figures' rows": (store, "add_reading"),
    "the rest of the transaction, with its commit": (intake, "_keep"),
    "what has changed since the last one": (api, "_answer"),
    "Flask, the checks of the request, and JSON again": (api, "send"),
}
"""What is watched, by the name under which its caller finds it. The last is all that is in none of the others."""


class Watch:
    """Seconds of the processor by part; those of a part within another count for the inner one alone."""

    def __init__(self) -> None:
        self.own: Counter[str] = Counter()
        self._within: list[float] = []

    @contextmanager
    def on(self, part: str) -> Iterator[None]:
        self._within.append(0.0)
        start = time.process_time()
        try:
            yield
        finally:
            took = time.process_time() - start
            self.own[part] += took - self._within.pop()
            if self._within:
                self._within[-1] += took

    def watched(self, part: str, call: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(call)
        def timed(*args: Any, **kwargs: Any) -> Any:
            with self.on(part):
                return call(*args, **kwargs)

        return timed


def main() -> None:
    html = Path(sys.argv[1]).read_text("utf-8") if len(sys.argv) > 1 else page_of(0.43)
    *parts, around = PARTS
    watch = Watch()
    for part in parts:
        owner, name = PARTS[part]
        call = getattr(owner, name)
        is_of_class = isinstance(vars(owner)[name], classmethod)
        setattr(owner, name, watch.watched(part, call) if not is_of_class else staticmethod(watch.watched(part, call)))
    with TemporaryDirectory(prefix="ssi-history-bench-") as folder:
        send = sender(Path(folder) / "data")
        requests = bodies(html)
        for request in islice(requests, WARM):
            send(request)
        watch.own.clear()
        for request in islice(requests, CAPTURES):
            with watch.on(around):
                send(request)
    whole = watch.own.total()
    say(
        f"{CAPTURES} captures of {len(html.encode()) / 1e6:.2f} MB:"
        f" {whole / CAPTURES * 1000:.1f} ms of the processor each"
    )
    for part in PARTS:
        say(f"{part:52}{watch.own[part] / CAPTURES * 1000:7.2f} ms{watch.own[part] / whole:8.1%}")


def sender(data_dir: Path) -> Callable[[bytes], None]:
    """A function that has a body kept by an application over a new file."""
    settings = Settings.load(data_dir, environ={})
    client = create_app(settings).test_client()
    database = Database(settings)
    with database.write() as session:
        token = devices.add_device(session, persons.first_person(session).id, "Browser", "capture")[1]
    database.close()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def send(request: bytes) -> None:
        answer = client.post("/api/captures", data=request, headers=headers, base_url="http://127.0.0.1:8712")
        assert answer.status_code == 201, answer.text

    return send


if __name__ == "__main__":
    main()
