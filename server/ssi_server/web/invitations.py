"""Inviting somebody: the link is shown once, on the page that made it."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ..people import invitations, names
from ..people.invitations import Terms
from ..people.roles import Role
from ..storage import database
from . import access, may
from .access import signed_in
from .address import server_address
from .form import Form

blueprint = Blueprint("invitations", __name__, url_prefix="/invitations")

KINDS = {
    "member": Terms(),
    "lead": Terms(is_lead=True),
    "owner": Terms(role=Role.OWNER),
}
"""What somebody can be invited as. Whoever leads a team invites members to it, and nothing else."""


@blueprint.post("")
@signed_in
def invite() -> ResponseReturnValue:
    form, me = Form(request.form), access.person_id()
    terms = KINDS.get(form.typed.get("kind", "member")) or abort(400)
    name, team_id = form.text("name", names.LONGEST) or "", form.typed.get("team", "")
    if not access.is_owner() and (not team_id or terms is not KINDS["member"]):
        abort(403)
    if form.errors or (terms.is_lead and not team_id):
        flash(form.errors.get("name") or _("Choose the team to lead."), "error")
        return redirect(url_for("web.people.listed"), 303)
    with database().write(me) as transaction:
        team = may.run(transaction, team_id) if team_id else None
        secret = invitations.invite(transaction, Terms(team, terms.is_lead, terms.role, name), me, me)
    address = server_address() + url_for("web.joining.show", secret=secret)
    return render_template("team/invited.html", address=address, team_id=team_id, name=name, is_owner=access.is_owner())


@blueprint.post("/<invitation_id>/withdraw")
@signed_in
def withdraw(invitation_id: str) -> ResponseReturnValue:
    """Those of the installation are an owner's to withdraw, those to a team its leads' as well."""
    with database().write(access.person_id()) as transaction:
        invitation = invitations.with_id(transaction, invitation_id)
        team_id = invitation and invitation.team_id
        if invitation is None or not (access.is_owner() or team_id):
            abort(404)
        if team_id:
            may.run(transaction, team_id)
        invitations.withdraw(transaction, invitation, access.person_id())
    flash(_("The invitation is withdrawn: its link opens nothing any more."))
    if access.is_owner():
        return redirect(url_for("web.people.listed"), 303)
    return redirect(url_for("web.teams.settings", team_id=team_id), 303)
