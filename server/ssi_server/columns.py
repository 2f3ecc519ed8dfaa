"""Text in columns on a terminal, where some letters take two places and some take none."""

from __future__ import annotations

import unicodedata


def width(text: str) -> int:
    """How many places the text takes.

    >>> width("SSI"), width("営業"), width("e\\u0301")
    (3, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(letter) else 1 + _is_wide(letter) for letter in text)


def fitted(text: str, places: int, *, keep_end: bool = False) -> str:
    """The text in exactly so many places: filled with blanks, or cut at its end (or start) with an ellipsis.

    Letters that would steer the terminal become blanks: the text may come from a page.

    >>> fitted("Top 9%", 8), fitted("main > article > p", 9), fitted("main > article > p", 9, keep_end=True)
    ('Top 9%  ', 'main > a…', '…icle > p')
    """
    text = "".join(letter if letter.isprintable() else " " for letter in text)
    if width(text) > places:
        while width(text) >= places:
            text = text[1:] if keep_end else text[:-1]
        text = f"…{text}" if keep_end else f"{text}…"
    return text + " " * (places - width(text))


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"
