"""The page of the persons of an installation, for those who look after it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from ..models import Person
from ..people import audit, invitations, leaving, memberships, names, persons, roles, teams
from ..people.roles import Role
from ..people.teams import Ways
from ..storage import database
from ..upkeep.forgetting import forget
from . import access
from .access import owner_only, signed_in
from .audit_words import page_of
from .form import Form

blueprint = Blueprint("people", __name__, url_prefix="/people")


@blueprint.get("")
@signed_in
@owner_only
def listed() -> ResponseReturnValue:
    return _page(Form())


@blueprint.get("/log")
@signed_in
@owner_only
def log() -> ResponseReturnValue:
    """What was done in the installation, without what is a person's own affair."""
    at = page_of(request)
    with database().read() as transaction:
        entries, has_older = audit.of_installation(transaction, at)
    return render_template("team/log.html", entries=entries, at=at, has_older=has_older, everybody=True)


@blueprint.post("/teams")
@signed_in
@owner_only
def add_team() -> ResponseReturnValue:
    form, me = Form(request.form), access.person_id()
    name = form.text("team_name", names.LONGEST)
    form.needs("team_name", name, _("Give the team a name."))
    if form.errors or name is None:
        return _page(form), 422
    with form.giving_name("team_name", _("There is a team of this name already.")):
        with database().write(me) as transaction:
            team_id = teams.add_team(transaction, Ways(name), me, me).id
        return redirect(url_for("web.teams.settings", team_id=team_id), 303)
    return _page(form), 422


@blueprint.post("/<int:person_id>/role")
@signed_in
@owner_only
def change_role(person_id: int) -> ResponseReturnValue:
    role = request.form.get("role", "")
    if role not in set(Role):
        abort(400)
    try:
        with database().write(person_id) as transaction:
            person = _present(transaction, person_id)
            roles.set_role(transaction, person_id, Role(role), access.person_id())
            is_owner = role == Role.OWNER
            flash(
                (_("%(name)s is an owner now.") if is_owner else _("%(name)s is a member now.")) % {"name": person.name}
            )
    except roles.LastOwner:
        flash(_one_owner(), "error")
    return redirect(url_for("web.people.listed" if access.person_id() != person_id else "web.team.show"), 303)


@blueprint.post("/<int:person_id>/leave")
@signed_in
@owner_only
def have_leave(person_id: int) -> ResponseReturnValue:
    """Lets somebody in no more. Their history stays until it is forgotten, so that they can have it first."""
    try:
        with database().write(person_id) as transaction:
            person = _present(transaction, person_id)
            leaving.leave(transaction, person_id, access.person_id())
            flash(_("%(name)s has left: no browser of theirs is let in any more.", name=person.name))
    except roles.LastOwner:
        flash(_one_owner(), "error")
    return redirect(url_for("web.people.listed" if access.person_id() != person_id else "web.dashboard"), 303)


def _one_owner() -> str:
    return str(_("Somebody has to look after the installation: make somebody else an owner first."))


def _present(transaction: Session, person_id: int) -> Person:
    person = transaction.get(Person, person_id)
    return person if person is not None and person.left_at is None else abort(404)


def _page(form: Form) -> str:
    with database().read() as transaction:
        everybody = persons.everybody(transaction)
        return render_template(
            "team/people.html", form=form, people=everybody, teams_of=_teams_of(transaction), **_known(transaction)
        )


def _known(transaction: Session) -> dict[str, Any]:
    return {
        "me": access.person_id(),
        "teams": teams.all_teams(transaction),
        "invitations": invitations.open_ones(transaction),
        "is_unfinished": forget.is_unfinished(transaction),
    }


def _teams_of(transaction: Session) -> dict[int, list[memberships.Member]]:
    """Everybody's memberships, by person."""
    found: dict[int, list[memberships.Member]] = {}
    for member in memberships.everybodys(transaction):
        found.setdefault(member.person_id, []).append(member)
    return found
