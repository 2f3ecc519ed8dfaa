"""Files between the page that looks at them and the one that takes them in.

They travel in the form itself, compressed: nothing is kept on the server before the member says so, and whichever of
several servers gets the answer has the files.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Request
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from .. import heavy
from ..body import MAX_BODY
from ..errors import Problem

_LONGEST_NAME = 200


@dataclass(frozen=True)
class Upload:
    """A file as it was uploaded; `number` is its place in the form, which the fields that belong to it bear too."""

    number: int
    name: str
    data: bytes

    @property
    def packed(self) -> str:
        """Its bytes for a field of a form."""
        return base64.urlsafe_b64encode(zlib.compress(self.data)).decode()


def admit(request: Request) -> None:
    """Lets a form of files be as large as any request. Raises a Problem (413) that says what to do with a larger one,
    and 503 while other large ones are worked on.

    To be called before anything looks into the form.
    """
    request.max_form_memory_size = MAX_BODY
    if (request.content_length or 0) > MAX_BODY:
        raise _too_large()
    heavy.reserve(request.content_length or 0)


def uploads_of(request: Request) -> list[Upload]:
    """The files that were chosen; where none were, those that the form brings along. Raises a Problem for a form that
    is none of ours (400), or is too large when it is unpacked (413).
    """
    chosen = [file for file in request.files.getlist("files") if file.filename]
    if chosen:
        return [_chosen(number, file) for number, file in enumerate(chosen)]
    return list(_brought(request))


def _chosen(number: int, file: FileStorage) -> Upload:
    with file.stream as stream:
        return Upload(number, (file.filename or "")[-_LONGEST_NAME:], stream.read())


def _brought(request: Request) -> Iterator[Upload]:
    room, number = MAX_BODY, 0
    while (packed := request.form.get(f"file.{number}")) is not None:
        data = _unpacked(packed, room)
        room -= len(data)
        yield Upload(number, request.form.get(f"name.{number}", "")[-_LONGEST_NAME:], data)
        number += 1


def _unpacked(packed: str, room: int) -> bytes:
    try:
        data = zlib.decompressobj().decompress(base64.b64decode(packed, b"-_", validate=True), room + 1)
    except (ValueError, binascii.Error, zlib.error) as error:
        raise Problem(
            400, "invalid_request", _("The request cannot be understood"), _("Reload the page and try again.")
        ) from error
    if len(data) > room:
        raise _too_large()
    return data


def _too_large() -> Problem:
    return Problem(
        413,
        "too_large",
        _("These files are larger than the server takes at once"),
        _(
            "At most %(megabytes)s MB are taken. Bring them one after the other, or use the command"
            " “ssi-history import”, which takes files of any size.",
            megabytes=MAX_BODY // 1024**2,
        ),
    )
