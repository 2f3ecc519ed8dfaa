"""What was done, in words."""

from __future__ import annotations

from flask import Flask, Request, abort
from flask_babel import lazy_gettext as _

from ..languages import add_filter
from ..people.audit import Action, Entry

_LAST_PAGE = 100_000

WORDS = {
    Action.SIGNED_IN: _("signed in"),
    Action.PERSON_ADDED: _("added"),
    Action.INVITED: _("made an invitation"),
    Action.INVITATION_WITHDRAWN: _("withdrew an invitation"),
    Action.JOINED: _("joined with an invitation"),
    Action.JOINED_TEAM: _("joined the team"),
    Action.LEFT_TEAM: _("left the team"),
    Action.ROLE_CHANGED: _("role changed"),
    Action.LEAD_CHANGED: _("lead of the team changed"),
    Action.AGREED: _("agreed to what the lead sees"),
    Action.WITHDREW: _("withdrew the consent"),
    Action.ASKED_ANEW: _("consent ended, since members may now compare themselves"),
    Action.FIGURES_VIEWED: _("figures looked at"),
    Action.TEAM_ADDED: _("made a team"),
    Action.TEAM_CHANGED: _("changed a team"),
    Action.TEAM_REMOVED: _("ended a team"),
    Action.EXPORTED: _("history exported"),
    Action.CAPTURE_DELETED: _("capture deleted"),
    Action.LEFT: _("left"),
    Action.FORGOTTEN: _("somebody was forgotten"),
    Action.ACCOUNT_LINKED: _("company’s sign-in linked"),
}
_ABOUT = {
    "link": _("with a link"),
    "password": _("with the password"),
    "invitation": _("with an invitation"),
    "openid": _("with the company’s sign-in"),
    "owner": _("owner"),
    "member": _("member"),
    True: _("leads it"),
    False: _("does not lead it"),
}
"""What stands in `about`, where it is no name."""


def action_words(entry: Entry) -> str:
    return str(WORDS[entry.action])


def about_words(entry: Entry) -> str:
    """What stands behind it: the team, the browser, the way in."""
    return ", ".join(str(_ABOUT.get(value, value)) for value in entry.about.values() if value not in (None, ""))


def register(app: Flask) -> None:
    add_filter(app, action_words)
    add_filter(app, about_words)


def page_of(request: Request) -> int:
    """Which page of a log is asked for, from 1 on; 404 for what is none."""
    at = request.args.get("page", "1")
    if not (at.isascii() and at.isdigit() and 1 <= int(at) <= _LAST_PAGE):
        abort(404)
    return int(at)
