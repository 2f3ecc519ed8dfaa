"""The dashboard: pages for people, rendered on the server."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, abort, request

from ..config import Settings
from ..sign_in_command import as_shown, sign_in_command
from . import (
    access,
    audit,
    audit_words,
    board,
    by_hand,
    captures,
    consent,
    data,
    devices,
    doubts,
    formats,
    goals,
    invitations,
    joining,
    labels,
    notes,
    openid,
    pairing,
    password,
    people,
    ranking,
    report,
    rereading,
    sessions,
    share,
    shown,
    sign_in,
    team,
    teams,
    views,
)
from .cookie import Cookie

_HISTORY = (by_hand, captures, rereading, notes, goals, data, report, share, shown)
_WAYS_IN = (devices, sessions, password, sign_in, joining, openid)
_TOGETHER = (team, teams, board, ranking, people, invitations, consent, audit)

for subject in (*_HISTORY, *_WAYS_IN, *_TOGETHER):
    views.blueprint.register_blueprint(subject.blueprint)


def init_app(app: Flask, settings: Settings, cookie: str) -> None:
    app.session_interface = Cookie(cookie)

    @app.template_global()
    def command(*words: str) -> str:
        return as_shown(settings, *words)

    @app.template_global("sign_in_command")
    def command_for_this_address() -> str:
        if settings.proxies:
            return as_shown(settings, "sign-in")
        address = urlsplit(request.host_url)
        return sign_in_command(settings, address.hostname or "", address.port or 80)

    formats.register(app)
    labels.register(app)
    doubts.register(app)
    audit_words.register(app)
    app.add_template_global(access.has_company)
    openid.init_app(app, settings)
    app.register_blueprint(views.blueprint)
    app.register_blueprint(pairing.blueprint)

    @app.before_request
    def require_names() -> None:
        """Of the parts of a form, before anybody looks one up: Werkzeug gives a part that has none the name None."""
        is_form = request.mimetype == "multipart/form-data" and not request.path.startswith("/api/")
        if is_form and (None in request.form or None in request.files):
            abort(400)
