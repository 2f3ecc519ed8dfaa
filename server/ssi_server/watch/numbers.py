"""What is counted, in Prometheus' terms. Processes that share PROMETHEUS_MULTIPROC_DIR are counted together."""

from __future__ import annotations

import os
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from ssi_parser.errors import Refusal, Unreadable

from ..config import Unusable
from .answered import Answered

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The library's own setting: where processes keep what each has counted."""

CAPTURES = "POST", "/api/captures"
OUTCOMES = ("read", "repeated", "unreadable", "refused", "declined", "failed")
VERDICTS = ("consistent", "suspect")
CODES = (*(refusal.code for refusal in Refusal.__subclasses__()), "storage_unavailable", "internal_error")
"""Codes that are there from the start, at 0: what alerts look at must not begin at 1, which is no increase."""

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Numbers:
    """What this process has counted since it started."""

    def __init__(self) -> None:
        folder = shared_folder()
        if folder and not (folder.is_dir() and os.access(folder, os.W_OK)):
            raise Unusable(f"{FOLDER} names {folder}, which is no folder that the server may write to.")
        disable_created_metrics()  # type: ignore[no-untyped-call]  # Twice the text, and nobody asks for it.
        self._registry = CollectorRegistry()
        self._requests = self._counter("requests", "Requests that were answered.", "method", "route", "status")
        self._captures = self._counter("captures", "Captures that browsers sent, by what came of them.", "outcome")
        self._refusals = self._counter("refusals", "Answers that are problems, by their code.", "code")
        self._readings = self._counter("readings", "Captures that were kept, by the reader's verdict.", "verdict")
        self._seconds = Histogram(
            "ssi_history_request_seconds",
            "Seconds from a request to its answer.",
            ("method", "route"),
            buckets=SECONDS,
            registry=self._registry,
        )
        for counter, words in ((self._captures, OUTCOMES), (self._refusals, CODES), (self._readings, VERDICTS)):
            for word in words:
                counter.labels(word)

    def count(self, answered: Answered) -> None:
        self._requests.labels(answered.method, answered.route, answered.status).inc()
        self._seconds.labels(answered.method, answered.route).observe(answered.seconds)
        if (code := answered.noted.get("code")) is not None:
            self._refusals.labels(code).inc()
        if (answered.method, answered.route) == CAPTURES:
            self._captures.labels(outcome(answered)).inc()
        if (verdict := answered.noted.get("verdict")) is not None:
            self._readings.labels(verdict).inc()

    def text(self) -> bytes:
        """In the format that Prometheus reads; of all processes where they share a folder."""
        registry = self._registry
        if shared_folder():
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the library's own gap
        return generate_latest(registry)

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(f"ssi_history_{name}", about, labels, registry=self._registry)


def outcome(answered: Answered) -> str:
    """What came of a capture, one of OUTCOMES: `refused` for a page that is none of ours, `declined` for a request."""
    match answered.status:
        case 201:
            return "read"
        case 200:
            return "repeated"
        case 422:
            return "unreadable" if answered.noted.get("code") == Unreadable.code else "refused"
    return "failed" if answered.status >= 500 else "declined"


def shared_folder() -> Path | None:
    named = os.environ.get(FOLDER)
    return Path(named) if named else None
