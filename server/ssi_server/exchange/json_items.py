"""A JSON document read piece by piece: the members of its object, and of a list its items, one at a time.

However long the document is, no more of it is in memory than one item.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NoReturn, TextIO

from flask_babel import gettext as _

LONGEST_ITEM = 24 * 1024 * 1024
"""Letters of one item: more than the largest page that is ever kept takes."""

_CHUNK = 64 * 1024
_BLANK = " \t\r\n"
_OF_NUMBERS = "0123456789+-.eE"


class NotJson(ValueError):
    """The text is no JSON object, or not one that is read here; the message says why, as a sentence."""


def members(text: TextIO) -> Iterator[tuple[str, Any]]:
    """Name and value of each member of the object; a list comes as its items, each under the list's name.

    Raises NotJson, and what reading the text raises.
    """
    scanner = _Scanner(text)
    scanner.take("{")
    while not scanner.takes("}"):
        name = scanner.value()
        if not isinstance(name, str):
            raise NotJson(_malformed("a member has no name"))
        scanner.take(":")
        if scanner.takes("["):
            yield from ((name, item) for item in _items(scanner))
        else:
            yield name, scanner.value()
        scanner.separate("}")
    scanner.end()


def _items(scanner: _Scanner) -> Iterator[Any]:
    while not scanner.takes("]"):
        yield scanner.value()
        scanner.separate("]")


class _Scanner:
    """Where reading stands: `_kept` from `_at` on is read from the text, but not yet understood."""

    def __init__(self, text: TextIO) -> None:
        self._text, self._kept, self._at, self._ended = text, "", 0, False
        self._decoder = json.JSONDecoder(parse_constant=_no_number)

    def takes(self, sign: str) -> bool:
        """Whether this sign is next; it is passed over if so."""
        is_next = self._next() == sign
        self._at += is_next
        return is_next

    def take(self, sign: str) -> None:
        if not self.takes(sign):
            raise NotJson(_malformed(f"{sign!r} is expected, and {self._next() or 'the end'!r} found"))

    def separate(self, end: str) -> None:
        """Passes over the comma between two members; none stands before the end."""
        if self._next() != end:
            self.take(",")
            if self._next() == end:
                raise NotJson(_malformed("a comma has nothing after it"))

    def end(self) -> None:
        if self._next():
            raise NotJson(_malformed("it goes on after its end"))

    def value(self) -> Any:
        """The next value, whole."""
        self._next()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._kept, self._at)
            except json.JSONDecodeError as error:
                if self._ended:
                    raise NotJson(_malformed(error.msg)) from error
            except RecursionError as error:
                raise NotJson(_malformed("it is nested too deeply")) from error
            except ValueError as error:
                raise NotJson(_malformed(str(error))) from error
            else:
                if self._ended or not self._may_go_on(value, end):
                    self._at = end
                    return value
            self._read(max(_CHUNK, len(self._kept) - self._at))

    def _may_go_on(self, value: Any, end: int) -> bool:
        """Whether this is a number of which more may come: all that is read behind it could belong to it."""
        return isinstance(value, int | float) and not self._kept[end:].strip(_OF_NUMBERS)

    def _next(self) -> str:
        """The next sign that is no blank; empty at the end."""
        while True:
            while self._at < len(self._kept):
                if self._kept[self._at] not in _BLANK:
                    return self._kept[self._at]
                self._at += 1
            if self._ended:
                return ""
            self._read(_CHUNK)

    def _read(self, letters: int) -> None:
        more = self._text.read(letters)
        self._ended = not more
        self._kept, self._at = self._kept[self._at :] + more, 0
        if len(self._kept) > LONGEST_ITEM:
            raise NotJson(_("One item of it is longer than any of ours: it is not read further."))


def _malformed(how: str) -> str:
    return str(_("It is not well-formed JSON, or damaged: %(how)s.", how=how))


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")
