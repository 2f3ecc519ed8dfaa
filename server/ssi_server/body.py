"""Request bodies: JSON, perhaps compressed, within bounds whatever they claim to be."""

from __future__ import annotations

import json
import zlib
from typing import Any, NoReturn

from flask import Request

from .errors import Problem

MAX_BODY = 24 * 1024 * 1024
"""Bytes of a body, as sent and as inflated."""

_GZIP = 16 + zlib.MAX_WBITS


def json_of(request: Request) -> Any:
    """The body's JSON value.

    Raises a Problem: 415 if it is not declared as JSON or is encoded otherwise than by gzip, 413 beyond MAX_BODY,
    400 if it is not JSON in UTF-8.
    """
    if request.mimetype != "application/json":
        raise Problem(415, "not_json", "The request is not JSON", "Send it with Content-Type: application/json.")
    data = request.get_data(cache=False)
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding == "gzip":
        data = _inflated(data)
    elif encoding not in ("", "identity"):
        raise Problem(415, "unknown_encoding", "The request is encoded in an unknown way", "Use gzip, or no encoding.")
    try:
        return json.loads(data.decode("utf-8"), parse_constant=_not_a_number)
    except (ValueError, RecursionError) as error:
        raise Problem(400, "invalid_request", "The request is not well-formed JSON", _where(error)) from error


def too_large(what: str, bytes_allowed: int) -> Problem:
    return Problem(
        413,
        "too_large",
        f"The {what} is larger than the server takes",
        f"At most {bytes_allowed // 1024**2} MB are taken. Reload the SSI page and click again.",
    )


def _inflated(data: bytes) -> bytes:
    stream = zlib.decompressobj(_GZIP)
    try:
        inflated = stream.decompress(data, MAX_BODY + 1)
    except zlib.error as error:
        raise Problem(400, "invalid_request", "The request is not gzip, though it says so") from error
    if len(inflated) > MAX_BODY:
        raise too_large("inflated request", MAX_BODY)
    if not stream.eof or stream.unused_data:
        raise Problem(400, "invalid_request", "The compressed request is not complete")
    return inflated


def _not_a_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def _where(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "The request is not text in UTF-8."
    return "It is nested too deeply." if isinstance(error, RecursionError) else f"{error}."
