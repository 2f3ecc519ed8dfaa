"""How the members of a team compare, for those of them who have agreed, where the team has it so."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from ..board import ranking
from ..storage import database
from . import access, may
from .access import signed_in
from .board import note_views

blueprint = Blueprint("ranking", __name__, url_prefix="/teams/<team_id>/ranking")


@blueprint.get("")
@signed_in
def show(team_id: str) -> ResponseReturnValue:
    """Names and totals. Not there while the team compares nobody; not for who does not take part."""
    with database().read() as transaction:
        mine = may.joined(transaction, team_id)
        if not mine.team.ranking:
            abort(404)
        if mine.agreed_at is None:
            abort(403)
        places = ranking(transaction, team_id)
    note_views(mine.team, [place.member for place in places])
    return render_template("board/ranking.html", team=mine.team, places=places, me=access.person_id())
