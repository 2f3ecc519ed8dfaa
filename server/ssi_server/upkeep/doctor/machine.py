"""What lies outside the history: the clock, and what listens where the server should."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from importlib.metadata import version

from sqlalchemy import func, select

from ...clock import now
from ...models import Capture, Person
from .finding import Examined, Finding, ok, warning

_TOLERATED = dt.timedelta(minutes=2)
_SECONDS = 5
_LONGEST = 10_000


def clock(examined: Examined) -> Iterator[Finding]:
    """Against the instants that the server itself noted: none of them can lie ahead."""
    if not (examined.database and examined.has_schema):
        return
    with examined.database.read() as session:
        noted = [session.scalar(select(func.max(at))) for at in (Capture.received_at, Person.created_at)]
    ahead = max((at for at in noted if at), default=now()) - now()
    if ahead > _TOLERATED:
        yield warning(
            "clock",
            f"the clock says {now():%Y-%m-%d %H:%M} UTC, but something was stored {str(ahead).split('.')[0]} later",
            "set this machine's clock, or have it set by the network; captures carry its time",
        )
    else:
        yield ok("clock", f"{now():%Y-%m-%d %H:%M:%S} UTC, nothing stored lies ahead of it")


def port(examined: Examined) -> Iterator[Finding]:
    """Who answers where the server is looked for."""
    where = f"{examined.host}:{examined.port}"
    try:
        with closing(HTTPConnection(examined.host, examined.port, timeout=_SECONDS)) as connection:
            connection.request("GET", "/api/hello")
            said = json.loads(connection.getresponse().read(_LONGEST))
        name, running = said["name"], said["version"]
    except ConnectionRefusedError:
        yield ok("port", f"nothing listens on {where}: 'ssi-history serve' can start")
        return
    except (OSError, HTTPException, ValueError, KeyError, TypeError):
        name = running = ""
    if name != "ssi-history":
        yield warning("port", f"something else listens on {where}", "stop it, or choose another port with --port")
    elif running != version("ssi-history"):
        yield warning(
            "port", f"SSI History {running} runs on {where}, but {version('ssi-history')} is installed", "restart it"
        )
    else:
        yield ok("port", f"SSI History {running} answers on {where}")
