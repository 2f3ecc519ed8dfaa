"""Requests to the provider: short, small, and never led elsewhere."""

from __future__ import annotations

import time
from typing import Any

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests.exceptions import ConnectionError
from urllib3.exceptions import HTTPError

PATIENCE = (3.0, 3.0)
"""Seconds for the connection, and for each piece of the answer."""
IN_ALL = 6.0
LARGEST = 512 * 1024
"""Bytes of an answer: the keys of the largest providers are a tenth of it."""

_PIECE = 16 * 1024


class Limited(HTTPAdapter):
    """Reads an answer as long as it is neither too long nor too slow; whatever the caller asks for."""

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
        ends = time.monotonic() + IN_ALL
        response = super().send(request, *args, **(kwargs | {"timeout": PATIENCE, "stream": True}))
        try:
            content = _content(response, ends)
        except HTTPError as error:
            raise ConnectionError("the answer breaks off") from error
        finally:
            response.close()
        response._content, response._content_consumed = content, True  # As requests keeps what it has read.
        return response


def _content(response: Response, ends: float) -> bytes:
    """As it comes, since a piece of a given size may take for ever."""
    content = bytearray()
    while piece := response.raw.read1(_PIECE, decode_content=True):
        content += piece
        if len(content) > LARGEST:
            raise ConnectionError("the answer is too large")
        if time.monotonic() > ends:
            raise ConnectionError("the answer takes too long")
    return bytes(content)
