"""Request bodies: JSON, perhaps compressed, within bounds whatever they claim to be."""

from __future__ import annotations

import json
import zlib
from typing import Any, NoReturn

from flask import Request
from flask_babel import gettext as _

from . import heavy
from .errors import Problem

MAX_BODY = 24 * 1024 * 1024
"""Bytes of a body, as sent and as inflated."""

_GZIP = 16 + zlib.MAX_WBITS
_MOST_DIGITS = 100


def json_of(request: Request) -> Any:
    """The body's JSON value.

    Raises a Problem: 415 if it is not declared as JSON in UTF-8 or is encoded otherwise than by gzip, 413 beyond
    MAX_BODY, 503 while other large ones are worked on, 400 if it is not JSON.
    """
    if request.mimetype != "application/json":
        raise Problem(415, "not_json", "The request is not JSON", "Send it with Content-Type: application/json.")
    if request.mimetype_params.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        raise Problem(415, "unknown_charset", "The request is not in UTF-8", "JSON is sent in UTF-8.")
    if (request.content_length or 0) > MAX_BODY:
        raise too_large(MAX_BODY)
    data = request.get_data(cache=False)
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding == "gzip":
        data = _inflated(data)
    elif encoding not in ("", "identity"):
        raise Problem(415, "unknown_encoding", "The request is encoded in an unknown way", "Use gzip, or no encoding.")
    heavy.reserve(len(data))
    try:
        return json.loads(data.decode("utf-8"), parse_int=_integer, parse_constant=_not_a_number)
    except (ValueError, RecursionError) as error:
        raise Problem(400, "invalid_request", "The request is not well-formed JSON", _where(error)) from error


def too_large(bytes_allowed: int) -> Problem:
    return Problem(
        413,
        "too_large",
        _("The page is larger than the server takes"),
        _(
            "At most %(megabytes)s MB are taken. Reload the SSI page and click again.",
            megabytes=bytes_allowed // 1024**2,
        ),
    )


def _inflated(data: bytes) -> bytes:
    stream = zlib.decompressobj(_GZIP)
    try:
        inflated = stream.decompress(data, MAX_BODY + 1)
    except zlib.error as error:
        raise _mispacked("is not gzip, though it says so", "leave out the header Content-Encoding") from error
    if len(inflated) > MAX_BODY:
        raise too_large(MAX_BODY)
    if not stream.eof:
        raise _mispacked("ends too early for gzip", "send it again, whole")
    if stream.unused_data:
        raise _mispacked("goes on after the end of its gzip", "send one compressed document and nothing behind it")
    return inflated


def _mispacked(how: str, instead: str) -> Problem:
    return Problem(400, "invalid_request", f"The request {how}", f"Compress it anew with gzip, or {instead}.")


def _integer(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise ValueError(f"It holds a number of more than {_MOST_DIGITS} digits")
    return int(digits)


def _not_a_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def _where(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "The request is not text in UTF-8."
    return "It is nested too deeply." if isinstance(error, RecursionError) else f"{error}."
