"""A document of ours back in: each item checked, what is sound kept in batches, what is not told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any, TextIO

from flask_babel import gettext as _
from marshmallow import Schema, ValidationError

from ..api import told
from .arrival import BATCH, Arrival
from .document import ABOUT, FORMAT, VERSION
from .json_items import NotJson, members
from .report import Fate, Report, words
from .schemas import CaptureItem, GoalItem, NoteItem, PreferencesItem

_LISTS: dict[str, Schema] = {"goals": GoalItem(), "notes": NoteItem(), "captures": CaptureItem()}
"""One word's plural each, without its last letter the word itself."""
_PREFERENCES = PreferencesItem()
_LETTERS = 4 * 1024 * 1024
"""Of pages, that are taken in together."""


def take_document(text: TextIO, arrival: Arrival, report: Report) -> None:
    """Takes in the document, and notes in the report what became of each item.

    Raises NotJson where there is no document of ours, or not any more; what came before that is kept.
    """
    take_members(members(text), arrival, report)


def take_members(found: Iterator[tuple[str, Any]], arrival: Arrival, report: Report) -> None:
    """The same from a document that is read already: names and values, the items of a list one by one."""
    for name, values in groupby(_opened(found), lambda member: member[0]):
        items = (value for _member, value in values)
        if name == "preferences":
            _take_preferences(items, arrival, report)
        elif name in _LISTS:
            _take_list(name, items, arrival, report)
        elif name != ABOUT:
            raise NotJson(_("A document of SSI History holds nothing called “%(name)s”.", name=name[:40]))


def _opened(found: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """What follows the format and the version, which stand first."""
    head = dict(islice(found, 2))
    if head.get("format") != FORMAT:
        raise NotJson(_("It is no document of SSI History: that begins with its format and its version."))
    version = head.get("version")
    if version != VERSION or isinstance(version, bool):
        raise NotJson(
            _(
                "It is a document of version %(found)s, and this program reads version %(known)s: update SSI History.",
                found=str(version)[:20],
                known=VERSION,
            )
        )
    return found


def _take_list(name: str, values: Iterator[Any], arrival: Arrival, report: Report) -> None:
    number = 0
    for batch in _batches(values):
        sound = []
        for value in batch:
            number += 1
            try:
                sound.append((_place(name, number, value), _LISTS[name].load(value)))
            except ValidationError as error:
                report.note(Fate.REFUSED, f"{_place(name, number, value)}: {_wrong(error)}")
        for (place, _item), fate in zip(sound, _arrived(name, [item for _where, item in sound], arrival), strict=True):
            report.note(fate, words(place, fate))


def _batches(values: Iterator[Any]) -> Iterator[list[Any]]:
    """Fewer together where they hold large pages."""
    batch, letters = [], 0
    try:
        for value in values:
            batch.append(value)
            letters += len(str(value.get("page"))) if isinstance(value, dict) else 0
            if len(batch) == BATCH or letters > _LETTERS:
                yield batch
                batch, letters = [], 0
    except (NotJson, UnicodeDecodeError):  # What came before is as sound as if the document ended here.
        yield batch
        raise
    yield batch


def _arrived(name: str, items: list[Any], arrival: Arrival) -> list[Fate]:
    if name == "captures":
        return arrival.captures(items)
    take = arrival.goal if name == "goals" else arrival.note
    with arrival.session() as session:
        return [take(session, item) for item in items]


def _take_preferences(values: Iterable[Any], arrival: Arrival, report: Report) -> None:
    for value in values:
        try:
            chosen = _PREFERENCES.load(value)
        except ValidationError as error:
            report.note(Fate.REFUSED, f"preferences: {_wrong(error)}")
            continue
        with arrival.session() as session:
            for name, choice in chosen.items():
                fate = arrival.preference(session, name, choice)
                report.note(fate, words(f"preference {name}", fate))


def _place(name: str, number: int, value: Any) -> str:
    known = value.get("captured_at") or value.get("day") or value.get("figure") if isinstance(value, dict) else None
    return f"{name[:-1]} {number}" + (f" ({known[:40]})" if isinstance(known, str) else "")


def _wrong(error: ValidationError) -> str:
    return told({"item": error.messages})
