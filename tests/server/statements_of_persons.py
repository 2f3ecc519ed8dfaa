"""What an SQL statement says about whose rows it touches."""

from __future__ import annotations

import re
from collections import Counter

OWNED = frozenset("pages captures readings group_readings notes goals preferences accounts audit".split())
"""The tables of what a person owns: those that are distributed by person."""

_USE = re.compile(
    rf"\b(?P<how>FROM|JOIN|INTO|UPDATE|USING|,)\s*\(?\"?(?P<table>{'|'.join(sorted(OWNED))})\"?(?!\.)\b"
    r"(?:\s+AS\s+\"?(?P<name>\w+)\"?)?"
)
_PERSON = r'(?:"?(\w+)"?\.)?person_id'
_IS = re.compile(rf"{_PERSON} = (?:{_PERSON}|([?:%$][\w()]*))")
_NEW = re.compile(r"INSERT INTO \"?(\w+)\"? \((?P<columns>[^)]*)\)")
_KNOWN = ""
"""Stands for a value that comes with the statement."""


def strangers(statement: str) -> set[str]:
    """The owned tables, by the names that they go by, whose person the statement does not name.

    A person is named by a value, or by being that of another table of the statement whose person is named.

    >>> strangers("SELECT * FROM captures WHERE captures.person_id = ? AND captures.id = ?")
    set()
    >>> strangers("SELECT * FROM captures WHERE captures.id = ?")
    {'captures'}
    >>> joined = "SELECT * FROM captures JOIN group_readings AS industry ON industry.capture_id = captures.id"
    >>> strangers(f"{joined} WHERE captures.person_id = %(id)s::INTEGER")
    {'industry'}
    >>> strangers(f"{joined} AND industry.person_id = captures.person_id WHERE captures.person_id = ?")
    set()
    >>> sorted(strangers("SELECT * FROM captures, pages WHERE captures.person_id = pages.person_id"))
    ['captures', 'pages']
    >>> strangers("DELETE FROM pages WHERE pages.person_id = ? AND NOT EXISTS (SELECT 1 FROM pages WHERE sha256 = ?)")
    {'pages'}
    >>> strangers("INSERT INTO goals (person_id, figure) VALUES (?, ?)")
    set()
    >>> strangers("INSERT INTO goals (figure) VALUES (?)")
    {'goals'}
    """
    uses = [use for use in _USE.finditer(statement) if use["how"] != "INTO"]
    names = Counter(use["name"] or use["table"] for use in uses)
    only = next(iter(names), _KNOWN)  # What a column without a table belongs to.
    pairs = [(left or only, _KNOWN if value else right or only) for left, right, value in _IS.findall(statement)]
    named = {_KNOWN}
    while more := {one for pair in pairs if named.intersection(pair) for one in pair} - named:
        named |= more
    said = Counter(name for pair in pairs for name in pair)
    unnamed = {name for name, count in names.items() if name not in named or said[name] < count}
    return unnamed | {new[1] for new in _NEW.finditer(statement) if new[1] in OWNED and not _names_person(new)}


def _names_person(new: re.Match[str]) -> bool:
    return "person_id" in [column.strip(' "') for column in new["columns"].split(",")]
