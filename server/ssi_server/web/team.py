"""The page of the teams that concern whoever is signed in, and the way out of all of it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ..models import Person
from ..people import memberships, names, persons, roles, teams
from ..storage import database
from ..upkeep.forgetting import forget
from . import access, may
from .access import signed_in
from .form import Form

blueprint = Blueprint("team", __name__, url_prefix="/team")


@blueprint.get("")
@signed_in
def show() -> ResponseReturnValue:
    """One's own teams; for an owner every team there is."""
    return _page(None)


@blueprint.post("/name")
@signed_in
def be_called() -> ResponseReturnValue:
    """What others here see, and with which one signs in."""
    form, me = Form(request.form), access.person_id()
    name = form.text("name", names.LONGEST)
    form.needs("name", name, _("Choose a name: you sign in with it."))
    if form.errors or name is None:
        return _page(form), 422
    with form.giving_name("name", _("Somebody here is called that already.")):
        with database().write(me) as transaction:
            persons.rename(transaction, transaction.get_one(Person, me), name)
        flash(_("Kept."))
        return redirect(url_for(".show"), 303)
    return _page(form), 422


def _page(form: Form | None) -> str:
    """The form as it was typed, or with the name as it is."""
    with database().read() as transaction:
        name = transaction.get_one(Person, access.person_id()).name
        return render_template(
            "team/team.html",
            form=form or Form({"name": name}),
            mine=memberships.teams_of(transaction, access.person_id()),
            all=teams.all_teams(transaction) if access.is_owner() else [],
            is_owner=access.is_owner(),
        )


@blueprint.post("/<team_id>/leave")
@signed_in
def leave_team(team_id: str) -> ResponseReturnValue:
    """One's history stays one's own; the team's lead sees nothing of it any more."""
    with database().write(access.person_id()) as transaction:
        team = may.joined(transaction, team_id).team
        memberships.leave(transaction, access.person_id(), team, access.person_id())
        flash(_("You have left %(team)s. Your history is still here, for you alone.", team=team.name))
    return redirect(url_for("web.team.show"), 303)


@blueprint.get("/leaving")
@signed_in
def leaving() -> ResponseReturnValue:
    return _leaving(Form())


@blueprint.post("/leaving")
@signed_in
def leave() -> ResponseReturnValue:
    """Forgets whoever is signed in, at once, where they wrote their name and somebody else looks after it all."""
    form, me = Form(request.form), access.person_id()
    with database().read() as transaction:
        if form.typed.get("name", "").strip() != transaction.get_one(Person, me).name:
            form.wrong("name", _("This is not your name here."))
    if form.errors:
        return _leaving(form), 422
    try:
        with database().write(me) as transaction:
            roles.require_another_owner(transaction, me)
            forget.take_out(transaction, me)
    except roles.LastOwner:
        flash(_("You are the only owner: make somebody else an owner first."), "error")
        return redirect(url_for("web.team.leaving"), 303)
    access.end()
    return render_template("team/left.html")


def _leaving(form: Form) -> str:
    with database().read() as transaction:
        person = transaction.get_one(Person, access.person_id())
        return render_template(
            "team/leaving.html", form=form, person=person, alone=not persons.are_several(transaction)
        )
