"""The dashboard itself."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from ..captures import deletion, store
from ..captures.rereading.offer import count_older
from ..clock import now
from ..journal.actions import ACTIONS
from ..storage import database
from . import access
from .access import signed_in
from .address import server_address
from .donut import arcs
from .over_time import over_time
from .overview import Overview
from .rows import rows_of

blueprint = Blueprint("web", __name__)

RECENT = 10
NOTES = 8


@blueprint.get("/")
@signed_in
def dashboard() -> ResponseReturnValue:
    """Where the member is, how it came about, and where it leads."""
    at, me = now(), access.person_id()
    with database().read() as transaction:
        overview = Overview.of(transaction, me, request.args, at, access.preferences())
        recent, _older = store.newest(transaction, me, RECENT)
        return render_template(
            "dashboard.html",
            at=at,
            overview=overview,
            over_time=over_time(
                request.args,
                overview.range,
                overview.rows,
                overview.suspects,
                overview.notes,
                overview.goals,
                access.preferences(),
            ),
            arcs=arcs,
            actions=ACTIONS,
            most_notes=NOTES,
            recent=rows_of(transaction, recent),
            deleted=deletion.hidden(transaction, me, at),
            older=count_older(transaction, me),
            total_captures=store.count(transaction, me),
            server_address=server_address(),
        )
