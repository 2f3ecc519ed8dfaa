"""A range on one page, to be printed."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from ssi_parser import reading

from .. import history
from ..clock import now
from ..storage import database
from . import access
from .access import signed_in
from .donut import arcs
from .overview import Overview
from .plot import Plot

blueprint = Blueprint("report", __name__)

TOTALS = ("total", "industry.average", "network.average")
PILLARS = tuple(f"pillars.{pillar}" for pillar in reading.PILLARS)
COMPARED = ("total", "score", *PILLARS, *(f"{of}.{part}" for of in reading.COMPARED for part in ("average", "rank")))
MOST_NOTES = 5


@blueprint.get("/report")
@signed_in
def show() -> ResponseReturnValue:
    """The range's beginning beside its end, its lines, and what stands beside them."""
    at, chosen = now(), access.preferences()
    with database().read() as transaction:
        overview = Overview.of(transaction, access.person_id(), request.args, at, chosen)
    days = history.within(overview.rows, overview.range.since, overview.range.until)
    shown = overview.shown
    differences = {one.figure: one for one in history.side_by_side(days[0], days[-1])} if days else {}
    return render_template(
        "report.html",
        at=at,
        overview=overview,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        differences=[differences[figure] for figure in COMPARED if figure in differences],
        arcs=arcs,
        totals=Plot.of(overview.range, shown, TOTALS, 10, chosen.rhythm),
        pillars=Plot.of(overview.range, shown, PILLARS, 5, chosen.rhythm),
        most_notes=MOST_NOTES,
    )
