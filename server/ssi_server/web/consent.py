"""The page on which a member reads what the lead of a team will see, agrees to it, and takes that back."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ..people import memberships
from ..storage import database
from . import access, may
from .access import signed_in

blueprint = Blueprint("consent", __name__, url_prefix="/consent/<team_id>")


@blueprint.get("")
@signed_in
def show(team_id: str) -> ResponseReturnValue:
    with database().read() as transaction:
        mine = may.joined(transaction, team_id)
        leads = [each.name for each in memberships.members_of(transaction, team_id) if each.is_lead]
    return render_template("team/consent.html", mine=mine, leads=leads, version=memberships.WORDING)


@blueprint.post("")
@signed_in
def agree(team_id: str) -> ResponseReturnValue:
    with database().write(access.person_id()) as transaction:
        team = may.joined(transaction, team_id).team
        memberships.agree(transaction, access.person_id(), team)
        flash(
            _(
                "Whoever leads %(team)s sees your figures from now on. You can withdraw that at any time.",
                team=team.name,
            )
        )
    return redirect(url_for("web.team.show"), 303)


@blueprint.post("/withdraw")
@signed_in
def withdraw(team_id: str) -> ResponseReturnValue:
    """In force at the next look of anybody."""
    with database().write(access.person_id()) as transaction:
        team = may.joined(transaction, team_id).team
        memberships.withdraw(transaction, access.person_id(), team)
        flash(_("Nobody in %(team)s sees your figures any more.", team=team.name))
    return redirect(url_for("web.team.show"), 303)
