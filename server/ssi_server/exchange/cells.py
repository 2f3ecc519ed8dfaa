"""The cells of a table as a spreadsheet should take them: text stays text, whatever it begins with."""

from __future__ import annotations

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Without it a widespread spreadsheet does not take a file for UTF-8, and turns every accent into two letters."""

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""With their full-width forms, which some spreadsheets take for the same."""
_DEFUSED = "'"


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula. An apostrophe in front of it is doubled, so that `original` can
    tell ours from one that was there.

    >>> harmless("=1+1"), harmless(" @SUM(1)"), harmless("'t Hooft"), harmless("IT Services")
    ("'=1+1", "' @SUM(1)", "''t Hooft", 'IT Services')
    """
    dangerous = text.lstrip(" ").startswith(_FORMULA) or text.startswith(_DEFUSED)
    return f"{_DEFUSED}{text}" if dangerous else text


def original(cell: str) -> str:
    """The text that `harmless` made this of.

    >>> [original(harmless(text)) for text in ("=1+1", "'=1", "'t Hooft", "-", "IT Services")]
    ['=1+1', "'=1", "'t Hooft", '-', 'IT Services']
    """
    return cell.removeprefix(_DEFUSED)
