"""The numbers at /metrics, for the addresses that the settings name; to everybody else there is no such page."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable

from flask import Flask, Response, abort, request

from ..config import Network, Unusable
from ..errors import Problem
from .answered import Answered

PATH = "/metrics"
_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def serve(app: Flask, allowed: tuple[Network, ...]) -> Callable[[Answered], None]:
    """Adds the page; what counts the requests. Raises Unusable where the library is missing."""
    try:
        from .numbers import FOLDER, Numbers, shared_folder
    except ModuleNotFoundError as error:
        raise Unusable(
            f"SSI_HISTORY_METRICS_FOR is set, but {error.name} is missing: pip install prometheus-client."
        ) from error
    numbers = Numbers()

    @app.get(PATH)
    def metrics() -> Response:
        """What the server has counted."""
        if not _may_ask(request.remote_addr or "", allowed) or request.is_secure:  # Over TLS it came by the proxy.
            abort(404)
        if request.environ.get("wsgi.multiprocess") and not shared_folder():
            raise Problem(
                500,
                "one_of_several",
                "These would be the numbers of one process only",
                f"Set {FOLDER} to an empty folder that all processes of this server write to.",
            )
        return Response(numbers.text(), content_type=_TYPE)

    return numbers.count


def _may_ask(address: str, allowed: tuple[Network, ...]) -> bool:
    """Whoever comes through a socket in the file system has no address, and may not."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    found = getattr(found, "ipv4_mapped", None) or found
    return any(found in network for network in allowed)
