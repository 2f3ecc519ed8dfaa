"""The page on which a member sets, changes or removes their password."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ..people import passwords, sessions, tries
from ..storage import database
from . import access, known_browser
from .access import signed_in
from .form import Form

blueprint = Blueprint("password", __name__, url_prefix="/password")


@blueprint.get("")
@signed_in
def show() -> ResponseReturnValue:
    return _page(Form())


@blueprint.post("")
@signed_in
def set_one() -> ResponseReturnValue:
    """Needs the old one, where there is one. Whoever is signed in elsewhere has to sign in again, with the new one."""
    form, me = Form(request.form), access.person_id()
    new = chosen(form)
    if form.errors or not _knows_it(form, "old"):
        return _page(form), 422
    with database().write(me) as transaction:
        passwords.set_password(transaction, me, new)
        sessions.end_others(transaction, me, but=access.session_id())
    known_browser.become(me)
    flash(_("Your password is set. Other browsers were signed out."))
    return redirect(url_for("web.devices.listed"), 303)


@blueprint.post("/remove")
@signed_in
def remove() -> ResponseReturnValue:
    form, me = Form(request.form), access.person_id()
    if not _knows_it(form, "present"):
        return _page(form), 422
    with database().write(me) as transaction:
        passwords.remove_password(transaction, me)
    flash(_("Your password is removed: a sign-in link is enough again."))
    return redirect(url_for("web.devices.listed"), 303)


def chosen(form: Form) -> str:
    """The new password that was typed twice; notes what is wrong with it."""
    new = form.typed.get("new", "")
    if not passwords.is_allowed(new):
        form.wrong("new", _rule())
    elif new != form.typed.get("again", ""):
        form.wrong("again", _("This is not the same as above."))
    return new


def _knows_it(form: Form, field: str) -> bool:
    """Whether the field holds the present password; notes beside it if not.

    Nobody who finds a browser signed in may guess without end.
    """
    me = access.person_id()
    with database().read() as transaction:
        if not passwords.has_password(transaction, me):
            return True
    own = tries.known_browser(me, access.session_id())
    if tries.admitted(database(), me, form.typed.get(field, ""), own) is None:
        form.wrong(field, _("This is not your password."))
    return not form.errors


def _rule() -> str:
    shortest, longest = passwords.SHORTEST, passwords.LONGEST
    return str(_("It takes %(shortest)s characters at least, %(longest)s at most.", shortest=shortest, longest=longest))


def _page(form: Form) -> str:
    with database().read() as transaction:
        has_one = passwords.has_password(transaction, access.person_id())
    return render_template("sign_in/own_password.html", form=form, has_one=has_one, shortest=passwords.SHORTEST)
