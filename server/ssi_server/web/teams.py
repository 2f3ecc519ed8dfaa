"""The page of a team's settings, for its leads and for those who look after the installation."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ..models import Person, Team
from ..people import invitations, memberships, names, persons, teams
from ..people.teams import Ways
from ..storage import database
from . import access, may
from .access import owner_only, signed_in
from .form import Form

blueprint = Blueprint("teams", __name__, url_prefix="/teams/<team_id>")

_HIGHEST_FLOOR = 100


@blueprint.get("/settings")
@signed_in
def settings(team_id: str) -> ResponseReturnValue:
    with database().read() as transaction:
        team = may.run(transaction, team_id)
    typed = {"name": team.name, "floor": str(team.floor), "group_name": team.group_name or ""}
    return _page(team, Form(typed | ({"ranking": "on"} if team.ranking else {})))


@blueprint.post("/settings")
@signed_in
def change(team_id: str) -> ResponseReturnValue:
    """Floor and ranking are the leads' as well; what it is called, and who belongs to it by themselves, an owner's."""
    form = Form(request.form)
    with database().read() as transaction:
        team = may.run(transaction, team_id)
    name, group = team.name, team.group_name
    if access.is_owner():
        name = form.text("name", names.LONGEST) or ""
        form.needs("name", name or None, _("Give the team a name."))
        group = form.text("group_name", teams.LONGEST_GROUP)
    floor = form.whole("floor", 0, _HIGHEST_FLOOR)
    form.needs("floor", floor, _("Enter a whole number from 0 to 100."))
    if form.errors or floor is None:
        return _page(team, form), 422
    with form.giving_name("name", _("There is a team of this name already.")):
        with database().write(access.person_id()) as transaction:
            team = may.run(transaction, team_id)
            ways = Ways(name, floor, "ranking" in form.typed, group)
            teams.change(transaction, team, ways, access.person_id())
        flash(_("Kept."))
        return redirect(url_for(".settings", team_id=team_id), 303)
    return _page(team, form), 422


@blueprint.post("/members")
@signed_in
@owner_only
def add_member(team_id: str) -> ResponseReturnValue:
    """Somebody who is here already. Nobody sees anything of theirs before they agree."""
    person_id = request.form.get("person", type=int)
    with database().write(person_id) as transaction:
        team, person = may.run(transaction, team_id), _present(transaction.get(Person, person_id or 0))
        memberships.join(transaction, person.id, team, access.person_id())
        flash(_("%(name)s belongs to the team now, and is asked to agree to what its lead sees.", name=person.name))
    return redirect(url_for(".settings", team_id=team_id), 303)


@blueprint.post("/members/<int:person_id>/lead")
@signed_in
@owner_only
def set_lead(team_id: str, person_id: int) -> ResponseReturnValue:
    with database().write(person_id) as transaction:
        team = may.run(transaction, team_id)
        if memberships.membership(transaction, person_id, team_id) is None:
            abort(404)
        memberships.set_lead(transaction, person_id, team, request.form.get("lead") == "yes", access.person_id())
    flash(_("Kept."))
    return redirect(url_for(".settings", team_id=team_id), 303)


@blueprint.post("/members/<int:person_id>/remove")
@signed_in
def remove_member(team_id: str, person_id: int) -> ResponseReturnValue:
    """Their history stays theirs; the lead sees nothing of it any more."""
    with database().write(person_id) as transaction:
        team = may.run(transaction, team_id)
        if not memberships.leave(transaction, person_id, team, access.person_id()):
            abort(404)
    flash(_("They belong to the team no more. Their history is theirs, as before."))
    if access.person_id() == person_id and not access.is_owner():
        return redirect(url_for("web.team.show"), 303)
    return redirect(url_for(".settings", team_id=team_id), 303)


@blueprint.post("/remove")
@signed_in
@owner_only
def remove(team_id: str) -> ResponseReturnValue:
    with database().write(access.person_id()) as transaction:
        team = may.run(transaction, team_id)
        teams.remove(transaction, team, access.person_id())
        flash(_("The team %(name)s is no more. Everybody in it keeps their history.", name=team.name))
    return redirect(url_for("web.people.listed"), 303)


def _present(person: Person | None) -> Person:
    return person if person is not None and person.left_at is None else abort(404)


def _page(team: Team, form: Form) -> str:
    with database().read() as transaction:
        members = memberships.members_of(transaction, team.id)
        inside = {member.person_id for member in members}
        others = [each for each in persons.everybody(transaction) if each.id not in inside and each.left_at is None]
        return render_template(
            "team/settings.html",
            team=team,
            form=form,
            members=members,
            others=others if access.is_owner() else [],
            invitations=invitations.open_ones(transaction, team.id),
            is_owner=access.is_owner(),
            is_lead=any(member.person_id == access.person_id() and member.is_lead for member in members),
        )
