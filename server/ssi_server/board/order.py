"""Which of the members a board lists, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ssi_parser.reading import COMPARED, PILLARS

from .board import Board
from .seen import SPANS, Seen

Key = Callable[[Seen], Any]


def _of_pillar(name: str) -> Key:
    return lambda member: member.pillar(name)


def _of_change(span: str) -> Key:
    return lambda member: member.change(span)


def _of_rank(group: str) -> Key:
    return lambda member: member.rank(group)


ORDERS: dict[str, Key] = {
    "name": lambda member: member.name.casefold(),
    "total": lambda member: member.total,
    **{str(span): _of_change(str(span)) for span in SPANS},
    **{pillar: _of_pillar(pillar) for pillar in PILLARS},
    **{group: _of_rank(group) for group in COMPARED},
    "last": lambda member: member.last and member.last.captured_at,
}
"""By what a board can be ordered, by the word of the address."""

FILTERS: dict[str, Callable[[Board, Seen], bool]] = {
    "floor": lambda board, member: member.is_under(board.team.floor),
    "stale": lambda board, member: member.is_stale(board.at),
}
"""Whom alone it can list, by the word of the address."""


def chosen(
    board: Board, order: str = "name", *, descending: bool = False, find: str = "", only: str = ""
) -> list[Seen]:
    """Those whose name contains `find` and whom `only` lets pass, in that order; who lacks the figure comes last.

    Among equals they stand by name.
    """
    wanted = [member for member in board.members if find.casefold() in member.name.casefold()]
    if only in FILTERS:
        wanted = [member for member in wanted if FILTERS[only](board, member)]
    return _ordered(wanted, ORDERS[order], descending)


def _ordered(members: Iterable[Seen], key: Key, descending: bool) -> list[Seen]:
    by_name = sorted(members, key=ORDERS["name"])
    known = [member for member in by_name if key(member) is not None]
    unknown = [member for member in by_name if key(member) is None]
    return [*sorted(known, key=key, reverse=descending), *unknown]
