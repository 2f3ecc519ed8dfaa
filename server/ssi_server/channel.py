"""A connection to waitress, with an end for those who dawdle: waitress itself only ends connections that are silent."""

from __future__ import annotations

import time
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError

ARRIVES_WITHIN = 120
"""Seconds from the first byte of a request to its last. A page of 16 MB in that time is 1 Mbit/s."""

AHEAD = 16
"""Requests that may wait on one connection. Browsers and proxies send one and wait for its answer; who sends thousands
at once and reads nothing would have their answers pile up.
"""


class Parser(HTTPRequestParser):  # type: ignore[misc]  # waitress ships no types
    """Refuses with 400 an address that is none: waitress would drop the connection, and log a mistake of its own."""

    def parse_header(self, header_plus: bytes) -> None:
        try:
            super().parse_header(header_plus)
        except ValueError as error:
            raise ParsingError("Bad address") from error


class Channel(HTTPChannel):  # type: ignore[misc]  # waitress ships no types
    """Ends with a request that takes too long to arrive, and with too many that wait."""

    parser_class = Parser
    _begun = 0.0

    def received(self, data: bytes) -> Any:
        if self.request is None:
            self._begun = time.monotonic()
        taken = super().received(data)
        late = self.request is not None and time.monotonic() - self._begun > ARRIVES_WITHIN
        if late or len(self.requests) > AHEAD:
            self.will_close = True
        return taken
