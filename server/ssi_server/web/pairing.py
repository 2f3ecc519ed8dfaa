"""The pages on which the member lets a browser in."""

from __future__ import annotations

import datetime as dt
import math

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ..clock import now
from ..models import Pairing
from ..people.limits import Limit
from ..people.pairing import grant, user_codes
from ..storage import database
from . import access
from .access import signed_in

blueprint = Blueprint("pair", __name__, url_prefix="/pair")
blueprint.add_app_template_filter(user_codes.shown, "user_code")

WRONG_CODES = Limit("wrong user codes of", times=10, within=dt.timedelta(minutes=10))

_DECISIONS = {"allow": "pair.connected", "deny": "pair.denied"}
_STATES = {"allowed": "pair.connected", "used": "pair.connected", "denied": "pair.denied"}


class TooManyWrongCodes(Exception):
    """The person has tried as many wrong codes as may be; `wait` tells how long until they may go on."""

    def __init__(self, wait: dt.timedelta) -> None:
        super().__init__()
        self.wait = wait


@blueprint.get("")
@signed_in
def show() -> ResponseReturnValue:
    """Who asks to be let in under the code; without a code, the field to type it."""
    text = request.args.get("user_code", "")
    if not text:
        return render_template("pair/code.html")
    with database().write() as transaction:  # A wrong code is counted; nothing else is written.
        if earlier := _earlier_answer(transaction, text):
            return earlier
        pairing = _pairing(transaction, text)
        return _not_waiting(text) if pairing is None else render_template("pair/ask.html", pairing=pairing, at=now())


@blueprint.post("")
@signed_in
def decide() -> ResponseReturnValue:
    """The member's answer, the first of which counts."""
    text, outcome = request.form.get("user_code", ""), _DECISIONS.get(request.form.get("decision", ""))
    if outcome is None:
        abort(400)
    with database().write(access.person_id()) as transaction:
        if earlier := _earlier_answer(transaction, text):
            return earlier
        pairing = _pairing(transaction, text)
        if pairing is None or not grant.decide(
            transaction, pairing.user_code, access.person_id(), allow=outcome == "pair.connected"
        ):
            return _not_waiting(text)
    return redirect(url_for(outcome), 303)


@blueprint.get("/connected")
@signed_in
def connected() -> ResponseReturnValue:
    return render_template("pair/connected.html")


@blueprint.get("/denied")
@signed_in
def denied() -> ResponseReturnValue:
    return render_template("pair/denied.html")


@blueprint.errorhandler(TooManyWrongCodes)
def _too_many(error: TooManyWrongCodes) -> Response:
    seconds = math.ceil(error.wait.total_seconds())
    page = render_template("pair/too_many.html", minutes=math.ceil(seconds / 60))
    return make_response(page, 429, {"Retry-After": str(seconds)})


def _earlier_answer(transaction: Session, text: str) -> ResponseReturnValue | None:
    """Where this person's own answer to the code has led before: a second click leads there too."""
    user_code = user_codes.typed(text)
    state = user_code and grant.decision(transaction, user_code, access.person_id())
    return redirect(url_for(_STATES[state]), 303) if state else None


def _pairing(transaction: Session, text: str) -> Pairing | None:
    """What waits under the code that was typed. TooManyWrongCodes once too many were wrong."""
    user_code = user_codes.typed(text)
    if user_code is None:
        return None
    wait = WRONG_CODES.take(transaction, access.person_id())
    if wait is not None:
        raise TooManyWrongCodes(wait)
    pairing = grant.pending_pairing(transaction, user_code)
    if pairing is not None:
        WRONG_CODES.give_back(transaction, access.person_id())
    return pairing


def _not_waiting(text: str) -> Response:
    return make_response(render_template("pair/code.html", wrong=text), 404)
