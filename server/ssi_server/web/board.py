"""The board of a team, for those who lead it: those members who have agreed to be seen, and nobody else."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ssi_parser.reading import COMPARED, PILLARS, json_value

from .. import board as boards
from ..board import Board, Seen
from ..board.seen import SPANS
from ..captures.local_time import local_time
from ..clock import now
from ..exchange.cells import BYTE_ORDER_MARK, harmless
from ..history.rhythm import WANTED
from ..models import Team
from ..people import audit
from ..storage import database
from . import access, may
from .access import signed_in
from .board_address import EVERY, Asked
from .board_plot import courses, spread_plot
from .over_time import range_in

blueprint = Blueprint("board", __name__, url_prefix="/teams/<team_id>")

COLUMNS = (
    "name",
    "captured",
    "total",
    *(f"change_{span}{part}" for span in SPANS for part in ("", "_since")),
    *PILLARS,
    *(f"{group}_rank" for group in COMPARED),
    "under_floor",
    "last_capture",
    "last_capture_in_doubt",
)
"""`captured` is the date that the figures are of, `change_30_since` the date that the change is counted from."""


@blueprint.get("")
@signed_in
def show(team_id: str) -> ResponseReturnValue:
    """Each member and the team as a whole, now and over time; around a day, if the address names one."""
    asked = Asked.of(request.args)
    with database().read() as transaction:
        team, board = _looked_at(transaction, team_id)
        members = _chosen(board, asked)
        around = (
            boards.before_and_after(transaction, team_id, board.members, asked.day, asked.days) if asked.day else None
        )
    note_views(team, board.members)
    periods = boards.over_time([member.days for member in board.members], board.range.every)
    plot, lines = spread_plot(board, periods)
    return render_template(
        "board/board.html",
        board=board,
        team=team,
        asked=asked,
        members=members,
        around=around,
        courses=courses(board),
        periods=periods[::-1],
        plot=plot,
        lines=lines,
        rhythm=WANTED,
        least=boards.LEAST_FOR_QUARTILES,
    )


@blueprint.get("/board.csv")
@signed_in
def csv_file(team_id: str) -> ResponseReturnValue:
    """A line for each member that the address lets pass, in its order; what is unknown is empty."""
    asked = Asked.of(request.args)
    with database().read() as transaction:
        team, board = _looked_at(transaction, team_id)
    note_views(team, board.members)
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(COLUMNS)
    lines.writerows([*_cells(member, team.floor)] for member in _chosen(board, asked))
    headers = {"Content-Disposition": f'attachment; filename="board-{board.at:%Y-%m-%d}.csv"'}
    body = BYTE_ORDER_MARK + text.getvalue()
    return Response(body, headers=headers, content_type="text/csv; charset=utf-8; header=present")


def note_views(team: Team, members: list[Seen]) -> None:
    """Keeps that whoever is signed in saw the figures of these: before they do."""
    with database().write() as transaction:
        audit.note_views(transaction, access.person_id(), team, [member.person_id for member in members])


def _looked_at(transaction: Session, team_id: str) -> tuple[Team, Board]:
    team, at = may.led(transaction, team_id), now()
    today = local_time(transaction, access.person_id(), at).date()
    dates = {"range": range_in(request.args), "every": request.args.get("every", EVERY)}
    return team, Board.of(transaction, team, dates, at, today)


def _chosen(board: Board, asked: Asked) -> list[Seen]:
    return boards.chosen(board, asked.sort, descending=asked.descending, find=asked.find, only=asked.only)


def _cells(member: Seen, floor: int) -> Iterator[Any]:
    """In the order of `COLUMNS`."""
    yield from (harmless(member.name), member.latest and member.latest.capture.day, member.total)
    for span in map(str, SPANS):
        base = member.changes[span]
        yield from (member.change(span), base and base.since.date())
    yield from (json_value(member.pillar(name)) for name in PILLARS)
    yield from (member.rank(group) for group in COMPARED)
    yield None if member.total is None else _word(member.is_under(floor))
    yield member.last and member.last.capture.day
    yield member.last and _word(member.in_doubt)


def _word(holds: bool) -> str:
    return "yes" if holds else "no"
