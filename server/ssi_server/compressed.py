"""Pages and JSON made smaller on their way to whoever accepts gzip; waitress sends them as they are."""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

WORTH_IT = 1024
"""Bytes below which the header of gzip eats up what it saves."""

LEVEL = 5
"""Of nine: ten years of figures take some 10 ms, and the levels above hardly save more."""

TYPES = ("text/html", "application/json")


def init_app(app: Flask) -> None:
    @app.after_request
    def compress(response: Response) -> Response:
        """What is streamed, or is a file, goes out as it is."""
        if response.mimetype not in TYPES or response.is_streamed or response.direct_passthrough:
            return response
        response.vary.add("Accept-Encoding")
        body = response.get_data()
        if request.accept_encodings["gzip"] > 0 and len(body) >= WORTH_IT and not response.content_encoding:
            response.set_data(gzip.compress(body, LEVEL, mtime=0))
            response.content_encoding = "gzip"
        return response
