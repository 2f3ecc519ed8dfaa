"""The way in and out: a link that works once, a password where somebody has one."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from .. import opener
from ..models import Person
from ..people import passwords, persons, sign_in, tries
from ..storage import Forgotten, database
from . import access, known_browser
from .cookie import led_by_another

blueprint = Blueprint("sign_in", __name__)


@blueprint.before_request
def come_from_here() -> ResponseReturnValue | None:
    """Whom another site has sent here, such as the file that `serve` opens, goes the last step from a page of ours.

    Only then does the browser send the cookie: with it, the session ends that the browser had before.
    """
    if request.method == "GET" and led_by_another(request):
        return last_step(request.path)
    return None


def last_step(path: str) -> str:
    """The page that leads on to the path, with the query of this request."""
    query = request.query_string.decode("ascii", "ignore")
    return render_template("sign_in/one_step.html", to=f"{path}?{query}" if query else path)


@blueprint.get("/sign-in/<link>")
def follow(link: str) -> ResponseReturnValue:
    """Where a sign-in link leads. A program that only looks ahead (HEAD) does not use it up."""
    if request.method != "GET":
        return access.signed_out("expired_link")
    with database().write() as transaction:
        person_id = sign_in.use_link(transaction, link)
        if person_id is None:
            tries.LINKS.take(transaction)
        asks = person_id is not None and passwords.has_password(transaction, person_id)
        secret = access.start(transaction, person_id, "link") if person_id is not None and not asks else None
    if person_id is not None:
        opener.remove_used(Path(current_app.instance_path), link)
    if secret is not None:
        return redirect(access.begin(secret), 303)
    if person_id is None:
        return access.signed_out("expired_link")
    known_browser.become(person_id)
    return redirect(url_for("web.sign_in.ask"), 303)


@blueprint.get("/sign-in")
def ask() -> ResponseReturnValue:
    """The question for the password; how to get a link, where nobody has one."""
    with database().read() as transaction:
        if not passwords.anybody_has_one(transaction):
            return access.signed_out()
        known = known_browser.whose()
        person = transaction.get(Person, known.person_id) if known else None
    return _question(person.name if person else "")


@blueprint.post("/sign-in")
def answer() -> ResponseReturnValue:
    """Lets in whoever knows the password. What is wrong, name or password, is not told, nor by how long it takes."""
    name, password = request.form.get("name", "").strip(), request.form.get("password", "")
    with database().read() as transaction:
        claimed = persons.with_password(transaction, name)
    person_id = tries.admitted(database(), claimed, password, known_browser.tries_for(claimed, name))
    if person_id is None:
        return make_response(_question(name, wrong=True), 401)
    try:
        with database().write(person_id) as transaction:
            secret = access.start(transaction, person_id, "password")
    except Forgotten:
        return make_response(_question(name, wrong=True), 401)
    known_browser.become(person_id)
    return redirect(access.begin(secret), 303)


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    access.end()
    return redirect(url_for("web.dashboard"), 303)


def _question(name: str, *, wrong: bool = False) -> str:
    with database().read() as transaction:
        several = persons.are_several(transaction)
    return render_template("sign_in/password.html", name=name, several=several, wrong=wrong)
