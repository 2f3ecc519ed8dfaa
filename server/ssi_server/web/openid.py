"""The way in by the company's sign-in: to the provider with an attempt, back with its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Flask, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ..config import Settings, Unusable
from ..people.openid import arriving, once
from ..people.openid.attempt import Attempt
from ..people.openid.claims import Claimed
from ..people.openid.errors import NotWelcome, Refused, Unavailable
from ..people.tries import Tries
from ..storage import database
from . import access, attempt_cookie, known_browser
from .openid_problems import is_over, of_another, problem
from .sign_in import come_from_here, last_step

if TYPE_CHECKING:
    from ..people.openid.exchange import Exchange

blueprint = Blueprint("openid", __name__, url_prefix="/openid")

_EXCHANGE = "ssi_openid"


def init_app(app: Flask, settings: Settings) -> None:
    """Raises Unusable where a provider is set and its library is missing, which nobody else needs."""
    app.add_template_global(is_set_up, "has_openid")
    if settings.openid is not None:
        try:
            from ..people.openid.exchange import Exchange
        except ModuleNotFoundError as error:
            raise Unusable(
                f"SSI_HISTORY_OPENID_ISSUER is set, but {error.name} is missing: pip install authlib requests."
            ) from error
        app.extensions[_EXCHANGE] = Exchange(settings.openid)


def is_set_up() -> bool:
    return _EXCHANGE in current_app.extensions


@blueprint.before_request
def last_step_from_here() -> ResponseReturnValue | None:
    return None if request.endpoint == "web.openid.callback" else come_from_here()


@blueprint.get("")
def begin() -> ResponseReturnValue:
    """To the provider."""
    return redirect(_address(Attempt.new()), 303)


@blueprint.post("/link")
@access.signed_in
def begin_link() -> ResponseReturnValue:
    """To the provider, to come back as whoever is signed in here."""
    return lead(Attempt.new(person_id=access.person_id()))


def lead(attempt: Attempt) -> ResponseReturnValue:
    """A page that leads to the provider: no form of ours may be answered by another site."""
    return render_template("sign_in/one_step.html", to=_address(attempt))


@blueprint.get("/callback")
def callback() -> ResponseReturnValue:
    """From the provider, to a page of ours that leads on by itself, so that the dashboard's cookie comes along.

    Browsers keep that back on the whole way that another site began, redirects of ours included.
    """
    _exchange()
    _require(attempt_cookie.kept())
    return last_step(url_for("web.openid.arrive"))


@blueprint.get("/arrive")
def arrive() -> ResponseReturnValue:
    """The last step, with a code that is worth the provider's word about who it is."""
    exchange = _exchange()
    attempt = _require(attempt_cookie.take())
    tries = once.tries_from(request.remote_addr or "")
    with database().write() as transaction:
        tries.take(transaction)
        is_first = once.use(transaction, attempt)
    if not is_first:
        raise is_over()
    try:
        who = exchange.claimed(attempt, _back_to(), request.args.to_dict())
    except Refused as error:
        raise problem(error) from error
    except Unavailable as error:
        _give_back(tries)
        raise problem(error) from error
    _give_back(tries)
    return _let_in(who, attempt) if attempt.person_id is None else _link(who, attempt.person_id)


def _give_back(tries: Tries) -> None:
    with database().write() as transaction:
        tries.give_back(transaction)


def _let_in(who: Claimed, attempt: Attempt) -> ResponseReturnValue:
    try:
        with database().write() as transaction:
            arrival = arriving.arrive(transaction, who, _exchange().settings, attempt.invitation)
            secret = access.start(transaction, arrival.person_id, "openid")
    except NotWelcome as error:
        raise problem(error) from error
    leads_to = access.begin(secret)
    known_browser.become(arrival.person_id)
    if arrival.team_id is not None:
        leads_to = url_for("web.consent.show", team_id=arrival.team_id)
    return redirect(leads_to, 303)


def _link(who: Claimed, person_id: int) -> ResponseReturnValue:
    if not access.is_anybody() or access.person_id() != person_id:
        raise is_over()
    try:
        with database().write(person_id) as transaction:
            arriving.link(transaction, who, person_id)
    except arriving.OfAnother as error:
        raise of_another() from error
    flash(_("From now on you can sign in with your company’s account."))
    return redirect(url_for("web.devices.listed"), 303)


def _exchange() -> Exchange:
    found: Exchange | None = current_app.extensions.get(_EXCHANGE)
    return found or abort(404)


def _address(attempt: Attempt) -> str:
    exchange = _exchange()
    try:
        address = exchange.address(attempt, _back_to())
    except Unavailable as error:
        raise problem(error) from error
    attempt_cookie.keep(attempt)
    return address


def _back_to() -> str:
    return url_for("web.openid.callback", _external=True)


def _require(attempt: Attempt | None) -> Attempt:
    """The attempt with which this browser left, if it is the one that is answered now."""
    if attempt is None or not attempt.is_answered_by(request.args.get("state", "")):
        raise is_over()
    return attempt
