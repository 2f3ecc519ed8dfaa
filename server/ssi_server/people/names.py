"""What persons, teams and devices are called."""

from __future__ import annotations

import unicodedata

LONGEST = 100
_NO_TEXT = frozenset(("Cc", "Cs", "Zl", "Zp"))
"""Unicode's categories of control characters, lone surrogates, and breaks of lines and paragraphs."""


class BadName(ValueError):
    """Nobody and nothing can be called that; the message says what a name is."""


class NameTaken(ValueError):
    """Somebody else is called that already."""


def name(text: str) -> str:
    """The text as a name, without blanks around it. BadName for what is none.

    >>> name(" Ann O'Nym ")
    "Ann O'Nym"
    """
    called = text.strip()
    if not 1 <= len(called) <= LONGEST or any(unicodedata.category(letter) in _NO_TEXT for letter in called):
        raise BadName("A name has one to 100 characters, on one line.")
    return called


def is_name(text: str) -> bool:
    """Whether somebody can be called that.

    >>> is_name("Ann"), is_name(""), is_name("Ann\\nBob")
    (True, False, False)
    """
    try:
        return bool(name(text))
    except BadName:
        return False
