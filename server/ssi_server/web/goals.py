"""The page of what the member wants: goals, rhythm, comparison, language."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ..aims import preferences
from ..aims.goals import MOST, WHOLE, Goal, Goals, goals_of, set_goals
from ..aims.preferences import OwnReference
from ..aims.references import REFERENCES
from ..languages import ENGLISH, TRANSLATED
from ..storage import database
from . import access
from .access import signed_in
from .form import Form
from .formats import number

blueprint = Blueprint("goals", __name__, url_prefix="/goals")

MOST_OWN_REFERENCES = 5
LONGEST_LABEL = 80
LANGUAGES = {ENGLISH: "English", "es": "Español", "pl": "Polski", "pt_BR": "Português (Brasil)"}
"""Each in its own words, so that everybody finds theirs."""


@blueprint.get("")
@signed_in
def show() -> ResponseReturnValue:
    return _page()


@blueprint.post("")
@signed_in
def set_all() -> ResponseReturnValue:
    """Keeps targets, dates and floor; a target that is left empty is no goal."""
    form = Form(request.form)
    goals = [goal for figure in MOST if (goal := _goal(form, figure))]
    rhythm = form.whole("rhythm", 1, preferences.LONGEST_RHYTHM)
    form.needs("rhythm", rhythm, _("Enter after how many days you want to capture again."))
    if form.errors:
        return _page(goals_form=form), 422
    with database().write(access.person_id()) as transaction:
        set_goals(transaction, access.person_id(), goals)
        preferences.choose(transaction, access.person_id(), rhythm=rhythm)
    flash(_("Your goals are kept."))
    return redirect(url_for("web.goals.show"), 303)


@blueprint.post("/references")
@signed_in
def choose_references() -> ResponseReturnValue:
    """Keeps which published averages are shown, and the member's own."""
    form = Form(request.form)
    chosen = tuple(reference.key for reference in REFERENCES if reference.key in request.form.getlist("shown"))
    own = tuple(one for row in range(MOST_OWN_REFERENCES) if (one := _own_reference(form, row)))
    if form.errors:
        return _page(references_form=form, shown=chosen), 422
    with database().write(access.person_id()) as transaction:
        preferences.choose(transaction, access.person_id(), references=chosen, own_references=own)
    flash(_("Your choice of averages is kept."))
    return redirect(url_for("web.goals.show"), 303)


@blueprint.post("/language")
@signed_in
def choose_language() -> ResponseReturnValue:
    """Keeps the language of the pages; an empty one leaves it to the browser."""
    language = request.form.get("language", "")
    if language not in ("", ENGLISH, *TRANSLATED):
        abort(400)
    with database().write(access.person_id()) as transaction:
        preferences.choose(transaction, access.person_id(), language=language or None)
    flash(_("The language is kept."))
    return redirect(url_for("web.goals.show"), 303)


def _page(
    goals_form: Form | None = None, references_form: Form | None = None, shown: tuple[str, ...] | None = None
) -> str:
    chosen = access.preferences()
    references_form = references_form or _form_of_references(chosen.own_references)
    with database().read() as transaction:
        goals = goals_of(transaction, access.person_id())
    return render_template(
        "goals/goals.html",
        goals_form=goals_form or _form_of_goals(goals, chosen.rhythm),
        references_form=references_form,
        most=MOST,
        longest_rhythm=preferences.LONGEST_RHYTHM,
        references=REFERENCES,
        shown=chosen.references if shown is None else shown,
        own_rows=_rows(references_form),
        longest_label=LONGEST_LABEL,
        languages=LANGUAGES,
        chosen_language=chosen.language,
    )


def _goal(form: Form, figure: str) -> Goal | None:
    """The goal that was typed for the figure."""
    target, by = _target(form, figure), form.day(f"by.{figure}")
    if by is not None and target is None:
        form.wrong(f"target.{figure}", _("Enter the target too, or clear its date."))
    return None if target is None else Goal(figure, target, by)


def _target(form: Form, figure: str) -> Decimal | None:
    name, most = f"target.{figure}", MOST[figure]
    if figure in WHOLE:
        target = form.whole(name, 1, most)
        return None if target is None else Decimal(target)
    points = form.points(name, most)
    if points == 0:
        form.wrong(name, _("Enter more than 0, or leave it empty."))
    return points


def _own_reference(form: Form, row: int) -> OwnReference | None:
    label, average = form.text(f"label.{row}", LONGEST_LABEL), form.whole(f"average.{row}", 0, 100)
    if label is None and average is not None:
        form.wrong(f"label.{row}", _("Say where this average comes from, and of which year it is."))
    if average is None and label is not None:
        form.wrong(f"average.{row}", _("Enter the average, from 0 to 100."))
    return OwnReference(label, average) if label is not None and average is not None else None


def _form_of_goals(goals: Goals, rhythm: int) -> Form:
    typed = {"rhythm": str(rhythm)}
    for goal in goals.values():
        typed[f"target.{goal.figure}"] = number(goal.target)
        typed[f"by.{goal.figure}"] = _date(goal.by)
    return Form(typed)


def _form_of_references(own: tuple[OwnReference, ...]) -> Form:
    labels = {f"label.{row}": one.label for row, one in enumerate(own)}
    return Form(labels | {f"average.{row}": str(one.average) for row, one in enumerate(own)})


def _rows(form: Form) -> int:
    """How many averages of one's own there is room for: those that are filled in, and one more."""
    filled = (
        row for row in range(MOST_OWN_REFERENCES) if form.typed.get(f"label.{row}") or form.typed.get(f"average.{row}")
    )
    return min(max(filled, default=-1) + 2, MOST_OWN_REFERENCES)


def _date(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
