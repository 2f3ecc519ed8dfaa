"""The dashboard: pages for people, rendered on the server."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, request

from ..config import Settings
from ..people.sign_in import SESSION_LASTS
from ..sign_in_command import sign_in_command
from . import (
    by_hand,
    captures,
    data,
    devices,
    doubts,
    formats,
    goals,
    labels,
    notes,
    pairing,
    report,
    rereading,
    share,
    shown,
    views,
)

__all__ = ["SESSION_LASTS", "init_app"]

for subject in (by_hand, captures, rereading, notes, goals, data, devices, report, share, shown):
    views.blueprint.register_blueprint(subject.blueprint)


def init_app(app: Flask, settings: Settings) -> None:
    @app.template_global("sign_in_command")
    def command_for_this_address() -> str:
        address = urlsplit(request.host_url)
        return sign_in_command(settings, address.hostname or "", address.port or 80)

    formats.register(app)
    labels.register(app)
    doubts.register(app)
    app.register_blueprint(views.blueprint)
    app.register_blueprint(pairing.blueprint)
