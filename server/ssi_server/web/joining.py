"""Where an invitation leads: somebody new chooses a name and a password, whoever is signed in comes in as they are.

Only the form uses the link up: whoever looks at it first, a program or a person, takes nothing away.
"""

from __future__ import annotations

from typing import NoReturn

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ..errors import Problem
from ..models import Person, Team
from ..people import invitations, memberships, names, passwords, tries
from ..people.invitations import Arrival
from ..people.openid.attempt import Attempt
from ..storage import database
from . import access, known_browser, openid
from .form import Form
from .password import chosen
from .sign_in import come_from_here

blueprint = Blueprint("joining", __name__, url_prefix="/join/<secret>")
blueprint.before_request(come_from_here)


@blueprint.get("")
def show(secret: str) -> ResponseReturnValue:
    return _page(secret, None)


@blueprint.post("")
def join(secret: str) -> ResponseReturnValue:
    """Somebody new, with the name and the password that they chose."""
    form = Form(request.form)
    name, password = form.text("name", names.LONGEST), chosen(form)
    form.needs("name", name, _("Choose a name: you sign in with it."))
    if form.errors or name is None:
        return _page(secret, form), 422
    with form.giving_name("name", _("Somebody here is called that already.")):
        with database().write() as transaction:
            arrival = invitations.accept_anew(transaction, secret, name)
            if arrival is not None:
                passwords.set_password(transaction, arrival.person_id, password)
                session_secret = access.start(transaction, arrival.person_id, "invitation")
        if arrival is None:
            _is_over()
        access.begin(session_secret)
        known_browser.become(arrival.person_id)
        return _led_on(arrival)
    return _page(secret, form), 422


@blueprint.post("/as-you-are")
@access.signed_in
def join_as_they_are(secret: str) -> ResponseReturnValue:
    """Whoever is signed in, with all that they have."""
    with database().write(access.person_id()) as transaction:
        arrival = invitations.accept_as(transaction, secret, access.person_id())
    return _led_on(arrival or _is_over())


@blueprint.post("/openid")
def join_by_openid(secret: str) -> ResponseReturnValue:
    """Somebody new, or who is here already, as the company's sign-in knows them."""
    with database().read() as transaction:
        is_open = invitations.find(transaction, secret) is not None
    return openid.lead(Attempt.new(invitation=secret)) if is_open else _is_over()


def _page(secret: str, form: Form | None) -> str:
    """The form as it was typed, or a new one with the name that the inviter wrote."""
    is_anybody = access.is_anybody()
    with database().read() as transaction:
        invitation = invitations.find(transaction, secret)
        team = invitation and invitation.team_id and transaction.get(Team, invitation.team_id)
        inviter = invitation and invitation.invited_by and transaction.get(Person, invitation.invited_by)
        me = transaction.get(Person, access.person_id()) if is_anybody else None
    if invitation is None:
        _is_over()
    return render_template(
        "team/join.html",
        secret=secret,
        form=form or Form({"name": invitation.name}),
        invitation=invitation,
        team=team,
        inviter=inviter,
        me=me,
        version=memberships.WORDING,
        shortest=passwords.SHORTEST,
    )


def _led_on(arrival: Arrival) -> ResponseReturnValue:
    if arrival.team_id is None:
        return redirect(url_for("web.dashboard"), 303)
    return redirect(url_for("web.consent.show", team_id=arrival.team_id), 303)


def _is_over() -> NoReturn:
    with database().write() as transaction:
        tries.LINKS.take(transaction)
    raise Problem(
        404,
        "no_invitation",
        _("This invitation no longer works"),
        _("An invitation works once, and for seven days. Ask whoever invited you for a new one."),
    )
