"""The dashboard: pages for people, rendered on the server."""

from __future__ import annotations

from flask import Flask

from ..people.sign_in import SESSION_LASTS
from . import formats, views

__all__ = ["SESSION_LASTS", "init_app"]


def init_app(app: Flask) -> None:
    formats.register(app)
    app.register_blueprint(views.blueprint)
