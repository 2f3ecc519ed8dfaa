"""The log as lines of JSON on standard error, one a request and one an event."""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
from typing import Any

from flask import g, has_request_context

from ..trace import trace
from .answered import Answered

log = logging.getLogger(__name__)


class JsonLines(logging.Formatter):
    """A record as one line: `time` (UTC), `level`, `logger`, `message`, and `request` where it belongs to one.

    Of an error it says the kind and the place. What the error says itself is left out: it may quote what was sent.
    """

    def format(self, record: logging.LogRecord) -> str:
        at = dt.datetime.fromtimestamp(record.created, dt.UTC)
        line: dict[str, Any] = {
            "time": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if has_request_context() and "request_id" in g:
            line["request"] = g.request_id
        if record.exc_info and record.exc_info[1]:
            line["error"] = trace(record.exc_info[1])
        return json.dumps(line | getattr(record, "facts", {}), ensure_ascii=False)


class _ToStandardError(logging.StreamHandler[Any]):
    """The one handler of ours: an application that is made again finds it there."""


def begin() -> None:
    """From now on every record of warnings and worse goes out like this, and of this program all that it tells."""
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, _ToStandardError)]:
        root.removeHandler(handler)
    handler = _ToStandardError(sys.stderr)
    handler.setFormatter(JsonLines())
    root.addHandler(handler)
    log.setLevel(logging.INFO)


def tell(answered: Answered) -> None:
    """The line of a request."""
    facts = {
        "method": answered.method,
        "route": answered.route,
        "status": answered.status,
        "ms": round(answered.seconds * 1000, 1),
        **answered.noted,
    }
    log.info("request", extra={"facts": facts})
